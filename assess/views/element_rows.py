"""One row for each element of a finding: what the CSV and the spreadsheet both print."""

from collections.abc import Iterator
from typing import NamedTuple

from assess.engine.advice import lines_of
from assess.model.results import Assessment, ElementResult, Finding, Rating, Truth
from assess.words import terms
from assess.words.citations import citations
from assess.words.language import say


class ElementRow(NamedTuple):
    """An element, or the measure of a finding that has one."""

    id: str
    """Empty for a measure."""
    says: str
    status: str
    """In words."""
    counted: Truth | None
    """As what the element is counted; None for what is not scored or does not apply."""
    remark: str
    facts: tuple[str, ...]
    citations: tuple[str, ...]
    result: ElementResult | None
    """None for a measure."""


def element_rows(assessment: Assessment, finding: Finding) -> Iterator[ElementRow]:
    """The rows of one finding, in the order of the framework."""
    sources = assessment.profile.sources
    if finding.measured is not None:
        yield ElementRow(
            "",
            say(finding.criterion.question),
            terms.result(finding),
            _measure_counts_as(finding.rating),
            "",
            (finding.measured.id,),
            tuple(citations(finding.measured, sources)),
            None,
        )
    for each in finding.elements:
        states = {line.state.id: line.state for line in lines_of(each.trace)}
        cited = dict.fromkeys(text for state in states.values() for text in citations(state, sources))
        dropped = each.applies is Truth.FALSE or each.truth is Truth.NOT_APPLICABLE
        left_out = each.element.option or dropped or finding.rating is Rating.NOT_APPLICABLE
        yield ElementRow(
            each.element.id,
            say(each.element.says),
            terms.element_status(each),
            None if left_out else each.truth,
            terms.remark(each.remark),
            tuple(states),
            tuple(cited),
            each,
        )


def _measure_counts_as(rating: Rating) -> Truth | None:
    if rating is Rating.NOT_APPLICABLE:
        return None
    known = {Rating.MET: Truth.TRUE, Rating.UNKNOWN: Truth.UNKNOWN, Rating.NOT_ASSESSED: Truth.UNKNOWN}
    return known.get(rating, Truth.FALSE)
