"""The view of what a text would change, for its template and for a terminal."""

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import NamedTuple, TypeVar

from assess.engine.effect import Effect, FindingMove, GateMove, ScoreMove, ends
from assess.engine.score import level_of
from assess.model.base import exact
from assess.model.framework import Framework, Method
from assess.model.profile import Profile
from assess.model.results import ElementResult, Finding, GateResult, Score, Truth
from assess.reading.overlay import Scenario
from assess.resources import VERSION
from assess.views.charts import Interval, interval
from assess.views.domains import branches
from assess.words import terms
from assess.words.citations import joined, law_name, provisions_say
from assess.words.countries import country_name
from assess.words.figures import date_words
from assess.words.figures import interval as span
from assess.words.language import _, headed, ngettext, quote, say, spoken

T = TypeVar("T")


class EffectScore(NamedTuple):
    """The score of one domain on one axis, before and after."""

    title: str
    depth: int
    axis: str
    """Empty where there is only one."""
    named: str
    """The title with the axis."""
    before: str
    after: str
    level: str
    """In words; both, if it is another after."""
    then: Interval | None
    """Before; nothing where the domain does not apply."""
    now: Interval | None
    """After."""


class EffectFinding(NamedTuple):
    """One finding before and after."""

    id: str
    title: str
    """With its article, where it has one."""
    before: str
    after: str
    gained: tuple[str, ...]
    """Elements that hold now, or are open now and were known not to."""
    lost: tuple[str, ...]
    """Elements that no longer hold, or are open now and held."""


class EffectLeft(NamedTuple):
    """One finding that the text touches and leaves with something to do, or to find out."""

    id: str
    title: str
    missing: tuple[str, ...]
    open: tuple[str, ...]


class EffectPart(NamedTuple):
    """What changes under one framework."""

    id: str
    title: str
    short: str
    version: str
    summary: str
    scores: tuple[EffectScore, ...]
    """Those that move; the framework first on each axis."""
    more_scores: int
    """How many are left out."""
    gates: tuple[str, ...]
    findings: tuple[EffectFinding, ...]
    more_findings: int
    left: tuple[EffectLeft, ...]
    more_left: int
    narrowed: tuple[EffectFinding, ...]
    more_narrowed: int


class EffectView(NamedTuple):
    """What a text, or an answer, would change under one framework or several."""

    country: str
    code: str
    heading: str
    as_of: str
    scenario: tuple[str, ...]
    """What is supposed, a line each."""
    offered: tuple[str, ...]
    """Arguments that would make law what the profile has pending."""
    parts: tuple[EffectPart, ...]
    """The frameworks under which something that they read changes."""
    unmoved: tuple[str, ...]
    """The others, by name."""
    frameworks: tuple[str, ...]
    """All, with their versions."""
    cut: bool
    """Whether something is left out."""
    note: str
    withheld: int
    software: str
    date: str
    language: str
    direction: str


class Room(NamedTuple):
    """How many lines each list may have, over all frameworks together; two pages have room for these."""

    scores: int = 16
    gates: int = 6
    findings: int = 12
    left: int = 9
    narrowed: int = 8
    texts: int = 2
    """Of the elements of one finding."""
    scenario: int = 8


def effect_view(
    profile: Profile,
    scenario: Scenario,
    effects: Sequence[Effect],
    offered: Sequence[str] = (),
    room: Room | None = None,
) -> EffectView:
    """The view of what a scenario changes.

    Args:
        room: how much there is space for; everything without it.
    """
    touched = [each for each in effects if each.touched]
    parts = tuple(_part(each, own) for each, own in zip(touched, _shared(room, touched), strict=True))
    as_of = effects[0].after.as_of
    supposed, more = _first(scenario_lines(scenario, effects[0].after.profile), room and room.scenario)
    lost = more or any(p.more_scores or p.more_findings or p.more_left or p.more_narrowed for p in parts)
    return EffectView(
        country=country_name(profile),
        code=profile.country,
        heading=heading(scenario, effects[0].after.profile),
        as_of=date_words(as_of),
        scenario=(*supposed, terms.more(more)) if more else supposed,
        offered=tuple(offered) if any(step.kind != "pending" for step in scenario.steps) else (),
        parts=parts,
        unmoved=tuple(terms.framework_name(each.framework) for each in effects if not each.touched),
        frameworks=tuple(f"{terms.framework_name(e.framework)} {e.framework.head.version}" for e in effects),
        cut=bool(lost),
        note=note(),
        withheld=effects[0].before.withheld,
        software=f"assess {VERSION}",
        date=str(as_of),
        language=spoken().code.replace("_", "-"),
        direction=spoken().direction,
    )


