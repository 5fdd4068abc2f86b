"""The briefing of one small world, value by value, so that a wrong number, comparison or place is noticed."""

from datetime import date
from fractions import Fraction as F
from typing import Any

import pytest

from assess.api import assess_profile
from assess.resources import VERSION
from assess.views import charts
from assess.views.amendment_view import ActView, AmendmentsView, AmendmentView, AnswersView
from assess.views.briefing_view import BriefingView, briefing_view
from assess.views.domains import numbers_of
from assess.views.finding_view import Cell, ChapterView, FindingView
from assess.words import terms
from assess.words.glossary import glossary
from assess.words.language import speaking, unmarked
from tests.build import elements, library, profile
from tests.views.world import DOMAINS, FACTS, HEAD, PROFILE, assessed


def view(text: str = PROFILE, *, brief: bool = False, traces: bool = True, **changes: Any) -> BriefingView:
    return briefing_view([assessed(text, **changes)], country="Kenya", profile_hash="abc", brief=brief, traces=traces)


@pytest.fixture(scope="module")
def made() -> BriefingView:
    return view()


@pytest.fixture(scope="module")
def findings(made: BriefingView) -> dict[str, FindingView]:
    return {finding.id: finding for chapter in made.parts[0].chapters for finding in chapter.findings}


def test_the_cover(made: BriefingView) -> None:
    assert (made.country, made.code, made.as_of, made.date) == ("Kenya", "KEN", "31 January 2026", "2026-01-31")
    assert (made.review, made.withheld, made.note, made.note_language) == ("peer reviewed", 0, "A note.", "")
    assert (made.preface, made.software, made.profile_hash) == (terms.preface(), f"assess {VERSION}", "abc")
    assert (made.language, made.direction, made.untranslated, made.axes) == ("en", "ltr", False, ("Law", "Capacity"))
    assert made.glossary == glossary()


def test_the_cover_in_another_language_says_what_is_not_in_it() -> None:
    with speaking("fr"):
        made = view()
    assert (made.language, made.as_of, made.note_language, made.untranslated) == ("fr", "31 janvier 2026", "en", True)


def test_a_part(made: BriefingView) -> None:
    (part,) = made.parts
    assert (part.title, part.short, part.id, part.version, part.origin) == (
        "A framework",
        "Frame",
        "f",
        "2",
        "The convention, CETS 1",
    )
    assert (part.treaty, part.scale, part.measures, part.axes) == (True, "1", False, ("Law", "Capacity"))
    assert len(part.hash) == 12
    assert part.standing == "Kenya has signed and is not yet bound: findings are read as alignment."
    assert part.counts == (
        "1 of 5 elements identified, 2 open, 2 not identified; 0 of 1 measure at its target, 0 open, 1 short of it"
    )
    assert part.pending == ("Orders (article 18): now not identified; it would become identified",)
    assert part.drafts == ("2.2 Soft",)
    assert part.joining is None


@pytest.mark.parametrize(
    ("status", "text"),
    [
        ("{status: party, cite: [p]}", "Kenya is a Party: the criteria restate articles that bind it."),
        ("unknown", "Whether Kenya is bound is not known: findings are read as alignment."),
        ("{status: none, searched: [p]}", "Kenya is not bound: findings are read as alignment, not as compliance."),
        (
            "{status: consent_deposited, cite: [p]}",
            "Kenya has deposited its consent and is not yet bound: findings are read as alignment.",
        ),
    ],
)
def test_how_findings_are_read_follows_from_the_treaty(status: str, text: str) -> None:
    answered = PROFILE.replace("{status: signed, from: 2024-05-06, cite: [p]}", status)
    assert view(answered).parts[0].standing == text


