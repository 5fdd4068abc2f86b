"""One small world with something of everything that a view prints: nested domains, levels, a cap, a treaty, a bill, a measure."""

from typing import Any

from assess.api import assess_profile
from assess.model.results import Assessment
from assess.reading.library import Library
from tests.build import elements, library, profile

FACTS: dict[str, Any] = {
    "access": {
        "kind": "provision",
        "title": "Illegal access",
        "question": "Is access an offence?",
        "features": {
            "tools": {"type": "flag", "question": "Are tools covered?"},
            "aid": {"type": "flag", "question": "Is aid covered?"},
        },
        "reform": {"do": "Make access an offence", "effort": 2, "vehicle": "act", "owner": "ministry of justice"},
    },
    "order": {
        "kind": "provision",
        "title": "Production order",
        "question": "Can data be ordered?",
        "reform": {"do": "Provide for orders", "effort": 4, "needs": ["t.access"]},
    },
    "unit": {
        "kind": "capability",
        "title": "Police unit",
        "question": "Is there a unit?",
        "authority": True,
        "evidence": "An order.",
    },
    "staff": {"kind": "number", "title": "Staff trained", "unit": "persons", "question": "How many are trained?"},
    "treaty": {"kind": "treaty", "title": "A convention"},
}

DOMAINS: dict[str, dict[str, Any]] = {
    # the parent's children stand apart in the files
    "crimes": {
        "title": "Crimes",
        "intro": "What the law forbids.",
        "parent": "law",
        "criteria": [
            {
                "id": "c1",
                "title": "Access",
                "article": "2",
                "question": "Is it there?",
                "weight": 3,
                "verified": "text",
                "cites": [{"instrument": "conv", "article": "2"}, {"instrument": "conv", "article": "11"}],
                "elements": [
                    {"id": "e0", "says": "Access is an offence.", "holds": "t.access", "essential": True, "weight": 2},
                    {"id": "e1", "says": "Tools are covered", "holds": "t.access.tools"},
                    {"id": "e2", "says": "Aid is covered", "holds": "t.access.aid"},
                    {"id": "e3", "says": "Orders exist", "holds": "t.order", "option": True},
                ],
            },
            {"id": "c2", "title": "Soft", "question": "May it?", "obligation": "may", "elements": elements("t.access")},
        ],
    },
    "practice": {
        "title": "At work",
        "criteria": [
            {
                "id": "c3",
                "title": "Unit",
                "axis": "capacity",
                "question": "Is it there?",
                "verified": "text",
                "elements": elements("t.unit"),
            },
            {
                "id": "c4",
                "title": "Training",
                "axis": "capacity",
                "question": "How many?",
                "verified": "secondary",
                "measure": {"fact": "t.staff", "from": 0, "to": 200, "target": 100},
            },
        ],
    },
    "law": {"title": "Law", "weight": 2},
    "powers": {
        "title": "Powers",
        "parent": "law",
        "weight": 2,
        "criteria": [
            {
                "id": "c5",
                "title": "Orders",
                "article": "18",
                "question": "Are there orders?",
                "verified": "text",
                "elements": elements("t.order"),
            },
        ],
    },
}

HEAD: dict[str, Any] = {
    "title": "A framework",
    "short": "Frame",
    "version": "2",
    "treaty": "t.treaty",
    "nature": "treaty",
    "source": {"title": "The convention", "short": "Conv", "citation": "CETS 1"},
    "instruments": {"conv": {"title": "The convention", "short": "Conv"}},
    "method": {
        "levels": [{"word": "few", "from": 0}, {"word": "half", "from": 0.5}, {"word": "most", "from": 0.75}],
        "gates": [
            {"id": "g", "domain": "powers", "axis": "law", "cap": 0.4, "unless": "t.order", "says": "No order at all."}
        ],
    },
}

PROFILE = """
schema: profile/v1
country: KEN
as_of: 2026-01-31
review: peer
note: A note.
sources:
  s: {kind: act, title: An act, short: Act, unit: s., grade: A, read: full, date: 2010-02-03, retrieved: 2025-11-30,
    publisher: The printer}
  p: {kind: press, title: Éditorial, handling: official, note: Read once}
  q: {kind: press, title: Page, url: https://example.org/q}
provisions:
  s.1: {status: in_force}
  s.2: {status: in_force}
  s.8: {status: bill, from: 2025-05-06}
facts:
  t.access: {by: {of: [s.1, s.2], features: {tools: false}, reading: A wide text.}, note: Seen in court.}
  t.order: {by: s.8}
  t.unit: unknown
  t.staff: {value: 45, period: 2025, cite: [q]}
  t.treaty: {status: signed, from: 2024-05-06, cite: [p]}
"""


def made(**changes: Any) -> Library:
    return library(FACTS, DOMAINS, **{**HEAD, **changes})


def assessed(text: str = PROFILE, **changes: Any) -> Assessment:
    """The one assessment."""
    framework = made(**changes)
    (result,) = assess_profile(profile(framework, text), framework)
    return result
