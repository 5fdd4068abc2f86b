"""The arguments of `--set`: PATH=VALUE, where PATH names a part of a profile and VALUE is written as in one."""

from typing import Any, NamedTuple

from assess.model.catalogue import Fact
from assess.model.profile import Answer, ProvisionEntry
from assess.problems import InvalidInput, Place, Problem, UsageError, did_you_mean, one_line, problem
from assess.reading.check_profile import KEYS_OF_KIND
from assess.reading.checking import check_value, feature_meant, mapping
from assess.reading.overlay import Origin, Over, Step
from assess.reading.to_model import found
from assess.reading.yamlfile import Loc, parse_yaml

_FORM = "such as --set treaties.budapest.status=party or --set provisions.bill7.12.status=in_force"
_PROVISION_KEYS = tuple(name.rstrip("_") for name in ProvisionEntry.__dataclass_fields__)
_ANSWER_KEYS = tuple(name.rstrip("_") for name in Answer.__dataclass_fields__)
_WHOLE = {"treaty": "status", "capability": "status", "number": "value", "choice": "value", "yes_no": "value"}
"""The key that a fact of each kind is meant by alone."""
_KEPT = {
    "treaty": ("reservations", "declarations", "territories", "objections", "relations_excluded_with"),
    "capability": ("features",),
}
"""What stays of an answer when its status is set."""
_SAYS_NOTHING = ("none", "unknown", "not_applicable", "withheld")
ASSUMED = {
    "kind": "expert",
    "title": {"en": "Assumption made for this question", "fr": "Hypothèse faite pour cette question"},
}
"""The source of an answer that a reader supposes: it rests on nothing else, and says so wherever it is cited."""


class Setting(NamedTuple):
    """One argument."""

    text: str
    path: str
    value: Any

    def at(self, column: int = 0) -> Place:
        """A place in the argument."""
        return Place(f"--set {self.text}", 1, column + 1)

    @property
    def origin(self) -> Origin:
        """The place of the path for what is wrong with a key, that of the value for what is wrong with a value."""
        return lambda _rest, key: self.at() if key else self.at(len(self.path) + 1)


def read_setting(text: str) -> Setting:
    """An argument of `--set`.

    Raises:
        UsageError: it has not the form PATH=VALUE.
        InvalidInput: its value is not well-formed.
    """
    path, mark, written = text.partition("=")
    if not mark or not path.strip() or not written.strip():
        raise UsageError(one_line(f"--set takes PATH=VALUE, {_FORM}; found {text!r}"))
    start = Setting(text, path, None)
    document = parse_yaml(written.encode("utf-8", "surrogateescape"), start.at().path)
    if document.problems:
        shift = len(path) + 1
        raise InvalidInput(
            fault._replace(
                place=fault.place._replace(column=fault.place.column + (shift if fault.place.line == 1 else 0))
            )
            for fault in document.problems
        )
    if document.data is None:
        raise InvalidInput([_refused(start, "wrong-answer", "write a value after =", why="there is no value")])
    return start._replace(value=document.data)


def apply(over: Over, setting: Setting) -> None:
    """Sets what an argument names.

    Raises:
        InvalidInput: there is no such provision, fact, feature or key.
    """
    path = setting.path.strip()
    if path.startswith("provisions."):
        _provision(over, setting, path.removeprefix("provisions."))
    else:
        _fact(over, setting, path.removeprefix("facts."))
    step = Step("set", setting.text)
    if step not in over.steps:
        over.steps.append(step)


def _refused(setting: Setting, code: str, hint: str = "", **values: object) -> Problem:
    return problem(setting.at(), code, hint, **{"where": one_line(setting.path), **values})


# Provisions