def figures(cell: Cell | None) -> tuple[str, ...] | None:
    if cell is None:
        return None
    figure = cell.figure
    assert figure.reading == f"{cell.axis}: {cell.interval}, {cell.coverage} known."
    assert [s.x for s in figure.segments] == [0, *(round(s.x + s.width, 2) for s in figure.segments)][:-1]
    drawn = " ".join(f"{segment.kind} {segment.width:g}" for segment in figure.segments)
    return cell.axis, cell.interval, cell.coverage, cell.level, drawn


CAPACITY = ("Capacity", "0.11–0.61", "50%", "not rated", "yes 14.62 open 65 no 50.38")
LAW = ("Law", "0.17–0.25", "92%", "few", "yes 21.67 open 10.83 no 97.5")
CRIMES = ("Law", "0.50–0.75", "75%", "between “half” and “most”", "yes 65 open 32.5 no 32.5")
POWERS = ("Law", "0.00", "100%", "few", "no 130")


def test_ratings_stand_under_their_parents_with_interval_share_and_level(made: BriefingView) -> None:
    (part,) = made.parts
    assert [figures(cell) for cell in part.totals] == [LAW, CAPACITY]
    assert [(row.title, row.depth, *map(figures, row.cells)) for row in part.rows] == [
        ("At work", 0, None, CAPACITY),
        ("Law", 0, LAW, None),
        ("Crimes", 1, CRIMES, None),
        ("Powers", 1, POWERS, None),
    ]


def test_chapters_sort_their_findings(made: BriefingView) -> None:
    def ids(views: tuple[FindingView, ...]) -> str:
        return " ".join(f.id for f in views)

    def sorted_out(chapter: ChapterView) -> tuple[str, ...]:
        kinds = (chapter.findings, chapter.identified, chapter.points, chapter.open, chapter.excluded)
        return (chapter.id, chapter.number, chapter.title, chapter.intro, *map(ids, kinds))

    assert [sorted_out(chapter) for chapter in made.parts[0].chapters] == [
        ("practice", "1", "At work", "", "c3 c4", "", "c4", "c3", ""),
        ("crimes", "2", "Law – Crimes", "What the law forbids.", "c1 c2", "c2", "c1", "", ""),
        ("powers", "3", "Law – Powers", "", "c5", "", "c5", "", ""),
    ]
    assert [chapter.gates for chapter in made.parts[0].chapters] == [(), (), ("Law: capped at 0.40. No order at all.",)]
    assert [list(map(figures, chapter.cells)) for chapter in made.parts[0].chapters] == [[CAPACITY], [CRIMES], [POWERS]]
    assert [chapter.counts for chapter in made.parts[0].chapters[1:]] == [
        "1 of 3 elements identified, 1 open, 1 not identified",
        "0 of 1 element identified, 0 open, 1 not identified",
    ]


def test_what_does_not_apply_is_a_kind_of_its_own() -> None:
    facts = {"u": {"kind": "capability", "may_not_apply": "R"}}
    framework = library(facts, [{"id": "c", "elements": elements("t.u")}])
    text = "facts: {t.u: {status: not_applicable, reason: R}}"
    (chapter,) = briefing_view(assess_profile(profile(framework, text), framework), country="K").parts[0].chapters
    (finding,) = chapter.excluded
    assert (chapter.identified, chapter.points, chapter.open) == ((), (), ())
    assert (finding.mark, finding.rating, finding.figures, finding.gap) == ("na", "not applicable", "", False)


APART = ("elements", "groups", "evidence", "unsettled", "remarks", "where", "options")


def told(finding: FindingView) -> dict[str, Any]:
    """The content of a finding, except what is tested separately below."""
    return {name: value for name, value in finding._asdict().items() if value and name not in APART}


