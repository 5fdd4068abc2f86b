"""What is low in confidence, for comments in a document that is edited: by finding, with the facts and the sources it rests on."""

from collections.abc import Iterable, Iterator, Sequence

from assess.model.results import Assessment, FactState
from assess.views.trace_view import states_of
from assess.words.citations import cited_in_turn
from assess.words.language import _, headed, listed, say


def low_confidence(assessments: Sequence[Assessment]) -> dict[str, str]:
    """A remark for each finding that rests on an answer of low confidence, by the id of the finding in documents."""
    return {
        f"{assessment.framework.id}-{finding.criterion.id}": " ".join(said)
        for assessment in assessments
        for finding in assessment.findings
        if (said := list(_says(assessment, states_of(finding).values())))
    }


def _says(assessment: Assessment, states: Iterable[FactState]) -> Iterator[str]:
    low = [s for s in states if s.known in ("answered", "none") and s.confidence == "low"]
    if not low:
        return
    yield _("Low confidence: to be confirmed before this is cleared.")
    for state in low:
        yield (
            headed(say(state.fact.title), listed(cited_in_turn([state], assessment.profile.sources)) or "–").rstrip(".")
            + "."
        )
