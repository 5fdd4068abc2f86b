"""Options as a roadmap: what, by whom, how, how long, after what, and what it would close in each instrument."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assess.engine.advice import MONTHS, OBLIGATIONS, Action, Recommendation, shared
from assess.model.results import Assessment, Finding
from assess.views import charts
from assess.words import sentences, terms
from assess.words.figures import quantity
from assess.words.language import _, headed, ngettext, say, spoken


class OptionView(NamedTuple):
    """One option."""

    id: str
    """ "R1"; the order is that of the roadmap."""
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


def roadmap_view(
    assessments: Sequence[Assessment], numbers: Mapping[str, Mapping[str, str]], made: Sequence[Recommendation]
) -> RoadmapView:
    """The view of all reforms `made` for the assessments; `numbers` has the numbers of the findings by framework."""
    ids = {each.state.id: f"R{i}" for i, each in enumerate(made, 1)}
    longest = -(-max((each.end for each in made), default=12) // 12) * 12
    review = assessments[0].profile.review
    return RoadmapView(
        review in ("authorities", "peer"),
        tuple(_option(each, ids, numbers, longest, several=len(assessments) > 1) for each in made),
        longest,
    )


def _option(
    one: Recommendation,
    ids: Mapping[str, str],
    numbers: Mapping[str, Mapping[str, str]],
    longest: int,
    *,
    several: bool,
) -> OptionView:
    # worded by the strongest claim on it: a duty of a treaty that binds before one of a treaty that does not
    best = min(one.served, key=lambda pair: (_strength(pair[1].findings), _ORDER[terms.bound(pair[0])]))
    assessment, action = best
    reform = one.state.fact.reform
    months = ngettext("{n} month", "{n} months", one.end).format(n=quantity(one.end))
    return OptionView(
        id=ids[one.state.id],
        text=option_says(assessment, action),
        details=tuple(sentences.steps_say(one.steps)),
        owner=say(action.owner) or _("to be decided"),
        consult=sentences.consult(action.vehicle, reform.consult if reform else None),
        vehicle=terms.vehicle(action.vehicle),
        primary=sentences.primary_law(action.vehicle),
        effort=_("{n} of 5").format(n=action.effort) if action.effort else "–",
        horizon=_horizon(one.end),
        after=", ".join(ids[need] for need in one.needs if need in ids),
        serves=tuple(
            (
                terms.framework_name(each.framework) if several else "",
                tuple(
                    numbers[each.framework.id][f.criterion.id] + ("*" if f in own.closes else "") for f in own.findings
                ),
            )
            for each, own in one.served
        ),
        figure=charts.span(
            one.start,
            one.end,
            longest,
            _("About {months} from the decision, begun in month {start}.").format(
                months=months, start=quantity(one.start)
            ),
            flip=spoken().direction == "rtl",
        ),
    )


def option_says(assessment: Assessment, action: Action) -> str:
    """What to do; a reform that serves a duty is worded as a duty, whatever else it serves."""
    strongest = min((f.criterion.obligation for f in action.findings), key=OBLIGATIONS.index)
    return sentences.advice(say(action.do), strongest, terms.bound(assessment))


_ORDER = {"bound": 0, "": 1, "signatory": 2, "not_bound": 3}


def _strength(findings: Sequence[Finding]) -> int:
    return min(OBLIGATIONS.index(f.criterion.obligation) for f in findings)


def _horizon(months: int) -> str:
    if months <= MONTHS[3]:
        return _("short (to 12 months)")
    return _("medium (to 24 months)") if months <= MONTHS[4] else _("long (over 24 months)")


def shared_reforms(made: Sequence[Recommendation]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The reforms that serve several frameworks: what to do, and the criteria served in each framework."""
    rows = []
    for each in shared(made):
        reform = each.state.fact.reform
        do = say(reform.do) if reform and reform.do else say(each.state.fact.title)
        parts = tuple(
            headed(
                terms.framework_name(a.framework),
                ", ".join(f.criterion.article or say(f.criterion.title) for f in action.findings),
            )
            for a, action in each.served
        )
        rows.append((do.rstrip("."), parts))
    return tuple(rows)
