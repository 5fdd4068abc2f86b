"""Between the States of a case: where grounds overlap, consultation, what differs between days, dual criminality, and steps."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from assess.engine.case import CaseReading, Claim, Consultation, OffenceReading
from assess.engine.case_days import F, Period, Piece, T
from assess.engine.case_pairs import Dual, Threshold
from assess.engine.case_steps import ORDER, CaseStep, DirectionSteps, WholeCase
from assess.model.base import earliest
from assess.model.results import FactState, Truth
from assess.words import case_words as words
from assess.words.alphabet import alphabetical
from assess.words.citations import joined
from assess.words.figures import date_words, quantity
from assess.words.language import _, listed, ngettext, say
from assess.words.sentences import treaty_standing

Names = Mapping[str, str]
_WORD = {T: "yes", F: "no"}


class DualRow(NamedTuple):
    """One offence in both laws."""

    offence: str
    conduct: str
    request: str
    notes: tuple[str, ...]


class DualTable(NamedTuple):
    """Dual criminality in one direction."""

    asking: str
    asked: str
    rows: tuple[DualRow, ...]


class StepRow(NamedTuple):
    """One step in one direction."""

    title: str
    number: str
    """Its number in the figure."""
    sign: str
    mark: str
    status: str
    rests_on: tuple[str, ...]
    conditions: tuple[str, ...]


class StepTable(NamedTuple):
    """What one State would ask of another."""

    asking: str
    asked: str
    codes: tuple[str, str]
    purposes: str
    rows: tuple[StepRow, ...]
    first: str
    """The first step without an established basis; or that there is none."""


def offence_title(offence: OffenceReading) -> str:
    """The offence by its title; of one conduct among several, with the question about it."""
    title = say(offence.title)
    return _("{title} ({question})").format(title=title, question=say(offence.asked)) if offence.asked else title


def span_words(start: date, end: date) -> str:
    """ "1 April 2025 to 30 June 2025", or one day."""
    if start == end:
        return date_words(start)
    return _("{start} to {end}").format(start=date_words(start), end=date_words(end))


def only_words(found: Period) -> str:
    """The stretches of the conduct on which it is so: "from 1 April 2025 to 30 June 2025"."""

    def one(piece: Piece) -> str:
        if piece.start == piece.end:
            return _("on {date}").format(date=date_words(piece.start))
        return _("from {start} to {end}").format(start=date_words(piece.start), end=date_words(piece.end))

    return listed(map(one, found.days))


def in_order(codes: Iterable[str], names: Names) -> str:
    """States by name, in alphabetical order: "Azuria and Belmora"."""
    return joined(sorted((names[code] for code in codes), key=alphabetical))


def overlaps_say(reading: CaseReading, names: Names) -> tuple[str, ...]:
    """Where more than one State could assert jurisdiction; offences of which the same is said together."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for each in reading.offences:
        could = in_order((c.code for c in each.claims if c.found.word in ("yes", "part")), names)
        open_ones = in_order((c.code for c in each.claims if c.found.word == "open"), names)
        found.setdefault((each.overlap.word, could, open_ones), []).append(offence_title(each))
    lines = []
    for (word, could, open_ones), titles in found.items():
        said = {
            "yes": _("grounds of {states} overlap over the whole of the conduct."),
            "part": _("grounds of {states} overlap over part of the conduct."),
            "open": _("whether grounds overlap is open: {states} could assert jurisdiction."),
            "no": _("no overlap: {states} could assert jurisdiction."),
        }[word] if could else _("no State is recorded that could assert jurisdiction.")  # fmt: skip
        text = said.format(states=could)
        if open_ones:
            text = _("{text} Open: {states}.").format(text=text, states=open_ones)
        lines.append(_("{title}: {text}").format(title=listed(titles), text=text))
    return tuple(lines)


