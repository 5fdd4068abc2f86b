"""JSON Schemas (draft-07, which editors' YAML support reads) of the file formats, made from the models and the catalogue."""

from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from assess.model.base import text_in
from assess.model.brand import Brand
from assess.model.catalogue import CAPABILITY_STATUSES, TREATY_STATUSES, Catalogue, Fact, Feature, Topic
from assess.model.comparing import GroupsFile, WeightsFile
from assess.model.condition import AGREEMENTS
from assess.model.disagreements import DisagreementsFile
from assess.model.exercise import Exercise
from assess.model.framework import CaseFile, Domain, FrameworkFile
from assess.model.pairs import PairHead, Stage
from assess.model.profile import Profile
from assess.model.reform import ReformFile

FORMATS = {
    "profile.v1.json": Profile,
    "framework.v1.json": FrameworkFile,
    "domain.v1.json": Domain,
    "cases.v1.json": CaseFile,
    "catalogue.v1.json": Topic,
    "brand.v1.json": Brand,
    "reform.v1.json": ReformFile,
    "weights.v1.json": WeightsFile,
    "groups.v1.json": GroupsFile,
    "disagreements.v1.json": DisagreementsFile,
    "pair.v1.json": PairHead,
    "stage.v1.json": Stage,
    "case.v1.json": Exercise,
}
_CONDITION: dict[str, Any] = {
    "description": "A line (fact, fact.feature, or NAME == VALUE), or a mapping with all, any, not or at_least.",
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "maxProperties": 1,
            "minProperties": 1,
            "additionalProperties": False,
            "properties": {
                "all": {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/Condition"}},
                "any": {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/Condition"}},
                "not": {"$ref": "#/definitions/Condition"},
                "at_least": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["n", "of"],
                    "properties": {
                        "n": {"type": "integer", "minimum": 1},
                        "of": {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/Condition"}},
                    },
                },
            },
        },
    ],
}
_CONDITION_KEYS = ("holds", "applies", "unless", "done", "asked_if", "met_if", "if")


def _pair_condition() -> dict[str, Any]:
    """A condition about two States, which can ask of both together."""
    text, tree = _CONDITION["anyOf"]
    more = {"in_force_between": {"type": "string"}, "agreement": {"enum": list(AGREEMENTS)}}
    return {**_CONDITION, "anyOf": [text, {**tree, "properties": {**tree["properties"], **more}}]}


def schemas(catalogue: Catalogue) -> dict[str, dict[str, Any]]:
    """All schemas by file name; the schema of profiles includes every fact and feature of the catalogue."""
    made = {name: _of_file(name, model) for name, model in FORMATS.items()}
    profile = made["profile.v1.json"]
    answer = profile["definitions"]["Answer"]
    # each key is written once and referred to, because many facts repeat the same dozen keys
    shared = {f"key_{key}": value for key, value in answer["properties"].items()}
    entries = {f"fact_{name}": _fact(fact) for name, fact in catalogue.facts.items()}
    profile["definitions"] = dict(sorted({**profile["definitions"], **shared, **entries, **_WORDS}.items()))
    profile["properties"]["facts"] = {
        "description": "Answers by fact id; a fact left out has not been examined.",
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": {name: _answers(name, fact) for name, fact in catalogue.facts.items()},
    }
    for key in ("sources", "provisions"):
        profile["properties"][key]["type"] = ["object", "null"]
    return made


def draft7(name: str, model: type[Any], *, listed: bool = False) -> dict[str, Any]:
    """The schema of a file that holds one record, or a list of them, made from the record."""
    schema, definitions = _parts(model)
    if listed:
        definitions[model.__name__] = schema
        schema = {"type": "array", "minItems": 1, "items": {"$ref": f"#/definitions/{model.__name__}"}}
    return _whole(name, schema, definitions)


