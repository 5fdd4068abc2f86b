"""What a text, or an answer, would change: a profile as it is and as it would be, under each framework."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from assess.engine.assessment import assess, prepare
from assess.engine.effect import Effect, effect
from assess.engine.release import Release
from assess.formats.files import Kind
from assess.model.profile import Profile
from assess.model.results import Inputs
from assess.problems import InvalidInput, UsageError, chosen, one_line
from assess.reading.library import Library
from assess.reading.overlay import Over, Scenario
from assess.reading.profiles import read_profile
from assess.reading.settings import apply, read_setting, suggested
from assess.reading.yamlfile import read_yaml
from assess.run.documents import read_day, released_profile
from assess.run.inputs import Names, library, listed
from assess.words.language import ENGLISH, languages, speaking

if TYPE_CHECKING:
    from assess.formats.style import Style


class WhatIf(NamedTuple):
    """What a scenario changes, under each framework.

    Example:
        >>> found = whatif_file("examples/profiles/ken.yaml", ["treaties.budapest.status=party"], frameworks="budapest")
        >>> [step.said for step in found.scenario.steps]
        ['treaties.budapest.status=party']
        >>> found.profile.country, [each.framework.id for each in found.effects]
        ('KEN', ['budapest'])
    """

    profile: Profile
    """As it is."""
    scenario: Scenario
    effects: tuple[Effect, ...]
    """One for each framework, in the order given."""
    offered: tuple[str, ...]
    """Arguments of `--set` that would make law what the profile has pending, one for each source."""


def whatif_file(
    path: str | Path,
    settings: Sequence[str] = (),
    reforms: Names = (),
    frameworks: Names = ("cooperation",),
    folders: Names = (),
    *,
    as_of: str | date | None = None,
    release: Release = "full",
    language: str = ENGLISH,
) -> WhatIf:
    """What answers, or a text that is not law yet, would change in the findings and scores of a profile.

    Args:
        path: a profile in YAML; `-` is standard input.
        settings: PATH=VALUE each, such as "treaties.budapest.status=party" or "provisions.bill7.12.status=in_force".
        reforms: files with `schema: reform/v1`, laid over the profile before the settings. Without settings and reforms, the texts
            that the profile has as bills, or as made and not in force, count as law.
        frameworks: ids, or folders that contain a `framework.yaml`.
        folders: folders in which frameworks are looked for too.
        as_of: an earlier law cut-off than the profile's own, as a date or as YYYY-MM-DD.
        release: "public" withholds what may not be published; "full" withholds nothing.
        language: of the frameworks' texts, such as "fr"; what is not translated stays in English.

    Returns:
        `effects` has one entry for each framework, each with `before`, `after` and what moves; `whatif_document` writes them.

    Raises:
        InvalidInput: with all problems of the profile, the reforms and the settings, each at its own place.
        UsageError: a setting without its form, no such framework, release or language, or a date that cannot be used.

    Example:
        >>> found = whatif_file("examples/profiles/ken.yaml", ["powers.expedited_preservation.any_data=true"])
        >>> [(move.criterion.id, str(move.before.high), str(move.after.high)) for move in found.effects[0].findings]
        [('preservation', '6/7', '1')]
    """
    found = library(frameworks, folders, chosen(language, languages(), "language"))
    settings = [settings] if isinstance(settings, str) else settings
    return whatif(path, settings, listed(reforms), found, as_of=read_day(as_of), release=release)


def whatif(
    path: str | Path,
    settings: Sequence[str],
    reforms: Sequence[str | Path],
    read_with: Library,
    *,
    as_of: date | None = None,
    release: Release = "full",
) -> WhatIf:
    """The profile in a file, before and after; without a setting or reform, what it has pending is the scenario."""
    arguments = [read_setting(each) for each in settings]
    for first, second in combinations(arguments, 2):
        if first.path == second.path and first.value != second.value:
            raise UsageError(one_line(f"{first.text} and {second.text} contradict each other; leave one out"))
    base = read_yaml(path)
    profile, problems = read_profile(base, read_with.catalogue)
    if profile is None or problems:
        raise InvalidInput(problems)
    day = as_of or profile.as_of
    if day > profile.as_of:
        raise UsageError(f"the profile states the law as of {profile.as_of}; nothing is known of {day}")
    over = Over(base, read_with.catalogue, day)
    offered = suggested(over)
    if not arguments and not reforms:
        over.enact_pending()
    found = []
    for reform in reforms:
        try:
            over.lay(read_yaml(reform))
        except InvalidInput as error:
            found += error.problems
    for argument in arguments:
        try:
            apply(over, argument)
        except InvalidInput as error:
            found += error.problems
    if found:
        raise InvalidInput(found)
    changed, scenario = over.read()
    before, after = (released_profile(each, release)[0] for each in (profile, changed))
    if before != profile or after != changed:  # what is laid over it would show what is withheld
        raise UsageError(
            "with --release public, what a text would change can only be said where nothing is withheld: leave --release out, or "
            "take what is not public out of the profile and the reforms"
        )
    inputs, effects = Inputs(read_with.files, release), []
    for framework in read_with.frameworks:
        rules = prepare(framework, read_with.catalogue)
        one, other = (assess(each, rules, day)._replace(inputs=inputs) for each in (before, after))
        effects.append(effect(one, other))
    return WhatIf(before, scenario, tuple(effects), tuple(offered))


def whatif_document(
    found: WhatIf, kind: Kind, style: "Style | None" = None, told: list[str] | None = None
) -> str | bytes:
    """What a scenario changes, as a document: text of ".txt", ".json" and ".html", bytes of ".pdf" (two pages).

    Args:
        found: as `whatif_file` gives it.
        kind: the ending of the file that it would be written to; ".txt" is for a terminal of 80 columns.
        style: language, brand and fonts, from `assess.formats.style.read_style`; English and plain without it.
        told: a list to which it is added what should be said of the document: characters that a lossy style loses.

    Raises:
        ReportError: the document could not be rendered.
        UsageError: there is no such kind of document or language.

    Example:
        >>> found = whatif_file("examples/profiles/khm.yaml")
        >>> whatif_document(found, ".txt").splitlines()[0]
        'Cambodia (KHM): Effect of the text as recorded'
    """
    from assess.formats import effect_texts as texts

    if kind not in (".txt", *texts.WRITTEN):
        raise UsageError(f"the effect of a text is not written as {kind}; there are: .txt, {', '.join(texts.WRITTEN)}")
    with speaking(style.language if style else ENGLISH):
        return _document(found, kind, style, told)


def _document(found: WhatIf, kind: Kind, style: "Style | None", told: list[str] | None) -> str | bytes:
    from assess.formats import effect_texts as texts
    from assess.views.effect_pages import on_two_pages
    from assess.views.effect_view import effect_view

    if kind == ".json":
        from assess.formats.data import to_json

        return to_json(texts.as_data(found.profile, found.scenario, found.effects))
    make = on_two_pages if kind == ".pdf" else effect_view
    view = make(found.profile, found.scenario, found.effects, found.offered)
    if kind == ".txt":
        return texts.text(view)
    from assess.formats.html import render_change
    from assess.formats.style import Style

    style = style or Style()
    if kind == ".html":
        return render_change("whatif.html.jinja", view, style.brand, screen=True)
    from assess.formats.document_date import document_day
    from assess.formats.layout import laying_out
    from assess.run.laying_out import fonts_for, laid_out

    with laying_out() as layout:
        html = render_change("whatif.html.jinja", view, style.brand)
        fonts = fonts_for(layout, html, style, [each.after for each in found.effects], told)
        day = date.fromisoformat(document_day(view.date))
        return laid_out(layout, html, (), day, [found.profile], fonts)
