"""The context: treaties with reservations, agreements, authorities, comments, and dates in order."""

from typing import Any

import pytest

from assess.api import assess_file, assess_profile
from assess.engine.facts import fact_states
from assess.views.briefing_view import briefing_view
from assess.views.context_view import ContextView, context_view
from tests.build import elements, library, profile
from tests.views.test_briefing import KENYA

FACTS: dict[str, Any] = {
    "conv": {"kind": "treaty", "title": "A convention"},
    "pact": {"kind": "treaty", "title": "A pact"},
    "unit": {"kind": "capability", "title": "Cybercrime unit", "authority": True},
    "lab": {"kind": "capability", "title": "Laboratory"},
    "law": {"kind": "provision", "title": "A law"},
}
SOURCES = "sources: {s: {kind: official_page, title: A page}, a: {kind: act, title: An act}}\n"


def context(text: str = "", facts: str = "", countries: dict[str, str] | None = None, **head: Any) -> ContextView:
    made = library(FACTS, [{"id": "c1", "title": "First", "elements": elements("t.law")}], **head)
    body = f"{SOURCES}{text}facts:\n{facts}" if facts else f"{SOURCES}{text}"
    return context_view(assess_profile(profile(made, body), made), countries or {})


# Treaties


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("", ("reservations: not known", "declarations: not known")),
        (", reservations: [], declarations: []", ("reservations: none", "declarations: none")),
        (", reservations: [], declarations: [{paragraph: 24(7)}, {paragraph: '27'}]",
         ("reservations: none", "declarations: 24(7), 27")),
        (", reservations: [{paragraph: 29(4), made: 2020-01-01, withdrawn: 2024-05-06}]",
         ("reservations: 29(4) (withdrawn 6 May 2024)", "declarations: not known")),
    ],
)  # fmt: skip
def test_reservations_of_a_party_are_known_none_or_not_known(given: str, made: tuple[str, ...]) -> None:
    (treaty,) = context(facts=f"  t.conv: {{status: party, from: 2019-02-01, cite: [s]{given}}}").treaties
    assert (treaty.title, treaty.status) == ("A convention", "Party since 1 February 2019")
    assert treaty.made == made
    assert treaty.cites == "A page"


def test_a_state_that_is_not_a_party_has_made_no_reservations() -> None:
    (treaty,) = context(
        facts="  t.conv: {status: invited, from: 2024-10-09, invited_until: 2029-10-09, cite: [s]}"
    ).treaties
    assert (treaty.status, treaty.made) == (
        "invited to accede on 9 October 2024, invitation open until 9 October 2029",
        (),
    )
    (treaty,) = context(facts="  t.conv: {status: none, searched: [s]}").treaties
    assert (treaty.status, treaty.made) == ("no action identified", ())


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ("position: pursuing", "no action identified; has said that it pursues joining"),
        (
            "position: pursuing, position_since: 2025-05-06",
            "no action identified; said on 6 May 2025 that it pursues joining",
        ),
        (
            "position: not_pursuing, position_since: 2025",
            "no action identified; said in 2025 that it does not pursue joining",
        ),
        ("position: undecided", "no action identified; has said that joining is undecided"),
    ],
)
def test_what_a_state_has_said_of_joining_stands_beside_its_status(given: str, status: str) -> None:
    (treaty,) = context(facts=f"  t.conv: {{status: none, cite: [s], {given}}}").treaties
    assert (treaty.status, treaty.cites) == (status, "A page")


def test_a_treaty_that_no_criterion_reads_is_listed_and_one_not_settled_is_named() -> None:
    made = context(facts="  t.conv: {status: signed, cite: [s]}\n  t.pact: unknown")
    assert [treaty.title for treaty in made.treaties] == ["A convention"]
    assert made.open_treaties == ("A pact",)
    assert context().open_treaties == ("A convention", "A pact")


def test_each_treaty_of_the_catalogue_stands_in_one_place() -> None:
    (result,) = assess_file(KENYA)
    made = context_view([result], {})
    states = fact_states(result.profile, result.context, result.as_of)
    titles = [each.title for each in made.treaties] + list(made.open_treaties)
    treaties = [s for s in states.values() if s.fact.kind == "treaty" and s.known != "not_applicable"]
    assert sorted(titles) == sorted(str(s.fact.title) for s in treaties)


# Agreements and authorities


@pytest.mark.parametrize(
    ("in_force", "shown"),
    [
        (", in_force: 2011-03-04", "4 Mar 2011"),
        (", in_force: true", "yes"),
        (", in_force: false", "no"),
        ("", "not recorded"),
    ],
)
def test_an_agreement_says_with_whom_on_what_and_since_when(in_force: str, shown: str) -> None:
    made = context(
        f"agreements: [{{with: UGA, kind: mla, title: A treaty, cite: [s]{in_force}}}]\n", countries={"UGA": "Uganda"}
    )
    assert made.agreements == (("Uganda", "mutual legal assistance", "A treaty", shown, "A page"),)


