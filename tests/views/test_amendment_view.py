"""Amendments by act and section: in order, what the text would say, what it answers, and the law made that is not in force."""

import re
from typing import Any

import pytest

from assess.api import assess_profile, document
from assess.engine.advice import Worked
from assess.engine.reforms import reforms
from assess.formats.style import Style
from assess.model.results import Assessment
from assess.views.amendment_view import ActView, AmendmentsView, AmendmentView, AnswersView, amendments_view
from assess.views.domains import numbers_of
from assess.views.roadmap_view import option_ids
from assess.words.language import speaking, unmarked
from tests.build import library, profile

FLAG = {"type": "flag", "question": "Q?"}
FACTS: dict[str, Any] = {
    **{
        name: {
            "kind": "provision",
            "title": name.upper(),
            "features": {"x": FLAG, "y": FLAG},
            "reform": {"do": f"Provide for {name}", "vehicle": "act"},
        }
        for name in "abcd"
    },
    "rules": {"kind": "provision", "title": "Rules", "reform": {"do": "Issue rules", "vehicle": "regulation"}},
    "circular": {"kind": "provision", "title": "Circular", "reform": {"do": "Issue a circular", "vehicle": "circular"}},
    "unit": {"kind": "capability", "title": "Unit", "reform": {"do": "Set up a unit", "vehicle": "institution"}},
    "conv": {"kind": "treaty", "title": "A convention", "may_not_apply": "Only members."},
}
SOURCES = """
sources:
  b: {kind: act, title: Banking Act, unit: s., grade: A}
  a: {kind: act, title: An Act, unit: art.}
  u: {kind: act, title: Unnumbered}
  p: {kind: press, title: A page}
"""


def criterion(name: str, *lines: str, **extra: Any) -> dict[str, Any]:
    elements = [{"id": f"e{i}", "says": f"Of {name} {line}.", "holds": line} for i, line in enumerate(lines)]
    return {"id": name, "title": name.capitalize(), "elements": elements, **extra}


def assessed(facts: str, provisions: str, *criteria: dict[str, Any], **head: Any) -> Assessment:
    made = library(FACTS, list(criteria), **head)
    text = f"{SOURCES}provisions: {{{provisions}}}\nfacts: {{{facts}}}\n"
    (result,) = assess_profile(profile(made, text), made)
    return result


def table(*results: Assessment) -> AmendmentsView:
    made = reforms(results, [Worked(each) for each in results])
    return amendments_view(results, {each.framework.id: numbers_of(each) for each in results}, made, option_ids(made))


NONE = "{status: none, searched: [b 1]}"


def test_acts_stand_in_the_order_of_their_first_option_and_what_has_no_provision_last() -> None:
    found = table(
        assessed(
            f"t.c: {NONE}, t.a: {{by: b.3, features: {{x: false, y: false}}}}, t.b: {{by: a.7, features: {{x: false}}}}",
            "b.3: {status: in_force}, a.7: {status: in_force}",
            criterion("one", "t.c", weight=9),
            criterion("two", "t.b", "t.b.x"),
            criterion("three", "t.a", "t.a.x"),
            criterion("four", "t.a.y"),
        )
    )
    assert found.acts == (
        ActView(
            "Banking Act",
            (
                AmendmentView(
                    "R2",
                    "s. 3",
                    "of three t.a.x; of four t.a.y",
                    (AnswersView("1.3", "f-three", "Three", ""), AnswersView("1.4", "f-four", "Four", "")),
                ),
            ),
        ),
        ActView(
            "An Act",
            (AmendmentView("R3", "art. 7", "of two t.b.x", (AnswersView("1.2", "f-two", "Two", ""),)),),
        ),
        ActView(
            "Where no provision was found to amend",
            (AmendmentView("R1", "", "Provide for c", (AnswersView("1.1", "f-one", "One", ""),)),),
        ),
    )
    assert found.rest == ()


def test_one_act_has_a_row_for_each_provision() -> None:
    found = table(
        assessed(
            "t.a: {by: b.3, features: {x: false}}, t.b: {by: b.5, features: {x: false}}",
            "b.3: {status: in_force}, b.5: {status: in_force}",
            criterion("one", "t.a", "t.a.x"),
            criterion("two", "t.b", "t.b.x"),
        )
    )
    (act,) = found.acts
    assert (act.title, [(row.section, row.what) for row in act.rows]) == (
        "Banking Act", [("s. 3", "of one t.a.x"), ("s. 5", "of two t.b.x")],
    )  # fmt: skip


