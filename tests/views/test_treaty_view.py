"""The treaty page: where the State stands, the days to come, what has to be law, and what is left out."""

from typing import Any

import pytest

from assess.api import assess_file, assess_profile, document
from assess.engine.facts import fact_states
from assess.formats.style import Style
from assess.run.documents import treaties_of
from assess.views.briefing_view import briefing_view
from assess.views.treaty_view import ArticleView, InstrumentView, TreatiesView, treaties_view
from assess.words.language import speaking, unmarked
from tests.build import elements, library, profile
from tests.views.test_briefing import KENYA

FACTS: dict[str, Any] = {
    "conv": {"kind": "treaty", "title": "A convention", "open_to": "any_state"},
    "pact": {"kind": "treaty", "title": "A pact"},
    "law": {"kind": "provision", "title": "A law"},
    "other": {"kind": "provision", "title": "Another law"},
    "point": {"kind": "capability", "title": "A contact point"},
}
SOURCES = """
sources: {s: {kind: decision, title: A page}, a: {kind: act, title: An act, unit: s.},
  p: {kind: press, title: A paper, date: 2023-06-08}}
provisions: {a.1: {status: in_force}}
"""
CRITERIA: list[dict[str, Any]] = [
    {"id": "c1", "title": "First", "article": "2", "elements": elements("t.law")},
    {"id": "c2", "title": "Second", "article": "3", "elements": elements("t.other")},
    {"id": "c3", "title": "Third", "article": "4", "elements": elements("t.law", "t.other")},
    {"id": "c4", "title": "Asked softly", "article": "5", "obligation": "consider", "elements": elements("t.other")},
    {"id": "c5", "title": "At work", "article": "6", "axis": "practice", "elements": elements("t.other")},
]
JOINING = {"open_to": "any_state", "says": "S"}


def page(conv: str = "", facts: str = "", *, head: str = "", own: bool = True, **joining: Any) -> TreatiesView:
    """The page of a profile with this answer on the convention; without `own` the briefing is about another framework."""
    made = library(
        FACTS, CRITERIA, title="The Convention", short="Conv", treaty="t.conv", joining={**JOINING, **joining}
    )
    answers = (f"  t.conv: {conv}\n" if conv else "") + facts
    text = head + SOURCES + (f"facts:\n{answers}" if answers else "")
    treaties = assess_profile(profile(made, text), made)
    if own:
        return treaties_view(treaties, treaties, {"f": {}})
    other = library(FACTS, CRITERIA, id="g")
    return treaties_view(assess_profile(profile(other, text), other), treaties, {"g": {}})


def only(conv: str = "", facts: str = "", **changes: Any) -> InstrumentView:
    (instrument,) = page(conv, facts, **changes).instruments
    return instrument


# Where the State stands


