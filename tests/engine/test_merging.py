"""Two readers merged: what is alike, what only one says, what is left to settle; symmetric, and done twice the same as once."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assess.engine.agreement import kappa
from assess.engine.merging import Merged, agreements, merge
from assess.formats.profile_yaml import written
from assess.model.catalogue import Fact
from assess.model.disagreements import Settled
from assess.model.profile import Answer, Basis, Profile, ProvisionEntry
from assess.reading.library import load_library
from assess.reading.profiles import read_profile
from assess.reading.yamlfile import parse_yaml

ROOT = Path(__file__).parent.parent.parent
PROFILES = sorted((ROOT / "examples/profiles").glob("*.yaml"))
NOTE = "Readers answer this differently."


@cache
def library() -> Any:
    return load_library(["cooperation"])


@cache
def facts() -> dict[str, Fact]:
    found: dict[str, Fact] = library().catalogue.facts
    return found


@cache
def profile(path: Path) -> Profile:
    return read(path.read_text(encoding="utf-8"))


def read(text: str) -> Profile:
    made, problems = read_profile(parse_yaml(text.encode(), "made.yaml"), library().catalogue)
    assert not problems, "\n".join(map(str, problems[:5]))
    assert made is not None
    return made


def merged(one: Profile, other: Profile, settled: Settled | None = None) -> Merged:
    return merge(one, other, facts(), NOTE, settled)


# Another reader of the same law: answers dropped, changed, cited otherwise


def _dropped(draw: random.Random, name: str, answer: Answer, one: Profile) -> Answer | None:
    return None


def _open(draw: random.Random, name: str, answer: Answer, one: Profile) -> Answer | None:
    return Answer(status="unknown", note="Own note." if draw.random() < 0.5 else None)


def _none(draw: random.Random, name: str, answer: Answer, one: Profile) -> Answer | None:
    return (
        Answer(status="none", searched=(draw.choice(sorted(one.sources)),))
        if facts()[name].kind == "provision"
        else answer
    )


def _feature(draw: random.Random, name: str, answer: Answer, one: Profile) -> Answer | None:
    def change(features: dict[str, Any]) -> dict[str, Any]:
        flags = [each for each, value in features.items() if isinstance(value, bool) or value == "unknown"]
        for each in draw.sample(flags, min(2, len(flags))):
            kind = facts()[name].features[each].type
            choice = draw.choice(["drop", "unknown", "flip"])
            if choice == "drop":
                features = {key: value for key, value in features.items() if key != each}
            elif choice == "flip" and kind == "flag":
                features = {**features, each: features[each] is not True}
            else:
                features = {**features, each: "unknown"}
        return features

    bases = tuple(replace(basis, features=change(basis.features)) for basis in answer.by)
    return replace(answer, features=change(answer.features), by=bases)


def _cited(draw: random.Random, name: str, answer: Answer, one: Profile) -> Answer | None:
    pages = [each for each, source in one.sources.items() if source.kind in ("official_page", "press", "policy")]
    return replace(answer, cite=(*answer.cite, draw.choice(pages))) if pages else answer


def _noted(draw: random.Random, name: str, answer: Answer, one: Profile) -> Answer | None:
    return replace(answer, note=draw.choice(["Seen at a desk.", "Read twice.", None]))


def _less_sure(draw: random.Random, name: str, answer: Answer, one: Profile) -> Answer | None:
    return replace(answer, confidence=draw.choice(["low", "medium"]))


def _closed(draw: random.Random, name: str, answer: Answer, one: Profile) -> Answer | None:
    return replace(answer, handling="official")


def _based(draw: random.Random, name: str, answer: Answer, one: Profile) -> Answer | None:
    if len(answer.by) != 1:
        return answer
    (basis,) = answer.by
    if not basis.features and draw.random() < 0.5:  # the long form of the same
        long = Basis(of=basis.of, features=answer.features, reading=answer.reading, route=basis.route)
        return replace(answer, by=(long,), features={}, reading=None) if answer.route is None else answer
    return replace(answer, by=(replace(basis, of=(draw.choice(sorted(one.provisions)),)),))


CHANGES: list[Callable[[random.Random, str, Answer, Profile], Answer | None]] = [
    _dropped, _open, _none, _feature, _feature, _cited, _noted, _less_sure, _closed, _based
]  # fmt: skip


def reader(one: Profile, seed: int) -> Profile:
    """Another reader of the State that `one` is about; always a valid profile."""
    draw = random.Random(seed)
    sources = dict(one.sources)
    for name in draw.sample(sorted(sources), min(3, len(sources))):
        source = sources[name]
        sources[name] = draw.choice([
            replace(source, title=f"{source.title} (consolidated)"), replace(source, retrieved=None),
            replace(source, read="part"), replace(source, note="As reprinted."),
        ])  # fmt: skip
    provisions = dict(one.provisions)
    for name in draw.sample(sorted(provisions), min(5, len(provisions))):
        entries = provisions[name]
        if len(entries) == 1:
            changed = draw.choice(
                [{"status": "suspended"}, {"from_": date(2001, 2, 3), "until": None}, {"note": "Seen."}]
            )
            provisions[name] = (ProvisionEntry(**{"status": entries[0].status, **changed}),)  # type: ignore[arg-type,dict-item]
    made: dict[str, tuple[Answer, ...]] = {}
    for name, answers in one.facts.items():
        if len(answers) != 1 or draw.random() < 0.7:
            made[name] = answers
            continue
        answer = draw.choice(CHANGES)(draw, name, answers[0], one)
        if answer is not None:
            made[name] = (answer,)
    changed_ = replace(one, sources=sources, provisions=provisions, facts=made)
    # what no reader could write is as it was
    wrong = {name for fault in faults(changed_) for name in re.findall(r"facts\.(\w+\.\w+)", fault)}
    return replace(changed_, facts={**made, **{name: one.facts[name] for name in wrong}})


def faults(one: Profile) -> list[str]:
    return [*map(str, read_profile(parse_yaml(written(one).encode(), "made.yaml"), library().catalogue)[1])]


READERS = [(path, seed) for path in PROFILES for seed in range(3)]


@pytest.mark.parametrize(("path", "seed"), READERS, ids=[f"{path.stem}-{seed}" for path, seed in READERS])
def test_two_readers_of_each_example(path: Path, seed: int) -> None:
    one = profile(path)
    other = reader(one, seed)
    if seed % 2:
        one = reader(one, seed + 100)
    assert faults(one) + faults(other) == []
    found, turned = merged(one, other), merged(other, one)
    # symmetric, to the letter
    assert written(found.profile) == written(turned.profile)
    assert {(p.section, p.name, p.differs, p.answers) == (q.section, q.name, q.differs, q.answers[::-1])
            for p, q in zip(found.points, turned.points, strict=True)} <= {True}  # fmt: skip
    assert found.only == turned.only[::-1]
    # idempotent
    for own in (one, other, found.profile):
        again = merged(found.profile, own)
        assert again.profile == found.profile
    # valid, and reading what is written gives it back
    assert read(written(found.profile)) == found.profile
    # nothing is lost: every answer of each reader is in the profile or on the list
    on_list = {point.name for point in found.points if point.section == "facts"}
    for side, own in zip(found.sides, (one, other), strict=True):
        assert side.facts.keys() == own.facts.keys()
        assert all(name in found.profile.facts for name in side.facts)
    for name in on_list:
        answers = found.profile.facts[name]
        assert all(NOTE in str(each.note) for each in answers)
    accounted = {*found.alike, *found.only[0], *found.only[1], *on_list}
    assert accounted == {*one.facts, *other.facts}
    for name in found.only[0]:
        assert found.profile.facts[name] == found.sides[0].facts[name]


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_a_profile_merged_with_itself_is_itself(path: Path) -> None:
    one = profile(path)
    found = merged(one, one)
    assert found.profile == one
    assert found.points == ()
    assert found.only == ((), ())


HEAD = """
schema: profile/v1
country: KEN
as_of: 2026-10-31
sources:
  act: {kind: act, title: Example Act, unit: s., url: "https://example.org/act"}
  page: {kind: official_page, title: Example page}
  news: {kind: press, title: Example news}
