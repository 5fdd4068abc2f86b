"""Two frameworks over one set of facts: which articles read the same facts, and where they ask for different things."""

from collections.abc import Iterable

from assess.model.condition import Leaf, leaves
from assess.model.framework import Criterion, Framework
from assess.tuples import NamedTuple


class Difference(NamedTuple):
    """Lines about one fact that only one of two criteria reads."""

    fact: str
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    lines_first: tuple[Leaf, ...] = ()
    """The same, as lines."""
    lines_second: tuple[Leaf, ...] = ()


class Pair(NamedTuple):
    """A criterion of each framework that read at least one fact in common."""

    first: Criterion
    second: Criterion
    shared: tuple[str, ...]
    differences: tuple[Difference, ...]


class Crosswalk(NamedTuple):
    """The crosswalk that follows from the shared catalogue; nothing in it is written by hand."""

    first: Framework
    second: Framework
    pairs: tuple[Pair, ...]
    only_first: tuple[Criterion, ...]
    """Criteria that read no fact of the other framework."""
    only_second: tuple[Criterion, ...]


Lines = dict[str, dict[str, Leaf]]
"""By fact, its lines by their text."""


def lines_of(criterion: Criterion) -> Lines:
    """The lines of a criterion by fact; a measure reads only its fact."""
    found: Lines = {}
    if criterion.measure:
        found.setdefault(criterion.measure.fact, {})
    for element in criterion.elements:
        for leaf in leaves(element.holds):
            found.setdefault(leaf.fact, {})[_text(leaf)] = leaf
    return found


def _text(leaf: Leaf) -> str:
    return leaf.text.removeprefix(leaf.fact).removeprefix(".").strip() or "exists"


def crosswalk(first: Framework, second: Framework) -> Crosswalk:
    """Pairs in the order of the first framework, those with most facts in common first."""
    read_first = {c.id: lines_of(c) for _, c in first.criteria.values()}
    read_second = {c.id: lines_of(c) for _, c in second.criteria.values()}
    pairs = []
    for _, a in first.criteria.values():
        found = []
        for _, b in second.criteria.values():
            shared = sorted(set(read_first[a.id]) & set(read_second[b.id]))
            if shared:
                differences = [_difference(f, read_first[a.id][f], read_second[b.id][f]) for f in shared]
                found.append(Pair(a, b, tuple(shared), tuple(d for d in differences if d.only_first or d.only_second)))
        pairs += sorted(found, key=lambda pair: (-len(pair.shared), pair.second.id))
    facts_first, facts_second = _facts(read_first.values()), _facts(read_second.values())
    return Crosswalk(
        first,
        second,
        tuple(pairs),
        tuple(c for _, c in first.criteria.values() if not set(read_first[c.id]) & facts_second),
        tuple(c for _, c in second.criteria.values() if not set(read_second[c.id]) & facts_first),
    )


def _facts(read: Iterable[Lines]) -> set[str]:
    return {fact for lines in read for fact in lines}


def _difference(fact: str, first: dict[str, Leaf], second: dict[str, Leaf]) -> Difference:
    only_first, only_second = sorted(first.keys() - second.keys()), sorted(second.keys() - first.keys())
    return Difference(
        fact,
        tuple(only_first),
        tuple(only_second),
        tuple(first[text] for text in only_first),
        tuple(second[text] for text in only_second),
    )
