"""Checks of a framework: conditions, citations, ids, domains, measures, levels and gates."""

from fractions import Fraction
from typing import Any

from assess.model.base import exact
from assess.model.catalogue import CAPABILITY_STATUSES, TREATY_STATUSES, Fact
from assess.problems import Problem, did_you_mean
from assess.reading.check_conditions import check_condition
from assess.reading.checking import (
    Report,
    bounded,
    check_fact,
    check_narrowing,
    check_value,
    feature_meant,
    mapping,
    sequence,
)  # fmt: skip
from assess.reading.meant import meant
from assess.reading.to_model import found
from assess.reading.yamlfile import Document, Loc

Facts = dict[str, Fact]
_RENAME = "give one of the two another name"


@bounded
def check_head(document: Document, facts: Facts) -> list[Problem]:
    """`framework.yaml`."""
    report = Report(document)
    data = mapping(document.data)
    names = domain_names(data)
    for i, name in enumerate(names):
        if name in names[:i]:
            report.add(("domains", i), "duplicate-id", _RENAME, name=name, first="an earlier domain")
    for i, entry in enumerate(sequence(data.get("domains"))):
        parent = mapping(entry).get("parent")
        if isinstance(parent, str) and parent not in names:
            report.add(("domains", i, "parent"), "unknown-domain", did_you_mean(parent, names), name=parent)
    if "treaty" in data:
        fact = check_fact(report, ("treaty",), data["treaty"], facts)
        if fact and fact.kind != "treaty":
            why = "not a treaty"
            report.add(("treaty",), "bad-comparison", "name a fact of kind treaty", text=data["treaty"], why=why)
    method = mapping(data.get("method"))
    _check_levels(report, ("method", "levels"), sequence(method.get("levels")))
    for i, raw in enumerate(sequence(method.get("gates"))):
        loc: Loc = ("method", "gates", i)
        gate = mapping(raw)
        if isinstance(gate.get("domain"), str) and gate["domain"] not in names:
            report.add((*loc, "domain"), "unknown-domain", did_you_mean(gate["domain"], names), name=gate["domain"])
        _check_condition(report, loc, gate, "unless", facts, scored=True)
        _check_cites(report, loc, gate, mapping(data.get("instruments")))
    joining = mapping(data.get("joining"))
    for i, raw in enumerate(sequence(joining.get("steps"))):
        _check_condition(report, ("joining", "steps", i), mapping(raw), "done", facts)
        _check_cites(report, ("joining", "steps", i), mapping(raw), mapping(data.get("instruments")))
    named: list[tuple[Loc, Any]] = [(("joining", "parties_to"), joining.get("parties_to"))]
    named += [(("joining", "designations", i, "fact"), mapping(d).get("fact"))
              for i, d in enumerate(sequence(joining.get("designations")))]  # fmt: skip
    instruments = mapping(data.get("instruments"))
    named += [(("instruments", name, "fact"), mapping(raw).get("fact")) for name, raw in instruments.items()]
    for at, name in named:
        check_fact(report, at, name, facts)
    return report.problems


def domain_names(head: dict[str, Any]) -> list[str]:
    """Ids of the domains in their order."""
    named = [
        mapping(entry).get("domain") if isinstance(entry, dict) else entry for entry in sequence(head.get("domains"))
    ]
    return [name for name in named if isinstance(name, str)]


def _check_levels(report: Report, loc: Loc, levels: list[Any]) -> None:
    bounds = [_number(mapping(level).get("from")) for level in levels]
    numbers = [bound for bound in bounds if bound is not None]  # other values are reported by the check of shape
    if len(numbers) == len(bounds) and numbers and (numbers[0] != 0 or sorted(set(numbers)) != numbers):
        report.add(
            loc,
            "bad-levels",
            "begin with from: 0, and make each bound higher than the one before",
            why="the bounds do not rise from 0",
        )


def _number(value: Any) -> Fraction | None:
    """A number or a fraction, or None if it is neither."""
    try:
        return exact(value) if isinstance(value, (int, float, str)) and not isinstance(value, bool) else None
    except (ValueError, ZeroDivisionError):
        return None


