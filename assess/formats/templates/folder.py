"""Templates as texts by name: the shipped ones, and those of a folder that replace them. Nothing is read later."""

import os
import re
import stat
from pathlib import Path
from typing import NamedTuple

from assess.problems import Place, Problem, problem
from assess.resources import data_dir

MAX_TEMPLATE = 1_000_000
MAX_TEMPLATES = 200
MAX_ALL = 5_000_000
SHIPPED = "shipped/"
"""Before the name of a template: the shipped one, even if the folder has its own."""

_KINDS = (".jinja", ".css")


class Templates(NamedTuple):
    """Templates by name."""

    own: dict[str, str]
    shipped: dict[str, str]
    folder: str = ""
    """The folder of the reader's own templates, as it was given."""

    def find(self, name: str) -> tuple[str, str] | None:
        """The text of a template and its file (as messages name it), or None if there is none."""
        if name in self.own:
            return self.own[name], os.path.join(self.folder, name)
        bare = name.removeprefix(SHIPPED)
        return (self.shipped[bare], SHIPPED + bare) if bare in self.shipped else None

    def resolve(self, name: str) -> str:
        """One name for each text: `shipped/x` and `x` are the same if the folder has no `x`."""
        return name if name in self.own or name.startswith(SHIPPED) else SHIPPED + name


def shipped_templates() -> Templates:
    """The templates of the toolkit."""
    base = data_dir("report_templates") / "briefing"
    paths = [
        path for path in sorted(base.rglob("*")) if path.suffix in (*_KINDS, ".js")
    ]  # readers' scripts are never used
    return Templates({}, {path.relative_to(base).as_posix(): path.read_text(encoding="utf-8") for path in paths})


def read_templates(folder: str | Path) -> tuple[Templates, list[Problem]]:
    """The templates of a folder with the shipped ones behind them, and the reasons why files cannot be used.

    Files other than templates and styles are ignored.
    """
    base = Path(folder)
    own: dict[str, str] = {}
    problems: list[Problem] = []
    try:
        inside = base.resolve(strict=True)
        names = _names(base)
    except (OSError, RuntimeError, ValueError):
        names = None
    if names is None or not base.is_dir():
        fault = problem(
            Place(str(folder), 1, 1), "template-folder", name=folder, why="it is not a folder that can be read"
        )
        return Templates({}, {}, str(folder)), [fault]
    for name in names[:MAX_TEMPLATES]:
        text = _read(base, inside, name)
        if isinstance(text, Problem):
            problems.append(text)
        else:
            own[name] = text
    if sum(map(len, own.values())) > MAX_ALL:
        why = f"its templates are larger than {MAX_ALL // 1_000_000} MB together"
        problems.append(problem(Place(str(folder), 1, 1), "template-folder", name=folder, why=why))
        return Templates({}, {}, str(folder)), problems
    if len(names) > MAX_TEMPLATES:
        why = f"it holds more than {MAX_TEMPLATES} of them"
        problems.append(problem(Place(str(folder), 1, 1), "template-folder", name=folder, why=why))
    elif not names:
        hint = "begin with briefing.html.jinja or briefing.css; see docs/templates.md"
        why = "it holds no .jinja and no .css file"
        problems.append(problem(Place(str(folder), 1, 1), "template-folder", hint, name=folder, why=why))
    return Templates(own, shipped_templates().shipped, str(folder)), problems


def _names(base: Path) -> list[str]:
    found = []
    for here, folders, files in os.walk(base):  # links to folders are not followed
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        found += [
            Path(here, name).relative_to(base).as_posix()
            for name in sorted(files)
            if name.endswith(_KINDS) and not name.startswith(".")
        ]
        if len(found) > MAX_TEMPLATES:
            break
    return found


def _read(base: Path, inside: Path, name: str) -> str | Problem:
    path = base / name
    start = Place(str(path), 1, 1)
    try:
        if name.startswith(SHIPPED):
            why = f"{SHIPPED} names the templates of the toolkit"
            return problem(start, "template-folder", "choose another name for the folder", name=name, why=why)
        if not path.resolve(strict=True).is_relative_to(inside):
            hint = "copy the file into the folder"
            return problem(start, "template-folder", hint, name=name, why="it is a link that leads out of the folder")
        if not stat.S_ISREG(os.stat(path).st_mode):  # a pipe or a device could hang or never end
            return problem(start, "template-folder", name=name, why="it is not a regular file")
        with open(path, "rb") as file:
            raw = file.read(MAX_TEMPLATE + 1)
    except (OSError, RuntimeError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its path cannot be followed"
        return problem(start, "template-folder", name=name, why=why)
    if len(raw) > MAX_TEMPLATE:
        return problem(start, "file-too-large", limit=MAX_TEMPLATE // 1_000_000)
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1
        return problem(Place(str(path), line, column), "not-utf8", hint="save the file as UTF-8")


def place_of(path: str, text: str, line: int, token: str) -> Place:
    """The place of a word on a line (the parser knows only lines), or on one of those after it."""
    lines = text.split("\n")
    if token:
        word = re.compile(rf"(?<!\w){re.escape(token)}(?!\w)")
        after_dot = re.compile(rf"(?<=[.|]){re.escape(token)}(?!\w)")
        for number in range(max(line, 1), min(line + 4, len(lines) + 1)):
            inside = [m for m in (after_dot.search(lines[number - 1]), word.search(lines[number - 1])) if m]
            if inside:
                return Place(path, number, inside[0].start() + 1)
    return Place(path, min(max(line, 1), len(lines)), 1)
