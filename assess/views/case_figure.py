"""The figure of a case: its States with their roles, and a lane of steps for each direction in which help is needed. Geometry and
words only; sizes are in SVG user units."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assess.engine.case_steps import ORDER, CaseStep, DirectionSteps, WholeCase
from assess.words import case_words as words
from assess.words.language import _, listed, say, spoken, unmarked

WIDTH, BOX, LINE = 680.0, 216.0, 11.5
FIRST, STEP, SIDE = 230.0, 30.0, 20.0
PER_ROW, LETTERS = 3, 38


class Box(NamedTuple):
    """A State."""

    x: float
    y: float
    height: float
    title: str
    lines: tuple[str, ...]
    claim: str
    """Whether it could assert jurisdiction over one of the offences at least: "yes", "part", "open" or "no"."""
    sign: str


class Mark(NamedTuple):
    """One step in one direction."""

    x: float
    kind: str
    sign: str


class Lane(NamedTuple):
    """What one State would ask of another."""

    y: float
    text: str
    marks: tuple[Mark, ...]


class CaseFigure(NamedTuple):
    """States, roles and steps."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    heads: tuple[tuple[float, float, str], ...]
    """The number of each step, over its column."""
    lanes: tuple[Lane, ...]
    label_x: float
    anchor: str
    steps: tuple[str, ...]
    """The steps by their numbers, for the caption."""
    reading: str
    """The figure in words, for those who cannot see it."""


def case_figure(case: WholeCase, names: Mapping[str, str], order: Sequence[str]) -> CaseFigure:
    """The figure, in the document's language."""
    flip = spoken().direction == "rtl"
    boxes, y = _boxes(case, names, order, flip)
    ids = [name for name, _purposes in ORDER if any(name == s.result.step.id for d in case.directions for s in d.steps)]
    titles = {s.result.step.id: say(s.result.step.title) for d in case.directions for s in d.steps}
    places = {name: (WIDTH - FIRST - i * STEP - SIDE if flip else FIRST + i * STEP) for i, name in enumerate(ids)}
    heads = tuple((places[name] + SIDE / 2, round(y + 10, 2), str(i)) for i, name in enumerate(ids, 1))
    y += 16
    lanes = []
    for each in sorted(
        case.directions, key=lambda d: (order.index(d.direction.requesting), order.index(d.direction.requested))
    ):
        if each.steps:
            lanes.append(_lane(each, names, places, round(y, 2)))
            y += SIDE + 5
    return CaseFigure(
        WIDTH, round(y + 2, 2), boxes, heads, tuple(lanes), WIDTH if flip else 0.0, "start",
        tuple(titles[name] for name in ids), _reading(case, names, order),
    )  # fmt: skip


def _boxes(
    case: WholeCase, names: Mapping[str, str], order: Sequence[str], flip: bool
) -> tuple[tuple[Box, ...], float]:
    roles = {state.code: state.roles for state in case.reading.states}
    boxes: list[Box] = []
    y = 1.0
    for at in range(0, len(order), PER_ROW):
        row = order[at : at + PER_ROW]
        texts = {code: _lines(roles[code]) for code in row}
        height = 32 + LINE * max(map(len, texts.values()))
        gap = (WIDTH - 2 - BOX * PER_ROW) / (PER_ROW - 1)
        for i, code in enumerate(row):
            place = PER_ROW - 1 - i if flip else i
            claim = _claim(case, code)
            title = _short(f"{unmarked(names[code])} ({code})")
            boxes.append(
                Box(round(1 + place * (BOX + gap), 2), y, height, title, texts[code], claim, words.SIGNS[claim])
            )
        y += height + 10
    return tuple(boxes), y


def _short(text: str) -> str:
    return text if len(text) <= LETTERS else f"{text[: LETTERS - 1]}…"


def _lines(roles: Sequence[str]) -> tuple[str, ...]:
    said = [words.there(role) for role in roles] or [_("no role in this case")]
    return tuple(line for text in said for line in textwrap.wrap(text, LETTERS))


def _claim(case: WholeCase, code: str) -> str:
    found = {claim.found.word for each in case.reading.offences for claim in each.claims if claim.code == code}
    return next((word for word in ("yes", "part", "open") if word in found), "no")


def mark_of(step: CaseStep) -> str:
    """The name of a step's sign."""
    return "yes" if step.established else "no" if step.none else "open"


def _lane(each: DirectionSteps, names: Mapping[str, str], places: Mapping[str, float], y: float) -> Lane:
    asking, asked = (unmarked(names[code]) for code in (each.direction.requesting, each.direction.requested))
    kinds = [(places[step.result.step.id], mark_of(step)) for step in each.steps]
    text = _short(_("{asking} asks {asked}").format(asking=asking, asked=asked))
    return Lane(y, text, tuple(Mark(x, kind, words.SIGNS[kind]) for x, kind in kinds))


def _reading(case: WholeCase, names: Mapping[str, str], order: Sequence[str]) -> str:
    """The whole figure in sentences."""
    roles = {state.code: state.roles for state in case.reading.states}
    parts = [
        _("{state}: {roles}; {claim}").format(
            state=names[code], roles=listed(map(words.there, roles[code])) or _("no role in this case"),
            claim=words.claim(_claim(case, code)),
        )
        for code in order
    ]  # fmt: skip
    for each in case.directions:
        if each.steps:
            marks = [mark_of(step) for step in each.steps]
            parts.append(_("{asking} asks {asked}: a basis is recorded for {n} of {all} steps, {open} are open").format(
                asking=names[each.direction.requesting], asked=names[each.direction.requested], n=marks.count("yes"),
                all=len(marks), open=marks.count("open"),
            ))  # fmt: skip
    return unmarked(". ".join(parts)) + "."