@bounded
def check_domain(document: Document, facts: Facts, head: dict[str, Any], ids: dict[str, str]) -> list[Problem]:
    """One domain; its criterion ids are added to `ids`."""
    report = Report(document)
    data = mapping(document.data)
    names = domain_names(head)
    for key in ("domain", "parent"):
        name = data.get(key)
        if isinstance(name, str) and name not in names:
            report.add((key,), "unknown-domain", did_you_mean(name, names) or "list it in framework.yaml", name=name)
    _check_criteria(report, (), data, facts, head, ids)
    return report.problems


@bounded
def check_inline_domains(document: Document, facts: Facts, ids: dict[str, str]) -> list[Problem]:
    """The domains that are written in `framework.yaml` itself; their criterion ids are added to `ids`."""
    report = Report(document)
    head = mapping(document.data)
    for i, entry in enumerate(sequence(head.get("domains"))):
        _check_criteria(report, ("domains", i), mapping(entry), facts, head, ids)
    return report.problems


def _check_criteria(
    report: Report, owner: Loc, domain: dict[str, Any], facts: Facts, head: dict[str, Any], ids: dict[str, str]
) -> None:
    for i, raw in enumerate(sequence(domain.get("criteria"))):
        loc: Loc = (*owner, "criteria", i)
        criterion = mapping(raw)
        name = criterion.get("id")
        if isinstance(name, str):
            if name in ids:
                report.add((*loc, "id"), "duplicate-id", _RENAME, name=name, first=ids[name])
            ids.setdefault(name, report.document.path)
        _check_condition(report, loc, criterion, "applies", facts)
        _check_cites(report, loc, criterion, mapping(head.get("instruments")))
        elements, measure = criterion.get("elements"), criterion.get("measure")
        if bool(elements) == bool(measure):
            hint = (
                "leave one of them out" if elements else "add elements: [...], or measure: {fact: ..., from: 0, to: 1}"
            )
            report.add(loc, "elements-or-measure", hint)
        treaty = facts.get(head["treaty"]) if isinstance(head.get("treaty"), str) else None
        _check_elements(report, loc, sequence(elements), facts, treaty, named=bool(head.get("treaty")))
        if measure:
            _check_measure(report, (*loc, "measure"), mapping(measure), facts)


def _check_elements(
    report: Report, loc: Loc, elements: list[Any], facts: Facts, treaty: Fact | None, *, named: bool
) -> None:
    seen: set[str] = set()
    for i, raw in enumerate(elements):
        at: Loc = (*loc, "elements", i)
        element = mapping(raw)
        name = element.get("id")
        if isinstance(name, str):
            if name in seen:
                report.add((*at, "id"), "duplicate-id", _RENAME, name=name, first="an earlier element")
            seen.add(name)
        _check_condition(report, at, element, "holds", facts, scored=element.get("option") is not True)
        _check_condition(report, at, element, "applies", facts)
        for key in ("reservable", "narrowing"):
            if key in element and not named:
                report.add((*at, key), "no-treaty", "add treaty: with the fact of the treaty there", key=True, name=key)
        kind = mapping(element.get("narrowing")).get("kind")
        if treaty and kind is not None:
            check_narrowing(report, (*at, "narrowing", "kind"), kind, treaty)


def _check_condition(
    report: Report, loc: Loc, owner: dict[str, Any], key: str, facts: Facts, *, scored: bool = False
) -> None:
    if key in owner:
        check_condition(report, (*loc, key), owner[key], facts, scored=scored)


def _check_cites(report: Report, loc: Loc, owner: dict[str, Any], instruments: dict[str, Any]) -> None:
    for i, cite in enumerate(sequence(owner.get("cites"))):
        name = mapping(cite).get("instrument")
        if isinstance(name, str) and name not in instruments:
            hint = did_you_mean(name, instruments)
            report.add((*loc, "cites", i, "instrument"), "unknown-instrument", hint, name=found(name))


