"""What has changed between two profiles of one State, or in one profile between two days."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assess.engine.assessment import Prepared, prepare
from assess.engine.causes import Side
from assess.engine.difference import Difference, difference
from assess.engine.release import Release
from assess.formats.files import Kind
from assess.problems import UsageError, chosen, one_line
from assess.reading.library import Library
from assess.reading.profiles import load_profiles
from assess.run.documents import read_day, released_profile
from assess.run.inputs import Names, library, listed
from assess.words.language import ENGLISH, languages, speaking

if TYPE_CHECKING:
    from assess.formats.style import Style


def diff_files(
    old: str | Path,
    new: str | Path | None = None,
    frameworks: Names = ("cooperation",),
    folders: Names = (),
    *,
    old_frameworks: Names = (),
    as_of: str | date | None = None,
    and_day: str | date | None = None,
    release: Release = "full",
    language: str = ENGLISH,
) -> list[Difference]:
    """What has changed, each change with its cause: the law, our knowledge of it, or the framework.

    Args:
        old: the earlier profile, in YAML.
        new: the later one; without it, the first is read on two days.
        frameworks: ids, or folders that contain a `framework.yaml`.
        folders: folders in which frameworks are looked for too.
        old_frameworks: the same frameworks as they were, where they have changed: folders, matched by their ids.
        as_of: the earlier day; the day of the earlier profile without it.
        and_day: the later day; the day of the later profile without it.
        release: "public" withholds what may not be published; "full" withholds nothing.
        language: of the frameworks' texts, such as "fr"; what is not translated stays in English.

    Returns:
        One difference for each framework, in the order given; `diff_document` writes them.

    Raises:
        InvalidInput: with all problems of all files.
        UsageError: different countries, days in the wrong order, one profile without `as_of`, no such framework, release or
            language.

    Example:
        >>> same = diff_files("examples/profiles/ken.yaml", "examples/profiles/ken.yaml")
        >>> [each.empty for each in same]
        [True]
    """
    first, second = read_day(as_of), read_day(and_day)
    if new is None and first is None:
        raise UsageError("give a second profile, or the earlier day with --as-of YYYY-MM-DD")
    tongue = chosen(language, languages(), "language")
    now = library(frameworks, folders, tongue)
    then = library(old_frameworks, folders, tongue) if listed(old_frameworks) else now
    rules = [_pair(then, now, i) for i in range(len(now.frameworks))]
    _refuse_unmatched(then, now)
    if then is now:
        later, *others = reversed(load_profiles([old, *([] if new is None else [new])], now))
        earlier = others[0] if others else later
    else:
        (earlier,) = load_profiles([old], then)
        (later,) = load_profiles([old if new is None else new], now)
    if earlier.country != later.country:
        raise UsageError(
            f"{one_line(str(old))} is of {earlier.country} and {one_line(str(new))} of {later.country}; a difference is shown "
            "of one country (assess compare puts several side by side)"
        )
    days = [given or profile.as_of for given, profile in ((first, earlier), (second, later))]
    for day, profile in zip(days, (earlier, later), strict=True):
        if day > profile.as_of:
            raise UsageError(f"the profile states the law as of {profile.as_of}; nothing is known of {day}")
    if days[0] > days[1]:
        raise UsageError(f"the earlier day comes first: {days[0]} is after {days[1]}")
    was = released_profile(earlier, release)[0]
    now_is = was if earlier is later else released_profile(later, release)[0]
    answered = {*was.facts, *now_is.facts}
    facts = {name: fact for name, fact in now.catalogue.facts.items() if name in answered}
    return [difference(Side(was, days[0]), Side(now_is, days[1]), *each, facts) for each in rules]


def _pair(then: Library, now: Library, i: int) -> tuple[Prepared, Prepared]:
    """A framework as it was and as it is; what has not changed is one and the same."""
    framework = now.frameworks[i]
    new = prepare(framework, now.catalogue)
    was = next((each for each in then.frameworks if each.id == framework.id), framework)
    if was.hash == framework.hash:
        return new, new
    return prepare(was, then.catalogue), new


def _refuse_unmatched(then: Library, now: Library) -> None:
    ids = [each.id for each in now.frameworks]
    for each in then.frameworks:
        if each.id not in ids:
            raise UsageError(f"the earlier framework {each.id} has no later one here; name it too: -f {each.id}")


def diff_document(
    found: Sequence[Difference], kind: Kind, style: "Style | None" = None, told: list[str] | None = None
) -> str | bytes:
    """What has changed, as a document: text of ".txt", ".json" and ".html", bytes of ".pdf".

    Args:
        found: of the same profiles, one for each framework, as `diff_files` gives them.
        kind: the ending of the file that it would be written to; ".txt" is for a terminal of 80 columns.
        style: language, brand and fonts, from `assess.formats.style.read_style`; English and plain without it.
        told: a list to which it is added what should be said of the document: characters that a lossy style loses.

    Raises:
        ReportError: the document could not be rendered.
        UsageError: there is no such kind of document or language, or nothing to write.

    Example:
        >>> same = diff_files("examples/profiles/ken.yaml", "examples/profiles/ken.yaml")
        >>> diff_document(same, ".txt").splitlines()[-1]
        'Nothing has changed.'
    """
    from assess.formats.effect_texts import WRITTEN

    if kind not in (".txt", *WRITTEN):
        raise UsageError(f"a difference is not written as {kind}; there are: .txt, {', '.join(WRITTEN)}")
    if not found:
        raise UsageError("there is no difference to make a document of")
    with speaking(style.language if style else ENGLISH):
        return _document(found, kind, style, told)


def _document(found: Sequence[Difference], kind: Kind, style: "Style | None", told: list[str] | None) -> str | bytes:
    from assess.formats import difference_texts as texts
    from assess.views.difference_view import difference_view

    if kind == ".json":
        from assess.formats.data import to_json

        return to_json(texts.as_data(found))
    view = difference_view(found)
    if kind == ".txt":
        return texts.text(view)
    from assess.formats.html import render_change
    from assess.formats.style import Style

    style = style or Style()
    if kind == ".html":
        return render_change("diff.html.jinja", view, style.brand, screen=True)
    from assess.formats.document_date import document_day
    from assess.formats.layout import laying_out
    from assess.run.laying_out import Read, fonts_for, laid_out

    with laying_out() as layout:
        html = render_change("diff.html.jinja", view, style.brand)
        profiles = [found[0].old, found[0].new]
        fonts = fonts_for(layout, html, style, [Read(each) for each in profiles], told)
        day = date.fromisoformat(document_day(view.date))
        return laid_out(layout, html, (), day, profiles, fonts)