@pytest.mark.parametrize(
    ("status", "standing", "opening", "begun", "bound"),
    [
        ("", "The status of Kenya is not known.", "", False, False),
        ("unknown", "The status of Kenya is not known.", "", False, False),
        ("{status: none, searched: [s]}", "No signature or deposit by Kenya was found.", "Kenya can accede to the instrument.",
         False, False),
        ("{status: invited, from: 2024-10-09, invited_until: 2029-10-09, cite: [s]}",
         "Kenya was invited to accede on 9 October 2024. The invitation ends on 9 October 2029.",
         "Kenya can accede to the instrument.", True, False),
        ("{status: invited, from: 2024-10, cite: [s]}", "Kenya was invited to accede in October 2024.",
         "Kenya can accede to the instrument.", True, False),
        ("{status: invited, invited_until: 2026-03, cite: [s]}",
         "Kenya has been invited to accede. The invitation ends in March 2026.", "Kenya can accede to the instrument.",
         True, False),
        ("{status: invited, invited_until: 2025-12-31, cite: [s]}",
         "Kenya has been invited to accede. The invitation ended on 31 December 2025.",
         "Kenya can accede to the instrument.", True, False),
        ("{status: invited, from: 2020-10-09, invited_until: 2025-10, cite: [s]}",
         "Kenya was invited to accede on 9 October 2020. The invitation ended in October 2025.",
         "Kenya can accede to the instrument.", True, False),
        ("{status: signed, from: 2024-10-09, cite: [s]}", "Kenya signed on 9 October 2024.",
         "Kenya has signed the instrument and can ratify, accept or approve it.", True, False),
        ("{status: signed, from: 2024-10, cite: [s]}", "Kenya signed in October 2024.",
         "Kenya has signed the instrument and can ratify, accept or approve it.", True, False),
        ("{status: signed, cite: [s]}", "Kenya: signed.",
         "Kenya has signed the instrument and can ratify, accept or approve it.", True, False),
        ("{status: consent_deposited, from: 2025-10-09, until: 2026-05-01, cite: [s]}",
         "Kenya: instrument deposited on 9 October 2025, not yet in force for the State.", "", True, False),
        ("{status: consent_deposited, cite: [s]}", "Kenya: instrument deposited, not yet in force for the State.", "", True,
         False),
        ("{status: party, from: 2026-02-01, cite: [s]}", "Not yet binding; binds Kenya from 1 February 2026.", "", True, False),
        ("{status: party, from: 2019-02-01, cite: [s]}", "Kenya has been a Party since 1 February 2019.", "", False, True),
        ("{status: party, from: 2019-02, cite: [s]}", "Kenya has been a Party since February 2019.", "", False, True),
        ("{status: party, cite: [s]}", "Kenya is a Party.", "", False, True),
        ("{status: withdrawn, from: 2021-02-01, cite: [s]}", "Kenya: denounced, effective 1 February 2021.",
         "Kenya can accede to the instrument.", False, False),
        ("{status: not_party, cite: [s]}", "Kenya: not Party; whether it signed or was invited is not known.",
         "Kenya can accede to the instrument.", False, False),
    ],
)  # fmt: skip
def test_where_the_state_stands(status: str, standing: str, opening: str, begun: bool, bound: bool) -> None:
    found = only(status)
    assert (found.id, found.title) == ("f", "A convention")
    assert (found.standing, found.opening, found.begun, found.bound) == (standing, opening, begun, bound)
    assert found.sources == ("" if status in ("", "unknown") else "A page")


def test_how_sure_a_standing_is_and_of_what_day_its_list_stands_with_it() -> None:
    found = only("{status: signed, from: 2024-10-09, cite: [p]}")
    assert found.standing == "Kenya signed on 9 October 2024 (low confidence)."
    found = only("{status: none, searched: [p]}")
    assert found.standing == "No signature or deposit by Kenya was found (as at 8 June 2023; low confidence)."


@pytest.mark.parametrize(
    ("status", "standing", "begun"),
    [
        ("status: none, cite: [s], position: pursuing",
         "No signature or deposit by Kenya was found. Kenya has said that it pursues joining.", True),
        ("status: none, cite: [s], position: pursuing, position_since: 2025-05-06",
         "No signature or deposit by Kenya was found. Kenya said on 6 May 2025 that it pursues joining.", True),
        ("status: none, cite: [s], position: not_pursuing, position_since: 2025",
         "No signature or deposit by Kenya was found. Kenya said in 2025 that it does not pursue joining.", False),
        ("status: none, cite: [s], position: undecided",
         "No signature or deposit by Kenya was found. Kenya has said that joining is undecided.",
         False),
        ("status: invited, from: 2024-10-09, cite: [s], position: not_pursuing",
         "Kenya was invited to accede on 9 October 2024. Kenya has said that it does not pursue joining.", False),
    ],
)  # fmt: skip
def test_what_a_state_has_said_of_joining_stands_with_its_status(status: str, standing: str, begun: bool) -> None:
    found = only(f"{{{status}}}")
    assert (found.standing, found.begun) == (standing, begun)
    (line,) = page(facts=f"  t.pact: {{{status}}}\n").others
    said = standing.rpartition("Kenya ")[2].rstrip(".")
    assert line.endswith(f"; {said} (A page)")


def test_the_signs_between_them_are_those_of_the_language() -> None:
    with speaking("fr"):
        standing = only("{status: none, cite: [s], position: pursuing}").standing
    assert standing == "Ni signature ni dépôt du Kenya n’ont été trouvés. Le Kenya a dit chercher à devenir Partie."


def test_the_article_before_the_name_of_a_country_begins_a_sentence_with_a_capital() -> None:
    text = "schema: profile/v1\ncountry: GMB\nas_of: 2026-01-01\n"
    assert only(head=text).standing == "The status of the Gambia is not known."
    assert only("{status: party, cite: [s]}", head=text).standing == "The Gambia is a Party."


