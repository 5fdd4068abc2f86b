"""Plain data to models: has pydantic-core check them and turns its errors into problems with a place. No other module does this."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeVar, cast

from pydantic_core import SchemaValidator, ValidationError

from assess.model.base import Refused
from assess.model.condition import Fault as ConditionFault
from assess.problem_codes import CODES
from assess.problems import Enough, Problem, did_you_mean, gather, problem
from assess.reading.core_schema import core_schema
from assess.reading.meant import day_meant, meant, truth_meant
from assess.reading.yamlfile import Document, Loc

T = TypeVar("T")

_EXPECTED = {
    "string_type": "text", "bool_type": "true or false", "int_type": "a whole number", "float_type": "a number",
    "dict_type": "a mapping (key: value)", "dataclass_type": "a mapping (key: value)", "tuple_type": "a list",
    "list_type": "a list", "model_type": "a mapping (key: value)",
}  # fmt: skip


@cache
def validator(model: Any) -> SchemaValidator:
    """The validator of a model."""
    return SchemaValidator(cast(Any, core_schema(model)))


def shape(document: Document, model: type[T], data: Any) -> tuple[T | None, list[Problem]]:
    """`data` (from `document`) as a `model`, or everything that is wrong with its shape."""
    try:
        return cast(T, validator(cast(Any, model)).validate_python(data)), []
    except ValidationError as error:
        if error.error_count() > _MANY:  # just listing them would fill the memory
            return None, [problem(document.place(()), "too-many-problems", "see docs/formats.md", limit=_MANY)]
        try:
            return None, _problems(document, model, data, error.errors(include_url=False))
        except Enough as enough:
            return None, enough.problems


_MANY = 10_000


class _Fault(NamedTuple):
    """One of pydantic's errors, with its place in the file."""

    kind: str
    loc: Loc
    """Without the steps that pydantic adds."""
    last: Any
    """The last step of pydantic's location: the missing key, or "[key]" where the key itself is wrong."""
    value: Any
    context: Mapping[str, Any]
    said: str


def _fault(data: Any, entry: Any) -> _Fault:
    loc, last = kept_steps(data, entry["loc"]), entry["loc"][-1] if entry["loc"] else ""
    value = loc[-1] if last == "[key]" and loc else at(data, loc)
    kind, context = entry["type"], entry.get("ctx", {})
    if kind in CODES and not isinstance(value, str):
        kind = "string_type"  # it is not even a text, so the form of the text does not matter
    return _Fault(kind, loc, last, value, context, entry["msg"])


def _problems(document: Document, model: Any, data: Any, entries: list[Any]) -> list[Problem]:
    problems: list[Problem] = []
    seen: set[Any] = set()
    expected: dict[Loc, list[str]] = {}
    told: set[Loc] = set()
    faults = [_fault(data, entry) for entry in entries]
    inside = {each.loc[:n] for each in faults for n in range(len(each.loc))}
    for fault in faults:
        kind, loc = fault.kind, fault.loc
        if kind == "too_short" and loc in inside:  # what is in the list is wrong, and is left out when it is counted
            continue
        told |= {loc[:n] for n in range(len(loc) if kind in _EXPECTED else len(loc) + 1)}
        same = (loc, kind, fault.last)
        if kind in _EXPECTED:  # one entry for each branch of a union: reported once, together
            expected.setdefault(loc, []).append(_EXPECTED[kind])
        elif same not in seen:
            seen.add(same)
            for each in _told(document, model, fault):
                gather(problems, each)
    for loc, kinds in expected.items():
        if loc in told:  # another branch of the union fits better, and its fault is reported
            continue
        place, value = document.place(loc), at(data, loc)
        words = " or ".join(dict.fromkeys(kinds))
        hint = _written_as(kinds, value)
        gather(problems, problem(place, "wrong-type", hint, where=dotted(loc), expected=words, found=found(value)))
    return problems


def _written_as(kinds: list[str], value: Any) -> str:
    """A hint how to write the value as one of `kinds`, if that is clear."""
    if "text" in kinds and isinstance(value, (int, float)):
        return "put it in quotes"
    if "a list" in kinds and isinstance(value, (str, int, float)):
        return f"write [{found(value)}]"
    if isinstance(value, str) and "true or false" in kinds:
        return truth_meant(value)
    if isinstance(value, str) and {"a number", "a whole number"} & set(kinds):
        return "leave the quotes out" if re.fullmatch(r"[-+]?[0-9]+(\.[0-9]+)?", value) else ""
    return "write it after the colon, or leave the key out" if value is None else ""