def _provision(over: Over, setting: Setting, rest: str) -> None:
    name, _dot, key = rest.rpartition(".")
    if rest in over.provisions or (key not in _PROVISION_KEYS and name not in over.provisions):
        name, key = rest, "status"
    elif key not in _PROVISION_KEYS:
        hint = did_you_mean(key, _PROVISION_KEYS) or f"known keys: {', '.join(_PROVISION_KEYS)}"
        raise InvalidInput([_refused(setting, "unknown-key", hint, name=key)])
    source, _dot, pin = name.partition(".")
    names = [each for each in over.pending() if each.partition(".")[0] == source] if pin == "*" else [name]
    if pin == "*" and not names:
        hint = "write the provision that is meant in place of *"
        why = f"no provision of {found(source)} is waiting to become law"
        raise InvalidInput([_refused(setting, "wrong-answer", hint, why=why)])
    for each in names:
        if each not in over.provisions:
            hint = (
                did_you_mean(each, over.provisions) or "enter it in the profile, or lay a reform over it (--with FILE)"
            )
            raise InvalidInput([_refused(setting, "undeclared-provision", hint, name=found(each))])
        entry = over.provision(each)
        if key == "status" and setting.value == "in_force":
            over.enact(each, entry, setting.origin)
            continue
        if key == "status":
            kept = {one: entry[one] for one in ("cite", "note", "replaces") if one in entry}
            over.provisions[each] = {"status": setting.value, "from": over.day.isoformat(), **kept}
            over.enacted.pop(each, None)
        else:
            over.provisions[each] = {**_dated(over, entry), key: setting.value}
        over.document.origins["provisions", each, key] = setting.origin


# Facts


def _fact(over: Over, setting: Setting, rest: str) -> None:
    facts, words = over.catalogue.facts, rest.split(".")
    name = next((".".join(words[:n]) for n in range(len(words), 0, -1) if ".".join(words[:n]) in facts), "")
    if not name:
        meant_name = ".".join(words[:2])
        retired = getattr(facts, "retired", {}).get(meant_name, "")
        hint = retired or did_you_mean(meant_name, [each for each in facts if each.startswith(f"{words[0]}.")])
        hint = hint or did_you_mean(meant_name, [each for each in facts if each.endswith(f".{words[-1]}")])
        if words[0] in ("sources", "agreements", "country", "as_of", "system"):
            hint = "a fact or a provision can be set; change the rest in the file"
        hint = hint or f"write a fact of the catalogue or a provision, {_FORM}"
        raise InvalidInput([_refused(setting, "unknown-fact", hint, name=found(meant_name))])
    fact = facts[name]
    keys = words[len(name.split(".")) :]
    if keys[:1] == ["features"] and len(keys) > 1:
        keys = keys[1:]
        if keys[0] not in fact.features or len(keys) > 1:
            raise InvalidInput([_no_feature(setting, name, fact, ".".join(keys))])
    if len(keys) == 1 and keys[0] in fact.features:
        _feature(over, setting, name, fact, keys[0])
        return
    key = ".".join(keys) or _WHOLE.get(fact.kind, "status")
    if key not in _ANSWER_KEYS:
        raise InvalidInput([_no_feature(setting, name, fact, key)])
    if key not in KEYS_OF_KIND[fact.kind]:
        known = ", ".join(each for each in (*KEYS_OF_KIND[fact.kind], *fact.features) if each not in ("from", "until"))
        hint = f"of {name}, these can be set: {known}"
        raise InvalidInput([_refused(setting, "misplaced-key", hint, name=key, kind=fact.kind)])
    if key in ("status", "value"):
        _whole(over, setting, name, fact, key)
    else:
        over.document.part("facts")[name] = {**_dated(over, over.answer(name)), key: setting.value}
        over.document.origins["facts", name, key] = setting.origin


def _no_feature(setting: Setting, name: str, fact: Fact, key: str) -> Problem:
    known = ", ".join(fact.features)
    hint = feature_meant(fact, key) or did_you_mean(key, KEYS_OF_KIND[fact.kind])
    hint = hint or (
        f"its features are: {known}" if known else f"write {name}={'VALUE' if fact.kind in _WHOLE else 'none'}"
    )
    return _refused(setting, "unknown-feature", hint, fact=name, name=found(key))


