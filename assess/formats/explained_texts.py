"""One finding explained, as text for a terminal and as data."""

from typing import Annotated, Any, Literal

from assess.engine.advice import Worked
from assess.engine.reforms import by_point, reforms
from assess.engine.turning import Moved, Turn
from assess.formats import data
from assess.formats.outputs import (
    Code,
    FactData,
    FindingData,
    FrameworkRef,
    Number,
    ProvisionData,
    RatingWord,
    SourceData,
)
from assess.formats.scorecard import WIDTH, explanation
from assess.model.base import Constraint, record
from assess.problems import visible
from assess.resources import VERSION
from assess.views.explained_view import Explained, ExplainedView, explained_view
from assess.words import sentences
from assess.words.columns import wrapped
from assess.words.language import _, headed, say, spoken, unmarked


def text(one: Explained, *, width: int = WIDTH) -> str:
    """For a terminal, nothing wider than asked: the result and the sentences, then the finding line by line."""
    view = explained_view(one)
    parts = explanation(one.assessment, one.finding, width=width).rstrip("\n").split("\n\n")
    at = next(
        (i for i, part in enumerate(parts) if part.startswith("[") or part.startswith(_("What the sources show"))), 1
    )
    lines: list[str] = []
    for title, said in ((_("Why"), view.why), (_("What keeps it from being met"), view.not_)):
        if said:
            lines += ["", title, *(line for each in said for line in wrapped(unmarked(each), width, first="  "))]
    lines += _turns(view, width) + _moves(view, width)
    return visible(unmarked("\n".join(["\n\n".join(parts[:at]), *lines, "", "\n\n".join(parts[at:])]))) + "\n"


def _turns(view: ExplainedView, width: int) -> list[str]:
    title = _("What would turn it: any one of these answers, all else as it is")
    lines = ["", *wrapped(title, width)] if view.turns else []
    for group in view.turns:
        lines += wrapped(unmarked(headed(group.result, "").rstrip()), width, first="  ")
        lines += [line for each in group.answers for line in wrapped(unmarked(each), width, first="    - ")]
    return lines


def _moves(view: ExplainedView, width: int) -> list[str]:
    lines = []
    if view.moves:
        lines += ["", *wrapped(_("Other instruments: what moves with the smallest change that would meet this"), width)]
        for each in view.moves:
            said = _("{where}: {now}; with it, {then}").format(where=each.where, now=each.now, then=each.then)
            lines += wrapped(unmarked(said), width, first="  - ")
    if view.stays:
        title = _("What reads the same facts and stays as it is") if view.moves else _("What reads the same facts")
        lines += ["", title]
        for each in view.stays:
            lines += wrapped(unmarked(headed(each.where, each.now)), width, first="  - ")
    return lines


# As data


@record
class TurnData:
    """An answer that would turn the finding by itself."""

    fact: str
    line: str
    """The line of the rule, as written in the framework."""
    holds: bool
    """Whether the line would hold."""
    says: str
    open: bool
    """Whether the line is open now; else it is answered otherwise."""
    rating: RatingWord
    low: Number
    high: Number


@record
class ResultData:
    """A finding in short."""

    rating: RatingWord
    low: Number
    high: Number


@record
class MovedData:
    """A criterion of another framework that reads facts of this one."""

    framework: str
    criterion: str
    article: str | None
    title: str
    shared: tuple[str, ...]
    """The facts that both read."""
    now: ResultData
    then: ResultData | None
    """With the smallest change of this finding; null where there is none."""
    moves: bool


@record
class ExplanationData:
    """One finding explained."""

    schema_: Literal["explanation/v1"]
    software: str
    country: Code
    as_of: Annotated[str, Constraint(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    language: str
    framework: FrameworkRef
    finding: FindingData
    why: tuple[str, ...]
    """In sentences: how the result comes about, and what is on record."""
    why_not: tuple[str, ...]
    """In sentences: what keeps it from being met."""
    turns: tuple[TurnData, ...]
    moves: tuple[MovedData, ...]
    facts: dict[str, FactData]
    provisions: dict[str, ProvisionData | None]
    sources: dict[str, SourceData]


def as_data(one: Explained) -> dict[str, Any]:
    """For programs; the finding is as in an assessment, and the sentences are those of the text."""
    assessment, view = one.assessment, explained_view(one)
    worked, known = Worked(assessment), data.Known(assessment.profile)
    point = assessment.framework.id, one.finding.criterion.id
    options = {one.finding.criterion.id: [each.id for each in by_point(reforms([assessment], [worked])).get(point, [])]}
    found = data.finding_data(worked, one.finding, known, options)
    return {
        "schema": "explanation/v1",
        "software": f"assess {VERSION}",
        "country": assessment.profile.country,
        "as_of": str(assessment.as_of),
        "language": spoken().code.replace("_", "-"),
        "framework": data.framework_data(assessment),
        "finding": found,
        "why": [unmarked(each) for each in view.why],
        "why_not": [unmarked(each) for each in view.not_],
        "turns": [*map(_turn, one.turns)],
        "moves": [*map(_moved, one.moved)],
        **known.tables(),
    }


def _turn(turn: Turn) -> dict[str, Any]:
    (said,) = sentences.steps_say([turn.step])
    return {
        "fact": turn.step.state.id, "line": turn.step.leaf.text, "holds": turn.step.wanted, "says": unmarked(said),
        "open": not turn.known, **_result(turn.after),
    }  # fmt: skip


def _result(finding: Any) -> dict[str, Any]:
    return {
        "rating": finding.rating.value,
        "low": data.number_data(finding.low),
        "high": data.number_data(finding.high),
    }


def _moved(each: Moved) -> dict[str, Any]:
    criterion = each.before.criterion
    return {
        "framework": each.assessment.framework.id,
        "criterion": criterion.id,
        "article": criterion.article,
        "title": unmarked(say(criterion.title)),
        "shared": list(each.shared),
        "now": _result(each.before),
        "then": _result(each.after) if each.after is not None else None,
        "moves": each.moves,
    }
