"""Where the State stands under what a finding cites, and what makes a finding binding."""

from typing import Any

import pytest

from assess.api import assess_profile, read_day
from assess.engine.bindings import is_binding, standings
from assess.model.results import Assessment
from assess.views.standing_view import cites_say, instruments_say, place_says
from assess.words.language import speaking
from tests.build import elements, library, profile

FACTS: dict[str, Any] = {
    "met": "yes_no",
    "conv": {"kind": "treaty", "title": "Convention", "open_to": "invitation", "may_not_apply": "R."},
    "world": {"kind": "treaty", "title": "World convention", "open_to": "any_state"},
    "club": {"kind": "treaty", "title": "Club convention", "open_to": "members", "may_not_apply": "R."},
    "proto": {"kind": "treaty", "title": "Protocol", "open_to": "parties_to", "after": "t.conv"},
    "act": {"kind": "treaty", "title": "Directive", "act": True, "may_not_apply": "R."},
}
INSTRUMENTS = {
    name: {"title": name.capitalize(), "fact": f"t.{name}"} for name in ("conv", "world", "club", "proto", "act")
} | {"text": {"title": "Resolution"}, "law": {"title": "Regulation", "act": True}}


def made(facts: dict[str, str], cites: list[dict[str, str]], **more: Any) -> Assessment:
    criteria = [{"id": "c", "elements": elements("t.met"), "cites": cites, **more.pop("criterion", {})}]
    found = library(FACTS, criteria, instruments=INSTRUMENTS, **more)
    answers = "".join(f"  t.{name}: {answer}\n" for name, answer in facts.items())
    text = f"sources: {{p: {{kind: press, title: P}}}}\nfacts:\n  t.met: {{value: true, cite: p}}\n{answers}"
    return assess_profile(profile(found, text), found)[0]


def said(facts: dict[str, str], instrument: str, article: str = "2", **more: Any) -> tuple[list[str], list[str], bool]:
    """What a finding cites, where the State stands under it, and whether the finding is binding."""
    result = made(facts, [{"instrument": instrument, "article": article}], **more)
    return cites_say(result, result.findings[0]), instruments_say(result), is_binding(result, result.findings[0])


@pytest.mark.parametrize(
    ("facts", "instrument", "says", "binding"),
    [
        ({"conv": "{status: party, from: 2020-05-01, cite: p}"}, "conv", "in force for Kenya since 1 May 2020", True),
        ({"conv": "{status: party, from: 2020-05, cite: p}"}, "conv", "in force for Kenya since May 2020", True),
        ({"conv": "{status: party, cite: p}"}, "conv", "in force for Kenya", True),
        ({"conv": "{status: consent_deposited, from: 2025-11-01, cite: p}"}, "conv", "consent deposited on 1 November 2025", False),
        ({"conv": "[{status: consent_deposited, from: 2025-11-01, until: 2026-03-01, cite: p}, "
                  "{status: party, from: 2026-03-01, cite: p}]"}, "conv", "consent deposited, in force on 1 March 2026", False),
        ({"conv": "{status: party, from: 2026-01-01, cite: p}"}, "conv", "in force for Kenya since 1 January 2026", True),
        ({"conv": "{status: party, from: 2026-01-02, cite: p}"}, "conv",
         "not yet binding; binds Kenya from 2 January 2026", False),
        ({"conv": "{status: party, from: 2026-02, cite: p}"}, "conv",
         "not yet binding; binds Kenya from February 2026 on", False),
        ({"conv": "{status: party, from: 2026, cite: p}"}, "conv", "status not known", False),
        ({"conv": "{status: signed, from: 2026-01-02, cite: p}"}, "conv", "not a Party; open on invitation", False),
        ({"conv": "{status: signed, from: 2024-02-03, cite: p}"}, "conv", "signed on 3 February 2024", False),
        ({"conv": "{status: invited, from: 2024-02-03, cite: p}"}, "conv", "invited to join on 3 February 2024", False),
        ({"conv": "{status: none, position: pursuing, position_since: 2025-05, cite: p}"}, "conv",
         "not a Party; said in May 2025 that it pursues joining", False),
        ({"conv": "{status: not_party, position: pursuing, cite: p}"}, "conv",
         "not a Party; has said that it pursues joining", False),
        ({"conv": "{status: none, position: pursuing, position_since: 2026-05-01, cite: p}"}, "conv",
         "not a Party; open on invitation", False),  # said after the day of the assessment
        ({"conv": "{status: none, position: not_pursuing, cite: p}"}, "conv", "not a Party; open on invitation", False),
        ({"conv": "{status: signed, from: 2024-02-03, position: pursuing, cite: p}"}, "conv",
         "signed on 3 February 2024", False),
        ({"conv": "{status: withdrawn, from: 2024-02-03, cite: p}"}, "conv", "denounced, effective 3 February 2024", False),
        ({"conv": "{status: none, searched: p}"}, "conv", "not a Party; open on invitation", False),
        ({"conv": "{status: not_party, cite: p}"}, "conv", "not a Party; open on invitation", False),
        ({"conv": "{status: not_applicable, reason: R}"}, "conv", "not open to Kenya", False),
        ({"conv": "unknown"}, "conv", "status not known", False),
        ({}, "conv", "status not known", False),
        ({"world": "{status: none, searched: p}"}, "world", "open to join", False),
        ({"club": "{status: none, searched: p}"}, "club", "open to join", False),
        ({"proto": "{status: none, searched: p}", "conv": "{status: none, searched: p}"}, "proto",
         "opens on becoming Party to the Convention", False),
        ({"proto": "{status: none, searched: p}", "conv": "{status: party, cite: p}"}, "proto", "open to join", False),
        ({"act": "{status: party, from: 2013-09-03, cite: p}"}, "act",
         "binds Kenya since 3 September 2013, through transposition", True),
        ({"act": "{status: not_applicable, reason: R}"}, "act", "not open to Kenya", False),  # as Denmark is to a directive
        ({}, "text", "guidance", False),
        ({}, "law", "status not known", False),
    ],
)  # fmt: skip
def test_where_the_state_stands(facts: dict[str, str], instrument: str, says: str, binding: bool) -> None:
    title = INSTRUMENTS[instrument]["title"]
    cited = f"{title}, 2 (binding)" if binding else f"{title}, 2"
    standing = "guidance, which binds nobody: Resolution" if says == "guidance" else f"{title}: {says}"
    assert said(facts, instrument) == ([cited], [standing], binding)


