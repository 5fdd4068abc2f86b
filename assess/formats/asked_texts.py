"""What each authority is asked, for a terminal, as data, as a table and as a page."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from assess.formats.files import Kind
from assess.problems import UsageError, one_line, visible
from assess.resources import VERSION
from assess.views.authorities_view import AskedView, AskView
from assess.views.question_words import asks
from assess.words.columns import wrapped
from assess.words.language import _, headed, unmarked

WIDTH = 80
WRITTEN: tuple[Kind, ...] = (".txt", ".html", ".json", ".csv")
COLUMNS = (
    "row", "authority", "number", "fact", "text", "open", "evidence", "on record", "serves", "when", "remark",
)  # fmt: skip


class AskedPage(NamedTuple):
    """The page of `assess questions`: what each authority is asked, in full."""

    country: str
    code: str
    as_of: str
    """In words."""
    date: str
    """The date of the document, YYYY-MM-DD."""
    frameworks: tuple[str, ...]
    asked: tuple[AskedView, ...]
    software: str
    language: str
    direction: str


def kind_of(path: str) -> Kind:
    """The kind of document that a path asks for.

    Raises:
        UsageError: questions are not written to such a file.
    """
    for kind in WRITTEN:
        if Path(path).suffix.lower() == kind and not path.endswith(("/", "\\")):
            return kind
    raise UsageError(
        f"{one_line(path)}: questions are written to one file, and its ending says how: {', '.join(WRITTEN)}"
    )


def page_of(
    asked: Sequence[AskedView],
    country: str,
    code: str,
    days: tuple[str, str],
    frameworks: Sequence[str],
    tongue: tuple[str, str],
) -> AskedPage:
    """The page; `days` are the law cut-off in words and as YYYY-MM-DD, `tongue` the code of the language and its direction."""
    return AskedPage(country, code, *days, tuple(frameworks), tuple(asked), f"assess {VERSION}", *tongue)


def text(page: AskedPage, *, width: int = WIDTH) -> str:
    """For a terminal, nothing wider than asked."""
    lines = wrapped(
        unmarked(_("{country} ({code}): what each authority is asked").format(country=page.country, code=page.code)),
        width,
    )
    frameworks = ", ".join(page.frameworks)
    lines += wrapped(
        unmarked(_("Law as of {date}; {frameworks}").format(date=page.as_of, frameworks=frameworks)), width
    )
    for view in page.asked:
        lines += ["", "", *wrapped(unmarked(view.name), width)]
        lines.append("=" * min(max(map(len, lines[-1:])), width))
        for title, rows in ((_("Questions to answer"), view.questions), (_("Figures to supply"), view.figures)):
            if rows:
                lines += ["", title]
                why = ""
                for ask in rows:
                    if ask.why != why:
                        why = ask.why
                        lines += wrapped(unmarked(headed(why or _("On other points"), "")).rstrip(), width, first="  ")
                    lines += _ask(ask, width)
        if view.designations:
            lines += ["", _("Designations")]
            for each in view.designations:
                said = headed(f"{each.article} {each.title}", f"{each.due}; {each.state}")
                lines += wrapped(unmarked(said), width, first="  - ")
        if view.options:
            lines += ["", _("Options that it would lead")]
            for option in view.options:
                lines += wrapped(unmarked(f"{option.text} [{option.serves}]"), width, first=f"{option.id:>4}  ")
    if not page.asked:
        lines += ["", *wrapped(_("No question is open, and there is no option to lead."), width)]
    return visible(unmarked("\n".join(lines))) + "\n"


def _ask(ask: AskView, width: int) -> Iterator[str]:
    said = asks(ask.text, ask.features)
    yield from wrapped(unmarked(said), width, first=f"{ask.number:>4}  ")
    for title, more in (
        (_("What would answer it"), ask.evidence),
        (_("Serves"), ask.serves),
    ):
        if more:
            yield from wrapped(unmarked(headed(title, more)), width, first="      ")


def table(page: AskedPage) -> list[list[str]]:
    """The header, then a row for each question, figure, designation and option of each authority."""
    rows = [list(COLUMNS)]
    for view in page.asked:
        for kind, own in (("question", view.questions), ("figure", view.figures)):
            rows += [
                [
                    kind,
                    view.name,
                    a.number,
                    a.fact,
                    a.text,
                    " ".join(a.features),
                    a.evidence,
                    a.record,
                    a.serves,
                    "",
                    a.why,
                ]
                for a in own
            ]
        rows += [
            ["designation", view.name, d.article, "", d.title, "", "", d.state, "", d.due, ""]
            for d in view.designations
        ]
        rows += [["option", view.name, o.id, "", o.text, "", "", "", o.serves, "", ""] for o in view.options]
    return rows


def as_data(page: AskedPage) -> dict[str, Any]:
    """For programs; the content is that of the text."""
    return {
        "schema": "questions/v1",
        "software": page.software,
        "country": page.code,
        "as_of": page.date,
        "language": page.language,
        "frameworks": [unmarked(name) for name in page.frameworks],
        "authorities": [
            {
                "authority": unmarked(view.name),
                "questions": [_data(ask) for ask in view.questions],
                "figures": [_data(ask) for ask in view.figures],
                "designations": [
                    {name: unmarked(value) for name, value in each._asdict().items()} for each in view.designations
                ],
                "options": [{name: unmarked(value) for name, value in each._asdict().items()} for each in view.options],
            }
            for view in page.asked
        ],
    }


def _data(ask: AskView) -> dict[str, Any]:
    return {
        "fact": ask.fact,
        "question": unmarked(ask.text),
        "open": [unmarked(feature) for feature in ask.features],
        "evidence": unmarked(ask.evidence),
        "on_record": unmarked(ask.record),
        "serves": unmarked(ask.serves),
        "criteria": ask.criteria,
        "why": unmarked(ask.why),
    }
