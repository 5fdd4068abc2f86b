"""A criterion is marked as read in the text (`verified: text`) only where every place that it cites was read."""

from collections.abc import Iterator

from assess import load_library

READ: dict[str, tuple[str, ...] | None] = {
    "budapest": None,  # the whole text
    "budapest_protocol_1": None,
    "source_document": None,
    "un_convention": tuple(str(article) for article in range(1, 16)),  # in Arabic
    "malabo": ("24", "25", "26", "27", "28(1)", "29(1)", "29(2)", "29(3)", "31(3)(d)", "31(3)(e)"),
    "eu_nis2": ("1", "7", "8", "9", "10", "11(1)"),
    "eu_attacks_directive": ("3", "4", "5", "6", "7", "9(1)", "9(2)", "9(3)", "9(4)", "12", "13(1)"),
}
"""What was read of each instrument that `cooperation` cites."""


def was_read(instrument: str, place: str) -> bool:
    read = READ.get(instrument, ())
    first, _, last = place.partition("-")
    places = [str(article) for article in range(int(first), int(last) + 1)] if last.isdigit() else [place]
    return read is None or all(any(each == one or each.startswith(f"{one}(") for one in read) for each in places)


def test_places_are_found_in_what_was_read() -> None:
    assert was_read("budapest", "29(4)") and was_read("un_convention", "7") and was_read("eu_attacks_directive", "4-5")
    assert was_read("eu_attacks_directive", "9(4)") and not was_read("eu_attacks_directive", "9")
    assert not was_read("un_convention", "16") and not was_read("un_55_63", "1(d)") and not was_read("malabo", "28")


def unread() -> Iterator[str]:
    for name, (_, criterion) in load_library(["cooperation"]).frameworks[0].criteria.items():
        for cite in criterion.cites:
            if criterion.verified == "text" and not was_read(cite.instrument, cite.article or ""):
                yield f"{name}: {cite.instrument} {cite.article}"


def test_what_was_not_read_is_not_marked_as_read() -> None:
    assert list(unread()) == []