def test_findings_value_by_value(findings: dict[str, FindingView]) -> None:
    law = {"axis": "Law", "obligation": "asked of every State", "strength": "text of the law"}
    capacity = {"axis": "Capacity", "obligation": "asked of every State"}
    assert told(findings["c1"]) == {
        "id": "c1", "number": "2.1", "title": "Access", "question": "Is it there?", **law, "mark": "gap",
        "rating": "identified in part", "figures": "0.50–0.75, 75% known", "cites": "Conv, 2, 11", "gap": True,
        "recorded": "Section 1 of the Act, read with s. 2, provides that access is an offence.",
        "short": "It was not found there, nor in what else is cited, that tools are covered.",
        "missing": ("Tools are covered",), "open": ("Aid is covered",), "asked": ("Aid is covered",),
        "reform": ("Illegal access: Are tools covered?",),
        "confirm": ("Illegal access: Is aid covered?",),
    }  # fmt: skip
    assert told(findings["c2"]) == {
        "id": "c2", "number": "2.2", "title": "Soft", "question": "May it?", **law,
        "obligation": "allowed, not asked", "mark": "yes", "rating": "identified", "figures": "1.00", "draft": True, "see": "2.1",
    }  # fmt: skip
    assert told(findings["c3"]) == {
        "id": "c3", "number": "1.1", "title": "Unit", "question": "Is it there?", **capacity, "mark": "open", "rating": "open",
        "open": ("S",), "asked": ("S",), "confirm": ("Police unit: operational.",),
    }  # fmt: skip
    assert told(findings["c4"]) == {
        "id": "c4", "number": "1.2", "title": "Training", "question": "How many?", **capacity, "mark": "gap",
        "rating": "below the target", "figures": "value 45 persons; target at least 100 persons; score 0.23 of 1", "gap": True,
        "strength": "press",
    }  # fmt: skip
    assert told(findings["c5"]) == {
        "id": "c5", "number": "3.1", "title": "Orders", "question": "Are there orders?", **law, "mark": "gap",
        "rating": "not identified", "figures": "0.00", "gap": True, "missing": ("S",),
        "short": "No adoption of s. 8 of the Act was found in the sources consulted.",
        "reform": ("Production order: a provision in force.",), "would": "identified (1.00)",
    }  # fmt: skip


BILL = "s. 8 (a bill of 6 May 2025)"


def test_where_findings_rest_and_what_is_said_of_their_facts(findings: dict[str, FindingView]) -> None:
    first = findings["c1"]
    assert first.where == ("Act, s. 1 with s. 2", BILL)
    assert first.evidence == (
        "Illegal access: Act, s. 1 with s. 2; text as at 30 November 2025.",
        f"Production order: the text found is not in force (Act, {BILL}; text as at 30 November 2025).",
    )
    assert (first.unsettled, first.remarks) == ((), ("Reading: A wide text.", "Seen in court."))
    assert findings["c2"].remarks == ()
    assert list(map(unmarked, findings["c4"].where)) == ["[S3]"]
    assert list(map(unmarked, findings["c4"].unsettled)) == [
        "Staff trained: 45 persons, 2025 ([S3]; low confidence).",
    ]
    assert findings["c3"].unsettled == ("The sources consulted do not allow a conclusion on: police unit.",)
    assert findings["c3"].where == ()


def test_elements_value_by_value(findings: dict[str, FindingView]) -> None:
    access = ("Act, s. 1 with s. 2",)
    assert [tuple(each)[:6] for each in findings["c1"].elements] == [
        ("yes", "identified", "Access is an offence.", "essential", access, ""),
        ("no", "not identified", "Tools are covered", "", access, ""),
        ("open", "open", "Aid is covered", "", (), ""),
        ("option", "not identified", "Orders exist", "an option, not scored", (f"Act, {BILL}",), ""),
    ]
    assert [len(each.trace) for each in findings["c1"].elements] == [1, 1, 1, 1]
    assert [each.trace for each in findings["c1"].elements[:1]] == [
        ((0, "t.access", "Illegal access: a provision in force.", "identified", "Act, s. 1 with s. 2", False, ()),)
    ]