def _check_measure(report: Report, loc: Loc, measure: dict[str, Any], facts: Facts) -> None:
    fact = check_fact(report, (*loc, "fact"), measure.get("fact"), facts)
    if fact is None:
        return
    points = measure.get("points")
    if fact.kind == "number":
        ends = [measure.get(key) for key in ("from", "to")]
        start, end = map(_number, ends)
        if None in ends or (start is not None and start == end) or points:
            hint = "write measure: {fact: ..., from: 0, to: 1}"
            report.add(loc, "bad-measure", hint, why="a number is measured between two different goalposts")
    elif fact.kind in ("choice", "yes_no"):
        words = fact.words or ("true", "false")
        if not isinstance(points, dict) or set(points) != set(words):
            hint = f"write points: {{{', '.join(f'{word}: ...' for word in words)}}}"
            report.add(loc, "bad-measure", hint, why="each word needs points, from 0 to 1")
    else:
        hint = "measure a number, a choice or a yes_no"
        report.add((*loc, "fact"), "bad-measure", hint, why=f"a fact of kind {fact.kind} cannot be measured")


@bounded
def check_cases(document: Document, facts: Facts, criteria: dict[str, set[str]], framework: str) -> list[Problem]:
    """Worked cases: facts, criteria, elements and ratings that exist."""
    report = Report(document)
    for i, raw in enumerate(sequence(mapping(document.data).get("cases"))):
        loc: Loc = ("cases", i)
        case = mapping(raw)
        for name, value in mapping(case.get("facts")).items():
            at: Loc = (*loc, "facts", name)
            fact = check_fact(report, at, name, facts, key=True)
            if fact:
                _check_short(report, at, fact, value)
        for key in ("expect", "elements"):
            for name, value in mapping(case.get(key)).items():
                at = (*loc, key, name)
                if name not in criteria:
                    hint = did_you_mean(name, criteria) or f"list them with: assess frameworks show {framework}"
                    report.add(at, "unknown-criterion", hint, key=True, name=name, framework=framework)
                    continue
                if key == "expect":
                    if value not in RATING_WORDS:
                        hint = meant(value, RATING_WORDS)
                        report.add(at, "unknown-word", hint, value=found(value), expected=", ".join(RATING_WORDS))
                    continue
                for element, truth in mapping(value).items():
                    if element not in criteria[name]:
                        hint = did_you_mean(element, criteria[name])
                        report.add((*at, element), "unknown-element", hint, key=True, criterion=name, name=element)
                    elif not isinstance(truth, bool) and truth not in _ELEMENT_WORDS:
                        expected = f"true, false, {', '.join(_ELEMENT_WORDS[:-1])} or {_ELEMENT_WORDS[-1]}"
                        report.add((*at, element), "wrong-value", expected=expected, found=found(truth))
    return report.problems


RATING_WORDS = (
    "met", "partly_met", "not_met", "at_least_partly_met", "at_most_partly_met", "unknown", "not_assessed", "not_applicable",
)  # fmt: skip


_ELEMENT_WORDS = ("declared", "compatible", "unknown", "not_applicable")
"""What an element may be beside true and false: narrower as declared (or permitted), or compatible if declared; open; left out."""


def _check_short(report: Report, loc: Loc, fact: Fact, value: Any) -> None:
    """A fact in the short form of cases."""
    if value in ("unknown", "not_applicable"):
        return
    if fact.kind in ("number", "choice", "yes_no"):
        check_value(report, loc, fact, fact.kind, value)
        return
    parts = value if isinstance(value, dict) else {"status": value}
    for name, answer in parts.items():
        at: Loc = (*loc, name) if isinstance(value, dict) else loc
        if name == "status":
            words = (*_SHORT[fact.kind], "unknown")
            if answer not in words:
                report.add(at, "wrong-value", meant(answer, words), expected=", ".join(words), found=found(answer))
        elif fact.kind == "treaty" and name in ("reservations", "declarations"):
            if not isinstance(answer, list) or not all(isinstance(each, str) and each.strip() for each in answer):
                expected = "a list of paragraphs in quotes"
                report.add(at, "wrong-value", 'such as ["29(4)"]; [] for none', expected=expected, found=found(answer))
                continue
            for i, each in enumerate(answer):
                for word in each.split()[1:]:
                    check_narrowing(report, (*at, i), word, fact)
        elif name not in fact.features:
            hint = feature_meant(fact, name)
            report.add(at, "unknown-feature", hint, key=True, fact=loc[-1], name=name)
        elif answer != "unknown":
            check_value(report, at, fact.features[name], fact.features[name].type, answer)


_SHORT = {
    "provision": ("in_force", "none"),
    "capability": CAPABILITY_STATUSES,
    "treaty": TREATY_STATUSES,
}
"""The statuses of facts in cases."""
