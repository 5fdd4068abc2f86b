"""The amendments: by act and section of national law, what would change, what it answers, and the law made that is not in force."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from assess.engine.bindings import standings
from assess.engine.facts import provisions_on
from assess.engine.reforms import Reform
from assess.model.profile import Profile
from assess.model.results import Assessment, Finding, Truth
from assess.views.option_words import option_says, so_that
from assess.views.record_view import cited
from assess.words import terms
from assess.words.alphabet import alphabetical
from assess.words.citations import provision_status, source_name, with_unit
from assess.words.language import _, listed, quote, say


class AnswersView(NamedTuple):
    """A finding that an amendment answers."""

    number: str
    target: str
    """The name of its place in annex A; empty of an article of a treaty that the document is not about."""
    title: str
    articles: str
    """The treaties that it cites, with their articles."""


class AmendmentView(NamedTuple):
    """One option, as an amendment."""

    id: str
    """ "R1"; "T1" of what an article of a treaty asks and no option of the document gives."""
    section: str
    """ "s. 48"; empty where there is no provision yet."""
    what: str
    """What the text would have to say."""
    answers: tuple[AnswersView, ...]


class ActView(NamedTuple):
    """The amendments of one law."""

    title: str
    rows: tuple[AmendmentView, ...]


class NotInForceView(NamedTuple):
    """Law that was made and is not in force, struck down or suspended: provisions of which the same is recorded."""

    source: str
    pins: str
    status: str
    """With its date, citation and note."""
    line: str
    """Law, provisions and status on one line, with the date alone."""


class AmendmentsView(NamedTuple):
    """All of them."""

    acts: tuple[ActView, ...]
    not_in_force: tuple[NotInForceView, ...]
    rest: tuple[str, ...]
    """The ids of the options that amend no law."""
    beside: bool
    """Whether there are lines of what articles of treaties ask beside the options."""


_OF_LAW = ("amend", "commence", "review", "provide")


def is_of_law(reform: Reform) -> bool:
    """Whether an option makes, amends or commences law."""
    return reform.kind in _OF_LAW or (reform.kind == "write" and reform.vehicle in ("act", "regulation"))


def amendments_view(
    assessments: Sequence[Assessment],
    numbers: Mapping[str, Mapping[str, str]],
    made: Sequence[Reform],
    ids: Mapping[str, str],
    more: Sequence[Reform] = (),
) -> AmendmentsView:
    """The amendments among the reforms `made`, with the `ids` that documents name them by, under the law that each amends.

    `more` are those that articles of treaties ask for beside them.
    """
    profile = assessments[0].profile
    acts: dict[str, list[AmendmentView]] = {}
    rest = []
    for reform in (*made, *more):
        names = (
            reform.provisions
            if reform.kind in ("commence", "review")
            else tuple(p.amends for p in reform.parts if p.amends)
        )
        if not is_of_law(reform) and reform in made:
            rest.append(ids[reform.id])
            continue
        law = names[0].partition(".")[0] if names else ""
        acts.setdefault(law, []).append(_row(reform, ids[reform.id], tuple(dict.fromkeys(names)), numbers, profile))
    ordered = [name for name in acts if name] + [name for name in acts if not name]
    return AmendmentsView(
        tuple(
            ActView(
                source_name(name, profile.sources) if name else _("Where no provision was found to amend"),
                tuple(acts[name]),
            )
            for name in ordered
        ),
        _not_in_force(profile, assessments[0].as_of),
        tuple(rest),
        bool(more),
    )


def _row(
    reform: Reform, number: str, names: Sequence[str], numbers: Mapping[str, Mapping[str, str]], profile: Profile
) -> AmendmentView:
    what = so_that(reform) if reform.kind in ("amend", "provide") else option_says(reform).rstrip(".")
    if reform.kind in ("amend", "provide") and not what:
        what = option_says(reform).rstrip(".")
    answers = tuple(
        answer_view(assessment, finding, numbers) for assessment, findings in reform.served for finding in findings
    )
    return AmendmentView(number, pins_say(names, profile), what, answers)


def pins_say(names: Sequence[str], profile: Profile) -> str:
    """Provisions without the names of their laws: "ss. 22 and 23"."""
    pins: dict[str | None, list[str]] = {}
    for name in names:
        key, _sep, pin = name.partition(".")
        pins.setdefault(profile.sources[key].unit if key in profile.sources else None, []).append(pin)
    return listed(with_unit(own, unit) for unit, own in pins.items())


def answer_view(assessment: Assessment, finding: Finding, numbers: Mapping[str, Mapping[str, str]]) -> AnswersView:
    """A finding by its number, with the treaties it cites."""
    head = assessment.framework.head
    if head.id not in numbers:  # an article that is no finding of the document
        name = terms.framework_name(assessment.framework)
        return AnswersView(f"{name} {finding.criterion.article or ''}".strip(), "", say(finding.criterion.title), "")
    treaties: dict[str, list[str]] = {}
    for each in standings(assessment, finding.criterion):
        origin = head.instruments[each.cite.instrument]
        if each.standing.stands not in ("guidance", "not_open"):
            treaties.setdefault(say(origin.short or origin.title), []).append(each.cite.article or "")
    return AnswersView(
        numbers[head.id][finding.criterion.id],
        f"{head.id}-{finding.criterion.id}",
        say(finding.criterion.title),
        listed(f"{title} {', '.join(filter(None, articles))}".strip() for title, articles in treaties.items()),
    )


_LEFT_OUT = ("bill", "repealed", "expired", "in_force")


def _not_in_force(profile: Profile, as_of: date) -> tuple[NotInForceView, ...]:
    """What has been made and does not apply on the day, in words. A bill is not made; what is repealed is past."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    for name, (truth, entry) in provisions_on(profile, as_of).items():
        key = name.partition(".")[0]
        if truth is Truth.TRUE or entry is None or entry.status in _LEFT_OUT:
            continue
        source = profile.sources.get(key)
        said = stands = provision_status(entry, source)
        if entry.cite:
            said = _("{status} ({sources})").format(status=said, sources=cited(entry.cite, profile.sources))
        said = f"{said}. {quote(entry.note)}" if entry.note else said
        rows.setdefault((key, said, stands), []).append(name)
    made = [
        _out_of_force(source_name(key, profile.sources), pins_say(names, profile), said, stands)
        for (key, said, stands), names in rows.items()
    ]
    return tuple(sorted(made, key=lambda row: alphabetical(row.source)))


def _out_of_force(source: str, pins: str, said: str, stands: str) -> NotInForceView:
    line = _("{law}, {provisions}: {status}").format(law=source, provisions=pins, status=stands)
    return NotInForceView(source, pins, said, line)
