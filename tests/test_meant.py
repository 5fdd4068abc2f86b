"""Suggestions what to write instead of words with a legal meaning, numbers and countries."""

from itertools import permutations
from pathlib import Path
from typing import Any, get_args

import pytest

from assess.model.catalogue import CAPABILITY_STATUSES, TREATY_STATUSES, Route
from assess.model.profile import ProvisionStatus, SourceKind
from assess.problems import did_you_mean
from assess.reading import meant as module
from assess.reading.library import load_library
from assess.reading.meant import country_meant, day_meant, meant, one_slip, truth_meant
from assess.reading.profiles import read_profile
from assess.reading.yamlfile import parse_yaml
from assess.words.countries import country_codes

HEAD = "schema: profile/v1\ncountry: KEN\nas_of: 2026-10-31\n"
SOURCES = "sources: {t: {kind: treaty, title: T}, a: {kind: act, title: A, unit: s.}, s: {kind: statistic, title: S}}\n"
CASES = Path(__file__).parents[2] / "shared/cases"
LIBRARY = load_library()
PROVISION_STATUSES: tuple[str, ...] = ProvisionStatus.__args__
SOURCE_KINDS: tuple[str, ...] = SourceKind.__args__
PARTY = (
    "write party if the treaty is in force for the State, or consent_deposited if the instrument is deposited but the treaty is "
    "not yet in force for it"
)


def faults(text: str) -> list[str]:
    problems = read_profile(parse_yaml((HEAD + text).encode(), "x"), LIBRARY.catalogue)[1]
    return [str(fault).removeprefix("x:") for fault in sorted(problems)]


def hint(text: str) -> str:
    (fault,) = faults(text)
    return fault.partition("\n    ")[2]


def near(name: str) -> Path:
    path = CASES / name / "profile.yaml"
    if not path.exists():
        pytest.skip("the case is not here")
    return path


# Words with a legal meaning


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("denounced", "write withdrawn"), ("Denounced", "write withdrawn"), ("withdrew", "write withdrawn"),
        ("ratified", PARTY), ("acceded", PARTY), ("accession", PARTY),
        ("succession", PARTY), ("in force", PARTY), ("state-party", PARTY),
        ("signatory", "write signed"), ("invitation", "write invited"), ("deposited", "write consent_deposited"),
        ("prty", "did you mean party?"), ("Party", "did you mean party?"), ("consent deposited", "did you mean consent_deposited?"),
        ("nonsense", ""), ("unsigned", module._NOT_PARTY),
        ("partly", "write party, and list the reservations if some paragraphs do not apply"),
    ],
)  # fmt: skip
def test_statuses_of_treaties(written: str, instead: str) -> None:
    assert hint(f"{SOURCES}facts: {{treaties.budapest: {{status: {written}, cite: [t]}}}}\n") == instead


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("active", "write operational"), ("established", module._AT_WORK), ("pilot", "write partial"),
        ("proposed", "write planned"),
        ("operatonal", "did you mean operational?"), ("planed", "did you mean planned?"),
        ("absent", "write none, with what was searched; unknown where the sources do not settle it"),
        ("abolished", "write the last status, with `until`: the first day on which it no longer held"),
    ],
)  # fmt: skip
def test_statuses_of_capabilities(written: str, instead: str) -> None:
    assert hint(f"{SOURCES}facts: {{cooperation.contact_24_7: {{status: {written}, cite: [t]}}}}\n") == instead


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("repeal", "write repealed"), ("revoked", "write repealed"), ("not yet in force", "write adopted"),
        ("enacted", module._IN_LAW), ("enforced", "write in_force"),
        ("draft", "write bill"), ("unconstitutional", "write struck_down"), ("lapsed", "write expired"),
        ("inforce", "did you mean in_force?"),
        ("amended", "write in_force, for the text as amended, with the day of the amendment under `from`"),
        ("partially in force", "write partly_in_force"), ("stayed", "write suspended"), ("commenced", "write in_force"),
    ],
)  # fmt: skip
def test_statuses_of_provisions(written: str, instead: str) -> None:
    assert hint(f"{SOURCES}provisions: {{a.1: {{status: {written}}}}}\n") == instead


