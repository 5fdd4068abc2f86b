"""The words of what is recorded between two States: statuses, days, what a basis rests on, what would alter a result."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from assess.engine.between import AgreementsBetween, TreatyBetween
from assess.engine.listings import covered
from assess.engine.pairs import Alteration, ConditionResult, PairResult, PairStatus, RouteResult
from assess.model.condition import SIDES
from assess.model.framework import Cite
from assess.model.one_basis import parts
from assess.model.pairs import PairFramework, Reserved
from assess.model.profile import Excluded, Objection, Profile
from assess.model.results import FactState, GroupResult, LeafResult, Trace, Truth
from assess.views.context_view import AGREEMENT_KINDS, in_force_says, reservation_says
from assess.words import sentences, terms
from assess.words.citations import citations, written_place
from assess.words.countries import country_name, in_sentence
from assess.words.figures import dated
from assess.words.language import N_, _, headed, listed, ngettext, quote, say

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN

STATUSES = {
    PairStatus.RECORDED: ("yes", N_("basis recorded")),
    PairStatus.CONDITIONS: ("part", N_("basis recorded, conditions apply")),
    PairStatus.NONE: ("na", N_("no basis recorded")),
    PairStatus.UNKNOWN: ("open", N_("unknown")),
}
"""The sign of each status, and its words."""
_ROUTES = {T: N_("recorded"), F: N_("not recorded"), U: N_("open")}
_ASKED = {
    T: N_("applies"),
    U: N_("open whether it applies"),
    F: N_("does not apply here"),
}
_MET = {
    T: N_("what it asks for is recorded"),
    F: N_("what it asks for is not recorded"),
    U: N_("whether what it asks for is there is open"),
}
_DAYS = {
    "conduct": N_("the day of the conduct"),
    "request": N_("the day of the request"),
    "measure": N_("the day of the measure"),
    "decision": N_("the day of the decision"),
}
_BETWEEN = {
    T: N_("in force between the two States"),
    F: N_("not in force between the two States"),
    U: N_("open whether it is in force between the two States"),
}
KINDS = {
    "treaty": N_("treaty"),
    "agreement": N_("agreement"),
    "scheme": N_("scheme or arrangement"),
    "national_law": N_("law of the requested State"),
}
GROUNDS = {
    "prohibition": N_("prohibition"),
    "mandatory": N_("mandatory ground"),
    "optional": N_("optional ground"),
    "examine": N_("to be examined"),
}


def status_says(status: PairStatus) -> str:
    """A status in words."""
    return _(STATUSES[status][1])


def route_says(found: RouteResult, result: PairResult) -> str:
    """Whether a basis is recorded; of a treaty, whether it is in force between the two."""
    if found.route.kind == "treaty":
        named = {line.leaf.fact.rpartition(".")[2] for line, _flipped in effective(found.trace) if _of_treaty(line)}
        between = {each.truth for each in result.treaties if each.id in named}
        if between and (T not in between or found.truth is T):
            return _(_BETWEEN[T if T in between else U if U in between else F])
    return _(_ROUTES.get(found.truth, _ROUTES[F]))


def _of_treaty(line: LeafResult) -> bool:
    return line.leaf.fact.startswith("treaty.")


def preface() -> str:
    """What a document about two States is, and is not."""
    return _(
        "Prepared from the profiles of the two States and the sources that they cite, as at the dates given. Not legal advice, "
        "and not a statement of any Government’s position."
    )


def days_say(days: Iterable[str]) -> str:
    """The days whose law is read."""
    return _(" and ").join(_(_DAYS[day]) for day in days)


def asked_says(condition: ConditionResult) -> str:
    """Whether a condition is asked for, and what is recorded of it."""
    said = _(_ASKED[condition.asked])
    if condition.asked is F:
        return said
    met = _("depends on the case") if condition.met is None else _(_MET.get(condition.met, _MET[F]))
    return _("; ").join([said, met])


def cites_say(cites: Sequence[Cite], framework: PairFramework) -> str:
    """Places in instruments: "Budapest Convention, art. 29(1); 29(3)"."""
    by_name: dict[str, list[str]] = {}
    for cite in cites:
        origin = framework.head.instruments.get(cite.instrument)
        name = say(origin.short or origin.title) if origin else cite.instrument
        by_name.setdefault(name, [])
        if cite.article:
            by_name[name].append(cite.article)
    return _("; ").join(
        _("{instrument}, {pins}").format(instrument=name, pins=", ".join(pins)) if pins else name
        for name, pins in by_name.items()
    )


class Speaking:
    """The names of the two States of a direction, and what their profiles say."""

    def __init__(self, result: PairResult) -> None:
        self.result = result
        self.profiles = result.requesting, result.requested
        self.names = country_name(result.requesting), country_name(result.requested)

    def title(self) -> str:
        """Who asks whom."""
        asks, asked = (in_sentence(name) for name in self.names)
        return _("Requests from {requesting} to {requested}").format(requesting=asks, requested=asked)

    def counted(self) -> str:
        """How many steps have a basis."""
        total = len(self.result.counted)
        found = {status: sum(each.status is status for each in self.result.counted) for status in PairStatus}
        words = ngettext("{n} step", "{n} steps", total).format(n=total)
        return headed(words, _("; ").join(f"{status_says(status)} {n}" for status, n in found.items()))

    def fact(self, side: int, state: FactState) -> str:
        """What a profile says about a fact, after the name of its State."""
        profile = self.profiles[side]
        if state.fact.kind == "treaty" and state.known in ("answered", "none"):
            said = headed(say(state.fact.title), sentences.treaty_standing(state, position=False))
        else:
            said = sentences.fact_says(state, profile)
        return headed(self.names[side], said)

    def shown(self, names: Iterable[str], states: Mapping[str, FactState]) -> tuple[str, ...]:
        """Recorded answers that are only shown: of a feature its value, of a fact what the profile says."""
        found = []
        for name in names:
            side, topic, own, *feature = name.split(".")
            state, at = states[f"{side}.{topic}.{own}"], SIDES.index(side)
            found.append(self.feature(at, state, feature[0]) if feature else self.fact(at, state))
        return tuple(dict.fromkeys(found))

    def feature(self, side: int, state: FactState, name: str) -> str:
        """The answer on a feature, with what is cited for it."""
        spec = state.fact.features.get(name)
        known = given(state, name)
        if not known or spec is None:
            return (
                self.fact(side, state)
                if state.truth is not T
                else headed(self.names[side], _("{question} Open.").format(question=say(spec.question) if spec else ""))
            )
        said = _(" or ").join(terms.value(each, spec) for each in known)
        cited = cited_with(state, [name], self.profiles[side])
        text = f"{say(spec.question)} {said}"
        return headed(self.names[side], f"{text} ({cited})." if cited else f"{text}.")

    # What a basis rests on

    def record(
        self, routes: Sequence[RouteResult], states: Mapping[str, FactState], *, known: bool = False
    ) -> tuple[str, ...]:
        """What is recorded on the lines that make these bases hold, or keep them from being recorded; each fact once.

        Where a treaty stands is said for the two States together, and is not said again of what is in force. With `known`, what
        the sources do not settle is left out.
        """
        found: list[str] = []
        if any(route.differs for route in routes):
            found.append(
                _("The law differs between the days that are read: this depends on the requested State’s rule.")
            )
        read: dict[str, list[LeafResult]] = {}
        for route in routes:
            for line, flipped in effective(route.trace):
                truth = {T: F, F: T}.get(line.truth, line.truth) if flipped else line.truth
                if (truth is T) == (route.truth is T) and not (truth is T and line.state.fact.kind == "treaty"):
                    own = read.setdefault(line.leaf.fact, [])
                    own += [line] if line.leaf not in [each.leaf for each in own] else []
            for name in route.route.law:
                read.setdefault(".".join(name.split(".")[:3]), [])
        bare: dict[int, list[FactState]] = {}
        for name, lines in read.items():
            side, _sep, _rest = name.partition(".")
            if side not in SIDES:
                found += [said for line in lines for said in self.line(line)]
            elif lines and any(line.leaf.attribute for line in lines) and states[name].known == "answered":
                found.append(self.features(SIDES.index(side), [line for line in lines if line.leaf.attribute]))
            else:
                bare.setdefault(SIDES.index(side), []).append(states[name])
        for at, own_states in bare.items():
            own_states = [state for state in own_states if not known or state.known == "answered"]
            plain = [state for state in own_states if state.fact.kind != "treaty"]
            found += [self.fact(at, state) for state in own_states if state.fact.kind == "treaty"]
            found += [headed(self.names[at], said) for said in sentences.facts_say(plain, self.profiles[at])]
        return tuple(dict.fromkeys(found))

    def features(self, side: int, lines: Sequence[LeafResult]) -> str:
        """What several lines ask of one fact, each with the answer, and what is cited for it once."""
        state = lines[0].state
        asked = []
        for name in dict.fromkeys(leaf.attribute for line in lines for leaf in parts(line.leaf) if leaf.attribute):
            feature = state.fact.features.get(name)
            if feature is None:
                asked.append(terms.capability_status(state.status))
                continue
            said = _(" or ").join(terms.value(each, feature) for each in given(state, name)) or _("open")
            asked.append(f"{say(feature.question)} {said}")
        names = [leaf.attribute for line in lines for leaf in parts(line.leaf)]
        cited = cited_with(state, names, self.profiles[side])
        text = headed(self.names[side], headed(say(state.fact.title), _("; ").join(asked)))
        return f"{text} ({cited})." if cited else f"{text}."

    def line(self, line: LeafResult) -> Iterator[str]:
        """What a line reads."""
        side, _sep, rest = line.leaf.fact.partition(".")
        if side == "agreement":
            yield self.agreed(next(each for each in self.result.agreements if each.kind == rest))
        elif side == "treaty":
            between = [each for each in self.result.treaties if each.id == rest]
            for each in between:
                yield from self.apart(each)
        else:
            yield self.fact(SIDES.index(side), line.state)

    def agreements(self) -> tuple[str, ...]:
        """The agreements between the two; kinds of which none is recorded together."""
        found = self.result.agreements
        said = [self.agreed(each) for each in found if each.entries]
        for truth in (F, U):
            if left := [each for each in found if not each.entries and each.truth is truth]:
                said.append(self._none_agreed(left))
        return tuple(said)

    def _none_agreed(self, kinds: Sequence[AgreementsBetween]) -> str:
        names = listed(_(AGREEMENT_KINDS[each.kind]) for each in kinds)
        if kinds[0].truth is F:
            text = _("No agreement between the two is recorded on {kinds}, in a list that was read in full.")
        else:
            text = _(
                "No agreement between the two is recorded on {kinds}; neither list of agreements is said to be complete."
            )
        return text.format(kinds=names)

    def agreed(self, between: AgreementsBetween) -> str:
        """The agreements of a kind between the two."""
        if not between.entries:
            return self._none_agreed([between])
        said = []
        for country, entry, _truth in between.entries:
            profile = next(each for each in self.profiles if each.country == country)
            cited = listed(written_place(text, profile.sources) for text in entry.cite)
            since = _("in force: {since}").format(since=in_force_says(entry.in_force))
            said.append(
                _("{title} ({details})").format(title=quote(entry.title), details=listed(filter(None, [since, cited])))
            )
        text = _("; ").join(dict.fromkeys(said))
        if between.one_side:
            by = next(n for n, p in zip(self.names, self.profiles, strict=True) if p.country == between.entries[0][0])
            return _("{agreements}, reported by one side ({country}).").format(agreements=text, country=by)
        return _("{agreements}, in both profiles.").format(agreements=text)

    def treaty(self, between: TreatyBetween) -> tuple[str, tuple[str, str], tuple[str, ...]]:
        """Whether a treaty is in force between the two, where each stands, and what keeps it from applying."""
        said = _(_BETWEEN[between.truth])
        if between.truth is T and between.since is not None:
            said = dated("{status} since {date}", between.since, status=said)
        stands = tuple(_standing(state) for state in between.states)
        return said, (stands[0], stands[1]), tuple(self.apart(between))

    def apart(self, between: TreatyBetween) -> Iterator[str]:
        """What keeps, or may keep, a treaty from applying between the two."""
        for each in between.apart:
            by = next(n for n, p in zip(self.names, self.profiles, strict=True) if p.country == each.by)
            other = next((n for n in self.names if n != by), by)
            if isinstance(each.entry, Excluded):
                text = _("{country} records that the treaty is not in force between it and {other}.")
            elif isinstance(each.entry, Objection):
                text = _("{other} objected to a reservation of {country} and excluded relations under the treaty.")
            else:
                text = _("{country} does not apply the treaty to this territory.")
            yield text.format(country=by, other=other)

    # What would alter a result

    def alteration(self, one: Alteration) -> str:
        """Which recorded facts would give a basis."""
        said = []
        for name, is_open in one.facts:
            side, _sep, own = name.partition(".")
            if side not in SIDES:
                said.append(_("an agreement on {kind} between the two").format(kind=_(AGREEMENT_KINDS[own])))
                continue
            at = SIDES.index(side)
            state = self.result.states["request"][name]
            if state.fact.kind == "treaty":
                text = _("{country} as a Party to: {fact} (open)") if is_open else _("{country} as a Party to: {fact}")
            else:
                text = _("{country}: {fact} (open)") if is_open else _("{country}: {fact} (recorded otherwise)")
            said.append(text.format(country=self.names[at], fact=say(state.fact.title)))
        return _(" together with ").join(said)

    def reserved(self, one: Reserved, states: Mapping[str, FactState]) -> Iterator[str]:
        """Reservations and declarations under the paragraphs, under the State that made them."""
        two = [states[f"{side}.treaties.{one.treaty}"].truth for side in SIDES]
        if F in two:  # it is not in force between the two
            return
        for side, name in zip(SIDES, self.names, strict=True):
            state = states[f"{side}.treaties.{one.treaty}"]
            if state.truth is not T or state.answer is None:
                continue
            entries = [
                (kind, entry)
                for kind, group in (
                    (_("reservation"), state.answer.reservations),
                    (_("declaration"), state.answer.declarations),
                )
                for entry in (group.listed if group else ())
                if any(_touches(p, (entry.paragraph, *entry.reaches)) for p in one.paragraphs)
            ]
            asks = (
                say(one.says) if one.says else _("What it means for the other State is a question for the authorities.")
            )
            for kind, entry in entries:
                text = _("{country}, {kind} under {paragraph}").format(
                    country=name, kind=kind, paragraph=reservation_says(entry, state.fact)
                )
                given = quote(entry.text) or _("text not recorded.")
                yield f"{headed(text, given)} {asks}"
            if not entries and (state.answer.reservations is None or not state.answer.reservations.complete):
                yield _("{country}: whether a reservation was made under {paragraphs} is open.").format(
                    country=name, paragraphs=", ".join(one.paragraphs)
                )


def given(state: FactState, name: str) -> list[Any]:
    """The answers on a feature by what is, or may be, in force."""
    values = [b.features[name] for b in state.bases if b.truth is not F and name in b.features]
    return [each for each in dict.fromkeys(values) if each != "unknown"]


def where(state: FactState, names: Sequence[str], profile: Profile) -> str:
    """What is cited for answers on features: of law, the bases that give them."""
    giving = tuple([b for b in state.bases if b.truth is not F and any(name in b.features for name in names)])
    return listed(citations(state._replace(bases=giving) if giving else state, profile.sources))


def cited_with(state: FactState, names: Sequence[str], profile: Profile) -> str:
    """What is cited for answers on features, and how sure they are where that is below high."""
    return _("; ").join(filter(None, [where(state, names, profile), sentences.how_sure([state])]))


def _touches(paragraph: str, made: Sequence[str]) -> bool:
    tight = [each.replace(" ", "") for each in made]
    own = paragraph.replace(" ", "")
    return covered(own, tuple(tight)) or any(covered(each, (own,)) for each in tight)


def _standing(state: FactState) -> str:
    if state.known in ("answered", "none"):
        return sentences.treaty_standing(state)
    words = {
        "absent": _("not examined"),
        "withheld": _("withheld from this release"),
        "not_applicable": _("not applicable"),
    }
    return words.get(state.known, _("not established"))


def effective(trace: Trace, flipped: bool = False) -> Iterator[tuple[LeafResult, bool]]:
    """Each line with whether it stands under a `not`."""
    if isinstance(trace, GroupResult):
        for child in trace.children:
            yield from effective(child, flipped != (trace.op == "not"))
    else:
        yield trace, flipped
