"""Two readers of one State, worded: how far they agree, what only one answers, what was renamed, what is left to settle."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from assess.engine.agreement import Agreement
from assess.engine.alike import confidence
from assess.engine.crosswalk import lines_of
from assess.engine.facts import fact_states
from assess.engine.merging import LAW, SOURCES, Merged, Point, agreements
from assess.model.catalogue import Catalogue, Fact
from assess.model.framework import Framework
from assess.model.profile import Answer, Profile
from assess.words import sentences, terms
from assess.words.citations import provisions_say, standing
from assess.words.countries import country_name
from assess.words.figures import date_words, number, percent
from assess.words.language import _, headed, listed, quote, say

_SHOWN = ("answer", "status", "by", "dates", "value")
"""What a sentence about an answer says by itself."""
_FOLLOW = ((LAW,), (SOURCES,))
"""What is settled with the law, or the source, that it rests on."""
TOTAL, OTHER = "total", "other"


class ReadingView(NamedTuple):
    """What one reader answers."""

    reader: str
    says: str
    at: str
    """FILE:LINE:COLUMN."""


class PointView(NamedTuple):
    """Something that the two answer differently."""

    name: str
    title: str
    """What is asked, in plain words."""
    differs: tuple[str, ...]
    readings: tuple[ReadingView, ...]
    settled: bool


class ShareView(NamedTuple):
    """How far they agree on the facts of one domain, as printed."""

    title: str
    facts: str
    alike: str
    share: str
    asked: str
    same: str
    kappa: str


class MergeView(NamedTuple):
    """The report of `assess merge`."""

    country: str
    code: str
    as_of: str
    readers: tuple[str, str]
    frameworks: tuple[str, ...]
    shares: tuple[ShareView, ...]
    only: tuple[tuple[str, tuple[str, ...]], ...]
    """By reader, the facts that only he answers."""
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    """By reader, the features that only he answers of facts that both answer."""
    renamed: tuple[tuple[str, tuple[str, ...]], ...]
    points: tuple[PointView, ...]
    with_law: tuple[str, ...]
    """Facts that differ in their law only, and are settled with it."""


Places = Mapping[tuple[str, str], tuple[str, str]]
"""Where each reader answers, by section and name."""


def merge_view(
    merged: Merged, readers: tuple[str, str], places: Places, catalogue: Catalogue, frameworks: Sequence[Framework]
) -> MergeView:
    """Two readers, in the language that is spoken."""
    profile = merged.profile
    domains = domains_of(frameworks, catalogue)
    found = agreements(merged, {key: facts for key, (_title, facts) in domains.items()})
    return MergeView(
        country_name(profile),
        profile.country,
        date_words(profile.as_of),
        readers,
        tuple(terms.framework_name(each) for each in frameworks),
        tuple(_share(domains[key][0], each) for key, each in found.items() if each.facts),
        tuple((reader, names) for reader, names in zip(readers, merged.only, strict=True) if names),
        tuple((reader, names) for reader, names in zip(readers, merged.parts, strict=True) if names),
        tuple(
            (reader, tuple(f"{old} → {new}" for old, new in names.items()))
            for reader, names in zip(readers, merged.names, strict=True)
            if names
        ),
        tuple(
            _point(each, merged, readers, places, catalogue.facts)
            for each in merged.points
            if each.differs not in _FOLLOW
        ),
        tuple(each.name for each in merged.points if each.differs in _FOLLOW and not each.settled),
    )


def domains_of(frameworks: Sequence[Framework], catalogue: Catalogue) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The title and the facts of each domain, by the name of the domain (with that of its framework where there are several)."""
    made: dict[str, tuple[str, tuple[str, ...]]] = {}
    read: set[str] = set()
    several = len(frameworks) > 1
    for framework in frameworks:
        for domain in framework.domains:
            facts = {fact for criterion in domain.criteria for fact in lines_of(criterion)}
            read |= facts
            key = f"{framework.id}.{domain.domain}" if several else domain.domain
            title = f"{say(domain.title)} [{framework.id}]" if several else say(domain.title)
            made[key] = (title, tuple(name for name in catalogue.facts if name in facts))
    made[OTHER] = (_("Not read by any of these domains"), tuple(name for name in catalogue.facts if name not in read))
    made[TOTAL] = (_("All facts, each once"), tuple(catalogue.facts))
    return made


def _share(title: str, found: Agreement) -> ShareView:
    share = percent(Fraction(found.alike, found.facts))
    kappa = "–" if found.kappa is None else _signed(found.kappa)
    return ShareView(title, str(found.facts), str(found.alike), share, str(found.asked), str(found.same), kappa)


def _signed(value: Fraction) -> str:
    return f"−{number(-value)}" if value < 0 else number(value)


def _point(
    point: Point, merged: Merged, readers: tuple[str, str], places: Places, facts: Mapping[str, Fact]
) -> PointView:
    at = places.get((point.section, point.name), ("", ""))
    said = tuple(_says(point, i, merged.sides[i], facts) for i in (0, 1))
    readings = tuple(ReadingView(*each) for each in zip(readers, said, at, strict=True))
    return PointView(point.name, title_of(point, merged, facts), point.differs, readings, point.settled)


def title_of(point: Point, merged: Merged, facts: Mapping[str, Fact]) -> str:
    """What a point is about."""
    if point.section == "facts":
        return say(facts[point.name].question)
    if point.section == "provisions":
        return _("Status and dates of {provision}").format(
            provision=provisions_say([point.name], merged.profile.sources)
        )
    if point.section == "sources":
        return _("One source with this name, or two?")
    return _("Legal system: {what}").format(what=_part(point.name))


def _part(key: str) -> str:
    return _("structure of the State") if key == "structure" else _("reception of treaties")


def _says(point: Point, i: int, side: Profile, facts: Mapping[str, Fact]) -> str:
    answers = point.answers[i]
    if point.section == "system":
        return str(answers)
    if point.section == "sources":
        dates = (str(each) for each in (answers.date, answers.url) if each is not None)
        return listed((terms.source_kind(answers.kind), quote(answers.title), *dates))
    if point.section == "provisions":
        source = side.sources.get(point.name.partition(".")[0])
        return listed(standing(entry, source) for entry in answers)
    fact = facts[point.name]
    features = [name.removeprefix("features.") for name in point.differs if name.startswith("features.")]
    if features:
        said = [f"{say(fact.features[name].question)} {_feature(answers, name, fact)}" for name in features]
    else:
        state = fact_states(side, {point.name: fact})[point.name]
        said = [sentences.fact_says(state, side)]
        for key in point.differs:
            values = [str(getattr(each, f"{key}_" if key == "from" else key, None)) for each in answers]
            if key not in _SHOWN:
                said.append(headed(key, ", ".join(values)))
    sure = {confidence(each, side.sources) for each in answers} - {"high"}
    said += [_("low confidence") if "low" in sure else _("medium confidence")] if features and sure else []
    return listed(said)


def _feature(answers: Sequence[Answer], name: str, fact: Fact) -> str:
    """What an answer says of a feature, on each of its bases."""
    found = []
    for answer in answers:
        for features in (answer.features, *(basis.features for basis in answer.by)):
            if name in features:
                value = features[name]
                found.append(_("open") if value == "unknown" else terms.value(value, fact.features[name]))
    return ", ".join(dict.fromkeys(found))
