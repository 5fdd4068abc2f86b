"""Files of weights and of groups of countries, checked against the framework that they name and the codes of countries."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assess.model.base import exact
from assess.model.comparing import GroupsFile, WeightsFile
from assess.model.framework import Framework
from assess.problems import InvalidInput, Problem, did_you_mean
from assess.reading.checking import Report, bounded, mapping, sequence
from assess.reading.meant import country_meant
from assess.reading.to_model import found, model_or_problems, shape, wrong_schema
from assess.reading.yamlfile import Document, Loc, read_yaml
from assess.words.countries import EUROPEAN_UNION, country_codes


def load_weights(path: str | Path, frameworks: Mapping[str, Framework]) -> WeightsFile:
    """The sets of weights in a file.

    Args:
        frameworks: by id; the file has to name one of them.

    Raises:
        InvalidInput: with everything that is wrong with it.
    """
    model, problems = read_weights(read_yaml(path), frameworks)
    if model is None or problems:
        raise InvalidInput(problems)
    return model


def load_groups(path: str | Path) -> GroupsFile:
    """The groups in a file.

    Raises:
        InvalidInput: with everything that is wrong with it.
    """
    model, problems = read_groups(read_yaml(path))
    if model is None or problems:
        raise InvalidInput(problems)
    return model


def read_weights(document: Document, frameworks: Mapping[str, Framework]) -> tuple[WeightsFile | None, list[Problem]]:
    """The sets of weights, or all problems."""
    return _read(document, WeightsFile, "weights/v1", lambda: _check_weights(document, frameworks))


def read_groups(document: Document) -> tuple[GroupsFile | None, list[Problem]]:
    """The groups, or all problems."""
    return _read(document, GroupsFile, "groups/v1", lambda: _check_groups(document))


def _read(document: Document, model: Any, schema: str, check: Any) -> tuple[Any, list[Problem]]:
    if document.data is None and document.problems:
        return None, document.problems
    if fault := wrong_schema(document, schema):
        return None, [*document.problems, fault]
    made, faults = shape(document, model, document.data)
    return model_or_problems(made, document.problems, faults, check())


@bounded
def _check_weights(document: Document, frameworks: Mapping[str, Framework]) -> list[Problem]:
    report, data = Report(document), mapping(document.data)
    name = data.get("framework")
    framework = frameworks.get(name) if isinstance(name, str) else None
    if framework is None:
        if isinstance(name, str):
            hint = did_you_mean(name, frameworks) or f"give it with -f, or name one of: {', '.join(frameworks)}"
            report.add(("framework",), "unknown-word", hint, value=found(name), expected="the frameworks in use")
        return report.problems
    domains = [domain.domain for domain in framework.domains]
    names: dict[str, int] = {}
    for i, one in enumerate(sequence(data.get("sets"))):
        own = mapping(one)
        title = own.get("name")
        if isinstance(title, str) and title in names:
            hint = "give each set a name of its own"
            report.add(("sets", i, "name"), "duplicate-id", hint, name=title, first=f"line {names[title]}")
        elif isinstance(title, str):
            names[title] = report.line(("sets", i, "name"))
        for key in mapping(own.get("domains")):
            if key not in domains:
                hint = did_you_mean(str(key), domains) or f"there are: {', '.join(domains)}"
                report.add(("sets", i, "domains", key), "unknown-domain", hint, key=True, name=found(key))
        _check_judgements(report, ("sets", i, "judgements"), own, domains)
        for key in mapping(own.get("criteria")):
            if key not in framework.criteria:
                hint = did_you_mean(str(key), framework.criteria) or f"list them with: assess frameworks show {name}"
                at = ("sets", i, "criteria", key)
                report.add(at, "unknown-criterion", hint, key=True, name=found(key), framework=name)
    return report.problems


def _check_judgements(report: Report, loc: Loc, own: dict[str, Any], domains: list[str]) -> None:
    """Domains judged in pairs: each once, in a square table of which each entry is the inverse of the one across."""
    given = mapping(own.get("judgements"))
    names, table = given.get("of"), given.get("table")
    if not isinstance(names, list) or not isinstance(table, list):
        return
    if own.get("domains"):
        report.add(
            (*loc[:-1], "domains"),
            "wrong-answer",
            "leave one of the two out",
            why="judgements give the weights of domains",
        )
    for k, name in enumerate(names):
        if isinstance(name, str) and (name not in domains or name in names[:k]):
            hint = did_you_mean(name, [d for d in domains if d not in names]) or f"there are: {', '.join(domains)}"
            report.add((*loc, "of", k), "unknown-domain", hint, name=found(name))
    n = len(names)
    if len(table) != n or any(not isinstance(row, list) or len(row) != n for row in table):
        report.add((*loc, "table"), "wrong-answer", f"write {n} rows of {n} numbers", why="the table is not square")
        return
    for i in range(n):
        for j in range(i + 1):
            try:
                across = exact(table[i][j]) * exact(table[j][i])
            except (TypeError, ValueError, ZeroDivisionError):
                return  # told with the shape
            if across != 1:
                hint = f'write "1/{table[j][i]}"' if i != j and isinstance(table[j][i], int) else "write 1"
                report.add((*loc, "table", i, j), "wrong-answer", hint, why="it is not the inverse of the entry across")


@bounded
def _check_groups(document: Document) -> list[Problem]:
    report, data = Report(document), mapping(document.data)
    sources, codes = mapping(data.get("sources")), country_codes()
    for attribute, own in mapping(data.get("attributes")).items():
        for name, group in mapping(mapping(own).get("groups")).items():
            loc = ("attributes", attribute, "groups", name)
            for i, code in enumerate(sequence(mapping(group).get("members"))):
                if isinstance(code, str) and code not in codes and code != EUROPEAN_UNION and not code.startswith("X"):
                    report.add((*loc, "members", i), "unknown-country", country_meant(code, codes), value=found(code))
            cited = mapping(group).get("cite")
            many = isinstance(cited, list)
            if cited is not None and not sequence(cited):
                report.add((*loc, "cite"), "empty", "name a source under sources: SOURCE, or SOURCE PLACE")
            for i, text in enumerate(sequence(cited)):
                source = text.partition(" ")[0] if isinstance(text, str) else None
                if source is not None and source not in sources:
                    hint = did_you_mean(source, sources) or f"declare it: sources: {{{source}: {{title: ...}}}}"
                    report.add(
                        (*loc, "cite", i) if many else (*loc, "cite"), "unknown-source", hint, name=found(source)
                    )
    return report.problems
