"""The toolkit's sentences: they record what the sources show and what could be done, and never judge a State."""

from collections.abc import Iterable

from assess.model.base import earliest, latest
from assess.model.condition import Leaf
from assess.model.profile import Profile, Source
from assess.model.results import ElementResult, FactState, LeafResult, Step, Trace, Truth
from assess.words import statements, terms
from assess.words.citations import citations
from assess.words.figures import dated
from assess.words.language import N_, _, headed, listed, lower, quote, say, unmarked
from assess.words.positions import position_says


def fact_says(state: FactState, profile: Profile) -> str:
    """What the profile says about a fact, in one sentence; each of the four states has its own sentence."""
    title, sources = say(state.fact.title), profile.sources
    if state.known == "absent":
        return _("{title} has not been examined.").format(title=title)
    if state.known == "unknown":
        return _("The sources consulted do not allow a conclusion on: {title}.").format(title=lower(title))
    if state.known == "withheld":
        return _("{title}: withheld from this release.").format(title=title)
    if state.known == "not_applicable":
        reason = quote(state.answer.reason) if state.answer else ""
        return _("{title} does not arise: {reason}").format(title=title, reason=reason).rstrip()
    named = listed(filter(None, [*citations(state, sources), as_at(state, profile), how_sure([state])]))
    if state.known == "none":
        if state.fact.kind == "provision":
            text = _("The texts consulted ({sources}) contain no provision on: {title}.")
            return text.format(sources=named, title=lower(title))
        return _("{title}: none identified ({sources}).").format(title=title, sources=named)
    return (
        _("{title}: {answer} ({sources}).").format(title=title, answer=_answer(state), sources=named)
        if not (state.fact.kind == "provision" and state.truth is Truth.TRUE)
        else _("{title}: {sources}.").format(title=title, sources=named)
    )


def _answer(state: FactState) -> str:
    """The answer to a fact, without its sources."""
    if state.fact.kind == "treaty":
        return treaty_standing(state)
    if state.fact.kind == "capability":
        return terms.capability_status(state.status)
    if state.fact.kind == "provision":
        if state.truth is Truth.FALSE:
            return _("the text found is not in force")
        return _("the text found is in force only in part, or since a date that is not known")
    period = f", {state.answer.period}" if state.answer and state.answer.period else ""
    return f"{terms.value(state.value, state.fact)}{period}"


_CONFIDENCE = {"medium": N_("medium confidence"), "low": N_("low confidence")}


def how_sure(states: Iterable[FactState]) -> str:
    """The confidence in what rests on these answers, where it is below high, and that a source was read in part."""
    kept = [state for state in states if not state.sure]
    if not kept:
        return ""
    words = [_(_CONFIDENCE[word]) for word in ("low", "medium") if any(state.confidence == word for state in kept)][:1]
    if any(state.extent == "part" for state in kept):
        words.append(_("read in part"))
    return listed(words)


def as_at(state: FactState, profile: Profile) -> str:
    """The day of which the sources of an answer speak, where it is before the law cut-off.

    Of "none" it is that of the newest list, of law that of the text that was read longest ago.
    """
    if state.known == "none":
        cited = [*state.answer.searched, *state.answer.cite] if state.answer else []
        days = [each.date or each.retrieved for each in _sources_of(cited, " ", profile)]
        found = max((day for day in days if day), key=latest, default=None)
        return (
            dated("as at {date}", found)
            if found and len(days) == len(list(filter(None, days))) and latest(found) < profile.as_of
            else ""
        )
    names = [name for basis in state.bases for name, _entry in basis.provisions]
    read = [each.retrieved for each in _sources_of(names, ".", profile) if each.retrieved]
    first = min(read, key=earliest, default=None)
    return dated("text as at {date}", first) if first and latest(first) < profile.as_of else ""


def _sources_of(names: Iterable[str], mark: str, profile: Profile) -> list[Source]:
    keys = dict.fromkeys(name.partition(mark)[0] for name in names)
    return [profile.sources[key] for key in keys if key in profile.sources]


