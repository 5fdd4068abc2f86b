"""Options, points and questions in words: from the law that is there and the elements that fail."""

from typing import Any

import pytest

from assess.api import assess_profile
from assess.engine.advice import gaps, questions
from assess.engine.change import change_of
from assess.engine.consequence import BINDING, PURSUED, consequence
from assess.engine.reforms import by_point, reforms
from assess.formats.scorecard import explanation
from assess.model.results import Assessment
from assess.views.briefing_view import briefing_view
from assess.views.option_words import option_says
from assess.views.question_words import question_says
from assess.views.short_words import falls_short
from assess.words import sentences
from assess.words.citations import provisions_say
from assess.words.language import speaking, unmarked
from tests.build import library, profile

HEAD = (
    "sources:\n"
    "  cca: {kind: act, title: 'Cybercrimes Act, No. 19 of 2020', short: Cybercrimes Act, unit: s., grade: A, read: full}\n"
    "  cp: {kind: act, title: 'Código Penal, Ley N° 4573 de 1970', unit: art.}\n"
    "  eta: {kind: act, title: 'Electronic Transactions Act, 2008 (Act 772)', unit: s.}\n"
    "  reg: {kind: regulation, title: 'Rules (on evidence), 2019', unit: r.}\n"
)
FLAG = {"type": "flag", "question": "Q?"}
FACTS: dict[str, Any] = {
    "search": {
        "kind": "provision",
        "title": "Search of data",
        "question": "Can data be searched?",
        "features": {
            "linked": {"type": "flag", "question": "Can it be extended?"},
            "help": {"type": "flag", "question": "Can help be ordered?"},
            "refusal": {**FLAG, "protective": True},
        },
        "reform": {"do": "Provide for search of data", "vehicle": "act"},
    },
    "keep": {"kind": "provision", "title": "Preservation", "features": {"any": FLAG}},
    "unit": {"kind": "capability", "title": "Police unit", "question": "Is there a unit?", "features": {"staff": FLAG}},
    "treaty": {"kind": "treaty", "title": "A treaty"},
}
LINKED = {"id": "linked", "says": "The search can be extended to a linked system", "holds": "t.search.linked"}
HELP = {"id": "help", "says": "Those who know the system can be ordered to help", "holds": "t.search.help"}
THERE = {"id": "there", "says": "Data can be searched", "holds": "t.search", "essential": True}


def assessed(facts: str, provisions: str, *parts: dict[str, Any], head: Any = None, **criterion: Any) -> Assessment:
    own = {"id": "c", "title": "Search", "elements": list(parts or (THERE, LINKED, HELP)), **criterion}
    made = library(FACTS, [own], **(head or {}))
    text = f"{HEAD}provisions: {{{provisions}}}\nfacts: {{{facts}}}\n"
    (result,) = assess_profile(profile(made, text), made)
    return result


def options(*given: Any, **extra: Any) -> list[str]:
    return [unmarked(option_says(each)) for each in reforms([assessed(*given, **extra)])]


IN_FORCE = "cca.48: {status: in_force}"
SHORT = "t.search: {by: cca.48, features: {linked: false, help: false}}"


def test_law_that_falls_short_is_amended_in_the_words_of_the_elements() -> None:
    assert options(SHORT, IN_FORCE) == [
        "Amend s. 48 of the Cybercrimes Act, on search of data, so that: the search can be extended to a linked "
        "system; those who know the system can "
        "be ordered to help."
    ]
    found = assessed(SHORT, IN_FORCE)
    assert falls_short(by_point(reforms([found]))["f", "c"], 1) == (
        "It was not found in s. 48 of the Cybercrimes Act, nor in what else is cited, that the search can be extended "
        "to a linked system (and 1 more)."
    )


def test_what_holds_or_is_open_is_not_named() -> None:
    facts = "t.search: {by: cca.48, features: {linked: true, help: false}}, t.keep: unknown"
    parts = (THERE, LINKED, HELP, {"id": "keep", "says": "Data can be kept", "holds": "t.keep.any"})
    assert options(facts, IN_FORCE, *parts) == [
        "Amend s. 48 of the Cybercrimes Act, on search of data, so that: those who know the system can be ordered to help."
    ]