def heading(scenario: Scenario, profile: Profile) -> str:
    """The heading of the document: of a text that was not read, only what is recorded of it was submitted."""
    if scenario.steps and all(step.kind == "pending" for step in scenario.steps) and _unread(scenario, profile):
        return _("Effect of the text as recorded")
    return _("Effect of the text as submitted")


def _unread(scenario: Scenario, profile: Profile) -> list[str]:
    """The laws counted as in force of which the text itself was not read (all grades but A)."""
    laws = dict.fromkeys(name.partition(".")[0] for name in scenario.enacted)
    return [key for key in laws if key in profile.sources and profile.sources[key].grade != "A"]


def note() -> str:
    """How to read it."""
    return _(
        "This shows what would be on record if the text were law as it stands on the law cut-off date. It does not say whether it "
        "will be adopted, how it would be applied, or what it is worth."
    )


def scenario_lines(scenario: Scenario, profile: Profile) -> list[str]:
    """What is supposed, in words."""
    lines = []
    for step in scenario.steps:
        if step.kind == "set":
            lines.append(_("Supposed: {what}").format(what=step.said))
        elif step.kind == "reform":
            lines.append(headed(quote(step.title), PurePath(step.said).name))
            lines += [quote(step.note)] if step.note else []
    if any(step.kind == "pending" for step in scenario.steps):
        lines.append(_("All texts that the profile has as bills, or as made and not in force"))
    if scenario.enacted:
        names = provisions_say([*scenario.enacted], profile.sources)
        lines.append(_("Counted as in force: {provisions}").format(provisions=names))
    if unread := _unread(scenario, profile):
        laws = joined([law_name(key, profile.sources) for key in unread])
        lines.append(
            _("The text was not read; what is recorded of it comes from other sources: {laws}").format(laws=laws)
        )
    if scenario.ended:
        names = provisions_say([*scenario.ended], profile.sources)
        lines.append(_("Counted as out of force: {provisions}").format(provisions=names))
    return lines or [_("Nothing is supposed, and the profile has no text that waits to become law.")]


