"""Checks of what a profile says of treaties: law that is applied straight from one, and for whom and with whom it applies."""

from collections.abc import Iterator, Mapping
from typing import Any

from assess.reading.checking import Report, mapping, sequence, strings
from assess.reading.to_model import found
from assess.reading.yamlfile import Loc

DIRECT = "treaty_direct"
_PUNISHES = ("offences", "penalties", "liability")
"""Topics of what makes conduct punishable: no one is punished by a treaty alone."""
_PENALTIES = ("sanction_for_noncompliance", "sanctions", "max_prison_months", "fine_only", "aggravated_max_months")
_UNPUBLISHED = ("bill", "passed", "assented", "adopted")


def check_direct(report: Report, at: Loc, name: str, basis: Mapping[str, Any], data: Mapping[str, Any]) -> None:
    """A basis of law that is said to be applied straight from a treaty, in a profile with these `data`."""
    if basis.get("route") != DIRECT:
        return

    def refuse(loc: Loc, why: str, hint: str) -> None:
        report.add(loc, "treaty-not-applied", hint, why=why)

    if punishes(name):
        why = f"{name} makes conduct punishable, and a treaty by itself punishes nobody"
        refuse(at, why, "write the section of the State's own law, or status: none with what was searched")
        return
    if mapping(data.get("system")).get("reception") == "dualist":
        why = "the profile says `reception: dualist`, and there a treaty is not applied by itself"
        refuse(at, why, "write the act that gives it effect, or correct system.reception")
    for place, provision in strings(basis.get("of"), (*at, "of")):
        source = mapping(mapping(data.get("sources")).get(provision.partition(".")[0]))
        if source and source.get("kind") != "treaty":
            hint = "write the provision of a source of kind treaty, or the route by which the State's own law answers"
            refuse(place, f"{found(provision)} is not a provision of a treaty", hint)
            continue
        entries = mapping(data.get("provisions")).get(provision)
        statuses = [
            entry if isinstance(entry, str) else mapping(entry).get("status")
            for entry in (entries if isinstance(entries, list) else [entries])
        ]
        if entries is not None and all(status in _UNPUBLISHED for status in statuses):
            why = f"{found(provision)} has the status {statuses[0]}, so that the treaty is not published in the State"
            hint = f"write under provisions: {provision}: {{status: in_force}} (or published) where a source shows it; else unknown"
            refuse(place, why, hint)
    for feature, value in mapping(basis.get("features")).items():
        if feature in _PENALTIES and value not in (False, "unknown"):
            why = f"{feature} is a penalty, and a treaty by itself punishes nobody"
            hint = "leave it out here, and give it on a basis of the State's own law"
            refuse((*at, "features", feature), why, hint)


def punishes(name: str) -> bool:
    """Whether a fact makes conduct punishable."""
    return name.partition(".")[0] in _PUNISHES


def entries(raw: Mapping[str, Any]) -> Iterator[tuple[Loc, str, dict[str, Any], Loc]]:
    """What a treaty answer says of territories and of other States: the place, the kind, the entry, and the place of its code."""
    for key, code in (("territories", "code"), ("objections", "by"), ("relations_excluded_with", "with")):
        for i, entry in enumerate(sequence(raw.get(key))):
            yield (key, i), key, mapping(entry), (key, i, code)
