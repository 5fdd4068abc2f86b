"""How many elements and measures are identified, narrower, open or not identified, and the sentence that says so."""

from collections.abc import Iterable, Sequence

from assess.model.results import Counted, Finding, Rating
from assess.tuples import NamedTuple
from assess.words.figures import quantity
from assess.words.language import listed, ngettext

_NOT_KNOWN = (Rating.UNKNOWN, Rating.NOT_ASSESSED)


class Tally(NamedTuple):
    """Five numbers that add up to all there are: what is identified goes by the facts alone. What does not apply is left out."""

    identified: int = 0
    """Of measures: at their target."""
    open: int = 0
    total: int = 0
    declared: int = 0
    """Narrower in domestic law, as the State declared or the text permits."""
    compatible: int = 0
    """Narrower in domestic law, and no gap if declared at signature or deposit."""

    @property
    def missing(self) -> int:
        return self.total - self.identified - self.declared - self.compatible - self.open


class Counts(NamedTuple):
    """The scored elements and the measures of findings, counted separately, or together if both are in one bar."""

    elements: Tally
    measures: Tally

    @property
    def together(self) -> Tally:
        return Tally(*map(sum, zip(self.elements, self.measures, strict=True)))


def counts(findings: Iterable[Finding]) -> Counts:
    """The elements and measures of findings, counted; what is only allowed is left out."""
    elements: list[Counted] = []
    measures: list[Counted] = []
    for finding in findings:
        if finding.rating is Rating.NOT_APPLICABLE or finding.criterion.obligation == "may":
            continue
        if finding.measured is not None:
            measures.append(measure_counted(finding.rating))
        scored = [each for each in finding.elements if each.scored]
        elements += [each.counted for each in scored]
    return Counts(tally(elements), tally(measures))


def measure_counted(rating: Rating) -> Counted:
    """As what a measure is counted."""
    return "identified" if rating is Rating.MET else "open" if rating in _NOT_KNOWN else "missing"


def tally(counted: Sequence[Counted]) -> Tally:
    """How many are counted as what."""
    found = {word: counted.count(word) for word in ("identified", "declared", "compatible", "open")}
    return Tally(total=len(counted), **found)


def counted(found: Counts) -> str:
    """ "14 of 19 elements identified, 3 open, 2 not identified", with what is narrower where anything is; then measures."""
    said = []
    if found.elements.total or not found.measures.total:
        said.append(_filled(_elements_text(found.elements), found.elements))
    if found.measures.total:
        text = ngettext(
            "{identified} of {total} measure at its target, {open} open, {missing} short of it",
            "{identified} of {total} measures at their target, {open} open, {missing} short of it",
            found.measures.total,
        )
        said.append(_filled(text, found.measures))
    return listed(said)


def _elements_text(found: Tally) -> str:
    """The sentence that counts elements: a number of narrower ones that is nought is not said."""
    if found.declared and found.compatible:
        return ngettext(
            "{identified} of {total} element identified, {declared} narrower as declared or as the text permits, "
            "{compatible} compatible if declared at signature or deposit, {open} open, {missing} not identified",
            "{identified} of {total} elements identified, {declared} narrower as declared or as the text permits, "
            "{compatible} compatible if declared at signature or deposit, {open} open, {missing} not identified",
            found.total,
        )
    if found.declared:
        return ngettext(
            "{identified} of {total} element identified, {declared} narrower as declared or as the text permits, "
            "{open} open, {missing} not identified",
            "{identified} of {total} elements identified, {declared} narrower as declared or as the text permits, "
            "{open} open, {missing} not identified",
            found.total,
        )
    if found.compatible:
        return ngettext(
            "{identified} of {total} element identified, {compatible} compatible if declared at signature or deposit, "
            "{open} open, {missing} not identified",
            "{identified} of {total} elements identified, {compatible} compatible if declared at signature or deposit, "
            "{open} open, {missing} not identified",
            found.total,
        )
    return ngettext(
        "{identified} of {total} element identified, {open} open, {missing} not identified",
        "{identified} of {total} elements identified, {open} open, {missing} not identified",
        found.total,
    )


def _filled(text: str, found: Tally) -> str:
    numbers = {**found._asdict(), "missing": found.missing}
    return text.format(**{name: quantity(n) for name, n in numbers.items()})
