"""What readers of the briefing missed: each article has its row, options weigh all that they answer, and nothing says nothing."""

import re
from pathlib import Path
from typing import Any

import pytest

from assess.api import assess_file, assess_profile, document
from assess.engine.consequence import PURSUED, consequence
from assess.engine.reforms import reforms
from assess.model.condition import leaves
from assess.model.results import Assessment
from assess.reading.library import framework_folders, load_library
from assess.run.documents import treaties_of
from assess.views.briefing_view import BriefingView, briefing_view
from assess.views.numbered import numbered
from assess.views.option_words import option_head, option_says
from assess.views.partly_words import in_part_says
from assess.words.language import say, speaking, unmarked
from tests.build import elements, library, profile
from tests.views.test_treaty_view import CRITERIA, FACTS, only, page

ROOT = Path(__file__).parents[2]
PROFILES = sorted((ROOT / "examples/profiles").glob("*.yaml"))
SOUTH_AFRICA = ROOT.parent / "shared/cases/zaf/zaf.yaml"


def viewed(path: Path, language: str = "en") -> BriefingView:
    results = assess_file(path, language=language)
    with speaking(language):
        return briefing_view(results, country="Y", treaties=treaties_of(results[0]), traces=False)


@pytest.fixture(scope="module", params=[*PROFILES, SOUTH_AFRICA], ids=lambda path: path.stem)
def view(request: pytest.FixtureRequest) -> BriefingView:
    if not request.param.exists():
        pytest.skip("the profile of South Africa is not part of the project")
    return viewed(request.param)


# Each article has its row, and options weigh all that they answer


def test_every_article_to_make_or_amend_names_an_option_or_a_row(view: BriefingView) -> None:
    rows = [row for act in view.amendments.acts for row in act.rows]
    known = {row.id for row in rows} | {option.id for option in view.roadmap.options}
    for instrument in view.treaties.instruments:
        assert len(instrument.amend) == instrument.numbers[1]
        for article in instrument.amend:
            assert article.options, (instrument.id, article.name)
            assert set(article.options) <= known
    assert all(row.answers and row.what for row in rows)
    assert view.amendments.beside == any(row.id.startswith("T") for row in rows)


def beside(conv: str, obligation: str = "shall") -> list[str]:
    """The options of a framework that cites nothing, in their order, beside a treaty that asks for one of its facts."""
    flags = {"features": {"x": {"type": "flag", "question": "Q?"}}}
    facts: dict[str, Any] = {**FACTS, "law": FACTS["law"] | flags, "other": FACTS["other"] | flags}
    asked = [
        {"id": "heavy", "title": "Heavy", "weight": 9, "elements": elements("t.law.x")},
        {"id": "soft", "title": "Soft", "obligation": "consider", "elements": elements("t.other.x")},
    ]
    own = library(facts, asked, id="g")
    article = [{"id": "c", "title": "C", "article": "3", "obligation": obligation, "elements": elements("t.other.x")}]
    treaty = library(
        facts, article, title="The Convention", treaty="t.conv", joining={"open_to": "any_state", "says": "S"}
    )
    text = (
        "sources: {s: {kind: decision, title: A page}, a: {kind: act, title: An act, unit: s., grade: A, read: full}}\n"
        "provisions: {a.1: {status: in_force}, a.2: {status: in_force}}\n"
        f"facts:\n  t.conv: {conv}\n  t.law: {{by: a.1, features: {{x: false}}}}\n  t.other: {{by: a.2, features: {{x: false}}}}\n"
    )
    found = numbered(assess_profile(profile(own, text), own), (), assess_profile(profile(treaty, text), treaty))
    assert not found.more
    return [each.id for each in found.made]


def test_options_are_in_the_order_of_all_that_they_answer() -> None:
    heavy, soft = "amend:a.1", "amend:a.2"
    assert beside("{status: party, from: 2019-01-01, cite: [s]}") == [soft, heavy]
    assert beside("{status: signed, from: 2019-01-01, cite: [s]}") == [soft, heavy]
    assert beside("{status: signed, from: 2019-01-01, cite: [s], position: not_pursuing}") == [heavy, soft]
    assert beside("{status: none, searched: [s]}") == [heavy, soft]
    assert beside("{status: party, from: 2019-01-01, cite: [s]}", "consider") == [heavy, soft]