def facts_say(states: Iterable[FactState], profile: Profile) -> list[str]:
    """What the profile says about several facts; all that are unknown, and all that nobody looked at, share one sentence each."""
    kept = list(states)
    said = [fact_says(state, profile) for state in kept if state.known not in ("unknown", "absent")]
    for known, opening in (
        ("unknown", _("The sources consulted do not allow a conclusion on: {titles}.")),
        ("absent", _("Not examined: {titles}.")),
    ):
        titles = [lower(say(state.fact.title)) for state in kept if state.known == known]
        if titles:
            said.append(opening.format(titles=listed(titles)))
    return said


_TREATY_DATED = {
    "invited": N_("{status} on {date}"),
    "signed": N_("{status} on {date}"),
    "withdrawn": N_("denounced, effective {date}"),
    "consent_deposited": N_("instrument deposited on {date}, not yet in force for the State"),
}


def treaty_standing(state: FactState, *, position: bool = True) -> str:
    """The status of a State under a treaty, with dates: "invited to accede on 1 January 2015, invitation open until ..."."""
    said, answer = terms.treaty_status("none" if state.known == "none" else state.status), state.answer
    if state.fact.act and state.status == "party":
        said = _("bound as a member, through transposition")
    if state.status is None and state.known == "answered" and answer and answer.from_:  # it begins on a later day
        if answer.status == "party":
            return dated("binds from {date}", answer.from_)
        status = terms.treaty_status(answer.status)
        return dated("not bound on that day; {status} on {date}", answer.from_, status=status)
    if answer and answer.from_ and state.known == "answered":
        said = dated(_TREATY_DATED.get(state.status or "", "{status} since {date}"), answer.from_, status=said)
    if answer and answer.invited_until and state.status == "invited":
        said = dated("{status}, invitation open until {date}", answer.invited_until, status=said)
    if position and answer and answer.position and state.status != "party":
        said = listed((said, position_says(answer.position, answer.position_since)))
    return said


# Changes


_WANTED = {
    "provision": N_("a provision in force"),
    "capability": N_("operational"),
    "treaty": N_("Party"),
    "yes_no": N_("yes"),
}
_OPERATORS = {
    "==": "{value}",
    "!=": N_("other than {value}"),
    ">=": N_("at least {value}"),
    "<=": N_("at most {value}"),
    ">": N_("more than {value}"),
    "<": N_("less than {value}"),
    "in": N_("one of: {value}"),
    "not in": N_("none of: {value}"),
}
_OTHERWISE = {"==": "!=", "!=": "==", ">=": "<", "<=": ">", ">": "<=", "<": ">=", "in": "not in"}
"""What holds where the line does not."""


def asked_flag(step: Step) -> str | None:
    """The question of a feature that is answered yes or no; None for any other line."""
    feature = step.state.fact.features.get(step.leaf.attribute)
    flag = feature is not None and (step.leaf.op == "is" or isinstance(step.leaf.literal, bool))
    return say(feature.question) if feature is not None and flag else None


def wants_yes(leaf: Leaf, *, wanted: bool) -> bool:
    """Whether the line about a flag asks for yes."""
    return ((leaf.literal is not False) == (leaf.op != "!=") if leaf.op != "is" else True) == wanted


def wanted(step: Step) -> str:
    """What should be the case, under the title of the fact; where the answer would be yes, the question alone."""
    leaf, fact = step.leaf, step.state.fact
    if not leaf.attribute and leaf.op == "is":
        return _(_WANTED[fact.kind]) if step.wanted else _("not the case")
    feature = fact.features.get(leaf.attribute)
    subject = say(feature.question) if feature else _("status") if leaf.attribute else ""
    literal = leaf.literal
    if leaf.op == "is" or isinstance(literal, bool):
        yes = wants_yes(leaf, wanted=step.wanted)
        return subject if yes else _("{question} (no)").format(question=subject)
    values = literal if isinstance(literal, tuple) else (literal,)
    if leaf.attribute == "status":
        shown = [
            terms.treaty_status(str(v)) if fact.kind == "treaty" else terms.capability_status(str(v)) for v in values
        ]
    else:
        shown = [terms.value(v, feature or fact) for v in values]
    operator = _OPERATORS[leaf.op if step.wanted else _OTHERWISE[leaf.op]]
    text = (_(operator) if operator != "{value}" else operator).format(value=_(" or ").join(shown))
    return f"{subject} ({text})" if feature else f"{subject} {text}".strip()


