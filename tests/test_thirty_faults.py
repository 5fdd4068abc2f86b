"""A profile of 90 KB with thirty faults gives all thirty in one run, each with the right line and column."""

from pathlib import Path

from assess.reading.library import load_library
from assess.run.validate import validate

KEN = Path(__file__).parent.parent / "examples/profiles/ken.yaml"
S = "page"
FAULTS = [  # (lines of YAML under `facts:`, fault code, the text it points at)
    ("offences.nothing_{i}: unknown", "unknown-fact", "offences.nothing_{i}"),
    ("treaties.malabo: {status: prty, cite: [page]}", "unknown-word", "prty"),
    ("treaties.untoc: {status: party, cite: [pagee]}", "unknown-source", "pagee"),
    ("treaties.uncac: {status: party}", "uncited", "{status"),
    ("offences.illegal_access: {by: page.9{i}}", "undeclared-provision", "page.9"),
    ("offences.computer_forgery: {status: none}", "unsearched", "{status"),
    ("offences.computer_fraud: {by: page.1, route: general}", "missing-reading", "page.1"),
    ("offences.data_interference: {by: page.1, features: {damagin: true}}", "unknown-feature", "damagin"),
    ("offences.system_interference: {by: page.1, features: {intent: yes}}", "wrong-value", "yes"),
    ("institutions.cybercrime_unit: {cite: [page]}", "wrong-answer", "{cite"),
    ("institutions.national_csirt: {status: operational, cite: [page], form: 2020-01-01}", "unknown-key", "form"),
    ("institutions.coordination_body: {status: operational, cite: [page], confidence: hgh}", "unknown-word", "hgh"),
    ("statistics.mla_median_days: {value: many, cite: [page]}", "wrong-value", "many"),
    ("powers.production_order: {by: page.1, from: 30.10.2020}", "bad-date", "30.10.2020"),
    ("powers.search_seizure_data: {status: not_applicable, reason: x}", "not-applicable-refused", "not_applicable"),
]
HEAD = """schema: profile/v1
country: KEN
as_of: 2026-10-31
sources:
  page: {kind: official_page, title: A page, unit: s.}
provisions:
  page.1: {status: in_force}
"""


def test_all_thirty(tmp_path: Path) -> None:
    lines = HEAD.splitlines()
    expected = set()
    for i in range(15):  # faults among provisions
        wrong = [f"  pag{i}.2: {{status: in_force}}", f"  page.{i + 2}: {{status: inforce}}"][i % 2]
        column = 3 if i % 2 == 0 else wrong.index("inforce") + 1
        lines.append(wrong)
        expected.add((len(lines), column, ["unknown-source", "unknown-word"][i % 2]))
        lines += [f"  page.filler{i}_{j}: {{status: in_force, note: {'a remark ' * 6}}}" for j in range(38)]
    lines.append("facts:")
    for i, (text, code, target) in enumerate(FAULTS):
        line = "  " + text.replace("{i}", str(i))
        lines.append(line)
        expected.add((len(lines), line.index(target.replace("{i}", str(i))) + 1, code))
        lines += [f"  # {'filler ' * 12}" for _ in range(20)]
    raw = "\n".join(lines) + "\n"
    assert 80_000 < len(raw) < 110_000
    bad = tmp_path / "bad.yaml"
    bad.write_text(raw, encoding="utf-8")
    found = {(p.place.line, p.place.column, p.code) for p in validate([bad], load_library())}
    assert found == expected
    assert len(found) == 30
