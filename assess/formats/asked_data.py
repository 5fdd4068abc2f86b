"""What `assess questions -o FILE.json` holds, as records; see `outputs.py`."""

from datetime import date
from typing import Literal

from assess.formats.outputs import Code
from assess.model.base import record


@record
class AskData:
    """A question, or a figure to supply."""

    fact: str
    question: str
    open: tuple[str, ...]
    """What is open about it, where the rest is known."""
    evidence: str
    """What would answer it."""
    on_record: str
    """Where in the sources what is known was found."""
    serves: str
    """Numbers of findings, as printed."""
    criteria: tuple[str, ...]
    """The same as FRAMEWORK:CRITERION."""
    why: str
    """What hangs on it in law; empty where no duty of a treaty does."""


@record
class DesignationData:
    """An authority or contact that is to be named."""

    article: str
    title: str
    due: str
    state: str
    """Whether the profile shows it."""


@record
class LedData:
    """An option that the authority would lead."""

    id: str
    """Its number in print."""
    text: str
    serves: str


@record
class AuthorityData:
    """Everything for one authority."""

    authority: str
    questions: tuple[AskData, ...]
    figures: tuple[AskData, ...]
    designations: tuple[DesignationData, ...]
    options: tuple[LedData, ...]


@record
class QuestionsData:
    """What each authority is asked about one country."""

    schema_: Literal["questions/v1"]
    software: str
    country: Code
    as_of: date
    language: str
    frameworks: tuple[str, ...]
    authorities: tuple[AuthorityData, ...]
