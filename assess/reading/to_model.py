"""Plain data to models: the one place that calls pydantic, and turns its errors into problems with a place.

Pydantic's schema of a model is kept in the cache: building it takes ten times as long as checking a profile with it.
"""

from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic_core import SchemaValidator, ValidationError
from pydantic_core import __version__ as core_version

from assess import model as models
from assess.cache import digest, remember
from assess.problems import Enough, Place, Problem, did_you_mean, gather, problem
from assess.reading.yamlfile import Document, Loc

T = TypeVar("T")

_EXPECTED = {
    "string_type": "text", "bool_type": "true or false", "int_type": "a whole number", "float_type": "a number",
    "dict_type": "a mapping (key: value)", "dataclass_type": "a mapping (key: value)", "tuple_type": "a list",
    "list_type": "a list", "date_type": "a date", "model_type": "a mapping (key: value)",
}  # fmt: skip


@cache
def _schema(model: Any) -> Any:
    """The core schema of a model, without what only serves to write JSON."""

    def make() -> Any:
        from pydantic import TypeAdapter  # slow to import, and needed only when the cache is cold

        return _bare(TypeAdapter(model).core_schema)

    sources = sorted(Path(str(models.__file__)).parent.glob("*.py"))
    key = digest((path.name, path.read_bytes()) for path in sources)
    return remember(f"shape-{getattr(model, '__name__', model)}-{core_version}-{key}", make)


