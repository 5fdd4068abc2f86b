"""Two profiles of one State read, merged, and written: the agreed profile, the list to settle, the report."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from assess.engine.merging import Merged, merge
from assess.formats import merge_texts as texts
from assess.model.catalogue import CAPABILITY_STATUSES, TREATY_STATUSES
from assess.model.profile import Profile
from assess.problems import InvalidInput, Problem, UsageError, chosen, problem
from assess.reading.library import Library
from assess.reading.profiles import read_profile
from assess.reading.yamlfile import Document, parse_yaml, read_yaml
from assess.run.inputs import Names
from assess.run.inputs import library as loaded
from assess.views.merge_view import Places, domains_of, merge_view
from assess.words.language import ENGLISH, N_, _, languages, speaking

if TYPE_CHECKING:
    from assess.engine.merging import Point

Part = Literal["report", "profile", "list"]
"""What can be written of two readers: the report for a terminal, the agreed profile, the list to settle."""

_NOTE = N_("Two readers answer this differently, and it is not settled.")
_TAKEN = frozenset(("unknown", "none", "withheld", "not_applicable", *TREATY_STATUSES, *CAPABILITY_STATUSES))
"""Words that a list could not tell from an answer."""


class Readers(NamedTuple):
    """Two readers of one State, merged.

    Example:
        >>> import assess
        >>> found = assess.merge_files("examples/profiles/ken.yaml", "examples/profiles/ken.yaml")
        >>> found.readers, len(found.points)
        (('ken_1', 'ken_2'), 0)
    """

    merged: Merged
    """The agreed profile, and what became of every answer."""
    readers: tuple[str, str]
    """Their names, made of those of their files, in alphabetical order."""
    places: Places
    """Where each answers what they answer differently, by section and name."""
    library: Library

    @property
    def profile(self) -> Profile:
        """The agreed profile."""
        return self.merged.profile

    @property
    def points(self) -> "tuple[Point, ...]":
        """What they answer differently and did not settle."""
        return tuple(point for point in self.merged.points if not point.settled)


def merge_files(
    first: str | Path,
    second: str | Path,
    frameworks: Names = ("cooperation",),
    folders: Names = (),
    *,
    settled: str | Path | None = None,
    language: str = ENGLISH,
) -> Readers:
    """Two profiles of one State by two readers as one; the order of the two changes nothing.

    Args:
        first: a profile in YAML; `-` is standard input. second: another one, of the same country and law cut-off.
        frameworks: ids, or folders that contain a `framework.yaml`: agreement is counted in their domains.
        folders: folders in which frameworks are looked for too.
        settled: a list that `merge_document(found, "list")` made of the same two, filled in.
        language: of the frameworks' texts, such as "fr".

    Returns:
        `profile` has what both answer alike or only one answers; `points` what they answer differently, which is unknown in
        `profile`; `merged` what became of every answer. `merge_document` writes them.

    Raises:
        InvalidInput: with all problems of all files; profiles of two countries or two days.
        UsageError: no such framework or language, or more than one file that is standard input.

    Example:
        >>> import assess
        >>> found = assess.merge_files("examples/profiles/ken.yaml", "examples/profiles/ken.yaml")
        >>> found.profile.country, found.points
        ('KEN', ())
    """
    return read_and_merge(
        [first, second], loaded(frameworks, folders, chosen(language, languages(), "language")), settled
    )


def read_and_merge(paths: Sequence[str | Path], library: Library, settled: str | Path | None = None) -> Readers:
    """Two profiles merged.

    Raises:
        InvalidInput: with everything that is wrong with them, or with the list that settles them; they are of two States or days.
        UsageError: both are standard input.
    """
    if len({str(path) for path in (*paths, settled)} & {"-"}) and [str(p) for p in (*paths, settled)].count("-") > 1:
        raise UsageError("only one of the files can be standard input (-)")
    documents = [read_yaml(path) for path in paths]
    found = [read_profile(document, library.catalogue) for document in documents]
    profiles = [profile for profile, _faults in found if profile is not None]
    if problems := [fault for _profile, faults in found for fault in faults]:
        raise InvalidInput(problems)
    if problems := _of_two(documents, profiles):
        raise InvalidInput(problems)
    names = reader_names(paths, [document.raw for document in documents])
    first, second = sorted((0, 1), key=lambda i: names[i])
    one, other = profiles[first], profiles[second]
    readers = names[first], names[second]
    note = _note(one.language if one.language == other.language else ENGLISH)
    facts = library.catalogue.facts
    merged = merge(one, other, facts, note)
    if settled is not None:
        from assess.reading.disagreements import read_settled

        now = texts.points_written(merged, readers)
        settlement, problems = read_settled(read_yaml(settled), library.catalogue, merged.profile, readers, now)
        if problems:
            raise InvalidInput(problems)
        merged = merge(one, other, facts, note, settlement)
    result = Readers(merged, readers, _places(merged, documents[first], documents[second]), library)
    text = texts.profile_yaml(merged, readers)
    if problems := read_profile(parse_yaml(text.encode("utf-8"), "the agreed profile"), library.catalogue)[1]:
        raise InvalidInput(problems)
    return result


def _of_two(documents: Sequence[Document], profiles: Sequence[Profile]) -> list[Problem]:
    """Whether the profiles are of two States, or describe the law of two days."""
    first, second = profiles
    problems = []
    for key, hint in (
        ("country", "give two profiles of one State"),
        ("as_of", "bring both to the same day first: what the law was on two days is no disagreement of readers"),
    ):
        here, there = (str(getattr(each, key)) for each in (second, first))
        if here != there:
            place, of = documents[1].place((key,)), documents[0].path
            problems.append(problem(place, "other-readers", hint, where=key, found=here, other=there, of=of))
            break  # of two States, the days are of no interest
    return problems


def reader_names(paths: Sequence[str | Path], raw: Sequence[bytes]) -> tuple[str, str]:
    """Names of two readers, from the ends of their paths that tell them apart; which of the two comes first changes nothing."""
    parts = [["stdin"] if str(path) == "-" else [*Path(path).with_suffix("").parts] for path in paths]
    for length in range(1, max(map(len, parts)) + 1):
        one, other = (_plain("_".join(each[-length:])) for each in parts)
        if one != other:
            return one, other
    name = _plain(parts[0][-1])
    numbers = ("1", "2") if raw[0] <= raw[1] else ("2", "1")
    return f"{name}_{numbers[0]}", f"{name}_{numbers[1]}"


def _plain(name: str) -> str:
    made = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:60]
    return f"reader_{made}".rstrip("_") if not made or made in _TAKEN or made[0].isdigit() else made


def _note(language: str) -> Any:
    """What is said of an answer that is not settled, in the language of the profile."""
    spoken = language if language in languages() else ENGLISH
    with speaking(spoken):
        return _(_NOTE) if language == ENGLISH else {spoken: _(_NOTE)}


def _places(merged: Merged, first: Document, second: Document) -> Places:
    """Where the two answer what they answer differently: under the names that they use themselves."""
    made: dict[tuple[str, str], tuple[str, str]] = {}
    for point in merged.points:
        at = []
        for document, names in zip((first, second), merged.names, strict=True):
            old = {point.name, *(old for old, new in names.items() if new == point.name)}
            own = document.data.get(point.section) or {}
            name = next((each for each in sorted(old, reverse=True) if each in own), point.name)
            at.append(str(document.place((point.section, name), key=True)))
        made[point.section, point.name] = (at[0], at[1])
    return made


def merge_document(found: Readers, part: Part = "report", language: str = ENGLISH) -> str:
    """Two readers as a text.

    Args:
        found: as `merge_files` gives it.
        part: "report" for a terminal of 80 columns, "profile" (the agreed profile, YAML) or "list" (what is to be settled, YAML).
        language: of the report.

    Raises:
        UsageError: there is no such part or language.

    Example:
        >>> import assess
        >>> found = assess.merge_files("examples/profiles/ken.yaml", "examples/profiles/ken.yaml")
        >>> merge_document(found).splitlines()[0]
        'Kenya (KEN): agreement of two readers, ken_1 and ken_2'
    """
    chosen(part, get_args(Part), "part")
    chosen(language, languages(), "language")
    catalogue, frameworks = found.library.catalogue, found.library.frameworks
    if part == "profile":
        return texts.profile_yaml(found.merged, found.readers)
    if part == "list":
        domains = {key: facts for key, (_title, facts) in domains_of(frameworks, catalogue).items()}
        return texts.list_yaml(found.merged, found.readers, found.places, catalogue.facts, domains)
    with speaking(language):
        return texts.text(merge_view(found.merged, found.readers, found.places, catalogue, frameworks))
