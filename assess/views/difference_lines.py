"""What is different between two days in law, in treaties, in what is done and in what is known: a line each."""

from collections.abc import Iterable, Iterator, Sequence

from assess.engine.causes import AgreementChange, FactChange, ProvisionChange
from assess.engine.difference import Difference
from assess.model.base import earliest
from assess.model.catalogue import Fact, Kind
from assess.model.profile import Agreement, Profile, ProvisionEntry, Source
from assess.model.results import FactState, Made, Truth
from assess.words import terms
from assess.words.citations import provisions_say, standing
from assess.words.countries import country_names, partner_name
from assess.words.figures import date_words, dated
from assess.words.language import _, headed, listed, ngettext, quote, say, spoken

OTHER: tuple[Kind, ...] = ("capability", "number", "choice", "yes_no")
"""Kinds of facts that are no law."""


def changes(found: Sequence[Difference]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The kinds of changes with their headings; treaties and other facts only where there are any."""
    yield _("The law"), tuple(_lines(found, "law", of=("provision",)))
    for title, of in ((_("Treaties and agreements"), ("treaty",)), (_("Other facts"), OTHER)):
        if lines := tuple(_lines(found, "law", of=of)):
            yield title, lines
    yield _("What is known"), tuple(_lines(found, "knowledge", of=("provision", "treaty", *OTHER)))


def _lines(found: Sequence[Difference], cause: str, *, of: Sequence[Kind]) -> Iterator[str]:
    first = found[0]
    if "provision" in of:
        yield from _provisions([change for change in first.provisions if change.cause == cause], first)
    facts = {
        change.name: change
        for each in found
        for change in each.facts
        if cause in change.causes and change.after.fact.kind in of
    }
    if "treaty" in of:
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
    alike: dict[tuple[str, str], list[str]] = {}
    for change in changes:
        key = change.name.partition(".")[0]
        was = _standing(change.before, sources.get(key), there=change.entered[0])
        alike.setdefault((key, " → ".join([was, *_periods(change, found, sources.get(key))])), []).append(change.name)
    for (_key, said), names in alike.items():
        yield headed(provisions_say(names, sources), said)


def _periods(change: ProvisionChange, found: Difference, source: Source | None) -> list[str]:
    """Each status after the first day, in the order of the dates: what lies between the two days is law too.

    Entries of one status that follow on one another are one period: an amendment does not begin the force of a provision anew.
    """
    entries = found.new.provisions.get(change.name, ()) if change.entered[1] else ()
    begun = sorted(
        (
            (earliest(each.from_), each)
            for each in entries
            if each.from_ is not None and earliest(each.from_) <= found.days[1]
        ),
        key=lambda begun: begun[0],
    )
    said: list[str] = []
    last: ProvisionEntry | None = None
    for day, entry in begun if change.cause == "law" and len(entries) > 1 else ():
        if day > found.days[0]:
            if last is not None and last.until is not None and last.until != entry.from_:
                said.append(dated("status not known from {date}", last.until))
            if last is None or (last.until, last.status, last.by) != (entry.from_, entry.status, entry.by):
                said.append(standing(entry, source))
        last = entry
    if said and change.after is None:
        said += [dated("status not known from {date}", last.until)] if last and last.until else []
    return said or [_standing(change.after, source, there=change.entered[1])]


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
