"""Where the State stands under each instrument that a finding cites, and whether the finding rests on a duty that binds it.

A finding is binding only through a cited article that is in force for the State, that it has not reserved, and that says "shall".
What is no treaty (a resolution, a recommendation, a text of an organisation) is guidance; an act of an organisation binds members.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

from assess.engine.facts import fact_states
from assess.model.base import When, earliest
from assess.model.framework import Cite, Criterion
from assess.model.results import Assessment, FactState, Finding, Truth

Stands = Literal[
    "in_force", "transposed", "later", "deposited", "contracting", "signed", "invited", "pursuing", "denounced", "open",
    "on_invitation", "parties_only", "not_open", "unknown", "guidance",
]  # fmt: skip
"""In the order of legal consequence: what binds, what has begun, what is possible."""
BINDS = ("in_force", "transposed")
"""What binds the State."""
BEGUN = ("invited", "signed", "deposited", "contracting", "later", "pursuing")
"""Steps on the way to being bound, unless the State has said that it does not go on."""
_STEPS: dict[str, Stands] = {"signed": "signed", "invited": "invited", "withdrawn": "denounced"}


class Standing(NamedTuple):
    """Where the State stands under one instrument on the day of the assessment."""

    stands: Stands
    when: When | None = None
    """Since when, or the day of the step."""
    ahead: When | None = None
    """From when it will be in force for the State, where the profile says so."""
    first: str = ""
    """The treaty to which one has to be Party first."""
    declined: bool = False
    """Whether the State has taken a step and said since that it does not pursue joining."""


class CiteStanding(NamedTuple):
    """One place that a finding cites."""

    cite: Cite
    standing: Standing
    obligation: str
    """The strength of the duty: the article's own, or else the criterion's."""
    reserved: Truth
    """Whether the State has reserved it; UNKNOWN where the dates of a reservation do not tell."""

    @property
    def binding(self) -> bool:
        bound = self.standing.stands in BINDS
        return bound and self.reserved is Truth.FALSE and self.obligation == "shall"


def _treaties(assessment: Assessment) -> Mapping[str, FactState]:
    """What the profile says of every treaty of the catalogue, worked out once for a day and a framework."""
    kept = _kept(assessment, "treaties")
    if "states" not in kept:
        facts = {name: fact for name, fact in assessment.context.items() if fact.kind == "treaty"}
        kept["states"] = fact_states(assessment.profile, facts, assessment.as_of)
    found: Mapping[str, FactState] = kept["states"]
    return found


def _kept(assessment: Assessment, what: str) -> dict[str, Any]:
    """What was worked out already for the profile on this day under this framework."""
    framework, context = assessment.framework, assessment.context
    key = what, assessment.as_of, framework.id
    kept = assessment.profile.worked.get(key)
    if kept is None or kept[0] is not framework or kept[1] is not context:
        kept = assessment.profile.worked[key] = framework, context, {}
    found: dict[str, Any] = kept[2]
    return found


def treaty_of(assessment: Assessment, instrument: str) -> FactState | None:
    """What the profile says of the treaty, or act, that an instrument of the framework is; None where it is neither."""
    head = assessment.framework.head
    name = head.instruments[instrument].fact or f"treaties.{instrument}"
    found = _treaties(assessment).get(name)
    if found is None and head.treaty and (instrument == head.id or len(head.instruments) == 1):
        return _treaties(assessment).get(head.treaty)  # a framework whose id is not that of the fact
    return found


def standing_of(assessment: Assessment, instrument: str) -> Standing:
    """Where the State stands under an instrument of the framework; worked out once."""
    kept = _kept(assessment, "standing")
    found: Standing | None = kept.get(instrument)
    if found is None:
        found = kept[instrument] = _standing_of(assessment, instrument)
    return found


def _standing_of(assessment: Assessment, instrument: str) -> Standing:
    state = treaty_of(assessment, instrument)
    if state is None:
        head = assessment.framework.head
        law = head.instruments[instrument].act or head.nature in ("treaty", "directive")
        return Standing("unknown" if law else "guidance")
    return _standing(assessment, state)


def _standing(assessment: Assessment, state: FactState) -> Standing:
    fact, answer, status = state.fact, state.answer, state.status
    if state.known == "not_applicable":
        return Standing("not_open")
    if state.known not in ("answered", "none"):
        return Standing("unknown")
    since = answer.from_ if answer else None
    if status is None and answer is not None and answer.status == "party":  # the entry begins on a later day
        return Standing("later", since)
    if status == "party":
        return Standing("transposed" if fact.act else "in_force", since)
    if status == "consent_deposited":
        pending = _not_in_force(assessment, state)
        return Standing("contracting" if pending else "deposited", since, answer.until if answer else None)
    if status in _STEPS:
        return Standing(_STEPS[status], since, declined=state.declines(assessment.as_of))
    if answer is not None and answer.position == "pursuing" and _said(answer.position_since, assessment.as_of):
        return Standing("pursuing", answer.position_since)
    return _not_begun(assessment, state)


def _said(since: When | None, day: date) -> bool:
    """Whether what a State says of joining was said by then; without a date it holds on the profile's own day and before."""
    return since is None or earliest(since) <= day