# What the State has said, and days to come


def test_a_signatory_that_does_not_pursue_joining_says_so_and_is_not_on_the_way() -> None:
    found = only("{status: signed, from: 2001-11-23, cite: [s], position: not_pursuing, position_since: 2020}")
    assert (found.standing, found.begun) == (
        "Kenya signed on 23 November 2001. Kenya said in 2020 that it does not pursue joining.", False,
    )  # fmt: skip
    made = library(FACTS, CRITERIA, treaty="t.conv", joining={"open_to": "any_state", "says": "S"})
    text = "sources: {s: {kind: decision, title: A page}}\n"
    text += "facts: {t.other: {status: none, searched: [s]}, t.conv: {status: signed, "

    def read(rest: str) -> Assessment:
        (result,) = assess_profile(profile(made, f"{text}from: 2001-11-23, cite: [s]{rest}}}}}\n"), made)
        return result

    yes, no = read(""), read(", position: not_pursuing")
    assert [consequence(each, each.findings[1]).kind == PURSUED for each in (yes, no)] == [True, False]
    assert [option_says(reforms([each])[0]).partition(":")[0] for each in (yes, no)] == [
        "In preparing ratification", "If accession is pursued",
    ]  # fmt: skip
    printed = briefing_view([no], country="Kenya").parts[0].standing
    assert printed.endswith("Kenya has said that it does not pursue joining.")


def test_known_days_of_law_stand_in_the_calendar() -> None:
    head = """
provisions:
  a.1: {status: in_force}
  a.2: {status: adopted, from: 2024-12-13, until: 2026-12-01, cite: [s]}
  a.3: {status: adopted, from: 2024-12-13, until: 2026-12-01, cite: [s]}
  a.4: [{status: adopted, until: 2027-03-01, cite: [s]}, {status: in_force, from: 2027-03-01, cite: [s]}]
  a.5: {status: in_force, from: 2020-01-01, until: 2026-06-30, cite: [s]}
  a.6: {status: struck_down, from: 2025-01-01, takes_effect: 2026-09-01, by: Court, cite: [s]}
  a.7: [{status: adopted, until: 2021-01-01, cite: [s]}, {status: in_force, from: 2021-01-01, cite: [s]}]
"""
    facts = "  t.law: {by: [{of: [a.1]}]}\n"
    text = page("{status: none, searched: [s]}", facts, head="", own=True)
    assert text.calendar == ()
    made = library(FACTS, CRITERIA, treaty="t.conv", joining={"open_to": "any_state", "says": "S"})
    sources = "sources: {s: {kind: decision, title: A page}, a: {kind: act, title: An act, short: Act, unit: s.}}"
    written = f"{sources}{head}facts: {{t.law: {{by: [{', '.join(f'{{of: [a.{i}]}}' for i in range(1, 8))}]}}}}\n"
    (result,) = assess_profile(profile(made, written), made)
    assert briefing_view([result], country="Kenya").brief.calendar == (
        "30 June 2026: Act, s. 5: no longer in force, by its own terms.",
        "1 September 2026: Act, s. 6: struck down, and in force until this day.",
        "1 December 2026: Act, ss. 2 and 3: not in force before this day.",
        "1 March 2027: Act, s. 4: in force from this day, by its own terms.",
    )


def test_the_days_of_chile_are_on_its_first_page() -> None:
    assert any(
        line.startswith("1 December 2026: Ley 21.719")
        for line in viewed(ROOT / "examples/profiles/chl.yaml").brief.calendar
    )


# Sentences that say something


def test_of_nothing_known_no_rating_is_printed(view: BriefingView) -> None:
    cells = [c for part in view.parts for chapter in part.chapters for c in chapter.cells]
    assert all((c.nothing == "nothing known yet") == (c.coverage == "0%") for c in cells)
    assert not any(
        ", 0% known" in f.figures
        for part in view.parts
        for ch in part.chapters
        for f in ch.findings
        if f.figures[:4] == "0.00"
    )


