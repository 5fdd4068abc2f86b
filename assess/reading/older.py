"""Profiles written before facts were split or renamed: their answers under the names that facts have now.

Only what means the same is carried over; what an old answer does not settle is left unknown, and what has no meaning any more is
left out. The catalogue says what is gone and what to write instead (`retired`); `assess validate` warns of each old name.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from assess.model.catalogue import Catalogue, Fact
from assess.problems import Problem, problem
from assess.reading.checking import mapping, sequence
from assess.reading.to_model import dotted, found
from assess.reading.yamlfile import Document, Loc

Features = dict[str, Any]
Keep = Callable[[Features], Features | None]
"""The features that a basis gives the fact, or nothing where it is no basis of it."""

_DEVICES = "offences.misuse_of_devices"
_PROVIDER = (
    "subscriber_information",
    "provider_offering_services",
    "provider_need_not_be_established",
    "limbs_independent",
)
_GRAVER = ("max_years", "system_interference", "data_interference")


Older = tuple[Loc, str]
"""The place of an old name in a profile, and what to write instead."""


def carried_over(document: Document, catalogue: Catalogue) -> list[Older]:
    """Puts old answers of the profile under the names of now, and gives the old names."""
    data = mapping(document.data)
    facts = mapping(data.get("facts"))
    old = list(_old(facts, catalogue))
    if not old:
        return []
    names = {str(loc[1]) for loc, _ in old}
    made = _renamed(facts, catalogue, names)
    document.moved = {
        ("facts", new): ("facts", name)
        for name in names
        for new in RULES.get(name, ())
        if new in made and new not in facts
    }
    document.data = {**data, "facts": made}
    return old


def warnings(document: Document, old: Iterable[Older]) -> list[Problem]:
    """A warning for each old name; only who shows them looks for their lines, which costs as much as reading the file."""
    return [
        problem(document.place(loc, key=True), "older-name", instead, where=dotted(loc), name=found(loc[-1]))
        for loc, instead in old
    ]


def _old(facts: Mapping[str, Any], catalogue: Catalogue) -> Iterator[Older]:
    """The old names that a profile has, with their places and what to write instead."""
    for name, raw in facts.items():
        fact: Fact | None = catalogue.facts.get(name)
        if fact is None and name in catalogue.facts.retired:
            yield ("facts", name), catalogue.facts.retired[name]
        elif fact is not None and fact.retired:
            for loc, features in _feature_maps(("facts", name), raw):
                yield from (((*loc, each), fact.retired[each]) for each in features if each in fact.retired)


def _feature_maps(loc: Loc, raw: Any) -> Iterator[tuple[Loc, Features]]:
    """The mappings of features of an answer, of its dated entries and of their bases."""
    if isinstance(raw, list):
        for i, entry in enumerate(raw):
            yield from _feature_maps((*loc, i), entry)
        return
    answer = mapping(raw)
    if isinstance(answer.get("features"), dict):
        yield (*loc, "features"), answer["features"]
    by = answer.get("by")
    for i, basis in enumerate(sequence(by)):
        if isinstance(basis, dict) and isinstance(basis.get("features"), dict):
            yield (*loc, "by", i, "features") if isinstance(by, list) else (*loc, "by", "features"), basis["features"]


def _renamed(facts: Mapping[str, Any], catalogue: Catalogue, old: set[str]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, raw in facts.items():
        for new, keep in (RULES.get(name) or {}).items() if name in old else ():
            if new == name or (new not in facts and new in catalogue.facts):
                made[new] = _kept(raw, keep)
        if name not in old or name not in RULES:
            made[name] = raw
    return made


def _kept(raw: Any, keep: Keep) -> Any:
    """The answer with what is kept of the features of each basis."""
    if isinstance(raw, list):
        return [_kept(entry, keep) for entry in raw]
    if not isinstance(raw, dict) or not raw.get("by"):
        return raw
    by, many = raw["by"], isinstance(raw["by"], list)
    if isinstance(by, str) or (many and all(isinstance(each, str) for each in by)):
        features = keep(dict(mapping(raw.get("features"))))
        return _unknown(raw) if features is None else _with(raw, features)
    bases = []
    for basis in sequence(by):
        features = keep(dict(mapping(mapping(basis).get("features"))))
        if features is not None:
            bases.append(_with(basis, features) if isinstance(basis, dict) else basis)
    return {**raw, "by": bases if many else bases[0]} if bases else _unknown(raw)


def _with(owner: dict[str, Any], features: Features) -> dict[str, Any]:
    rest = {key: value for key, value in owner.items() if key != "features"}
    return {**rest, "features": features} if features else rest


def _unknown(raw: dict[str, Any]) -> dict[str, Any]:
    return {"status": "unknown", **{key: raw[key] for key in ("from", "until", "handling") if key in raw}}


def _without(features: Features, *names: str) -> Features:
    return {key: value for key, value in features.items() if key not in names}


def _tools(old: Features) -> Features | None:
    if old.get("tools") is False:
        return None
    both = {"devices": old["tools"], "programs": old["tools"]} if "tools" in old else {}
    return both | _without(old, "tools", "credentials", "electronic_signatures")


def _access_data(old: Features) -> Features | None:
    if old.get("credentials") is not True:
        return None
    return {"similar_data": True, **_without(old, "tools", "credentials", "primary_purpose_test")}


def _production(old: Features) -> Features | None:
    reached = [old.get(name) for name in ("any_data", "person_in_territory", "possession_or_control")]
    only_subscribers = old.get("subscriber_information") is True and True not in reached
    return None if only_subscribers else _without(old, *_PROVIDER)


def _subscribers(old: Features) -> Features | None:
    if old.get("subscriber_information") is not True:
        return None
    return _without(old, "subscriber_information", "limbs_independent", "any_data", "person_in_territory")


def _rights(mine: str) -> Keep:
    def keep(old: Features) -> Features | None:
        return None if old.get(mine, mine == "copyright") is not True else _without(old, "copyright", "related_rights")

    return keep


def _graver(old: Features) -> Features:
    def term(reached: Any) -> Any:
        return 0 if reached is False else old.get("max_years", "unknown") if reached is True else "unknown"

    terms = {f"{what}_max_years": term(old.get(f"{what}_interference")) for what in ("system", "data")}
    return _without(old, *_GRAVER) | terms


def _fraud(old: Features) -> Features:
    loss = old.get("loss_of_property", "unknown")
    return _without(old, "loss_of_property") | {
        "loss_required": loss,
        "any_loss_of_property": True if loss is True else "unknown",
    }


def _nationality(old: Features) -> Features:
    barred = old.get("nationality_bar") is True
    return _without(old, "nationality_bar") | {"nationality_ground": True if barred else "unknown"}


def _refusal(old: Features) -> Features:
    return _without(old, "refusal_limited_to_treaty_grounds")


def _preservation(old: Features) -> Features:
    other = old.get("self_held_or_by_search")
    return _without(old, "self_held_or_by_search") | {"by_order": not other if isinstance(other, bool) else "unknown"}


RULES: dict[str, dict[str, Keep]] = {
    _DEVICES: {"offences.misuse_of_tools": _tools, "offences.misuse_of_access_data": _access_data},
    "powers.production_order": {
        "powers.production_order": _production,
        "powers.subscriber_information_order": _subscribers,
    },
    "offences.copyright": {
        "offences.copyright": _rights("copyright"),
        "offences.related_rights": _rights("related_rights"),
    },
    "offences.computer_fraud": {"offences.computer_fraud": _fraud},
    "cooperation.extradition": {"cooperation.extradition": _nationality},
    "cooperation.mla_without_treaty": {"cooperation.mla_without_treaty": _refusal},
    "powers.expedited_preservation": {"powers.expedited_preservation": _preservation},
    **{
        name: {name: _graver}
        for name in (
            "penalties.attacks_many_systems",
            "penalties.attacks_organised",
            "penalties.attacks_serious_damage",
            "penalties.attacks_critical_infrastructure",
        )
    },
}
"""What becomes of an old answer: the facts of now that its bases can serve."""
