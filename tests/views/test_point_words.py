"""What is on record of a finding, in a sentence; and what it rests on, in words."""

import pytest

from assess.api import assess_profile
from assess.model.results import Assessment
from assess.views.context_view import source_names
from assess.views.option_words import lead_of, option_head, so_that
from assess.views.point_words import Recorded, evidence, on_record
from assess.views.short_words import falls_short
from assess.words.citations import naming
from assess.words.language import speaking, unmarked
from tests.build import elements, library, profile
from tests.views.test_option_words import FACTS as SEARCH
from tests.views.test_option_words import HEAD, HELP, IN_FORCE, LINKED, SHORT, THERE, assessed, by_point, reforms

SEARCHED = "data can be searched"
LINKS = "the search can be extended to a linked system"
LAW = (
    "cca.48: {status: in_force}, 'cca.48(2)': {status: in_force}, cca.49: {status: in_force}, cp.7: {status: in_force}"
)
TWO = "t.search: {by: {of: [cca.48, cca.49], features: {linked: true, help: false}}}"


def recorded(facts: str, *parts: dict[str, object], lead: str = "", named: bool = False, most: int = 3) -> Recorded:
    found = assessed(facts, LAW, *parts)
    return on_record(found, found.findings[0], most, lead, named=named)


def test_the_sentence_begins_with_the_section_and_says_what_it_provides() -> None:
    assert recorded(SHORT)[:2] == (f"Section 48 of the Cybercrimes Act provides that {SEARCHED}.", "")
    assert recorded(TWO)[:2] == (
        f"Sections 48 and 49 of the Cybercrimes Act provide that {SEARCHED}; that {LINKS}.",
        "",
    )
    article = "t.search: {by: {of: [cp.7], features: {linked: false, help: false}}}"
    assert recorded(article).text == f"Article 7 of Código Penal provides that {SEARCHED} (text not read)."


def test_in_french() -> None:
    with speaking("fr"):
        found = unmarked(recorded(TWO).text)
    assert found == (
        "Les articles 48 et 49 de la loi «\xa0Cybercrimes Act\xa0» prévoient que Data can be searched\xa0; que The search can be "
        "extended to a linked system."
    )


def test_so_many_elements_are_said_the_essential_ones_first() -> None:
    assert recorded(TWO, most=1).text == f"Sections 48 and 49 of the Cybercrimes Act provide that {SEARCHED}."
    turned = recorded(TWO, LINKED, HELP, THERE, most=1)
    assert turned.text == f"Sections 48 and 49 of the Cybercrimes Act provide that {SEARCHED}."


@pytest.mark.parametrize(
    ("lead", "text", "there"),
    [
        # of several sections the one that would be amended is named alone
        ("cca.48", "Section 48 of the Cybercrimes Act, read with s. 49, provides", "cca.48"),
        ("cca.49", "Section 49 of the Cybercrimes Act, read with s. 48, provides", "cca.49"),
        # a section of which one that it rests on is a part, or that is a part of one
        ("cca.48(2)", "Section 48 of the Cybercrimes Act, read with s. 49, provides", "cca.48(2)"),
        # what it does not rest on
        ("cca.4", "Sections 48 and 49 of the Cybercrimes Act provide", ""),
        ("cca.480", "Sections 48 and 49 of the Cybercrimes Act provide", ""),
        ("cp.7", "Sections 48 and 49 of the Cybercrimes Act provide", ""),
    ],
)
def test_the_provision_that_would_be_amended_is_named_alone(lead: str, text: str, there: str) -> None:
    assert recorded(TWO, lead=lead)[:2] == (f"{text} that {SEARCHED}; that {LINKS}.", there)


def test_a_part_of_the_provision_that_would_be_amended_is_named_as_the_part() -> None:
    part = "t.search: {by: {of: ['cca.48(2)'], features: {linked: true, help: false}}}"
    assert recorded(part, lead="cca.48")[:2] == (
        f"Section 48(2) of the Cybercrimes Act provides that {SEARCHED}; that {LINKS}.", "cca.48",
    )  # fmt: skip


def test_what_was_just_named_is_called_it_and_nothing_else_is() -> None:
    alone = "t.search: {by: {of: [cca.48], features: {linked: true, help: false}}}"
    assert recorded(alone, lead="cca.48", named=True)[:2] == (f"It provides that {SEARCHED}; that {LINKS}.", "cca.48")
    assert recorded(TWO, lead="cca.49", named=True)[:2] == (
        f"Read with s. 48, it provides that {SEARCHED}; that {LINKS}.", "cca.49",
    )  # fmt: skip
    assert recorded(TWO, lead="cp.7", named=True)[:2] == (
        f"Sections 48 and 49 of the Cybercrimes Act provide that {SEARCHED}; that {LINKS}.", "",
    )  # fmt: skip
    assert recorded(TWO, named=True).text.startswith("Sections 48 and 49 ")


