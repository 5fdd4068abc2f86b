"""`assess.tuples.NamedTuple` behaves as that of `typing` does."""

import copy
import pickle
import typing
from typing import Any

import pytest

import assess.tuples
from assess.model.condition import Leaf

LEAF = Leaf("powers.search", "any_data", "is", None, "powers.search.any_data")


def _made(base: Any) -> Any:
    class Pair(base):
        """Two things."""

        left: int
        right: "str | None" = None
        rest: tuple[int, ...] = ()

        @property
        def both(self) -> str:
            return f"{self.left}{self.right}"

    return Pair


OURS, THEIRS = _made(assess.tuples.NamedTuple), _made(typing.NamedTuple)


@pytest.mark.parametrize(
    "ask",
    [
        lambda kind: kind(1, "a", (2,)), lambda kind: kind(1), lambda kind: kind(left=1, rest=(3,)),
        lambda kind: kind(1, right="b")._replace(left=2), lambda kind: kind._make([1, 2, 3]),
        lambda kind: kind(1)._asdict(), lambda kind: repr(kind(1, "x")).rpartition(".")[2], lambda kind: hash(kind(1, "a")),
        lambda kind: kind(1, "a").both, lambda kind: (kind(1).left, kind(1).right, kind(1).rest), lambda kind: kind._fields,
        lambda kind: kind._field_defaults, lambda kind: kind.__match_args__, lambda kind: kind.__doc__,
        lambda kind: set(kind.__annotations__), lambda kind: [*kind(1)], lambda kind: copy.copy(kind(1)),
        lambda kind: kind(1) == (1, None, ()), lambda kind: issubclass(kind, tuple), lambda kind: type(kind),
        lambda kind: kind(1).__getnewargs__(), lambda kind: tuple.__new__(kind, (1, 2, 3)).rest,
    ],
)  # fmt: skip
def test_it_gives_the_same(ask: Any) -> None:
    assert ask(OURS) == ask(THEIRS)


@pytest.mark.parametrize(
    "ask",
    [
        lambda kind: kind(), lambda kind: kind(1, 2, 3, 4), lambda kind: kind(1, wrong=2), lambda kind: kind(1, left=2),
        lambda kind: kind._make([1]), lambda kind: kind(1)._replace(wrong=2), lambda kind: setattr(kind(1), "left", 2),
        lambda kind: setattr(kind(1), "wrong", 2), lambda kind: kind(1).wrong,
    ],
)  # fmt: skip
def test_it_refuses_the_same(ask: Any) -> None:
    with pytest.raises(Exception) as theirs:
        ask(THEIRS)
    with pytest.raises(type(theirs.value)):
        ask(OURS)
    with pytest.raises(type(theirs.value)):  # also before anything was made
        ask(_made(assess.tuples.NamedTuple))


def test_a_field_without_a_default_does_not_follow_one_with_a_default() -> None:
    with pytest.raises(TypeError, match="default"):

        class Wrong(assess.tuples.NamedTuple):
            left: int = 1
            right: int  # type: ignore[misc]


def test_it_goes_to_another_process_and_back() -> None:
    assert pickle.loads(pickle.dumps(LEAF)) == LEAF
    match LEAF:
        case Leaf(fact, attribute):
            assert (fact, attribute) == ("powers.search", "any_data")
