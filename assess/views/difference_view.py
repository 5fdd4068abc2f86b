"""The view of what has changed between two days, each change with its cause."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from assess.engine.causes import AgreementChange, FactChange, ProvisionChange
from assess.engine.difference import Difference, FindingChange, FrameworkChange, ScoreChange
from assess.model.base import exact
from assess.model.catalogue import Fact
from assess.model.framework import Criterion, Method
from assess.model.profile import Agreement, Profile, ProvisionEntry, Source
from assess.model.results import FactState, Made, Truth
from assess.resources import VERSION
from assess.views.charts import Interval
from assess.views.domains import branches
from assess.views.effect_view import drawn, finding_words, level_words, title_of, told_apart
from assess.words import terms
from assess.words.citations import provisions_say, standing
from assess.words.countries import country_name, country_names, partner_name
from assess.words.figures import date_words, dated, number
from assess.words.language import N_, _, headed, listed, ngettext, quote, say, spoken

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
    law: tuple[str, ...]
    """Changes of law, a line each."""
    knowledge: tuple[str, ...]
    """Changes of what is known of it."""
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
        law=tuple(_lines(found, "law")),
        knowledge=tuple(_lines(found, "knowledge")),
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
        "A change counts as one of law if it began, or ended, after the earlier date; else as one of knowledge, since it may have "
        "been so before. The shares of the causes (Shapley: the mean over all orders in which they can come in) are given for the "
        "low and the high end, and add up to what each has moved by. “Improvement on every reading” is said only where the worst "
        "reading now is above the best reading then; where nothing is said, the two intervals overlap."
    )


def verdict(apart: int) -> str:
    """What can be said for certain."""
    if apart > 0:
        return _("improvement on every reading")
    return _("lower on every reading") if apart < 0 else ""


# What is different in the profile


def _lines(found: Sequence[Difference], cause: str) -> Iterator[str]:
    first = found[0]
    yield from _provisions([change for change in first.provisions if change.cause == cause], first)
    facts = {change.name: change for each in found for change in each.facts if cause in change.causes}
    yield from (_agreement(change) for change in first.agreements if change.cause == cause)
    undated = [change for change in facts.values() if change.undated]
    for change in facts.values():
        if not change.undated:
            yield _fact(change, first)
    if undated:
        n = len(undated)
        yield ngettext(
            "{n} answer carries no date, so it is open what it was on {date}.",
            "{n} answers carry no date, so it is open what they were on {date}.",
            n,
        ).format(n=n, date=date_words(first.days[0]))


def _provisions(changes: Iterable[ProvisionChange], found: Difference) -> Iterator[str]:
    """Provisions of one law that changed in the same way are named together."""
    sources = {**found.old.sources, **found.new.sources}
    alike: dict[tuple[str, str, str], list[str]] = {}
    for change in changes:
        key = change.name.partition(".")[0]
        was, now = (
            _standing(entry, sources.get(key), there=there)
            for entry, there in zip((change.before, change.after), change.entered, strict=True)
        )
        alike.setdefault((key, was, now), []).append(change.name)
    for (_key, was, now), names in alike.items():
        yield headed(provisions_say(names, sources), _("{before} → {after}").format(before=was, after=now))


def _standing(entry: ProvisionEntry | None, source: Source | None, *, there: bool) -> str:
    if not there:
        return _("not entered")
    return standing(entry, source) if entry else _("status on that day not known")


def _agreement(change: AgreementChange) -> str:
    one = change.after or change.before
    assert one is not None
    partner = quote(one.name) if one.name else partner_name(one.with_, country_names(spoken().code))
    was, now = (_force(each) for each in (change.before, change.after))
    name = _("Agreement with {country}: {title}").format(country=partner, title=quote(one.title))
    return headed(name, _("{before} → {after}").format(before=was, after=now))


def _force(one: Agreement | None) -> str:
    if one is None:
        return _("not entered")
    if isinstance(one.in_force, bool) or one.in_force is None:
        return {True: _("in force"), False: _("not in force"), None: _("entered")}[one.in_force]
    return dated("{status} since {date}", one.in_force, status=_("in force"))


def _fact(change: FactChange, found: Difference) -> str:
    fact = change.after.fact
    was, now = state_words(change.before, found.old), state_words(change.after, found.new)
    if was != now:
        return headed(say(fact.title), _("{before} → {after}").format(before=was, after=now))
    return headed(say(fact.title), listed([*_features(change, fact), *_made(change)]) or _("read otherwise"))


def state_words(state: FactState, profile: Profile) -> str:
    """What a profile has on a fact, in a few words."""
    known = {
        "absent": _("not examined"), "unknown": _("open"), "withheld": _("withheld"), "not_applicable": _("not applicable"),
    }.get(state.known)  # fmt: skip
    if known:
        return known
    if state.fact.kind == "treaty":
        return terms.treaty_status(state.status) or _("not bound on that day")
    if state.fact.kind == "capability":
        return terms.capability_status(state.status)
    if state.known == "none":
        return _("not identified")
    if state.fact.kind != "provision":
        return terms.value(state.value, state.fact)
    names = dict.fromkeys(name for basis in state.bases for name, _entry in basis.provisions)
    return provisions_say(names, profile.sources)


def _features(change: FactChange, fact: Fact) -> Iterable[str]:
    was, now = (_read(state) for state in (change.before, change.after))
    for name, feature in fact.features.items():
        if was.get(name, "unknown") != now.get(name, "unknown"):
            both = (each.get(name, "unknown") for each in (was, now))
            before, after = (_("open") if value == "unknown" else terms.value(value, feature) for value in both)
            yield headed(say(feature.question), _("{before} → {after}").format(before=before, after=after))


def _made(change: FactChange) -> Iterable[str]:
    """What is reserved or declared otherwise than it was."""
    for title, name in ((_("reservations"), "reservations"), (_("declarations"), "declarations")):
        was, now = (_paragraphs(getattr(state, name)) for state in (change.before, change.after))
        if was != now:
            yield headed(title, _("{before} → {after}").format(before=was, after=now))


def _paragraphs(made: Sequence[Made] | None) -> str:
    if made is None:
        return _("open")
    return ", ".join(paragraph for each in made for paragraph in each.paragraphs) or _("none")


def _read(state: FactState) -> dict[str, object]:
    """The features of a fact, those of a basis in force first."""
    found: dict[str, object] = {}
    for basis in sorted(state.bases, key=lambda each: each.truth is not Truth.TRUE):
        for name, value in basis.features.items():
            if found.get(name, "unknown") == "unknown":
                found[name] = value
    return found


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
        causes=listed(_(CAUSE_WORDS[cause]) for cause in each.causes),
        verdict=verdict(each.apart),
    )
