"""The outline of a request as text."""

from collections.abc import Iterator

from assess.problems import visible
from assess.views.outline_view import OutlinePart, OutlineView, asks_whom
from assess.words.columns import wrapped
from assess.words.language import _, headed, listed, unmarked


def text(view: OutlineView, *, width: int = 80) -> str:
    """The outline for a terminal."""
    lines = [*wrapped(view.heading.upper(), width), *wrapped(view.title, width), *wrapped(asks_whom(view), width)]
    lines += [line for said in view.dates for line in wrapped(said, width, indent="  ")]
    lines += ["", *_part(view.channel, width), "", headed(_("Legal basis"), view.status)]
    lines += [line for said in view.bases for line in wrapped(said, width, first="  - ")]
    lines += [line for said in view.open_bases for line in wrapped(headed(_("open"), said), width, first="  - ")]
    lines += [line for said in view.record for line in wrapped(said, width, first="    ")]
    lines += ["", *_part(view.contents, width)]
    if view.dual:
        lines += ["", headed(_("Dual criminality"), view.dual)]
        for offence in view.offences:
            lines += wrapped(headed(offence.title, offence.said), width, first="  - ")
            for country, law in zip((view.requesting, view.requested), offence.law, strict=True):
                lines += wrapped(headed(country[0], law), width, first="    ", indent="      ")
        if view.open_offences:
            lines += wrapped(headed(_("recorded in neither law"), view.open_offences), width, first="  - ")
    lines += ["", _("Conditions")]
    for title, says, state, cites in view.conditions:
        said = f"{headed(title, says)} [{listed(filter(None, [state, cites]))}]"
        lines += wrapped(said, width, first="  - ")
    for part in (view.undertakings, view.urgency):
        lines += ["", *_part(part, width)]
    lines += ["", _("Bars and grounds that will be examined")]
    for ground in view.grounds:
        lines += wrapped(headed(ground.title, ground.says), width, first="  - ")
    lines += [line for said in view.reservations for line in wrapped(said, width, first="  - ")]
    lines += ["", *wrapped(view.note, width)]
    return visible(unmarked("\n".join(lines))) + "\n"


def _part(part: OutlinePart, width: int) -> Iterator[str]:
    yield part.title
    for line in part.lines:
        said = f"{line.says} ({line.asked_by})" if line.asked_by else line.says
        said = headed(_("open whether it is asked for"), said) if line.is_open else said
        yield from wrapped(said, width, first="  - ")
        for each in line.record:
            yield from wrapped(each, width, first="      ")
        if line.blank:
            yield f"      {blank()}"
        elif line.person:
            yield from wrapped(elsewhere(), width, first="      ")
    if part.confirm:
        yield "  " + headed(_("To be confirmed before sending"), "").rstrip()
        for each in part.confirm:
            yield from wrapped(each, width, first="    - ")


def blank() -> str:
    """Where something is to be written."""
    return _("[to be completed]")


def elsewhere() -> str:
    """What is said of a person, for which there is no place."""
    return _("Given in the request itself; there is no place for it here.")