def steps_say(steps: Iterable[Step]) -> list[str]:
    """Steps by fact, each fact named once: "Illegal interception: Does it cover emissions?"; yes is wanted unless stated."""
    by_fact: dict[str, dict[str, None]] = {}
    for step in steps:
        what = wanted(step)
        if step.whole and step.apart:
            what = _("{what} (in the provision that gives the rest)").format(what=what)
        by_fact.setdefault(say(step.state.fact.title), {})[what] = None
    return [_("{title}: {steps}").format(title=title, steps=_run(list(rest))) for title, rest in by_fact.items()]


def changes_say(steps: Iterable[Step]) -> list[str]:
    """Steps of a change; of grounds of refusal and safeguards no change is advised, and it says so."""
    kept, left = [], False
    for step in steps:
        feature = step.state.fact.features.get(step.leaf.attribute)
        if feature is not None and feature.protective and step.state.bases:
            left = True
        else:
            kept.append(step)
    return [*steps_say(kept), *([nothing_removed()] if left else [])]


def nothing_removed() -> str:
    """What is said where what fails is a ground of refusal or a safeguard."""
    return _("No change of a ground of refusal or of a safeguard is proposed.")


def _run(parts: list[str]) -> str:
    """Parts one after the other: a question is its own sentence, others are separated by semicolons."""
    text = ""
    for part in parts:
        if text:
            begins = any(sign in part for sign in _ASKS)
            text += " " if unmarked(text).endswith(_ASKS) else ". " if begins else _("; ")
        text += part
    return text if unmarked(text).endswith(_ASKS) else f"{text}."


_ASKS = ("?", "؟")


# Remarks on elements


def remark_of(result: ElementResult) -> str:
    """What is remarked of an element: what the treaty says of it, or that a capability is at work in part."""
    line = result.trace
    if not result.remark and isinstance(line, LeafResult) and line.state.sure and line.state.status != "partial":
        return ""  # nearly all
    said = terms.remark(result.remark) if result.remark else ""
    if isinstance(line, LeafResult) and not line.leaf.attribute and line.truth is Truth.FALSE:
        said = terms.capability_status(line.state.status) if line.state.status == "partial" else said
    sure = how_sure(_states(result.trace)) if result.scored or result.element.option else ""
    return listed(filter(None, (said, parts_of(result), sure)))


def _states(trace: Trace) -> list[FactState]:
    """The answers that a trace rests on."""
    if isinstance(trace, LeafResult):
        return [trace.state]
    parts: list[Trace] = [trace]
    found: list[FactState] = []
    for part in parts:
        if isinstance(part, LeafResult):
            found.append(part.state)
        else:
            parts += part.children
    return found


def parts_of(result: ElementResult) -> str:
    """Of an element of several lines some of which hold, those that do not, or that are open: "of this, not identified: ..."."""
    trace = result.trace
    if (
        isinstance(trace, LeafResult)
        or result.applies is Truth.FALSE
        or trace.truth in (Truth.TRUE, Truth.NOT_APPLICABLE)
    ):
        return ""
    every = len(_states(trace))
    failing = _lines(trace, wanted=True, only=Truth.FALSE)
    missing, apart = [step for step in failing if not step.apart], [step for step in failing if step.apart]
    unsettled = _lines(trace, wanted=True, only=Truth.UNKNOWN)
    if every in (len(missing), len(unsettled)):
        return ""  # it is so of the whole element, which says it
    partly = [step for step in missing if not step.leaf.attribute and step.state.status == "partial"]
    rest = [step for step in missing if step not in partly]
    said = [headed(lower(say(step.state.fact.title)), terms.capability_status(step.state.status)) for step in partly]
    if rest:
        said.append(_("of this, not identified: {what}").format(what=_lacking(rest)))
    if apart:
        said.append(_("of this, not in the provision that gives the rest: {what}").format(what=_lacking(apart)))
    if unsettled and result.truth is Truth.UNKNOWN:
        said.append(_("of this, open: {what}").format(what=_asked(unsettled)))
    return listed(said)