def _told(document: Document, model: Any, fault: _Fault) -> Iterable[Problem]:
    """The problems that a fault of the shape is reported as."""
    kind, loc, value, context = fault.kind, fault.loc, fault.value, fault.context
    at_key = fault.last == "[key]"
    owner = loc[:-1] if at_key else loc
    place, where = document.place(loc, key=at_key), dotted(owner)

    def one(code: str, hint: str = "", **values: object) -> list[Problem]:
        return [problem(place, code, hint, **{"where": where, "value": found(value), "found": found(value), **values})]

    if kind in ("missing_argument", "missing", "missing_keyword_only_argument"):
        return one("missing-key", f"add {fault.last}: ...", name=fault.last)
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        name = loc[-1]
        known = keys_at(model, loc[:-1])
        hint = did_you_mean(str(name), known) or f"known keys: {', '.join(known)}"
        if value is None and str(name).isdigit():  # {value: 12,5}
            hint = "within { } a comma ends a value: write decimals with a point, and thousands without a sign"
        return [problem(document.place(loc, key=True), "unknown-key", hint, where=dotted(loc[:-1]), name=name)]
    if kind == "literal_error":
        words = words_at(model, loc)
        return one("unknown-word", meant(value, words), expected=", ".join(words))
    if kind == "string_too_long" or (kind in CODES and len(value) > context["longest"]):
        limit = context["longest"] if kind in CODES else context["max_length"]
        return one("text-too-long", "shorten it", length=f"{len(value):,}", limit=f"{limit:,}")
    if kind == "too_long":
        return one(
            "too-many-entries", "keep the most important ones", count=len(value), limit=f"{context['max_length']:,}"
        )
    if kind in ("too_short", "string_too_short"):
        return one("empty", "leave the key out")
    if kind in CODES:
        return one(kind, fault.said)
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = context.get("ge", context.get("le"))
        low = "ge" in context
        hint = f"write {limit} or {'more' if low else 'less'}"
        return one("bad-number", hint, why=f"{'less' if low else 'more'} than {limit}")
    error = context.get("error")
    if not isinstance(error, Refused):
        return one("wrong-type", expected=fault.said)
    if error.code == "bad-condition":  # its faults have their own places
        return [
            problem(
                document.place((*loc, *each.loc)),
                error.code,
                each.hint,
                where=dotted((*loc, *each.loc)),
                text=each.text,
            )
            for each in cast(Iterable[ConditionFault], error.values["faults"])
        ]
    if error.code == "bad-date":
        return one(error.code, day_meant(value, partly=bool(error.values["partly"])) or error.hint)
    return one(error.code, error.hint, **error.values)


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
    """A value in short, readable form."""
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
    """The keys that are allowed at `loc` in a file of this kind, for "did you mean"."""
    records = [each for each in _schemas_at(model, loc) if each["type"] == "dataclass"]
    return [_key(field) for record in records for field in record["schema"]["fields"]]


def words_at(model: Any, loc: Loc) -> list[str]:
    """The words that are allowed at `loc` in a file of this kind."""
    return [word for each in _schemas_at(model, loc) if each["type"] == "literal" for word in each["expected"]]


def _schemas_at(model: Any, loc: Loc) -> list[Any]:
    root = core_schema(model)
    shared = {each["ref"]: each for each in root.get("definitions", ())}
    here = [root]
    for step in loc:
        here = [inner for schema in here for inner in _below(schema, step, shared)]
    return [each for schema in here for each in _below(schema, None, shared)]


def _below(schema: Any, step: str | int | None, shared: dict[str, Any]) -> list[Any]:
    """The schemas one step below; without a step, the records and words that `schema` itself consists of."""
    kind = schema["type"]
    if kind == "definition-ref":
        return _below(shared[schema["schema_ref"]], step, shared)
    if kind == "union":
        choices = [each[0] if isinstance(each, tuple) else each for each in schema["choices"]]
        return [inner for choice in choices for inner in _below(choice, step, shared)]
    if kind in ("list", "tuple"):
        items = schema["items_schema"] if kind == "tuple" else [schema["items_schema"]]
        # a key that takes a list also takes a single value
        return items if isinstance(step, int) else [inner for item in items for inner in _below(item, step, shared)]
    if kind == "dict":
        return [] if step is None else [schema["values_schema"]]
    if kind == "dataclass":
        fields = schema["schema"]["fields"]
        return [schema] if step is None else [field["schema"] for field in fields if _key(field) == step]
    if kind == "literal":
        return [schema] if step is None else []
    return _below(schema["schema"], step, shared) if "schema" in schema else []


def _key(field: Any) -> str:
    return str(field.get("validation_alias") or field["name"])


_SCHEMAS = (
    "profile/v1", "framework/v1", "catalogue/v1", "cases/v1", "translation/v1", "brand/v1", "reform/v1", "weights/v1", "groups/v1",
    "disagreements/v1", "case/v1",
)  # fmt: skip


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
    """The model if nothing is wrong; else all problems, but only the first at each place (faults of shape come first).

    Of two problems with the same code, the later one with a hint is kept: checks know names in other files, so their hints are
    better.
    """
    kept: dict[Any, Problem] = {}
    for fault in (fault for group in faults for fault in group):
        key = (fault.place, fault.message) if fault.code in _REPEATED else fault.place
        if key not in kept or (kept[key].code == fault.code and fault.hint):
            kept[key] = fault
    return (None if kept else model), list(kept.values())


_REPEATED = frozenset({"missing-key", "missing-reading", "overconfident", "too-many-problems"})
"""Codes of which one place can have several."""