def consultation_says(reading: CaseReading, names: Names) -> tuple[str, ...]:
    """Whether article 22(5) would apply if each State claimed, on the days on which treaties are read."""
    found: dict[tuple[tuple[str, ...], Truth, tuple[str, ...], tuple[str, ...]], list[str]] = {}
    by_result: dict[tuple[Truth, tuple[str, ...], tuple[str, ...], str], list[date]] = {}
    outside = []
    for each in reading.offences:
        if not each.article:
            outside.append(offence_title(each))
        for one in each.consultation:
            by_result.setdefault((one.found, one.parties, one.open_, offence_title(each)), []).append(one.day)
    for (truth, parties, open_ones, title), days in by_result.items():
        found.setdefault((tuple(map(date_words, days)), truth, parties, open_ones), []).append(title)
    lines = []
    for (shown, truth, parties, open_ones), titles in found.items():
        said = _consulted(Consultation(reading.days.request, truth, parties, open_ones), names)
        lines.append(_("{offences}, on {days}: {text}").format(offences=listed(titles), days=joined(shown), text=said))
    if outside:
        lines.append(
            _(
                "Article 22(5) speaks of offences established in accordance with the Convention, and so not of: {offences}."
            ).format(offences=listed(outside))
        )
    return tuple(lines)


def _consulted(found: Consultation, names: Names) -> str:
    parties, open_ones = in_order(found.parties, names), in_order(found.open_, names)
    if found.found is T:
        said = _(
            "article 22(5) of the Convention on Cybercrime would apply if each claimed: {states} are Parties and could assert "
            "jurisdiction; Parties that claim it consult where appropriate."
        ).format(states=parties)
    elif found.found is F:
        return _("article 22(5) would not apply: fewer than two Parties are recorded that could assert jurisdiction.")
    else:
        said = _("whether article 22(5) would apply if each claimed is open.")
        if parties:
            said = _("{text} Party that could assert jurisdiction: {states}.").format(text=said, states=parties)
    return _("{text} Open: {states}.").format(text=said, states=open_ones) if open_ones else said


def days_say(reading: CaseReading, names: Names) -> tuple[str, ...]:
    """What differs between the days of the case, with the question that follows and whose it is."""
    found: dict[tuple[str, str], list[str]] = {}
    for each in reading.offences:
        for claim in each.claims:
            if claim.grounds:
                for said in _changes(claim, reading):
                    found.setdefault((names[claim.code], said), []).append(offence_title(each))
    lines = [
        _("{state}, {offences}: {text}").format(state=state, offences=listed(titles), text=said)
        for (state, said), titles in sorted(found.items(), key=lambda one: alphabetical(one[0][0]))
    ]
    return (*lines, *_treaties(reading, names))


def _changes(claim: Claim, reading: CaseReading) -> Iterable[str]:
    decision = date_words(reading.days.decision)
    if claim.criminal.word == "part":
        yield _("recorded as an offence only {days}.").format(days=only_words(claim.criminal))
    if claim.lighter is not None and claim.lighter.after is None:
        yield _("an offence at the end of the conduct, and no longer on {date}; what follows is for the court.").format(
            date=decision
        )
    elif claim.lighter is not None:
        yield _(
            "the longest prison term recorded was {before} months at the end of the conduct and is {after} on {date}; whether the "
            "lighter penalty applies is for the court."
        ).format(before=_months(claim.lighter.before), after=_months(claim.lighter.after or 0), date=decision)


def _months(value: float) -> str:
    return quantity(int(value) if value == int(value) else value)


def _treaties(reading: CaseReading, names: Names) -> Iterable[str]:
    days = reading.days
    for state in sorted(reading.states, key=lambda state: alphabetical(names[state.code])):
        first, last = state.convention[0], state.convention[-1]
        if len({one.truth for one in state.convention}) > 1:
            yield _("{state}, Convention on Cybercrime: on {request} {before}; on {decision} {after}.").format(
                state=names[state.code], before=_standing(first), request=date_words(days.request),
                after=_standing(last), decision=date_words(days.decision),
            )  # fmt: skip
        answer = last.answer
        if last.truth is T and answer is not None and answer.from_ is not None and earliest(answer.from_) > days.start:
            text = (
                _(
                    "{state} became a Party to the Convention on Cybercrime after the conduct ended; whether a request under it "
                    "may concern earlier conduct is a question for the States concerned."
                )
                if earliest(answer.from_) > days.end
                else _(
                    "{state} became a Party to the Convention on Cybercrime after the conduct began; whether a "
                    "request under it may concern earlier conduct is a question for the States concerned."
                )
            )
            yield text.format(state=names[state.code])


def _standing(state: FactState) -> str:
    return treaty_standing(state, position=False) or _("status on that day not known")


# Dual criminality


