"""The form in which the cache keeps a library: JSON, which is checked again against the schemas of the models when it is read."""

from datetime import date
from functools import cache
from typing import Any

from pydantic_core import SchemaValidator

from assess.model.base import Id, PartialDate, Title
from assess.model.catalogue import Catalogue, Fact, Facts
from assess.model.framework import Domain, Framework, FrameworkFile
from assess.reading.core_schema import core_schema, tuple_schema


def packed(library: tuple[Catalogue, tuple[Framework, ...]]) -> bytes:
    """The catalogue and the frameworks as JSON."""
    import json  # not needed for reading, which is more frequent

    from assess.model.as_written import as_written

    catalogue, frameworks = library
    heads = [(each.head, each.domains, each.hash) for each in frameworks]
    data = [catalogue.topics, catalogue.facts, catalogue.facts.retired, heads]
    return json.dumps(as_written(data), ensure_ascii=False, separators=(",", ":"), default=_day).encode()


def _day(value: Any) -> str:
    if isinstance(value, (date, PartialDate)):
        return str(value)
    raise TypeError(value)


@cache
def _validator() -> SchemaValidator:
    digest = {"type": "str", "pattern": "^[0-9a-f]{64}$"}
    framework = tuple_schema(core_schema(FrameworkFile), core_schema(tuple[Domain, ...]), digest)
    schema: Any = tuple_schema(
        core_schema(dict[Id, Title]),
        core_schema(dict[str, Fact]),
        core_schema(dict[str, str]),
        tuple_schema(framework, repeated=True),
    )
    return SchemaValidator(schema)


def unpacked(content: bytes) -> tuple[Catalogue, tuple[Framework, ...]]:
    """The catalogue and the frameworks from the output of `packed`.

    Raises:
        ValueError: it is something else.
    """
    catalogue = Catalogue([])
    catalogue.topics, facts, retired, frameworks = _validator().validate_json(content)
    catalogue.facts = Facts(facts, retired)
    made = tuple(Framework(head, list(domains), digest) for head, domains, digest in frameworks)
    if unknown := {name for each in made for name in each.reads} - facts.keys():
        raise ValueError(f"facts that are not in the catalogue: {sorted(unknown)}")
    return catalogue, made