def test_nothing_is_said_of_the_rest_of_a_law_that_was_not_read() -> None:
    found = assessed("t.search: {by: eta.3, features: {linked: false, help: true}}", "eta.3: {status: in_force}")
    assert falls_short(by_point(reforms([found]))["f", "c"], 2) == (
        "It was not found in s. 3 of the Electronic Transactions Act that the search can be extended to a linked "
        "system."
    )


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["cca.41", "cca.44", "cca.48"], "ss. 41, 44 and 48 of the Cybercrimes Act"),
        (["cp.196", "cp.198"], "arts 196 and 198 of Código Penal"),
        (["eta.3"], "s. 3 of the Electronic Transactions Act"),
        (["cca.4", "reg.1"], "s. 4 of the Cybercrimes Act and r. 1 of the Rules (on evidence)"),
        (["other.1"], "1 of other"),
    ],
)
def test_provisions_in_a_sentence(names: list[str], said: str) -> None:
    sources = assessed(SHORT, IN_FORCE).profile.sources
    assert provisions_say(names, sources) == said


ADOPTED = "cca.41: {status: adopted}, cca.48: {status: %s}"
BOTH = "t.search: {by: cca.48, features: {linked: %s, help: true}}, t.keep: {by: cca.41, features: {any: true}}"
KEEP = {"id": "keep", "says": "Data can be kept", "holds": "t.keep.any"}


def test_law_that_is_made_waits_for_its_commencement_and_nobody_is_told_to_legislate() -> None:
    assert options(BOTH % "true", ADOPTED % "adopted", THERE, LINKED, HELP, KEEP) == [
        "Invite the authority competent for it to consider commencement of ss. 41 and 48 of the Cybercrimes Act."
    ]
    named = "cca.48: {status: adopted, authority: the President}"
    facts = "t.search: {by: cca.48, features: {linked: %s, help: true}}"
    assert options(facts % "true", named) == [
        "Invite the President to consider commencement of s. 48 of the Cybercrimes Act."
    ]
    assert options(facts % "false", named) == [
        "Invite the President to consider commencement of s. 48 of the Cybercrimes Act; and amend s. 48 of the Cybercrimes Act so "
        "that: the search can be extended to a linked system."
    ]


S48 = "s. 48 of the Cybercrimes Act"


NONE = f"No commencement of {S48} was found in the sources consulted."


@pytest.mark.parametrize(
    ("entry", "said", "shown"),
    [
        ("{status: adopted, awaits: regulations}", f"Make the regulations for which the commencement of {S48} waits.", NONE),
        ("{status: adopted, awaits: assent}", f"Invite the authority competent for it to consider assent to {S48}.", NONE),
        ("{status: adopted, awaits: promulgation, authority: the King}", f"Invite the King to consider promulgation of {S48}.",
         NONE),
        ("{status: bill}", f"Take {S48} forward to adoption.", f"No adoption of {S48} was found in the sources consulted."),
        ("[{status: adopted, until: 2026-12-01}, {status: in_force, from: 2026-12-01}]",
         f"No action: {S48} will be in force on 1 December 2026 by the terms of the law itself.",
         "S. 48 of the Cybercrimes Act will be in force on 1 December 2026."),
    ],
)  # fmt: skip
def test_what_a_text_waits_for_is_what_is_asked_and_no_more_is_said_of_it(entry: str, said: str, shown: str) -> None:
    found = assessed("t.search: {by: cca.48, features: {linked: true, help: true}}", f"cca.48: {entry}")
    assert [option_says(each) for each in reforms([found])] == [said]
    assert falls_short(by_point(reforms([found]))["f", "c"], 2) == shown


@pytest.mark.parametrize(
    ("status", "how"),
    [
        ("suspended", "suspended by the High Court since 6 March 2025"),
        ("struck_down", "struck down by the High Court on 6 March 2025"),
    ],
)
def test_what_a_court_took_away_is_written_anew_for_its_reasons(status: str, how: str) -> None:
    law = f"cca.48: {{status: {status}, from: 2025-03-06, by: the High Court}}"
    assert options("t.search: {by: cca.48, features: {linked: true, help: true}}", law) == [
        f"Provide for search of data. The reasons for which {S48} is no longer applied ({how}) would have to be met."
    ]


def test_what_is_only_in_a_constitution_is_provided_by_law() -> None:
    facts = "t.search: {by: {of: [cca.48], route: general, reading: R, features: {linked: false, help: true}}}"
    assert options(facts, IN_FORCE)[0].startswith("Amend s. 48")
    made = {**FACTS, "search": {**FACTS["search"], "routes": ["constitution"]}}
    own = {"id": "c", "elements": [LINKED]}
    found = library(made, [own])
    text = f"{HEAD}provisions: {{{IN_FORCE}}}\nfacts: {{{facts.replace('general', 'constitution')}}}\n"
    (result,) = assess_profile(profile(found, text), found)
    (only,) = reforms([result])
    assert option_says(only) == "Provide by law that: the search can be extended to a linked system."


