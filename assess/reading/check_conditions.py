"""Checks of conditions against the catalogue: every name, word and operator."""

from typing import Any

from assess.model.catalogue import CAPABILITY_STATUSES, TREATY_STATUSES, Fact, Feature
from assess.model.condition import Leaf, Node, leaves, parse_condition
from assess.model.one_basis import MOST, TooManyWays, brought_together
from assess.problems import did_you_mean
from assess.reading.checking import Report, check_fact, feature_meant
from assess.reading.meant import meant
from assess.reading.to_model import found
from assess.reading.yamlfile import Loc

_ORDER = (">=", "<=", ">", "<")


def check_condition(
    report: Report, loc: Loc, raw: Any, facts: dict[str, Fact], *, scored: bool = False, pair: bool = False
) -> None:
    """Every name, word and operator of the condition at `loc`; its form is checked with the shape of the file.

    What is scored reads a feature that is marked `wider` only so that wider law never counts for less.
    """
    node, faults = parse_condition(raw, pair=pair)
    if node is not None and not faults:
        _walk(report, loc, node, facts, frozenset(), negated=False, scored=scored)
        if all(leaf.fact in facts for leaf in leaves(node)):
            _check_ways(report, loc, node, facts)


def _check_ways(report: Report, loc: Loc, node: Node, facts: dict[str, Fact]) -> None:
    """Whether alternatives can be read on the basis that gives what stands beside them."""
    try:
        brought_together(node, facts)
    except TooManyWays:
        hint = "ask for the alternatives in elements of their own, or for fewer features of one fact beside them"
        report.add(loc, "too-many-ways", hint, limit=MOST)


def _walk(
    report: Report,
    loc: Loc,
    node: Node,
    facts: dict[str, Fact],
    guards: frozenset[str],
    *,
    negated: bool,
    scored: bool,
) -> None:
    if isinstance(node, Leaf):
        fact = check_fact(report, loc, node.fact, facts)
        if fact is None:
            return
        if _check_leaf(report, loc, node, fact) and scored:
            _check_breadth(report, loc, node, fact.features.get(node.attribute), negated=negated)
        if negated and node.attribute not in ("", "status") and node.fact not in guards:
            report.add(loc, "unguarded-not", f"write {node.name} == false, or add {node.fact}", fact=node.fact)
        return
    last = node.children[-1]
    if isinstance(last, Leaf) and last.fact.startswith("treaty."):  # what is in force between two States, asked of both
        if last.fact not in facts:
            names = [name.partition(".")[2] for name in facts if name.startswith("treaty.")]
            name = last.fact.partition(".")[2]
            at: Loc = (*loc, "in_force_between")
            report.add(at, "unknown-fact", did_you_mean(name, names), name=found(f"treaties.{name}"))
        return
    if node.op == "all":
        guards |= {child.fact for child in node.children if isinstance(child, Leaf) and not child.attribute}
    if node.op == "not":
        _walk(report, (*loc, "not"), node.children[0], facts, guards, negated=not negated, scored=scored)
        return
    below: Loc = (*loc, "at_least", "of") if node.op == "at_least" else (*loc, node.op)
    for i, child in enumerate(node.children):
        _walk(report, (*below, i), child, facts, guards, negated=negated, scored=scored)


def _check_leaf(report: Report, loc: Loc, leaf: Leaf, fact: Fact) -> bool:
    why, hint = _leaf_fault(leaf, fact)
    if why == "feature":
        report.add(loc, "unknown-feature", hint, fact=leaf.fact, name=leaf.attribute)
    elif why:
        report.add(loc, "bad-comparison", hint, text=leaf.text, why=why)
    return not why


def _check_breadth(report: Report, loc: Loc, leaf: Leaf, feature: Feature | None, *, negated: bool) -> None:
    """Whether wider law counts for less here than narrower law."""
    if feature is None or feature.wider is None:
        return
    wanted = feature.wider if not negated else {"up": "down", "down": "up"}[feature.wider]
    if wanted not in directions(leaf, feature):
        how = {
            "flag": f"write {leaf.name}{'' if wanted == 'up' else ' == false'}",
            "number": f"write {leaf.name} {'>=' if wanted == 'up' else '<='} NUMBER",
            "choice": f"name all words from one on: {', '.join(feature.words if wanted == 'up' else feature.words[::-1])}",
        }[feature.type]
        hint = f"{how}, or mark the element `option: true`"
        report.add(loc, "narrower-law-counts-more", hint, text=leaf.text, name=leaf.attribute, wider=feature.wider)


def directions(leaf: Leaf, feature: Feature) -> set[str]:
    """Which way the comparison is kept: `up` where it holds for all higher answers too, `down` for all lower ones."""
    if feature.type == "number":
        return {">=": {"up"}, ">": {"up"}, "<=": {"down"}, "<": {"down"}}.get(leaf.op, set())
    answers: tuple[bool | str, ...] = (False, True) if feature.type == "flag" else feature.words
    if leaf.op in _ORDER:
        at = feature.words.index(leaf.literal) + (leaf.op in (">", "<="))
        held = answers[at:] if leaf.op[0] == ">" else answers[:at]
    else:
        named = leaf.literal if leaf.op == "in" else (True if leaf.op == "is" else leaf.literal,)
        held = tuple(each for each in answers if (each in named) != (leaf.op == "!="))
    return {way for way, end in (("up", answers[-len(held) :]), ("down", answers[: len(held)])) if held == end and held}


def _leaf_fault(leaf: Leaf, fact: Fact) -> tuple[str, str]:
    if leaf.attribute == "status":
        if fact.kind not in ("treaty", "capability"):
            return f"a fact of kind {fact.kind} has no status", "only treaties and capabilities have one"
        words = TREATY_STATUSES if fact.kind == "treaty" else CAPABILITY_STATUSES
        return _compared("choice", words, leaf, ordered=fact.kind == "capability")
    if leaf.attribute:
        feature = fact.features.get(leaf.attribute)
        if feature is None:
            return "feature", feature_meant(fact, leaf.attribute)
        return _compared(feature.type, feature.words, leaf, ordered=feature.ordered)
    if fact.kind in ("provision", "treaty", "capability"):
        if leaf.op == "is":
            return "", ""
        return (
            f"a fact of kind {fact.kind} cannot be compared with anything",
            "write it alone, or compare a feature or .status",
        )
    return _compared("flag" if fact.kind == "yes_no" else fact.kind, fact.words, leaf, ordered=fact.ordered)


def _compared(kind: str, words: tuple[str, ...], leaf: Leaf, *, ordered: bool) -> tuple[str, str]:
    if leaf.op == "is":
        return ("", "") if kind == "flag" else ("a comparison is missing", f"write {leaf.name} == VALUE")
    values = leaf.literal if leaf.op == "in" else (leaf.literal,)
    if leaf.op in _ORDER and not (kind == "number" or ordered):
        return f"{leaf.op} needs a number or an ordered choice", "use == or in [a, b]"
    for value in values:
        if kind == "flag" and not isinstance(value, bool):
            return f"{value} is neither true nor false", f"write {leaf.name}, or {leaf.name} == false"
        if kind == "number" and (isinstance(value, bool) or not isinstance(value, (int, float))):
            return f"{value} is not a number", "compare with a number, such as 90 or 0.5"
        if kind == "choice" and value not in words:
            return f"{value} is not one of {', '.join(words)}", meant(value, words)
    return "", ""
