"""A case as text for a terminal."""

from collections.abc import Iterable, Iterator, Sequence

from assess.problems import visible
from assess.views.case_view import CaseView
from assess.words.columns import columns, wrapped
from assess.words.language import _, headed, listed, ngettext, unmarked


def text(view: CaseView, *, width: int = 80) -> str:
    """The whole view, nothing wider than `width`."""
    return visible("\n".join(_lines(_Unmarked(width), view))) + "\n"


class _Unmarked:
    """Wraps texts without their language marks."""

    def __init__(self, width: int) -> None:
        self.width = width

    def __call__(self, said: str, first: str = "", indent: str = "") -> list[str]:
        return wrapped(unmarked(said), self.width, first=first, indent=indent)

    def table(self, rows: Iterable[Sequence[str]], grow: int) -> list[str]:
        return columns([[unmarked(cell) for cell in row] for row in rows], self.width, grow=grow)


def _lines(put: _Unmarked, view: CaseView) -> Iterator[str]:
    yield from put(view.title)
    yield from put(f"{view.notice}.")
    if view.hypothesis:
        yield from put(view.hypothesis)
    if view.summary:
        yield ""
        yield from put(view.summary)
    yield from ("", _("Days"))
    yield from put.table([[f"  {name}", when, what] for name, when, what in view.days], 2)
    yield from ("", _("Roles"))
    for role, states in view.roles:
        yield from put(headed(role, states), "  ", "      ")
    for state in view.states:
        mark = f", {state.mark}" if state.mark else ""
        said = _("{name} ({code}){mark}: law as of {date}").format(
            name=state.name, code=state.code, mark=mark, date=state.as_of
        )
        yield from put(said, "  ", "      ")
    if view.withheld:
        n = view.withheld
        said = ngettext(
            "{n} answer is withheld from this release and counts as open.",
            "{n} answers are withheld from this release and count as open.",
            n,
        )
        yield from put(said.format(n=n), "  ")
    yield from ("", _("Grounds of jurisdiction, under each State’s own law"))
    for own in view.jurisdiction:
        yield from put(f"{own.name} ({own.code})", "  ")
        for ground in own.grounds:
            said = _("{title} [{article}]: {found}").format(
                title=ground.title, article=ground.article, found=ground.found
            )
            rests = f" ({ground.rests_on})" if ground.rests_on else ""
            yield from put(f"{ground.sign} {said}{rests}", "    ", "      ")
            for note in ground.notes:
                yield from put(note, "        ")
        for note in own.notes:
            yield from put(note, "    ", "      ")
    yield from ("", _("Who could assert jurisdiction, by offence"))
    for offence in view.offences:
        for title in offence.titles:
            yield from put(title, "  ", "    ")
        for cell in offence.cells:
            yield from put(f"{cell.sign} {cell.code} {listed((cell.words, *cell.notes))}", "    ", "          ")
    for title, said_ones in (
        (_("Where grounds overlap"), view.overlaps),
        (_("Consultation"), view.consultation),
        (_("What differs between the days"), view.changes),
    ):
        if said_ones:
            yield from ("", title)
            for one in said_ones:
                yield from put(one, "  - ", "    ")
    yield from _between(put, view)
    yield ""
    yield from put(view.limits)
    yield from put(f"{view.notice}.")


def _between(put: _Unmarked, view: CaseView) -> Iterator[str]:
    yield from ("", *put(_("Powers on the day of the measure, {date}").format(date=view.days[1][1])))
    for i, state in enumerate(view.states):
        yield from put(f"{state.name} ({state.code})", "  ")
        found: dict[tuple[str, str], list[str]] = {}
        for title, cells in view.powers:
            found.setdefault(cells[i][1:], []).append(title)
        for (sign, said), titles in found.items():
            yield from put(f"{sign} {headed(said, listed(titles))}", "    ", "      ")
    if view.dual:
        yield from ("", _("Dual criminality, at the conduct and at the request"))
    for dual in view.dual:
        yield from put(_("{asking} asks {asked}").format(asking=dual.asking, asked=dual.asked), "  ")
        for row in dual.rows:
            said = _("{offence}: at the conduct {conduct}; at the request {request}").format(
                offence=row.offence, conduct=row.conduct, request=row.request
            )
            yield from put(said, "    ", "      ")
            for note in row.notes:
                yield from put(note, "        ")
    if view.steps:
        yield from ("", _("Steps, from report to evidence to trial"))
    for table in view.steps:
        asks = _("{asking} asks {asked}").format(asking=table.asking, asked=table.asked)
        yield from put(_("{direction}, for {purposes}").format(direction=asks, purposes=table.purposes), "  ", "    ")
        for step in table.rows:
            yield from put(f"{step.sign} {headed(step.title, step.status)}", "    ", "      ")
            for basis in step.rests_on:
                yield from put(basis, "        ")
            if step.conditions:
                yield from put(_("conditions: {list}").format(list=listed(step.conditions)), "        ", "          ")
        yield from put(table.first, "    ", "      ")
