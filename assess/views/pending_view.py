"""What findings would become if the bills and adopted texts that a profile enters were in force."""

from assess.model.results import Assessment, Finding
from assess.views.domains import findings_in_order
from assess.words import terms
from assess.words.language import _, say


def pending_lines(assessment: Assessment) -> tuple[str, ...]:
    """A line for each finding that would change, in the order of the framework."""
    both = [(now, assessment.pending.get(now.criterion.id)) for now in findings_in_order(assessment)]
    return tuple(
        _("{title}: {now}, would become {then}").format(
            title=say(now.criterion.title), now=terms.result(now), then=terms.result(then)
        )
        for now, then in both
        if then
    )


def would_become(assessment: Assessment, would: Finding) -> str:
    """What one finding would become, with its interval."""
    figures = terms.figures(would.low, would.high, assessment.framework.method)
    return f"{terms.result(would)} ({figures})"
