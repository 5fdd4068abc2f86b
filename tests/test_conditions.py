"""Lines of conditions: what is a number, what is a word, and what is neither."""

from typing import Any

import pytest

from assess.model.condition import Leaf, parse_condition


def literal(text: str) -> Any:
    node, faults = parse_condition(f"t.a == {text}")
    assert (faults == []) == (node is not None)
    assert node is None or isinstance(node, Leaf)
    return node.literal if node else None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("3", 3), ("-3", -3), ("+3", 3), ("0.5", 0.5), (".5", 0.5), ("5.", 5.0), ("1e3", 1000.0), ("9" * 15, 999999999999999),
        ("true", True), ("false", False), ("one", "one"), ("five_days", "five_days"), ("24h", "24h"),
    ],
)  # fmt: skip
def test_numbers_and_words(text: str, meant: Any) -> None:
    assert literal(text) == meant
    assert type(literal(text)) is type(meant)


@pytest.mark.parametrize("text", ["1_0", "٣", "9" * 16, "9" * 250, "1e999", "nan", "inf", "infinity", "0x10"])
def test_what_only_python_reads_as_a_number_is_a_word(text: str) -> None:
    assert literal(text) == text


@pytest.mark.parametrize("text", ["1,5", "a b", "-", "1.2.3", "'a'", "1/2", "a;b", "t.b", "-.5.", "1e+", "\u2028a b"])
def test_what_is_neither(text: str) -> None:
    assert literal(text) is None


@pytest.mark.parametrize(
    ("text", "values"),
    [("[a, b]", ("a", "b")), ("[1, -2.5]", (1, -2.5)), ("[a b]", None), ("[]", None), ("[a, 'b']", None), ("a", None)],
)
def test_several_values(text: str, values: Any) -> None:
    node, faults = parse_condition(f"t.a in {text}")
    assert (node.literal if isinstance(node, Leaf) else None) == values
    assert (faults == []) == (values is not None)
