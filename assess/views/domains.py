"""The domains of a framework in the order in which they are printed: each under its own parent, whatever the order of the files."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from assess.model.base import exact
from assess.model.framework import Domain, Framework, Method
from assess.model.results import Assessment, Finding, Score, Truth
from assess.words import terms
from assess.words.language import say


class Branch(NamedTuple):
    """One domain in its place."""

    domain: Domain
    depth: int
    """How deep it is nested in other domains."""
    path: str
    """Its title after the titles of the domains around it, for places where it is named alone: "Infrastructure – Networks"."""


def branches(framework: Framework) -> tuple[Branch, ...]:
    """All domains, a parent before its children, otherwise in the order of the framework."""
    children: dict[str | None, list[Domain]] = {}
    for domain in framework.domains:
        children.setdefault(domain.parent, []).append(domain)

    def below(parent: str | None, depth: int, path: str) -> Iterator[Branch]:
        for domain in children.get(parent, ()):
            own = f"{path} – {say(domain.title)}" if path else say(domain.title)
            yield Branch(domain, depth, own)
            yield from below(domain.domain, depth + 1, own)

    return tuple(below(None, 0, ""))


def chapters_of(framework: Framework) -> tuple[Branch, ...]:
    """The domains that have criteria."""
    return tuple(branch for branch in branches(framework) if branch.domain.criteria)


def paths(framework: Framework) -> dict[str, str]:
    """The name of each domain for places where it is named alone, by its id."""
    return {branch.domain.domain: branch.path for branch in branches(framework)}


def findings_in_order(assessment: Assessment) -> list[Finding]:
    """The findings in the order in which their domains are printed."""
    order = {branch.domain.domain: i for i, branch in enumerate(branches(assessment.framework))}
    return sorted(assessment.findings, key=lambda finding: order[finding.domain.domain])


def caps(score: Score, method: Method) -> Iterator[tuple[bool, str, str]]:
    """The gates that cap a domain's score, or could: whether one does, the cap as it is printed, and why."""
    for result in score.gates:
        if result.told:
            yield result.fired is Truth.TRUE, terms.figure(exact(result.gate.cap), method), say(result.gate.says)


def numbers_of(assessment: Assessment) -> dict[str, str]:
    """The number of each finding by the criterion's id: "2.3", and of a treaty its article."""
    criteria = [
        (i, j, c)
        for i, b in enumerate(chapters_of(assessment.framework), 1)
        for j, c in enumerate(b.domain.criteria, 1)
    ]
    articles = Counter(criterion.article for _i, _j, criterion in criteria)
    treaty = assessment.framework.head.nature in ("treaty", "directive") and articles[None] == 0
    seen: Counter[str] = Counter()
    numbers = {}
    for i, j, criterion in criteria:
        article = criterion.article or ""
        seen[article] += 1
        again = chr(ord("a") + (seen[article] - 1) % 26) if articles[article] > 1 else ""
        numbers[criterion.id] = f"{article}{again}" if treaty else f"{i}.{j}"
    return numbers