def _shared(room: Room | None, effects: Sequence[Effect]) -> list[Room | None]:
    """The room of each framework: what an earlier one does not use is left to those after it."""
    if room is None:
        return [None] * len(effects)
    given: list[Room | None] = []
    left = {name: getattr(room, name) for name in ("scores", "gates", "findings", "left", "narrowed")}
    for i, each in enumerate(effects):
        used = {
            "scores": len(_moved(each)), "findings": len(_added(each)), "left": len(_left_open(each)),
            "narrowed": len(each.narrowed), "gates": len(each.gates),
        }  # fmt: skip
        own = {}
        for name, size in used.items():
            own[name] = min(size, max(-(-left[name] // (len(effects) - i)), 0))
            left[name] -= own[name]
        given.append(Room(**own, texts=room.texts))
    return given


def _first(items: Sequence[T], most: int | None) -> tuple[tuple[T, ...], int]:
    kept = tuple(items if most is None else items[:most])
    return kept, len(items) - len(kept)


def _added(found: Effect) -> list[FindingMove]:
    """The findings that move and in which nothing is less than it was."""
    return [each for each in found.findings if not each.narrower]


def _left_open(found: Effect) -> list[FindingMove]:
    """What it touches and leaves, apart from what it narrows, which is listed with what is lost."""
    return [each for each in found.left if not each.narrower]


def _moved(found: Effect) -> list[ScoreMove]:
    order = {branch.domain.domain: i for i, branch in enumerate(branches(found.framework))}
    moved = [each for each in found.scores if each.moved]
    return sorted(moved, key=lambda each: order[each.domain.domain] if each.domain else -1)


def _part(found: Effect, room: Room | None) -> EffectPart:
    framework = found.framework
    depths = {branch.domain.domain: branch.depth for branch in branches(framework)}
    several = len({each.axis for each in found.scores}) > 1
    scores, more_scores = _first(_moved(found), room and room.scores)
    findings, more_findings = _first(_added(found), room and room.findings)
    left, more_left = _first(_left_open(found), room and room.left)
    narrowed, more_narrowed = _first(found.narrowed, room and room.narrowed)
    texts = room.texts if room else None
    return EffectPart(
        id=framework.id,
        title=say(framework.head.title),
        short=terms.framework_name(framework),
        version=framework.head.version,
        summary=summary(found),
        scores=tuple(_score(each, framework, depths, several=several) for each in scores),
        more_scores=more_scores,
        gates=tuple(gate_line(each, framework) for each in _first(found.gates, room and room.gates)[0]),
        findings=tuple(_finding(each, framework, texts) for each in findings),
        more_findings=more_findings,
        left=tuple(_left(each, texts) for each in left),
        more_left=more_left,
        narrowed=tuple(_finding(each, framework, texts) for each in narrowed),
        more_narrowed=more_narrowed,
    )


def summary(found: Effect) -> str:
    """How many findings it touches, moves and leaves."""
    touched = ngettext("{n} criterion reads what changes", "{n} criteria read what changes", len(found.touched)).format(
        n=len(found.touched)
    )
    moved = ngettext("{n} finding moves", "{n} findings move", len(found.findings)).format(n=len(found.findings))
    return _("{touched}; {moved}.").format(touched=touched, moved=moved if found.findings else _("no finding moves"))


def title_of(finding: Finding) -> str:
    """The title of a criterion, with its article."""
    article = finding.criterion.article
    said = _(" (article {article})").format(article=article) if article else ""
    return f"{say(finding.criterion.title)}{said}"


def score_words(score: Score | None, method: Method) -> str:
    """An interval, or that nothing applies."""
    return terms.figures(score.low, score.high, method) if score else _("not applicable")


def told_apart(before: Score | None, after: Score | None, method: Method) -> tuple[str, str]:
    """Both intervals, with as many decimals as show that one is another than the other."""
    if before is None or after is None or ends(before) == ends(after):
        return score_words(before, method), score_words(after, method)
    for more in range(4):
        finer = [method_figures(each, method, more) for each in (before, after)]
        if finer[0] != finer[1]:
            break
    return finer[0], finer[1]


def method_figures(score: Score, method: Method, more: int) -> str:
    """An interval on the scale of its framework, with more decimals than usual."""
    return span(score.low, score.high, exact(method.scale), method.decimals + more, terms.bounds(method))


def level_words(before: Score | None, after: Score | None, method: Method) -> str:
    """The level before and after, in words."""
    was, now = (terms.level(level_of(each, method)) if each else "" for each in (before, after))
    if not was or not now or was == now:
        return now or was
    return _("{before} → {after}").format(before=was, after=now)


def _score(each: ScoreMove, framework: Framework, depths: dict[str, int], *, several: bool) -> EffectScore:
    method = framework.method
    title = say(each.domain.title) if each.domain else _("Framework")
    before, after = told_apart(each.before, each.after, method)
    axis = terms.axis(each.axis) if several else ""
    return EffectScore(
        title=title,
        depth=depths[each.domain.domain] if each.domain else 0,
        axis=axis,
        named=_("{title}, {axis}").format(title=title, axis=axis) if axis else title,
        before=before,
        after=after,
        level=level_words(each.before, each.after, method),
        then=drawn(each.before, method, _("before")),
        now=drawn(each.after, method, _("after")),
    )


def drawn(score: Score | None, method: Method, when: str) -> Interval | None:
    """The figure of a score."""
    if score is None:
        return None
    reading = headed(when, score_words(score, method))
    return interval(score.low, score.high, reading, flip=spoken().direction == "rtl")


_FIRED = {
    Truth.TRUE: lambda: _("the cap applies"),
    Truth.UNKNOWN: lambda: _("open whether the cap applies"),
    Truth.FALSE: lambda: _("no cap"),
}


def gate_line(each: GateMove, framework: Framework) -> str:
    """What a gate did before and does after."""
    result = each.after or each.before
    assert result is not None
    titles = {domain.domain: say(domain.title) for domain in framework.domains}
    was, now = (_fired(one) for one in (each.before, each.after))
    said = _("{gate}: before, {before}; after, {after}").format(gate=say(result.gate.says), before=was, after=now)
    return headed(titles[each.domain], said)


def _fired(result: GateResult | None) -> str:
    return _FIRED[result.fired]() if result and result.fired in _FIRED else _("no cap")


def finding_words(finding: Finding, method: Method) -> str:
    """A finding in words, with its interval where that tells more."""
    if finding.applies is Truth.FALSE or finding.low == finding.high in (0, 1):
        return terms.result(finding)
    return f"{terms.result(finding)} ({terms.figures(finding.low, finding.high, method)})"


def _finding(each: FindingMove, framework: Framework, most: int | None) -> EffectFinding:
    return EffectFinding(
        id=each.criterion.id,
        title=title_of(each.after),
        before=finding_words(each.before, framework.method),
        after=finding_words(each.after, framework.method),
        gained=_says(each.gained, most),
        lost=_says(each.lost, most),
    )


def _left(each: FindingMove, most: int | None) -> EffectLeft:
    return EffectLeft(
        each.criterion.id, title_of(each.after), _says(each.falling_short, most), _says(each.still_open, most)
    )  # fmt: skip


def _says(elements: Iterable[ElementResult], most: int | None) -> tuple[str, ...]:
    """What elements say, and how many more there are if not all have room."""
    kept, more = _first([*elements], most)
    said = [say(each.element.says) for each in kept]
    return (*said, terms.more(more)) if more else tuple(said)
