"""The `assess` command. Commands are imported when called, so that `--help` stays light."""

import atexit
import importlib
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, NoReturn

import click

from assess.cli import screen
from assess.cli.faults import DONE, Passing, told
from assess.resources import VERSION

COMMANDS = {
    "run": "Assess countries: print scorecards or write documents.",
    "compare": "Put several countries side by side.",
    "bilateral": "Show on which recorded basis two States could cooperate.",
    "case": "Read a case over several States: jurisdiction, overlaps, steps.",
    "explain": "Explain a finding and what would change it.",
    "whatif": "Show what a bill, or another answer, would change.",
    "diff": "Show what has changed: the law, what is known, or the framework.",
    "questions": "Show what each authority is asked, and could lead.",
    "merge": "Merge two readers' profiles of one country; list what to settle.",
    "verify": "Make a briefing again from its own data and compare.",
    "new": "Write a new profile to fill in.",
    "countries": "Show the world's treaty table, with dates and sources.",
    "refresh": "Show what newer status data would change in a profile.",
    "validate": "Check profiles, frameworks, facts, brands and templates.",
    "test": "Run the worked cases of frameworks.",
    "frameworks": "List the frameworks, show one, or compare two.",
    "schema": "Write JSON Schemas for editors.",
}


@contextmanager
def _passing() -> Iterator[None]:
    """Carries through click what click would handle itself: interrupted or unable to write, it ends with 1 or an empty line."""
    try:
        yield
    except (KeyboardInterrupt, EOFError, OSError) as error:
        raise Passing(error) from error


class _Lazy(click.Group):
    """A group that knows its commands by name and imports only the one called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"assess.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from assess.problems import did_you_mean

            hint = did_you_mean(args[0], COMMANDS) or f"the commands are: {', '.join(COMMANDS)}"
            raise click.UsageError(f"There is no command {args[0]!r}; {hint}.", ctx)
        return super().resolve_command(ctx, args)

    def make_context(self, info_name: str | None, args: list[str], *more: Any, **extra: Any) -> click.Context:
        if any("\0" in each for each in args):  # only from another program: no shell can give one
            raise click.UsageError("An argument contains a NUL character; no file or other name can contain one.")
        with _passing():
            return super().make_context(info_name, args, *more, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with _passing():
            return super().invoke(ctx)


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="assess", message="%(prog)s %(version)s")
def cli() -> None:
    """How far is a country from being able to fight cybercrime together with others, and what could it do first?

    Exit codes: 0 done, 1 a threshold was crossed, a worked case gave another result or a briefing does not match its data, 2 wrong
    usage, 3 invalid input, 4 document or output not written, 70 a fault of the program, 130 interrupted.
    """


def main(*, program: bool = False) -> None:
    """Run the command line and exit with its code; errors go to standard error in one line each.

    Args:
        program: the process is ours (`assess.__main__`), so signals may be handled here.
    """
    screen.prepare()
    code: Any = DONE
    try:
        if program:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        code = cli.main(standalone_mode=False, prog_name="assess")
    except SystemExit:
        raise
    except BaseException as error:
        code = told(error)
    if program:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the work is done
    screen.finish()
    code = code if isinstance(code, int) else DONE
    if program and sys.gettrace() is None and sys.getprofile() is None:
        _leave(code)
    sys.exit(code)


def _leave(code: int) -> NoReturn:
    """Ends the process without taking it apart piece by piece, which would take a twentieth of a short run."""
    atexit._run_exitfuncs()  # what has to be done at the end: processes that are still there, temporary folders
    with suppress(OSError, ValueError, AttributeError):  # there may be no such stream, or nobody reads it any more
        sys.stderr.flush()
    os._exit(code)
