"""Days to come that are known: of treaties, and of law that comes into force, or ends, by its own terms."""

from collections.abc import Iterator, Sequence
from datetime import date

from assess.model.base import When, earliest, latest
from assess.model.framework import Joining
from assess.model.profile import PENDING, Profile, ProvisionEntry
from assess.model.results import Assessment, FactState
from assess.views.amendment_view import pins_say
from assess.words.citations import source_name
from assess.words.countries import country_name, in_sentence
from assess.words.figures import date_words, dated
from assess.words.language import N_, _, say
from assess.words.positions import declined

Day = tuple[When, str]


def calendar(assessments: Sequence[Assessment], profile: Profile, as_of: date) -> tuple[str, ...]:
    """The days to come, in order of time: signature that closes, invitations that end, entries into force; and days of law.

    `assessments` are those of the instruments that documents speak of.
    """
    days = [day for each in assessments for day in _of_treaty(each)] + list(_of_law(profile, as_of))
    ordered = sorted(dict.fromkeys(days), key=lambda each: (earliest(each[0]), each[1]))
    return tuple(_("{date}: {what}.").format(date=date_words(day), what=text) for day, text in ordered)


def _of_treaty(each: Assessment) -> Iterator[Day]:
    head = each.framework.head
    state = each.facts.get(head.treaty or "")
    title = say(head.short or head.title)
    said = declined(state, in_sentence(country_name(each.profile)), each.as_of)
    remark = f" ({said})" if said else ""
    if state is not None and state.status == "invited" and state.answer and state.answer.invited_until:
        until = state.answer.invited_until
        if latest(until) >= each.as_of:
            yield until, _("{title}: the invitation to accede ends").format(title=title) + remark
    assert head.joining is not None
    for day, _text in treaty_dates(each, head.joining, state):
        if day is not None and day == head.joining.signature_until:
            yield day, _("{title}: signature closes; States accede afterwards").format(title=title) + remark
        elif day is not None:
            yield day, _("{title}: entry into force for the State").format(title=title)


def treaty_dates(assessment: Assessment, joining: Joining, state: FactState | None) -> list[tuple[When | None, str]]:
    """What has a day: the days to come, and then, without one, whether the instrument is in force."""
    found: list[tuple[When | None, str]] = []
    answer = state.answer if state else None
    ahead = None
    if answer and state and state.status == "consent_deposited":
        ahead = answer.until
    elif answer and state and state.status is None and answer.status == "party":  # it begins on a later day
        ahead = answer.from_
    if ahead:
        found.append((ahead, dated("It enters into force for the State on {date}.", ahead)))
    signed = state is not None and state.status in ("signed", "consent_deposited", "party")
    if joining.signature_until and assessment.as_of <= joining.signature_until and not (signed or ahead):
        day = date_words(joining.signature_until)
        text = _("Open for signature until {date}; after that States accede.").format(date=day)
        found.append((joining.signature_until, text))
    if joining.in_force_since:
        found.append((None, _("In force since {date}.").format(date=date_words(joining.in_force_since))))
    else:
        found.append((None, _("Not recorded as in force.")))
    return found


_LAW = {
    "begins": N_("{law}: in force from this day, by its own terms"),
    "waits": N_("{law}: not in force before this day"),
    "ends": N_("{law}: no longer in force, by its own terms"),
    "falls": N_("{law}: struck down, and in force until this day"),
}


def _of_law(profile: Profile, as_of: date) -> Iterator[Day]:
    """Days on which law that is recorded begins, or ends: its provisions together, law by law."""
    found: dict[tuple[When, str, str], list[str]] = {}
    for name, entries in profile.provisions.items():
        for day, what in _days(entries, as_of):
            found.setdefault((day, what, name.partition(".")[0]), []).append(name)
    for (day, what, key), names in found.items():
        law = f"{source_name(key, profile.sources)}, {pins_say(names, profile)}"
        yield day, _(_LAW[what]).format(law=law)


def _days(entries: Sequence[ProvisionEntry], as_of: date) -> Iterator[tuple[When, str]]:
    """The days to come of one provision."""
    begins = {str(each.from_) for each in entries if each.status == "in_force" and each.from_}
    for each in entries:
        if each.status == "in_force" and each.from_ and earliest(each.from_) > as_of:
            yield each.from_, "begins"
        if each.status == "struck_down" and each.takes_effect and earliest(each.takes_effect) > as_of:
            yield each.takes_effect, "falls"
        until = each.until
        if until is None or earliest(until) <= as_of or (each.from_ and earliest(each.from_) > as_of):
            continue
        if each.status == "in_force" and str(until) not in begins:
            yield until, "ends"
        elif each.status in PENDING and each.status != "bill" and str(until) not in begins:
            yield until, "waits"