@pytest.mark.parametrize(
    ("kind", "instead"),
    [("statute", "write act"), ("decree", "write regulation"), ("judgment", "write decision"), ("website", "write official_page"),
     ("convention", "write treaty"), ("trety", "did you mean treaty?"), ("thing", "")],
)  # fmt: skip
def test_kinds_of_sources(kind: str, instead: str) -> None:
    assert hint(f"sources: {{a: {{kind: {kind}, title: T}}}}\n") == instead


SETS = [
    TREATY_STATUSES,
    CAPABILITY_STATUSES,
    PROVISION_STATUSES,
    SOURCE_KINDS,
    get_args(Route),
    ("shall", "endeavour", "consider", "may"),
]


@pytest.mark.parametrize("words", SETS, ids=lambda words: str(words[0]))
def test_no_word_is_suggested_for_one_of_another_meaning(words: tuple[str, ...]) -> None:
    every = {word for each in SETS for word in each}
    for word in every - set(words):
        assert not meant(word, words).startswith("did you mean"), word
    for one, other in permutations(words, 2):
        assert not one_slip(one, other)


def test_the_tables_lead_to_words_that_there_are() -> None:
    known = {word for each in SETS for word in each} | {"unknown", "until", "write", "the"}
    for mark, table in module._TABLES:
        (words,) = [each for each in SETS if mark in each]
        written = [each for others in table.values() for each in others.split()]
        assert len(written) == len(set(written)), mark
        assert not set(written) & set(words), mark  # a word that is right needs no other
        for instead in table:
            assert instead.removeprefix("write ").replace(",", "").replace(":", "").split()[0] in known


@pytest.mark.parametrize(
    ("written", "word", "same"),
    [("desk", "desk", True), ("dsk", "desk", True), ("deesk", "desk", True), ("dask", "desk", True), ("dsek", "desk", True),
     ("dks", "desk", False), ("ksed", "desk", False), ("", "desk", False), ("peers", "desk", False),
     ("ma", "may", True), ("n", "no", False)],
)  # fmt: skip
def test_one_slip_of_the_pen(written: str, word: str, same: bool) -> None:
    assert one_slip(written, word) is same


def test_another_section_is_no_slip_of_the_pen() -> None:
    text = SOURCES + "provisions: {a.14: {status: in_force}, 'a.15(2)': {status: in_force}}\n"
    assert (
        hint(text + "facts: {offences.illegal_access: {by: a.15}}\n") == 'add "a.15" with its status under provisions'
    )
    both = 'add "a.144" with its status under provisions; or did you mean a.14?'
    assert hint(text + "facts: {offences.illegal_access: {by: a.144}}\n") == both
    assert hint(text + "facts: {offences.illegal_access: {by: a.15.2}}\n") == "did you mean a.15(2)?"


def test_another_number_is_no_slip_of_the_pen() -> None:
    names = ["treaties.budapest_protocol_1", "treaties.budapest_protocol_2", "art16", "act_2018", "illegal_access"]
    assert did_you_mean("treaties.budapest_protocol_3", names) == ""
    assert did_you_mean("treaties.budapest_protocl_2", names) == "did you mean treaties.budapest_protocol_2?"
    assert did_you_mean("art61", names) == did_you_mean("art17", names) == did_you_mean("act_2019", names) == ""
    assert did_you_mean("ilegal_access", names) == "did you mean illegal_access?"
    assert did_you_mean("act_2019", names, any_digits=True) == "did you mean act_2018?"