def test_no_removal_of_a_ground_of_refusal_and_no_reservation_is_advised() -> None:
    facts = "t.search: {by: cca.48, features: {refusal: false}}, t.treaty: {status: none, searched: [cca]}"
    ground = {"id": "r", "says": "Only two grounds allow a refusal", "holds": "t.search.refusal", "reservable": "29(4)"}
    found = assessed(facts, IN_FORCE, ground, head={"treaty": "t.treaty"})
    nothing = "No change of a ground of refusal or of a safeguard is proposed."
    assert [option_says(each) for each in reforms([found])] == [
        f"Review {S48} on this point with the authorities concerned: only two grounds allow a refusal (article 29(4) "
        f"allows a reservation). {nothing}"
    ]
    for law in (IN_FORCE, IN_FORCE.replace("in_force", "adopted")):
        change = change_of(assessed(facts, law, ground, head={"treaty": "t.treaty"}).findings[0])
        assert change
        assert sentences.changes_say(change.reform)[-1] == nothing
        assert not any("Q?" in text for text in sentences.changes_say(change.reform))


def test_a_reservable_element_is_said_to_be_one() -> None:
    facts = f"{SHORT}, t.treaty: {{status: none, searched: [cca]}}"
    (said,) = options(facts, IN_FORCE, {**LINKED, "reservable": "2"}, head={"treaty": "t.treaty"})
    assert said == (
        "If accession is pursued: amend s. 48 of the Cybercrimes Act, on search of data, so that: the search can be "
        "extended to a linked system "
        "(article 2 allows a reservation)."
    )
    none = "t.search: {status: none, searched: [cca]}, t.treaty: {status: none, searched: [cca]}"
    (said,) = options(none, "", THERE, {**LINKED, "reservable": "2"}, head={"treaty": "t.treaty"})
    assert said == (
        "If accession is pursued: provide for search of data. A reservation is allowed on part of this: article 2."
    )


def test_what_only_a_weaker_claim_asks_for_is_said_in_its_own_mood() -> None:
    facts = f"{SHORT}, t.treaty: {{status: none, searched: [cca]}}"
    own = [{"id": "c", "elements": [LINKED]}, {"id": "d", "elements": [HELP], "obligation": "consider"}]
    made = library(FACTS, own)
    text = f"{HEAD}provisions: {{{IN_FORCE}}}\nfacts: {{{facts}}}\n"
    (first,) = assess_profile(profile(made, text), made)
    other = library(FACTS, [{"id": "c", "elements": [LINKED, HELP]}], id="g", treaty="t.treaty")
    (second,) = assess_profile(profile(other, text), other)
    assert option_says(reforms([first])[0]) == (
        "Amend s. 48 of the Cybercrimes Act, on search of data, so that: the search can be extended to a linked "
        "system. To be considered as well: "
        "those who know the system can be ordered to help."
    )
    (both,) = reforms([first, second])
    assert option_says(both) == (
        "Amend s. 48 of the Cybercrimes Act, on search of data, so that: the search can be extended to a linked "
        "system. If accession is pursued, also: "
        "those who know the system can be ordered to help."
    )
    assert option_says(by_point([both])["f", "d"][0]) == (
        "Consider: amend s. 48 of the Cybercrimes Act, on search of data, so that: those who know the system can be "
        "ordered to help."
    )


def test_of_very_many_elements_the_first_are_named() -> None:
    many = [{**LINKED, "id": f"e{i}", "says": f"Part {i} is there"} for i in range(70)]
    (said,) = options("t.search: {by: cca.48, features: {linked: false}}", IN_FORCE, *many)
    assert said.endswith("part 10 is there; part 11 is there (and 58 more).")


def test_a_body_at_work_in_part_is_not_set_up_again() -> None:
    unit = {"id": "u", "says": "A unit is at work", "holds": "t.unit"}
    staff = {"id": "s", "says": "It has staff of its own", "holds": "t.unit.staff"}
    assert options("t.unit: {status: partial, cite: [cca 1], features: {staff: false}}", "", unit, staff) == [
        "Build on what is there (police unit) so that: it has staff of its own."
    ]


def test_french_words() -> None:
    with speaking("fr"):
        (said,) = options(SHORT, IN_FORCE)
        assert said.startswith(
            "Modifier l’article 48 de la loi «\xa0Cybercrimes Act\xa0» (Search of data) pour prévoir ceci\xa0: "
        )
        facts = "t.search: {by: cca.48, features: {linked: true, help: true}}"
        (said,) = options(facts, "cca.48: {status: adopted}")
        assert said == (
            "Inviter l’autorité compétente à envisager l’entrée en vigueur de l’article 48 de la loi «\xa0Cybercrimes Act\xa0»."
        )


