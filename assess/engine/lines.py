"""The lines of a framework by number, and which of them have to be tried where they are open."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from assess.engine import completions
from assess.engine.truth import Line
from assess.model.catalogue import Fact
from assess.model.one_basis import parts
from assess.model.results import BasisState, FactState, Truth
from assess.tuples import NamedTuple

Named = tuple[str, str, str]
"""A list of the treaty, a paragraph, and the narrowing of it that is asked for ("": whatever is made under the paragraph)."""


class Lines(NamedTuple):
    """All lines of a framework by number: first those of conditions, then what the treaty adds, then what measures read."""

    all: tuple[Line, ...]
    conditions: int
    """How many of them stand in conditions."""
    facts: dict[int, str]
    """The fact that each reads; of a paragraph of the treaty, its kind of list."""
    bound: int | None
    """The line that says whether the treaty binds the State."""
    paragraphs: dict[int, "Named"]
    """Of lines on what the State reserved or declared: what they ask."""
    measured: dict[str, int]
    """Of facts that measures read: the line that stands for their value."""
    marks: dict[str, list[Fraction]]
    """Their goalposts."""


def mixed(sign: Mapping[int, int], lines: Lines, facts: Mapping[str, Fact]) -> list[int]:
    """The lines of facts of which no completion is best for all of them, or none is worst, when none of them is answered."""
    found: list[int] = []
    for name, ids in by_fact(sign, lines).items():
        if any(not sign[i] for i in ids):
            found += ids
        elif name in facts and len(ids) > 1 and not _alike([lines.all[i] for i in ids], [sign[i] for i in ids]):
            made = [completions.outcomes(state, ids, lines.all, sign) for state in _kinds_of(name, facts[name])]
            if any(each is None or len(each) > 1 for each in made):
                found += ids
    return found


def _kinds_of(name: str, fact: Fact) -> Iterator[FactState]:
    """The fact when nothing is known of it, and when it is there for sure but no feature is known."""
    bases = (BasisState(Truth.UNKNOWN, {}, None),) if fact.kind == "provision" else ()
    yield FactState(name, fact, "absent", Truth.UNKNOWN, bases)
    if fact.kind in ("provision", "capability"):
        status = "operational" if fact.kind == "capability" else None
        yield FactState(name, fact, "answered", Truth.TRUE, (BasisState(Truth.TRUE, {}, None),), status)


def _alike(read: Sequence[Line], sign: Sequence[int]) -> bool:
    """Whether one answer plainly serves these lines best: each attribute of the fact is asked for in one way only."""
    leaves = {leaf for line in read for leaf in parts(line.leaf)}
    attributes = {leaf.attribute for leaf in leaves}
    return min(sign) > 0 and "status" not in attributes and len(attributes) == len(leaves)


def by_fact(ids: Iterable[int], lines: Lines) -> dict[str, list[int]]:
    """Lines by the fact that they read."""
    found: dict[str, list[int]] = {}
    for i in sorted(ids):
        found.setdefault(lines.facts[i], []).append(i)
    return found
