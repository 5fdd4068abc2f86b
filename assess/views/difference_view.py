"""The view of what has changed between two days, each change with its cause."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from assess.engine.difference import Difference, FindingChange, FrameworkChange, ScoreChange
from assess.model.base import exact
from assess.model.framework import Criterion, Method
from assess.resources import VERSION
from assess.views.charts import Interval
from assess.views.difference_lines import changes
from assess.views.domains import branches
from assess.views.effect_view import drawn, finding_words, level_words, title_of, told_apart
from assess.words import terms
from assess.words.countries import country_name
from assess.words.figures import date_words, number
from assess.words.language import N_, _, headed, listed, ngettext, say, spoken

CAUSE_WORDS = {
    "law": N_("the law changed"), "knowledge": N_("what is known changed"), "framework": N_("the framework changed"),
}  # fmt: skip


class DifferenceScore(NamedTuple):
    """The score of one domain on one axis, then and now, with what each cause has moved of its two ends."""

    title: str
    depth: int
    named: str
    """The title with the axis."""
    before: str
    after: str
    level: str
    law: str
    knowledge: str
    framework: str
    verdict: str
    """Empty where the intervals overlap."""
    then: Interval | None
    now: Interval | None


class DifferenceFinding(NamedTuple):
    """One finding that moved."""

    id: str
    title: str
    before: str
    after: str
    causes: str
    verdict: str


class DifferencePart(NamedTuple):
    """What has changed under one framework."""

    id: str
    title: str
    short: str
    version: str
    """Both, where they differ."""
    summary: str
    rules: tuple[str, ...]
    """What is different in the framework itself."""
    scores: tuple[DifferenceScore, ...]
    """Those that moved."""
    findings: tuple[DifferenceFinding, ...]


class DifferenceView(NamedTuple):
    """What has changed between two days, under one framework or several."""

    country: str
    code: str
    days: tuple[str, str]
    changes: tuple[tuple[str, tuple[str, ...]], ...]
    """A heading and its lines: changes of national law, of treaties, of what is no law, and of what is known."""
    parts: tuple[DifferencePart, ...]
    frameworks: tuple[str, ...]
    """All, with their versions."""
    by_framework: bool
    """Whether a framework differs, so that a share of its own is printed."""
    nothing: bool
    """Whether nothing at all is different."""
    note: str
    withheld: int
    software: str
    date: str
    language: str
    direction: str


def difference_view(found: Sequence[Difference]) -> DifferenceView:
    """The view of differences between the same two profiles, one for each framework."""
    first = found[0]
    return DifferenceView(
        country=country_name(first.new),
        code=first.new.country,
        days=(date_words(first.days[0]), date_words(first.days[1])),
        changes=tuple(changes(found)),
        parts=tuple(_part(each) for each in found),
        frameworks=tuple(_version(each) for each in found),
        by_framework=any(each.framework for each in found),
        nothing=all(each.empty for each in found),
        note=note(),
        withheld=sum(entry.status == "withheld" for entries in first.new.facts.values() for entry in entries),
        software=f"assess {VERSION}",
        date=str(first.days[1]),
        language=spoken().code.replace("_", "-"),
        direction=spoken().direction,
    )


def heading() -> str:
    """The heading of the document."""
    return _("What has changed")


def note() -> str:
    """How to read it."""
    return _(
        "A change counts as one of law, or of what is done, if it began, or ended, after the earlier date; else as one of "
        "knowledge, since it may have been so before. The shares of the causes (Shapley: the mean over all orders in which they "
        "can come in) are given for the low and the high end, and add up to what each has moved by. “Higher on every reading” is "
        "said only where the lowest reading now is above the highest reading then, “lower” the other way round; where nothing is "
        "said, the two intervals overlap. It says nothing of whether that is to the good."
    )


def verdict(apart: int) -> str:
    """What can be said for certain."""
    if apart > 0:
        return _("higher on every reading")
    return _("lower on every reading") if apart < 0 else ""


# Under one framework


def _version(found: Difference) -> str:
    name, change = terms.framework_name(found.rules), found.framework
    if change and change.before.head.version != change.after.head.version:
        versions = _("{before} → {after}").format(before=change.before.head.version, after=change.after.head.version)
        return f"{name} {versions}"
    return f"{name} {found.rules.head.version}"


def _part(found: Difference) -> DifferencePart:
    framework = found.rules
    depths = {branch.domain.domain: (i, branch.depth) for i, branch in enumerate(branches(framework))}
    several = len({each.axis for each in found.scores}) > 1
    moved = sorted(
        (each for each in found.scores if each.moved),
        key=lambda each: depths.get(each.domain.domain, (len(depths), 0))[0] if each.domain else -1,
    )
    count = len(found.findings)
    return DifferencePart(
        id=framework.id,
        title=say(framework.head.title),
        short=terms.framework_name(framework),
        version=_version(found).removeprefix(f"{terms.framework_name(framework)} "),
        summary=ngettext("{n} finding has moved.", "{n} findings have moved.", count).format(n=count)
        if count
        else _("No finding has moved."),
        rules=tuple(_rules(found.framework)) if found.framework else (),
        scores=tuple(
            _score(
                each, framework.method, depths.get(each.domain.domain, (0, 0))[1] if each.domain else 0, several=several
            )
            for each in moved
        ),
        findings=tuple(_finding(each, framework.method) for each in found.findings),
    )


def _rules(change: FrameworkChange) -> Iterator[str]:
    for title, some in (
        (_("Criteria that are new"), change.added),
        (_("Criteria that are gone"), change.removed),
        (_("Criteria that are worded, weighted or built otherwise"), change.changed),
    ):
        if some:
            yield headed(title, listed(map(_named, some)))
    if not (change.added or change.removed or change.changed):
        yield _("Its criteria are the same; what surrounds them is not.")


def _named(criterion: Criterion) -> str:
    return f"{say(criterion.title)} [{criterion.id}]"


def _score(each: ScoreChange, method: Method, depth: int, *, several: bool) -> DifferenceScore:
    title = say(each.domain.title) if each.domain else _("Framework")
    axis = terms.axis(each.axis) if several else ""
    before, after = told_apart(each.before, each.after, method)
    cells = {cause: _moves(each.shares[cause], method) if each.shares else "" for cause in CAUSE_WORDS}
    return DifferenceScore(
        title=title,
        depth=depth,
        named=_("{title}, {axis}").format(title=title, axis=axis) if axis else title,
        before=before,
        after=after,
        level=level_words(each.before, each.after, method),
        **cells,
        verdict=verdict(each.apart),
        then=drawn(each.before, method, _("then")),
        now=drawn(each.after, method, _("now")),
    )


def _moves(ends: tuple[Fraction, Fraction], method: Method) -> str:
    """What the two ends have moved by; a dash where nothing has."""
    if not any(ends):
        return "–"
    return f"{_signed(ends[0], method)} / {_signed(ends[1], method)}"


def _signed(value: Fraction, method: Method) -> str:
    text = number(abs(value), exact(method.scale), method.decimals)
    return text if not value else f"{'+' if value > 0 else '−'}{text}"


def _finding(each: FindingChange, method: Method) -> DifferenceFinding:
    return DifferenceFinding(
        id=each.after.criterion.id,
        title=title_of(each.after),
        before=finding_words(each.before, method),
        after=finding_words(each.after, method),
        causes=listed(_cause(cause, each) for cause in each.causes),
        verdict=verdict(each.apart),
    )


def _cause(cause: str, each: FindingChange) -> str:
    """The cause in words; capacity and practice are no law."""
    return _("the facts changed") if cause == "law" and each.after.criterion.axis != "law" else _(CAUSE_WORDS[cause])
