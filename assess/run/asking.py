"""What each authority is asked about one country, as a document."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assess.formats.files import Kind
from assess.model.results import Assessment
from assess.problems import UsageError, did_you_mean, one_line
from assess.words.language import ENGLISH, speaking, spoken, unmarked

if TYPE_CHECKING:
    from assess.views.authorities_view import AskedView


def questions_document(
    assessments: Sequence[Assessment], kind: Kind, authorities: Sequence[str] = (), language: str = ENGLISH
) -> str:
    """What is open, by the authority that could answer it, with figures, designations and the options that it would lead.

    Args:
        assessments: of one profile, under one framework or several.
        kind: ".txt" for a terminal of 80 columns, ".html", ".json" or ".csv".
        authorities: only these, by their names or by parts of them; all without any.
        language: of the toolkit's words. The frameworks are best read in the same language.

    Raises:
        UsageError: no such kind of document or authority, or there is no assessment.

    Example:
        >>> results = assess_file("examples/profiles/ken.yaml")
        >>> questions_document(results, ".txt", ["police"]).splitlines()[0]
        'Kenya (KEN): what each authority is asked'
    """
    from assess.formats import asked_texts as texts
    from assess.run.documents import treaties_of
    from assess.views.authorities_view import asked_views
    from assess.words import terms
    from assess.words.countries import country_name
    from assess.words.figures import date_words

    if kind not in texts.WRITTEN:
        raise UsageError(f"questions are not written as {kind}; there are: {', '.join(texts.WRITTEN)}")
    if not assessments:
        raise UsageError("there is no assessment to ask about")
    first = assessments[0]
    with speaking(language) as tongue:
        views = chosen_authorities(asked_views(assessments, beside=treaties_of(first)), authorities)
        page = texts.page_of(
            views,
            country_name(first.profile),
            first.profile.country,
            (date_words(first.as_of), str(first.as_of)),
            [terms.framework_name(each.framework) for each in assessments],
            (spoken().code.replace("_", "-"), tongue.direction),
        )
        if kind == ".txt":
            return texts.text(page)
        if kind == ".csv":
            from assess.formats.tables import csv_file

            return csv_file(texts.table(page))
        if kind == ".json":
            from assess.formats.data import to_json

            return to_json(texts.as_data(page))
        from assess.formats.html import render_asked

        return render_asked(page)


def chosen_authorities(views: "Sequence[AskedView]", names: Sequence[str]) -> "list[AskedView]":
    """The authorities that are meant by these names: one that is called so, else those whose name has it as a part.

    Raises:
        UsageError: no authority is meant by one of them.
    """
    if not names:
        return list(views)
    called = {unmarked(view.name).casefold(): view for view in views}
    kept = []
    for name in names:
        sought = name.strip().casefold()
        found = (
            [called[sought]] if sought in called else [view for key, view in called.items() if sought and sought in key]
        )
        if not found:
            listed = ", ".join(sorted(called))
            hint = did_you_mean(sought, called)
            raise UsageError(
                f"no authority is called {one_line(repr(name))} here; {f'{hint} ' if hint else ''}"
                + (f"there are: {listed}" if called else "nobody is asked anything")
            )
        kept += found
    return [view for view in views if view in kept]
