"""Writes the generated pages of the documentation: problems, coverage, answers, status, and the fields in templates.md."""

from pathlib import Path

from assess.api import assess_file
from assess.engine.crosswalk import crosswalk, lines_of
from assess.model.base import text_in
from assess.model.condition import leaves
from assess.model.results import Rating
from assess.problem_codes import CODES
from assess.reading.library import framework_folders, load_library
from assess.views.joining_view import joining_view
from assess.words import terms
from docs.fields import templates
from docs.outputs import PAGES, made_again
from docs.status_page import status

HERE = Path(__file__).parent


def problems() -> str:
    """docs/problems.md: every problem code with its message and an explanation."""
    lines = ["# Problems", "", "Generated from `assess/problem_codes.py`. Words in braces are placeholders.", ""]
    for name, code in CODES.items():
        lines += [f"## {name}", "", f"> {code.template}", "", code.explanation, ""]
    return "\n".join(lines)


def coverage() -> str:
    """docs/coverage.md: every article with its criterion, elements and verification."""
    lines = ["# Coverage", "", "Generated from `frameworks/`: each framework's criteria in order.", ""]
    for framework in load_library(sorted(framework_folders())).frameworks:
        lines += [f"## {text_in(framework.head.title)} (`{framework.id}` {framework.head.version})", ""]
        lines += ["| Article | Criterion | Elements | Verified |", "|---|---|---|---|"]
        for domain, criterion in framework.criteria.values():
            where = criterion.article or ", ".join(f"{c.instrument} {c.article or ''}".strip() for c in criterion.cites)
            elements = ", ".join(e.id for e in criterion.elements) or "measure"
            lines.append(f"| {where} | {domain.domain}/{criterion.id} | {elements} | {criterion.verified} |")
        lines.append("")
    return "\n".join(lines)


LAW_TOPICS = ("offences", "powers", "liability", "jurisdiction", "cooperation", "procedure")
"""The topics whose features are marked `wider` or are listed as exempt."""


def breadth() -> str:
    """docs/breadth.md: which features say how much a law covers, which do not, and where `applies` reads one that does."""
    library = load_library(sorted(framework_folders()))
    lines = [
        "# How much a law covers",
        "",
        "Generated from `frameworks/`. Features of conduct and objects are marked `wider: up` (true, a higher number or a later",
        "word covers more) or `wider: down`. What is scored reads them that way only (`narrower-law-counts-more`), so that wider",
        "law never scores below narrower law. Safeguards, what limits a power, penalties, what is only recorded, and the topics of",
        "definitions and safeguards are exempt, as are options, which move no score.",
        "",
        "## Features that are exempt",
        "",
        "| Fact | Features |",
        "|---|---|",
    ]
    for name, fact in library.catalogue.facts.items():
        exempt = [f"`{feature}`" for feature, spec in fact.features.items() if spec.wider is None]
        if exempt and name.partition(".")[0] in LAW_TOPICS and fact.kind == "provision":
            lines.append(f"| `{name}` | {', '.join(exempt)} |")
    lines += ["", "## Marked features that `applies` reads", "", "| Criterion | Condition |", "|---|---|"]
    for framework in library.frameworks:
        for _, criterion in framework.criteria.values():
            for where, applies in [
                (criterion.id, criterion.applies),
                *((f"{criterion.id}.{element.id}", element.applies) for element in criterion.elements),
            ]:
                for leaf in leaves(applies) if applies is not None else ():
                    feature = library.catalogue.facts[leaf.fact].features.get(leaf.attribute)
                    if feature and feature.wider:
                        lines.append(f"| `{framework.id}` {where} | `{leaf.text}` |")
    return "\n".join([*lines, ""])


def answers() -> str:
    """docs/answers.md: two questions that lawyers ask, answered from the example profiles."""
    profiles = HERE.parent / "examples/profiles"
    lines = [
        "# Two questions answered",
        "",
        "Generated from the example profiles, which are desk work from public sources.",
        "",
    ]
    (kenya,) = assess_file(profiles / "ken.yaml", ["budapest"])
    path = joining_view(kenya)
    assert path is not None
    lines += ["## What would Kenya still need for the Budapest Convention?", "", *path.says, ""]
    lines += ["| Step | Authority | In the profile |", "|---|---|---|"]
    lines += [f"| {title} | {authority} | {done} |" for title, authority, done in path.steps]
    for title, rows in (
        ("Asked of domestic law when the instrument enters into force for the State, not identified in full", path.law),
        ("Asked of domestic law when the instrument enters into force for the State, open", path.law_open),
        ("Designations due", path.designations),
    ):
        lines += ["", f"{title}:", "", *(f"- {row}" for row in rows)]
    lines += ["", "What is not identified, element by element:", ""]
    for finding in kenya.findings:
        if finding.gap and finding.criterion.axis == "law":
            missing = [
                text_in(e.element.says) for e in finding.elements if e.truth.name == "FALSE" and not e.element.option
            ]
            lines.append(f"- Article {finding.criterion.article}: {'; '.join(missing)}.")
    budapest, convention = load_library(["budapest", "un_convention"]).frameworks
    walk = crosswalk(budapest, convention)
    (ghana,) = assess_file(profiles / "gha.yaml", ["un_convention"])
    by_id = {finding.criterion.id: finding for finding in ghana.findings}
    lines += ["", "## What would the UN convention add for Ghana, a Party to Budapest?", ""]
    lines += [
        "Articles that share no fact with the Budapest Convention, with what Ghana's profile shows for each:",
        "",
    ]
    lines += ["| Article | Title | Finding |", "|---|---|---|"]
    for criterion in walk.only_second:
        rating = by_id[criterion.id].rating
        if rating is not Rating.NOT_APPLICABLE:
            lines.append(f"| {criterion.article} | {text_in(criterion.title)} | {terms.rating(rating)} |")
    lines += ["", "Articles that share facts with Budapest and ask for more of them:", ""]
    read = {fact: set[str]() for _, c in budapest.criteria.values() for fact in lines_of(c)}
    for _, criterion in budapest.criteria.values():
        for fact, own in lines_of(criterion).items():
            read[fact] |= own.keys()
    for _, criterion in convention.criteria.values():
        more = {
            fact: own.keys() - read[fact]
            for fact, own in lines_of(criterion).items()
            if fact in read and own.keys() - read[fact]
        }
        if more:
            asked = "; ".join(f"{fact}: {', '.join(sorted(own))}" for fact, own in more.items())
            lines.append(
                f"- {criterion.article} {text_in(criterion.title)} ({terms.rating(by_id[criterion.id].rating)}): {asked}"
            )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (HERE / "problems.md").write_text(problems(), encoding="utf-8")
    (HERE / "coverage.md").write_text(coverage(), encoding="utf-8")
    (HERE / "breadth.md").write_text(breadth(), encoding="utf-8")
    (HERE / "answers.md").write_text(answers(), encoding="utf-8")
    (HERE / "templates.md").write_text(templates(HERE / "templates.md"), encoding="utf-8")
    (HERE / "status.md").write_text(status(), encoding="utf-8")
    for page in map(HERE.joinpath, PAGES):
        if page.is_file():
            page.write_text(made_again(page), encoding="utf-8")
