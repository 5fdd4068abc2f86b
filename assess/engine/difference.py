"""What has changed between two assessments of one State: by how much, and of which cause: law, knowledge, or framework."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from assess.engine.assessment import Prepared, Scored, score_states
from assess.engine.causes import AgreementChange, FactChange, Mixer, ProvisionChange, Side
from assess.engine.effect import ends
from assess.engine.shapley import shares
from assess.model.catalogue import Fact
from assess.model.framework import Criterion, Domain, Framework
from assess.model.profile import Profile
from assess.model.results import Finding, Score, Truth

CAUSES = ("law", "knowledge", "framework")
Shares = Mapping[str, tuple[Fraction, Fraction]]
"""By cause: how much of the move of the low and of the high end is due to it."""


class ScoreChange(NamedTuple):
    """One domain on one axis (no domain: the framework), then and now; None where there is nothing that applies."""

    domain: Domain | None
    axis: str
    before: Score | None
    after: Score | None
    shares: Shares | None
    """They add up to what the two ends have moved by; None where one of the scores that they are made of does not exist."""
    apart: int
    """1 where the worst reading now is above the best then, -1 where the best now is below the worst then, else 0; both under
    the framework of now."""

    @property
    def moved(self) -> bool:
        """Whether its interval is another."""
        return ends(self.before) != ends(self.after)


class FindingChange(NamedTuple):
    """One finding, then and now, with the causes of which it moved."""

    before: Finding
    after: Finding
    causes: tuple[str, ...]
    apart: int
    """As of a score."""


class FrameworkChange(NamedTuple):
    """What is different in the framework itself."""

    before: Framework
    after: Framework
    added: tuple[Criterion, ...]
    removed: tuple[Criterion, ...]
    changed: tuple[Criterion, ...]
    """As they are now; their texts, rules or weights are others."""


class Difference(NamedTuple):
    """Two profiles of one State, or one on two days, under one framework or two versions of it.

    Example:
        >>> (found,) = diff_files("examples/profiles/ken.yaml", as_of="2020-01-31", and_day="2026-10-31")
        >>> [each.name for each in found.provisions if each.cause == "law"][:2]
        ['cmca.14', 'cmca.16']
        >>> law = next(each for each in found.scores if each.domain is None and each.axis == "law")
        >>> sum(low for low, _ in law.shares.values()) == law.after.low - law.before.low
        True
    """

    old: Profile
    new: Profile
    days: tuple[date, date]
    framework: FrameworkChange | None
    """None where it is the same."""
    rules: Framework
    """The framework of now."""
    provisions: tuple[ProvisionChange, ...]
    facts: tuple[FactChange, ...]
    agreements: tuple[AgreementChange, ...]
    scores: tuple[ScoreChange, ...]
    findings: tuple[FindingChange, ...]
    """Those that moved, of criteria that are in both."""

    @property
    def empty(self) -> bool:
        """Whether nothing at all is different."""
        moved = any(each.moved for each in self.scores)
        return not (self.framework or self.provisions or self.facts or self.agreements or self.findings or moved)


class _Cells:
    """What is found with the law, the knowledge and the framework of either side: eight assessments at most."""

    def __init__(self, mixer: Mixer, old: Prepared, new: Prepared) -> None:
        self.mixer, self.old, self.new = mixer, old, new
        self.found: dict[tuple[bool, bool, bool], Scored] = {}

    def at(self, causes: Collection[str]) -> Scored:
        """With these causes at work; all without is then, all with is now."""
        law, knowledge, framework = (cause in causes for cause in CAUSES)
        same = self.old is self.new
        key = law, knowledge, framework and not same
        if key not in self.found:
            rules = self.new if key[2] else self.old
            self.found[key] = score_states(rules, self.mixer.states(rules.base.facts, law=law, knowledge=knowledge))
        return self.found[key]

    @cached_property
    def then(self) -> Scored:
        return self.at(())

    @cached_property
    def now(self) -> Scored:
        return self.at(CAUSES)

    @cached_property
    def then_by_new_rules(self) -> Scored:
        return self.at(("framework",))


def difference(
    old: Side, new: Side, old_rules: Prepared, new_rules: Prepared, facts: Mapping[str, Fact] | None = None
) -> Difference:
    """What has changed between two days.

    Args:
        facts: those of which it is told whether they changed; those that the framework reads, without it.

    Raises:
        ValueError: the profiles are of different countries.
    """
    if old.profile.country != new.profile.country:
        raise ValueError("a difference is shown of one country")
    mixer = Mixer(old, new)
    cells = _Cells(mixer, old_rules, new_rules)
    framework = new_rules.base.framework
    return Difference(
        old.profile,
        new.profile,
        (old.day, new.day),
        _framework(old_rules.base.framework, framework),
        framework,
        mixer.provisions,
        mixer.facts(new_rules.base.facts if facts is None else facts),
        mixer.agreements(),
        tuple(_scores(cells, framework)),
        tuple(_findings(cells)),
    )


def _framework(old: Framework, new: Framework) -> FrameworkChange | None:
    if old is new or old.hash == new.hash:
        return None
    before, after = (
        {name: (domain.domain, one) for name, (domain, one) in each.criteria.items()} for each in (old, new)
    )
    return FrameworkChange(
        old,
        new,
        tuple(one for name, (_, one) in after.items() if name not in before),
        tuple(one for name, (_, one) in before.items() if name not in after),
        tuple(one for name, (domain, one) in after.items() if name in before and before[name] != (domain, one)),
    )


def _scores(cells: _Cells, framework: Framework) -> Iterator[ScoreChange]:
    axes = list(dict.fromkeys([*cells.then.totals, *cells.now.totals]))
    for axis in axes:
        yield _score(cells, None, axis)
    domains = {domain.domain: domain for domain in cells.old.base.framework.domains}
    domains |= {domain.domain: domain for domain in framework.domains}
    for domain in domains.values():
        for axis in axes:
            if (domain.domain, axis) in cells.then.scores or (domain.domain, axis) in cells.now.scores:
                yield _score(cells, domain, axis)


def _score(cells: _Cells, domain: Domain | None, axis: str) -> ScoreChange:
    def one(found: Scored) -> Score | None:
        return found.totals.get(axis) if domain is None else found.scores.get((domain.domain, axis))

    before, after = one(cells.then), one(cells.now)
    parts: Shares | None = None
    if before and after:
        with suppress(LookupError):  # with one cause alone, nothing of it may apply
            low = shares(lambda some: _found(one(cells.at(some))).low, CAUSES)
            high = shares(lambda some: _found(one(cells.at(some))).high, CAUSES)
            parts = {cause: (low[cause], high[cause]) for cause in CAUSES}
    return ScoreChange(domain, axis, before, after, parts, _apart(one(cells.then_by_new_rules), after))


def _found(score: Score | None) -> Score:
    if score is None:
        raise LookupError
    return score


def _apart(before: Score | Finding | None, after: Score | Finding | None) -> int:
    """Whether the intervals separate, and which way."""
    if before is None or after is None or not (before.applies is after.applies is Truth.TRUE):
        return 0
    return (after.low > before.high) - (after.high < before.low)


def _findings(cells: _Cells) -> Iterator[FindingChange]:
    tables: dict[int, dict[str, Finding]] = {}

    def find(causes: Collection[str], name: str) -> Finding | None:
        found = cells.at(causes)
        table = tables.get(id(found))
        if table is None:
            table = tables[id(found)] = {each.criterion.id: each for each in found.findings}
        return table.get(name)

    for after in cells.now.findings:
        name = after.criterion.id
        before = find((), name)
        if before is None or _read(before) == _read(after):
            continue
        then = find(("framework",), name)
        causes = tuple(cause for cause in CAUSES if _moves(find, name, cause))
        yield FindingChange(before, after, causes, _apart(then, after))


def _read(finding: Finding | None) -> tuple[object, ...] | None:
    return None if finding is None else (finding.low, finding.high, finding.applies)


def _moves(find: Callable[[Collection[str], str], Finding | None], name: str, cause: str) -> bool:
    """Whether a cause moves a finding, whatever else is at work."""
    others = [each for each in CAUSES if each != cause]
    return any(
        _read(find((*some,), name)) != _read(find((*some, cause), name))
        for some in ((), others[:1], others[1:], others)
    )
