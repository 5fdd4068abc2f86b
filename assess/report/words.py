"""How the toolkit speaks: it records what the sources show, and never judges a State."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from assess.engine.advice import shared_actions
from assess.model.base import say
from assess.model.profile import CONFIDENCE, Profile, Source
from assess.model.results import (
    Assessment,
    BasisState,
    ElementResult,
    FactState,
    Finding,
    LevelReading,
    Rating,
    Step,
    Truth,
)

RATINGS = {
    Rating.MET: "identified",
    Rating.AT_LEAST_PARTLY: "identified at least in part",
    Rating.PARTLY: "identified in part",
    Rating.AT_MOST_PARTLY: "identified at most in part",
    Rating.NOT_MET: "not identified",
    Rating.UNKNOWN: "open",
    Rating.NOT_ASSESSED: "not examined",
    Rating.NOT_APPLICABLE: "not applicable",
}
TRUTHS = {
    Truth.TRUE: "identified",
    Truth.FALSE: "not identified",
    Truth.UNKNOWN: "open",
    Truth.NOT_APPLICABLE: "not applicable",
}
AXES = {"law": "Law", "capacity": "Capacity", "practice": "Practice", "all": "All"}
REVIEWS = {
    "desk": "desk review of published sources",
    "authorities": "reviewed with the national authorities",
    "peer": "peer reviewed",
}
ROUTES = {
    "dedicated": "a dedicated provision",
    "general": "a general provision",
    "case_law": "case law",
    "constitution": "the constitution",
    "regulation": "a regulation",
    "treaty_direct": "a treaty applied directly",
    "practice_direction": "a practice direction",
}
TREATY_STATUS = {
    "none": "no action identified",
    "invited": "invited to accede",
    "signed": "signed",
    "consent_deposited": "instrument deposited, not yet in force for the State",
    "party": "Party",
    "withdrawn": "withdrawn",
}
PROVISION_STATUS = {
    "bill": "a bill",
    "adopted": "adopted, not in force",
    "in_force": "in force",
    "partly_in_force": "in force in part",
    "suspended": "suspended",
    "struck_down": "struck down",
    "repealed": "repealed",
    "expired": "expired",
}
REMARKS = {
    "reserved": "left out: reserved by the State",
    "declared": "narrower in domestic law, as declared by the State",
    "declare_on_joining": "narrower in domestic law; compatible if declared on joining",
    "declaration_unknown": "narrower in domestic law; whether a declaration covers it is not known",
    "reservation_unknown": "whether a reservation covers it is not known",
}
PREFACE = (
    "Prepared from the sources listed, as at the date given. Not legal advice, not a statement of any Government's "
    "position, and not an assessment of compliance by a treaty body."
)


def number(value: Fraction, scale: Fraction | int = 1, decimals: int = 2) -> str:
    """A score, rounded half up as readers expect (a float's half-even rounding would surprise them)."""
    shifted = value * scale * 10**decimals
    whole = (2 * shifted.numerator + shifted.denominator) // (2 * shifted.denominator)
    text = f"{whole:0{decimals + 1}d}"
    return f"{text[:-decimals]}.{text[-decimals:]}" if decimals else text


def interval(low: Fraction, high: Fraction, scale: Fraction | int = 1, decimals: int = 2) -> str:
    """ "0.42-0.75", or one number where both ends are the same."""
    ends = number(low, scale, decimals), number(high, scale, decimals)
    return ends[0] if low == high else f"{ends[0]}–{ends[1]}"


def percent(value: Fraction) -> str:
    """A share in whole percent; never 0 % or 100 % unless it is exactly that."""
    if value in (0, 1):
        return f"{int(value * 100)} %"
    return f"{min(max(int(value * 100 + Fraction(1, 2)), 1), 99)} %"


def level(reading: LevelReading) -> str:
    """A level as text."""
    if reading.kind == "level":
        return say(reading.low)
    if reading.kind == "between":
        return f"between “{say(reading.low)}” and “{say(reading.high)}”"
    return "not rated" if reading.kind == "not_rated" else ""


def counts(findings: Iterable[Finding]) -> tuple[int, int, int]:
    """How many scored elements are identified, open, and there in all (what does not apply left out)."""
    identified = unknown = total = 0
    for finding in findings:
        if finding.rating is Rating.NOT_APPLICABLE or finding.criterion.obligation == "may":
            continue
        parts: list[Truth] = [
            e.truth
            for e in finding.elements
            if not e.element.option and e.applies is not Truth.FALSE and e.truth is not Truth.NOT_APPLICABLE
        ]
        if finding.measured is not None:
            parts = [{Rating.MET: Truth.TRUE, Rating.UNKNOWN: Truth.UNKNOWN, Rating.NOT_ASSESSED: Truth.UNKNOWN}.get(
                finding.rating, Truth.FALSE)]  # fmt: skip
        identified += parts.count(Truth.TRUE)
        unknown += parts.count(Truth.UNKNOWN)
        total += len(parts)
    return identified, unknown, total


# Citations


def cite(text: str, sources: Mapping[str, Source]) -> str:
    """A citation, as SOURCE or SOURCE PIN, in words: the source's short title and the pin."""
    name, _, pin = text.partition(" ")
    return f"{source_name(name, sources)}, {pin}" if pin else source_name(name, sources)


def source_name(key: str, sources: Mapping[str, Source]) -> str:
    """How a source is cited: its short title, else its title."""
    source = sources.get(key)
    return say(source.short or source.title) if source else key


def provision(name: str, sources: Mapping[str, Source]) -> str:
    """A provision in words: "Computer Misuse and Cybercrimes Act, s. 51"."""
    key, _, pin = name.partition(".")
    return f"{source_name(key, sources)}, {_pin(key, pin, sources)}"


def _pin(key: str, pin: str, sources: Mapping[str, Source]) -> str:
    source = sources.get(key)
    return f"{source.unit} {pin}" if source and source.unit else pin


def basis(state: BasisState, sources: Mapping[str, Source]) -> str:
    """The provisions of a basis, each source named once, those not in force with their status."""
    by_source: dict[str, list[str]] = {}
    for name, entry in state.provisions:
        key, _, pin = name.partition(".")
        text = _pin(key, pin, sources)
        if entry is None:
            text += " (status on the day not known)"
        elif entry.status != "in_force":
            by = f" by {say(entry.by)}" if entry.by else ""
            since = f" since {entry.from_}" if entry.from_ else ""
            text += f" ({PROVISION_STATUS[entry.status]}{by}{since})"
        by_source.setdefault(key, []).append(text)
    parts = []
    for key, (first, *others) in by_source.items():
        parts.append(f"{source_name(key, sources)}, {first}" + (f" with {', '.join(others)}" if others else ""))
    return "; read with ".join(parts)


def citations(state: FactState, sources: Mapping[str, Source]) -> list[str]:
    """Everything the answer on a fact cites, in words, without repetition."""
    found = [basis(each, sources) for each in state.bases if each.basis is not None]
    if state.answer:
        found += [cite(text, sources) for text in state.answer.cite]
        if state.known == "none":
            found += [cite(text, sources) for text in state.answer.searched]
    return list(dict.fromkeys(found))


def confidence(state: FactState, sources: Mapping[str, Source]) -> str:
    """high, medium or low: as stated, else by the kind of the first source; empty where nothing was answered."""
    answer = state.answer
    if answer is None or state.known not in ("answered", "none"):
        return ""
    if answer.confidence:
        return answer.confidence
    names = [p.split(".")[0] for b in answer.by for p in b.of] + [
        c.split(" ")[0] for c in (*answer.cite, *answer.searched)
    ]
    kinds = [sources[name].kind for name in names if name in sources]
    return CONFIDENCE[kinds[0]] if kinds else "medium"


# Facts, elements and findings


def fact_says(state: FactState, profile: Profile) -> str:
    """What the profile says of a fact, in one sentence; the four honest states never share a sentence."""
    title, sources = say(state.fact.title), profile.sources
    if state.known == "absent":
        return f"{title} has not been examined."
    if state.known == "unknown":
        return f"The sources consulted do not allow a conclusion on: {_lower(title)}."
    if state.known == "withheld":
        return f"{title}: withheld from this release."
    if state.known == "not_applicable":
        return f"{title} does not arise: {say(state.answer.reason) if state.answer else ''}".rstrip()
    named = "; ".join(citations(state, sources))
    if state.known == "none":
        if state.fact.kind == "provision":
            return f"The texts consulted ({named}) contain no provision on: {_lower(title)}."
        return f"{title}: none identified ({named})."
    if state.fact.kind == "treaty":
        return f"{title}: {TREATY_STATUS.get(state.status or '', state.status or '')}{_since(state)} ({named})."
    if state.fact.kind == "capability":
        return f"{title}: {state.status} ({named})."
    if state.fact.kind == "provision":
        if state.truth is Truth.TRUE:
            return f"{title}: {named}."
        word = "not in force" if state.truth is Truth.FALSE else "in force only in part, or at a date not known"
        return f"{title}: the text found is {word} ({named})."
    value = {True: "yes", False: "no"}.get(state.value, state.value) if isinstance(state.value, bool) else state.value
    unit = f" {state.fact.unit}" if state.fact.unit else ""
    period = f", {state.answer.period}" if state.answer and state.answer.period else ""
    return f"{title}: {_word(value)}{unit}{period} ({named})."


def facts_say(states: Iterable[FactState], profile: Profile) -> list[str]:
    """What the profile says of several facts; what is unknown, and what nobody looked at, in one sentence each."""
    kept = list(states)
    said = [fact_says(state, profile) for state in kept if state.known not in ("unknown", "absent")]
    for known, opening in (
        ("unknown", "The sources consulted do not allow a conclusion on"),
        ("absent", "Not examined"),
    ):
        titles = [_lower(say(state.fact.title)) for state in kept if state.known == known]
        if titles:
            said.append(f"{opening}: {'; '.join(titles)}.")
    return said


def _since(state: FactState) -> str:
    if not state.answer or not state.answer.from_:
        return ""
    until = f", open until {state.answer.invited_until}" if state.answer.invited_until else ""
    return f" since {state.answer.from_}{until}"


def _lower(text: str) -> str:
    """The text to continue a sentence with: its first letter small, unless the word is a name or an abbreviation."""
    second = text.partition(" ")[2][:1]
    name = second.isupper() and not text.partition(" ")[2][1:2].isupper()  # "United Nations", but "Use of INTERPOL"
    return text[:1].lower() + text[1:] if (text[1:2].islower() or text[1:2] == " ") and not name else text


def _word(value: Any) -> str:
    return value.replace("_", " ") if isinstance(value, str) else str(value)


def element_status(result: ElementResult) -> str:
    """identified, not identified, open or not applicable."""
    if result.applies is Truth.FALSE:
        return "reserved" if result.remark == "reserved" else "not applicable"
    return TRUTHS[result.truth]


def missing(finding: Finding) -> list[str]:
    """What the elements say that are known not to be identified."""
    return [
        say(r.element.says)
        for r in finding.elements
        if r.truth is Truth.FALSE and r.applies is Truth.TRUE and not r.element.option
    ]


def step_says(step: Step) -> str:
    """One line of a smallest change, as what should be the case."""
    leaf, fact = step.leaf, step.state.fact
    title = say(fact.title)
    if not leaf.attribute and leaf.op == "is":
        if not step.wanted:
            return f"{title}: not the case"
        words = {"provision": "a provision in force", "capability": "operational", "treaty": "Party", "yes_no": "yes"}
        return f"{title}: {words[fact.kind]}"
    subject = title
    if leaf.attribute and leaf.attribute != "status":
        subject = f"{title} – {say(fact.features[leaf.attribute].question)}"
    elif leaf.attribute:
        subject = f"{title} – status"
    wanted = leaf.literal
    if leaf.op == "is" or isinstance(wanted, bool):
        yes = (wanted is not False) == (leaf.op != "!=") if leaf.op != "is" else True
        return f"{subject} {'yes' if yes == step.wanted else 'no'}"
    words = {"==": "", "!=": "other than ", ">=": "at least ", "<=": "at most ", ">": "more than ", "<": "less than "}
    unit = fact.features[leaf.attribute].unit if leaf.attribute in fact.features else fact.unit
    value = " or ".join(_word(v) for v in wanted) if isinstance(wanted, tuple) else _word(wanted)
    text = f"{subject} {words.get(leaf.op, 'one of: ')}{value}{f' {unit}' if unit else ''}"
    return text if step.wanted else f"not ({text})"


def steps_say(steps: Iterable[Step]) -> list[str]:
    """Steps by fact, each fact named once: "Illegal interception: Does it cover emissions?"; yes is wanted unless said."""
    by_fact: dict[str, dict[str, None]] = {}
    for step in steps:
        text, title = step_says(step), say(step.state.fact.title)
        marks = (f"{title} – ", f"{title}: ", f"{title} ")
        rest = next((text.removeprefix(mark) for mark in marks if text.startswith(mark)), text)
        if rest.endswith("? yes"):
            rest = rest.removesuffix(" yes")
        elif "? " in rest:
            question, _, answer = rest.rpartition("? ")
            rest = f"{question}? ({answer})"
        by_fact.setdefault(title, {})[rest] = None
    return [f"{title}: {_run(list(rests))}" for title, rests in by_fact.items()]


def _run(parts: list[str]) -> str:
    """Parts one after the other: questions end themselves, others are parted by semicolons."""
    text = ""
    for part in parts:
        text += part if not text else f" {part}" if text.endswith(("?", "? (no)")) else f"; {part}"
    return text if text.endswith("?") else f"{text}."


def bound(assessment: Assessment) -> str:
    """How the framework's instrument stands to the State: "bound", "signatory", "not_bound" or "" (no treaty)."""
    name = assessment.framework.head.treaty
    if not name:
        return ""
    state = assessment.facts[name]
    if state.truth is Truth.TRUE:
        return "bound"
    return "signatory" if state.status in ("signed", "consent_deposited") else "not_bound"


def advice(do: str, obligation: str, standing: str) -> str:
    """A recommendation in the mood that the obligation and the State's standing allow."""
    text = _lower(do).rstrip(".")
    if obligation in ("endeavour", "consider", "may"):
        return f"Consider: {text}."
    if standing == "signatory":
        return f"In preparing ratification: {text}."
    if standing == "not_bound":
        return f"If accession is pursued: {text}."
    return do if do.endswith(".") else f"{do}."


def shared_reforms(assessments: Sequence[Assessment]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Reforms that serve several frameworks: what to do, and the criteria each framework has of it."""
    rows = []
    for state, served in shared_actions(assessments):
        reform = state.fact.reform
        do = say(reform.do) if reform and reform.do else say(state.fact.title)
        parts = tuple(
            f"{say(a.framework.head.short or a.framework.head.title)}: "
            + ", ".join(f.criterion.article or say(f.criterion.title) for f in findings)
            for a, findings in served
        )
        rows.append((do.rstrip("."), parts))
    return tuple(rows)