def test_of_several_bases_the_sentence_is_about_the_one_that_would_be_amended() -> None:
    bases = "t.search: {by: [{of: [cca.48], features: {help: true}}, {of: [cp.7], features: {linked: true}}]}"
    assert recorded(bases)[:2] == (
        f"Section 48 of the Cybercrimes Act provides that {SEARCHED}; that those who know the system can be ordered to help.", "",
    )  # fmt: skip
    assert recorded(bases, lead="cp.7")[:2] == (
        f"Article 7 of Código Penal provides that {LINKS} (text not read).",
        "cp.7",
    )


def test_nothing_is_on_record_where_nothing_holds_or_nothing_is_cited() -> None:
    assert recorded("t.search: {status: none, searched: [cca]}")[:2] == ("", "")
    assert recorded("t.search: unknown")[:2] == ("", "")
    absent = {"id": "no", "says": "There is no such law", "holds": {"not": "t.search"}}
    assert recorded("t.search: unknown", absent)[:2] == ("", "")


def test_elements_that_are_options_are_not_said() -> None:
    option = {**LINKED, "option": True}
    assert recorded(TWO, THERE, option).text == (f"Sections 48 and 49 of the Cybercrimes Act provide that {SEARCHED}.")


@pytest.mark.parametrize(
    ("word", "said"), [("medium", " (medium confidence)"), ("low", " (low confidence)"), ("high", "")]
)
def test_confidence_below_high_is_said(word: str, said: str) -> None:
    facts = f"t.search: {{by: cca.48, features: {{linked: false, help: false}}, confidence: {word}}}"
    assert recorded(facts).text == f"Section 48 of the Cybercrimes Act provides that {SEARCHED}{said}."


# What falls short, after a sentence that has named the law or has not


def test_what_falls_short_says_there_only_of_the_law_that_was_named() -> None:
    found = assessed(SHORT, IN_FORCE)
    own = by_point(reforms([found]))["f", "c"]
    lead = lead_of(own)
    assert lead == "cca.48"
    what = f"{LINKS}; that those who know the system can be ordered to help."
    assert falls_short(own, 9, lead) == f"It was not found there, nor in what else is cited, that {what}"
    assert falls_short(own, 9, "cca.49") == (
        f"It was not found in s. 48 of the Cybercrimes Act, nor in what else is cited, that {what}"
    )
    assert falls_short(own, 9) == falls_short(own, 9, "cca.49")


def test_a_word_that_the_law_has_instead_is_said_and_what_is_open_is_not_called_no() -> None:
    facts = {
        "search": {
            "kind": "provision", "title": "Search",
            "features": {
                "secret": {"type": "choice", "words": ["mandatory", "discretionary"], "question": "Must it be kept secret?"},
                "images": {"type": "flag", "question": "Are images covered?"},
                "asked": {"type": "flag", "question": "Can the victim ask?"},
            },
        }
    }  # fmt: skip
    elements = [
        {"id": "s", "says": "It has to be kept secret", "holds": "t.search.secret == mandatory"},
        {
            "id": "v",
            "says": "Victims can ask for removal of images",
            "holds": {"all": ["t.search.images", "t.search.asked"]},
        },
    ]
    made = library(facts, [{"id": "c", "elements": elements}])
    text = (
        "sources: {a: {kind: act, title: An act, short: Act, unit: s., grade: A}}\nprovisions: {a.1: {status: in_force}}\n"
        "facts: {t.search: {by: a.1, features: {secret: discretionary, images: unknown, asked: false}}}"
    )
    own = by_point(reforms(assess_profile(profile(made, text), made)))["f", "c"]
    assert falls_short(own, 9, "a.1") == (
        "It was not found there that it has to be kept secret (recorded: discretionary). Part of this was not found there: "
        "victims can ask for removal of images (not found: that the victim can ask; open: whether images are covered)."
    )


def test_there_of_a_law_that_was_not_read_of_parts_and_of_what_a_law_has_too_much() -> None:
    unread = assessed("t.search: {by: eta.3, features: {linked: false, help: true}}", "eta.3: {status: in_force}")
    own = by_point(reforms([unread]))["f", "c"]
    assert falls_short(own, 9, "eta.3") == f"It was not found there that {LINKS}."
    free = {"id": "free", "says": "No refusal is allowed", "holds": "t.search.linked == false"}
    both = {
        "id": "both",
        "says": "Extension and help can be ordered",
        "holds": {"all": ["t.search.linked", "t.search.help"]},
    }
    facts = "t.search: {by: cca.48, features: {linked: true, help: false}}"
    own = by_point(reforms([assessed(facts, IN_FORCE, THERE, free, both)]))["f", "c"]
    assert falls_short(own, 9, "cca.48") == (
        "Part of this was not found there: extension and help can be ordered (not found: that help can be ordered). "
        "As it stands, it can be extended. The standard is that no refusal is allowed."
    )