def test_what_waits_for_commencement_stands_under_its_act_in_the_words_of_the_option() -> None:
    found = table(
        assessed(
            "t.d: {by: {of: [b.9, b.10]}}",
            "b.9: {status: adopted, from: 2025-05-06}, b.10: {status: adopted, from: 2025-05-06}",
            criterion("one", "t.d"),
        )
    )
    ((row,),) = [act.rows for act in found.acts]
    assert (row.section, row.what) == (
        "ss. 9 and 10",
        "Invite the authority competent for it to consider commencement of ss. 9 and 10 of the Banking Act",
    )
    (pending,) = found.not_in_force
    assert tuple(pending) == (
        "Banking Act", "ss. 9 and 10", "adopted on 6 May 2025; no commencement found in the sources consulted",
        "Banking Act, ss. 9 and 10: adopted on 6 May 2025; no commencement found in the sources consulted",
    )  # fmt: skip


def test_options_that_amend_no_law_are_left_to_the_roadmap() -> None:
    found = table(
        assessed(
            f"t.unit: {{status: none, searched: [p]}}, t.circular: {NONE}, t.rules: {NONE}",
            "",
            criterion("one", "t.unit"),
            criterion("two", "t.circular"),
            criterion("three", "t.rules"),
        )
    )
    assert [(act.title, [row.what for row in act.rows]) for act in found.acts] == [
        ("Where no provision was found to amend", ["Issue rules"])
    ]
    assert len(found.rest) == 2
    assert {row.id for act in found.acts for row in act.rows} | {*found.rest} == {"R1", "R2", "R3"}


def test_answers_name_the_treaties_they_cite_with_their_articles_and_nothing_that_is_no_treaty() -> None:
    cites = [
        {"instrument": "conv", "article": "2"}, {"instrument": "guide", "article": "9"}, {"instrument": "conv", "article": "3"},
        {"instrument": "whole"},
    ]  # fmt: skip
    instruments = {
        "conv": {"title": "The Convention", "short": "Conv", "fact": "t.conv"},
        "guide": {"title": "Guide"},
        "whole": {"title": "Other convention", "fact": "t.conv"},
    }
    facts, law = "t.a: {by: b.3, features: {x: false}}", "b.3: {status: in_force}"
    one = criterion("one", "t.a", "t.a.x", cites=cites)
    (act,) = table(assessed(facts, law, one, instruments=instruments)).acts
    assert act.rows[0].answers == (AnswersView("1.1", "f-one", "One", "Conv 2, 3; Other convention"),)
    again = criterion("again", "t.a", "t.a.x", article="16")
    both = table(
        assessed(facts, law, one, instruments=instruments),
        assessed(facts, law, again, id="g", nature="treaty"),
    )
    assert both.acts[0].rows[0].answers == (
        AnswersView("1.1", "f-one", "One", "Conv 2, 3; Other convention"),
        AnswersView("16", "g-again", "Again", ""),
    )


def test_a_treaty_that_is_not_open_to_the_state_is_nothing_that_an_amendment_answers() -> None:
    instruments = {"conv": {"title": "The Convention", "short": "Conv", "fact": "t.conv"}}
    one = criterion("one", "t.a", "t.a.x", cites=[{"instrument": "conv", "article": "2"}])
    facts = "t.a: {by: b.3, features: {x: false}}, t.conv: {status: not_applicable, reason: Not a member.}"
    (act,) = table(assessed(facts, "b.3: {status: in_force}", one, instruments=instruments)).acts
    assert act.rows[0].answers == (AnswersView("1.1", "f-one", "One", ""),)


# Law made that is not in force


LAW = """
  b.1: {status: suspended, from: 2024-03-05, by: High Court, cite: [p]},
  b.2: {status: suspended, from: 2024-03-05, by: High Court, cite: [p]},
  b.3: {status: suspended, from: 2024-03-06, by: High Court, cite: [p]},
  b.4: {status: struck_down, from: 2024-03-05, note: A note.},
  a.1: {status: adopted, from: 2025-01-02},
  a.2: {status: in_force, from: 2026-05-01},
  a.3: {status: partly_in_force, from: 2025-05},
  a.4: {status: passed, from: 2025-01-02},
  u.4: {status: published, from: 2025-02-01}
"""
PAST = """
  b.5: {status: repealed, from: 2024-01-01}, b.6: {status: expired}, b.7: {status: in_force}, b.8: {status: bill, from: 2025-01-01},
  a.5: [{status: in_force, from: 2020-01-01, until: 2025-01-01}, {status: repealed, from: 2025-01-01}],
  a.6: {status: in_force, from: 2010-01-01, until: 2012-01-01},
  a.7: {status: struck_down, from: 2025-01-01, takes_effect: 2027-01-01}
"""


