"""What was read, in counts: the standard, the law, what is identified and what is open, and the bars of the two pages."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assess.model.profile import Source
from assess.model.results import Assessment
from assess.views import charts
from assess.views.domains import chapters_of
from assess.words import counting, terms
from assess.words.figures import quantity
from assess.words.language import _, ngettext, say, spoken


class BarView(NamedTuple):
    """The elements and measures of one domain (or framework), counted together."""

    title: str
    counts: str
    identified: int
    open: int
    missing: int
    total: int
    figure: charts.Stack
    narrower: int
    """Narrower in domestic law, and no gap."""


def only_measures(counts: counting.Counts) -> bool:
    """Whether there are measures and no elements."""
    return bool(counts.measures.total) and not counts.elements.total


def assessed(assessment: Assessment) -> str:
    """What it was read against."""
    head = assessment.framework.head
    found = counting.counts(assessment.findings)
    text = (
        _("{framework}, drawn from {origin}: {criteria} criteria.")
        if found.measures.total
        else _("{framework}, drawn from {origin}: {criteria} criteria with {elements} elements.")
    )
    return text.format(
        framework=terms.framework_name(assessment.framework),
        origin=say(head.source.short or head.source.title),
        criteria=quantity(len(assessment.findings)),
        elements=quantity(found.elements.total),
    )


_LAW = ("act", "regulation")


def sources_read(sources: Iterable[Source]) -> str:
    """How much law was read in its own text: in full where its source says so, else no more than what is cited of it."""
    laws = [source for source in sources if source.kind in _LAW]
    read = [source for source in laws if source.grade == "A"]
    full = sum(1 for source in read if source.read == "full")
    part = len(read) - full
    said = []
    if full:
        said.append(ngettext("{n} law was read in full.", "{n} laws were read in full.", full).format(n=quantity(full)))
    if part:
        text = ngettext(
            "{n} law was read in part, or it is not recorded how far.",
            "{n} laws were read in part, or it is not recorded how far.",
            part,
        )
        said.append(text.format(n=quantity(part)))
    if not read:
        said.append(_("No law was read in its own text."))
    other = len(laws) - len(read)
    if other:
        text = ngettext("{n} is known from other sources only.", "{n} are known from other sources only.", other)
        said.append(text.format(n=quantity(other)))
    return " ".join(said)


def by_axis(assessments: Sequence[Assessment]) -> str:
    """How much of the law is identified, and how much of what is open lies beside the law."""
    findings = [finding for each in assessments for finding in each.findings]
    law = counting.counts(f for f in findings if f.criterion.axis == "law").elements
    rest = counting.counts(f for f in findings if f.criterion.axis != "law").elements
    if not law.total or not rest.total:
        return ""
    text = ngettext(
        "{n} of {total} elements that ask something of the law is identified.",
        "{n} of {total} elements that ask something of the law are identified.",
        law.identified,
    )
    said = [text.format(n=quantity(law.identified), total=quantity(law.total))]
    if rest.open:
        text = ngettext(
            "Of all {open} open elements, {n} concerns capacity or practice, which public sources seldom show in full.",
            "Of all {open} open elements, {n} concern capacity and practice, which public sources seldom show in full.",
            rest.open,
        )
        said.append(text.format(n=quantity(rest.open), open=quantity(rest.open + law.open)))
    return " ".join(said)


def open_says(counts: counting.Counts) -> str:
    if only_measures(counts):
        text = _(
            "{open} of {total} measures are open: the sources consulted do not settle them, or nobody looked. What is open "
            "is never counted as missing."
        )
    elif counts.measures.total:
        text = _(
            "{open} of {total} elements and measures are open: the sources consulted do not settle them, or nobody looked. "
            "What is open is never counted as missing."
        )
    else:
        text = _(
            "{open} of {total} elements are open: the sources consulted do not settle them, or nobody looked. What is open "
            "is never counted as missing."
        )
    return text.format(open=quantity(counts.together.open), total=quantity(counts.together.total))


def bars_of(assessments: Sequence[Assessment]) -> tuple[BarView, ...]:
    """Counts for each domain, or, with several frameworks, for each framework."""
    if len(assessments) > 1:
        groups = [(terms.framework_name(a.framework), list(a.findings)) for a in assessments]
    else:
        (one,) = assessments
        groups = [
            (branch.path, [f for f in one.findings if f.domain is branch.domain])
            for branch in chapters_of(one.framework)
        ]
    found = [(title, counting.counts(findings)) for title, findings in groups]
    longest = max((counts.together.total for _title, counts in found), default=1)
    bars = []
    for title, counts in found:
        tally = counts.together
        narrower = tally.declared + tally.compatible
        figure = charts.stack(
            [("yes", tally.identified), ("part", narrower), ("open", tally.open), ("no", tally.missing)],
            longest,
            _("{title}: {counts}.").format(title=title, counts=counting.counted(counts)),
            flip=spoken().direction == "rtl",
        )
        bars.append(
            BarView(
                title,
                counting.counted(counts),
                tally.identified,
                tally.open,
                tally.missing,
                tally.total,
                figure,
                narrower,
            )
        )
    return tuple(bars)
