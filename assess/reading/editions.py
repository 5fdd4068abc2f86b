"""Answers of a profile on facts of frameworks that are not in use, such as another edition of a published index."""

from collections.abc import Mapping
from typing import Any

from assess.model.catalogue import Fact
from assess.model.profile import Profile
from assess.reading.checking import sequence


def is_passed_over(name: Any, editions: Any, facts: Mapping[str, Fact]) -> bool:
    """Whether a fact belongs to an edition that the profile names and no framework in use declares."""
    topic = name.partition(".")[0] if isinstance(name, str) else ""
    if topic not in [each for each in sequence(editions) if isinstance(each, str)]:
        return False
    return not any(each.startswith(f"{topic}.") for each in facts)


def passed_over(profile: Profile, facts: Mapping[str, Fact]) -> dict[str, int]:
    """The editions of which a profile has answers that are not read, with how many answers."""
    found: dict[str, int] = {}
    for name in profile.facts:
        if is_passed_over(name, list(profile.editions), facts):
            topic = name.partition(".")[0]
            found[topic] = found.get(topic, 0) + 1
    return found