def _bare(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {key: _bare(value) for key, value in schema.items() if key not in ("metadata", "serialization")}
    if isinstance(schema, (list, tuple)):
        return type(schema)(_bare(value) for value in schema)
    return schema


@cache
def validator(model: Any) -> SchemaValidator:
    """The validator of a model."""
    return SchemaValidator(_schema(model))


def shape(document: Document, model: type[T], data: Any) -> tuple[T | None, list[Problem]]:
    """`data` (from `document`) as a `model`, or everything that is wrong with its shape."""
    try:
        return cast(T, validator(cast(Any, model)).validate_python(data)), []
    except ValidationError as error:
        if error.error_count() > _MANY:  # even to list them would fill the memory
            return None, [problem(document.place(()), "too-many-problems", "see docs/formats.md", limit=_MANY)]
        try:
            return None, _problems(document, model, error.errors(include_url=False))
        except Enough as enough:
            return None, enough.problems


_MANY = 10_000
_NAMES = "use lower-case letters, digits and _, beginning with a letter"


def _problems(document: Document, model: Any, entries: list[Any]) -> list[Problem]:
    problems: list[Problem] = []
    seen: set[Any] = set()
    expected: dict[Loc, list[str]] = {}
    told: set[Loc] = set()
    for entry in entries:
        loc = kept_steps(document.data, entry["loc"])
        told |= {loc[:n] for n in range(len(loc) if entry["type"] in _EXPECTED else len(loc) + 1)}
        same = (loc, entry["type"], entry["loc"][-1:])
        if entry["type"] in _EXPECTED:  # one entry for each branch of a union: said once, together
            expected.setdefault(loc, []).append(_EXPECTED[entry["type"]])
        elif same not in seen:
            seen.add(same)
            gather(problems, _problem(document, model, loc, entry))
    for loc, kinds in expected.items():
        if loc in told:  # another branch of the union suits better, and tells what is wrong with it
            continue
        place, value = document.place(loc), at(document.data, loc)
        hint = "put it in quotes" if "text" in kinds and isinstance(value, (int, float)) else ""
        words = " or ".join(dict.fromkeys(kinds))
        gather(problems, problem(place, "wrong-type", hint, where=dotted(loc), expected=words, found=found(value)))
    return problems


def _problem(document: Document, model: Any, loc: Loc, entry: Any) -> Problem:
    kind, where, value = entry["type"], dotted(loc), at(document.data, loc)
    place = document.place(loc)
    if kind in ("missing_argument", "missing", "missing_keyword_only_argument"):
        return problem(place, "missing-key", where=where, name=entry["loc"][-1])
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        hint = did_you_mean(str(loc[-1]), keys_at(model, loc[:-1]))
        return problem(document.place(loc, key=True), "unknown-key", hint, where=dotted(loc[:-1]), name=loc[-1])
    if kind == "literal_error":
        words = [word for word in entry["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ") if word]
        return problem(
            place,
            "unknown-word",
            did_you_mean(str(value), words),
            where=where,
            value=found(value),
            expected=", ".join(words),
        )
    if kind == "string_pattern_mismatch":
        if entry["loc"][-1] == "[key]":
            return problem(
                document.place(loc, key=True), "bad-id", _NAMES, where=dotted(loc[:-1]), value=found(loc[-1])
            )
        if "{3}" in entry["ctx"]["pattern"]:
            hint = "write its three capital letters, such as KEN"
            return problem(place, "unknown-country", hint, where=where, value=found(value))
        if entry["ctx"]["pattern"].startswith("^#"):
            return problem(place, "bad-colour", 'write "#rrggbb", in quotes', where=where, value=found(value))
        if "_[A-Z]{2}" in entry["ctx"]["pattern"]:
            return problem(place, "bad-language", "write en, fr, pt_BR ...", where=where, value=found(value))
        if "http" in entry["ctx"]["pattern"]:
            return problem(place, "bad-url", "begin with https:// or http://", where=where, value=found(value))
        return problem(place, "bad-id", _NAMES, where=where, value=found(value))
    if kind in ("too_short", "string_too_short"):
        return problem(place, "empty", "leave the key out", where=where)
    if kind.startswith("date"):
        return problem(place, "bad-date", "write YYYY-MM-DD, such as 2026-10-31", where=where, value=found(value))
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = entry["ctx"].get("ge", entry["ctx"].get("le"))
        why = f"less than {limit}" if "ge" in entry["ctx"] else f"more than {limit}"
        return problem(place, "bad-number", where=where, value=found(value), why=why)
    return problem(
        place, "wrong-type", where=where, expected=entry["msg"].removeprefix("Value error, "), found=found(value)
    )


def kept_steps(data: Any, loc: tuple[Any, ...]) -> Loc:
    """`loc` without the steps that pydantic adds (union branches, lists made of one value)."""
    kept: list[str | int] = []
    for step in loc:
        if (isinstance(data, dict) and step in data) or (
            isinstance(data, list) and isinstance(step, int) and step < len(data)
        ):
            data = data[step]
        else:
            continue
        kept.append(step)
    return tuple(kept)


def at(data: Any, loc: Loc) -> Any:
    """The value at `loc`."""
    for step in loc:
        data = data[step]
    return data


def dotted(loc: Loc) -> str:
    """`loc` for readers: facts.powers.production_order.by[0]."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc)
    return text.removeprefix(".") or "the file"


def found(value: Any) -> str:
    """A value as a reader would say it, never long."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f'{text[:56]}..."'


def keys_at(model: Any, loc: Loc) -> list[str]:
    """The keys that a file of this kind may hold at `loc`, for "did you mean"."""
    root = _schema(model)
    shared = {each["ref"]: each for each in root.get("definitions", ())}
    here = [root]
    for step in loc:
        here = [inner for schema in here for inner in _below(schema, step, shared)]
    records = [each for schema in here for each in _below(schema, None, shared)]
    return [_key(field) for record in records for field in record["schema"]["fields"]]


def _below(schema: Any, step: str | int | None, shared: dict[str, Any]) -> list[Any]:
    """The schemas one step below, or, without a step, the records that `schema` itself is made of."""
    kind = schema["type"]
    if kind == "definition-ref":
        return _below(shared[schema["schema_ref"]], step, shared)
    if kind == "union":
        choices = [each[0] if isinstance(each, tuple) else each for each in schema["choices"]]
        return [inner for choice in choices for inner in _below(choice, step, shared)]
    if kind in ("list", "tuple"):
        items = schema["items_schema"] if kind == "tuple" else [schema["items_schema"]]
        # a key that takes a list may hold one value instead
        return items if isinstance(step, int) else [inner for item in items for inner in _below(item, step, shared)]
    if kind == "dict":
        return [] if step is None else [schema["values_schema"]]
    if kind == "dataclass":
        fields = schema["schema"]["fields"]
        return [schema] if step is None else [field["schema"] for field in fields if _key(field) == step]
    return _below(schema["schema"], step, shared) if "schema" in schema else []


def _key(field: Any) -> str:
    return str(field.get("validation_alias") or field["name"])


_SCHEMAS = ("profile/v1", "framework/v1", "catalogue/v1", "cases/v1", "translation/v1", "brand/v1")


def wrong_schema(document: Document, expected: str) -> Problem | None:
    data = document.data
    if not isinstance(data, dict):
        hint = f"begin with schema: {expected}"
        where, wanted = "the file", "a mapping (key: value)"
        return problem(document.place(()), "wrong-type", hint, where=where, expected=wanted, found=found(data))
    schema = data.get("schema")
    if schema == expected:
        return None
    hint = f"write schema: {expected}"
    if schema in _SCHEMAS:
        hint = f"this is a {schema.partition('/')[0]} file; a {expected.partition('/')[0]} is needed here"
    if schema is None:
        return problem(document.place(()), "missing-key", hint, where="the file", name="schema")
    return problem(document.place(("schema",)), "wrong-schema", hint, value=found(schema))


def model_or_problems(model: Any, *faults: list[Problem]) -> tuple[Any, list[Problem]]:
    """The model if nothing is wrong; else every problem, the first of several at one place (its shape comes first)."""
    kept: dict[Place, Problem] = {}
    for fault in (fault for group in faults for fault in group):
        kept.setdefault(fault.place, fault) if fault.code not in _REPEATED else kept.setdefault(
            Place(fault.place.path + fault.message, *fault.place[1:]), fault
        )
    return (None if kept else model), list(kept.values())


_REPEATED = frozenset({"missing-key", "missing-reading", "overconfident", "too-many-problems"})
"""Codes of which one place can rightly have several."""
