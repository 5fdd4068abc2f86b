"""The sheets of a spreadsheet that hold findings, their elements, and the places in sources on which they rest."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, get_args

from assess.engine.advice import Worked
from assess.engine.bindings import standings
from assess.engine.reforms import Reform, by_point
from assess.model.results import Assessment, Change, Counted, FactState, Finding
from assess.views.cells import Address, Cell, Column, Link, Share, Sheet, first_rows
from assess.views.domains import findings_in_order, numbers_of, paths
from assess.views.element_rows import ElementRow, element_rows
from assess.views.roadmap_view import option_ids
from assess.views.standing_view import cites_say, standing_says
from assess.words import sentences, terms
from assess.words.citations import cited_as, places, source_name
from assess.words.language import _, headed, listed, quote, say


class Own(NamedTuple):
    """One assessment with what every row of its sheets needs."""

    worked: Worked
    name: str
    """Of the framework."""
    domains: Mapping[str, str]
    """The titles of domains, with those of the domains around them."""
    numbers: Mapping[str, str]
    """The numbers of findings in print."""

    @property
    def assessment(self) -> Assessment:
        return self.worked.assessment

    def key(self, finding: Finding) -> str:
        """What links call the row of a finding."""
        return finding_key(self.assessment, finding)

    def number(self, finding: Finding) -> str:
        return self.numbers[finding.criterion.id]

    def head(self, finding: Finding, number: Cell) -> tuple[Cell, ...]:
        """The first cells of a row about a finding."""
        criterion = finding.criterion
        return (
            self.name,
            number,
            self.domains[finding.domain.domain],
            terms.axis(criterion.axis),
            criterion.id,
            say(criterion.title),
        )


def own_of(worked: Worked) -> Own:
    """An assessment with its words and numbers."""
    framework = worked.assessment.framework
    return Own(worked, terms.framework_name(framework), paths(framework), numbers_of(worked.assessment))


def finding_key(assessment: Assessment, finding: Finding) -> str:
    """What links call the row of a finding."""
    return f"{assessment.framework.id}:{finding.criterion.id}"


def article_says(assessment: Assessment, finding: Finding) -> str:
    """The articles that a finding cites, each with its instrument."""
    said, article = cites_say(assessment, finding), finding.criterion.article
    if said or not article:
        return _lines(said)
    return f"{terms.framework_name(assessment.framework)}, {article}"


def _standing(assessment: Assessment, finding: Finding) -> str:
    """Where the State stands under each instrument that a finding cites: in print this stands once, in annex A."""
    found: dict[str, str] = {}
    for each in standings(assessment, finding.criterion):
        origin = assessment.framework.head.instruments[each.cite.instrument]
        found.setdefault(say(origin.short or origin.title), standing_says(assessment, each.standing))
    return _lines(headed(title, said) for title, said in found.items())


def finding_sheets(worked: Sequence[Worked], made: Sequence[Reform]) -> tuple[Sheet, Sheet, Sheet]:
    """Findings, elements, and the evidence of each finding, place by place."""
    owns = [own_of(each) for each in worked]
    return _findings(owns, made), _elements(owns), _evidence(owns)


def _in_order(owns: Iterable[Own]) -> Iterator[tuple[Own, Finding]]:
    return ((own, finding) for own in owns for finding in findings_in_order(own.assessment))


def _head_columns() -> tuple[Column, ...]:
    return (
        Column(_("Framework"), 18),
        Column(_("Number"), 9),
        Column(_("Domain"), 22),
        Column(_("Axis"), 10),
        Column(_("Criterion"), 22),
        Column(_("Title"), 34),
    )


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(filter(None, texts))


# Findings


def _findings(owns: Sequence[Own], made: Sequence[Reform]) -> Sheet:
    columns = (
        *_head_columns(),
        Column(_("Article"), 30),
        Column(_("Where the State stands"), 34),
        Column(_("Obligation"), 12),
        Column(_("Finding"), 18),
        Column(_("Low"), 8),
        Column(_("High"), 8),
        Column(_("Known"), 9),
        Column(_("Point for attention"), 13),
        Column(_("Elements identified"), 13),
        Column(_("Elements not identified"), 13),
        Column(_("Elements open"), 13),
        Column(_("Not identified"), 50),
        Column(_("Open"), 50),
        Column(_("Evidence"), 40),
        Column(_("Places cited"), 9),
        Column(_("Strength of evidence"), 18),
        Column(_("Smallest change"), 50),
        Column(_("Options"), 10),
        Column(_("Readings and notes"), 50),
        Column(_("Comments of the country"), 40),
        Column(_("Draft"), 8),
        Column(_("Elements narrower, as declared or as the text permits"), 16),
        Column(_("Elements compatible if declared at signature or deposit"), 16),
        Column(_("Narrower, and no gap"), 50),
    )
    ids, serving = option_ids(made), by_point(made)
    options = {point: [ids[each.id] for each in own] for point, own in serving.items()}
    kept = list(_in_order(owns))
    rows = tuple(_finding(own, finding, options) for own, finding in kept)
    keys = [own.key(finding) for own, finding in kept] + [own.assessment.framework.id for own, _finding_ in kept]
    return Sheet("Findings", _("Findings"), columns, rows, _rows_of(keys, len(rows)), fixed=2)


def _rows_of(keys: Sequence[str], rows: int) -> Mapping[str, int]:
    """The rows of findings by their keys, and the first row of each framework by its id."""
    found = dict(first_rows(list(keys[:rows])))
    for name, row in first_rows(list(keys[rows:])).items():
        found.setdefault(name, row)
    return found


def _finding(own: Own, finding: Finding, options: Mapping[tuple[str, str], Sequence[str]]) -> tuple[Cell, ...]:
    assessment, criterion, key = own.assessment, finding.criterion, own.key(finding)
    rows = list(element_rows(finding))
    sources = assessment.profile.sources
    by = {kind: [row for row in rows if row.group == kind] for kind in get_args(Counted)}
    states = _states(rows)
    numbers = options.get((assessment.framework.id, criterion.id), ())
    cited = len(list(_cited(own, finding)))
    return (
        *own.head(finding, Link(own.number(finding), "Elements", key)),
        article_says(assessment, finding),
        _standing(assessment, finding),
        terms.obligation(criterion.obligation),
        terms.result(finding),
        Share(finding.low),
        Share(finding.high),
        Share(finding.coverage),
        terms.yes_no(finding.gap),
        *(len(by[kind]) for kind in ("identified", "missing", "open")),
        _lines(_element_says(finding, row) for row in by["missing"]),
        _lines(_element_says(finding, row) for row in by["open"]),
        _lines(dict.fromkeys(text for row in rows for text in row.citations(sources))),
        Link(str(cited), "Evidence", key) if cited else "",
        sentences.how_sure(state for state in states if state.known == "answered"),
        _smallest_change(own.worked.change(finding)),
        Link(", ".join(numbers), "Options", numbers[0]) if numbers else "",
        _lines(dict.fromkeys(text for state in states for text in _notes(state))),
        _comments(assessment, criterion.id),
        terms.yes_no(criterion.verified == "unverified"),
        len(by["declared"]),
        len(by["compatible"]),
        _lines(_element_says(finding, row) for row in (*by["declared"], *by["compatible"])),
    )


def _states(rows: Iterable[ElementRow]) -> list[FactState]:
    return list({state.id: state for row in rows for state in row.states}.values())


def _notes(state: FactState) -> Iterator[str]:
    """The readings and the note that a profile gives with an answer."""
    answer = state.answer
    if answer is None:
        return
    for reading in (answer.reading, *(basis.basis.reading for basis in state.bases if basis.basis)):
        if reading:
            yield _("Reading: {text}").format(text=quote(reading))
    if answer.note:
        yield quote(answer.note)


def _comments(assessment: Assessment, criterion: str) -> str:
    """What the authorities of the country said on this criterion."""
    comments = assessment.profile.comments
    received = [each for each in (comments.received if comments else ()) if each.on == criterion]
    return _lines(headed(quote(each.by), quote(each.text)) if each.by else quote(each.text) for each in received)


def _element_says(finding: Finding, row: ElementRow) -> str:
    """What an element says, with the remark on it; for a measure, what is measured and whether it reaches its target."""
    if finding.measured is not None:
        return headed(say(finding.measured.fact.title), row.status)
    return f"{row.says} ({row.remark})" if row.remark else row.says


def _smallest_change(change: Change | None) -> str:
    if change is None:
        return ""
    to_change = [
        text if text == sentences.nothing_removed() else " ".join((_("To change."), text))
        for text in sentences.changes_say(change.reform)
    ]
    return _lines([*to_change, *(" ".join((_("To confirm."), text)) for text in sentences.steps_say(change.confirm))])


# Elements


def _elements(owns: Sequence[Own]) -> Sheet:
    columns = (
        *_head_columns(),
        Column(_("Element"), 20),
        Column(_("Says"), 60),
        Column(_("Status"), 16),
        Column(_("Kind"), 14),
        Column(_("Remark"), 30),
        Column(_("Facts"), 34),
        Column(_("Evidence"), 50),
    )
    kept = [(own, finding, row) for own, finding in _in_order(owns) for row in element_rows(finding)]
    rows = tuple(
        (
            *own.head(finding, Link(own.number(finding), "Findings", own.key(finding))),
            row.id,
            row.says,
            row.status,
            _kind(row),
            row.remark,
            _lines(state.id for state in row.states),
            _lines(row.citations(own.assessment.profile.sources)),
        )
        for own, finding, row in kept
    )
    keys = first_rows([own.key(finding) for own, finding, _row in kept])
    return Sheet("Elements", _("Elements"), columns, rows, keys, fixed=2)


def _kind(row: ElementRow) -> str:
    if row.result is None:
        return _("measure")
    element = row.result.element
    return _("an option, not scored") if element.option else _("essential") if element.essential else ""


# Evidence


class _Cited(NamedTuple):
    """One place that a fact of a finding cites."""

    state: FactState
    source: str
    pins: str
    elements: tuple[str, ...]


def _cited(own: Own, finding: Finding) -> Iterator[_Cited]:
    sources = own.assessment.profile.sources
    rows = list(element_rows(finding))
    for state in _states(rows):
        elements = tuple(row.id for row in rows if row.id and any(each.id == state.id for each in row.states))
        found = dict.fromkeys(cited for place in places(state, sources) for cited in place)
        for cited in found:
            yield _Cited(state, cited.source, cited_as(cited), elements)


def _evidence(owns: Sequence[Own]) -> Sheet:
    columns = (
        Column(_("Framework"), 18),
        Column(_("Number"), 9),
        Column(_("Title"), 34),
        Column(_("Fact"), 34),
        Column(_("Elements"), 24),
        Column(_("Consulted as"), 24),
        Column(_("Source"), 34),
        Column(_("Place"), 30),
        Column(_("Strength of evidence"), 18),
        Column(_("Address"), 50),
    )
    kept = [(own, finding, cited) for own, finding in _in_order(owns) for cited in _cited(own, finding)]
    rows = tuple(_place(own, finding, cited) for own, finding, cited in kept)
    keys = first_rows([own.key(finding) for own, finding, _cited_ in kept])
    return Sheet("Evidence", _("Evidence"), columns, rows, keys, fixed=2)


def _place(own: Own, finding: Finding, cited: _Cited) -> tuple[Cell, ...]:
    sources = own.assessment.profile.sources
    source = sources.get(cited.source)
    return (
        own.name,
        Link(own.number(finding), "Findings", own.key(finding)),
        say(finding.criterion.title),
        say(cited.state.fact.title),
        listed(cited.elements),
        _("read in full, nothing found") if cited.state.known == "none" else _("cited for the answer"),
        Link(source_name(cited.source, sources), "Sources", cited.source),
        cited.pins,
        sentences.how_sure([cited.state]),
        Address(source.url) if source and source.url else "",
    )