def test_a_treaty_that_is_not_in_force_has_contracting_states() -> None:
    deposited = {"world": "{status: consent_deposited, from: 2025-11-01, cite: p}"}
    joining = {"open_to": "any_state", "says": "S"}
    found = said(deposited, "world", treaty="t.world", joining=joining)
    standing = "World: contracting State since 1 November 2025; the treaty is not in force"
    assert found == (["World, 2"], [standing], False)
    found = said(deposited, "world", treaty="t.world", joining={**joining, "in_force_since": "2025-01-01"})
    assert found == (["World, 2"], ["World: consent deposited on 1 November 2025"], False)


def test_an_instrument_of_the_frameworks_own_may_have_another_name_than_the_fact() -> None:
    facts = {"conv": "{status: party, cite: p}"}
    cites = [{"instrument": "own", "article": "1"}]
    criteria = [{"id": "c", "elements": elements("t.met"), "cites": cites}]
    found = library(FACTS, criteria, instruments={"own": {"title": "Own"}}, nature="treaty", treaty="t.conv")
    text = f"sources: {{p: {{kind: press, title: P}}}}\nfacts:\n  t.met: {{value: true, cite: p}}\n  t.conv: {facts['conv']}\n"
    (result,) = assess_profile(profile(found, text), found)
    assert cites_say(result, result.findings[0]) == ["Own, 1 (binding)"]
    assert instruments_say(result) == ["Own: in force for Kenya"]
    other = library(
        FACTS, criteria, instruments={"own": {"title": "Own"}, "x": {"title": "X"}}, nature="treaty", treaty="t.conv"
    )
    (result,) = assess_profile(profile(other, text), other)
    assert cites_say(result, result.findings[0]) == ["Own, 1"]
    assert instruments_say(result) == ["Own: status not known"]


PARTY = "status: party, from: 2020-05-01, declarations: [], cite: p"


@pytest.mark.parametrize(
    ("paragraph", "article", "says", "binding"),
    [
        ("9", "9", "reserved", False),
        ("9", "9(1)", "reserved", False),
        ("9(4)", "9", "binding", True),  # a paragraph of it
        ("9", "91", "binding", True),
        ("22(2)", "22(2)", "reserved", False),
    ],
)
def test_what_is_reserved_does_not_bind(paragraph: str, article: str, says: str, binding: bool) -> None:
    facts = {"conv": f'{{{PARTY}, reservations: [{{paragraph: "{paragraph}"}}]}}'}
    standing = "Conv: in force for Kenya since 1 May 2020"
    assert said(facts, "conv", article) == ([f"Conv, {article} ({says})"], [standing], binding)


