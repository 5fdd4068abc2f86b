"""The spreadsheet of an assessment: which sheets it has, and the first one, which says how to read the others."""

from collections.abc import Iterable, Mapping, Sequence

from assess.engine.advice import Worked
from assess.model.framework import Framework
from assess.model.results import Assessment
from assess.resources import VERSION
from assess.views.cells import Book, Cell, Column, Sheet
from assess.views.finding_sheets import finding_sheets
from assess.views.numbered import numbered
from assess.views.option_sheets import option_sheets
from assess.views.record_sheets import record_sheets
from assess.views.treaty_sheet import treaty_sheet
from assess.words import terms
from assess.words.figures import date_words
from assess.words.language import _, quote, say


def briefing_book(
    assessments: Sequence[Assessment],
    country: str,
    countries: Mapping[str, str] | None = None,
    treaties: Sequence[Assessment] = (),
) -> Book:
    """The spreadsheet of one country's assessments; every sheet has all frameworks, in the order given.

    `countries` are names by code, `treaties` the same profile under every treaty.
    """
    first = assessments[0]
    worked = [Worked(each) for each in assessments]
    made = numbered(assessments, worked, treaties).made
    findings, elements, evidence = finding_sheets(worked, made)
    options, served, asked = option_sheets(worked, made)
    sources, *recorded = record_sheets(assessments, countries or {})
    title = _("{country}: points for attention").format(country=country)
    sheets = (
        _about(assessments, country),
        findings,
        elements,
        options,
        served,
        asked,
        treaty_sheet(assessments),
        evidence,
        sources,
        *recorded,
    )
    return Book(title, str(first.as_of), sheets)


def framework_line(framework: Framework) -> str:
    """A framework exactly as it was read."""
    return f"{say(framework.head.title)} ({framework.id} {framework.head.version}), SHA-256 {framework.hash}"


def reading() -> list[tuple[Cell, ...]]:
    """How to read the words and numbers of every spreadsheet."""
    return [
        (_("Reading: identified"), _("The sources listed show it.")),
        (
            _("Reading: not identified"),
            _("The sources consulted were read in full and do not have it, or say that it is not there."),
        ),
        (_("Reading: open"), _("The sources consulted do not settle it, or nobody has looked. Never counted as no.")),
        (
            _("Reading: low, high, known"),
            _(
                "From 0 to 1: the result if every open answer were unfavourable (low) or favourable (high), and the share of "
                "the weight that is answered (known). Law, capacity and practice are never added together."
            ),
        ),
        (_("Order"), _("Rows are in the order of the framework or of the alphabet. No order is a ranking.")),
    ]


def about_sheet(rows: Iterable[tuple[Cell, ...]]) -> Sheet:
    """The first sheet: what the others are, and how to read them."""
    return Sheet("About", _("About"), (Column(_("Item"), 26), Column(_("Text"), 100)), tuple(rows))


def _about(assessments: Sequence[Assessment], country: str) -> Sheet:
    first = assessments[0]
    rows: list[tuple[Cell, ...]] = [
        (_("Country"), f"{country} ({first.profile.country})"),
        (_("Law as of"), date_words(first.as_of)),
        (_("Review"), terms.review(first.profile.review)),
    ]
    rows += [(_("Framework"), framework_line(each.framework)) for each in assessments]
    rows += [(_("Software"), f"assess {VERSION}"), (_("Please note"), terms.preface())]
    if note := quote(first.profile.note):
        rows.append((_("Note on the profile"), note))
    rows.append((_("Answers withheld from this release"), first.withheld))
    rows += reading()
    rows += [
        (
            _("Numbers and links"),
            _(
                "Numbers such as 3.11 and R1 are those of the printed briefing. Cells in blue lead to other sheets and to the "
                "addresses of sources. After a sheet was sorted, a link into it leads to the place where the row stood before."
            ),
        ),
        (
            _("Point for attention"),
            _(
                "Even if every open answer were favourable, something of the criterion would not be identified, or a "
                "measure would not reach its target. If yes, the sheet “Options” says what could be done."
            ),
        ),
        (
            _("Counts of elements"),
            _(
                "Options and what does not apply are left out; a measure counts as one. Without the rows of the obligation "
                "“option”, the sums are those of the briefing."
            ),
        ),
        (_("Draft"), _("Yes: the citation of the criterion has not been checked against the text.")),
    ]
    return about_sheet(rows)