def test_elements_of_which_the_same_is_found_in_the_same_places_stand_together() -> None:
    criteria = [{"id": "c", "elements": [
        {"id": "a", "says": "One", "holds": "t.order"}, {"id": "b", "says": "Two", "holds": "t.access"},
        {"id": "d", "says": "Three", "holds": "t.access.aid"}, {"id": "e", "says": "Four", "holds": "t.access"},
        {"id": "f", "says": "Five", "holds": "t.access.tools"}, {"id": "g", "says": "Six", "holds": "t.unit"},
    ]}]  # fmt: skip
    framework = library(FACTS, criteria)
    made = briefing_view(assess_profile(profile(framework, PROFILE), framework), country="K")
    (finding,) = made.parts[0].chapters[0].findings
    access = "Act, s. 1 with s. 2"
    assert [(g.mark, g.status, [e.says for e in g.elements], g.remark, g.where) for g in finding.groups] == [
        ("yes", "identified", ["Two", "Four"], "", access),
        ("no", "not identified", ["One"], "", f"Act, {BILL}"),
        ("no", "not identified", ["Five"], "", access),
        ("open", "open", ["Three", "Six"], "", ""),
    ]
    unsure = PROFILE.replace("note: Seen in court.", "confidence: medium")
    made = briefing_view(assess_profile(profile(framework, unsure), framework), country="K")
    (finding,) = made.parts[0].chapters[0].findings
    assert [(e.says, e.remark) for e in finding.groups[0].elements] == [("Two", ""), ("Four", "")]
    assert finding.groups[0].remark == "medium confidence"


def test_a_point_names_its_options_and_what_they_do(findings: dict[str, FindingView]) -> None:
    assert {name: each.options for name, each in findings.items() if each.options} == {
        "c1": (("R2", "Amend s. 1 of the Act"),),
        "c4": (
            ("R3", "In preparing ratification: work towards the target: staff trained, value 45 persons; target at least "
                   "100 persons"),
        ),
        "c5": (("R1", "Take s. 8 of the Act forward to adoption"),),
    }  # fmt: skip


def test_traces_are_made_only_where_they_are_asked_for() -> None:
    without = view(traces=False)
    assert [each.trace for chapter in without.parts[0].chapters for f in chapter.findings for each in f.elements] == [
        ()
    ] * 7
    assert without.parts[0].chapters[0].findings[0].elements[0]._replace(trace=()) == (
        view().parts[0].chapters[0].findings[0].elements[0]._replace(trace=())
    )


def test_squares_of_findings(made: BriefingView) -> None:
    (part,) = made.parts
    assert [(row.number, row.title, [tuple(s)[3:] for s in row.figure.squares]) for row in part.matrix] == [
        ("1", "At work", [("open", "1.1", "f-c3"), ("gap", "1.2", "f-c4")]),
        ("2", "Law – Crimes", [("gap", "2.1", "f-c1"), ("yes", "2.2", "f-c2")]),
        ("3", "Law – Powers", [("gap", "3.1", "f-c5")]),
    ]
    assert [row.figure.reading for row in part.matrix] == [
        "At work: 0 identified, 1 for attention, 0 in part with no gap known, 1 open, 0 not taken up or not applicable.",
        "Law – Crimes: 1 identified, 1 for attention, 0 in part with no gap known, 0 open, 0 not taken up or not applicable.",
        "Law – Powers: 0 identified, 1 for attention, 0 in part with no gap known, 0 open, 0 not taken up or not applicable.",
    ]


def test_what_is_there_in_part_or_not_taken_up_is_no_point_for_attention() -> None:
    criteria = [
        {"id": "part", "elements": elements("t.access", "t.access.aid")},
        {"id": "soft", "obligation": "may", "elements": elements("t.access.tools")},
        {"id": "gap", "elements": elements("t.access", "t.access.tools")},
    ]
    framework = library(FACTS, criteria)
    (part,) = briefing_view(assess_profile(profile(framework, PROFILE), framework), country="K").parts
    assert [(f.id, f.mark, f.gap) for f in part.chapters[0].findings] == [
        ("part", "part", False),
        ("soft", "option", False),
        ("gap", "gap", True),
    ]
    assert part.matrix[0].figure.reading == (
        "D: 0 identified, 1 for attention, 1 in part with no gap known, 0 open, 1 not taken up or not applicable."
    )


