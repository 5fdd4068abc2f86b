"""How every error ends a command: with a message and an exit code, never with a traceback."""

import io
import os
import sys

import click

from assess.cli.screen import tell
from assess.problems import AssessError, InvalidInput, ReportError, one_line

DONE, CROSSED, USAGE, INVALID, NOT_WRITTEN, FAULT, STOPPED = 0, 1, 2, 3, 4, 70, 130
"""Exit codes. Only commands give 1, when something they were asked to check does not hold; an error never gives 1."""


class Passing(Exception):
    """Carries an exception through click, which would handle some exceptions itself."""

    def __init__(self, error: BaseException) -> None:
        self.error = error
        super().__init__(str(error))


def told(error: BaseException) -> int:
    """Explains `error` on standard error and returns its exit code."""
    match error:
        case Passing():
            return told(error.error)
        case click.exceptions.Exit():
            return error.exit_code
        case click.Abort() | KeyboardInterrupt():
            tell("stopped")
            return STOPPED
        case click.ClickException():
            said = io.StringIO()
            error.show(file=said)
            for line in said.getvalue().rstrip("\n").split("\n"):
                tell(one_line(line))
            return USAGE
        case InvalidInput():
            for fault in error.problems:
                tell(f"{fault.place}: {fault.code}: {fault.message}")
                if fault.hint:
                    tell(f"    {fault.hint}")
            count = len(error.problems)
            tell(f"{count} problem{'s' if count > 1 else ''}")
            return INVALID
        case ReportError():
            for line in f"assess: {error}".split("\n"):
                tell(one_line(line))
            return NOT_WRITTEN
        case AssessError():
            tell(one_line(f"assess: {error}"))
            return USAGE
        case BrokenPipeError():  # the reader of the output has closed it
            return DONE
        case MemoryError():
            return _fault(error, "there is not enough memory for this")
        case RecursionError():
            return _fault(error, "the input is nested too deeply")
        case OSError() if error.strerror:
            _traceback(error)
            where = error.filename or "the output or a temporary file"
            tell(one_line(f"assess: {where} cannot be read or written: {error.strerror}"))
            return NOT_WRITTEN
    return _fault(error, f"{type(error).__name__}: {one_line(str(error))}" if str(error) else type(error).__name__)


def _fault(error: BaseException, what: str) -> int:
    _traceback(error)
    tell(
        f"assess: a fault of the program: {what[:300]}; please report it to the maintainers, with the command "
        "(ASSESS_DEBUG=1 shows where it happened)"
    )
    return FAULT


def _traceback(error: BaseException) -> None:
    """Shows where it happened, if asked to."""
    if os.environ.get("ASSESS_DEBUG"):
        import traceback

        traceback.print_exception(error, file=sys.stderr)
