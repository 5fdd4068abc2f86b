"""Makes a briefing again from the data that it carries, and compares the two."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from assess.engine.release import Release
from assess.formats.carried import ASSESSMENT, MANIFEST, PROFILE, Manifest, may_be_carried, provenance, read_manifest
from assess.formats.data import as_data
from assess.formats.layout import made_with
from assess.formats.style import Style, style_of
from assess.model.results import Assessment
from assess.problems import AssessError, InvalidInput, Place, ReportError, UsageError, one_line, problem
from assess.reading.additions import additions
from assess.reading.embedded import AGAIN, SAVED_ANEW, embedded_files, identified, identifier, read_pdf
from assess.reading.fontfiles import FontFile
from assess.reading.library import load_library, read_library
from assess.reading.profiles import read_profile
from assess.reading.yamlfile import parse_yaml
from assess.resources import VERSION
from assess.run.documents import assess_profile, document
from assess.run.fonts_again import found_again, missing

_MAX_JSON_ITEMS = 2_000_000
_MAX_YAML = 4_000_000
_MAX_YAML_MARKS = 300_000
"""The most punctuation marks in all YAML files together. Every value needs one, and values take memory; all frameworks together
have a tenth."""
_SHOWN = 20
"""How many differences of one kind are listed."""


class Verdict(NamedTuple):
    """The result; all lines are safe to print."""

    about: tuple[str, ...]
    """What the document is."""
    checked: tuple[str, ...]
    """What was compared and found equal."""
    differences: tuple[str, ...]
    notes: tuple[str, ...]
    """What a reader should know but is not a difference."""
    additions: tuple[str, ...]
    """What was added after the end of a briefing that is otherwise complete and unchanged."""
    pages: bool
    """Whether the pages were compared too, and not only the data."""


def carried_files(path: str | Path) -> tuple[bytes, dict[str, bytes]]:
    """A briefing in PDF form and the files that it carries.

    Raises:
        InvalidInput: it is not a PDF, carries no data, or has attached files with names that no briefing uses.
    """
    raw = read_pdf(path)
    files = embedded_files(raw, path)
    if MANIFEST not in files:
        raise InvalidInput([problem(Place(str(path), 1, 1), "no-data", SAVED_ANEW)])
    folded: dict[str, str] = {}
    for name in files:
        twin = folded.setdefault(name.casefold(), name)
        if not may_be_carried(name) or twin != name:
            raise _unusable(path, f"no briefing contains a file named {name[:100]!r}")
    yaml = [content for name, content in files.items() if name.endswith(".yaml")]
    if (
        sum(map(len, yaml)) > _MAX_YAML
        or sum(content.count(mark) for content in yaml for mark in (b":", b",", b"-", b"[", b"{", b"?"))
        > _MAX_YAML_MARKS
    ):
        raise _unusable(path, "profile, frameworks and facts are larger than allowed")
    return raw, files


def verify(raw: bytes, files: Mapping[str, bytes], path: str | Path, fonts: Sequence[FontFile] = ()) -> Verdict:
    """Checks a briefing against the files it carries, as `carried_files` returned them; `path` is used in messages.

    Only the files that the briefing carries are used; no installed framework or fact is read. A font that it was laid out with
    beside the shipped ones is looked for among `fonts` and those installed here.

    Raises:
        InvalidInput: the files carried match the manifest but cannot be read.
        ReportError: the pages could not be made.
    """
    try:
        manifest = read_manifest(files[MANIFEST])
    except ValueError as error:
        raise _unusable(path, f"{MANIFEST}: {error}") from None
    try:
        return _verify(manifest, raw, files, path, fonts)
    except UsageError as error:  # the manifest asks for something impossible, such as a date after the profile's own
        raise _unusable(path, f"{MANIFEST}: {error}") from None


def _verify(
    manifest: Manifest, raw: bytes, files: Mapping[str, bytes], path: str | Path, given: Sequence[FontFile]
) -> Verdict:
    differences = _hashes(manifest, files)
    try:
        made = _assess(manifest, files, path)
    except AssessError as error:
        if not differences:
            raise
        faults = error.problems if isinstance(error, InvalidInput) else [error]
        lines = [*differences, *("cannot be read: " + ": ".join(str(fault).split("\n    ")) for fault in faults)]
        return Verdict(_about(manifest), (), tuple(lines), (), (), pages=False)
    differences += _against_manifest(manifest, made)
    differences += _against_record(manifest, made, files.get(ASSESSMENT, b""))
    carried = f"the {len(files)} files it carries match the manifest, findings and scores the record"
    checked = [] if differences else [carried]
    notes = _installed(manifest)
    added: list[str] = []
    fonts: tuple[FontFile, ...] = ()
    if not (why := "the data differ already" if differences else _not_comparable(manifest)):
        fonts = found_again(manifest.fonts, given)
        why = _fonts_missing(missing(manifest.fonts, fonts))
    if why and not differences and (known := identified(raw)) and known != identifier(files[MANIFEST]):
        differences.append(f"{MANIFEST}: it is not the one that the document was made with; {_said(manifest)}")
    if why:
        notes.insert(0, f"pages were not compared: {why}")
        end = raw.find(b"%%EOF") + len(b"%%EOF\n")
        if b"%%EOF" in raw[end:]:
            notes.insert(1, f"something was added after the first {end} bytes; it was not looked at")
    else:
        again = _pages(manifest, made, fonts)
        added, changed = _added(raw, len(again)) if raw.startswith(again) else ([], [])
        if raw == again:
            checked.append("the file with its pages is what the data give, byte for byte")
        elif raw.startswith(again):
            checked.append(f"the first {len(again)} bytes are what the data give, with its pages, byte for byte")
            differences += changed
            if not changed:
                notes.append(
                    f"what was added may cover the pages; the first {len(again)} bytes are the briefing without it"
                )
        else:
            differences.append(
                "the file is not what the data give, byte for byte: a page was changed, or another program saved it "
                "(to add a cover page, or to take a password away)"
            )
    return Verdict(
        _about(manifest), tuple(checked), tuple(differences), tuple(map(one_line, notes)),
        () if differences else tuple(map(one_line, added)), pages=not why,
    )  # fmt: skip


def _added(raw: bytes, size: int) -> tuple[list[str], list[str]]:
    """What was added after the briefing in a file, and what it changes in the briefing."""
    if raw[size:] == b"":
        return [], []
    found = additions(raw, size)
    after = f"what was added after the first {size} bytes, which are the briefing, changes"
    kinds = ", ".join(found.added) or "nothing that is seen"
    return [f"{len(raw) - size} bytes after the briefing: {kinds}"], [f"{after} {each}" for each in found.changed]


def _unusable(path: str | Path, why: str) -> InvalidInput:
    return InvalidInput([problem(Place(str(path), 1, 1), "bad-embedded", AGAIN, why=why)])


def _about(manifest: Manifest) -> tuple[str, ...]:
    lines = [
        f"{manifest.country}, law as of {manifest.as_of}, release {manifest.release}, made with {manifest.software}",
        *(f"framework {name} {version} ({known[:12]})" for name, version, known in manifest.frameworks),
        *(f"laid out with the font {name} ({known[:12]}) beside the shipped ones" for name, known in manifest.fonts),
    ]
    return tuple(map(one_line, lines))


def _hashes(manifest: Manifest, files: Mapping[str, bytes]) -> list[str]:
    """Compares the files with what the manifest says about them."""
    lines = []
    for name in sorted({*manifest.files, *files} - {MANIFEST}):
        if name not in files:
            lines.append(one_line(f"{name}: listed in the manifest, but missing"))
        elif name not in manifest.files:
            lines.append(f"{name}: not listed in the manifest")
        elif sha256(files[name]).hexdigest() != manifest.files[name]:
            lines.append(f"{name}: does not match its hash in the manifest")
    return lines


def _assess(manifest: Manifest, files: Mapping[str, bytes], path: str | Path) -> list[Assessment]:
    if manifest.release not in ("full", "public"):
        raise _unusable(path, f"there is no release {manifest.release[:20]!r}")
    if PROFILE not in files:
        raise _unusable(path, f"{PROFILE} is missing")
    ids = [name for name, _, _ in manifest.frameworks]
    read = {name: raw for name, raw in files.items() if "/" in name}
    library = read_library(read, ids, str(path), manifest.language)
    profile, problems = read_profile(parse_yaml(files[PROFILE], f"{path}/{PROFILE}"), library.catalogue)
    if profile is None:
        raise InvalidInput(problems)
    release: Release = "public" if manifest.release == "public" else "full"
    return assess_profile(profile, library, as_of=manifest.as_of, release=release)


def _against_manifest(manifest: Manifest, made: list[Assessment]) -> list[str]:
    lines = []
    if manifest.country != made[0].profile.country:
        lines.append(one_line(f"country: the manifest says {manifest.country}, the profile {made[0].profile.country}"))
    for said, found in zip(manifest.frameworks, provenance(made).frameworks, strict=True):
        if said != found:
            names = " ".join((*said[:2], said[2][:12])), " ".join((*found[:2], found[2][:12]))
            lines.append(one_line(f"framework: the manifest says {names[0]}, the files are {names[1]}"))
    return lines


def _against_record(manifest: Manifest, made: list[Assessment], recorded: bytes) -> list[str]:
    """Compares the recorded assessment with the one made now: lists each score and finding that differs."""
    now = document(made, ".json", _style(manifest))
    assert isinstance(now, str)
    same = recorded == now.encode("utf-8")
    old = json.loads(now) if same else _record(recorded)
    if old is None:
        return [f"{ASSESSMENT}: it cannot be read"]
    said = [_short(each.get("software")) for each in old[:1] if isinstance(each, dict)]
    lines = [one_line(f"software: the manifest says {manifest.software}, {ASSESSMENT} {each}")
             for each in said if each != _short(manifest.software)]  # fmt: skip
    if same:
        return lines
    for i, assessment in enumerate(made):
        new = as_data(assessment)
        before = old[i] if i < len(old) and isinstance(old[i], dict) else {}
        lines += _compared(assessment.framework.id, before, new)
    if len(old) != len(made):
        lines.append(f"{ASSESSMENT}: it holds {len(old)} assessments, the manifest {len(made)} frameworks")
    if not lines and manifest.software == provenance(made).software:
        lines = [f"{ASSESSMENT}: findings and scores are what the data give, but texts or citations are not"]
    more = len(lines) - _SHOWN
    return lines if more <= 0 else [*lines[:_SHOWN], f"and {more} more findings or scores"]


def _record(recorded: bytes) -> list[Any] | None:
    if sum(recorded.count(mark) for mark in (b"[", b"{", b",")) > _MAX_JSON_ITEMS:
        return None
    try:
        data = json.loads(recorded)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, list) else None


def _compared(framework: str, old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """The scores and findings that differ, by name."""
    lines = []
    if old.get("as_of") != new["as_of"]:
        lines.append(
            one_line(f"{framework}: recorded as of {_short(old.get('as_of'))}, the manifest says {new['as_of']}")
        )
    for kind, keys in (("totals", ()), ("scores", ("domain", "axis")), ("findings", ("criterion",))):
        before, after = _named(old.get(kind), keys), _named(new[kind], keys)
        for name in [*after, *(name for name in before if name not in after)]:
            one, two = (_reading(each.get(name)) for each in (before, after))
            if one != two:
                what = {"totals": "total", "scores": "score", "findings": "criterion"}[kind]
                lines.append(one_line(f"{framework}: {what} {name[:100]}: recorded {one}, the data give {two}"))
    return lines


def _named(values: Any, keys: tuple[str, ...]) -> dict[str, Any]:
    if isinstance(values, dict):
        return values
    rows = values if isinstance(values, list) else []
    return {"/".join(str(row.get(key)) for key in keys): row for row in rows if isinstance(row, dict)}


def _reading(value: Any) -> str:
    """The compared part of a score or a finding, in a few words."""
    if not isinstance(value, dict):
        return "nothing"
    low, high, known = (
        _short(each.get("exact") if isinstance(each, dict) else each)
        for each in (value.get(key) for key in ("low", "high", "coverage"))
    )
    word = value.get("rating", value.get("level"))
    return f"{_short(word).replace('_', ' ') + ' ' if word else ''}[{low}, {high}], known {known}"


def _short(value: Any) -> str:
    return str(value)[:60]


def _installed(manifest: Manifest) -> list[str]:
    """Frameworks installed here with the same id and version but other content: information, not a difference."""
    notes = []
    for name, version, known in manifest.frameworks:
        try:
            (here,) = load_library([name]).frameworks
        except AssessError:  # not installed, or broken: irrelevant for this document
            continue
        if here.head.version == version and here.hash != known:
            notes.append(
                f"the framework {name} {version} that is installed here ({here.hash[:12]}) is not the one carried "
                f"({known[:12]}), which was used"
            )
    return notes


def _style(manifest: Manifest) -> Style:
    try:
        return style_of(manifest.options, manifest.language)
    except ValueError as error:
        raise UsageError(f"options: {error}") from None


def _not_comparable(manifest: Manifest) -> str:
    """The reason why the pages cannot be expected to be the same here, if there is one."""
    if manifest.options.get("templates"):
        return "they were made with a reader's own templates, which a document does not carry"
    here = f"assess {VERSION}"
    if manifest.software != here:
        return f"they were made with {manifest.software}, this is {here}"
    try:
        installed = made_with()
    except ReportError as error:
        return str(error)
    then, now = (
        dict(part.rpartition(" ")[::2] for part in text.split(", ")) for text in (manifest.made_with, installed)
    )
    apart = [f"{name} {then.get(name, 'none')} (here {each})" for name, each in now.items() if then.get(name) != each]
    return f"they were laid out with {', '.join(apart)}" if apart else ""


def _fonts_missing(fonts: Sequence[tuple[str, str]]) -> str:
    if not fonts:
        return ""
    named = ", ".join(f"{name} ({known[:12]})" for name, known in fonts)
    one = len(fonts) == 1
    return (
        f"they were laid out with the font{'' if one else 's'} {named}, which {'is' if one else 'are'} not here; "
        f"install {'it' if one else 'them'}, or give {'it' if one else 'each'} with --font FILE"
    )


def _said(manifest: Manifest) -> str:
    """What a manifest says of programs, beside what is here: nothing else in a document depends on it."""
    try:
        here = made_with()
    except ReportError:
        here = "no layout"
    said = one_line(f"it says {manifest.software}, {manifest.made_with or 'no libraries'}")
    return f"{said}; here are assess {VERSION}, {here}"


def _pages(manifest: Manifest, made: list[Assessment], fonts: Sequence[FontFile]) -> bytes:
    """The briefing, made again."""
    style = _style(manifest).for_printing_again(fonts, manifest.options)
    with _dated(manifest):
        again = document(made, ".pdf", style)
    assert isinstance(again, bytes)
    return again


@contextmanager
def _dated(manifest: Manifest) -> Iterator[None]:
    """Sets the document's own date, which may have been given from outside when it was made."""
    before = os.environ.pop("SOURCE_DATE_EPOCH", None)
    if manifest.date != manifest.as_of:
        at = datetime(manifest.date.year, manifest.date.month, manifest.date.day, tzinfo=UTC)
        os.environ["SOURCE_DATE_EPOCH"] = str(int(at.timestamp()))
    try:
        yield
    finally:
        os.environ.pop("SOURCE_DATE_EPOCH", None)
        if before is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before