# Values


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("-5", "expected a number of at least 0, found -5\n    correct it, or write unknown where the sources do not settle it"),
        ("'12,5'", 'expected a number (days), found "12,5"\n    write 12.5'),
        ("12 days", 'expected a number (days), found "12 days"\n    write 12, without the unit'),
        ("'12,5 days'", 'expected a number (days), found "12,5 days"\n    write 12.5'),
        ("80%", 'expected a number (days), found "80%"\n    write 80, without the sign'),
        ("'45'", 'expected a number (days), found "45"\n    write 45, without quotes'),
        ("'1,000'", 'expected a number (days), found "1,000"\n    write 1000, or 1.000 if the comma is a decimal point'),
        ("1 000", 'expected a number (days), found "1 000"\n    write 1000'),
        ("1_000", 'expected a number (days), found "1_000"\n    write 1000'),
        ("1_000_000", 'expected a number (days), found "1_000_000"\n    write 1000000'),
        ("'1.200,5'", 'expected a number (days), found "1.200,5"\n    write 1200.5'),
        ("'1,200.5 days'", 'expected a number (days), found "1,200.5 days"\n    write 1200.5'),
        ("'1.200.300,25'", 'expected a number (days), found "1.200.300,25"\n    write 1200300.25'),
        ("５", 'expected a number (days), found "５"\n    write 5'),
        ("١٢", 'expected a number (days), found "١٢"\n    write 12'),
        ("12:30", 'expected a number (days), found "12:30"\n    write unknown where the sources do not settle it'),
        ("12_30", 'expected a number (days), found "12_30"\n    write unknown where the sources do not settle it'),
        ("12*", 'expected a number (days), found "12*"\n    write unknown where the sources do not settle it'),
        ("'1.200,5,5'", 'expected a number (days), found "1.200,5,5"\n    write unknown where the sources do not settle it'),
        ("10-20", 'expected a number (days), found "10-20"\n    write unknown where the sources do not settle it'),
        ("2025-01-01", 'expected a number (days), found "2025-01-01"\n    write unknown where the sources do not settle it'),
        ("many", 'expected a number (days), found "many"\n    write unknown where the sources do not settle it'),
        ("true", "expected a number (days), found true\n    write unknown where the sources do not settle it"),
    ],
)  # fmt: skip
def test_numbers(value: str, said: str) -> None:
    (fault,) = faults(f"{SOURCES}facts: {{statistics.mla_median_days: {{value: {value}, cite: [s]}}}}\n")
    assert fault.partition(".value: ")[2] == said


def test_a_comma_in_a_mapping_of_one_line() -> None:
    (fault,) = faults(f"{SOURCES}facts: {{statistics.mla_median_days: {{value: 12,5, cite: [s]}}}}\n")
    assert fault.endswith(
        "unknown-key: facts.statistics.mla_median_days: 5 is not a known key\n"
        "    within { } a comma ends a value: write decimals with a point, and thousands without a sign"
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("80%", "write 0.8"), ("'62,5 %'", "write 0.625"), ("7 per cent", "write 0.07"), ("80", "write 0.8 if 80 % is meant"),
        ("101", "correct it, or write unknown where the sources do not settle it"), ("'0,8'", "write 0.8"),
    ],
)  # fmt: skip
def test_shares(value: str, said: str) -> None:
    from assess.model.catalogue import Fact
    from assess.reading.checking import Report, check_value

    report = Report(parse_yaml(f"v: {value}".encode(), "x"))
    check_value(
        report,
        ("v",),
        Fact(kind="number", title="T", question="Q", unit="share", min=0, max=1),
        "number",
        report.document.data["v"],
    )
    assert [fault.hint for fault in report.problems] == [said]
    assert "from 0 to 1" in report.problems[0].message or "(share)" in report.problems[0].message


@pytest.mark.parametrize(
    ("value", "instead"),
    [
        ("yes", "write true"),
        ("NO", "write false"),
        ("maybe", "write unknown where the sources do not settle it"),
    ],
)
def test_flags(value: str, instead: str) -> None:
    text = f"{SOURCES}provisions: {{a.1: {{status: in_force}}}}\nfacts:\n  offences.illegal_access: {{by: a.1, "
    assert hint(f"{text}features: {{intent: {value}}}}}\n") == instead


# Dates


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("30.10.2020", "write 2020-10-30"), ("3.4.2020", "write 2020-04-03"), ("30/10/2020", "write 2020-10-30"),
        ("10/30/2020", "write 2020-10-30"), ("3/3/2020", "write 2020-03-03"), ("3/4/2020", ""), ("30-10-2020", "write 2020-10-30"),
        ("2020/10/30", "write 2020-10-30"), ("2020-1-5", "write 2020-01-05"), ("20201030", "write 2020-10-30"),
        ("2020-10-30T00:00:00Z", "write 2020-10-30"), ("30 October 2020", "write 2020-10-30"), ("October 2020", "write 2020-10"),
        ("31.2.2020", ""), ("2020-13-01", ""), ("10/2020", "write 2020-10"), ("2020-6", "write 2020-06"),
        ("13/2020", ""), ("soon", ""), ("0000-01-01", ""), ("9" * 5_000, ""),
        ("30 Brumaire 2020", ""),
    ],
)  # fmt: skip
def test_dates(written: str, instead: str) -> None:
    assert day_meant(written, partly=True) == instead
    assert day_meant(written, partly=False) == (instead if len(instead) != len("write 2020-10") else "")


