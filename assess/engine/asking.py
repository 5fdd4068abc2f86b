"""Whom to ask what: open questions of several frameworks together, designations that are due, options by who would lead them."""

from collections.abc import Sequence

from assess.engine.advice import Question
from assess.engine.joining import path_to_joining
from assess.engine.reforms import Reform
from assess.model.base import Text
from assess.model.framework import Designation
from assess.model.results import Assessment, Finding, Truth
from assess.tuples import NamedTuple


class Ask(NamedTuple):
    """What is open about one fact, in all frameworks that read it."""

    question: Question
    """With the features that are open in any of them, and the most that hangs on it in law."""
    served: tuple[tuple[Assessment, tuple[Finding, ...]], ...]
    """The findings that the answer would settle further, framework by framework."""


class Due(NamedTuple):
    """A designation that comes with a treaty, which the profile does not show or which is made when joining."""

    assessment: Assessment
    designation: Designation
    shown: Truth
    """Whether the sources show the authority."""
    bound: bool
    """Whether the treaty is in force for the State."""


class Asked(NamedTuple):
    """Everything for one authority."""

    owner: Text | None
    """As the catalogue names it; None where it names none."""
    asks: tuple[Ask, ...]
    due: tuple[Due, ...]
    leads: tuple[Reform, ...]


def asks(assessments: Sequence[Assessment], asked: Sequence[Sequence[Question]]) -> list[Ask]:
    """The questions of all assessments, one for each fact; `asked` has those of each.

    In the order of questions: by what hangs on them in law, then by the weight that they keep open.
    """
    together: dict[str, list[tuple[Assessment, Question]]] = {}
    for assessment, own in zip(assessments, asked, strict=True):
        for question in own:
            together.setdefault(question.state.id, []).append((assessment, question))
    made = [_together(found) for found in together.values()]
    return sorted(made, key=lambda ask: (ask.question.consequence, -ask.question.width, ask.question.state.id))


def _together(found: Sequence[tuple[Assessment, Question]]) -> Ask:
    questions = [question for _assessment, question in found]
    question = Question(
        questions[0].state,
        tuple(dict.fromkeys(name for each in questions for name in each.attributes)),
        tuple(finding for each in questions for finding in each.findings),
        max(each.width for each in questions),
        min(each.consequence for each in questions),
    )
    return Ask(question, tuple((assessment, each.findings) for assessment, each in found))


def designations(assessments: Sequence[Assessment]) -> list[Due]:
    """What is to be named under the treaties of the frameworks: at once where one binds the State and the profile does not show
    the authority, else when the State joins; nothing under what is not open to it."""
    found = []
    for assessment in assessments:
        head = assessment.framework.head
        if head.joining is None or head.joining.open_to == "not_open":
            continue
        treaty = assessment.facts.get(head.treaty) if head.treaty else None
        bound = treaty is not None and treaty.truth is Truth.TRUE
        path = path_to_joining(assessment)
        if not bound and (path is None or path.eligible is Truth.FALSE):
            continue
        for designation in head.joining.designations:
            state = assessment.facts.get(designation.fact or "")
            shown = state.truth if state is not None else Truth.UNKNOWN
            if not (bound and shown is Truth.TRUE):
                found.append(Due(assessment, designation, shown, bound))
    return found


def by_authority(
    assessments: Sequence[Assessment], asked: Sequence[Sequence[Question]], made: Sequence[Reform]
) -> list[Asked]:
    """Each authority of the catalogue with what it is asked: who owns a fact answers what is open about it and names who is to be
    named; who leads an option is told so. The one on whose answers most hangs in law comes first."""
    owners: dict[str, Text | None] = {}
    asking: dict[str, list[Ask]] = {}
    naming: dict[str, list[Due]] = {}
    leading: dict[str, list[Reform]] = {}

    def key(owner: Text | None) -> str:
        name = str(owner or "")
        owners.setdefault(name, owner)
        return name

    for ask in asks(assessments, asked):
        reform = ask.question.state.fact.reform
        asking.setdefault(key(reform.owner if reform else None), []).append(ask)
    for due in designations(assessments):
        state = due.assessment.facts.get(due.designation.fact or "")
        reform = state.fact.reform if state is not None else None
        naming.setdefault(key(reform.owner if reform else None), []).append(due)
    for each in made:
        leading.setdefault(key(each.owner), []).append(each)
    first = {name: found[0].question.consequence for name, found in asking.items()}
    # who is asked nothing comes last, in the order of its options
    ordered = sorted(asking, key=lambda name: (not name, first[name], -len(asking[name]), name))
    ordered += [name for name in owners if name not in asking]
    return [
        Asked(owners[n], tuple(asking.get(n, ())), tuple(naming.get(n, ())), tuple(leading.get(n, ()))) for n in ordered
    ]
