"""Tables as CSV, which spreadsheets and programs both read: UTF-8 with its mark, decimal points, no formulas."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from assess.engine.reforms import Reform, by_point, worked_out
from assess.engine.score import level_of
from assess.model.profile import Profile
from assess.model.results import Assessment, FactState, Finding, Score
from assess.views.element_rows import element_rows, references
from assess.views.option_words import option_says
from assess.views.roadmap_view import option_ids
from assess.words import terms
from assess.words.figures import decimals_of
from assess.words.language import quote, say, unmarked

MARK = "\ufeff"
"""Without it, Excel reads UTF-8 as the code page of the machine."""
MAX_CITED = 20
"""The most citations in one cell."""
COLUMNS = (
    "row", "country", "framework", "domain", "axis", "criterion", "title", "obligation", "result", "low", "high", "coverage",
    "element", "says", "status", "facts", "citations", "remark", "options", "articles", "index",
)  # fmt: skip

# a sign that begins a formula, after any invisible characters; also after a semicolon, which separates cells in some countries
_UNSEEN = "[\\s\x00-\x1f\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]*"
_SIGN = "[=+\\-@＝＋－＠﹢﹣﹦﹫]"
_BEGINS = re.compile(f"{_UNSEEN}{_SIGN}")
# invisible characters are skipped once, not from each position: otherwise thousands of line ends would take seconds
_WITHIN = re.compile(f"(?:;|(?<!{_UNSEEN[:-1]})){_UNSEEN}+(?={_SIGN})")
_SEPARATES = re.compile("[;\t\n\r]")
_CONTROL = ("\t", "\n")


def to_csv(rows: Sequence[Sequence[str]]) -> str:
    """Rows as CSV, without a byte order mark. A cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([map(_harmless, row) for row in rows])
    return out.getvalue()


def csv_file(rows: Sequence[Sequence[str]]) -> str:
    """The same with a byte order mark, as it is written to a file."""
    return MARK + to_csv(rows)


@lru_cache(maxsize=4096)
def _harmless(text: str) -> str:
    """A text as it may stand in a cell; most stand in many, of one file and the next."""
    cell = unmarked(text)  # first: what stands behind a mark of language is what a spreadsheet sees
    if not cell.isprintable():
        cell = cell.replace("\r\n", "\n").replace("\r", "\n")  # which would end the row unquoted
    if _BEGINS.match(cell) or cell.startswith(_CONTROL):
        cell = f"'{cell}"
    if ";" in cell or not cell.isprintable():
        cell = _WITHIN.sub(lambda found: _SEPARATES.sub("\\g<0>'", found[0]), cell)
    return cell


def decimal(value: Fraction, bounds: Sequence[Fraction] = ()) -> str:
    """A share with a decimal point in every language: four decimals, or more if these would reach an end or bound that it does
    not."""
    places = decimals_of(value, bounds, 4)
    one = 10**places
    scaled = (2 * one * value.numerator + value.denominator) // (2 * value.denominator)  # rounded half up
    return f"{scaled // one}.{scaled % one:0{places}d}"


def findings_table(assessments: Sequence[Assessment]) -> list[list[str]]:
    """The header, then of each framework its totals, its domains, and each criterion with its elements; at the end what could
    be done, and the sources.

    `row` says which: total, domain, criterion, element, option or source. Shares stand where they belong and are not repeated.
    Framework, criterion and `index` name an element (or a measure, which has index 1 and no id).
    A criterion names its options by their numbers, an option its criteria.
    """
    rows = [list(COLUMNS)]
    cited: dict[tuple[str, ...], list[str]] = {}
    _, made = worked_out(assessments)
    ids, serving = option_ids(made), by_point(made)
    options = {point: "; ".join(ids[each.id] for each in own) for point, own in serving.items()}
    for each in assessments:
        rows += _rows(each, cited, options)
    rows += [_option(ids[each.id], each) for each in made]
    if assessments:
        profile = assessments[0].profile
        names = {text.partition(" ")[0] for texts in cited.values() for text in texts}
        rows += [_source(name, profile) for name in sorted(names & profile.sources.keys())]
    return rows


def _rows(
    assessment: Assessment, cited: dict[tuple[str, ...], list[str]], options: Mapping[tuple[str, str], str]
) -> Iterator[list[str]]:
    """Of one framework; what facts cite is kept in `cited`."""
    place = [assessment.profile.country, assessment.framework.id]
    method = assessment.framework.method
    bounds = terms.bounds(method)
    for axis, score in assessment.totals.items():
        yield [
            "total",
            *place,
            "",
            axis,
            "",
            "",
            "",
            terms.level(level_of(score, method)),
            *numbers(score, bounds),
            *_NO_ELEMENT,
        ]
    for domain in assessment.framework.domains:
        for axis in assessment.totals:
            if of := assessment.scores.get((domain.domain, axis)):
                about = [domain.domain, axis, "", say(domain.title), "", terms.level(level_of(of, method))]
                yield ["domain", *place, *about, *numbers(of, bounds), *_NO_ELEMENT]
    for finding in assessment.findings:
        criterion = finding.criterion
        articles = "; ".join(
            f"{cite.instrument} {cite.article}" if cite.article else cite.instrument for cite in criterion.cites
        )
        head = [
            *place, finding.domain.domain, criterion.axis, criterion.id, say(criterion.title), criterion.obligation,
            finding.rating.value,
        ]  # fmt: skip
        own = options.get((assessment.framework.id, criterion.id), "")
        yield ["criterion", *head, *numbers(finding), *_NO_ELEMENT[3:], own, articles, ""]
        for index, row in enumerate(element_rows(finding), 1):
            for state in row.states:
                if _place(state) not in cited:
                    cited[_place(state)] = references(state)
            facts = " ".join([state.id for state in row.states])
            cites = _cited([cited[_place(state)] for state in row.states])
            said = [row.id, row.says, row.status, facts, cites, row.remark]
            yield ["element", *head, "", "", "", *said, "", articles, str(index)]


def _place(state: FactState) -> tuple[str, ...]:
    """A fact with the provisions that an element stands on."""
    return (state.id, *[name for basis in state.bases for name, _entry in basis.provisions])


_NO_ELEMENT = [""] * 9


def numbers(of: Score | Finding, bounds: Sequence[Fraction] = ()) -> list[str]:
    """Low, high and coverage."""
    return [decimal(of.low, bounds), decimal(of.high, bounds), decimal(of.coverage)]


def _cited(lists: Sequence[list[str]]) -> str:
    found = lists[0] if len(lists) == 1 else list(dict.fromkeys(text for each in lists for text in each))
    if len(found) > MAX_CITED:
        found = [*found[:MAX_CITED], f"(and {len(found) - MAX_CITED} more)"]
    return "; ".join(found)


def _option(number: str, reform: Reform) -> list[str]:
    points = "; ".join(
        f"{framework} {criterion}" for framework, criterion in dict.fromkeys(p.point for p in reform.parts)
    )
    about = {
        "row": "option", "country": reform.parts[0].assessment.profile.country, "criterion": points,
        "says": option_says(reform), "facts": " ".join(state.id for state in reform.facts),
        "citations": "; ".join(reform.provisions), "options": number,
    }  # fmt: skip
    return [about.get(column, "") for column in COLUMNS]


def _source(name: str, profile: Profile) -> list[str]:
    source = profile.sources[name]
    about = {"row": "source", "country": profile.country, "title": quote(source.title), "says": source.url or "",
             "citations": name}  # fmt: skip
    return [about.get(column, "") for column in COLUMNS]