provisions:
  act.1: {status: in_force, from: 2018-05-30}
  act.2: {status: in_force, from: 2018-05-30}
"""


def two(one: str, other: str, first: str = HEAD, second: str = "") -> Merged:
    return merged(read(f"{first}facts:\n{one}"), read(f"{second or first}facts:\n{other}"))


ALIKE = [
    # what supports an answer adds up; the confidence is that of the less sure reader
    ("  treaties.budapest: {status: party, from: 2024, cite: [page]}", "  treaties.budapest: {status: party, cite: [news]}",
     "  treaties.budapest: {status: party, from: 2024, cite: [news, page]}"),
    ("  capacity.trained_prosecutors: {value: 45, cite: [page], note: Counted.}",
     "  capacity.trained_prosecutors: {value: 45, period: 2025, cite: [page]}",
     "  capacity.trained_prosecutors: {value: 45, period: 2025, cite: [page], note: Counted.}"),
    ("  treaties.budapest: {status: party, cite: [act s. 1]}", "  treaties.budapest: {status: party, cite: [news]}",
     "  treaties.budapest: {status: party, cite: [act s. 1, news], confidence: low}"),
    # the short form and the long form of one basis
    ("  offences.illegal_access: {by: act.1, features: {intent: true}}",
     "  offences.illegal_access: {by: {of: [act.1], features: {fine_only: false}}}",
     "  offences.illegal_access: {by: {of: [act.1], features: {fine_only: false, intent: true}}}"),
    # the stricter handling
    ("  treaties.budapest: {status: party, cite: [page], handling: official}",
     "  treaties.budapest: {status: party, cite: [page], handling: restricted}",
     "  treaties.budapest: {status: party, cite: [page], handling: restricted}"),
    # a list known in part is within the complete one
    ("  treaties.budapest: {status: party, cite: [page], reservations: {complete: false, listed: [{paragraph: 29(4)}]}}",
     "  treaties.budapest: {status: party, cite: [page], reservations: [{paragraph: 29(4), made: 2020}, {paragraph: 6(3)}]}",
     "  treaties.budapest: {status: party, cite: [page], reservations: [{paragraph: 29(4), made: 2020}, {paragraph: 6(3)}]}"),
    # what is withheld from one file is no answer
    ("  treaties.budapest: withheld", "  treaties.budapest: {status: none, cite: [page]}",
     "  treaties.budapest: {status: none, cite: [page]}"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "both"), ALIKE)
def test_what_both_answer_alike(one: str, other: str, both: str) -> None:
    found, turned = two(one, other), two(other, one)
    assert found.points == ()
    assert found.profile.facts == turned.profile.facts == read(f"{HEAD}facts:\n{both}").facts


DIFFERING = [
    ("  treaties.budapest: {status: party, cite: [page]}", "  treaties.budapest: {status: signed, cite: [news]}", "status"),
    ("  treaties.budapest: {status: party, cite: [page]}", "  treaties.budapest: unknown", "status"),
    ("  offences.illegal_access: {by: act.1}", "  offences.illegal_access: unknown", "answer"),
    ("  offences.illegal_access: {by: act.1}", "  offences.illegal_access: {status: none, searched: [act]}", "answer"),
    ("  offences.illegal_access: {by: act.1}", "  offences.illegal_access: {by: [act.1, act.2]}", "by"),
    ("  offences.illegal_access: {by: {of: [act.1, act.2]}}", "  offences.illegal_access: {by: [act.1, act.2]}", "by"),
    ("  capacity.trained_prosecutors: {value: 45, cite: [page]}", "  capacity.trained_prosecutors: {value: 46, cite: [page]}",
     "value"),
    ("  capacity.trained_prosecutors: {value: 45, period: 2024, cite: [page]}",
     "  capacity.trained_prosecutors: {value: 45, period: 2025, cite: [page]}", "period"),
    ("  treaties.budapest: {status: party, cite: [page], reservations: []}",
     "  treaties.budapest: {status: party, cite: [page], reservations: [{paragraph: 29(4)}]}", "reservations"),
    # each is in order by itself, and the two together are not
    ("  treaties.budapest: {status: party, from: 2025, cite: [page]}",
     "  treaties.budapest: {status: party, until: 2024, cite: [page]}", "until"),
    ("  treaties.budapest: [{status: signed, until: 2020, cite: [page]}, {status: party, from: 2020, cite: [page]}]",
     "  treaties.budapest: {status: party, from: 2020, cite: [page]}", "dates"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "differs"), DIFFERING)
def test_what_differs_is_unknown_and_on_the_list(one: str, other: str, differs: str) -> None:
    found = two(one, other)
    (point,) = found.points
    assert point.differs == (differs,)
    (answer,) = found.profile.facts[point.name]
    assert answer.status == "unknown"
    assert answer.note == NOTE
    assert point.answers == tuple(side.facts[point.name] for side in found.sides)
    cited = {cite for side in found.sides for each in side.facts[point.name] for cite in each.cite}
    assert {*answer.cite} == cited


def test_a_feature_that_differs_is_open_and_the_rest_stands() -> None:
    found = two(
        "  offences.illegal_access: {by: act.1, features: {intent: true, fine_only: false}}",
        "  offences.illegal_access: {by: act.1, features: {intent: true, fine_only: true}}",
    )
    (point,) = found.points
    assert point.differs == ("features.fine_only",)
    (answer,) = found.profile.facts["offences.illegal_access"]
    assert answer.features == {"intent": True, "fine_only": "unknown"}
    assert [basis.of for basis in answer.by] == [("act.1",)]


def test_sources_with_one_name_and_two_contents_are_kept_apart() -> None:
    other = HEAD.replace("title: Example Act", "title: Another Act").replace("act.2:", "act.9:")
    found = two("  offences.illegal_access: {by: act.1}", "  offences.illegal_access: {by: act.9}", HEAD, other)
    titles = {name: source.title for name, source in found.profile.sources.items()}
    assert titles == {"act": "Another Act", "act_2": "Example Act", "page": "Example page", "news": "Example news"}
    assert {*found.profile.provisions} == {"act.1", "act.9", "act_2.1", "act_2.2"}
    assert found.names == ({"act": "act_2", "act.1": "act_2.1", "act.2": "act_2.2"}, {})
    source, point = found.points  # the citations followed
    assert (source.section, source.name, source.differs) == ("sources", "act", ("title",))
    assert [answer.by[0].of for answers in point.answers for answer in answers] == [("act_2.1",), ("act.9",)]


def test_a_source_that_is_settled_to_be_one_settles_what_rests_on_it() -> None:
    other = HEAD.replace("title: Example Act", "title: The Example Act of 2018")
    facts_ = "  offences.illegal_access: {by: act.1}\n  offences.illegal_interception: {by: act.2}"
    one, two_ = (read(f"{head}facts:\n{facts_}") for head in (HEAD, other))
    found = merged(one, two_)
    assert [(point.name, point.differs) for point in found.points] == [
        ("act", ("title",)), ("offences.illegal_access", ("sources",)), ("offences.illegal_interception", ("sources",)),
    ]  # fmt: skip
    settled = merged(one, two_, Settled(sources={"act": 1}))
    assert [point.name for point in settled.points if not point.settled] == []
    assert settled.profile.sources["act"].title == "The Example Act of 2018"
    assert settled.profile.facts == two_.facts
    own = replace(two_.sources["act"], title="Agreed title")
    assert merged(one, two_, Settled(sources={"act": own})).profile.sources["act"] == own


def test_one_source_with_two_names_gets_one() -> None:
    other = HEAD.replace("  act:", "  zz:").replace("act.1", "zz.1").replace("act.2", "zz.2")
    found = two("  offences.illegal_access: {by: act.1}", "  offences.illegal_access: {by: zz.1}", HEAD, other)
    assert found.points == ()
    assert {*found.profile.sources} == {"act", "page", "news"}
    assert found.names[1] == {"zz": "act", "zz.1": "act.1", "zz.2": "act.2"}


def test_how_a_source_was_read_is_no_other_source() -> None:
    other = HEAD.replace("title: Example Act,", "title: Example Act, retrieved: 2026-01, read: part, grade: B,")
    found = two("  offences.illegal_access: {by: act.1}", "  offences.illegal_access: {by: act.1}", HEAD, other)
    assert found.points == ()
    act = found.profile.sources["act"]
    assert (act.read, act.grade, str(act.retrieved)) == ("part", "B", "2026-01")


def test_law_with_another_status_is_kept_apart_and_settles_what_rests_on_it() -> None:
    other = HEAD.replace("act.2: {status: in_force", "act.2: {status: suspended")
    one, two_ = (read(f"{head}facts:\n  offences.illegal_access: {{by: act.2}}") for head in (HEAD, other))
    found = merged(one, two_)
    assert [(point.section, point.name, point.differs) for point in found.points] == [
        ("provisions", "act.2", ("status",)), ("facts", "offences.illegal_access", ("provisions",)),
    ]  # fmt: skip
    assert {*found.profile.provisions} == {"act.1", "act.2", "act_2.2"}
    assert found.profile.facts["offences.illegal_access"][0].status == "unknown"
    for who, status in ((0, "in_force"), (1, "suspended")):
        settled = merged(one, two_, Settled(provisions={"act.2": who}))
        assert [(point.section, point.settled) for point in settled.points] == [("provisions", True)]
        assert [each.status for each in settled.profile.provisions["act.2"]] == [status]
        assert settled.profile.facts["offences.illegal_access"][0].by


def test_the_legal_system_is_left_out_until_it_is_settled() -> None:
    one, other = (read(f"{HEAD}system: {{structure: unitary, reception: {word}}}\n") for word in ("monist", "dualist"))
    found = merged(one, other)
    assert [(point.section, point.name) for point in found.points] == [("system", "reception")]
    assert (found.profile.system.structure, found.profile.system.reception) == ("unitary", None)
    assert merged(one, other, Settled(system={"reception": 1})).profile.system.reception == "dualist"


# How far two readers agree


def test_kappa_of_the_textbook_example() -> None:
    """Fifty answers of two readers: 20 yes and 15 no alike, 5 and 10 not; 0.7 observed, 0.5 expected, so 0.4."""
    said = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert kappa(said) == Fraction(2, 5)
    assert kappa([(other, one) for one, other in said]) == Fraction(2, 5)
    assert kappa([]) is None
    assert kappa([("yes", "yes")] * 9) is None  # nothing is left to be agreed beyond chance
    assert kappa([("yes", "no"), ("no", "yes")]) == -1


def test_agreement_counts_facts_and_questions() -> None:
    found = two(
        "  offences.illegal_access: {by: act.1, features: {intent: true, fine_only: false}}\n"
        "  offences.illegal_interception: {by: act.1}\n  treaties.budapest: {status: party, cite: [page]}\n",
        "  offences.illegal_access: {by: act.1, features: {intent: true, fine_only: true}}\n"
        "  offences.illegal_interception: {by: act.2}\n",
    )
    names = ("offences.illegal_access", "offences.illegal_interception", "treaties.budapest")
    share = agreements(found, {"all": names})["all"]
    assert (share.facts, share.alike, share.asked, share.same) == (2, 0, 4, 3)
    assert found.only == (("treaties.budapest",), ())