def test_numbers_of_a_treaty_are_its_articles() -> None:
    def numbers(nature: str, *articles: str | None) -> list[str]:
        criteria = [
            {"id": f"c{i}", "elements": elements("t.access"), **({"article": article} if article else {})}
            for i, article in enumerate(articles)
        ]
        framework = library(FACTS, criteria, nature=nature)
        (result,) = assess_profile(profile(framework, PROFILE), framework)
        return list(numbers_of(result).values())

    assert numbers("treaty", "2", "22(1)(a)", "3") == ["2", "22(1)(a)", "3"]
    assert numbers("directive", "2", "16", "2", "16", "16") == ["2a", "16a", "2b", "16b", "16c"]
    assert numbers("treaty", "2", None) == ["1.1", "1.2"]
    assert numbers("policy", "2", "3") == ["1.1", "1.2"]


def test_what_the_criteria_cite_stands_once_with_where_the_state_stands(made: BriefingView) -> None:
    assert made.parts[0].cited == ("Conv: signed on 6 May 2024",)
    assert view(brief=True).parts[0].cited == ()


def test_questions(made: BriefingView) -> None:
    assert [tuple(question) for question in made.parts[0].questions] == [
        (1, "Illegal access: ss. 1 and 2 of the Act are on record", ("Is aid covered?",), "", "2.1"),
        (2, "Is there a unit?", (), "An order.", "1.1"),
    ]
    assert made.parts[0].more_questions == 0


def test_fourteen_questions_and_how_many_more_there_are() -> None:
    facts = {f"f{i:02}": {"kind": "yes_no", "question": f"Is it {i}?"} for i in range(16)}
    framework = library(facts, [{"id": f"c{i}", "elements": elements(f"t.f{i:02}")} for i in range(16)])
    results = assess_profile(profile(framework, "facts: {}"), framework)
    (part,) = briefing_view(results, country="K").parts
    assert [question.number for question in part.questions] == list(range(1, 15))
    assert part.more_questions == 2
    (brief,) = briefing_view(results, country="K", brief=True).parts
    assert (brief.questions, brief.more_questions, brief.chapters, brief.method) == ((), 0, (), ())


def test_the_method(made: BriefingView) -> None:
    assert made.parts[0].method == (
        "Levels: “few” from 0.00; “half” from 0.50; “most” from 0.75. A level or range of levels is printed from 67% known.",
        "Weights of the domains: At work 1; Law 2; Law – Crimes 1; Law – Powers 2.",
        "Criteria within a domain weigh 1 to 3.",
        "A measure reads one number or word: its score runs from one fixed value to another, and it is a point for attention only "
        "where its target is not reached.",
        "Cap at 0.40 on Law – Powers, law (applied), where: No order at all.",
        "For comparison, other ways of adding up would give: Law: 0.17–0.25 as a geometric mean of the domains, 0.17–0.25 for "
        "the domain with most open points; Capacity: 0.11–0.61 as a geometric mean of the domains, 0.11–0.61 for the domain with "
        "most open points.",
    )


@pytest.mark.parametrize(("answer", "state"), [("{by: s.1}", "not applied"), ("unknown", "open")])
def test_a_cap_says_whether_it_is_applied(answer: str, state: str) -> None:
    text = PROFILE.replace("t.order: {by: s.8}", f"t.order: {answer}")
    part = view(text).parts[0]
    assert f"Cap at 0.40 on Law – Powers, law ({state}), where: No order at all." in part.method
    gates = {
        "not applied": (),
        "open": ("Law: would be capped at 0.40 if this were so, which is open: No order at all.",),
    }
    assert part.chapters[2].gates == gates[state]