def _whole(over: Over, setting: Setting, name: str, fact: Fact, key: str) -> None:
    """The status or the value of a fact, as the reader supposes it."""
    value = setting.value
    if fact.kind == "provision" and value not in _SAYS_NOTHING:
        hint = "set a provision that it rests on (provisions.SOURCE.PIN.status=in_force), or give its bases in a file (--with FILE)"
        why = "a fact of law stands on provisions, so it cannot be set by itself"
        raise InvalidInput([_refused(setting, "wrong-answer", hint, why=why)])
    if key == "value" and value in ("unknown", "none", "not_applicable"):
        key = "status"
    if key == "value":
        check = _Check(setting)
        check_value(check, ("value",), fact, fact.kind, value)  # type: ignore[arg-type]
        if check.problems:
            raise InvalidInput(check.problems)
    before = over.answer(name)
    kept = {each: before[each] for each in _KEPT.get(fact.kind, ()) if each in before}
    answer = {key: value, "from": over.day.isoformat(), **kept}
    if value != "unknown":
        answer["cite"] = [_assumed(over)]
    over.document.part("facts")[name] = answer
    over.document.origins["facts", name] = setting.origin


class _Check:
    """Stands in for the report of a file: what `check_value` finds is reported at the argument."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.problems: list[Problem] = []

    def add(self, _loc: Loc, code: str, hint: str = "", **values: object) -> None:
        fault = _refused(self.setting, code, hint, **values)
        self.problems.append(fault._replace(place=self.setting.at(len(self.setting.path) + 1)))


def _feature(over: Over, setting: Setting, name: str, fact: Fact, feature: str) -> None:
    """A feature, on every basis that the fact stands on."""
    document = over.document
    if fact.kind != "provision":
        answer = _dated(over, over.answer(name))
        if not answer.get("status"):
            hint = f"set its status too, such as --set {name}=operational"
            raise InvalidInput([_refused(setting, "wrong-answer", hint, why=f"nothing is recorded of {name}")])
        document.part("facts")[name] = {
            **answer,
            "features": {**mapping(answer.get("features")), feature: setting.value},
        }
        document.origins["facts", name, "features", feature] = setting.origin
        return
    if not over.answer(name).get("by"):
        hint = "give its bases in a file (--with FILE); a feature belongs to the law that gives it"
        raise InvalidInput([_refused(setting, "wrong-answer", hint, why=f"no basis of {name} is recorded")])
    answer = over.stand_on(name)
    for i, basis in enumerate(answer["by"]):
        basis["features"] = {**mapping(basis.get("features")), feature: setting.value}
        document.origins["facts", name, "by", i, "features", feature] = setting.origin
        if fact.features[feature].judgement:
            basis.setdefault("reading", ASSUMED["title"])
    if fact.features[feature].judgement and answer.get("confidence") not in ("medium", "low"):
        answer["confidence"] = "medium"


def _dated(over: Over, entry: dict[str, Any]) -> dict[str, Any]:
    """An entry that holds on the day of the question, which may be earlier than that of the profile."""
    return {"from": over.day.isoformat(), **entry}


def _assumed(over: Over) -> str:
    """The name of the source of what is supposed, which is added when it is needed."""
    sources = over.document.part("sources")
    name, n = "assumption", 1
    while name in sources and sources[name] != ASSUMED:
        n += 1
        name = f"assumption_{n}"
    sources[name] = ASSUMED
    return name


def suggested(over: Over) -> list[str]:
    """For each source with texts that wait to become law, the argument that makes them law."""
    names = dict.fromkeys(name.partition(".")[0] for name in over.pending())
    return [f"provisions.{name}.*.status=in_force" for name in names]