# Questions, and the order of everything


def test_a_question_asks_only_what_is_open() -> None:
    found = assessed("t.search: {by: cca.48, features: {linked: true}}", IN_FORCE)
    (only,) = questions(found)
    assert question_says(only, found.profile.sources) == (
        "Search of data: s. 48 of the Cybercrimes Act is on record",
        ("Can help be ordered?",),
    )
    (asked,) = briefing_view([found], country="K").brief.asked
    assert asked.questions == ("Search of data: s. 48 of the Cybercrimes Act is on record. Can help be ordered?",)


def test_of_law_in_force_in_part_it_is_asked_which_part() -> None:
    found = assessed("t.search: {by: cca.48}", "cca.48: {status: partly_in_force}")
    (only,) = questions(found)
    assert question_says(only, found.profile.sources) == (
        "Search of data: what of this is in force: s. 48 of the Cybercrimes Act?", ()
    )  # fmt: skip


def test_what_a_settled_alternative_decides_is_not_asked() -> None:
    rule = {"all": [{"any": ["t.search.linked", "t.keep.any"]}, "t.search.help"]}
    found = assessed(
        "t.search: {by: cca.48, features: {linked: true}}, t.keep: unknown",
        IN_FORCE,
        {"id": "e", "says": "S", "holds": rule},
    )
    assert [(q.state.id, q.attributes) for q in questions(found)] == [("t.search", ("help",))]


def test_what_keeps_it_open_whether_an_element_applies_is_asked() -> None:
    facts = "t.search: {by: cca.48, features: {linked: false, help: true}}, t.unit: unknown"
    found = assessed(facts, IN_FORCE, {**LINKED, "applies": "t.unit"}, HELP)
    assert [(q.state.id, q.attributes) for q in questions(found)] == [("t.unit", ("",))]


def ordered(status: str, nature: str, cites: dict[str, str]) -> tuple[list[str], list[str]]:
    """The points and the questions of a framework, by criterion, in their order."""
    facts = {name: {"kind": "yes_no"} for name in ("a", "b", "c", "d", "e")} | {"treaty": {"kind": "treaty"}}
    rows = [
        {"id": "soft", "obligation": "consider", "weight": 9, "elements": [_holds("a")]},
        {"id": "endeavour", "obligation": "endeavour", "elements": [_holds("b")]},
        {"id": "body", "axis": "capacity", "weight": 8, "elements": [_holds("c")]},
        {"id": "light", "elements": [_holds("d")]},
        {"id": "heavy", "weight": 3, "elements": [_holds("e")]},
    ]
    for row in rows:
        if row["id"] in cites:
            row["cites"] = [{"instrument": cites[row["id"]], "article": "1"}]  # type: ignore[index]
    head = {"nature": nature, "instruments": {"x": {"title": "X"}}}
    if nature == "treaty":
        head["treaty"] = "t.treaty"
    made = library(facts, rows, **head)
    said = []
    for answer in ("{value: false, cite: [cca 1]}", "unknown"):
        body = ", ".join(f"t.{name}: {answer}" for name in "abcde")
        text = f"{HEAD}facts: {{{body}, t.treaty: {{status: {status}, cite: [cca 1]}}}}\n"
        (found,) = assess_profile(profile(made, text), made)
        said.append(found)
    return [f.criterion.id for f in gaps(said[0])], [q.findings[0].criterion.id for q in questions(said[1])]


def _holds(name: str) -> dict[str, str]:
    return {"id": "e", "says": "S", "holds": f"t.{name}"}


@pytest.mark.parametrize("status", ["party", "signed", "invited"])
def test_duties_of_a_treaty_come_before_what_is_to_be_tried_or_considered_by_weight(status: str) -> None:
    expected = ["heavy", "light", "body", "endeavour", "soft"]
    assert ordered(status, "treaty", {}) == (expected, expected)