def test_a_date_written_in_another_way() -> None:
    assert hint("sources: {a: {kind: act, title: T, date: October 2020}}\n") == "write 2020-10"
    assert hint("agreements: [{with: UGA, kind: mla, title: T, in_force: 30.10.2020}]\n") == "write 2020-10-30"


# Countries


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("TZN", "did you mean TZA (Tanzania)?"), ("KE", "did you mean KEN (Kenya)?"), ("KNE", "did you mean KEN (Kenya)?"),
        ("ken", "did you mean KEN (Kenya)?"), ("Kenya", "did you mean KEN (Kenya)?"), ("Keny", "did you mean KEN (Kenya)?"),
        ("UK", "did you mean GBR (United Kingdom)?"), ("GER", "did you mean DEU (Germany)?"), ("XQJ", ""), ("QQ", ""),
        ("", ""), ("n" * 5_000, ""),
    ],
)  # fmt: skip
def test_countries(written: str, instead: str) -> None:
    assert country_meant(written, country_codes()) == instead


@pytest.mark.parametrize("code", sorted(set(module._CODES.values())))
def test_codes_of_other_lists_lead_to_countries(code: str) -> None:
    assert code in country_codes()


def test_no_code_of_another_list_is_a_country() -> None:
    assert not set(module._CODES) & set(country_codes())


@pytest.mark.parametrize(("other", "codes"), [("UGA", []), ("EU", []), ("TZN", ["unknown-country"]), ("KE", ["unknown-country"]),
                                              ("eu", ["unknown-country"]), ("Europol", ["unknown-country"])])  # fmt: skip
def test_the_other_side_of_an_agreement(other: str, codes: list[str]) -> None:
    found = faults(f"agreements: [{{with: {other}, kind: mla, title: T}}]\n")
    assert [fault.split(": ")[1] for fault in found] == codes


# The cases


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("denounced-did-you-mean-none", ["write withdrawn"]),
        ("partner-code-unknown", ["did you mean TZA (Tanzania)?", "did you mean KEN (Kenya)?"]),
        ("source-id-with-dot", ["leave out dots and spaces; in citations, they end the name"] * 2),
        ("message-0-to-most", ["correct it, or write unknown where the sources do not settle it"]),
    ],
)  # fmt: skip
def test_the_cases_say_what_to_write_instead(name: str, expected: list[str]) -> None:
    problems = read_profile(parse_yaml(near(name).read_bytes(), "x"), LIBRARY.catalogue)[1]
    assert [fault.hint for fault in sorted(problems)] == expected


def test_a_name_that_no_citation_can_use_is_reported_where_it_is_declared() -> None:
    text = (
        "sources:\n  C.P.: {kind: act, title: T, unit: s.}\n  C: {kind: act, title: T, unit: s.}\n"
        "provisions: {C.P..14: {status: in_force}, C.14: {status: in_force}}\n"
        "facts:\n  offences.illegal_access: {by: C.P..14}\n  cooperation.contact_24_7: {status: operational, cite: [C.P. s. 1]}\n"
    )
    assert [fault.partition(" is not")[0] for fault in faults(text)] == ['5:3: bad-source-name: sources: "C.P."']


def test_values_that_are_no_words_have_no_meaning() -> None:
    things: list[Any] = [None, 5, 5.5, [], {}, ["party"]]
    assert [meant(thing, TREATY_STATUSES) for thing in things] == [""] * len(things)


@pytest.mark.parametrize(
    ("written", "hint"),
    [("yes", "write true"), ("yess", "write true"), ("True ", "write true"), ("ture", "write true"), ("flase", "write false"),
     ("no", "write false"), ("maybe", ""), ("t", "")],
)  # fmt: skip
def test_words_for_true_and_false(written: str, hint: str) -> None:
    assert truth_meant(written) == hint
