"""Checks of the fact catalogue: keys that suit each kind, feature sets, reforms that need each other."""

from typing import Any

from assess.checks.report import Report, check_fact, mapping, sequence
from assess.model.catalogue import Catalogue
from assess.problems import Problem, did_you_mean
from assess.yamlfile import Document, Loc

_KEYS_OF_KIND = {
    "routes": ("provision",),
    "uses": ("provision", "capability"),
    "features": ("provision", "capability"),
    "unit": ("number",),
    "min": ("number",),
    "max": ("number",),
    "words": ("choice",),
    "ordered": ("choice",),
}


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
        for key, kinds in _KEYS_OF_KIND.items():
            if key in fact and isinstance(kind, str) and kind not in kinds:
                report.add((*loc, key), "misplaced-key", key=True, name=key, kind=kind)
        _check_spec(report, loc, fact, kind)
        _check_features(report, (*loc, "features"), fact.get("features"))
        for i, used in enumerate(sequence(fact.get("uses"))):
            if isinstance(used, str) and used not in sets:
                hint = did_you_mean(used, sets)
                report.add((*loc, "uses", i), "unknown-feature", hint, fact="the file", name=f'set "{used}"')
    return report.problems


def _check_features(report: Report, loc: Loc, features: Any) -> None:
    for name, raw in mapping(features).items():
        feature = mapping(raw)
        if name == "status":
            report.add(
                (*loc, name), "bad-id", "choose another name: `.status` has its own meaning", key=True, value=name
            )
        _check_spec(report, (*loc, name), feature, feature.get("type"))


def _check_spec(report: Report, loc: Loc, spec: dict[str, Any], kind: Any) -> None:
    if kind == "number" and not spec.get("unit"):
        report.add(loc, "missing-key", "say what is counted, such as days", name="unit")
    words = spec.get("words")
    if kind == "choice" and not words:
        report.add(loc, "missing-key", "list the possible answers", name="words")
    for i, word in enumerate(sequence(words)):
        if word in ("true", "false", "unknown") or not isinstance(word, str):
            report.add((*loc, "words", i), "bad-id", "choose another word", value=word)


def check_catalogue(documents: list[Document], catalogue: Catalogue) -> list[Problem]:
    """All files together: ids used once, needs that exist and form no circle."""
    problems: list[Problem] = []
    first: dict[str, str] = {}
    needs: dict[str, list[str]] = {}
    reports: dict[str, tuple[Report, Loc]] = {}
    for document in documents:
        report = Report(document)
        data = mapping(document.data)
        topic = str(data.get("topic"))
        for name, raw in mapping(data.get("facts")).items():
            fact_id = f"{topic}.{name}"
            if fact_id in first:
                report.add(("facts", name), "duplicate-id", key=True, name=fact_id, first=first[fact_id])
            first.setdefault(fact_id, document.path)
            reform = mapping(mapping(raw).get("reform"))
            wanted = reform.get("needs")
            loc: Loc = ("facts", name, "reform", "needs")
            needs[fact_id] = [n for n in sequence(wanted) if isinstance(n, str)]
            reports[fact_id] = (report, loc)
            for i, need in enumerate(sequence(wanted)):
                check_fact(report, (*loc, i), need, catalogue.facts)
        problems += report.problems
    for circle in _circles(needs):
        report, loc = reports[circle[0]]
        before = len(report.problems)
        report.add(loc, "circular-needs", circle=" -> ".join((*circle, circle[0])))
        problems += report.problems[before:]
    return problems


def _circles(needs: dict[str, list[str]]) -> list[list[str]]:
    """Each circle once, from its first fact in the order of the files."""
    done: set[str] = set()
    found: list[list[str]] = []
    for start in needs:
        path: list[str] = []
        pending = [(start, 0)]
        while pending:
            fact, depth = pending.pop()
            del path[depth:]
            if fact in path:
                found.append(path[path.index(fact) :])
                continue
            if fact in done:
                continue
            path.append(fact)
            pending += [(need, depth + 1) for need in needs.get(fact, ())]
            if not needs.get(fact):
                done.add(fact)
        done.add(start)
    unique = {frozenset(circle): circle for circle in reversed(found)}
    return list(unique.values())