def test_a_duty_of_a_treaty_that_binds_comes_before_heavier_ones_of_one_that_is_pursued() -> None:
    facts = {name: {"kind": "yes_no"} for name in "ab"} | {"one": {"kind": "treaty"}, "two": {"kind": "treaty"}}
    treaties = "t.one: {status: party, cite: [cca 1]}, t.two: {status: signed, cite: [cca 1]}"
    text = f"{HEAD}facts: {{t.a: {{value: false, cite: [cca 1]}}, t.b: unknown, {treaties}}}\n"
    found = []
    for treaty, weight in (("two", 9), ("one", 1)):
        own = [{"id": f"{treaty}{name}", "weight": weight, "elements": [_holds(name)]} for name in "ab"]
        made = library(facts, own, id=treaty, treaty=f"t.{treaty}")
        found += assess_profile(profile(made, text), made)
    assert [consequence(each, each.findings[0]).kind for each in found] == [PURSUED, BINDING]
    view = briefing_view(found, country="K", brief=True)
    assert [[point.target for point in each.points] for each in view.brief.decisions] == [["one-onea", "two-twoa"]]


def test_what_holds_in_part_names_what_is_missing() -> None:
    facts = "t.search: {by: cca.48, features: {linked: true, help: false}}"
    both = {
        "id": "both",
        "says": "Extension and help can be ordered",
        "holds": {"all": ["t.search.linked", "t.search.help"]},
    }
    assert options(facts, IN_FORCE, both) == [
        f"Amend {S48}, on search of data, so that: extension and help can be ordered (not found: that help can be ordered)."
    ]
    found = assessed(facts, IN_FORCE, both)
    assert falls_short(by_point(reforms([found]))["f", "c"], 2).startswith(
        f"Part of this was not found in {S48}: extension"
    )
    assert options(facts, IN_FORCE, both, HELP) == [
        f"Amend {S48}, on search of data, so that: those who know the system can be ordered to help."
    ]


def test_without_a_treaty_law_comes_before_bodies_and_both_before_soft_texts() -> None:
    expected = ["heavy", "light", "body", "endeavour", "soft"]
    assert ordered("withdrawn", "policy", {}) == (expected, expected)


def test_an_element_that_forbids_is_no_missing_rule() -> None:
    free = {"id": "free", "says": "No refusal is allowed", "holds": "t.search.linked == false"}
    found = assessed("t.search: {by: cca.48, features: {linked: true, help: false}}", IN_FORCE, THERE, free, HELP)
    assert falls_short(by_point(reforms([found]))["f", "c"], 2) == (
        f"It was not found in {S48}, nor in what else is cited, that those who know the system can be ordered to help. "
        "As it stands, it can be extended. The standard is that no refusal is allowed."
    )


def test_what_falls_short_has_its_confidence() -> None:
    facts = "t.search: {by: cca.48, features: {linked: false, help: true}, confidence: medium}"
    said = falls_short(by_point(reforms([assessed(facts, IN_FORCE)]))["f", "c"], 2)
    assert said.endswith(", that the search can be extended to a linked system (medium confidence).")


def test_remarks_on_one_element_stand_in_one_pair_of_brackets() -> None:
    both = {
        "id": "both", "says": "Extension and help can be ordered", "reservable": "2",
        "holds": {"all": ["t.search.linked", "t.search.help"]},
    }  # fmt: skip
    facts = "t.search: {by: cca.48, features: {linked: true, help: false}}, t.treaty: {status: none, searched: [cca]}"
    (said,) = options(facts, IN_FORCE, both, head={"treaty": "t.treaty"})
    assert said.endswith(
        "extension and help can be ordered (not found: that help can be ordered; article 2 allows a reservation)."
    )


def test_what_is_missing_of_an_element_ends_without_a_stop_of_its_own() -> None:
    both = {"id": "b", "says": "A unit with staff is at work", "holds": {"all": ["t.unit", "t.unit.staff", "t.search"]}}
    facts = f"t.unit: {{status: partial, cite: [cca s. 1], features: {{staff: true}}}}, {SHORT}"
    (result,) = assessed(facts, IN_FORCE, both).findings[0].elements
    assert sentences.parts_of(result) == "police unit: partly operational"
    both = {"id": "b", "says": "Data can be searched and kept", "holds": {"all": ["t.search", "t.keep"]}}
    (result,) = assessed(f"t.keep: {{status: none, searched: [cca]}}, {SHORT}", IN_FORCE, both).findings[0].elements
    assert sentences.parts_of(result) == "of this, not identified: Preservation: a provision in force"


def test_no_removal_is_said_apart_from_the_changes() -> None:
    ground = {"id": "r", "says": "Only two grounds allow a refusal", "holds": "t.search.refusal"}
    found = assessed("t.search: {by: cca.48, features: {refusal: false}}", IN_FORCE, ground)
    lines = explanation(found, found.findings[0]).splitlines()
    assert "  - No change of a ground of refusal or of a safeguard is proposed." in lines
    assert not any("change: No change" in line for line in lines)
