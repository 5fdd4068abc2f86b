"""Writes the generated pages of the documentation: problems.md and coverage.md."""

from pathlib import Path

from assess.load import framework_folders, load_library
from assess.model.base import say
from assess.problems import CODES

HERE = Path(__file__).parent


def problems() -> str:
    """docs/problems.md: every problem code with its message and what to know about it."""
    lines = ["# Problems", "", "Generated from `assess/problems.py`. Words in braces are filled in.", ""]
    for name, code in CODES.items():
        lines += [f"## {name}", "", f"> {code.template}", "", code.explanation, ""]
    return "\n".join(lines)


def coverage() -> str:
    """docs/coverage.md: instrument x article, with the criterion that reads it, its elements and its verification."""
    lines = ["# Coverage", "", "Generated from `frameworks/`: each framework's criteria in order.", ""]
    for framework in load_library(sorted(framework_folders())).frameworks:
        lines += [f"## {say(framework.head.title)} (`{framework.id}` {framework.head.version})", ""]
        lines += ["| Article | Criterion | Elements | Verified |", "|---|---|---|---|"]
        for domain, criterion in framework.criteria.values():
            where = criterion.article or ", ".join(f"{c.instrument} {c.article or ''}".strip() for c in criterion.cites)
            elements = ", ".join(e.id for e in criterion.elements) or "measure"
            lines.append(f"| {where} | {domain.domain}/{criterion.id} | {elements} | {criterion.verified} |")
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    (HERE / "problems.md").write_text(problems(), encoding="utf-8")
    (HERE / "coverage.md").write_text(coverage(), encoding="utf-8")
