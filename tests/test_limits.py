"""Limits by kind of text and list: exceeding one is reported with its place, and all are in the documentation."""

from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from assess.model import base, brand, catalogue, framework, profile
from assess.model.base import LONGEST, MOST
from assess.reading.library import load_library
from assess.reading.profiles import read_profile
from assess.reading.yamlfile import parse_yaml

HEAD = "schema: profile/v1\ncountry: KEN\nas_of: 2026-10-31\n"
LIBRARY = load_library()
DOCS = (Path(__file__).parent.parent / "docs/formats.md").read_text(encoding="utf-8")


def faults(text: str) -> list[str]:
    problems = read_profile(parse_yaml((HEAD + text).encode(), "x"), LIBRARY.catalogue)[1]
    return [str(fault).removeprefix("x:").partition("\n")[0] for fault in sorted(problems)]


A = "sources: {a: {kind: act, title: A, unit: s.}}\n"
TEXTS = [
    ("title", "sources: {a: {kind: act, title: #}}\n", "4:33", "sources.a.title"),
    ("title", "sources: {a: {kind: act, title: {fr: #}}}\n", "4:38", "sources.a.title.fr"),
    ("title", "sources: {a: {kind: act, title: T, publisher: #}}\n", "4:47", "sources.a.publisher"),
    ("unit", "sources: {a: {kind: act, title: T, unit: #}}\n", "4:42", "sources.a.unit"),
    ("source", "sources: {#: {kind: act, title: T}}\n", "4:11", "sources"),
    ("text", "note: #\n", "4:7", "note"),
    ("text", "comments: {received: [{text: #}]}\n", "4:30", "comments.received[0].text"),
    ("cite", A + "provisions: {a.1: {status: in_force, cite: [#]}}\n", "5:45", "provisions.a.1[0].cite[0]"),
    ("cite", A + "provisions: {a.1: {status: in_force, cite: #}}\n", "5:44", "provisions.a.1.cite"),
    ("pin", "facts: {treaties.budapest: {status: unknown, reservations: [{paragraph: #}]}}\n", "4:73",
     "facts.treaties.budapest.reservations[0].paragraph"),
    ("word", "facts: {statistics.mla_median_days: {status: unknown, period: #}}\n", "4:63",
     "facts.statistics.mla_median_days.period"),
    ("word", "language: #\n", "4:11", "language"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "place", "where"), TEXTS)
def test_a_text_is_no_longer_than_its_kind_may_be(kind: str, text: str, place: str, where: str) -> None:
    limit = LONGEST[kind]
    assert [fault for fault in faults(text.replace("#", "n" * limit)) if "text-too-long" in fault] == []
    named = [fault for fault in faults(text.replace("#", "n" * (limit + 1))) if "text-too-long" in fault]
    where = where.replace("provisions.a.1[0]", "provisions.a.1")
    assert named == [
        f"{place}: text-too-long: {where}: the text has {limit + 1:,} characters; at most {limit:,} are allowed"
    ]


def test_an_address_has_a_limit_and_a_form() -> None:
    text = "sources: {{a: {{kind: act, title: T, url: 'https://x.org/{}'}}}}\n"
    assert faults(text.format("n" * (LONGEST["url"] - 14))) == []
    assert [fault.split(": ")[1] for fault in faults(text.format("n" * (LONGEST["url"] - 13)))] == ["text-too-long"]
    assert [fault.split(": ")[1] for fault in faults(text.format(" "))] == ["bad-url"]


def of(kind: str, one: str, more: int = 1) -> str:
    return ", ".join(one.replace("##", f"{i:02}").replace("#", str(i)) for i in range(MOST[kind] + more))


