"""Plain text laid out for a terminal: columns and wrapped lines, nothing wider than asked."""

import textwrap
from collections.abc import Sequence


def columns(rows: Sequence[Sequence[str]], width: int = 80, *, gap: int = 2, grow: int = 0) -> list[str]:
    """Rows as aligned columns; the column `grow` takes what is left of `width` and wraps."""
    if not rows:
        return []
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    others = sum(size for i, size in enumerate(widths) if i != grow) + gap * (len(widths) - 1)
    widths[grow] = min(widths[grow], max(width - others, 16))
    lines: list[str] = []
    for row in rows:
        cells = [textwrap.wrap(cell, max(widths[i], 1)) if i == grow else [cell] for i, cell in enumerate(row)]
        for i in range(max(map(len, cells), default=0) or 1):
            parts = [(cell[i] if i < len(cell) else "").ljust(size) for cell, size in zip(cells, widths, strict=True)]
            lines.append((" " * gap).join(parts).rstrip())
    return lines


def wrapped(text: str, width: int = 80, *, first: str = "", indent: str = "") -> list[str]:
    """A paragraph; `first` opens its first line, `indent` the others."""
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=indent or " " * len(first)) or [
        first.rstrip()
    ]
