"""The two pages for a minister: words and counts, no decimals, no other country."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from assess.engine.advice import Question, Worked, gaps
from assess.engine.consequence import consequence
from assess.model.profile import Source
from assess.model.results import Assessment, Finding, Rating
from assess.views import charts
from assess.views.domains import chapters_of
from assess.views.finding_view import Options, places_of
from assess.views.option_words import falls_short
from assess.views.question_words import question_says
from assess.views.trace_view import states_of
from assess.words import counting, terms
from assess.words.figures import quantity
from assess.words.language import _, headed, listed, ngettext, say, spoken

T = TypeVar("T")


class BarView(NamedTuple):
    """The elements and measures of one domain (or framework), counted together."""

    title: str
    counts: str
    identified: int
    open: int
    missing: int
    total: int
    figure: charts.Stack
    narrower: int
    """Narrower in domestic law, and no gap."""


class PointView(NamedTuple):
    """A strength."""

    title: str
    number: str
    text: str
    """Where it was found."""


class AttentionView(NamedTuple):
    """A point for attention."""

    title: str
    number: str
    text: str
    """What falls short, in sentences."""
    options: tuple[str, ...]
    """The numbers of the options that would serve it."""


class BriefView(NamedTuple):
    """What can be decided on, and what is not known."""

    assessed: tuple[str, ...]
    measures: bool
    """Whether there are only measures, which reach their target or not, and no elements that are identified or not."""
    narrowings: bool
    """Whether some elements are narrower in domestic law, and no gap."""
    bars: tuple[BarView, ...]
    strengths: tuple[PointView, ...]
    points: tuple[AttentionView, ...]
    more_points: int
    unknown: str
    questions: tuple[str, ...]


_STRENGTHS, _POINTS, _QUESTIONS, _PARTS = 3, 5, 4, 2


def brief_view(
    assessments: Sequence[Assessment],
    numbers: Mapping[str, Mapping[str, str]],
    asked: Sequence[Sequence[Question]],
    worked: Sequence[Worked],
    options: Options,
) -> BriefView:
    """The view; `numbers` has the numbers of the findings by framework, `asked` the questions of each assessment."""
    attention = _alternating([[(own.assessment, f) for f in gaps(own.assessment, own)] for own in worked])
    attention.sort(key=lambda pair: consequence(*pair))
    counts = counting.counts(f for a in assessments for f in a.findings)
    facts: dict[str, Question] = {}
    sources = assessments[0].profile.sources
    for question in sorted(_alternating(asked), key=lambda each: each.consequence):
        facts.setdefault(question.state.id, question)
    points = tuple(_point(a, f, numbers, options) for a, f in _apart(attention, options)[:_POINTS])
    return BriefView(
        assessed=tuple(_assessed(a, last=a is assessments[-1]) for a in assessments),
        measures=only_measures(counts),
        narrowings=bool(counts.elements.declared or counts.elements.compatible),
        bars=_bars(assessments),
        strengths=tuple(_strengths(worked, numbers)),
        points=points,
        more_points=len(attention) - len(points),
        unknown=_unknown(counts),
        questions=tuple(_asks(question, sources) for question in list(facts.values())[:_QUESTIONS]),
    )


def _apart(attention: Sequence[tuple[Assessment, Finding]], options: Options) -> list[tuple[Assessment, Finding]]:
    """Points for attention without those that another framework has made, with the same options, before."""
    kept = []
    seen: dict[tuple[str, ...], str] = {}
    for assessment, finding in attention:
        framework = assessment.framework.id
        own = tuple(number for number, _reform in options.get((framework, finding.criterion.id), ()))
        if not own or seen.setdefault(own, framework) == framework:
            kept.append((assessment, finding))
    return kept


def only_measures(counts: counting.Counts) -> bool:
    """Whether there are measures and no elements."""
    return bool(counts.measures.total) and not counts.elements.total


def _unknown(counts: counting.Counts) -> str:
    if only_measures(counts):
        text = _(
            "{open} of {total} measures are open: the sources consulted do not settle them, or nobody looked. What is open "
            "is never counted as missing."
        )
    elif counts.measures.total:
        text = _(
            "{open} of {total} elements and measures are open: the sources consulted do not settle them, or nobody looked. "
            "What is open is never counted as missing."
        )
    else:
        text = _(
            "{open} of {total} elements are open: the sources consulted do not settle them, or nobody looked. What is open "
            "is never counted as missing."
        )
    return text.format(open=quantity(counts.together.open), total=quantity(counts.together.total))


def _alternating(lists: Sequence[Sequence[T]]) -> list[T]:
    """The first of each list, then the second of each, and so on."""
    longest = max(map(len, lists), default=0)
    return [each[i] for i in range(longest) for each in lists if i < len(each)]


def _assessed(assessment: Assessment, *, last: bool) -> str:
    """What was read; the sources, which are those of all, are counted at the end."""
    head, profile = assessment.framework.head, assessment.profile
    found = counting.counts(assessment.findings)
    read = sum(1 for source in profile.sources.values() if source.grade == "A")
    text = (
        _("{framework} (version {version}), drawn from {origin}: {criteria} criteria. {found}.")
        if found.measures.total
        else _(
            "{framework} (version {version}), drawn from {origin}: {criteria} criteria with {elements} elements. {found}."
        )
    )
    sources = ngettext(
        "The profile names {n} source; the text of the law was read in {read}.",
        "The profile names {n} sources; the text of the law was read in {read} of them.",
        len(profile.sources),
    ).format(n=quantity(len(profile.sources)), read=quantity(read))
    first = text.format(
        framework=terms.framework_name(assessment.framework),
        version=head.version,
        origin=say(head.source.short or head.source.title),
        criteria=quantity(len(assessment.findings)),
        elements=quantity(found.elements.total),
        found=counting.counted(found),
    )
    return f"{first} {sources}" if last else first


def _bars(assessments: Sequence[Assessment]) -> tuple[BarView, ...]:
    """Counts for each domain, or, with several frameworks, for each framework."""
    if len(assessments) > 1:
        groups = [(terms.framework_name(a.framework), list(a.findings)) for a in assessments]
    else:
        (one,) = assessments
        groups = [
            (branch.path, [f for f in one.findings if f.domain is branch.domain])
            for branch in chapters_of(one.framework)
        ]
    found = [(title, counting.counts(findings)) for title, findings in groups]
    longest = max((counts.together.total for _title, counts in found), default=1)
    bars = []
    for title, counts in found:
        tally = counts.together
        narrower = tally.declared + tally.compatible
        figure = charts.stack(
            [("yes", tally.identified), ("part", narrower), ("open", tally.open), ("no", tally.missing)],
            longest,
            _("{title}: {counts}.").format(title=title, counts=counting.counted(counts)),
            flip=spoken().direction == "rtl",
        )
        bars.append(
            BarView(
                title,
                counting.counted(counts),
                tally.identified,
                tally.open,
                tally.missing,
                tally.total,
                figure,
                narrower,
            )
        )
    return tuple(bars)


def _strengths(worked: Sequence[Worked], numbers: Mapping[str, Mapping[str, str]]) -> list[PointView]:
    """Duties identified in full, those with most weight first, one from each domain: cited facts, no adjectives."""
    found: list[tuple[int, object, str, Assessment, Finding]] = []
    for i, own in enumerate(worked):
        assessment, shares = own.assessment, own.shares
        for finding in assessment.findings:
            if finding.rating is Rating.MET and not finding.narrower and finding.criterion.obligation == "shall":
                share = shares.get(finding.criterion.id, 0)
                found.append((i, -share, finding.criterion.id, assessment, finding))
    found.sort(key=lambda each: each[1:3])
    found.sort(key=lambda each: not each[4].sure)  # what is less sure comes after
    kept: list[PointView] = []
    domains: set[tuple[int, str]] = set()
    for again in (False, True):  # first one from each domain, then others if there are fewer domains
        for i, _share, _id, assessment, finding in found:
            if len(kept) == _STRENGTHS or ((i, finding.domain.domain) in domains) is not again:
                continue
            places = places_of(assessment, [s for s in states_of(finding).values() if s.known == "answered"])
            number = _number(assessment, finding, numbers)
            if not places or any(point.number == number for point in kept):
                continue
            domains.add((i, finding.domain.domain))
            text = listed(places[:_PARTS]) + (f" {terms.more(len(places) - _PARTS)}" if len(places) > _PARTS else "")
            kept.append(PointView(say(finding.criterion.title), number, text))
    return kept


def _asks(question: Question, sources: Mapping[str, Source]) -> str:
    """What is open, and no more: of a fact that is there, its open features."""
    said, features = question_says(question, sources)
    if not features:
        return said
    more = f" {terms.more(len(features) - _PARTS)}" if len(features) > _PARTS else ""
    return headed(said, " ".join(features[:_PARTS])) + more


def _point(
    assessment: Assessment, finding: Finding, numbers: Mapping[str, Mapping[str, str]], options: Options
) -> AttentionView:
    point = assessment.framework.id, finding.criterion.id
    own = options.get(point, ())
    missing = [each.rstrip(".") for each in terms.missing(finding)]
    text = falls_short([reform for _number, reform in own], _PARTS)
    if text:
        pass
    elif finding.measured is not None:
        text = _("Finding: {result} ({figures}).").format(result=terms.result(finding), figures=terms.measured(finding))
    elif missing:
        what = listed(missing[:_PARTS])
        what += f" {terms.more(len(missing) - _PARTS)}" if len(missing) > _PARTS else ""
        text = _("Not identified: {what}.").format(what=what)
    else:
        text = _("Finding: {result}.").format(result=terms.result(finding))
    ids = tuple(number for number, _reform in own)
    return AttentionView(say(finding.criterion.title), _number(assessment, finding, numbers), text, ids)


def _number(assessment: Assessment, finding: Finding, numbers: Mapping[str, Mapping[str, str]]) -> str:
    number = numbers[assessment.framework.id][finding.criterion.id]
    return f"{terms.framework_name(assessment.framework)} {number}" if len(numbers) > 1 else number