LISTS = [
    ("sources", "sources: {@}\n", "s#: {kind: act, title: T}", "sources"),
    ("provisions", A + "provisions: {@}\n", "a.#: {status: bill}", "provisions"),
    ("agreements", "agreements: [@]\n", "{with: UGA, kind: mla, title: T}", "agreements"),
    ("comments", "comments: {received: [@]}\n", "{text: T}", "comments.received"),
    ("entries", A + "provisions: {a.1: [@]}\n", "{status: in_force, from: 19##-01-01, until: 19##-01-02}", "provisions.a.1"),
    ("cites", A + "provisions: {a.1: {status: in_force, cite: [@]}}\n", "a s. #", "provisions.a.1.cite"),
    ("bases", "facts: {offences.illegal_access: {by: [@]}}\n", "a.1", "facts.offences.illegal_access.by"),
    ("read_together", "facts: {offences.illegal_access: {by: [{of: [@]}]}}\n", "a.1", "facts.offences.illegal_access.by[0].of"),
    ("features", "facts: {offences.illegal_access: {by: a.1, features: {@}}}\n", "f#: true",
     "facts.offences.illegal_access.features"),
    ("reservations", "facts: {treaties.budapest: {status: unknown, declarations: [@]}}\n", "{paragraph: '#'}",
     "facts.treaties.budapest.declarations"),
    ("languages", "name: {@}\n", "a#: N", "name"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "one", "where"), LISTS)
def test_a_list_has_no_more_entries_than_its_kind_may(kind: str, text: str, one: str, where: str) -> None:
    limit = f"{MOST[kind]:,}"
    few, many = faults(text.replace("@", of(kind, one, 0))), faults(text.replace("@", of(kind, one)))
    assert [fault for fault in few if "too-many-entries" in fault] == []
    assert [fault.split(": ", 1)[1] for fault in many if "too-many-entries" in fault] == (
        [f"too-many-entries: {where}: there are more than {limit} entries"] if kind != "languages" else []
    )  # keys that are no languages are named instead


def test_an_answer_stands_on_no_more_provisions_than_can_be_printed() -> None:
    text = A + "provisions: {a.1: {status: in_force}}\nfacts:\n  offences.illegal_access:\n    by: [@]\n"
    full = "{of: [" + ", ".join(["a.1"] * MOST["read_together"]) + "]}"
    assert faults(text.replace("@", f"{full}, {full}")) == []
    assert faults(text.replace("@", f"{full}, {full}, a.1")) == [
        "8:9: too-many-entries: facts.offences.illegal_access.by: there are more than 100 entries"
    ]


def test_a_title_of_megabytes_that_is_cited_everywhere_is_refused() -> None:
    text = f"sources: {{a: {{kind: official_page, title: {'T' * 1_800_000}}}}}\nfacts:\n"
    text += "".join(f"  {name}: {{status: none, searched: [a]}}\n" for name in list(LIBRARY.catalogue.facts)[:300])
    assert [fault.partition(";")[0] for fault in faults(text)] == [
        "4:43: text-too-long: sources.a.title: the text has 1,800,000 characters"
    ]


# Nothing without a limit, and nothing that the documentation does not say


def unlimited(hint: Any, limited: bool = False) -> list[str]:
    """The parts of a field's type without a limit: texts, lists and mappings."""
    if hasattr(hint, "__metadata__"):
        limits = [each for each in hint.__metadata__ if isinstance(each, base.Constraint)]
        limited = limited or any("max_length" in each.constraints for each in limits)
        if any(
            not isinstance(each, base.Constraint) for each in hint.__metadata__
        ):  # dates and conditions read themselves
            return []
        return unlimited(hint.__origin__, limited)
    found = ["text"] if hint is str and not limited else []
    if get_origin(hint) in (dict, tuple):
        found += [] if limited else [str(get_origin(hint))]
        return found + [each for part in get_args(hint) if part is not ... for each in unlimited(part)]
    if get_origin(hint) is None or str(get_origin(hint)) == "typing.Literal":
        return found
    return found + [each for part in get_args(hint) for each in unlimited(part, limited)]


RECORDS = [
    each for module in (brand, catalogue, framework, profile) for each in vars(module).values()
    if hasattr(each, "__pydantic_config__") and each.__module__ == module.__name__
]  # fmt: skip


@pytest.mark.parametrize("record", RECORDS, ids=lambda each: str(each.__name__))
def test_every_text_and_list_of_a_file_has_a_limit(record: Any) -> None:
    hints = get_type_hints(record, include_extras=True)
    assert {name: unlimited(hint) for name, hint in hints.items() if unlimited(hint)} == {}


@pytest.mark.parametrize(("kind", "limit"), [*LONGEST.items(), *MOST.items()])
def test_the_documentation_has_every_limit(kind: str, limit: int) -> None:
    assert f"\n| {kind.replace('_', ' ')} | {limit:,} | " in DOCS