def test_law_made_that_is_not_in_force_stands_with_its_status_day_and_source() -> None:
    found = table(assessed("t.a: unknown", LAW, criterion("one", "t.a")))
    assert (found.acts, found.rest) == ((), ())
    lines = [row.line for row in found.not_in_force]
    assert lines[0] == "An Act, art. 1: adopted on 2 January 2025; no commencement found in the sources consulted"
    # neither sources nor notes, which the table has
    assert lines[4] == "Banking Act, ss. 1 and 2: suspended by High Court since 5 March 2024"
    assert lines[6] == "Banking Act, s. 4: struck down on 5 March 2024"
    assert [tuple(row)[:3] for row in found.not_in_force] == [
        ("An Act", "art. 1", "adopted on 2 January 2025; no commencement found in the sources consulted"),
        ("An Act", "art. 2", "not yet in force, binds from 1 May 2026"),
        ("An Act", "art. 3", "in force in part since May 2025"),
        ("An Act", "art. 4", "passed on 2 January 2025; no commencement found in the sources consulted"),
        # provisions of which the same is recorded stand together
        ("Banking Act", "ss. 1 and 2", "suspended by High Court since 5 March 2024 (A page)"),
        ("Banking Act", "s. 3", "suspended by High Court since 6 March 2024 (A page)"),
        ("Banking Act", "s. 4", "struck down on 5 March 2024. A note."),
        ("Unnumbered", "4", "published on 1 February 2025; no commencement found in the sources consulted"),
    ]


def test_what_is_past_in_force_or_only_a_bill_is_left_out() -> None:
    assert table(assessed("t.a: unknown", PAST, criterion("one", "t.a"))).not_in_force == ()


def test_it_is_the_law_of_the_day_of_the_assessment() -> None:
    made = library(FACTS, [criterion("one", "t.a")])
    text = f"{SOURCES}provisions: {{a.2: {{status: in_force, from: 2025-05-01}}}}\nfacts: {{t.a: unknown}}\n"
    read = profile(made, text)
    earlier = read.as_of.replace(year=2025, month=4)
    (now,), (then,) = assess_profile(read, made), assess_profile(read, made, as_of=earlier)
    assert table(now).not_in_force == ()
    assert [row.status for row in table(then).not_in_force] == ["not yet in force, binds from 1 May 2025"]


def test_in_french() -> None:
    with speaking("fr"):
        (row, *_rest) = table(assessed("t.a: unknown", LAW, criterion("one", "t.a"))).not_in_force
        assert unmarked(row.status) == (
            "adopté le 2 janvier 2025\xa0; aucune entrée en vigueur trouvée dans les sources consultées"
        )


# The page


@pytest.fixture(scope="module")
def page() -> str:
    facts = f"t.a: {{by: b.3, features: {{x: false}}}}, t.c: {NONE}, t.unit: {{status: none, searched: [p]}}"
    law = "b.3: {status: in_force}, b.4: {status: suspended, from: 2024-03-05, cite: [p]}"
    made = document(
        [assessed(facts, law, criterion("one", "t.a", "t.a.x"), criterion("two", "t.c"), criterion("three", "t.unit"))],
        ".html",
        Style(),
    )
    assert isinstance(made, str)
    return made


def test_findings_lead_to_their_rows_and_rows_to_their_findings(page: str) -> None:
    amendments = page.replace("\xa0", " ").partition('id="amendments"')[2].partition("</section>")[0]
    rows = re.findall(
        r'<tr id="(R\d)"><th scope="row">\1</th><td>([^<]*)</td><td>([^<]*)</td><td>(.*?)</td></tr>', amendments
    )
    assert [(section, what, re.findall(r'href="#([^"]+)"', answers)) for _id, section, what, answers in rows] == [
        ("s. 3", "of one t.a.x", ["f-one"]),
        ("–", "Provide for c", ["f-two"]),
    ]
    roadmap = page.partition('id="roadmap"')[2].partition("</section>")[0]
    own = re.findall(r'<tr id="(R\d)">', roadmap)
    assert len(own) == 1  # the unit; each option is one place, here or there
    for name in ("one", "two", "three"):
        finding = re.search(rf'(?s)<tbody class="finding" id="f-{name}".*?</tbody>', page)
        assert finding
        (option,) = re.findall(r'href="#(R\d)"', finding[0].partition('class="cites"')[0])
        assert option in {*own, *(row[0] for row in rows)}


def test_law_not_in_force_is_in_the_page_with_its_source_as_a_link(page: str) -> None:
    made = page.replace("\xa0", " ").partition('class="made-law"')[2].partition("</table>")[0]
    assert (
        '<tr><th scope="row">Banking Act</th><td>s. 4</td><td>suspended since 5 March 2024 '
        '<a class="ref" href="#S4">[S4]</a></td></tr>' in made
    )
    assert page.count('id="S4"') == 1
