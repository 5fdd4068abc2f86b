"""What a finding turns on: each answer that would turn it by itself, and what moves with its smallest change elsewhere."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from assess.engine.assessment import Prepared, assess_states
from assess.engine.change import change_of
from assess.engine.crosswalk import lines_of
from assess.engine.truth import lines_of as lines_in
from assess.model.condition import Leaf
from assess.model.results import Assessment, BasisState, FactState, Finding, Step, Truth

T, F, U, NA = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE


class Turn(NamedTuple):
    """One answer, and what the finding would be with it and all else as it is."""

    step: Step
    known: bool
    """Whether the line is answered otherwise now; false where it is open."""
    after: Finding


class Moved(NamedTuple):
    """A criterion of another framework that reads facts of this finding."""

    assessment: Assessment
    before: Finding
    after: Finding | None
    """With the smallest change of this finding; None where there is none."""
    shared: tuple[str, ...]
    """The facts that both read."""

    @property
    def moves(self) -> bool:
        """Whether the smallest change of this finding moves that one too."""
        return self.after is not None and (self.before.low, self.before.high) != (self.after.low, self.after.high)


def turns(assessment: Assessment, finding: Finding, rules: Prepared) -> tuple[Turn, ...]:
    """Every answer that would turn the finding by itself, in the order in which its lines are read.

    Each is tried: the framework is evaluated again with this answer alone. Of grounds of refusal and safeguards only their absence
    is not tried, because no change of them is ever proposed.
    """
    found = []
    seen: set[tuple[str, bool]] = set()
    for line in _lines(finding):
        for wanted in (True, False):
            if line.truth is (T if wanted else F) or line.truth is NA or (line.leaf.text, wanted) in seen:
                continue
            seen.add((line.leaf.text, wanted))
            feature = line.state.fact.features.get(line.leaf.attribute)
            if feature is not None and feature.protective:
                continue
            state = answered(line.state, [(line.leaf, wanted)])
            if state is None:
                continue
            after = _again(assessment, rules, {state.id: state})[finding.criterion.id]
            if (after.low, after.high) != (finding.low, finding.high):
                found.append(Turn(Step(line.state, line.leaf, wanted), line.truth is not U, after))
    return tuple(found)


def moved(assessment: Assessment, finding: Finding, others: Iterable[tuple[Assessment, Prepared]]) -> tuple[Moved, ...]:
    """The criteria of other frameworks that read facts of this finding, and what they would be with its smallest change.

    Those that would move come first, in the order of the frameworks.
    """
    change = change_of(finding)
    wanted: dict[str, list[tuple[Leaf, bool]]] = {}
    for step in (*change.reform, *change.confirm) if change else ():
        wanted.setdefault(step.state.id, []).append((step.leaf, step.wanted))
    own = set(lines_of(finding.criterion))
    found = []
    for other, rules in others:
        if other.framework.id == assessment.framework.id:
            continue
        states = {}
        for name, lines in wanted.items():
            if name in other.facts and (state := answered(other.facts[name], lines)) is not None:
                states[name] = state
        after = _again(other, rules, states) if states else {}
        for each in other.findings:
            shared = tuple(sorted(own & set(lines_of(each.criterion))))
            if shared:
                then = after.get(each.criterion.id, each) if change else None
                found.append(Moved(other, each, then, shared))
    return tuple(sorted(found, key=lambda each: not each.moves))


def _again(assessment: Assessment, rules: Prepared, states: Mapping[str, FactState]) -> dict[str, Finding]:
    return {each.criterion.id: each for each in assess_states(rules, {**assessment.facts, **states})}


def _lines(finding: Finding) -> Iterable[Any]:
    for each in finding.elements:
        if each.scored and each.applies is not F:
            yield from lines_in(each.trace)


def answered(state: FactState, lines: Sequence[tuple[Leaf, bool]]) -> FactState | None:
    """The state with an answer under which these lines are as wanted; None where no answer does that."""
    made = state
    for leaf, wanted in sorted(lines, key=lambda line: (line[0].attribute != "", not line[1])):
        changed = _fact(made, leaf, wanted=wanted) if leaf.attribute in ("", "status") else None
        if leaf.attribute not in ("", "status"):
            feature = state.fact.features[leaf.attribute]
            value = _value(leaf, wanted, _given(made, leaf.attribute), feature)
            changed = None if value is None else _with(made, leaf.attribute, value, wanted=wanted)
        if changed is None:
            return None
        made = changed
    return made


def _fact(state: FactState, leaf: Leaf, *, wanted: bool) -> FactState | None:
    """The state in which a line about the fact itself, its status or its value is as wanted."""
    kind = state.fact.kind
    if leaf.attribute == "status":
        literals = leaf.literal if isinstance(leaf.literal, tuple) else (leaf.literal,)
        if leaf.op not in ("==", "in") or not wanted:
            return None
        return _standing(state, str(literals[0]))
    if kind in ("number", "choice", "yes_no"):
        if leaf.op == "is":
            return state._replace(known="answered", value=wanted, truth=T if wanted else F, status=None)
        value = _value(leaf, wanted, state.value, state.fact)
        return None if value is None else state._replace(known="answered", value=value, truth=U, status=None)
    if not wanted:
        return _none(state)
    if kind == "provision":
        return _in_force(state)
    return _standing(state, "operational" if kind == "capability" else "party")


def _standing(state: FactState, status: str) -> FactState:
    """The state of a treaty or capability with that status."""
    if state.fact.kind == "treaty":
        return state._replace(
            known="none" if status == "none" else "answered", truth=T if status == "party" else F, status=status
        )
    works = T if status in ("operational", "partial") else F
    features = state.bases[0].features if state.bases else {}
    truth = T if status == "operational" else F
    return state._replace(
        known="none" if status == "none" else "answered",
        truth=truth,
        status=status,
        bases=(BasisState(works, features, None),),
    )


def _given(state: FactState, name: str) -> Any:
    return next((basis.features[name] for basis in state.bases if name in basis.features), None)


def _with(state: FactState, name: str, value: Any, *, wanted: bool) -> FactState | None:
    """The state with a feature on each of its bases, and at work or in force, without which no feature counts."""
    if all(basis.truth is not T for basis in state.bases):
        if not wanted:  # the feature is denied, and whether there is such law stays as open as it is
            bases = state.bases or (BasisState(U, {}, None),)
            denied = tuple(basis._replace(features={**basis.features, name: value}) for basis in bases)
            return state._replace(known="answered", bases=denied)
        kind = state.fact.kind
        state = (
            _standing(state, "operational")
            if kind == "capability"
            else _in_force(state)
            if kind == "provision"
            else state
        )
    bases = tuple(basis._replace(features={**basis.features, name: value}) for basis in state.bases)
    return state._replace(bases=bases) if bases else None


def _none(state: FactState) -> FactState:
    return state._replace(known="none", truth=F, bases=(), status="none")


def _in_force(state: FactState) -> FactState:
    """The state with law in force; of law that was not there at all, what nobody asks of the new one stays a no."""
    flags = {name: False for name, feature in state.fact.features.items() if feature.type == "flag"}
    new = BasisState(T, flags if state.known == "none" else {}, None)
    bases = tuple(basis._replace(truth=T) for basis in state.bases) or (new,)
    return state._replace(known="answered", truth=T, bases=bases, status=None)


def _value(leaf: Leaf, wanted: bool, now: Any, spec: Any) -> Any:
    """A value with which a comparison is as wanted; the nearest one, and None where there is none."""
    literals = leaf.literal if isinstance(leaf.literal, tuple) else (leaf.literal,)
    if leaf.op == "is":
        return wanted
    if any(isinstance(each, bool) for each in literals):
        equal = (leaf.op in ("==", "in")) == wanted
        return literals[0] if equal else not literals[0]
    if spec.words:
        return _word(leaf, wanted, literals, spec, now)
    if isinstance(now, (int, float)) and not isinstance(now, bool) and _compares(leaf.op, now, literals) == wanted:
        return now
    number = literals[0]
    holds = {
        "==": (number, number + 1), "!=": (number + 1, number), ">=": (number, number - 1), "<=": (number, number + 1),
        ">": (number + 1, number), "<": (number - 1, number), "in": (number, max(literals) + 1),
    }[leaf.op]  # fmt: skip
    value = holds[0 if wanted else 1]
    inside = (spec.min is None or value >= spec.min) and (spec.max is None or value <= spec.max)
    return value if inside else None


def _compares(op: str, value: Any, literals: Sequence[Any]) -> bool:
    """Whether a comparison holds of a value; several literals are a range of numbers, or any of some words."""
    first = literals[0]
    holds: dict[str, bool] = {
        "==": value == first, "!=": value != first, ">=": value >= first, "<=": value <= first, ">": value > first,
        "<": value < first, "in": min(literals) <= value <= max(literals),
    }  # fmt: skip
    return holds[op]


def _word(leaf: Leaf, wanted: bool, literals: Sequence[Any], spec: Any, now: Any) -> Any:
    place = {word: i for i, word in enumerate(spec.words)}
    at = place.get(literals[0], 0)

    def fits(word: str) -> bool:
        holds = word in literals if leaf.op == "in" else _compares(leaf.op, place[word], [at])
        return holds == wanted

    if now in place and fits(now):
        return now
    return min(filter(fits, place), key=lambda word: abs(place[word] - at), default=None)
