"""A comparison as text, data and tables."""

from collections.abc import Iterator, Sequence

from assess.engine.comparison import Comparison, CriterionRow
from assess.engine.score import level_of
from assess.formats import draw_data
from assess.formats.tables import numbers
from assess.model.results import Finding
from assess.problems import visible
from assess.views.comparison_view import (
    differing_title,
    met_title,
    note,
    ordered,
    passed_words,
    row_title,
    rows_by_axis,
    score_cells,
)
from assess.views.date_marks import date_marks, marks_note
from assess.views.divergence_view import divergence_note, divergence_title, divergence_view
from assess.views.draw_view import DrawnScore, DrawView, draw_title, draw_view
from assess.views.order_view import certain_note, certain_title, order_view
from assess.views.rank_view import rank_title, rank_views, rank_warning
from assess.views.shared_view import group_note, group_view, reading_note, reading_rows, reading_title
from assess.words import terms
from assess.words.columns import columns, wrapped
from assess.words.figures import date_words
from assess.words.language import _, headed, listed, ngettext, say, unmarked


def text(comparison: Comparison, *, width: int = 80) -> str:
    """Side by side in alphabetical order; intervals, coverage and level of each."""
    framework, countries, marks = comparison.framework, comparison.countries, date_marks(comparison)
    lines = [f"{say(framework.head.title)} ({framework.id} {framework.head.version})", ""]
    lines += columns(
        [[_("Country"), _("Law as of"), _("Review")]]
        + [
            [f"{c.name} ({c.code})", date_words(c.assessment.as_of), terms.review(c.assessment.profile.review)]
            for c in countries
        ],
        width,
    )
    for said in (marks_note(comparison), _unread(comparison), passed_words(comparison)):
        lines += ["", *wrapped(said, width)] if said else []
    for axis, rows in rows_by_axis(comparison):
        lines += ["", terms.axis(axis)]
        for row, depth in rows:
            indent = "  " * (depth + 1)
            lines += wrapped(row_title(row), width, first=indent, indent=f"{indent}  ")
            scores = zip(countries, row.scores, marks, strict=True)
            cells = [
                [f"{indent}  {c.code}", *_marked(score_cells(comparison, score), mark)] for c, score, mark in scores
            ]
            lines += columns(cells, width, grow=3)
    lines += _order(comparison, width)
    lines += _draws(comparison, width)
    lines += _ranks(comparison, width)
    lines += _list(comparison, met_title(), comparison.met_by_none, width, empty=_("no criterion"))
    lines += _differently(comparison, width)
    lines += _divergence(comparison, width)
    lines += _groups(comparison, width)
    lines += _list(comparison, differing_title(), comparison.differing, width)
    lines += ["", *wrapped(note(), width)]
    return visible(unmarked("\n".join(lines))) + "\n"


def _marked(cells: list[str], mark: str) -> list[str]:
    return [f"{cells[0]}{mark}", *cells[1:]]


def _unread(comparison: Comparison) -> str:
    return (
        ngettext(
            "{n} profile that was given could not be read and is left out.",
            "{n} profiles that were given could not be read and are left out.",
            comparison.unread,
        ).format(n=comparison.unread)
        if comparison.unread
        else ""
    )


def _order(comparison: Comparison, width: int) -> list[str]:
    view = order_view(comparison, [row for _axis, rows in rows_by_axis(comparison) for row, _depth in rows])
    lines = ["", certain_title(), *wrapped(view.summary, width, first="  ")]
    for row in view.rows:
        lines += wrapped(f"{row.axis} – {row.title}", width, first="  - ")
        for said in (*row.said, _("Positions: {list}").format(list=row.positions), row.left):
            lines += wrapped(said, width, first="    ", indent="      ") if said else []
    for said in view.shared:
        lines += wrapped(said, width, first="  ", indent="    ")
    return [*lines, *(wrapped(certain_note(), width, first="  ") if view.rows else [])]


def _differently(comparison: Comparison, width: int) -> list[str]:
    found = reading_rows(comparison, ordered(comparison, comparison.findings))
    if not found:
        return ["", _("{title}: none").format(title=reading_title())]
    lines = ["", f"{reading_title()} ({len(found)})"]
    for row in found:
        head = f"{row.title} ({row.article})" if row.article else row.title
        lines += wrapped(_("{title}: {text}").format(title=head, text=row.number), width, first="  - ")
        lines += wrapped(row.elements, width, first="    ", indent="      ") if row.elements else []
    return [*lines, *wrapped(reading_note(), width, first="  ")]


def _divergence(comparison: Comparison, width: int) -> list[str]:
    view = divergence_view(comparison)
    if view is None or not view.pairs:
        return []
    lines = ["", divergence_title()]
    for each in view.pairs:
        lines += wrapped(each.title, width, first="  ")
        if each.same:
            lines += wrapped(
                _("identified in full in both: {list}").format(list=each.same), width, first="    ", indent="      "
            )
        for title, said in each.apart:
            lines += wrapped(
                _("{title}: {text}").format(title=title, text=said), width, first="    - ", indent="      "
            )
        if each.open:
            lines += wrapped(
                _("open, or in neither: {list}").format(list=each.open), width, first="    ", indent="      "
            )
    return [*lines, *wrapped(divergence_note(), width, first="  ")]