def test_an_act_of_an_organisation_binds_as_a_member() -> None:
    facts = {**FACTS, "conv": {"kind": "treaty", "title": "A directive", "act": True, "open_to": "members"}}
    made = library(facts, CRITERIA, treaty="t.conv", joining={"open_to": "not_open", "says": "S"})
    text = f"{SOURCES}facts: {{t.conv: {{status: party, from: 2015-09-04, cite: [s]}}}}"
    results = assess_profile(profile(made, text), made)
    (found,) = treaties_view(results, results, {"f": {}}).instruments
    assert (found.standing, found.bound) == (
        "Kenya: bound as a member, through transposition since 4 September 2015.", True,
    )  # fmt: skip


def test_the_page_in_french() -> None:
    with speaking("fr"):
        found = only("{status: invited, from: 2024-10-09, invited_until: 2025-10-09, cite: [s]}")
    assert unmarked(found.standing) == (
        "Le Kenya a été invité à adhérer le 9 octobre 2024. L’invitation a pris fin le 9 octobre 2025."
    )


def test_the_note_of_the_answer_and_what_the_state_made_stand_with_it() -> None:
    found = only("{status: party, cite: [s], note: A note.}")
    assert (found.note, found.made) == ("A note.", ("reservations and declarations: not known",))
    assert only("{status: signed, cite: [s], reservations: [{paragraph: 29(4)}]}").made == ()


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("", ("reservations and declarations: not known",)),
        (", reservations: [], declarations: []", ("reservations: none", "declarations: none")),
        (", reservations: [], declarations: [{paragraph: 24(7)}, {paragraph: '27'}]",
         ("reservations: none", "declarations: 24(7), 27")),
        (", reservations: [{paragraph: 29(4), made: 2020-01-01, withdrawn: 2024-05-06}]",
         ("reservations: 29(4) (withdrawn 6 May 2024)", "declarations: not known")),
    ],
)  # fmt: skip
def test_reservations_of_a_party_are_known_none_or_not_known(given: str, made: tuple[str, ...]) -> None:
    answer = f"{{status: party, from: 2019-02-01, cite: [s]{given}}}"
    assert only(answer).made == made
    # of a treaty that no framework takes apart, on one line with its status
    (line,) = page(facts=f"  t.pact: {answer}\n").others
    assert line == f"A pact: Party since 1 February 2019; {'; '.join(made)} (A page)"


# Dates


def test_an_instrument_is_in_force_or_not_recorded_as_such() -> None:
    assert only().dates == ("Not recorded as in force.",)
    assert only(in_force_since="2021-03-04").dates == ("In force since 4 March 2021.",)


@pytest.mark.parametrize(
    ("status", "open_"),
    [
        ("", True), ("{status: none, searched: [s]}", True), ("{status: invited, cite: [s]}", True),
        ("{status: signed, cite: [s]}", False), ("{status: consent_deposited, cite: [s]}", False),
        ("{status: party, cite: [s]}", False), ("{status: party, from: 2026-02-01, cite: [s]}", False),
    ],
)  # fmt: skip
def test_the_last_day_of_signature_is_told_to_who_can_still_sign(status: str, open_: bool) -> None:
    told = "Open for signature until 1 January 2026; after that States accede."
    assert (told in only(status, signature_until="2026-01-01").dates) is open_
    assert told not in only(status, signature_until="2025-12-31").dates


def test_days_to_come_stand_in_order_of_time_and_those_past_are_left_out() -> None:
    invited = page(
        "{status: invited, from: 2024-10-09, invited_until: 2029-10-09, cite: [s]}",
        signature_until="2026-12-31", in_force_since="2021-03-04",
    )  # fmt: skip
    assert invited.calendar == (
        "31 December 2026: Conv: signature closes; States accede afterwards.",
        "9 October 2029: Conv: the invitation to accede ends.",
    )
    assert page("{status: invited, invited_until: 2026-01, cite: [s]}").calendar == (
        "January 2026: Conv: the invitation to accede ends.",
    )
    past = page("{status: invited, invited_until: 2025-12-31, cite: [s]}", signature_until="2025-12-31")
    assert past.calendar == ()


