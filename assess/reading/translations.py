"""Texts of models in several languages: finding them, laying translations over them, and listing what is missing.

A translation mirrors a file and contains only its texts. Records with an id are named by it; other lists are given in full. Where
the original has a record, a plain text translates one text of the record (`_STANDS`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from assess.model.base import TEXTS, Text
from assess.model.catalogue import Fact, Feature, Reform
from assess.model.framework import (
    Cite,
    Criterion,
    Designation,
    Domain,
    Element,
    Gate,
    Joining,
    JoiningStep,
    Level,
    Limit,
    Origin,
    Permitted,
    Recommendation,
)
from assess.model.pairs import Reserved, Route, Said, Used
from assess.problems import Place, Problem, did_you_mean, problem
from assess.reading.to_model import dotted, found
from assess.reading.yamlfile import Document, Loc, parse_yaml
from assess.words.language import ENGLISH

T = TypeVar("T")

Kind = Literal["text", "texts", "record", "records", "mapping"]
_TEXTS = [frozenset(get_args(text)) for text in TEXTS]
_STANDS: dict[Any, str] = {
    Fact: "title", Feature: "question", Reform: "do", Domain: "title", Criterion: "title", Element: "says",
    Recommendation: "do", Cite: "note",
    Level: "word", Gate: "says", Origin: "title", JoiningStep: "title", Designation: "title", Permitted: "says", Joining: "says",
    Limit: "says", Route: "says", Said: "says", Used: "says", Reserved: "says",
}  # fmt: skip
"""The text of a record that a plain text in its place translates."""


class TextAt(NamedTuple):
    """A text and its place."""

    loc: Loc
    """In the file, as its readers know it."""
    text: Text


@cache
def _kinds(cls: Any) -> dict[str, Kind]:
    """The fields of a record that contain texts, directly or further below, in order."""
    kinds: dict[str, Kind] = {}
    for name, hint in get_type_hints(cls, include_extras=True).items():
        kind = _kind(hint)
        if kind:
            kinds[name] = kind
    return kinds


def _class(one: Any) -> Any:
    return type(one)


def _kind(hint: Any) -> Kind | None:
    options = set(get_args(hint)) - {type(None)} if get_origin(hint) not in (dict, tuple, Literal) else set()
    if options in _TEXTS:
        return "text"
    bare = [hint] if get_origin(hint) in (dict, tuple) or isinstance(hint, type) else _unwrapped(hint)
    for option in bare:
        if get_origin(option) is dict:
            inner = get_args(option)[1]
            return "texts" if inner in TEXTS else "mapping" if _holds_record(inner) else None
        if get_origin(option) is tuple and any(map(_holds_record, get_args(option))):
            return "records"
        if hasattr(option, "__dataclass_fields__"):
            return "record"
    return None


def _unwrapped(hint: Any) -> list[Any]:
    """The members of a union and what `Annotated` wraps, all the way down."""
    inner = [hint.__origin__] if hasattr(hint, "__metadata__") else list(get_args(hint))
    return [
        each for part in inner for each in ([part] if get_origin(part) in (dict, tuple) else _unwrapped(part) or [part])
    ]


def _holds_record(hint: Any) -> bool:
    return hasattr(hint, "__dataclass_fields__") or any(map(_holds_record, get_args(hint)))


def _key(name: str) -> str:
    return name.rstrip("_")


def _name(one: Any) -> str | None:
    """The name of an entry in a list."""
    return getattr(one, "id", None) or getattr(one, "domain", None) or getattr(one, "use", None)


def _labels(one: Any, name: str, value: Any) -> Any:
    """Words of a choice are texts too: without a label, a word is printed as it is."""
    if name == "labels" and hasattr(one, "words"):
        return {word: word.replace("_", " ") for word in one.words} | value
    return value


def texts(one: Any, loc: Loc = ()) -> Iterator[TextAt]:
    """Every text of a model."""
    for name, kind in _kinds(_class(one)).items():
        value = _labels(one, name, getattr(one, name))
        if not value:
            continue
        at = (*loc, _key(name))
        if kind == "text":
            yield TextAt(at, value)
        elif kind == "texts":
            yield from (TextAt((*at, key), text) for key, text in value.items())
        elif kind == "record":
            yield from texts(value, at)
        else:
            entries = value.items() if kind == "mapping" else enumerate(value)
            for key, entry in entries:
                for i, each in enumerate(entry) if isinstance(entry, tuple) else ((None, entry),):
                    if hasattr(each, "__dataclass_fields__"):
                        yield from texts(each, (*at, key) if i is None else (*at, key, i))
                    elif isinstance(each, dict):
                        for k, inner in each.items():
                            yield from texts(inner, (*at, key, k))


def missing(one: Any, language: str, document: Document, loc: Loc = ()) -> list[Problem]:
    """Texts of the model at `loc` of a file that are not in `language`, each with its place."""
    return [
        problem(_place(document, at), "missing-translation", where=dotted(at), language=language)
        for at, text in texts(one, loc)
        if not (language in text if isinstance(text, dict) else language == ENGLISH)
    ]


def _place(document: Document, loc: Loc) -> Any:
    for n in range(len(loc), -1, -1):
        try:
            return document.place(loc[:n])
        except (KeyError, IndexError):
            continue
    raise AssertionError("every file has a beginning")


def in_language(one: T, language: str) -> T:
    """The model with every text that names no language marked as being in `language`."""
    return (
        one
        if language == ENGLISH
        else with_texts(one, lambda text: {language: text} if isinstance(text, str) else text)
    )


def with_texts(one: T, change: Callable[[Text], Text]) -> T:
    """The model with every text (as `texts` gives them) changed."""
    changed: dict[str, Any] = {}
    for name, kind in _kinds(_class(one)).items():
        value = _labels(one, name, getattr(one, name))
        if not value:
            continue
        if kind == "text":
            changed[name] = change(value)
        elif kind == "texts":
            changed[name] = {key: change(text) for key, text in value.items()}
        else:
            changed[name] = _below(value, change)
    return replace(one, **changed) if changed else one  # type: ignore[type-var]


def _below(value: Any, change: Callable[[Text], Text]) -> Any:
    """A record, or the records in a list or mapping, with their texts changed; everything else is kept."""
    if isinstance(value, tuple):
        return tuple(_below(each, change) for each in value)
    if isinstance(value, dict):
        return {key: _below(each, change) for key, each in value.items()}
    return with_texts(value, change) if hasattr(value, "__dataclass_fields__") else value


# Overlays


class _Overlay:
    """One translation laid over a model; faults are gathered with their places in the translation."""

    def __init__(self, document: Document, language: str, own: str) -> None:
        self.document = document
        self.language = language
        self.own = own
        self.problems: list[Problem] = []

    def fault(self, loc: Loc, code: str, hint: str = "", *, key: bool = False, **values: Any) -> None:
        self.problems.append(problem(self.document.place(loc, key=key), code, hint, **values))

    def record(self, one: T, raw: Any, loc: Loc) -> T:
        kinds = _kinds(_class(one))
        stands = _STANDS.get(_class(one))
        if isinstance(raw, str) and stands is not None:
            current = getattr(one, stands)
            if current:
                return replace(one, **{stands: self.text(current, raw, loc)})  # type: ignore[type-var]
            hint = f"the original has no `{stands}` here, so there is nothing to translate"
            self.fault(loc, "unknown-key", hint, where=dotted(loc), name=stands)
            return one
        if not isinstance(raw, dict):
            self.fault(loc, "wrong-type", where=dotted(loc), expected="a mapping (key: value)", found=found(raw))
            return one
        changed: dict[str, Any] = {}
        fields = {_key(name): name for name in kinds if _labels(one, name, getattr(one, name))}
        for key, value in raw.items():
            if not loc and key == "schema":
                continue
            if key not in fields:
                hint = did_you_mean(str(key), fields)
                self.fault((*loc, key), "unknown-key", hint, key=True, where=dotted(loc), name=key)
                continue
            name = fields[key]
            current = _labels(one, name, getattr(one, name))
            changed[name] = self.value(kinds[name], current, value, (*loc, key))
        return replace(one, **changed) if changed else one  # type: ignore[type-var]

    def value(self, kind: Kind, current: Any, raw: Any, loc: Loc) -> Any:
        if kind == "text":
            return self.text(current, raw, loc)
        if kind == "record":
            return self.record(current, raw, loc)
        if kind == "records" and not all(isinstance(each, str) or _name(each) for each in current):
            if not isinstance(raw, list) or len(raw) != len(current):
                wanted = f"a list of {len(current)}, as in the original"
                self.fault(loc, "wrong-type", where=dotted(loc), expected=wanted, found=found(raw))
                return current
            return tuple(self.record(one, raw[i], (*loc, i)) for i, one in enumerate(current))
        if not isinstance(raw, dict):
            self.fault(loc, "wrong-type", where=dotted(loc), expected="a mapping (key: value)", found=found(raw))
            return current
        # names in the place of records, as of domains with their own files, are not texts
        named: dict[Any, Any] = (
            {_name(each): each for each in current if not isinstance(each, str)} if kind == "records" else current
        )
        for key in raw:
            if key not in named:
                hint = did_you_mean(str(key), map(str, named))
                self.fault((*loc, key), "unknown-key", hint, key=True, where=dotted(loc), name=key)
        made = {key: self.entry(one, raw[key], (*loc, key)) if key in raw else one for key, one in named.items()}
        if kind == "records":
            return tuple(each if isinstance(each, str) else made[_name(each)] for each in current)
        return made

    def entry(self, one: Any, raw: Any, loc: Loc) -> Any:
        if hasattr(one, "__dataclass_fields__"):
            return self.record(one, raw, loc)
        if isinstance(one, dict) and any(hasattr(each, "__dataclass_fields__") for each in one.values()):
            return self.value("mapping", one, raw, loc)
        return self.text(one, raw, loc)

    def text(self, current: Text, raw: Any, loc: Loc) -> Text:
        if not isinstance(raw, str) or not raw:
            self.fault(loc, "wrong-type", where=dotted(loc), expected="text", found=found(raw))
            return current
        known: Mapping[str, str] = {self.own: current} if isinstance(current, str) else current
        return {**known, self.language: raw}


def overlaid(one: T, document: Document, language: str) -> tuple[T, list[Problem]]:
    """The model with the texts of a translation added, and what is wrong with the translation."""
    if document.data is None and document.problems:
        return one, document.problems
    made = _Overlay(document, language, getattr(one, "language", ENGLISH))
    data, hint = document.data, "begin with schema: translation/v1"
    if not isinstance(data, dict):
        made.fault((), "wrong-type", hint, where="the file", expected="a mapping (key: value)", found=found(data))
    elif "schema" not in data:
        made.fault((), "missing-key", hint, where="the file", name="schema")
    elif data["schema"] != "translation/v1":
        made.fault(("schema",), "wrong-schema", "write schema: translation/v1", value=found(data["schema"]))
    changed = one if made.problems else made.record(one, data, ())
    return changed, [*document.problems, *made.problems]


# Files


def stray_translations(translations: dict[str, bytes], originals: Iterable[str], language: str) -> list[Problem]:
    """Translations of files that do not exist."""
    return [
        problem(
            Place(_translation_of(path, language), 1, 1),
            "stray-translation",
            "give it the name of the file that it translates",
            name=Path(path).name,
        )
        for path in sorted(set(translations) - set(originals))
    ]


def _translation_of(path: str, language: str) -> str:
    return str(Path(path).parent / "translations" / language / Path(path).name)


def translated(
    model: Any, path: str, translations: dict[str, bytes], language: str, own: str = ""
) -> tuple[Any, list[Problem]]:
    """The model read from `path`, with its translation if there is one; `own` is its language, if not named in the file."""
    own = own or getattr(model, "language", ENGLISH)
    if model is None or (own == ENGLISH and path not in translations):
        return model, []
    model = in_language(model, own)
    if path not in translations:
        return model, []
    return overlaid(model, parse_yaml(translations[path], _translation_of(path, language)), language)
