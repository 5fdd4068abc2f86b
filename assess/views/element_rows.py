"""One row for each element of a finding, as printed in both CSV and spreadsheet."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from assess.engine.own_place import answers
from assess.model.profile import Source
from assess.model.results import Counted, ElementResult, FactState, Finding, Rating, Truth
from assess.words import counting, terms
from assess.words.citations import citations
from assess.words.language import say
from assess.words.sentences import remark_of


class ElementRow(NamedTuple):
    """An element, or the measure of a finding that has one."""

    id: str
    """Empty for a measure."""
    says: str
    status: str
    """In words."""
    counted: Truth | None
    """As what the element counts in the score; None for what is not scored or does not apply."""
    remark: str
    states: tuple[FactState, ...]
    """The facts that are read, with what answers them: of law that gives what holds, the places that give it."""
    result: ElementResult | None
    """None for a measure."""
    group: Counted | None
    """Which of the five counts it belongs to; None where it is in none."""

    def citations(self, sources: Mapping[str, Source]) -> list[str]:
        """Everything the answers cite, in words, each once."""
        return list(dict.fromkeys(text for state in self.states for text in citations(state, sources)))


def references(state: FactState) -> list[str]:
    """Everything the answer on a fact cites, as profiles write it: SOURCE, or SOURCE PIN; each once.

    Sources are named by their ids: a title is written once, where the sources are listed, however often it is cited.
    """
    found = [name.replace(".", " ", 1) for each in state.bases if each.basis for name, _entry in each.provisions]
    if state.answer:
        found += state.answer.cite
        if state.known == "none":
            found += state.answer.searched
    return list(dict.fromkeys(found))


def element_rows(finding: Finding) -> Iterator[ElementRow]:
    """The rows of one finding, in the order of the framework."""
    if finding.measured is not None:
        yield ElementRow(
            "",
            say(finding.criterion.question),
            terms.result(finding),
            _measure_counts_as(finding.rating),
            "",
            (finding.measured,),
            None,
            None if finding.rating is Rating.NOT_APPLICABLE else counting.measure_counted(finding.rating),
        )
    for each in finding.elements:
        left_out = not each.scored or finding.rating is Rating.NOT_APPLICABLE
        yield ElementRow(
            each.element.id,
            say(each.element.says),
            terms.element_status(each),
            None if left_out else each.truth,
            remark_of(each),
            tuple(answers(each)),
            each,
            None if left_out else each.counted,
        )


def _measure_counts_as(rating: Rating) -> Truth | None:
    if rating is Rating.NOT_APPLICABLE:
        return None
    known = {Rating.MET: Truth.TRUE, Rating.UNKNOWN: Truth.UNKNOWN, Rating.NOT_ASSESSED: Truth.UNKNOWN}
    return known.get(rating, Truth.FALSE)
