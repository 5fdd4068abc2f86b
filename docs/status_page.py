"""docs/status.md: counts of the status data beside published totals, with dates, sources and doubts."""

from collections import Counter

from assess.model.base import text_in
from assess.model.status import Instrument, Published, StatusData
from assess.reading.status import load_status

_WORDS = {
    "party": "Party", "bound": "bound as members", "consent_deposited": "consent deposited", "signed": "signed",
    "ratified": "ratification reported without a deposit read", "invited": "invited", "withdrawn": "withdrawn",
    "ceased": "no member any more", "none": "named as outside", "member": "member", "associate": "associate",
    "observer": "observer",
}  # fmt: skip
_MISSING = (
    "## What is missing",
    "",
    "- The Parties to the protocols of SADC on mutual legal assistance and on extradition: no list was found, so that",
    "  nothing is said of any member.",
    "- The conventions of ECOWAS on mutual assistance in criminal matters and on extradition: no list was found, and they",
    "  are not among the instruments.",
    "- UNCAC and UNTOC since 2014, beyond what single rows say.",
    "- The five States that had an invitation to the Budapest Convention in October 2024 and are not named in the",
    "  sources, and those invited to other conventions of the Council of Europe. Of who is on no list of Parties and",
    "  could have been invited, the data say that it is not Party, and nothing on an invitation.",
    "- Every step since the last day read, which the table gives for each instrument.",
)
"""By hand: what was looked for and not found."""


def status() -> str:
    """The page: one row for each instrument, then the sources."""
    data = load_status()
    lines = [
        "# Status of treaties and memberships",
        "",
        "Generated from `frameworks/status/`. A row records what was read in a source, or what follows from one (derived). On a",
        "closed list, a State without a row was not a Party or member on that day; on other lists, a missing row says nothing.",
        "[formats.md](formats.md) describes the files. `assess countries` prints them, `assess new` answers facts from them.",
        "",
        "| Instrument | Rows | Derived | Published totals | Last day covered | Closed as of | Sources | Doubts |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, head in data.instruments.items():
        lines.append(f"| {' | '.join(_cells(data, name, head))} |")
    total = sum(len(rows) for rows in data.rows.values())
    derived = sum(1 for rows in data.rows.values() for row in rows.values() if "status" in row.derived)
    lines += [
        "",
        f"{total:,} rows, of which {derived:,} are derived; {len(data.sources)} sources.",
        "",
        "## Who may join",
        "",
    ]
    for head in data.instruments.values():
        if head.joining:
            lines.append(
                f"- **{text_in(head.short or head.title)}**: {' '.join(text_in(rule.says) for rule in head.joining)}"
            )
    lines += ["", *_MISSING]
    lines += ["", "## Sources", "", "| Id | Source | Publisher | Speaks of | Note |", "|---|---|---|---|---|"]
    for name, source in sorted(data.sources.items()):
        title = text_in(source.title).replace("|", "/")
        linked = f"[{title}]({source.url})" if source.url else title
        about = [name, linked, text_in(source.publisher), str(source.date or ""), text_in(source.note)]
        lines.append(f"| {' | '.join(about)} |")
    return "\n".join(lines) + "\n"


def _cells(data: StatusData, name: str, head: Instrument) -> list[str]:
    rows = data.rows[name].values()
    counts = Counter(row.status for row in rows)
    said = ", ".join(f"{counts[status]} {word}" for status, word in _WORDS.items() if counts[status])
    derived = sum(1 for row in rows if "status" in row.derived)
    closed = " but ".join([str(head.closed), *filter(None, [", ".join(head.closed_but)])]) if head.closed else "no"
    published = "; ".join(map(_published, head.published)) or "none found"
    return [
        f"{text_in(head.title)} (`{name}`)", said, str(derived or ""), published, str(head.read), closed, ", ".join(head.sources),
        text_in(head.doubts),
    ]  # fmt: skip


def _published(total: Published) -> str:
    parts = [(total.parties, "in"), (total.signed, "signed only"), (total.invited, "invited")]
    said = ", ".join(f"{count} {word}" for count, word in parts if count is not None)
    return f"{said} ({total.day})"
