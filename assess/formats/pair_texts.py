"""What is recorded between two States as text, data and a table."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from assess.engine.pairs import PairResult, StepResult
from assess.model.results import Truth
from assess.problems import visible
from assess.views.pair_view import DirectionView, PairStepView, PairView, pair_view
from assess.views.pair_words import KINDS, Speaking, cites_say
from assess.words.columns import wrapped
from assess.words.language import _, headed, listed, unmarked

_WORDS = {Truth.TRUE: "yes", Truth.FALSE: "no", Truth.UNKNOWN: "unknown", Truth.NOT_APPLICABLE: "no"}


def text(results: Sequence[PairResult], *, width: int = 80) -> str:
    """Both directions, step by step."""
    view = pair_view(results)
    lines = [view.title, *wrapped(f"{view.framework} ({results[0].framework.id} {view.version})", width), ""]
    for name, code, as_of, review in view.countries:
        about = _("{name} ({code}): law as of {date}; {review}")
        lines += wrapped(
            about.format(name=name, code=code, date=as_of, review=review),
            width,
            indent="  ",
        )
    lines += wrapped(view.apart, width) if view.apart else []
    lines += ["", _("Treaties between the two")]
    for row in view.treaties:
        lines += wrapped(headed(row.title, row.said), width, first="  ", indent="    ")
        stands = [headed(country[1], said) for country, said in zip(view.countries, row.stands, strict=True)]
        lines += wrapped(_("; ").join(stands), width, first="    ")
        lines += [line for said in row.apart for line in wrapped(said, width, first="    ")]
    lines += wrapped(view.neither, width, first="  ", indent="    ") if view.neither else []
    lines += ["", _("Agreements between the two")]
    lines += [line for said in view.agreements for line in wrapped(said, width, first="  ", indent="    ")]
    for direction in view.directions:
        lines += ["", *_direction(direction, width)]
    lines += ["", *_offences(view, width), "", _("Bars and grounds to examine, whatever is recorded")]
    for ground in view.grounds:
        said = f"{headed(ground.title, ground.says)} [{listed(filter(None, [ground.kind, ground.cites]))}]"
        lines += wrapped(said, width, first="  - ", indent="    ")
    lines += ["", *wrapped(view.note, width)]
    return visible(unmarked("\n".join(lines))) + "\n"


def _direction(direction: DirectionView, width: int) -> Iterator[str]:
    """The steps of a direction: the grounds of most steps, and what is recorded, are said once."""
    yield direction.title
    yield from wrapped(direction.counted, width, first="  ")
    own = [step.grounds for stage in direction.stages for step in stage.steps if step.grounds]
    usual = max(dict.fromkeys(own), key=lambda each: (own.count(each), len(each)), default=())
    if usual:
        opening = _("to examine at each step, where it says nothing else")
        yield from wrapped(headed(opening, _("; ").join(usual)), width, first="  ", indent="    ")
    told: dict[str, str] = {}
    for stage in direction.stages:
        yield ""
        yield f"  {stage.title}"
        for step in stage.steps:
            yield from _step(step, usual, told, width)


def _step(step: PairStepView, usual: Sequence[str], told: dict[str, str], width: int) -> Iterator[str]:
    yield from wrapped(headed(step.title, step.status) + f" [{step.id}]", width, first="  * ", indent="    ")
    held = [route for route in step.routes if route.mark == "yes"]
    stands: dict[str, list[str]] = {}
    for route in held or step.routes:
        said = route.says.rstrip(".")
        if route.cites:  # of a treaty that is not in force the places are enough
            said = route.cites if route.mark == "na" and route.kind == _(KINDS["treaty"]) else f"{said} ({route.cites})"
        shown = route.truth if not held or route.kind == _(KINDS["treaty"]) else ""
        stands.setdefault(shown, []).append(said)
    for truth, bases in stands.items():
        lines = [headed(truth, _("; ").join(bases))] if truth else [f"{said}." for said in bases]
        yield from (line for said in lines for line in wrapped(said, width, first="    ", indent="      "))
    yield from _each((said for said in step.record if said not in told), width)
    if again := dict.fromkeys(told[said] for said in step.record if said in told):
        yield from _each([headed(_("see also"), _(", ").join(f"[{name}]" for name in again))], width)
    told.update((said, step.id) for said in step.record if said not in told)
    for state, opening in (("yes", _("conditions that apply")), ("open", _("open whether they apply"))):
        titles = [one.title for one in step.conditions if one.applies == state]
        if titles:
            yield from wrapped(headed(opening, _("; ").join(titles)), width, first="    ", indent="      ")
    for opening, grounds in _examined(step.grounds, usual):
        yield from wrapped(headed(opening, _("; ").join(grounds)), width, first="    ", indent="      ")
    if step.note and not held:
        yield from wrapped(step.note, width, first="    ", indent="      ")
    yield from (line for said in step.reservations for line in wrapped(said, width, first="    ", indent="      "))
    if step.alters:
        said = headed(_("would alter the result"), _("; ").join(step.alters))
        yield from wrapped(said, width, first="    ", indent="      ")


def _examined(own: Sequence[str], usual: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """What a step has to examine, as far as it differs from what most steps have."""
    more, less = [each for each in own if each not in usual], [each for each in usual if each not in own]
    if own and len(less) > len(own) - len(more):
        yield _("to examine here"), list(own)
        return
    if more:
        yield _("also to examine here"), more
    if less:
        yield _("not to examine here"), less


def _each(texts: Iterable[str], width: int) -> Iterator[str]:
    for said in texts:
        yield from wrapped(said, width, first="      - ", indent="        ")


def _offences(view: PairView, width: int) -> Iterator[str]:
    yield _("Offences in both laws, element by element")
    for offence in view.offences:
        yield from wrapped(headed(offence.title, offence.said), width, first="  ", indent="    ")
        for country, law in zip(view.countries, offence.law, strict=True):
            yield from wrapped(headed(country[1], law), width, first="    ", indent="      ")
        for element in offence.elements:
            if element.differs:
                said = [headed(c[1], a) for c, a in zip(view.countries, element.answers, strict=True)]
                yield from wrapped(f"{element.question} {listed(said)}", width, first="    - ", indent="      ")


COLUMNS = (
    "framework",
    "requesting",
    "requested",
    "stage",
    "step",
    "status",
    "settled",
    "bases",
    "conditions",
    "citations",
)


def table(results: Sequence[PairResult]) -> list[list[str]]:
    """The header, and a row for each direction and step."""
    return [list(COLUMNS), *(row for each in results for row in _rows(each))]


def _rows(result: PairResult) -> Iterator[list[str]]:
    for step in result.steps:
        held = [each.route for each in step.routes if each.truth is Truth.TRUE]
        asked = [each.condition.id for each in step.conditions if each.asked is not Truth.FALSE]
        cites = [cites_say(each.cites, result.framework) for each in held if each.cites]
        yield [
            result.framework.id, result.requesting.country, result.requested.country, step.stage.stage, step.step.id,
            step.status.value, "yes" if step.settled else "no", "; ".join(each.id for each in held), "; ".join(asked),
            "; ".join(cites),
        ]  # fmt: skip


def as_data(results: Sequence[PairResult]) -> dict[str, Any]:
    """Both directions as plain data."""
    first = results[0]
    return {
        "schema": "bilateral/v1",
        "framework": {
            "id": first.framework.id,
            "version": first.framework.head.version,
            "sha256": first.framework.hash,
        },
        "countries": [
            {"code": profile.country, "name": unmarked(name), "as_of": str(day)}
            for profile, name, day in zip(
                (first.requesting, first.requested), Speaking(first).names, first.days["request"], strict=True
            )
        ],
        "treaties": [
            {
                "id": each.id,
                "in_force_between": _WORDS[each.truth],
                "since": str(each.since) if each.since else None,
                "status": {
                    p.country: s.status for p, s in zip((first.requesting, first.requested), each.states, strict=True)
                },
            }
            for each in first.treaties
        ],
        "agreements": [
            {
                "kind": each.kind,
                "in_force": _WORDS[each.truth],
                "recorded_by": [country for country, _entry, _truth in each.entries],
                "one_side": each.one_side,
            }
            for each in first.agreements
        ],
        "offences": [
            {
                "fact": row.id,
                "in_both_laws": _WORDS[row.truth],
                "countries": {
                    p.country: _WORDS[s.truth]
                    for p, s in zip((first.requesting, first.requested), row.states, strict=True)
                },
            }
            for row in first.offences
        ],
        "directions": [
            {
                "requesting": each.requesting.country,
                "requested": each.requested.country,
                "with_basis": each.with_basis,
                "steps": [_step_data(step) for step in each.steps],
            }
            for each in results
        ],
    }


def _step_data(found: StepResult) -> dict[str, Any]:
    return {
        "step": found.step.id,
        "stage": found.stage.stage,
        "status": found.status.value,
        "settled": found.settled,
        "day": list(found.step.day),
        "bases": [
            {
                "id": each.route.id,
                "kind": each.route.kind,
                "recorded": _WORDS[each.truth],
                "cites": [{"instrument": c.instrument, "article": c.article} for c in each.route.cites],
                "lines": [{"line": line.leaf.text, "truth": _WORDS[line.truth]} for line in _lines(each.trace)],
            }
            for each in found.routes
        ],
        "conditions": [
            {"id": each.condition.id, "asked": _WORDS[each.asked], "met": _WORDS[each.met] if each.met else None}
            for each in found.conditions
        ],
        "grounds": list(found.step.grounds),
        "would_alter": [
            {"basis": each.route.id, "facts": [{"fact": name, "open": is_open} for name, is_open in each.facts]}
            for each in found.alterations
        ],
    }


def _lines(trace: Any) -> list[Any]:
    from assess.engine.truth import lines_of

    return lines_of(trace)
