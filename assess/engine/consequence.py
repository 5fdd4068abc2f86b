"""What hangs in law on a finding: whether a text that it cites binds the State, and what kind of duty asks for it.

Points for attention, options and questions all come in this one order.
"""

from assess.engine.bindings import BINDS, is_binding, of_framework, standings
from assess.model.results import Assessment, Finding, GroupResult, Trace
from assess.tuples import NamedTuple

OBLIGATIONS = ("shall", "endeavour", "consider", "may")

BINDING, PURSUED, CORE, BODIES, SOFT = range(5)
"""A duty that binds the State; one of a text that it is on the way to; core powers and offences; institutions and the rest of what
should be there; what is only to be tried or considered."""

_ON_THE_WAY = ("invited", "pursuing", "signed", "deposited", "contracting", "later")
_NOT_CORE = frozenset(
    ("capacity", "data_protection", "engagement", "institutions", "partnerships", "prevention", "sharing", "statistics", "victims")
)  # fmt: skip
"""Topics of the catalogue that are neither offences nor powers, nor what these need; topics of readers count as core."""


class Consequence(NamedTuple):
    """How much hangs on a finding; lower values come first."""

    kind: int
    """From `BINDING` to `SOFT`."""
    obligation: int
    """The strength of the duty, as in `OBLIGATIONS`."""
    beside: bool
    """Whether it is about institutions or something else beside the core powers and offences, which come first."""


def consequence(assessment: Assessment, finding: Finding) -> Consequence:
    """What hangs in law on a finding of this assessment."""
    criterion = finding.criterion
    strength = OBLIGATIONS.index(criterion.obligation)
    core = criterion.axis == "law" and not _topics(finding) <= _NOT_CORE
    if strength:
        return Consequence(SOFT, strength, not core)
    # a policy cites treaties for more than they ask: what it says of law is taken as theirs, not what it counts or staffs
    if core or assessment.framework.head.nature in ("treaty", "directive"):
        duties = [each.standing for each in standings(assessment, criterion) if each.obligation == "shall"]
        whole = (
            None if criterion.cites else of_framework(assessment)
        )  # a criterion without a citation stands for all of it
        if is_binding(assessment, finding) or (whole is not None and whole.stands in BINDS):
            return Consequence(BINDING, 0, not core)
        if any(each is not None and each.stands in _ON_THE_WAY for each in (*duties, whole)):
            return Consequence(PURSUED, 0, not core)
    return Consequence(CORE if core else BODIES, 0, not core)


def _topics(finding: Finding) -> set[str]:
    """The topics of the facts that a finding reads."""
    found = {name for each in finding.elements for name in _read(each.trace)}
    if finding.measured is not None:
        found.add(finding.measured.id)
    return {name.partition(".")[0] for name in found}


def _read(trace: Trace) -> set[str]:
    if isinstance(trace, GroupResult):
        return {name for child in trace.children for name in _read(child)}
    return {trace.state.id}
