"""Preparing to join: the steps for a State that is not bound, from the framework and the profile."""

from assess.engine.truth import compiled, evaluate_line, line_of, truth_of
from assess.model.base import earliest, latest
from assess.model.codes import is_user_assigned, state_of_unit
from assess.model.condition import leaves
from assess.model.framework import Designation, Joining, JoiningStep, Road
from assess.model.one_basis import as_read
from assess.model.results import Assessment, FactState, Finding, Truth
from assess.tuples import NamedTuple


class StepState(NamedTuple):
    """A step, and whether the profile shows that it was taken (UNKNOWN if it does not say)."""

    step: JoiningStep
    done: Truth


class Path(NamedTuple):
    """The way to being bound. There is no percentage of readiness: what is missing is listed."""

    joining: Joining
    treaty: FactState | None
    road: Road | None
    """How the State would join; None where it cannot yet, or that is not known."""
    eligible: Truth
    """Whether the State may join according to the profile: UNKNOWN if that depends on others."""
    steps: tuple[StepState, ...]
    """Those that arise on the State's road."""
    law: tuple[Finding, ...]
    """Duties of law that are known not to be met in full."""
    open: tuple[Finding, ...]
    """Duties of law that are open."""
    designations: tuple[tuple[Designation, Truth], ...]


def path_to_joining(assessment: Assessment) -> Path | None:
    """The path, or None if the instrument already binds the State or there is nothing to join."""
    head = assessment.framework.head
    joining = head.joining
    treaty = assessment.facts.get(head.treaty) if head.treaty else None
    if joining is None or (treaty is not None and treaty.truth is Truth.TRUE):
        return None
    duties = [f for f in assessment.findings if f.criterion.axis == "law" and f.criterion.obligation == "shall"]
    eligible = _eligible(assessment, joining, treaty)
    out = state_of_unit(assessment.profile.country) or (treaty is not None and treaty.known == "not_applicable")
    asked = joining.open_to == "invitation" and not out
    road = _road(assessment, joining, treaty) if eligible is not Truth.FALSE or asked else None
    return Path(
        joining,
        treaty,
        road,
        eligible,
        tuple(StepState(step, _done(assessment, step)) for step in joining.steps if step.road in (None, road)),
        tuple(f for f in duties if f.gap),
        tuple(f for f in duties if not f.gap and f.low != f.high),
        tuple(
            (d, assessment.facts[d.fact].truth if d.fact in assessment.facts else Truth.UNKNOWN)
            for d in joining.designations
        ),
    )


def _road(assessment: Assessment, joining: Joining, treaty: FactState | None) -> Road | None:
    """Signature for those who signed, are named as able to, or still can; accession for others, once it is open."""
    signed = treaty is not None and treaty.status in ("signed", "consent_deposited")
    if joining.open_to == "not_open" or joining.open_to == "members":
        return None
    if signed and treaty is not None and treaty.status == "signed":
        return "signature"
    if joining.open_to == "any_state":
        over = joining.signature_until is None or assessment.as_of > joining.signature_until
        return "accession" if over else "signature"
    if joining.open_to == "parties_to" and not joining.signs:
        return "signature"
    named = assessment.profile.country in joining.signs
    if (
        joining.open_to == "parties_to" and joining.parties_to
    ):  # a signatory of the treaty signs, who acceded to it accedes
        named = named or assessment.facts[joining.parties_to].status == "signed"
    return "signature" if named else "accession"


def _eligible(assessment: Assessment, joining: Joining, treaty: FactState | None) -> Truth:
    country = assessment.profile.country
    if state_of_unit(country):  # a unit of a State joins nothing by itself
        return Truth.FALSE
    if is_user_assigned(country) and joining.open_to != "not_open":  # nothing says which it is
        return Truth.UNKNOWN
    if treaty is not None and treaty.known == "not_applicable":
        return Truth.FALSE
    if joining.open_to == "any_state":
        return Truth.TRUE
    if joining.open_to == "not_open":
        return Truth.FALSE
    if joining.open_to == "parties_to" and joining.parties_to:
        first = assessment.facts[joining.parties_to]
        if joining.signatories and first.status in ("signed", "consent_deposited"):
            return Truth.TRUE
        return first.truth
    if joining.open_to == "invitation":
        return _invited(assessment, joining, treaty)
    # open to members: for a State that is not one, the profile says that the treaty does not apply
    settled = treaty is not None and treaty.known in ("answered", "none") and treaty.status != "not_party"
    return Truth.TRUE if joining.open_to == "members" and settled else Truth.UNKNOWN


def _invited(assessment: Assessment, joining: Joining, treaty: FactState | None) -> Truth:
    """Whether an instrument that others join on invitation is open to the State."""
    if assessment.profile.country in joining.signs:
        return Truth.TRUE
    if treaty is None or treaty.known not in ("answered", "none") or treaty.status == "not_party":
        return Truth.UNKNOWN
    until = treaty.answer.invited_until if treaty.answer else None
    if treaty.status == "invited" and until and earliest(until) < assessment.as_of:
        # an invitation that has run out, or may have where only its month or year is known
        return Truth.FALSE if latest(until) < assessment.as_of else Truth.UNKNOWN
    return Truth.TRUE if treaty.status in ("invited", "signed", "consent_deposited") else Truth.FALSE


def _done(assessment: Assessment, step: JoiningStep) -> Truth:
    treaty = assessment.framework.head.treaty
    if step.done is None or (treaty and assessment.facts[treaty].status == "not_party"):
        return Truth.UNKNOWN
    states = assessment.facts
    done = as_read(step.done, {name: state.fact for name, state in states.items()})
    numbers = {leaf: i for i, leaf in enumerate(dict.fromkeys(leaves(done)))}
    truths = [evaluate_line(line_of(leaf, states[leaf.fact].fact), states[leaf.fact]) for leaf in numbers]
    return truth_of(compiled(done, numbers), truths)
