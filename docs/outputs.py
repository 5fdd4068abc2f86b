"""What the pages of the documentation show of commands: each block of a console is a command and what it prints."""

import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from assess.cli.main import cli

ROOT = Path(__file__).parent.parent
PAGES = ("whatif.md", "diff.md", "merging.md", "explain.md")
_BLOCK = re.compile(r"^```console\n\$ (assess [^\n]+)\n(.*?)^```$", re.S | re.M)


def shown(page: Path) -> list[tuple[str, str]]:
    """Each command of a page with what the page says that it prints."""
    return _BLOCK.findall(page.read_text(encoding="utf-8"))


def printed(command: str) -> str:
    """What a command prints, run in the checkout."""
    result = CliRunner().invoke(cli, shlex.split(command)[1:], standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result.stdout


def made_again(page: Path) -> str:
    """The page with what its commands print now."""
    text = page.read_text(encoding="utf-8")
    return _BLOCK.sub(lambda found: f"```console\n$ {found[1]}\n{printed(found[1])}```", text)