def test_whether_a_place_is_reserved_may_not_be_known() -> None:
    facts = {"conv": f'{{{PARTY}, reservations: [{{paragraph: "9", made_at: signature}}]}}'}
    assert said(facts, "conv", "9")[::2] == (["Conv, 9 (whether reserved is not known)"], False)


def test_each_article_has_its_own_obligation_and_what_binds_comes_first() -> None:
    facts = {"conv": f"{{{PARTY}, reservations: []}}", "world": "{status: signed, from: 2025-10-25, cite: p}"}
    cites = [
        {"instrument": "text", "article": "1"}, {"instrument": "world", "article": "5"},
        {"instrument": "conv", "article": "32", "obligation": "may"}, {"instrument": "conv", "article": "30"},
        {"instrument": "conv", "article": "31"},
    ]  # fmt: skip
    result = made(facts, cites)
    (finding,) = result.findings
    assert [each.binding for each in standings(result, finding.criterion)] == [False, False, False, True, True]
    assert cites_say(result, finding) == [
        "Conv, 30, 31 (binding)", "Resolution, 1", "World, 5", "Conv, 32",
    ]  # fmt: skip
    assert instruments_say(result) == [
        "World: signed on 25 October 2025", "Conv: in force for Kenya since 1 May 2020",
        "guidance, which binds nobody: Resolution",
    ]  # fmt: skip
    soft = made(facts, cites[3:4], criterion={"obligation": "endeavour"})
    assert not is_binding(soft, soft.findings[0])


@pytest.mark.parametrize(
    ("as_of", "says", "binding"),
    [
        (None, "in force for Kenya since 1 May 2020", True),
        ("2020-05-01", "in force for Kenya since 1 May 2020", True),
        ("2020-04-30", "not yet binding; binds Kenya from 1 May 2020", False),
    ],
)
def test_it_is_said_for_the_day_of_the_assessment(as_of: str | None, says: str, binding: bool) -> None:
    criteria = [{"id": "c", "elements": elements("t.met"), "cites": [{"instrument": "conv", "article": "2"}]}]
    found = library(FACTS, criteria, instruments=INSTRUMENTS)
    text = f"sources: {{p: {{kind: press, title: P}}}}\nfacts: {{t.conv: {{{PARTY}, reservations: []}}}}\n"
    day = read_day(as_of)
    (result,) = assess_profile(profile(found, text), found, as_of=day)
    assert cites_say(result, result.findings[0]) == ["Conv, 2 (binding)" if binding else "Conv, 2"]
    assert instruments_say(result) == [f"Conv: {says}"]
    assert is_binding(result, result.findings[0]) is binding


def test_what_is_open_depends_on_what_is_known_of_the_treaty_before_it() -> None:
    none = {"proto": "{status: none, searched: p}"}
    expected = ["Proto, 2"], ["Proto: status not known"], False
    assert said(none, "proto") == expected  # of the convention nothing is known
    assert said({**none, "conv": "unknown"}, "proto") == expected


def test_a_treaty_of_which_it_is_not_said_who_can_join_is_not_called_open() -> None:
    criteria = [{"id": "c", "elements": elements("t.met"), "cites": [{"instrument": "conv", "article": "2"}]}]
    found = library({**FACTS, "conv": "treaty"}, criteria, instruments=INSTRUMENTS)
    text = "sources: {p: {kind: press, title: P}}\nfacts: {t.conv: {status: none, searched: p}}\n"
    (result,) = assess_profile(profile(found, text), found)
    assert instruments_say(result) == ["Conv: status not known"]


@pytest.mark.parametrize(
    ("article", "french"),
    [
        ("annex, (a)", "annexe, (a)"),
        ("chapters 5 and 6", "chapitres 5 et 6"),
        ("preamble", "préambule"),
        ("35(1)(a)", "35(1)(a)"),
        ("Response and Recovery", "Response and Recovery"),
    ],
)
def test_the_words_of_a_place_are_in_the_language_of_the_document(article: str, french: str) -> None:
    assert place_says(article) == article
    with speaking("fr"):
        assert place_says(article) == french