def _groups(comparison: Comparison, width: int) -> list[str]:
    rows = [row for _axis, rows in rows_by_axis(comparison) for row, _depth in rows]
    view = group_view(comparison, rows, ())
    if view is None:
        return []
    lines = ["", view.title]
    for title, codes, said in view.groups:
        lines += wrapped(f"{title}: {codes} ({said})", width, first="  ", indent="    ")
    if view.without:
        lines += wrapped(_("In no group: {codes}").format(codes=view.without), width, first="  ", indent="    ")
    for table in view.tables:
        for title, axis, cells in table.scores:
            known = [(head, cell) for head, cell in zip(table.heads, cells, strict=True) if cell]
            lines += wrapped(f"{axis} – {title}", width, first="  ") if known else []
            for head, cell in known:
                lines += wrapped(
                    _("{title}: {text}").format(title=head, text=cell), width, first="    ", indent="      "
                )
    return [*lines, *wrapped(group_note(), width, first="  ")]


def _spreads(view: DrawView, row: DrawnScore, width: int) -> list[str]:
    """A table of the countries; two tables where one would be too wide."""
    known = [c for c in row.countries if c.score]
    plain = [["", _("Known"), _("Score"), _("Position")], *([c.code, c.known, c.score, c.position] for c in known)]
    if not view.evidence:
        return columns(plain, width)
    drawn = [[_("With evidence drawn"), _("Position")], *([c.evidence, c.evidence_position] for c in known)]
    lines = columns([[*a, *b] for a, b in zip(plain, drawn, strict=True)], width)
    if max(map(len, lines)) <= width:
        return lines
    return [*columns(plain, width), *columns([[a[0], *b] for a, b in zip(plain, drawn, strict=True)], width)]


def _ranks(comparison: Comparison, width: int) -> list[str]:
    views = rank_views(comparison)
    lines = ["", rank_title(), *wrapped(rank_warning(comparison), width, first="  ")] if views else []
    for view in views:
        lines += ["", f"  {view.title}"]
        cells = [[each.rank, each.countries, each.figures] for each in view.rows]
        lines += [f"    {line}" for line in columns(cells, width - 4, grow=1)]
        lines += (
            wrapped(_("Not applicable: {countries}").format(countries=view.left), width, first="    ")
            if view.left
            else []
        )
    return lines


def _draws(comparison: Comparison, width: int) -> list[str]:
    view = draw_view(comparison)
    if view is None:
        return []
    lines = ["", draw_title()]
    for said in view.settings:
        lines += wrapped(said, width, first="  ")
    for row in view.rows:
        lines += ["", *wrapped(f"{row.axis} – {row.title}", width, first="  ")]
        lines += [f"    {line}" for line in _spreads(view, row, width - 4)]
        for said in (*row.said, *row.drivers):
            lines += wrapped(said, width, first="    ", indent="      ")
    return [*lines, *(["", *wrapped(view.left, width, first="  ")] if view.left else [])]


def _list(
    comparison: Comparison, title: str, rows: Sequence[CriterionRow], width: int, *, empty: str = ""
) -> list[str]:
    if not rows:
        return ["", headed(title, empty) if empty else _("{title}: none").format(title=title)]
    lines = ["", f"{title} ({len(rows)})"]
    for row in ordered(comparison, rows):
        lines += wrapped(f"{say(row.criterion.title)} [{row.criterion.id}]", width, first="  - ")
        parts = [f"{c.code} {_result(f)}" for c, f in zip(comparison.countries, row.findings, strict=True)]
        lines += wrapped(listed(parts), width, first="    ")
    return lines


def _result(finding: Finding) -> str:
    """A finding in words; of a measure with its value, where there is one."""
    value = terms.measured(finding)
    return f"{terms.result(finding)} ({value})" if value and finding.low == finding.high else terms.result(finding)


COLUMNS = (
    "row", "framework", "domain", "axis", "criterion", "country", "low", "high", "coverage", "level_or_rating",
    "best_position", "worst_position", "median", "median_position", "other", "share",
)  # fmt: skip


def table(comparisons: Sequence[Comparison]) -> list[list[str]]:
    """The header; then, for each framework, a row for each domain, axis and country, and one for each criterion and country."""
    rows = [row + [""] * (len(COLUMNS) - len(row)) for each in comparisons for row in _rows(each)]
    drawn = [[row.get(name, "") for name in COLUMNS] for each in comparisons for row in draw_data.table_rows(each)]
    return [list(COLUMNS), *rows, *drawn]


def _rows(comparison: Comparison) -> Iterator[list[str]]:
    framework, bounds = comparison.framework.id, terms.bounds(comparison.framework.method)
    for row in comparison.rows:
        for country, score, position in zip(comparison.countries, row.scores, row.order.positions, strict=True):
            domain = row.domain.domain if row.domain else ""
            word = (
                terms.level(level_of(score, comparison.framework.method_at(score.depth))) if score else "not applicable"
            )
            yield [
                "score",
                framework,
                domain,
                row.axis,
                "",
                country.code,
                *(numbers(score, bounds) if score else ["", "", ""]),
                word,
                *(map(str, position) if position else ("", "")),
            ]
    for each in comparison.findings:
        place = [framework, each.domain.domain, each.criterion.axis, each.criterion.id]
        for country, finding in zip(comparison.countries, each.findings, strict=True):
            yield ["criterion", *place, country.code, *numbers(finding), finding.rating.value]
