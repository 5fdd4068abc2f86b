"""Makes the golden outputs with the command line alone: a file for each profile, and one for the comparison of all."""

import contextlib
import gc
import io
import sys
import tempfile
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.golden.reading import cells, data_lines, digest, printed, steady

ROOT = Path(__file__).parents[2]
HOME = Path(__file__).parent / "files"
DEFAULT = "cooperation"
TOGETHER = (DEFAULT, "budapest", "un_convention")
"""Frameworks that are also put into one document, for what is said about several of them."""
FRENCH = "fr"
COMMON, MARKS, PRINTED = "common.txt", "marks", "printed in "
_HEAD = """Golden outputs, written by `make golden`; each changed line is explained in the commit that changes it (CONTRIBUTING.md).
Sentences of frameworks and facts, as they stand there, are not repeated here; marks tell whether anything else changed."""


class Case(NamedTuple):
    """One profile and the frameworks that it is assessed against."""

    name: str
    profile: Path
    frameworks: tuple[str, ...]


class Document(NamedTuple):
    """The lines of one document, in order; lines that are short or come from the framework are only part of its mark."""

    kind: str
    name: str
    lines: tuple[str, ...]
    known: frozenset[str]
    markup: str


class Made(NamedTuple):
    """Data and scorecards under their headings, and the documents."""

    sections: dict[str, list[str]]
    documents: list[Document]


def call(*args: str | Path) -> str:
    """What the command prints.

    Raises:
        RuntimeError: it ends with another code than 0.
    """
    from assess.cli.main import main  # the program itself would end this process

    out, err = io.StringIO(), io.StringIO()
    before, threshold = sys.argv, gc.get_threshold()
    sys.argv = ["assess", *map(str, args)]
    code: object = 0
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), contextlib.chdir(ROOT):
            main()
    except SystemExit as stop:
        code = stop.code
    finally:
        sys.argv = before
        gc.set_threshold(*threshold)
        gc.unfreeze()
    if code:
        raise RuntimeError(f"assess {' '.join(map(str, args))}: exit code {code}: {err.getvalue()}")
    return out.getvalue()


@cache
def _version() -> str:
    return call("--version").split()[-1]


@cache
def cases() -> tuple[Case, ...]:
    """All shipped examples under all shipped frameworks, and the index under its own."""
    listed = call("frameworks", "list").splitlines()
    one_state = [line for line in listed if line[:1].strip() and " criteria " in line]
    shipped = tuple(sorted(line.split()[0] for line in one_state))
    profiles = sorted((ROOT / "examples/profiles").glob("*.yaml"))
    index = ROOT / "examples/index"
    return (
        *(Case(path.stem, path.relative_to(ROOT), shipped) for path in profiles),
        Case("index", (index / "profile.yaml").relative_to(ROOT), (str(index.relative_to(ROOT)),)),
    )


def of_profile(case: Case, frameworks: Sequence[str], *, html: Sequence[str] = ()) -> Made:
    """The profile under each of `frameworks` in English; as HTML only under those in `html`."""
    made = Made({}, [])
    for framework in frameworks:
        _add(made, case, [framework], framework in html)
    return made


def whole(case: Case) -> Made:
    """Everything that is recorded for a profile."""
    made = of_profile(case, case.frameworks, html=case.frameworks)
    if DEFAULT in case.frameworks:
        _add(made, case, [DEFAULT], True, FRENCH)
        _add(made, case, TOGETHER, True)
    return made


def _add(made: Made, case: Case, frameworks: Sequence[str], html: bool, language: str = "") -> None:
    name = " + ".join(Path(each).name for each in frameworks) + (f" ({language})" if language else "")
    args: list[str | Path] = ["run", case.profile, *(part for each in frameworks for part in ("-f", each))]
    args += ["--language", language] if language else []
    found = _written(args, [".json", ".csv", *([".html"] if html else [])])
    data, texts = data_lines(found[".json"])
    before = {line for each in made.sections.values() for line in each} if len(frameworks) > 1 else set()
    made.sections[f"text, {name}"] = [line for line in _lines(call(*args)) if line not in before]
    known = frozenset(" ".join(text.split()) for text in texts)
    if len(frameworks) == 1:
        made.sections[f"data, {name}"] = data[-1:] if language else data  # numbers are the same in every language
        made.documents.append(Document("csv", name, tuple(cells(found[".csv"])), known, ""))
    if html:
        lines, markup = printed(steady(found[".html"], _version()))
        made.documents.append(Document("html", name, tuple(lines), known, markup))


def of_comparison() -> Made:
    """All profiles side by side under each framework."""
    made = Made({}, [])
    profiles = [case.profile for case in cases() if DEFAULT in case.frameworks]
    for framework in next(case.frameworks for case in cases() if DEFAULT in case.frameworks):
        args: list[str | Path] = ["compare", *profiles, "-f", framework]
        found = _written(args, [".json", ".csv", ".html"])
        made.sections[f"text, {framework}"] = _lines(call(*args))
        if framework == DEFAULT:  # the numbers of the others stand in the file of each profile
            made.sections[f"data, {framework}"] = data_lines(found[".json"])[0]
        else:
            made.sections[f"data, {framework}"] = data_lines(found[".json"])[0][-1:]
        lines, markup = printed(steady(found[".html"], _version()))
        made.documents.append(Document("csv", framework, tuple(cells(found[".csv"])), frozenset(), ""))
        made.documents.append(Document("html", framework, tuple(lines), frozenset(), markup))
    return made