def dual_tables(case: WholeCase, names: Names, order: Sequence[str]) -> tuple[DualTable, ...]:
    """Dual criminality for each direction; offences of which the same is said together."""
    titles = {each.fact: offence_title(each) for each in case.reading.offences}
    made = []
    for each in _sorted(case.directions, order):
        found: dict[DualRow, list[str]] = {}
        for one in each.direction.dual:
            found.setdefault(_dual(one), []).append(titles[one.offence])
        rows = tuple(row._replace(offence=listed(own)) for row, own in found.items())
        made.append(DualTable(names[each.direction.requesting], names[each.direction.requested], rows))
    return tuple(made)


def _sorted(directions: Iterable[DirectionSteps], order: Sequence[str]) -> list[DirectionSteps]:
    return sorted(directions, key=lambda d: (order.index(d.direction.requesting), order.index(d.direction.requested)))


def _dual(found: Dual) -> DualRow:
    notes = []
    if found.differs:
        notes.append(_("which day counts depends on the requested State’s rule"))
    notes += filter(None, map(_threshold, found.thresholds))
    request = words.both(_WORD.get(found.at_request, "open"))
    return DualRow("", words.both(found.at_conduct.word), request, tuple(notes))


def _threshold(found: Threshold) -> str:
    source = {
        "convention": _("article 24(1)(a) of the Convention on Cybercrime"),
        "law": _("the requested State’s law on extradition"),
    }[found.source]
    conduct, request = found.at_conduct.word, _WORD.get(found.at_request, "open")
    said = {
        "yes": _("reached in both laws"), "part": _("reached in both laws for part of it"), "open": _("open"),
        "no": _("not reached in both laws"),
    }  # fmt: skip
    values = {
        "months": quantity(int(found.months)),
        "source": source,
        "conduct": said[conduct],
        "request": said[request],
    }
    if conduct == request:
        text = _("threshold of {months} months ({source}): {conduct}").format(**values)
    else:
        text = _(
            "threshold of {months} months ({source}): at the conduct {conduct}, at the request {request}; depends on the requested "
            "State’s rule"
        ).format(**values)
    return text


# Steps


def step_tables(case: WholeCase, names: Names, order: Sequence[str]) -> tuple[StepTable, ...]:
    """The steps for each direction, from report to trial."""
    made = []
    shown = [name for name, _p in ORDER if any(name == s.result.step.id for d in case.directions for s in d.steps)]
    numbers = {name: i for i, name in enumerate(shown, 1)}
    for each in _sorted(case.directions, order):
        direction, first = each.direction, each.first_open
        if not each.steps:
            continue
        if first is None:
            said = _("A basis is recorded for each of these steps.")
        else:
            said = _("First step without an established basis: {step} ({status}).").format(
                step=say(first.result.step.title), status=words.status(first.status.value)
            )
        made.append(StepTable(
            names[direction.requesting], names[direction.requested], (direction.requesting, direction.requested),
            listed(map(words.purpose, direction.purposes)), tuple(_step(step, numbers) for step in each.steps), said,
        ))  # fmt: skip
    return tuple(made)


def _step(step: CaseStep, numbers: Mapping[str, int]) -> StepRow:
    result = step.result
    rests_on = [say(route.route.says) for route in result.routes if route.truth is T] if step.established else []
    if step.changed:
        rests_on = [_("the beginning and the end of the conduct give different results")]
    elif not step.established and not step.none:
        apart = [route for route in result.routes if route.truth not in (T, F) and route.differs]
        rests_on = [_("on some of the days only: {basis}").format(basis=say(route.route.says)) for route in apart]
        n = sum(route.truth is not F for route in result.routes) - len(apart)
        if n:
            rests_on.append(ngettext("{n} possible basis is open", "{n} possible bases are open", n).format(n=n))
    if step.instead_of:
        rests_on = [_("can take the place of extradition"), *rests_on]
    conditions = []
    if step.established:
        conditions = [say(one.condition.title) for one in result.conditions if one.asked is T]
        n = sum(one.asked not in (T, F) for one in result.conditions)
        if n:
            more = _("{n} more may be asked for") if conditions else _("{n} may be asked for")
            conditions.append(more.format(n=quantity(n)))
    mark = "yes" if step.established else "no" if step.none else "open"
    return StepRow(
        say(result.step.title), str(numbers[result.step.id]), words.SIGNS[mark], mark, words.status(step.status.value),
        tuple(rests_on), tuple(conditions),
    )  # fmt: skip