def _lacking(steps: Iterable[Step]) -> str:
    """What is not identified, as statements where a yes was asked for."""
    said: dict[str, None] = {}
    rest = []
    for step in steps:
        feature = step.state.fact.features.get(step.leaf.attribute)
        yes = feature is not None and asked_flag(step) and wants_yes(step.leaf, wanted=step.wanted)
        words = statements.stated(feature) if yes and feature is not None else ""
        if words:
            said[words] = None
        else:
            rest.append(step)
    return listed([*said, *([_asked(rest)] if rest else [])])


def _asked(steps: Iterable[Step]) -> str:
    return " ".join(steps_say(steps)).rstrip(".")


_TURNED = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}


def _lines(trace: Trace, *, wanted: bool, only: Truth) -> list[Step]:
    """The lines of a trace that stand in the way of its being as `wanted`, because they fail or because they are open."""
    truth = trace.truth if wanted else _TURNED.get(trace.truth, trace.truth)
    if truth is not only:
        return []
    if isinstance(trace, LeafResult):
        return [Step(trace.state, trace.leaf, wanted, None, trace.alone is Truth.TRUE and trace.truth is Truth.FALSE)]
    turned = trace.op == "not"
    return [step for child in trace.children for step in _lines(child, wanted=wanted != turned, only=only)]


# Recommendations

_CONSULT = {
    "act": N_("police, prosecution service, judiciary, data protection authority, service providers"),
    "regulation": N_("the authorities that will apply it, data protection authority, service providers"),
    "agreement": N_("ministries of foreign affairs, justice and the interior; prosecution service"),
    "institution": N_("ministry of finance, police, prosecution service"),
    "training": N_("judicial training body, police academy, prosecution service"),
    "budget": N_("ministry of finance"),
    "circular": N_("the authorities that will apply it"),
    "commencement": N_("the authorities that will apply it"),
    "review": N_("the authorities that apply it, data protection authority, civil society"),
}
_PRIMARY = {
    "act": N_("yes"),
    "regulation": N_("no, if an act already gives the power to make it"),
    "agreement": N_("where the constitution asks for parliament’s consent"),
    "institution": N_("only if it is to have powers of its own"),
    "training": N_("no"),
    "budget": N_("no, beyond the budget act"),
    "circular": N_("no"),
    "commencement": N_("no"),
    "review": N_("no"),
}


def consult(vehicle: str | None, own: object = None) -> str:
    """Whom to consult on a reform, if the catalogue does not say."""
    if own:
        return say(own)  # type: ignore[arg-type]
    return _(_CONSULT[vehicle]) if vehicle else _("to be decided")


def primary_law(vehicle: str | None) -> str:
    """Whether a reform needs primary law."""
    return _(_PRIMARY[vehicle]) if vehicle else _("to be decided")


def advice(do: str, obligation: str, standing: str) -> str:
    """A recommendation, worded as the obligation and the State's relation to the treaty allow."""
    text = lower(do).rstrip(".")
    if obligation in ("endeavour", "consider", "may"):
        considered = _("Consider: {what}.").partition(" ")[0].rstrip(":\u00a0")
        if do.startswith(considered):
            return f"{do.rstrip('.')}."
        return _("Consider: {what}.").format(what=text)
    if standing == "signatory":
        return _("In preparing ratification: {what}.").format(what=text)
    if standing == "not_bound":
        return _("If accession is pursued: {what}.").format(what=text)
    return do if do.endswith(".") else f"{do}."
