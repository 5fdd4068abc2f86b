"""What one basis has to give: the lines of a condition on features of one fact of law, brought together.

A feature says something of one rule, unless the catalogue marks it `spread`; one that is spread is still one answer, which
several comparisons read on one basis. Where a condition asks for several that are not
spread, "section 5 reaches one, section 7 the other" does not answer whether one rule has both. So a condition holds where there
is, for each fact, one basis in force on which it holds. Under `any` that comes to each line by itself; under `all` the lines of
one fact become one line (`JOINT`), which is read on one basis. Where an alternative stands beside them, each of its ways is
brought together with them. What stands under `not` is read as before: no basis may give it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from assess.model.catalogue import Fact
from assess.model.condition import Group, Leaf, Node, leaves

JOINT = "together"
"""The operator of a line that stands for several: its literal is the condition that one basis has to meet."""
GIVEN = "given"
"""The operator of a group: its second part where its first applies, else its third; without one, it does not hold."""
MOST = 400
"""Lines that a condition may come to when its alternatives are brought together with what stands beside them."""


class TooManyWays(ValueError):
    """A condition whose alternatives come to too many ways."""


def brought_together(node: Node, facts: Mapping[str, Fact]) -> Node:
    """The condition with a joint line wherever one basis has to give several.

    Raises:
        TooManyWays: it would come to more than `MOST` lines.
    """
    return node if isinstance(node, Leaf) else _Joining(facts).read(node)


def read_in_ways(node: Node, facts: Mapping[str, Fact]) -> tuple[Node, bool]:
    """The same, and whether it is read as ways of an alternative with what stands beside it; a condition with too many ways, which
    no checked framework has, keeps its lines apart."""
    if isinstance(node, Leaf):
        return node, False
    joining = _Joining(facts)
    try:
        return joining.read(node), joining.spread_out
    except TooManyWays:
        return node, False


def as_read(node: Node, facts: Mapping[str, Fact]) -> Node:
    """The condition as it is read."""
    return read_in_ways(node, facts)[0]


def parts(leaf: Leaf) -> tuple[Leaf, ...]:
    """The lines that a joint line brings together; of any other line, itself."""
    return tuple(dict.fromkeys(leaves(leaf.literal))) if leaf.op == JOINT else (leaf,)


class _Joining:
    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self.facts = facts
        self.left = MOST
        self.spread_out = False
        """Whether an alternative was brought together with what stands beside it."""

    def read(self, node: Node) -> Node:
        """The condition, met on one basis of each fact."""
        if self.key_of(node):
            return self.one(node)
        if isinstance(node, Leaf) or node.op == "not":
            return node
        if node.op == "all":
            return self.all_of(node)
        if node.op == "at_least" and not self.apart(node.children):
            return self.beside(node, ())
        return Group(node.op, tuple([self.read(child) for child in node.children]), node.n)

    def all_of(self, node: Node) -> Node:
        asked = list(_flat(node))
        keys = [self.key_of(child) for child in asked]
        apart = [i for i, child in enumerate(asked) if not keys[i] and isinstance(child, Group)]
        if apart:
            named = [self.names(child) for child in asked]
            counts = Counter([name for names in named for name in names])
            for i in apart:
                child = asked[i]
                if isinstance(child, Group) and any(counts[name] > 1 for name in named[i]):
                    return self.beside(child, (*asked[:i], *asked[i + 1 :]))
        own: dict[str, list[Node]] = {}
        for key, child in zip(keys, asked, strict=True):
            if key:
                own.setdefault(key, []).append(child)
        found: list[Node] = []
        for key, child in zip(keys, asked, strict=True):
            if not key:
                found.append(self.read(child))
            elif key in own:  # where the first of them stands
                found.append(self.one(_all(own.pop(key))))
        return _all(found)

    def beside(self, node: Group, rest: Sequence[Node]) -> Node:
        """Each way of an alternative with what is asked beside it: both may have to stand on the same basis.

        A way that does not apply drops out, and where none does, the rest is all that is asked.
        """
        self.spread_out = True
        ways: list[Node] = []
        for chosen in combinations(node.children, node.n or 1):
            self.spend(1)
            way = self.read(Group("all", (*chosen, *rest)))
            for one in chosen:
                way = Group(GIVEN, (one, way)) if self.may_fall_away(one) else way
            ways.append(way)
        every = Group("any", tuple(ways))
        if not self.may_fall_away(node):
            return every
        return Group(GIVEN, (node, every, self.read(_all(rest)) if rest else node))

    def one(self, node: Node) -> Node:
        """A condition that one basis has to meet as a joint line, or its alternatives each by itself: one that is met is enough."""
        lines = list(dict.fromkeys(leaves(node)))
        self.spend(len(lines))
        if isinstance(node, Leaf):
            return node
        if node.op == "any" or (node.op == "at_least" and node.n == 1):
            return Group("any", tuple([self.one(child) for child in node.children]))
        if len(lines) == 1:
            return lines[0]
        node = _all(dict.fromkeys(_flat(node)))
        return Leaf(lines[0].fact, "+".join(sorted({line.attribute for line in lines})), JOINT, node, _text(node))

    def spend(self, lines: int) -> None:
        self.left -= lines
        if self.left < 0:
            raise TooManyWays

    def apart(self, children: Sequence[Node]) -> bool:
        """Whether no two of these may have to stand on one basis."""
        every = [self.names(child) for child in children]
        return sum(map(len, every)) == len(frozenset().union(*every))

    def names(self, node: Node) -> frozenset[str]:
        """What a condition asks for that one basis has to give: see `key`."""
        if isinstance(node, Leaf):
            return frozenset(filter(None, [self.key(node)]))
        return frozenset() if node.op == "not" else frozenset().union(*map(self.names, node.children))

    def key_of(self, node: Node) -> str:
        """What a whole condition asks for, where one basis has to give all of it; else ""."""
        if isinstance(node, Leaf):
            return self.key(node)
        found = {"" if node.op == "not" else self.key_of(child) for child in node.children}
        return found.pop() if len(found) == 1 else ""

    def key(self, leaf: Leaf) -> str:
        """Lines with the same key have to be given by one basis: the fact's, or of what is spread the feature's; else ""."""
        fact = self.facts[leaf.fact]
        feature = fact.features.get(leaf.attribute)
        if feature is None or fact.kind != "provision":
            return ""
        return leaf.name if feature.spread else leaf.fact

    def may_fall_away(self, node: Node) -> bool:
        return all(self.facts[leaf.fact].may_not_apply for leaf in leaves(node))


def _flat(node: Node) -> Iterator[Node]:
    """What an `all` asks for, where one stands in another too."""
    if isinstance(node, Group) and node.op == "all":
        for child in node.children:
            yield from _flat(child)
    else:
        yield node


def _all(nodes: Iterable[Node]) -> Node:
    kept = tuple([each for node in nodes for each in _flat(node)])
    return kept[0] if len(kept) == 1 else Group("all", kept)


def _text(node: Node) -> str:
    """A condition on one line: "powers.x.a and powers.x.b"."""
    if isinstance(node, Leaf):
        return node.text
    inner = [text if isinstance(child, Leaf) else f"({text})" for child in node.children for text in [_text(child)]]
    if node.op == "at_least":
        return f"at least {node.n} of ({', '.join(inner)})"
    return {"all": " and ", "any": " or "}[node.op].join(inner)
