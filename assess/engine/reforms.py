"""Reforms: what fails, gathered by the one act of law-making (or other step) that would supply it.

Every point for attention has its reforms, and every reform its points. A reform is made of elements that are known to fail,
never of one that holds or is only open. What rests on a provision is gathered by the provision that would be amended, what
waits to come into force by its law, all else by the fact whose reform the catalogue describes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from assess.engine.advice import Worked
from assess.engine.failing import Part, on_the_road, parts_of
from assess.engine.roads import Law, Road, Waiting, Wanted, said, would_be
from assess.model.base import Text
from assess.model.profile import ProvisionEntry
from assess.model.results import Assessment, FactState, Finding, Truth
from assess.tuples import NamedTuple

ZERO = Fraction(0)
_MIDDLE = 3
"""The effort of a reform whose catalogue entry gives none."""
_LIGHT = 1
"""The effort of bringing into force what is made, or of looking at what is there."""
_STEPS: dict[str, tuple[str, int | None]] = {
    "assent": ("commencement", _LIGHT), "promulgation": ("commencement", _LIGHT), "instrument": ("commencement", _LIGHT),
    "regulations": ("regulation", 2), "date": ("commencement", None),
}  # fmt: skip
"""What brings a text into force that waits for this, and the effort; a bill is made law as any other act is."""
MONTHS = {1: 3, 2: 6, 3: 12, 4: 24, 5: 36}
"""How long a reform of each effort takes; our own rule of thumb, and said so wherever it is printed."""


Key = tuple[str, ...]
Point = tuple[str, str]
"""A framework and a criterion, by their ids."""


class Reform(NamedTuple):
    """One act of law-making, or another step, with everything that it serves."""

    id: str
    """ "amend:cmca.48"; the same wherever the same is to be done."""
    kind: str
    """"amend", "commence", "provide", "extend", "write", as roads are; or "review", where what fails is a ground of refusal or a
    safeguard, of which no change is advised."""
    provisions: tuple[str, ...]
    """The provisions that would be amended or brought into force."""
    waiting: Waiting | None
    lost: tuple[tuple[str, ProvisionEntry], ...]
    parts: tuple[Part, ...]
    """Those with the strongest consequence in law first."""
    do: Text | None
    """The recommendation as written, of what is not there at all."""
    owner: Text | None
    vehicle: str | None
    effort: int | None
    needs: tuple[str, ...]
    """Facts that have to hold first and are not known to."""
    after: tuple[str, ...]
    """Reforms that supply those, and come before it."""
    gain: Fraction
    """Share of the weight that is known to be missing and that the reform would supply."""
    closes: frozenset[tuple[str, str]]
    """Points of which it supplies all that is missing."""
    start: int
    end: int
    """Months from the decision, if each reform begins when what it needs is done; from the effort, so only roughly."""

    @property
    def served(self) -> tuple[tuple[Assessment, tuple[Finding, ...]], ...]:
        """The points of each framework."""
        found: dict[str, tuple[Assessment, dict[int, Finding]]] = {}
        for part in self.parts:
            _, own = found.setdefault(part.assessment.framework.id, (part.assessment, {}))
            own[part.place] = part.finding
        return tuple((a, tuple(own[place] for place in sorted(own))) for a, own in found.values())

    @property
    def facts(self) -> tuple[FactState, ...]:
        """The facts that it would supply."""
        return tuple({part.state.id: part.state for part in self.parts}.values())


def reforms(assessments: Sequence[Assessment], worked: Sequence[Worked] = ()) -> list[Reform]:
    """The reforms of all assessments of one profile, in order: by what hangs on them in law, then by gain for effort.

    What another reform needs comes before it.
    """
    if not assessments:
        return []
    worked = worked or [Worked(each) for each in assessments]
    parts = [part for own in worked for part in parts_of(own)]
    roads = _roads(assessments[0], parts)
    groups = _groups(parts, roads)
    serving: dict[Point, dict[Key, Finding]] = {}
    for key, own_parts in groups.items():
        for part in own_parts:
            serving.setdefault(part.point, {})[key] = part.finding
    places = {name: i for i, name in enumerate(assessments[0].profile.provisions)}
    whole = _Whole(roads, serving, {own.assessment.framework.id: own for own in worked}, places)
    made = {key: _reform(key, own_parts, whole) for key, own_parts in groups.items()}
    by_fact: dict[str, list[str]] = {}
    for each in made.values():
        for state in each.facts:
            by_fact.setdefault(state.id, []).append(each.id)
    ordered = sorted(
        made.values(), key=lambda r: (r.parts[0].consequence, _at_choice(r), -r.gain / (r.effort or _MIDDLE), r.id)
    )
    ordered = _led_by_sure(ordered)
    needs = {r.id: [name for fact in r.needs for name in by_fact.get(fact, ()) if name != r.id] for r in ordered}
    return _in_time({each.id: each for each in ordered}, needs)


_last: tuple[tuple[Assessment, ...], list[Worked], list[Reform]] | None = None


def worked_out(assessments: Sequence[Assessment]) -> tuple[Sequence[Worked], Sequence[Reform]]:
    """What is worked out for these assessments, and their reforms; kept for the next document of the same ones (CSV after JSON).

    Only what was asked for last is kept, so nothing piles up. Assessments never change and are told apart as objects. Nothing of
    this is worded, so that it is the same in every language.
    """
    global _last
    kept, wanted = _last, tuple(assessments)
    if kept is None or list(map(id, kept[0])) != list(map(id, wanted)):
        worked = [Worked(each) for each in wanted]
        kept = _last = wanted, worked, reforms(wanted, worked)
    return kept[1], kept[2]


def _at_choice(reform: Reform) -> bool:
    """Whether it is only about what the texts let States reserve, or only about grounds of refusal and safeguards."""
    most = reform.parts[0].consequence
    elements = [part.element.element for part in reform.parts if part.element and part.consequence == most]
    free = all(each.reservable is not None or each.narrowing is not None for each in elements)
    return reform.kind == "review" or (bool(elements) and free)


# By which act


def _roads(assessment: Assessment, parts: Iterable[Part]) -> dict[str, Road]:
    """One road for each fact, whatever frameworks ask of it."""
    lines: dict[str, dict[Wanted, None]] = {}
    states: dict[str, FactState] = {}
    for part in parts:
        states[part.state.id] = part.state
        lines.setdefault(part.state.id, {}).update(dict.fromkeys(part.lines))
    law = Law(assessment.profile, assessment.as_of)
    return {name: law.road(state, lines[name]) for name, state in states.items()}


def _groups(parts: Iterable[Part], roads: Mapping[str, Road]) -> dict[Key, list[Part]]:
    """Parts by the act that would supply them."""
    wholes = _wholes([road.lead for road in roads.values() if road.kind == "amend"])
    found: dict[Key, list[Part]] = {}
    for part in sorted(parts, key=lambda each: each.consequence):
        road = roads[part.state.id]
        part = on_the_road(part, road.amended)
        then = _then(part, road)
        short = road.kind in ("amend", "commence") and then is Truth.FALSE
        if short and any(_protective(part.state, line) for line in part.lines):
            lead = wholes.get(road.lead, road.lead) or part.state.id
            found.setdefault(("review", lead), []).append(part._replace(amends=road.lead))
        elif road.kind == "amend":
            found.setdefault(("amend", wholes[road.lead]), []).append(part._replace(amends=road.lead))
        elif road.kind == "commence":
            part = part._replace(sure=then is Truth.TRUE or short)
            keys = {name: _commencement(name, waiting) for name, waiting in road.awaited}
            for key in dict.fromkeys(keys.values()):
                amends = road.lead if short and keys.get(road.lead) == key else ""
                found.setdefault(key, []).append(part._replace(amends=amends))
        else:
            found.setdefault((road.kind, part.state.id), []).append(part)
    return found


def _then(part: Part, road: Road) -> Truth:
    """What an element would be if the text that waits were in force; with other law, or none, it keeps failing."""
    if road.basis is None or part.element is None:
        return Truth.FALSE if road.basis is None else Truth.TRUE
    basis = road.basis
    return would_be(part.element.trace, part.state.id, lambda line: said(line.state, basis, line.leaf))


def _commencement(name: str, waiting: Waiting) -> Key:
    source = name.partition(".")[0]
    return ("commence", source, waiting.step, *([str(waiting.day)] if waiting.day else []))


def _wholes(leads: Iterable[str]) -> dict[str, str]:
    """For each provision, the one of which it is a part: an amendment of s. 48(3) is an amendment of s. 48."""
    every = set(leads)
    found = {}
    for lead in every:
        cuts = (i for i, sign in enumerate(lead) if sign == "(")
        found[lead] = next((lead[:i] for i in cuts if lead[:i] in every), lead)
    return found


def _protective(state: FactState, line: Wanted) -> bool:
    """Whether a ground of refusal or a safeguard depends on a line."""
    feature = state.fact.features.get(line[0].attribute)
    return feature is not None and feature.protective


# One reform


class _Whole(NamedTuple):
    """What is needed to make every reform."""

    roads: Mapping[str, Road]
    serving: Mapping[Point, Mapping[Key, Finding]]
    """The acts that each point takes."""
    worked: Mapping[str, Worked]
    """By framework."""
    places: Mapping[str, int]
    """Of provisions in the profile."""


def _reform(key: Key, parts: list[Part], whole: _Whole) -> Reform:
    roads = whole.roads
    kind, states = key[0], {part.state.id: part.state for part in parts}
    awaited = {
        name: waiting
        for fact in states
        for name, waiting in roads[fact].awaited
        if kind == "commence" and _commencement(name, waiting) == key
    }
    amended = dict.fromkeys(part.amends for part in parts if part.amends)
    waiting = next((each for each in awaited.values() if each.authority), next(iter(awaited.values()), None))
    catalogue = [state.fact.reform for state in states.values() if state.fact.reform]
    own = next((part.finding.criterion.recommendation for part in parts if part.finding.criterion.recommendation), None)
    efforts = [reform.effort for reform in catalogue if reform.effort]
    effort = (
        max(efforts)
        if len(states) > 1 and efforts
        else (own.effort if own else None) or (efforts[0] if efforts else None)
    )
    vehicle: str | None = own.vehicle if own else None
    vehicle = vehicle or next((reform.vehicle for reform in catalogue if reform.vehicle), None)
    if amended and kind in ("amend", "commence"):
        vehicle = _vehicle(parts[0].assessment, amended) or vehicle
    elif kind == "commence":
        vehicle, effort = _STEPS.get(key[2], (vehicle or "act", effort))
    elif kind == "review":
        vehicle, effort = "review", _LIGHT
    needs = dict.fromkeys(name for reform in catalogue for name in reform.needs)
    facts = parts[0].assessment.facts
    return Reform(
        id=":".join(key),
        kind=kind,
        provisions=tuple(sorted(awaited, key=lambda name: whole.places.get(name, 0)) if awaited else amended),
        waiting=waiting,
        lost=tuple({name: (name, entry) for fact in states for name, entry in roads[fact].lost}.values()),
        parts=tuple(parts),
        do=_as_written(parts, whole) if kind == "write" else None,
        owner=(own.owner if own else None) or next((reform.owner for reform in catalogue if reform.owner), None),
        vehicle=vehicle,
        effort=effort,
        needs=tuple(name for name in needs if kind != "review" and name in facts and _missing(facts[name])),
        after=(),
        gain=_gain(key, parts, whole),
        closes=frozenset(_closed(parts, whole)) if kind != "review" else frozenset(),
        start=0,
        end=0,
    )


def _vehicle(assessment: Assessment, amended: Iterable[str]) -> str | None:
    """What amends law of its kind: of several kinds, an act."""
    sources = [assessment.profile.sources.get(name.partition(".")[0]) for name in amended]
    kinds = {source.kind for source in sources if source}
    return "act" if kinds & {"act", "bill"} else "regulation" if "regulation" in kinds else None


def _as_written(parts: Sequence[Part], whole: _Whole) -> Text | None:
    """The words for what is not there at all.

    The criterion's own are for what it asks as a whole: not for one of several reforms that it takes, nor where any of it is there.
    """
    first = [part for part in parts if part.assessment is parts[0].assessment]
    finding, points = first[0].finding, {part.point for part in first}
    own = finding.criterion.recommendation
    alone = len(points) == 1 and len(whole.serving[first[0].point]) == 1
    if own and alone and _nothing_there(finding):
        return own.do
    reform = parts[0].state.fact.reform
    if reform and reform.do:
        return reform.do
    return own.do if own and _nothing_there(finding) else None


def _nothing_there(finding: Finding) -> bool:
    """Whether every scored element is known to fail: what holds, or is open, is not to be asked for with the rest."""
    scored = [each for each in finding.elements if not each.element.option and each.applies is not Truth.FALSE]
    return all(each.truth in (Truth.FALSE, Truth.NOT_APPLICABLE) for each in scored)


def _closed(parts: Sequence[Part], whole: _Whole) -> Iterator[Point]:
    """The points of which this reform supplies all that is missing, with nothing to confirm."""
    unsure = {part.point for part in parts if not part.sure}
    for part in parts:
        if len(whole.serving[part.point]) == 1 and part.point not in unsure:
            change = whole.worked[part.point[0]].change(part.finding)
            if change and not change.confirm:
                yield part.point


def _missing(state: FactState) -> bool:
    unanswered = state.value is None or state.fact.kind == "yes_no"
    return state.truth in (Truth.FALSE, Truth.UNKNOWN) and unanswered


def _gain(key: Key, parts: Iterable[Part], whole: _Whole) -> Fraction:
    """What a reform would supply: of a point that takes several, an equal share."""
    total = ZERO
    for point in dict.fromkeys(part.point for part in parts):
        serving = whole.serving[point]
        share = whole.worked[point[0]].shares[point[1]]
        total += share * (1 - serving[key].high) / len(serving)
    return total


# The order


def _led_by_sure(ordered: list[Reform]) -> list[Reform]:
    """The list, with the first reform that rests on high confidence and fully read sources moved to the front, if there is one."""
    first = next((i for i, each in enumerate(ordered) if all(part.finding.sure for part in each.parts)), 0)
    return [*ordered[first : first + 1], *ordered[:first], *ordered[first + 1 :]]


def _in_time(made: Mapping[str, Reform], needs: Mapping[str, Sequence[str]]) -> list[Reform]:
    """The same order, but what another reform needs comes before it; each begins when what it needs is done."""
    placed: dict[str, Reform] = {}
    begun: set[str] = set()

    def place(name: str) -> None:
        if name in begun:  # acts that serve several facts can need each other; the first then stays first
            return
        begun.add(name)
        for need in needs[name]:
            place(need)
        one = made[name]
        after = tuple(dict.fromkeys(need for need in needs[name] if need in placed))
        start = max((placed[need].end for need in after), default=0)
        dated = one.waiting is not None and one.waiting.step == "date" and one.effort is None
        end = start if dated else start + MONTHS[one.effort or _MIDDLE]
        placed[name] = one._replace(after=after, start=start, end=end)

    for name in made:
        place(name)
    return list(placed.values())


def shared(made: Iterable[Reform]) -> list[Reform]:
    """Reforms that serve points under several frameworks, those that serve most criteria first."""
    several = [each for each in made if len(each.served) > 1]
    return sorted(several, key=lambda each: (-sum(len(findings) for _, findings in each.served), each.id))


def by_point(made: Iterable[Reform]) -> dict[Point, list[Reform]]:
    """The reforms of each point, by framework and criterion, in their order: of each no more than the point asks for."""
    found: dict[Point, list[Reform]] = {}
    for each in made:
        parts: dict[Point, list[Part]] = {}
        for part in each.parts:
            parts.setdefault(part.point, []).append(part)
        offered = {name: i for i, name in enumerate(each.provisions)}
        for point, own in parts.items():
            named = {part.amends for part in own} if each.kind != "commence" else _resting(own)
            provisions = sorted(named & offered.keys(), key=offered.__getitem__)
            found.setdefault(point, []).append(each._replace(parts=tuple(own), provisions=tuple(provisions)))
    return found


def _resting(parts: Iterable[Part]) -> set[str]:
    """The provisions that the facts of these parts rest on."""
    states = {part.state.id: part.state for part in parts}
    return {name for state in states.values() for basis in state.bases for name, _entry in basis.provisions}
