"""Checks of the fact catalogue: the keys of each kind, feature sets, reforms that need each other."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assess.problems import Problem, did_you_mean
from assess.reading.checking import Report, bounded, mapping, sequence, strings
from assess.reading.to_model import found as shown
from assess.reading.yamlfile import Document, Loc

_KEYS_OF_TYPE = {
    "unit": ("number",),
    "min": ("number",),
    "max": ("number",),
    "words": ("choice",),
    "labels": ("choice",),
    "ordered": ("choice",),
}
_KEYS_OF_KIND = {
    "routes": ("provision",),
    "uses": ("provision", "capability"),
    "features": ("provision", "capability"),
    **_KEYS_OF_TYPE,
    "authority": ("capability",),
    "narrowings": ("treaty",),
    "open_to": ("treaty",),
    "after": ("treaty",),
    "act": ("treaty",),
}


@bounded
def check_topic(document: Document) -> list[Problem]:
    """One file of the catalogue."""
    report = Report(document)
    data = mapping(document.data)
    sets = mapping(data.get("feature_sets"))
    for name, features in sets.items():
        _check_features(report, ("feature_sets", name), features)
    for name, raw in mapping(data.get("facts")).items():
        loc: Loc = ("facts", name)
        fact = mapping(raw)
        kind = fact.get("kind")
        _check_keys(report, loc, fact, kind, _KEYS_OF_KIND)
        _check_spec(report, loc, fact, kind)
        _check_features(report, (*loc, "features"), fact.get("features"))
        for i, used in enumerate(sequence(fact.get("uses"))):
            if isinstance(used, str) and used not in sets:
                hint = did_you_mean(used, sets)
                report.add((*loc, "uses", i), "unknown-feature", hint, fact="the file", name=f'set "{used}"')
    return report.problems


def _check_keys(report: Report, loc: Loc, spec: dict[str, Any], kind: Any, places: Mapping[str, Sequence[str]]) -> None:
    for key, kinds in places.items():
        if key in spec and isinstance(kind, str) and kind not in kinds:
            hint = f"leave it out; it is for the kind{'s' if len(kinds) > 1 else ''} {', '.join(kinds)}"
            report.add((*loc, key), "misplaced-key", hint, key=True, name=key, kind=kind)


def _check_features(report: Report, loc: Loc, features: Any) -> None:
    for name, raw in mapping(features).items():
        feature = mapping(raw)
        if name == "status":
            report.add(
                (*loc, name), "bad-id", "choose another name: `.status` has its own meaning", key=True, value=name
            )
        _check_keys(report, (*loc, name), feature, feature.get("type"), _KEYS_OF_TYPE)
        _check_spec(report, (*loc, name), feature, feature.get("type"))


def _check_spec(report: Report, loc: Loc, spec: dict[str, Any], kind: Any) -> None:
    if kind == "number" and not spec.get("unit"):
        report.add(loc, "missing-key", "say what is counted, such as days", name="unit")
    low: Any = spec.get("min")
    high: Any = spec.get("max")
    if type(low) in (int, float) and type(high) in (int, float) and low > high:
        report.add((*loc, "min"), "bad-number", "exchange the two", value=low, why=f"more than max, {high}")
    words = spec.get("words")
    if kind == "choice" and not words:
        report.add(loc, "missing-key", "list the possible answers", name="words")
    for i, word in enumerate(sequence(words)):
        if word in ("true", "false", "unknown") or not isinstance(word, str):
            report.add((*loc, "words", i), "bad-id", "choose another word", value=word)
    for word in mapping(spec.get("labels")) if kind == "choice" else ():
        if word not in sequence(words):
            named = [each for each in sequence(words) if isinstance(each, str)]
            hint, at = did_you_mean(word, named), (*loc, "labels", word)
            report.add(at, "unknown-word", hint, key=True, value=shown(word), expected=", ".join(named) or "its words")


def check_catalogue(documents: list[Document], known: Iterable[str] = ()) -> list[Problem]:
    """Checks of all files together: each id is used once, and needs exist (here or among the `known` facts) and form no circle."""
    problems: list[Problem] = []
    first: dict[str, str] = {}
    needs: dict[str, list[str]] = {}
    homes: dict[str, tuple[Document, Loc]] = {}
    for document in documents:
        data = mapping(document.data)
        for name, raw in mapping(data.get("facts")).items():
            fact_id = f"{data.get('topic')}.{name}"
            wanted = mapping(mapping(raw).get("reform")).get("needs")
            needs[fact_id] = [need for need in sequence(wanted) if isinstance(need, str)]
            homes[fact_id] = (document, ("facts", name, "reform", "needs"))
    for document in documents:
        problems += _check_names(document, {*known, *needs}, first)
    for circle in _circles(needs):
        document, loc = homes[circle[0]]
        report = Report(document)
        report.add(loc, "circular-needs", "leave one of these needs out", circle=" -> ".join((*circle, circle[0])))
        problems += report.problems
    return problems


@bounded
def _check_names(document: Document, known: set[str], first: dict[str, str]) -> list[Problem]:
    """The part of one file; `first` has the file that declares each id."""
    report = Report(document)
    data = mapping(document.data)
    for name, raw in mapping(data.get("facts")).items():
        fact_id = f"{data.get('topic')}.{name}"
        if fact_id in first:
            hint = "give one of the two another name"
            report.add(("facts", name), "duplicate-id", hint, key=True, name=fact_id, first=first[fact_id])
        first.setdefault(fact_id, document.path)
        wanted = mapping(mapping(raw).get("reform")).get("needs")
        for loc, need in strings(wanted, ("facts", name, "reform", "needs")):
            if need not in known:
                report.add(loc, "unknown-fact", did_you_mean(need, sorted(known)), name=shown(need))
    return report.problems


def _circles(needs: dict[str, list[str]]) -> list[list[str]]:
    """The circles met when following each need once, from the first fact in the order of the files."""
    done: set[str] = set()
    found: list[list[str]] = []
    for start in needs:
        path = {start: iter(needs[start])} if start not in done else {}
        while path:
            last = next(reversed(path))
            need = next(path[last], None)
            if need is None:
                done.add(last)
                del path[last]
            elif need in path:
                steps = list(path)
                found.append(steps[steps.index(need) :])
            elif need not in done:
                path[need] = iter(needs.get(need, ()))
    return found
