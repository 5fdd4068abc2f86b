"""Progress of many documents on standard error."""

import sys
from collections.abc import Generator
from contextlib import closing
from typing import TYPE_CHECKING

import click

from assess.cli.screen import warn, wrote

if TYPE_CHECKING:
    from assess.run.batch import Outcome


def follow(outcomes: "Generator[Outcome]", total: int) -> "list[Outcome]":
    """Collects all outcomes and names each file written; on a terminal, several files show a progress bar first."""
    found: list[Outcome] = []
    with closing(outcomes):
        if total > 1 and sys.stderr.isatty():
            with click.progressbar(outcomes, length=total, label="writing", file=sys.stderr, show_pos=True) as shown:
                found = list(shown)
            for outcome in found:
                _tell(outcome)
        else:
            for outcome in outcomes:
                found.append(outcome)
                _tell(outcome)
    return found


def _tell(outcome: "Outcome") -> None:
    if not outcome.failure:
        wrote(outcome.path)
        warn(outcome.path, outcome.notes)
