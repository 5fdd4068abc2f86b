"""What findings would become if the bills and adopted texts that a profile enters were in force."""

from assess.model.results import Assessment, Finding
from assess.views.domains import findings_in_order
from assess.words import terms
from assess.words.language import _, say


def pending_lines(assessment: Assessment) -> tuple[str, ...]:
    """A line for each finding that would change, in the order of the framework; with its figures where the words stay the same."""
    both = [(now, assessment.pending.get(now.criterion.id)) for now in findings_in_order(assessment)]
    return tuple(_line(assessment, now, then) for now, then in both if then)


def _line(assessment: Assessment, now: Finding, then: Finding) -> str:
    before, after = terms.result(now), terms.result(then)
    if before == after:
        before, after = would_become(assessment, now), would_become(assessment, then)
    return _("{title}{article}: now {now}; it would become {then}").format(
        title=say(now.criterion.title), article=_article(now), now=before, then=after
    )


def _article(finding: Finding) -> str:
    """The article, which tells apart what has the same title."""
    article = finding.criterion.article
    return _(" (article {article})").format(article=article) if article else ""


def would_become(assessment: Assessment, would: Finding) -> str:
    """What one finding would become, with its interval."""
    figures = terms.figures(would.low, would.high, assessment.framework.method)
    return f"{terms.result(would)} ({figures})"