def test_a_cap_of_which_nobody_looked_at_anything_is_not_printed() -> None:
    part = view(PROFILE.replace("  t.order: {by: s.8}\n", "")).parts[0]
    assert part.chapters[2].gates == ()


def test_another_scale_is_used_for_every_figure() -> None:
    part = view(method={**HEAD["method"], "scale": 100, "decimals": 0}).parts[0]
    assert part.scale == "100"
    assert [cell.interval for cell in part.totals] == ["17–25", "11–61"]
    assert part.method[0].startswith("Levels: “few” from 0; “half” from 50; “most” from 75.")
    assert part.chapters[2].gates == ("Law: capped at 40. No order at all.",)
    assert part.chapters[1].findings[0].figures == "50–75, 75% known"
    assert part.chapters[0].findings[1].figures.endswith("score 23 of 100")
    assert part.chapters[2].findings[0].would == "identified (100)"


def test_equal_weights_are_said_in_a_sentence() -> None:
    domains = {name: {key: value for key, value in body.items() if key != "weight"} for name, body in DOMAINS.items()}
    framework = library(FACTS, domains, **HEAD)
    (part,) = briefing_view(assess_profile(profile(framework, PROFILE), framework), country="K").parts
    assert "All domains have the same weight." in part.method


# What other documents share


def test_the_roadmap(made: BriefingView) -> None:
    assert (made.roadmap.decided, made.roadmap.longest) == (True, 24)
    assert [tuple(option)[:-1] for option in made.roadmap.options] == [
        (
            "R1",
            "Take s. 8 of the Act forward to adoption",
            True,
            "In preparing ratification: take s. 8 of the Act forward to adoption.",
            ("Orders: S",),
            "to be decided",
            "police, prosecution service, judiciary, data protection authority, service providers",
            "act",
            "yes",
            "4 of 5",
            "medium (to 24 months)",
            "",
            (("", ("3.1*",)),),
        ),
        (
            "R2",
            "Amend s. 1 of the Act",
            True,
            "In preparing ratification: amend s. 1 of the Act, on illegal access, so that: tools are covered.",
            ("Access: Tools are covered",),
            "ministry of justice",
            "police, prosecution service, judiciary, data protection authority, service providers",
            "act",
            "yes",
            "2 of 5",
            "short (to 12 months)",
            "",
            (("", ("2.1",)),),
        ),
        (
            "R3",
            "In preparing ratification: work towards the target: staff trained, value 45 persons; target at least 100 persons",
            False,
            "In preparing ratification: work towards the target: staff trained, value 45 persons; target at least 100 persons.",
            (),
            "to be decided",
            "to be decided",
            "to be decided",
            "to be decided",
            "–",
            "short (to 12 months)",
            "",
            (("", ("1.2",)),),
        ),
    ]
    assert [option.figure for option in made.roadmap.options] == [
        charts.span(0, 24, 24, "About 24 months from the decision, begun in month 0."),
        charts.span(0, 6, 24, "About 6 months from the decision, begun in month 0."),
        charts.span(0, 12, 24, "About 12 months from the decision, begun in month 0."),
    ]
    assert (made.roadmap.same, made.roadmap.columns) == ((), ("vehicle", "owner", "effort", "horizon"))
    assert (made.shared, made.crosswalks) == ((), ())


def test_the_amendments(made: BriefingView) -> None:
    assert made.amendments == AmendmentsView(
        (
            ActView(
                "Act",
                (
                    AmendmentView(
                        "R1",
                        "s. 8",
                        "In preparing ratification: take s. 8 of the Act forward to adoption",
                        (AnswersView("3.1", "f-c5", "Orders", ""),),
                    ),
                    AmendmentView(
                        "R2", "s. 1", "tools are covered", (AnswersView("2.1", "f-c1", "Access", "Conv 2, 11"),)
                    ),
                ),
            ),
        ),
        (),
        ("R3",),
        beside=False,
    )