@pytest.mark.parametrize(
    "status",
    [
        "{status: consent_deposited, from: 2025-10-09, until: 2026-05-01, cite: [s]}",
        "{status: party, from: 2026-05-01, cite: [s]}",
    ],
)
def test_the_day_of_entry_into_force_for_the_state_is_one_to_come(status: str) -> None:
    found = page(status)
    assert found.calendar == ("1 May 2026: Conv: entry into force for the State.",)
    assert found.instruments[0].dates[0] == "It enters into force for the State on 1 May 2026."


def test_an_invitation_that_was_taken_up_ends_no_more() -> None:
    found = page("{status: party, from: 2025-01-01, invited_until: 2029-10-09, cite: [s]}")
    assert (found.calendar, found.instruments[0].standing) == ((), "Kenya has been a Party since 1 January 2025.")


# What has to be law


LAW = "  t.law: {by: a.1}\n"


def test_articles_are_counted_as_in_the_law_to_amend_and_to_read() -> None:
    found = only(facts=f"{LAW}  t.other: {{status: none, searched: [s]}}\n")
    assert found.numbers == (1, 2, 0)
    assert found.counts == "3 criteria drawn from the instrument concern law: 1 found in the law, 2 to make or amend."
    assert found.amend == (ArticleView("3 Second", "f-c2", ()), ArticleView("4 Third", "f-c3", ()))
    assert found.read == ()
    found = only(facts=LAW)
    assert found.numbers == (1, 0, 2)
    assert found.counts == "3 criteria drawn from the instrument concern law: 1 found in the law, 2 open."
    assert (found.amend, found.read) == (
        (),
        (ArticleView("3 Second", "f-c2", ()), ArticleView("4 Third", "f-c3", ())),
    )


def test_an_article_leads_to_annex_a_only_where_the_briefing_is_about_its_instrument() -> None:
    found = only(facts=LAW, own=False)
    assert found.read == (ArticleView("3 Second", "", ()), ArticleView("4 Third", "", ()))


def test_designations_say_whether_they_are_shown_and_when_they_are_due() -> None:
    designations = [
        {"article": "35", "title": "Contact point", "fact": "t.point", "due": "at deposit"},
        {"article": "27", "title": "Central authority"},
    ]
    assert only(designations=designations).designations == (
        "35 Contact point: not examined; due at deposit",
        "27 Central authority: not examined",
    )
    shown = only(facts="  t.point: {status: operational, cite: [s]}\n", designations=designations)
    assert shown.designations[0] == "35 Contact point: shown; due at deposit"
    missing = only(facts="  t.point: {status: none, searched: [s]}\n", designations=designations)
    assert missing.designations[0] == "35 Contact point: not shown; due at deposit"


def test_what_the_text_permits_is_listed_by_its_articles_only_each_once() -> None:
    permitted = [
        {"paragraph": "29(4)", "kind": "reservation", "says": "May refuse."},
        {"paragraph": "2", "kind": "declaration", "says": "May ask for infringement."},
        {"paragraph": "2", "kind": "declaration", "says": "May ask for intent."},
        {"paragraph": "3", "kind": "declaration", "says": "May ask more."},
    ]
    assert only(permitted=permitted).permitted == ("Declarations: articles 2, 3", "Reservations: articles 29(4)")


# Which instruments there are


def test_what_is_joined_on_invitation_can_be_asked_for() -> None:
    found = page("{status: none, searched: [s]}", open_to="invitation")
    assert [each.opening for each in found.instruments] == ["Kenya can accede once it is invited."]
    assert found.not_open == ()


def test_what_opens_through_another_treaty_is_named_with_it_and_shown_once_that_is_joined() -> None:
    parts = {"open_to": "parties_to", "parties_to": "t.pact"}
    shut = page("{status: none, searched: [s]}", "  t.pact: {status: none, searched: [s]}\n", **parts)
    assert (shut.instruments, shut.calendar) == ((), ())
    assert shut.not_open == ("Conv: it opens on becoming Party to the A pact",)
    joined = page("{status: none, searched: [s]}", "  t.pact: {status: party, cite: [s]}\n", **parts)
    assert ([each.id for each in joined.instruments], joined.not_open) == (["f"], ())


