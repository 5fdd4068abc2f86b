"""How what a State has reserved or declared may turn out, as far as a framework names paragraphs of it."""

from collections.abc import Mapping
from functools import lru_cache

from assess.engine.completions import LIMIT, Outcome, Signs, Variable, collapsed
from assess.model.results import Lists, Made, Truth

U = Truth.UNKNOWN


def lists(given: Lists | None, named: Mapping[int, tuple[str, str]], sign: Signs, limit: int = LIMIT) -> list[Variable]:
    """How what a State has reserved (or declared) may turn out, as far as these lines name paragraphs and narrowings of them.

    Any paragraph may be named, with any narrowing, where the list is not complete. One that is named covers those below it.
    What does not hang together is a variable each.
    """
    reached: list[tuple[Made, tuple[str, ...]]] = []
    if given is None or not given.complete:
        reached += [
            (Made((paragraph,), U), ways) for paragraph, narrowing in named.values() for ways in ((), (narrowing,))
        ]
    narrowings = sorted({narrowing for _, narrowing in named.values() if narrowing})
    for entry in given.made if given else ():
        if entry.narrows is None:  # it makes none of them, one or several
            reached += [(entry, (narrowing,)) for narrowing in narrowings]
        if entry.truth is U:
            reached.append((entry, entry.narrows or ()))
    masks = {
        sum(1 << i for i, (at, narrowing) in named.items()
            if reaches(entry, at) and (not narrowing or narrowing in makes))
        for entry, makes in reached
    } - {0}  # fmt: skip
    return list(_families(frozenset(masks), tuple([(i, sign[i]) for i in named]), limit))


@lru_cache(maxsize=1024)
def _families(masks: frozenset[int], read: tuple[tuple[int, int], ...], limit: int) -> tuple[Variable, ...]:
    """What each set of lines that hang together may turn out to be; `read` has all lines with their signs."""
    sign = dict(read)
    families: list[set[int]] = []
    for mask in sorted(masks):
        touching = [family for family in families if any(mask & other for other in family)]
        families = [family for family in families if family not in touching] + [{mask}.union(*touching)]
    found = []
    for family in families:
        worlds = {0}
        every = 0
        for mask in sorted(family):
            every |= mask
            if len(worlds) <= limit:
                worlds |= {world | mask for world in worlds}
        ids = [i for i in sign if every >> i & 1]
        ways = tuple(collapsed([Outcome(w, w) for w in sorted(worlds)], ids, sign)) if len(worlds) <= limit else None
        found.append(Variable(every, ways))
    return tuple(found)


def reaches(entry: Made, paragraph: str) -> bool:
    """Whether a reservation or declaration reaches a paragraph: named and not withdrawn."""
    return covered(paragraph, entry.paragraphs) and not covered(paragraph, entry.without)


@lru_cache(maxsize=4096)
def covered(paragraph: str, named: tuple[str, ...]) -> bool:
    """Whether naming these paragraphs covers this one: it is one of them or lies below one."""
    return any(paragraph == one or paragraph.startswith(f"{one}(") for one in named)
