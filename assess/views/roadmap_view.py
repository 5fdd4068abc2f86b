"""Options as a roadmap: what, by whom, how, how long, after what, and what it would close in each instrument."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assess.engine.reforms import MONTHS, Reform, shared
from assess.model.results import Assessment
from assess.views import charts
from assess.views.amendment_view import is_of_law
from assess.views.option_words import details, option_head, option_says
from assess.words import sentences, terms
from assess.words.figures import date_words, quantity
from assess.words.language import _, headed, ngettext, say, spoken


class OptionView(NamedTuple):
    """One option."""

    id: str
    """ "R1"; the order is that of the roadmap."""
    head: str
    """What to do, without the words of a text."""
    law: bool
    """Whether it stands in the table of amendments, with the words of the text."""
    text: str
    details: tuple[str, ...]
    """What the text would have to provide, by fact."""
    owner: str
    consult: str
    vehicle: str
    primary: str
    """Whether it needs primary law."""
    effort: str
    horizon: str
    after: str
    """Ids of the options that come first."""
    serves: tuple[tuple[str, tuple[str, ...]], ...]
    """By framework: numbers of the findings that it serves; those it would close have an asterisk."""
    figure: charts.Span


class RoadmapView(NamedTuple):
    """All options, in order."""

    decided: bool
    """Whether they may be called decisions requested: the authorities or peers have reviewed the profile."""
    options: tuple[OptionView, ...]
    longest: int
    """Months on the axis."""
    same: tuple[str, ...]
    """What is the same of every option, in words; the columns for it are left out."""
    columns: tuple[str, ...]
    """The columns that differ: of "vehicle", "owner", "effort", "horizon", "after"."""


def option_ids(made: Sequence[Reform]) -> dict[str, str]:
    """The numbers of options in documents, "R1", by the ids of the reforms."""
    return {each.id: f"R{i}" for i, each in enumerate(made, 1)}


def roadmap_view(
    assessments: Sequence[Assessment], numbers: Mapping[str, Mapping[str, str]], made: Sequence[Reform]
) -> RoadmapView:
    """The view of all reforms `made` of the assessments; `numbers` are those of the findings, by framework."""
    ids = option_ids(made)
    longest = -(-max((each.end for each in made), default=12) // 12) * 12
    review = assessments[0].profile.review
    options = tuple(_option(each, ids, numbers, longest, several=len(assessments) > 1) for each in made)
    vehicles, owners = {each.vehicle for each in options}, {each.owner for each in options}
    efforts, horizons = {each.effort for each in options}, {each.horizon for each in options}
    same, columns = [], []
    for name, text, found in (
        ("vehicle", _("Vehicle of all: {word}."), vehicles),
        ("owner", _("Lead of all (proposed): {word}."), owners),
        ("effort", _("Effort of all: {word}."), efforts),
        ("horizon", _("Horizon of all: {word}."), horizons),
    ):
        if len(found) == 1 and len(options) > 1:
            same.append(text.format(word=next(iter(found))))
        else:
            columns.append(name)
    if any(each.after for each in options):
        columns.append("after")
    return RoadmapView(review in ("authorities", "peer"), options, longest, tuple(same), tuple(columns))


def _option(
    one: Reform,
    ids: Mapping[str, str],
    numbers: Mapping[str, Mapping[str, str]],
    longest: int,
    *,
    several: bool,
) -> OptionView:
    consult = next((state.fact.reform.consult for state in one.facts if state.fact.reform), None)
    months = ngettext("{n} month", "{n} months", one.end).format(n=quantity(one.end))
    dated = one.waiting.day if one.waiting and one.vehicle == "commencement" else None
    reading = _("About {months} from the decision, begun in month {start}.").format(
        months=months, start=quantity(one.start)
    )
    return OptionView(
        id=ids[one.id],
        head=option_head(one),
        law=is_of_law(one),
        text=option_says(one),
        details=tuple(details(one)),
        owner=say(one.owner) or _("to be decided"),
        consult=sentences.consult(one.vehicle, consult),
        vehicle=terms.vehicle(one.vehicle),
        primary=sentences.primary_law(one.vehicle),
        effort=_("{n} of 5").format(n=one.effort) if one.effort else "–",
        horizon=date_words(dated) if dated else _horizon(one.end),
        after=", ".join(ids[need] for need in one.after),
        serves=tuple(
            (
                terms.framework_name(each.framework) if several else "",
                tuple(
                    numbers[each.framework.id][f.criterion.id]
                    + ("*" if (each.framework.id, f.criterion.id) in one.closes else "")
                    for f in findings
                ),
            )
            for each, findings in one.served
        ),
        figure=charts.span(one.start, one.end, longest, reading, flip=spoken().direction == "rtl"),
    )


def _horizon(months: int) -> str:
    if months <= MONTHS[3]:
        return _("short (to 12 months)")
    return _("medium (to 24 months)") if months <= MONTHS[4] else _("long (over 24 months)")


def shared_reforms(made: Sequence[Reform]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Of all reforms, those that serve several frameworks: what to do, and the criteria each framework has of it."""
    rows = []
    for each in shared(made):
        parts = tuple(
            headed(
                terms.framework_name(a.framework),
                ", ".join(f.criterion.article or say(f.criterion.title) for f in findings),
            )
            for a, findings in each.served
        )
        rows.append((option_says(each).rstrip("."), parts))
    return tuple(rows)