def test_a_benchmark_is_left_out() -> None:
    found = page("{status: none, searched: [s]}", open_to="not_open")
    assert (found.instruments, found.not_open, found.others, found.open) == ((), (), (), ("A pact",))


def test_what_binds_comes_first_then_what_was_begun() -> None:
    def one(name: str, status: str) -> Any:
        facts = {n: {"kind": "treaty", "title": n, "open_to": "any_state"} for n in "abc"}
        made = library({**FACTS, **facts}, CRITERIA, id=name, treaty=f"t.{name}", joining=JOINING)
        answers = (
            "{t.a: {status: none, searched: [s]}, t.b: {status: signed, cite: [s]}, t.c: {status: party, cite: [s]}}"
        )
        (result,) = assess_profile(profile(made, f"{SOURCES}facts: {answers}"), made)
        return result

    every = [one(name, "") for name in "abc"]
    assert [each.id for each in treaties_view(every[:1], every, {"a": {}}).instruments] == ["c", "b", "a"]


def test_other_treaties_stand_with_their_status_and_those_not_settled_are_named() -> None:
    found = page(facts="  t.pact: {status: signed, from: 2026-01-01, cite: [s]}\n")
    assert (found.others, found.open) == (("A pact: signed on 1 January 2026 (A page)",), ())
    assert page(facts="  t.pact: unknown\n").open == ("A pact",)
    assert page().open == ("A pact",)


def test_a_treaty_whose_framework_has_no_way_to_join_is_not_lost() -> None:
    made = library(FACTS, CRITERIA, treaty="t.conv")
    text = f"{SOURCES}facts: {{t.conv: {{status: signed, cite: [s]}}}}"
    (result,) = assess_profile(profile(made, text), made)
    found = briefing_view([result], country="Kenya").treaties
    assert [unmarked(line) for line in found.others] == ["A convention: signed [S2]"]
    assert (found.instruments, found.open) == ((), ("A pact",))


def test_what_is_withheld_is_not_known_on_the_page_too() -> None:
    made = library(FACTS, CRITERIA, treaty="t.conv", joining=JOINING)
    both = ", ".join(
        f"t.{name}: {{status: party, from: 2020-01-01, cite: [s], handling: official}}" for name in ("conv", "pact")
    )
    results = assess_profile(profile(made, f"{SOURCES}facts: {{{both}}}"), made, release="public")
    found = treaties_view(results, results, {"f": {}})
    assert [each.standing for each in found.instruments] == ["The status of Kenya is not known."]
    assert (found.others, found.open, found.calendar) == ((), ("A pact",), ())


# The example


@pytest.fixture(scope="module")
def kenya() -> TreatiesView:
    results = assess_file(KENYA)
    return treaties_view(results, treaties_of(results[0]), {"cooperation": {}})


def test_each_treaty_of_the_catalogue_stands_in_one_place(kenya: TreatiesView) -> None:
    (result,) = assess_file(KENYA)
    states = fact_states(result.profile, result.context, result.as_of)
    treaties = [s for s in states.values() if s.fact.kind == "treaty" and s.known != "not_applicable"]
    of_frameworks = {each.framework.head.treaty: each for each in treaties_of(result)}
    others = [line.partition(": ")[0] for line in kenya.others] + list(kenya.open)
    assert sorted(others) == sorted(str(s.fact.title) for s in treaties if s.id not in of_frameworks)
    shown = [each.id for each in kenya.instruments]
    assert shown == ["budapest", "malabo", "un_convention"]
    assert [line.partition(": ")[0] for line in kenya.not_open] == ["First Protocol", "Second Protocol"]
    left_out = {each.framework.id for each in of_frameworks.values()} - {*shown}
    assert left_out == {"budapest_protocol_1", "budapest_protocol_2", "eu_attacks_directive"}


def test_the_page_stands_in_every_briefing_whatever_the_framework() -> None:
    made = document(assess_file(KENYA), ".html", Style())
    assert isinstance(made, str)
    found = made.partition('id="treaties"')[2].partition("</section>\n<nav")[0].replace("\xa0", " ")
    assert "Kenya was invited to accede on 9 October 2024." in found
    assert "Permitted by the text on joining, listed as citations only: Declarations: articles" in found
    assert 'href="#budapest-' not in found  # annex A has no finding of it
