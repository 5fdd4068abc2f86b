"""The files that a document carries: profile, frameworks, facts and assessment, tied together by a manifest."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from assess.formats.profile_yaml import profile_bytes
from assess.model.results import Assessment
from assess.problems import UsageError
from assess.reading.fontfiles import MOST_FONTS
from assess.resources import VERSION
from assess.words.language import say, unmarked

PROFILE, ASSESSMENT, MANIFEST = "profile.yaml", "assessment.json", "manifest.json"
SCHEMA = "manifest/v1"
_MAX_MANIFEST = 4_000_000
"""Bytes; apart from the picture of a brand, a manifest is small."""
_MAX_VALUES = 20_000
_FILE = r"\w[\w .()+-]{0,99}\.yaml"
_NAMES = re.compile(
    rf"(?:profile\.yaml|assessment\.json|manifest\.json|(?:facts|frameworks/[a-z][a-z0-9_]{{0,99}}(?:/facts)?)"
    rf"(?:/translations/[a-z]{{2,3}}(?:_[A-Z]{{2}})?)?/{_FILE})\Z"
)


class Provenance(NamedTuple):
    """What a document was made with, for its footer; hashes are SHA-256."""

    software: str
    frameworks: tuple[tuple[str, str, str], ...]
    """Id, version and hash of each."""
    profile: str
    """Hash of the profile as the document carries it."""


class Manifest(NamedTuple):
    """How a document was made, so that it can be made again."""

    software: str
    made_with: str
    """The libraries that laid out the pages, with their versions; others may break lines differently."""
    country: str
    as_of: date
    date: date
    """The document's own date."""
    release: str
    language: str
    options: dict[str, Any]
    frameworks: tuple[tuple[str, str, str], ...]
    """Id, version and hash of each, in the order of the document."""
    files: dict[str, str]
    """The hash of each file carried beside the manifest."""
    fonts: tuple[tuple[str, str], ...] = ()
    """File name and hash of each font beside the shipped ones."""


def provenance(assessments: Sequence[Assessment]) -> Provenance:
    """The versions and hashes behind the assessments of one profile."""
    frameworks = tuple((a.framework.id, a.framework.head.version, a.framework.hash) for a in assessments)
    return Provenance(f"assess {VERSION}", frameworks, sha256(profile_bytes(assessments[0].profile)).hexdigest())


def may_be_carried(name: str) -> bool:
    """Whether a document may give a file this name: never absolute, never upwards."""
    return _NAMES.match(name) is not None


def carry(
    assessments: Sequence[Assessment],
    recorded: str,
    *,
    language: str,
    options: Mapping[str, Any],
    day: date,
    made_with: str,
    fonts: Sequence[tuple[str, str]] = (),
) -> list[tuple[str, bytes, str]]:
    """Name, content and description of each file that a document of these assessments carries.

    Args:
        assessments: of one profile, read with one library.
        recorded: the assessments as JSON.
        language: of the document.
        options: everything else that shaped the document, as plain data.
        day: the document's own date.
        made_with: the libraries that lay out its pages.
        fonts: file name and hash of each font beside the shipped ones.

    Raises:
        UsageError: the files behind the assessments are not available, or one has a name that is not allowed.
    """
    first = assessments[0]
    files = {**first.inputs.files, PROFILE: profile_bytes(first.profile), ASSESSMENT: recorded.encode("utf-8")}
    for assessment in assessments:
        name = assessment.framework.id
        if f"frameworks/{name}/framework.yaml" not in files:
            raise UsageError(f"the files of the framework {name} are not available; read it with load_library")
    for name in files:
        if not may_be_carried(name):
            file = name.rpartition("/")[2]
            raise UsageError(f"a document cannot carry a file named {file!r}; rename it: letters, digits, - and _")
    made = provenance(assessments)
    manifest = {
        "schema": SCHEMA,
        "software": made.software,
        "made_with": made_with,
        **({"fonts": [{"file": name, "sha256": known} for name, known in fonts]} if fonts else {}),
        "country": first.profile.country,
        "as_of": str(first.as_of),
        "date": str(day),
        "release": first.inputs.release,
        "language": language,
        "options": dict(options),
        "frameworks": [{"id": name, "version": version, "sha256": known} for name, version, known in made.frameworks],
        "files": {name: sha256(files[name]).hexdigest() for name in sorted(files)},
    }
    files[MANIFEST] = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    titles = {assessment.framework.id: unmarked(say(assessment.framework.head.title)) for assessment in assessments}
    return [(name, files[name], _about(name, titles)) for name in sorted(files)]


def _about(name: str, titles: dict[str, str]) -> str:
    place, _, file = name.rpartition("/")
    if not place:
        return {
            PROFILE: "The country profile that was assessed",
            ASSESSMENT: "The assessment as data",
            MANIFEST: "How this document was made, with the hash of each file",
        }[file]
    if not place.startswith("frameworks/"):
        return "Catalogue of facts"
    title = titles.get(place.split("/")[1], "Framework")
    return f"{title}: facts of its own" if place.endswith("/facts") else title


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not a JSON number")


def read_manifest(raw: bytes) -> Manifest:
    """The manifest in an untrusted file.

    Raises:
        ValueError: it is none.
    """
    if len(raw) > _MAX_MANIFEST or sum(raw.count(mark) for mark in (b"[", b"{", b",")) > _MAX_VALUES:
        raise ValueError("it is larger than allowed")
    try:
        data = json.loads(raw, parse_constant=_no_number)
        json.dumps(data, ensure_ascii=False).encode("utf-8")
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    except UnicodeError:
        raise ValueError("a text contains half of a surrogate pair, or bytes that are not UTF-8") from None
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise ValueError(f"its schema is not {SCHEMA}")
    texts = {key: data.get(key) for key in ("software", "made_with", "country", "release", "language")}
    days = {key: date.fromisoformat(str(data.get(key))) for key in ("as_of", "date")}
    frameworks, files, options = (data.get(key) for key in ("frameworks", "files", "options"))
    if not (
        all(isinstance(text, str) and len(text) <= 500 for text in texts.values())
        and isinstance(options, dict)
        and isinstance(frameworks, list)
        and 0 < len(frameworks) <= 50
        and isinstance(files, dict)
        and all(isinstance(known, str) for known in files.values())
    ):
        raise ValueError("a key is missing, or has the wrong kind of value")
    named = []
    for each in frameworks:
        parts = tuple(each.get(key) for key in ("id", "version", "sha256")) if isinstance(each, dict) else ()
        if len(parts) != 3 or not all(isinstance(part, str) for part in parts):
            raise ValueError("a framework lacks its id, version or hash")
        named.append(parts)
    fonts = _fonts(data.get("fonts", []))
    return Manifest(**texts, **days, options=options, frameworks=tuple(named), files=files, fonts=fonts)  # type: ignore[arg-type]


def _fonts(given: Any) -> tuple[tuple[str, str], ...]:
    made = []
    for each in given if isinstance(given, list) and len(given) <= MOST_FONTS else [None]:
        parts = [each.get(key) for key in ("file", "sha256")] if isinstance(each, dict) else []
        if not (len(parts) == 2 and all(isinstance(part, str) and 0 < len(part) <= 255 for part in parts)):
            raise ValueError("the fonts lack names or hashes, or are too many")
        made.append((str(parts[0]), str(parts[1])))
    return tuple(made)