def test_text_html_and_the_command_print_no_share_of_nothing() -> None:
    results = assess_file(PROFILES[0])
    for kind in (".txt", ".html"):
        made = document(results, kind)
        assert isinstance(made, str)
        assert "0.00–1.00, 0% known" not in made.replace("\xa0", " ")
        assert "nothing known yet" in made


def partial(features: str, note: str = "") -> Assessment:
    flags = {name: {"type": "flag", "question": f"Does it have {name}?"} for name in ("staff", "rules", "money")}
    made = library(
        {"unit": {"kind": "capability", "title": "Police unit", "features": flags}},
        [{"id": "c", "title": "Unit", "elements": elements("t.unit")}],
    )
    text = "sources: {s: {kind: decision, title: A page}}\n"
    text += f"facts: {{t.unit: {{status: partial, cite: [s]{note}, features: {features}}}}}"
    (result,) = assess_profile(profile(made, text), made)
    return result


def test_of_a_body_that_works_in_part_what_is_recorded_and_what_is_open_is_said() -> None:
    (one,) = reforms([partial("{staff: true}", ", note: Two posts are filled.")])
    assert option_head(one) == "Establish what is still missing, and supply it: police unit"
    assert [unmarked(text) for text in in_part_says(one.parts[0])] == [
        "Police unit: recorded as partly operational (A page).", "Two posts are filled.",
        "Open: Does it have rules? Does it have money?",
    ]  # fmt: skip
    (one,) = reforms([partial("{staff: true, rules: false, money: true}")])
    assert option_head(one) == "Build on what is there (police unit) so that: it has rules"
    (one,) = reforms([partial("{staff: true, rules: true, money: true}")])
    assert in_part_says(one.parts[0])[-1] == "What it lacks is not recorded."


def test_nothing_says_so_that_it_is_fully_operational(view: BriefingView) -> None:
    assert not any("fully operational" in option.text for option in view.roadmap.options)


def test_authorities_are_asked_everything_and_no_command_is_named() -> None:
    made = document(assess_file(PROFILES[0]), ".html")
    assert isinstance(made, str)
    assert "command" not in re.sub(r"<(script|style).*?</\1>", "", made, flags=re.S)


def test_designations_of_treaties_begun_are_asked_of_the_authority() -> None:
    view = viewed(ROOT / "examples/profiles/khm.yaml")
    named = {(d.article, a.name) for a in view.asked for d in a.designations}
    assert ("UN Convention, 40", "Ministry of justice") in named
    assert not any(article.startswith("Budapest") for article, _name in named)  # which is not begun


def test_what_is_on_record_never_rests_on_low_confidence(view: BriefingView) -> None:
    assert not any("low confidence" in one.says for one in view.brief.recorded)


def test_what_an_element_says_is_no_more_than_its_fact_asks() -> None:
    library_ = load_library(list(framework_folders()))
    said = {
        (framework.id, criterion.id): str(criterion.elements[0].says)
        for framework in library_.frameworks
        for domain in framework.domains
        for criterion in domain.criteria
        if criterion.elements
        and [leaf.text for leaf in leaves(criterion.elements[0].holds)] == ["powers.expedited_preservation"]
    }
    assert {"cooperation", "budapest"} <= {name for name, _id in said}
    assert not [text for text in said.values() if re.search(r"specified|quick|any ", text)]


@pytest.mark.parametrize("name", ["ken", "phl", "chl", "khm"])
def test_french_pages_have_articles_and_no_questionnaire(name: str) -> None:
    view = viewed(ROOT / f"examples/profiles/{name}.yaml", "fr")
    text = unmarked(" ".join(t for d in (*view.brief.treaties, *view.brief.decisions) for t in (d.head, *d.says)))
    assert not re.search(r"\b(?:de les [A-Z]|à les [A-Z]|de le [A-Z]|texte de s\.|ss?\. \d|la réponse à)", text)
    english = viewed(ROOT / f"examples/profiles/{name}.yaml")
    assert "the answer to" not in " ".join(t for d in english.brief.decisions for t in d.says)
    assert say("x") == "x"
