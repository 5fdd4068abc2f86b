"""The context: agreements, authorities and comments; and the numbers of sources. Treaties have their own page."""

from typing import Any

import pytest

from assess.api import assess_profile
from assess.views.briefing_view import briefing_view
from assess.views.context_view import ContextView, context_view, source_names, source_views
from assess.words.language import unmarked
from tests.build import elements, library, profile

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


def test_what_is_withheld_is_open_in_the_context_too() -> None:
    made = library(FACTS, [{"id": "c1", "elements": elements("t.law")}])
    unit = "  t.unit: {status: operational, cite: [s], handling: restricted}\n"
    text = f"{SOURCES}facts:\n{unit}  t.conv: {{status: party, from: 2020-01-01, cite: [s], handling: official}}\n"
    (result,) = assess_profile(profile(made, text), made, release="public")
    found = briefing_view([result], country="Kenya").context
    assert (found.authorities, found.open_authorities) == ((), ("Cybercrime unit",))


# Sources


def test_sources_are_numbered_law_first_and_only_what_is_no_law_is_cited_by_its_number() -> None:
    kinds = [
        "expert",
        "press",
        "official_page",
        "statistic",
        "decision",
        "policy",
        "treaty",
        "regulation",
        "bill",
        "act",
    ]
    made = library(FACTS, [{"id": "c1", "elements": elements("t.law")}])
    titles = {"act": "'Act of 2010, as amended'", "bill": "A bill, short: B"}
    listed = ", ".join(f"{kind}: {{kind: {kind}, title: {titles.get(kind, 'T')}}}" for kind in kinds)
    named = profile(made, f"sources: {{{listed}}}\n")
    assert [(each.number, each.key) for each in source_views(named)] == [
        (f"S{i}", kind) for i, kind in enumerate(reversed(kinds), 1)
    ]
    assert {key: unmarked(name) for key, name in source_names(named).items()} == {
        "act": "Act of 2010", "bill": "B", "regulation": "T", "treaty": "T",
        "policy": "[S5]", "decision": "[S6]", "statistic": "[S7]", "official_page": "[S8]", "press": "[S9]", "expert": "[S10]",
    }  # fmt: skip