def test_the_treaty_of_a_framework_without_steps_stands_among_the_others(made: BriefingView) -> None:
    assert (made.treaties.instruments, made.treaties.open, made.treaties.calendar) == ((), (), ())
    assert list(map(unmarked, made.treaties.others)) == ["A convention: signed on 6 May 2024 [S2]"]


def test_sources_law_first_then_in_alphabetical_order(made: BriefingView) -> None:
    assert [tuple(source) for source in made.sources] == [
        (
            "s",
            "S1",
            "Act: An act",
            "act",
            "A",
            "The printer; dated 3 February 2010; retrieved 30 November 2025",
            "",
            "",
            "",
        ),
        ("p", "S2", "Éditorial", "press", "–", "handling: official", "Read once", "", ""),
        ("q", "S3", "Page", "press", "–", "", "", "https://example.org/q", "https://example.org/q"),
    ]
    with speaking("fr"):
        assert next(unmarked(source.details) for source in view().sources) == (
            "The printer\xa0; en date du 3 février 2010\xa0; consulté le 30 novembre 2025"
        )


def test_the_brief(made: BriefingView) -> None:
    brief = made.brief
    assert brief.assessed == (
        "Frame, drawn from Conv: 5 criteria.",
        "1 law was read in full.",
    )
    assert [tuple(bar)[:1] + tuple(bar)[2:6] for bar in brief.bars] == [
        ("At work", 0, 1, 1, 2),
        ("Law – Crimes", 1, 1, 1, 3),
        ("Law – Powers", 0, 0, 1, 1),
    ]
    assert [[(s.kind, s.n, s.x, s.width) for s in bar.figure.segments] for bar in brief.bars] == [
        [("open", 1, 0, 110), ("no", 1, 110, 110)],
        [("yes", 1, 0, 110), ("open", 1, 110, 110), ("no", 1, 220, 110)],
        [("no", 1, 0, 110)],
    ]
    assert brief.bars[2].figure.reading == "Law – Powers: 0 of 1 element identified, 0 open, 1 not identified."
    assert [tuple(each) for each in brief.decisions] == [
        (
            "R1",
            "Take s. 8 of the Act forward to adoption",
            ("No adoption of s. 8 of the Act was found in the sources consulted.",),
            (("3.1", "f-c5"),),
        ),
        (
            "R2",
            "Amend s. 1 of the Act",
            (
                "Read with s. 2, it provides that access is an offence.",
                "It was not found there, nor in what else is cited, that tools are covered.",
            ),
            (("2.1", "f-c1"),),
        ),
        (
            "R3",
            "In preparing ratification: work towards the target: staff trained, value 45 persons; target at least 100 "
            "persons (low confidence)",
            ("Finding: below the target (value 45 persons; target at least 100 persons).",),
            (("1.2", "f-c4"),),
        ),
    ]
    assert (brief.recorded, brief.treaties, brief.calendar, brief.more, brief.measures) == ((), (), (), 0, False)
    assert brief.asked == (
        ("ministry of justice", ("Illegal access: ss. 1 and 2 of the Act are on record. Is aid covered?",)),
        ("authority to be named", ("Is there a unit?",)),
    )
    assert brief.counts == (
        "1 of 4 elements that ask something of the law is identified. Of all 2 open elements, 1 concerns capacity or practice, "
        "which public sources seldom show in full."
    )
    assert brief.unknown == (
        "2 of 6 elements and measures are open: the sources consulted do not settle them, or nobody looked. What is open is never "
        "counted as missing."
    )