def test_the_other_side_of_an_agreement_can_be_the_european_union() -> None:
    text = "agreements: [{with: EU, kind: police, title: A treaty, cite: [s]}]\n"
    expected = (("European Union", "police cooperation", "A treaty", "not recorded", "A page"),)
    assert context(text, countries={"UGA": "Uganda"}).agreements == expected


def test_only_facts_called_authorities_are_listed_as_such() -> None:
    made = context(facts="  t.unit: {status: partial, cite: [s]}\n  t.lab: {status: operational, cite: [s]}")
    assert [(each.title, each.status, each.cites) for each in made.authorities] == [
        ("Cybercrime unit", "partly operational", "A page")
    ]
    assert made.open_authorities == ()


@pytest.mark.parametrize("answer", ["", "  t.unit: unknown"])
def test_an_authority_not_settled_or_not_examined_is_named_apart(answer: str) -> None:
    made = context(facts=answer)
    assert (made.authorities, made.open_authorities) == ((), ("Cybercrime unit",))


def test_an_authority_known_not_to_be_there_is_no_open_one() -> None:
    made = context(facts="  t.unit: {status: none, searched: [s]}")
    assert [each.status for each in made.authorities] == ["none identified"]
    assert made.open_authorities == ()


@pytest.mark.parametrize(
    ("system", "text"),
    [
        ("{structure: federal, reception: dualist}", "federal State; treaties need a law to apply"),
        ("{reception: mixed}", "treaties apply in part directly, in part through a law"), ("{}", ""),
    ],
)  # fmt: skip
def test_the_legal_system_is_in_words(system: str, text: str) -> None:
    assert context(f"system: {system}\n").system == text


# Comments


def test_comments_that_were_not_invited() -> None:
    for text in ("", "comments: {}\n"):
        made = context(text)
        assert (made.invitation, made.comments) == ("Comments of the country’s authorities were not invited.", ())


def test_comments_invited_and_not_received() -> None:
    made = context("comments: {invited: 2026-01-01}\n")
    assert made.invitation == (
        "Comments of the country’s authorities were invited on 1 January 2026. "
        "None had been received when this document was made."
    )


def test_comments_received_are_printed_in_their_own_words() -> None:
    received = "[{text: The list is short., date: 2026-01-02, by: Ministry of Justice, on: c1}, {text: Seen., on: c9}]"
    made = context(f"comments: {{invited: 2026-01-01, received: {received}}}\n")
    assert made.invitation == "Comments of the country’s authorities were invited on 1 January 2026."
    assert [tuple(each) for each in made.comments] == [
        ("2 January 2026", "Ministry of Justice", "The list is short.", "First"), ("", "", "Seen.", "c9"),
    ]  # fmt: skip
    made = context("comments: {received: [{text: Seen.}]}\n")
    assert made.invitation == "Comments of the country’s authorities are printed here as received."


# The calendar


def test_dates_stand_in_order_of_time_with_the_end_of_an_invitation() -> None:
    made = context(
        facts="  t.conv: {status: invited, from: 2024-10-09, invited_until: 2029-10-09, cite: [s]}\n"
        "  t.pact: {status: party, from: 2019-02-01, cite: [s]}",
        joining={"open_to": "any_state", "says": "S", "in_force_since": "2021-03-04"}, treaty="t.conv",
    )  # fmt: skip
    assert [tuple(each) for each in made.calendar] == [
        ("1 Feb 2019", "A pact: Party", True),
        ("4 Mar 2021", "F: general entry into force", True),
        ("9 Oct 2024", "A convention: invited to accede", True),
        ("9 Oct 2029", "A convention: the invitation to accede ends", False),
    ]


def test_a_date_on_the_day_of_the_law_is_past_and_one_without_a_date_is_not_listed() -> None:
    made = context(
        facts="  t.conv: {status: signed, from: 2026-01-01, cite: [s]}\n  t.pact: {status: party, cite: [s]}"
    )
    assert [tuple(each) for each in made.calendar] == [("1 Jan 2026", "A convention: signed", True)]
    assert context().calendar == ()


def test_an_invitation_that_was_taken_up_ends_no_more() -> None:
    made = context(facts="  t.conv: {status: party, from: 2025-01-01, invited_until: 2029-10-09, cite: [s]}")
    assert [each.says for each in made.calendar] == ["A convention: Party"]
    assert made.treaties[0].status == "Party since 1 January 2025"


def test_what_is_withheld_is_open_in_the_context_too() -> None:
    made = library(FACTS, [{"id": "c1", "elements": elements("t.law")}])
    unit = "  t.unit: {status: operational, cite: [s], handling: restricted}\n"
    text = f"{SOURCES}facts:\n{unit}  t.conv: {{status: party, from: 2020-01-01, cite: [s], handling: official}}\n"
    (result,) = assess_profile(profile(made, text), made, release="public")
    found = briefing_view([result], country="Kenya").context
    assert (found.treaties, found.authorities, found.calendar) == ((), (), ())
    assert (found.open_treaties, found.open_authorities) == (("A convention", "A pact"), ("Cybercrime unit",))