def test_of_a_law_read_in_part_nothing_is_said_of_the_rest() -> None:
    head = HEAD.replace("grade: A, read: full}", "grade: A, read: part}")
    made = library(SEARCH, [{"id": "c", "elements": [THERE, LINKED, HELP]}])
    (found,) = assess_profile(profile(made, f"{head}provisions: {{{IN_FORCE}}}\nfacts: {{{SHORT}}}\n"), made)
    said = falls_short(by_point(reforms([found]))["f", "c"], 1)
    assert said == (
        "It was not found in s. 48 of the Cybercrimes Act that the search can be extended to a linked system (and 1 more) "
        "(read in part)."
    )


def test_the_head_of_an_option_says_what_to_do_and_the_rest_what_the_text_has_to_say() -> None:
    (amend,) = reforms([assessed(SHORT, IN_FORCE)])
    assert option_head(amend) == "Amend s. 48 of the Cybercrimes Act"
    assert so_that(amend) == f"{LINKS}; those who know the system can be ordered to help"
    (commence,) = reforms([assessed("t.search: {by: cca.48}", "cca.48: {status: adopted}", THERE)])
    assert option_head(commence).endswith("s. 48 of the Cybercrimes Act")
    assert (so_that(commence), lead_of([commence])) == ("", "")
    (provide,) = reforms([assessed("t.search: {status: none, searched: [cca]}", "", THERE)])
    assert (option_head(provide), lead_of([provide])) == ("Provide for search of data", "")
    assert lead_of([]) == ""


# What it rests on


def known(sources: str, facts: str, provisions: str = "") -> Assessment:
    made = library(
        {"law": {"kind": "provision"}, "unit": {"kind": "capability"}, "other": {"kind": "capability"}},
        [{"id": "c", "elements": elements("t.law", "t.unit", "t.other")}],
    )
    text = f"sources: {{{sources}}}\nprovisions: {{{provisions}}}\nfacts: {{{facts}}}\n"
    (result,) = assess_profile(profile(made, text), made)
    return result


def rests_on(sources: str, facts: str, provisions: str = "") -> str:
    result = known(sources, facts, provisions)
    return evidence(result.facts.values(), result.profile.sources)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("kind: act, grade: A", "text of the law"), ("kind: act", "text of the law, not read itself"),
        ("kind: act, grade: B", "text of the law, not read itself"),
        ("kind: act, grade: A, read: part", "text of the law, read in part"),
        ("kind: act, grade: C, read: part", "text of the law, not read itself"),
        ("kind: bill, grade: A", "text of a bill"), ("kind: regulation, grade: A", "text of a regulation"),
        ("kind: treaty, grade: A", "text of a treaty"), ("kind: policy, grade: A", "text of a policy"),
        ("kind: decision, grade: A", "text of a decision"), ("kind: statistic", "statistics"),
        ("kind: official_page", "official page"), ("kind: official_page, read: part", "official page, read in part"),
        ("kind: press", "press"), ("kind: expert, grade: A", "expert writing"),
    ],
)  # fmt: skip
def test_the_strength_of_evidence_is_in_words(source: str, said: str) -> None:
    assert rests_on(f"s: {{title: T, {source}}}", "t.unit: {status: operational, cite: [s 1]}") == said


def test_each_kind_of_evidence_is_said_once_and_nothing_of_what_is_not_answered() -> None:
    sources = "a: {kind: act, title: A, grade: A}, p: {kind: press, title: P}, q: {kind: press, title: Q}"
    facts = "t.law: {by: a.1}, t.unit: {status: partial, cite: [p, q]}, t.other: {status: none, searched: [p]}"
    assert rests_on(sources, facts, "a.1: {status: in_force}") == "text of the law; press"
    assert rests_on(sources, "t.unit: unknown, t.other: {status: none, searched: [p]}") == ""


def test_what_rests_on_other_sources_cites_them_as_references() -> None:
    sources = (
        "a: {kind: act, title: A law, grade: A}, p: {kind: official_page, title: P}, q: {kind: statistic, title: Q}"
    )
    result = known(sources, "t.unit: {status: operational, cite: [q, p]}")
    (finding,) = result.findings
    assert on_record(result, finding, 3).text == "On record: S (Q; P) (medium confidence)."
    with naming(source_names(result.profile)):
        found = on_record(result, finding, 3)
    assert found.text == "On record: S (\ue003S2\ue004 \ue003S3\ue004) (medium confidence)."
    assert unmarked(found.text) == "On record: S [S2] [S3] (medium confidence)."