def _lines(text: str) -> list[str]:
    return [line for line in steady(text, _version()).split("\n") if line]


def _written(args: Sequence[str | Path], kinds: Iterable[str]) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        paths = {kind: Path(folder) / f"x{kind}" for kind in kinds}
        call(*args, *(part for path in paths.values() for part in ("-o", path)))
        return {kind: path.read_text(encoding="utf-8") for kind, path in paths.items()}


# The files

Groups = dict[str, list[str]]
"""Printed lines, under the names of the documents that print them."""


def kept(document: Document) -> dict[str, None]:
    """The sentences of a document that are written out, each once; without single words, ids, figures and lines recorded
    elsewhere."""
    return dict.fromkeys(line for line in document.lines if " " in line and line not in document.known)


def groups_of(documents: Iterable[Document]) -> Groups:
    """Each line once, under all documents that print it, in the order in which they first do."""
    printing: dict[str, dict[str, list[str]]] = {}
    for document in documents:
        for line in kept(document):
            printing.setdefault(line, {}).setdefault(document.kind, []).append(document.name)
    groups: Groups = {}
    for line, kinds in printing.items():
        heading = "; ".join(f"{kind} {', '.join(names)}" for kind, names in sorted(kinds.items()))
        groups.setdefault(heading, []).append(line)
    return dict(sorted(groups.items()))


def prints(heading: str, document: Document) -> bool:
    """Whether a group has lines that this document prints."""
    kinds = dict(part.split(" ", 1) for part in heading.split("; "))
    return document.name in kinds.get(document.kind, "").split(", ")


def common_of(found: Sequence[Groups]) -> Groups:
    """The lines that all profiles print in the same documents."""
    first, *others = found
    common = {
        heading: [line for line in lines if all(line in each.get(heading, ()) for each in others)]
        for heading, lines in first.items()
    }
    return {heading: lines for heading, lines in common.items() if lines}


def without(groups: Groups, common: Groups) -> Groups:
    """The lines that a profile prints beyond those of all profiles."""
    own = {heading: [x for x in lines if x not in set(common.get(heading, ()))] for heading, lines in groups.items()}
    return {heading: lines for heading, lines in own.items() if lines}


def ranks(own: Groups, common: Groups) -> dict[str, int]:
    """The position of each line, which the marks use."""
    ordered = (line for each in sorted({*own, *common}) for line in [*common.get(each, ()), *own.get(each, ())])
    return {line: i for i, line in enumerate(ordered)}


def marks(document: Document, rank: dict[str, int]) -> str:
    """One line that changes with the order of a document's lines, and with its markup.

    A line that is written out counts by its place among those of this document, so that other words in the same place change
    that line alone.
    """
    own = {line: f"#{i}" for i, line in enumerate(sorted(kept(document), key=rank.__getitem__))}
    known = {line: f"={i}" for i, line in enumerate(dict.fromkeys(x for x in document.lines if x in document.known))}
    order = digest([own.get(line) or known.get(line) or line for line in document.lines])
    markup = f", markup {document.markup}" if document.markup else ""
    return f"{document.kind} {document.name}: {len(document.lines)} lines, order {order}{markup}"


def text_of(made: Made, common: Groups) -> str:
    """The file of a profile: data, scorecards, and the lines it prints beyond those of all profiles."""
    own = without(groups_of(made.documents), common)
    rank = ranks(own, common)
    return _file({**made.sections, MARKS: [marks(each, rank) for each in made.documents], **_printed(own)})


def _printed(groups: Groups) -> dict[str, list[str]]:
    return {f"{PRINTED}{heading}": lines for heading, lines in groups.items()}


def _file(sections: dict[str, list[str]]) -> str:
    lines = _HEAD.split("\n")
    for heading, content in sections.items():
        lines += ["", f"== {heading}", *content]
    return "\n".join(lines) + "\n"


def read(name: str, folder: Path = HOME) -> dict[str, list[str]]:
    """The sections of a file; none if it does not exist."""
    path = folder / name
    found: dict[str, list[str]] = {}
    blocks = path.read_text(encoding="utf-8").split("\n\n== ")[1:] if path.exists() else []
    for block in blocks:
        heading, *content = block.removesuffix("\n").split("\n")
        found[heading] = content
    return found


def read_groups(sections: dict[str, list[str]]) -> Groups:
    """The printed lines among the sections of a file."""
    return {heading.removeprefix(PRINTED): lines for heading, lines in sections.items() if heading.startswith(PRINTED)}


def write(folder: Path = HOME) -> None:
    """Writes all files, and removes those that are no longer made."""
    made = {case.name: whole(case) for case in cases()}
    common = common_of([groups_of(made[case.name].documents) for case in cases() if DEFAULT in case.frameworks])
    made["comparison"] = of_comparison()
    texts = {f"{name}.txt": text_of(each, common if name in usual() else {}) for name, each in made.items()}
    texts[COMMON] = _file(_printed(common))
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.txt"):
        if path.name not in texts:
            path.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def usual() -> list[str]:
    """The cases that are assessed against all shipped frameworks and share the common lines."""
    return [case.name for case in cases() if DEFAULT in case.frameworks]


if __name__ == "__main__":
    write(*map(Path, sys.argv[1:2]))
