"""Where an element stands: of law, the bases that give what holds; of what does not hold, all that the answer rests on."""

from assess.engine.truth import combine, line_of
from assess.model.results import BasisState, ElementResult, FactState, GroupResult, LeafResult, Trace, Truth

T, F = Truth.TRUE, Truth.FALSE


def answers(result: ElementResult) -> list[FactState]:
    """The facts that an element reads, each with the bases on which the element stands; separate elements may have others."""
    states: dict[str, FactState] = {}
    kept: dict[str, list[BasisState]] = {}
    for part in _parts(result.trace):
        state = _state(part)
        states.setdefault(state.id, state)
        if part.truth is T and len(state.bases) > 1:
            kept.setdefault(state.id, []).extend(basis for basis in state.bases if _on(part, basis) is T)
    found = []
    for name, state in states.items():
        own = kept.get(name, ())
        found.append(state._replace(bases=tuple(basis for basis in state.bases if basis in own)) if own else state)
    return found


def _parts(trace: Trace) -> list[Trace]:
    """The lines of a trace, and what one basis has to give as one."""
    if isinstance(trace, LeafResult) or trace.joint:
        return [trace]
    return [part for child in trace.children for part in _parts(child)]


def _state(trace: Trace) -> FactState:
    while isinstance(trace, GroupResult):
        trace = trace.children[0]
    return trace.state


def _on(trace: Trace, basis: BasisState) -> Truth:
    """What a line, or a group that one basis has to give, comes to on a basis."""
    if isinstance(trace, GroupResult):
        return combine(trace.op, trace.n, [_on(child, basis) for child in trace.children])
    leaf = trace.leaf
    if leaf.attribute in ("", "status"):
        return basis.truth
    value = basis.features.get(leaf.attribute, "unknown")
    held = value != "unknown" and line_of(leaf, trace.state.fact).satisfied(value)
    return basis.truth if held else F