def _parts(model: type[Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The schema of a record and of the records that it refers to."""
    raw = TypeAdapter(model).json_schema(ref_template="#/definitions/{model}", schema_generator=GenerateJsonSchema)
    definitions = {key: _named(key, value) for key, value in sorted(raw.pop("$defs", {}).items())}
    return _named(model.__name__, raw), definitions


def _whole(name: str, schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": name.split(".")[0],
        **{key: value for key, value in schema.items() if key != "title"},
        "definitions": dict(sorted(definitions.items())),
    }


def _of_file(name: str, model: type[Any]) -> dict[str, Any]:
    """The schema of a file that people write, including short forms."""
    schema, definitions = _parts(model)
    for definition in [*definitions.values(), schema]:
        for key in _CONDITION_KEYS:
            if key in definition.get("properties", {}):
                definition["properties"][key] = {"$ref": "#/definitions/Condition"}
                definitions["Condition"] = _pair_condition() if model is Stage else _CONDITION
    for definition in [*definitions.values(), schema]:
        _one_or_more(definition)
    _close([schema, definitions])
    return _whole(name, schema, definitions)


def _close(schema: Any) -> None:
    """Closes each mapping whose keys have to fit a pattern to all other keys."""
    for each in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        _close(each)
    if isinstance(schema, dict) and "patternProperties" in schema:
        schema["additionalProperties"] = False


_LISTED = {
    "Answer": ("by", "cite", "searched"),
    "ProvisionEntry": ("cite", "replaces"),
    "Reservation": ("cite", "reaches", "withdraws"),
    "Territory": ("cite",),
    "Objection": ("cite",),
    "Excluded": ("cite",),
    "Agreement": ("cite",),
    "Profile": ("agreements_searched",),
    "Route": ("day", "law"),
    "Asked": ("day",),
    "Used": ("day",),
    "Ground": ("shows",),
    "Said": ("shows",),
    "Reserved": ("paragraphs",),
    "PairStep": ("day", "conditions", "grounds", "shows", "alters"),
    "Exercise": ("offences",),
}


def _one_or_more(definition: dict[str, Any]) -> None:
    """Lets keys that take a list also take a single value."""
    for key in _LISTED.get(definition.get("title", ""), ()):
        property_ = definition["properties"][key]
        note = {k: property_.pop(k) for k in ("description", "default") if k in property_}
        item = property_["items"]
        either = [{"type": "string"}, property_] if key not in ("by", "conditions") else [
            {"type": "string"}, item, {"type": "array", "items": {"anyOf": [{"type": "string"}, item]}}
        ]  # fmt: skip
        definition["properties"][key] = {"anyOf": either, **note}
    if definition.get("title") == "Profile":
        entry = {"$ref": "#/definitions/ProvisionEntry"}
        definition["properties"]["provisions"] = {
            **{k: v for k, v in definition["properties"]["provisions"].items() if k == "description"},
            "additionalProperties": {"anyOf": [entry, {"type": "array", "items": entry}]},
        }
    for role in definition["properties"].values() if definition.get("title") == "Roles" else ():
        role["anyOf"].append({"type": "string", "pattern": "^[A-Z]{3}$"})
    if definition.get("title") == "Reservation":
        definition["properties"]["narrows"]["anyOf"].append({"type": "string"})
    if definition.get("title") == "Answer":
        definition["properties"]["period"] = {"type": ["string", "integer"], "description": "What a number covers."}


def _named(name: str, definition: dict[str, Any]) -> dict[str, Any]:
    """The schema of a record under its own name; its keys need no titles."""
    definition["title"] = name
    for property_ in definition.get("properties", {}).values():
        property_.pop("title", None)
    if name == "Answer":  # a list that is complete is written as a list
        for key in ("reservations", "declarations"):
            listed = {"type": "array", "items": {"$ref": "#/definitions/Reservation"}}
            definition["properties"][key]["anyOf"].append(listed)
    return definition


_UNANSWERED = ("unknown", "not_applicable", "withheld")
_WORDS: dict[str, Any] = {
    "status_law": {"enum": ["none", *_UNANSWERED]},
    "status_treaty": {"enum": [*TREATY_STATUSES, *_UNANSWERED]},
    "status_capability": {"enum": [*CAPABILITY_STATUSES, *_UNANSWERED]},
}


def _answers(name: str, fact: Fact) -> dict[str, Any]:
    entry = {"$ref": f"#/definitions/fact_{name}"}
    return {
        "description": text_in(fact.question) + (f" ({text_in(fact.note)})" if fact.note else ""),
        "anyOf": [{"enum": ["unknown", "withheld"]}, entry, {"type": "array", "items": entry}],
    }


def _fact(fact: Fact) -> dict[str, Any]:
    """The answer to one fact: the keys its kind takes, its words and its features."""
    from assess.reading.check_profile import KEYS_OF_KIND

    keys: dict[str, Any] = {key: {"$ref": f"#/definitions/key_{key}"} for key in KEYS_OF_KIND[fact.kind]}
    status = fact.kind if fact.kind in ("treaty", "capability") else "law"
    keys["status"] = {"$ref": f"#/definitions/status_{status}"}
    if "value" in keys:
        keys["value"] = _value(fact, fact.kind)
    if fact.features:
        features = {name: _feature(feature) for name, feature in fact.features.items()}
        keys["features"] = {"type": "object", "additionalProperties": False, "properties": features}
    elif "features" in keys:
        del keys["features"]
    return {"type": "object", "additionalProperties": False, "properties": keys}


def _feature(feature: Feature) -> dict[str, Any]:
    description = text_in(feature.question) + (f" ({text_in(feature.unit)})" if feature.unit else "")
    if feature.type == "flag":
        return {"description": description, "enum": [True, False, "unknown"]}
    return {"description": description, "anyOf": [{"const": "unknown"}, _value(feature, feature.type)]}


def _value(spec: Fact | Feature, kind: str) -> dict[str, Any]:
    if kind in ("flag", "yes_no"):
        return {"type": "boolean"}
    if kind == "number":
        limits = {"minimum": spec.min, "maximum": spec.max}
        return {"type": "number", **{key: value for key, value in limits.items() if value is not None}}
    return {"enum": list(spec.words)}
