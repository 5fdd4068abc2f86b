"""The draw of `docs/audit.md` is the same for everybody."""

from assess import load_library
from docs.draw import criteria, drawn


def test_a_seed_draws_the_same_ones_whatever_their_order() -> None:
    names = [f"budapest art{number}" for number in range(50)]
    assert (
        drawn(names, "a", 3) == drawn(reversed(names), "a", 3) == ["budapest art15", "budapest art6", "budapest art19"]
    )
    assert drawn(names, "b", 50) != drawn(names, "a", 50)


def test_what_is_new_does_not_change_the_order_of_the_rest() -> None:
    names = [f"budapest art{number}" for number in range(50)]
    assert [each for each in drawn([*names, "malabo art24"], "a", 51) if each in names] == drawn(names, "a", 50)


def test_drafts_are_not_drawn() -> None:
    library = load_library(["malabo"])
    names = list(criteria(library.frameworks))
    assert "malabo art24" in names
    assert "malabo art25_authorities" not in names