def test_a_point_of_which_nothing_single_is_missing_says_how_it_is_rated() -> None:
    facts = {"a": {"kind": "number", "unit": "u"}}
    criteria = [{"id": "c", "elements": elements("t.a <= 1", "t.a >= 3")}]
    framework = library(facts, criteria)
    results = assess_profile(profile(framework, "facts: {t.a: unknown}"), framework)
    assert (results[0].findings[0].high, results[0].findings[0].gap) == (F(1, 2), True)
    brief = briefing_view(results, country="K").brief
    assert [each.says for each in brief.decisions] == [("Finding: identified at most in part.",)]
    (finding,) = briefing_view(results, country="K").parts[0].chapters[0].points
    assert (finding.mark, finding.rating, finding.recorded, finding.short) == (
        "gap",
        "identified at most in part",
        "",
        "",
    )


# Measures alone


def test_a_framework_of_measures_alone_speaks_of_targets() -> None:
    domains = {
        "d": {
            "title": "D",
            "criteria": [
                {"id": f"m{i}", "title": f"M{i}", "measure": {"fact": "t.staff", "from": 0, "to": to}}
                for i, to in enumerate((40, 90))
            ],
        }
    }
    framework = library(FACTS, domains)
    results = assess_profile(profile(framework, PROFILE.replace("2026-01-31", str(date(2026, 1, 31)))), framework)
    made = briefing_view(results, country="K")
    (part,) = made.parts
    assert (made.brief.measures, part.measures) == (True, True)
    assert part.counts == "1 of 2 measures at their target, 0 open, 1 short of it"
    assert part.matrix[0].figure.reading == "D: 1 at their target, 1 short of it, 0 open, 0 not applicable."
    assert [(f.mark, f.rating) for f in part.chapters[0].findings] == [
        ("yes", "target reached"),
        ("gap", "below the target"),
    ]
    assert [f.id for f in part.chapters[0].identified] == ["m0"]
    assert made.brief.assessed[0].startswith("F, drawn from S: 2 criteria.")
    assert made.brief.unknown.startswith("0 of 2 measures are open:")


def test_shares_and_smallest_changes_are_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from assess.engine import advice
    from assess.formats.data import as_data
    from assess.formats.scorecard import scorecard
    from assess.views.sheets import briefing_book

    result = assessed()
    asked: list[str] = []
    change_of, shares = advice.change_of, advice.criterion_shares

    def change(finding: Any) -> Any:
        asked.append(finding.criterion.id)
        return change_of(finding)

    def share(*parts: Any) -> Any:
        asked.append("shares")
        return shares(*parts)

    monkeypatch.setattr(advice, "change_of", change)
    monkeypatch.setattr(advice, "criterion_shares", share)
    makers: list[Any] = [
        lambda: briefing_view([result], country="K"),
        lambda: briefing_book([result], "K"),
        lambda: as_data(result),
        lambda: scorecard(result, "K"),
    ]
    for make in makers:
        asked.clear()
        make()
        assert asked
        assert len(asked) == len(set(asked))


def test_how_to_read_it_speaks_of_what_there_is() -> None:
    from assess.formats.html import render_html

    framework = library(FACTS, [{"id": "m", "title": "M", "measure": {"fact": "t.staff", "from": 0, "to": 90}}])
    measures = render_html(briefing_view(assess_profile(profile(framework, PROFILE), framework), country="K"))
    how = [
        text.partition("How to read this briefing")[2].partition("</section>")[0]
        for text in (measures, render_html(view()))
    ]
    assert ["A measure reads" in text for text in how] == [True, False]
    assert ["<b>Identified</b>" in text for text in how] == [False, True]


def test_what_a_finding_would_become_has_both_ends() -> None:
    criteria = [{"id": "c", "title": "C", "elements": elements("t.order", "t.unit")}]
    framework = library(FACTS, criteria)
    made = briefing_view(assess_profile(profile(framework, PROFILE), framework), country="K")
    (finding,) = made.parts[0].chapters[0].findings
    assert (finding.rating, finding.would) == ("identified at most in part", "identified at least in part (0.50–1.00)")
    assert made.parts[0].pending == ("C: now identified at most in part; it would become identified at least in part",)
