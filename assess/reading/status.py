"""The status data: reads instruments, sources and rows of States. A row without source, day or grade is a fault."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import cast

from assess.model.base import LONGEST, PartialDate, Refused, when_read
from assess.model.profile import Source
from assess.model.status import (
    GRADES,
    NOTHING,
    Grade,
    Instrument,
    InstrumentsFile,
    Region,
    Row,
    RowStatus,
    SourcesFile,
    StatusData,
)
from assess.problems import InvalidInput, Place, Problem, did_you_mean, problem
from assess.reading.check_status import contradictions, head_faults, region_faults, source_faults
from assess.reading.to_model import found, model_or_problems, shape, wrong_schema
from assess.reading.yamlfile import Document, odd_character, parse_yaml, read_bytes
from assess.resources import data_dir
from assess.words.countries import EUROPEAN_UNION, country_codes

COLUMNS = (
    "state", "status", "invited", "signed", "deposited", "in_force", "until", "territories", "derived", "sources", "day", "grade",
    "note",
)  # fmt: skip
REGION_COLUMNS = ("state", "region", "subregion", "un_group", "world_bank_region", "income", "sources", "day")
_DATES = ("invited", "signed", "deposited", "in_force", "until")
_OF_TREATIES = ("party", "consent_deposited", "signed", "ratified", "invited", "withdrawn", "none")
_OF_ACTS = ("bound", "ceased", "none")
_OF_MEMBERS = ("member", "associate", "observer", "ceased", "none")
_STATUSES = {"treaty": _OF_TREATIES, "act": _OF_ACTS}
_STATE = re.compile(r"[A-Z]{3}")
Cells = dict[str, str]


def load_status(folder: str | Path | None = None) -> StatusData:
    """The status data in a folder; by default, the shipped data.

    Raises:
        InvalidInput: with everything that is wrong in the files.
    """
    base = Path(folder) if folder else data_dir("frameworks") / "status"
    files: dict[str, bytes] = {}
    faults: list[Problem] = []
    for path in [
        base / "instruments.yaml",
        base / "sources.yaml",
        base / "regions.csv",
        *sorted(base.glob("rows/*.csv")),
    ]:
        raw = read_bytes(path, str(path))
        if isinstance(raw, Problem):
            faults.append(raw)
        else:
            files[str(path)] = raw
    if faults:
        raise InvalidInput(faults)
    data, problems = read_status(files, base)
    if problems:
        raise InvalidInput(problems)
    return data


def read_status(files: Mapping[str, bytes], base: Path) -> tuple[StatusData, list[Problem]]:
    """The status data in these files, whose names begin with `base`, and everything that is wrong with them."""
    problems: list[Problem] = []
    heads: list[InstrumentsFile | SourcesFile | None] = []
    documents: list[Document] = []
    for name, schema, model in (
        ("instruments.yaml", "status/v1", InstrumentsFile), ("sources.yaml", "status-sources/v1", SourcesFile),
    ):  # fmt: skip
        document = parse_yaml(files[str(base / name)], str(base / name))
        fault = None if document.data is None and document.problems else wrong_schema(document, schema)
        head, faults = (
            (None, [fault]) if fault else shape(document, model, document.data) if document.data else (None, [])
        )
        made, faults = model_or_problems(head, document.problems, faults)
        heads.append(made)
        documents.append(document)
        problems += faults
    instruments, sources = heads
    if not isinstance(instruments, InstrumentsFile) or not isinstance(sources, SourcesFile):
        return NOTHING, problems
    problems += _heads(instruments.instruments, sources.sources, documents)
    check = Rows(instruments.instruments, sources.sources)
    rows = {name: check.rows(base, name, files) for name in instruments.instruments}
    for path in files:
        if Path(path).parent.name == "rows" and Path(path).stem not in rows:
            hint = did_you_mean(Path(path).stem, rows) or "add it to instruments.yaml"
            why = f"no instrument is called {found(Path(path).stem)}"
            problems.append(problem(Place(path, 1, 1), "bad-row", hint, where="the file", why=why))
    regions = check.regions(str(base / "regions.csv"), files)
    return StatusData(instruments.instruments, sources.sources, rows, regions), sorted(set(problems + check.problems))


def _heads(
    instruments: Mapping[str, Instrument], sources: Mapping[str, Source], documents: Sequence[Document]
) -> list[Problem]:
    """What is wrong with the heads of instruments and sources themselves, ids that nothing declares included."""
    problems = []
    for name, each in instruments.items():
        used = [*each.sources, *(source for total in each.published for source in total.sources)]
        missing = [source for source in used if source not in sources]
        for rule in each.joining:
            named = [*rule.who.members, rule.who.signed, rule.who.acceded, rule.who.party]
            missing += [one for one in named if one is not None and one not in instruments]
        faults = [(f"{found(one)} is declared nowhere", did_you_mean(one, [*sources, *instruments])) for one in missing]
        for why, hint in [*faults, *head_faults(each, sources)]:
            place = documents[0].place(("instruments", name))
            problems.append(problem(place, "bad-row", hint, where=f"instruments.{name}", why=why))
    for name, source in sources.items():
        for why, hint in source_faults(source):
            place = documents[1].place(("sources", name))
            problems.append(problem(place, "bad-row", hint, where=f"sources.{name}", why=why))
    return problems


class Rows:
    """Reads the tables and gathers what is wrong with them."""

    def __init__(self, instruments: Mapping[str, Instrument], sources: Mapping[str, Source]) -> None:
        self.instruments = instruments
        self.sources = sources
        self.states = {*country_codes(), EUROPEAN_UNION}
        self.problems: list[Problem] = []
        self.place = Place("", 1, 1)
        self.where = ""

    def fault(self, code: str, hint: str = "", **values: object) -> None:
        self.problems.append(problem(self.place, code, hint, where=self.where, **values))

    def wrong(self, why: str, hint: str = "") -> None:
        self.fault("bad-row", hint, why=why)

    def table(self, path: str, files: Mapping[str, bytes], columns: Sequence[str]) -> list[Cells]:
        """The rows of a table whose header is `columns`, each with its line under "#"."""
        self.place, self.where = Place(path, 1, 1), "the header"
        raw = files.get(path)
        if raw is None:
            self.wrong("there is no such table", f"create it, with the header {','.join(columns)}")
            return []
        try:
            reader = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True)
            lines = [(reader.line_num, line) for line in reader]
        except (UnicodeDecodeError, csv.Error) as error:
            self.wrong(f"the table cannot be read: {error}", "save it as CSV in UTF-8")
            return []
        if not lines or lines[0][1] != list(columns):
            self.wrong("the columns are not the right ones", f"write {','.join(columns)}")
            return []
        made = []
        before = ""
        for line, cells in lines[1:]:
            self.place, self.where = Place(path, line, 1), cells[0] if cells else "the row"
            if len(cells) != len(columns):
                self.wrong(f"{len(cells)} cells for {len(columns)} columns", "put text that contains a comma in quotes")
                continue
            row = {**dict(zip(columns, cells, strict=True)), "#": str(line)}
            for name, text in row.items():
                if odd := odd_character(text):
                    self.fault("control-character", "leave it out", value=odd)
                elif len(text.splitlines()) > 1:
                    self.wrong(f"{name} has more than one line", "write it in one line")
                elif len(text) > LONGEST["text"]:
                    self.wrong(f"{name} has {len(text)} characters", f"at most {LONGEST['text']}")
            if row["state"] not in self.states or not _STATE.fullmatch(row["state"]):
                self.wrong(
                    f"{found(row['state'])} is not the code of a State",
                    "write its alpha-3 code, such as KEN; EUU is the European Union",
                )
                continue
            if row["state"] <= before:
                self.wrong(
                    "the row is out of order, or there are two for this State",
                    "sort rows by State, with one row for each",
                )
            before = row["state"]
            made.append(row)
        return made

    def rows(self, base: Path, instrument: str, files: Mapping[str, bytes]) -> dict[str, Row]:
        path = str(base / "rows" / f"{instrument}.csv")
        made = {}
        for cells in self.table(path, files, COLUMNS):
            self.place, self.where = Place(path, int(cells["#"]), 1), cells["state"]
            if (row := self.row(cells, self.instruments[instrument])) is not None:
                made[row.state] = row
        return made

    def row(self, cells: Cells, head: Instrument) -> Row | None:
        """One row, or nothing where it cannot be made; everything wrong with it is reported."""
        before = len(self.problems)
        status = cells["status"]
        known = _STATUSES.get(head.kind, _OF_MEMBERS)
        if status not in known:
            self.wrong(
                f"{found(status)} is not a status of such an instrument",
                did_you_mean(status, known) or f"write one of {', '.join(known)}",
            )
        dates = {name: self.when(name, cells[name]) for name in _DATES}
        sources, day = self.sourced(cells)
        for why, hint in contradictions(status, dates, day, head):
            self.wrong(why, hint)
        if cells["grade"] not in GRADES:
            self.wrong(f"{found(cells['grade'])} is not a grade", f"write one of {', '.join(GRADES)}") if cells[
                "grade"
            ] else (self.fault("unsourced-row", f"write one of {', '.join(GRADES)}", what="grade"))
        derived = tuple(cells["derived"].split())
        if stray := [name for name in derived if name not in COLUMNS]:
            self.wrong(
                f"{found(stray[0])} is not a column that can be derived", "name columns, such as status in_force"
            )
        if derived and not cells["note"]:
            self.wrong("something is derived and the note does not say how", "add a note")
        if status in ("withdrawn", "ceased") and dates["until"] is None and not cells["note"]:
            self.wrong("what has ended has no date of effect", "add until, or say in the note what is known")
        if len(self.problems) > before or day is None:
            return None
        return Row(
            cells["state"], cast(RowStatus, status), dates["invited"], dates["signed"], dates["deposited"],
            dates["in_force"], dates["until"], cells["territories"], derived, sources, day, cast(Grade, cells["grade"]),
            cells["note"],
        )  # fmt: skip

    def when(self, name: str, text: str) -> date | PartialDate | None:
        if not text:
            return None
        try:
            return when_read(text)
        except Refused:
            self.wrong(f"{name}: {found(text)} is not a date", "write YYYY-MM-DD, YYYY-MM or YYYY")
            return None

    def sourced(self, cells: Cells) -> tuple[tuple[str, ...], date | PartialDate | None]:
        """The sources and the day of a row, which every row has."""
        sources = tuple(cells["sources"].split())
        if not sources:
            self.fault("unsourced-row", "name one or more ids of sources.yaml, separated by spaces", what="source")
        for name in sources:
            if name not in self.sources:
                self.wrong(f"{found(name)} is not in sources.yaml", did_you_mean(name, self.sources))
        if not cells["day"]:
            self.fault("unsourced-row", "write the last day for which the sources hold", what="day")
        return sources, self.when("day", cells["day"])

    def regions(self, path: str, files: Mapping[str, bytes]) -> dict[str, Region]:
        made = {}
        for cells in self.table(path, files, REGION_COLUMNS):
            self.place, self.where = Place(path, int(cells["#"]), 1), cells["state"]
            sources, day = self.sourced(cells)
            for why, hint in region_faults(cells):
                self.wrong(why, hint)
            if sources and day is not None:
                region, subregion, group, bank, income = (cells[name] for name in REGION_COLUMNS[1:6])
                made[cells["state"]] = Region(cells["state"], region, subregion, group, bank, income, sources, day)
        return made
