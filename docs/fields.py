"""Writes the generated part of templates.md: every field that a template may use, from the types of the views."""

import ast
import inspect
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, TypeGuard, get_type_hints

from assess.formats.html import DOCUMENTS
from assess.formats.templates.samples import in_words, views_in

MARK = "<!-- from here on generated from the views by docs/generate.py -->"


@cache
def _notes(module: ModuleType) -> dict[str, dict[str, str]]:
    """The texts under the fields of each class of a module."""
    found: dict[str, dict[str, str]] = {}
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.ClassDef):
            for field, text in zip(node.body, node.body[1:], strict=False):
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                    note = ast.literal_eval(text.value) if _is_text(text) else ""
                    found.setdefault(node.name, {})[field.target.id] = inspect.cleandoc(note)
    return found


def _is_text(node: ast.stmt) -> TypeGuard[ast.Expr]:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _row(name: str, annotation: Any, note: str) -> str:
    return f"| `{name}` | {in_words(annotation)} | {' '.join(note.split())} |"


def fields() -> str:
    """The names that each document is given, then each view once, with its fields."""
    lines = ["## What a template is given", ""]
    views: list[Any] = []
    for name, given in DOCUMENTS.items():
        lines += [f"`{name}`:", "", "| Name | Kind |", "|---|---|"]
        lines += [f"| `{key}` | {in_words(annotation)} |" for key, annotation in given.items()]
        lines.append("")
        views += [view for annotation in given.values() for view in views_in(annotation) if view not in views]
    for view in views:
        notes = _notes(sys.modules[view.__module__]).get(view.__name__, {})
        lines += [
            f"## {view.__name__}",
            "",
            inspect.cleandoc(view.__doc__ or ""),
            "",
            "| Field | Kind | |",
            "|---|---|---|",
        ]
        hints = get_type_hints(view)
        lines += [_row(field, hints[field], notes.get(field, "")) for field in view._fields]
        lines.append("")
    return "\n".join(lines)


def templates(path: Path) -> str:
    """docs/templates.md: the part written by hand, then the fields."""
    head, _, _ = path.read_text(encoding="utf-8").partition(MARK)
    return f"{head}{MARK}\n\n{fields()}"
