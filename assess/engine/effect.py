"""What is different between two assessments under one framework: scores, gates, findings, elements."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assess.model.framework import Criterion, Domain, Framework
from assess.model.results import (
    Assessment,
    ElementResult,
    FactState,
    Finding,
    GateResult,
    GroupResult,
    Score,
    Trace,
    Truth,
)


class ScoreMove(NamedTuple):
    """One domain on one axis (no domain: the framework), before and after; None where nothing applies."""

    domain: Domain | None
    axis: str
    before: Score | None
    after: Score | None

    @property
    def moved(self) -> bool:
        """Whether its interval is another."""
        return ends(self.before) != ends(self.after)


class GateMove(NamedTuple):
    """A gate of one domain on one axis, before and after; None where it is not tested."""

    domain: str
    axis: str
    before: GateResult | None
    after: GateResult | None


class FindingMove(NamedTuple):
    """One finding before and after, with the elements that changed."""

    before: Finding
    after: Finding
    gained: tuple[ElementResult, ...]
    """As they are after: hold now and did not, or are open now and were known not to hold."""
    lost: tuple[ElementResult, ...]
    """As they are after: held and do not, or were open and are known not to hold."""

    @property
    def criterion(self) -> Criterion:
        return self.after.criterion

    @property
    def moved(self) -> bool:
        """Whether its interval is another, or whether it applies."""
        return (self.before.low, self.before.high, self.before.applies) != (
            self.after.low, self.after.high, self.after.applies,
        )  # fmt: skip

    @property
    def narrower(self) -> bool:
        """Whether something in it is less than it was."""
        less = self.after.low < self.before.low or self.after.high < self.before.high
        return bool(self.lost) or (less and self.before.applies is self.after.applies is Truth.TRUE)

    @property
    def falling_short(self) -> tuple[ElementResult, ...]:
        """The scored elements that are known to fail after."""
        return tuple([e for e in self.after.elements if e.scored and e.truth is Truth.FALSE])

    @property
    def still_open(self) -> tuple[ElementResult, ...]:
        """The scored elements that are open after."""
        return tuple([e for e in self.after.elements if e.scored and e.counted == "open"])


class Effect(NamedTuple):
    """Two assessments of one country under one framework, and what is different between them.

    Example:
        >>> (found,) = whatif_file("examples/profiles/khm.yaml").effects
        >>> found.framework.id, [each.criterion.id for each in found.left]
        ('cooperation', ['illegal_access', 'illegal_interception', 'interference', 'sanctions'])
    """

    before: Assessment
    after: Assessment
    scores: tuple[ScoreMove, ...]
    """All: the framework on each axis, then each domain."""
    gates: tuple[GateMove, ...]
    """Those that fire, do not fire or are open, and were otherwise before."""
    touched: tuple[FindingMove, ...]
    """Findings that read a fact of which something changed, whether or not they moved."""

    @property
    def framework(self) -> Framework:
        """The framework that both are under."""
        return self.after.framework

    @property
    def findings(self) -> tuple[FindingMove, ...]:
        """The findings that moved."""
        return tuple([each for each in self.touched if each.moved or each.gained or each.lost])

    @property
    def left(self) -> tuple[FindingMove, ...]:
        """Findings that it touches, and in which something is still missing or open."""
        return tuple([each for each in self.touched if each.after.gap or each.after.low < each.after.high])

    @property
    def narrowed(self) -> tuple[FindingMove, ...]:
        """Findings in which something is less than it was."""
        return tuple([each for each in self.touched if each.narrower])


def effect(before: Assessment, after: Assessment) -> Effect:
    """What is different between two assessments.

    Raises:
        ValueError: they are under different frameworks.
    """
    if (before.framework.id, before.framework.hash) != (after.framework.id, after.framework.hash):
        raise ValueError("an effect is shown under one framework")
    changed = {name for name, state in after.facts.items() if not same_state(before.facts.get(name), state)}
    pairs = zip(before.findings, after.findings, strict=True)
    moves = [_move(old, new) for old, new in pairs]
    return Effect(
        before,
        after,
        tuple(_scores(before, after)),
        tuple(_gates(before, after)),
        tuple(
            move
            for move in moves
            if move.moved or move.gained or move.lost or not changed.isdisjoint(facts_read(move.after))
        ),
    )


def ends(score: Score | None) -> tuple[object, ...] | None:
    """What is printed of a score."""
    return None if score is None else (score.low, score.high, score.applies)


def same_state(old: FactState | None, new: FactState) -> bool:
    """Whether the rules read the same in both."""
    return old is not None and _read(old) == _read(new)


def _read(state: FactState) -> tuple[object, ...]:
    bases = [(basis.truth, basis.features) for basis in state.bases]
    return (
        state.known,
        state.truth,
        state.status,
        state.value,
        bases,
        state.reservations,
        state.declarations,
        state.in_part,
    )


def facts_read(finding: Finding) -> set[str]:
    """The facts that the elements of a finding read, or its measure."""
    found = {finding.measured.id} if finding.measured else set()
    parts: list[Trace] = [each.trace for each in finding.elements]
    for part in parts:
        if isinstance(part, GroupResult):
            parts += part.children
        else:
            found.add(part.state.id)
    return found


_ORDER = {Truth.FALSE: 0, Truth.UNKNOWN: 1, Truth.TRUE: 2}


def _move(old: Finding, new: Finding) -> FindingMove:
    gained: list[ElementResult] = []
    lost: list[ElementResult] = []
    for before, after in zip(old.elements, new.elements, strict=True):
        was, now = _ORDER.get(before.truth), _ORDER.get(after.truth)
        if was is not None and now is not None and was != now and not after.element.option:
            (gained if now > was else lost).append(after)
    return FindingMove(old, new, tuple(gained), tuple(lost))


def _scores(before: Assessment, after: Assessment) -> Iterator[ScoreMove]:
    axes = list(dict.fromkeys([*before.totals, *after.totals]))
    for axis in axes:
        yield ScoreMove(None, axis, before.totals.get(axis), after.totals.get(axis))
    for domain in after.framework.domains:
        for axis in axes:
            key = domain.domain, axis
            if key in before.scores or key in after.scores:
                yield ScoreMove(domain, axis, before.scores.get(key), after.scores.get(key))


def _gates(before: Assessment, after: Assessment) -> Iterator[GateMove]:
    for key in dict.fromkeys([*before.scores, *after.scores]):
        old, new = (_by_id(each.scores[key].gates if key in each.scores else ()) for each in (before, after))
        for name in dict.fromkeys([*old, *new]):
            was, now = old.get(name), new.get(name)
            if (was and was.fired) is not (now and now.fired):
                yield GateMove(*key, was, now)


def _by_id(gates: Sequence[GateResult]) -> dict[str, GateResult]:
    return {each.gate.id: each for each in gates}
