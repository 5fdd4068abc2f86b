"""The sheet of a spreadsheet that holds treaties: status, dates, where the State stands, how it joins, what was declared."""

from collections.abc import Iterator, Sequence

from assess.engine.bindings import standing_under, treaties
from assess.model.results import Assessment, FactState
from assess.views.cells import Cell, Column, Link, Sheet, date_cell
from assess.views.context_view import reservation_says
from assess.views.joining_view import joining_view
from assess.views.record_view import made_entries
from assess.views.standing_view import standing_says
from assess.words import sentences, terms
from assess.words.alphabet import alphabetical
from assess.words.citations import citations
from assess.words.language import N_, _, quote, say

_OPEN_TO = {
    "any_state": N_("Open to any State."),
    "invitation": N_("Open to others on invitation."),
    "members": N_("Open to members of the organisation."),
}
_KNOWN = {
    "unknown": N_("The sources consulted do not settle it."),
    "absent": N_("Not examined."),
    "withheld": N_("Withheld from this release."),
    "not_applicable": N_("Does not apply."),
}


def treaty_sheet(assessments: Sequence[Assessment]) -> Sheet:
    """Every treaty of the catalogue, whatever the frameworks read, in alphabetical order."""
    columns = (
        Column(_("Treaty"), 44),
        Column(_("Framework"), 18),
        Column(_("Status"), 34),
        Column(_("Where the State stands"), 34),
        Column(_("Since"), 12),
        Column(_("In force for the State from"), 12),
        Column(_("Invitation open until"), 12),
        Column(_("Signature open until"), 12),
        Column(_("Treaty in force since"), 12),
        Column(_("How a State joins"), 60),
        Column(_("Reservations"), 24),
        Column(_("Declarations"), 24),
        Column(_("Evidence"), 50),
        Column(_("Note"), 50),
    )
    first = assessments[0]
    frameworks = {each.framework.head.treaty: each for each in assessments if each.framework.head.treaty}
    states = sorted(treaties(first).values(), key=lambda state: (alphabetical(say(state.fact.title)), state.id))
    rows = tuple(_treaty(frameworks.get(state.id) or first, state, frameworks.get(state.id)) for state in states)
    return Sheet("Treaties", _("Treaties"), columns, rows, fixed=1)


def _treaty(assessment: Assessment, state: FactState, framework: Assessment | None) -> tuple[Cell, ...]:
    answer = state.answer if state.known == "answered" else None
    standing = standing_under(assessment, state)
    joining = framework.framework.head.joining if framework else None
    return (
        say(state.fact.title),
        Link(terms.framework_name(framework.framework), "Findings", framework.framework.id) if framework else "",
        _status(state),
        standing_says(assessment, standing),
        date_cell(answer.from_ if answer else None),
        date_cell(
            standing.ahead or (standing.when if standing.stands in ("in_force", "transposed", "later") else None)
        ),
        date_cell(answer.invited_until if answer and state.status == "invited" else None),
        date_cell(joining.signature_until if joining else None),
        date_cell(joining.in_force_since if joining else None),
        "\n".join(_roads(state, framework)),
        _made(state, "reservations"),
        _made(state, "declarations"),
        "\n".join(citations(state, assessment.profile.sources)),
        quote(state.answer.note) if state.answer else "",
    )


def _status(state: FactState) -> str:
    return _(_KNOWN[state.known]) if state.known in _KNOWN else sentences.treaty_standing(state)


def _roads(state: FactState, framework: Assessment | None) -> Iterator[str]:
    """Who can join, as the catalogue has it; and, where its framework was read, by which road this State could."""
    fact = state.fact
    view = joining_view(framework) if framework else None
    if view:
        yield from view.says
    elif fact.open_to in _OPEN_TO:
        yield _(_OPEN_TO[fact.open_to])
    if view:
        yield from (f"{step}: {authority}" if authority else step for step, authority, _done in view.steps)


def _made(state: FactState, kind: str) -> str:
    """The paragraphs of what was made; that none was, or that it is not known."""
    if state.known != "answered" or state.status not in ("party", "signed", "consent_deposited"):
        return ""
    given = getattr(state.answer, kind)
    entries = made_entries(given)
    if given is None or (not entries and not given.complete):
        return _("not known")
    paragraphs = ", ".join(reservation_says(entry, state.fact) for entry in entries) or _("none")
    return paragraphs if given.complete else _("{list} (known in part)").format(list=paragraphs)