def _not_begun(assessment: Assessment, state: FactState) -> Standing:
    """What a State that has taken no step could do, according to the catalogue's entry for the treaty."""
    fact = state.fact
    if fact.after:
        first = _treaties(assessment).get(fact.after)
        joined = first.truth if first is not None else Truth.UNKNOWN
        if joined is not Truth.TRUE:
            return Standing("parties_only" if joined is Truth.FALSE else "unknown", first=fact.after)
    if fact.open_to == "invitation":
        return Standing("on_invitation")
    return Standing("open" if fact.open_to in ("any_state", "members", "parties_to") else "unknown")


def _not_in_force(assessment: Assessment, state: FactState) -> bool:
    """Whether the treaty itself is not in force, as far as its own framework says."""
    head = assessment.framework.head
    return state.id == head.treaty and head.joining is not None and head.joining.in_force_since is None


def standings(assessment: Assessment, criterion: Criterion) -> tuple[CiteStanding, ...]:
    """Where the State stands under each place that the criterion cites, in their order; worked out once."""
    kept = _kept(assessment, "standings")
    found: tuple[Criterion, tuple[CiteStanding, ...]] | None = kept.get(criterion.id)
    if found is None or found[0] is not criterion:
        found = kept[criterion.id] = criterion, _standings(assessment, criterion)
    return found[1]


def _standings(assessment: Assessment, criterion: Criterion) -> tuple[CiteStanding, ...]:
    return tuple([
        CiteStanding(
            cite, standing_of(assessment, cite.instrument), cite.obligation or criterion.obligation,
            _reserved(treaty_of(assessment, cite.instrument), cite.article),
        )
        for cite in criterion.cites
    ])  # fmt: skip


def of_framework(assessment: Assessment) -> Standing | None:
    """Where the State stands under the treaty that the framework is drawn from; None where it is drawn from none."""
    head = assessment.framework.head
    state = _treaties(assessment).get(head.treaty) if head.treaty else None
    return _standing(assessment, state) if state is not None else None


def _reserved(state: FactState | None, article: str | None) -> Truth:
    """Whether a reservation in effect takes out the whole of an article, or paragraph, that is cited."""
    if state is None or not state.reservations or article is None:
        return Truth.FALSE
    cited = article.replace(" ", "")
    truths = [
        made.truth
        for made in state.reservations
        if any(cited == one or cited.startswith(f"{one}(") for one in made.paragraphs)
    ]
    return Truth.TRUE if Truth.TRUE in truths else Truth.UNKNOWN if truths else Truth.FALSE


def is_binding(assessment: Assessment, finding: Finding) -> bool:
    """Whether the finding rests on a duty in force for the State."""
    return any(each.binding for each in standings(assessment, finding.criterion))


def treaties(assessment: Assessment) -> Mapping[str, FactState]:
    """What the profile says of every treaty of the catalogue on the day of the assessment, by fact."""
    return _treaties(assessment)


def standing_under(assessment: Assessment, state: FactState) -> Standing:
    """Where the State stands under a treaty of the catalogue, whether or not the framework cites it."""
    return _standing(assessment, state)
