"""A profile to fill in: every fact that frameworks read, with its question, as comments; facts in the status data are answered.

Titles, questions, units and words come from other people's files, so each is put on one line and cannot break out of it.
"""

import json
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from assess.model.as_written import as_written
from assess.model.base import Text, text_in
from assess.model.catalogue import CAPABILITY_STATUSES, TREATY_STATUSES, Fact
from assess.model.codes import is_invented
from assess.model.profile import Source
from assess.views.status_answers import Given
from assess.words.countries import with_article

_HEAD = """\
# yaml-language-server: $schema={schema}
# {name}: facts for an assessment. Fill in what you know and leave the rest as it is: what is commented out counts as
# "not examined". Write `unknown` where you looked and the sources do not settle it, and
# `{{status: none, searched: [SOURCE]}}` where the text was read in full and has no such rule. Check with `assess validate`.
schema: profile/v1
country: {code}
{own}as_of: {day}          # law cut-off: the day whose law you describe
review: desk               # desk | authorities | peer
sources:
#  act1: {{kind: act, title: "Name and number of the act", unit: s., url: "https://...", retrieved: {day}, grade: A}}
{sources}provisions:
#  act1.14: {{status: in_force, from: 2018-05-30}}
facts:
"""
_GIVEN = """\
# What is not commented out comes from the status data, read in copies on the days that the notes give: check it with the
# depositary before you rely on it.
"""


SCHEMA = "schemas/profile.v1.json"
"""Where `assess schema schemas` puts the schema of profiles."""


def blank_profile(
    code: str,
    name: str,
    day: date,
    facts: Mapping[str, Fact],
    topics: Mapping[str, Text],
    schema: str = SCHEMA,
    *,
    own_name: str = "",
    given: Mapping[str, Given] | None = None,
    sources: Mapping[str, Source] | None = None,
    neutral: bool = False,
) -> str:
    """The profile as YAML text.

    Args:
        facts: the facts to ask for.
        schema: the path from the profile to the schema of profiles.
        own_name: the value of `name`, if the code has no name of its own or another is wanted.
        given: answers by fact.
        sources: those that these answers cite.
        neutral: whether questions call the subject by its name, and neither it nor others a State.
    """
    given = given or {}

    def asked(text: Text | None) -> str:
        return _neutral(_line(text), with_article(_line(name))) if neutral else _line(text)

    own = f"name: {_quoted(own_name)}\n" if own_name else ""
    own += "invented: true\n" if is_invented(code) else ""
    head = _HEAD.format(
        code=code, name=_line(name), day=day, schema=_line(schema), own=own,
        sources="".join(f"{line}\n" for line in source_lines(sources or {})),
    )  # fmt: skip
    lines = [head + _GIVEN if given else head]
    topic = ""
    for fact_id, fact in sorted(facts.items(), key=lambda item: list(topics).index(item[0].split(".")[0])):
        if fact_id.split(".")[0] != topic:
            topic = fact_id.split(".")[0]
            lines += ["", f"  # {'=' * 20} {_line(topics[topic])}"]
        lines += ["", *_comment(asked(fact.question))]
        if fact.evidence:
            lines += _comment(f"Evidence: {asked(fact.evidence)}")
        if fact_id in given:
            lines += [f"  {line}" for line in answer_lines(given[fact_id])]
        else:
            lines += [f"  # {line}" for line in _example(fact_id, fact, asked)]
    return "\n".join(lines) + "\n"


def source_lines(sources: Mapping[str, Source]) -> Iterator[str]:
    """Sources as they are written under `sources` of a profile."""
    for name, source in sources.items():
        yield f"  {name}:"
        for key, value in as_written(source).items():
            yield from _pair(f"    {key}", value)


def answer_lines(given: Given) -> Iterator[str]:
    """An answer as it is written under `facts`, without its indent."""
    yield f"{given.fact}:"
    for key, value in answer_keys(given).items():
        yield from _pair(f"  {key}", value)


def answer_keys(given: Given) -> dict[str, Any]:
    """The keys of an answer, in the order in which they are written."""
    keys: dict[str, Any] = {
        "status": given.status, "value": given.value, "from": given.since, "invited_until": given.invited_until,
        "reason": given.reason, "searched": list(given.searched), "cite": list(given.cite), "confidence": given.confidence,
        "note": given.note,
    }  # fmt: skip
    return {key: value for key, value in keys.items() if value not in ("", None, [])}


_WIDE = 100


def _pair(head: str, value: Any) -> Iterator[str]:
    """A key with its value; a long text is folded over lines."""
    indent = " " * (len(head) - len(head.lstrip()) + 2)
    if isinstance(value, bool):
        yield f"{head}: {str(value).lower()}"
    elif isinstance(value, list):
        yield f"{head}: [{', '.join(map(str, value))}]"
    elif not isinstance(value, str):
        yield f"{head}: {value}"
    elif len(value) > _WIDE and " " in value:
        yield f"{head}: >-"
        yield from textwrap.wrap(
            _line(value),
            110,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
    else:
        yield f"{head}: {_quoted(value) if not value.isidentifier() else value}"


def _quoted(text: str) -> str:
    """A text of one line within double quotes, as YAML and JSON both read it."""
    return json.dumps(_line(text), ensure_ascii=False)


_JOINERS = "\u200c\u200d"
"""Allowed between letters of several scripts, where their effect can be seen."""


def _line(text: Text | None) -> str:
    """The text on one line: line breaks become spaces, and characters that could control a terminal or hide text become escapes."""
    words = " ".join(text_in(text).split())
    return (
        words
        if words.isprintable()
        else "".join(c if c.isprintable() or c in _JOINERS else ascii(c)[1:-1] for c in words)
    )


def _comment(text: str) -> list[str]:
    return textwrap.wrap(text, 110, initial_indent="  # ", subsequent_indent="  # ")


_NAMES = re.compile(r"\b((?:Arab|African|American|Independent|United) States)\b")
_CALLED = (
    (re.compile(r"\b[Tt]he (?:State|country)\b"), "{name}"),
    (re.compile(r"\bStates\b"), "jurisdictions"),
    (re.compile(r"\b([Aa]nother|[Aa]ny|[Tt]he other) State\b"), r"\1 jurisdiction"),
    (re.compile(r"\bState\b"), "jurisdiction"),
)


def _neutral(text: str, name: str) -> str:
    """A question without a word on what the subject, or another side, is; names of organisations stay."""
    parts = _NAMES.split(text)
    for i in range(0, len(parts), 2):
        for pattern, instead in _CALLED:
            made = instead.replace("{name}", name.replace("\\", "\\\\"))
            parts[i] = pattern.sub(made, parts[i])
    return "".join(parts)


def _example(fact_id: str, fact: Fact, asked: Callable[[Text | None], str]) -> Iterable[str]:
    if fact.kind == "provision":
        yield f"{fact_id}:"
        yield "  by: act1.14"
    elif fact.kind in ("capability", "treaty"):
        words = CAPABILITY_STATUSES if fact.kind == "capability" else TREATY_STATUSES
        yield f"{fact_id}:"
        yield f"  status: unknown             # {' | '.join(words)}"
        yield "  cite: []"
    else:
        values = {
            "number": f"number, {_line(fact.unit)}",
            "yes_no": "true | false",
            "choice": _line(" | ".join(fact.words)),
        }
        yield f"{fact_id}: {{value: ..., cite: []}}     # {values[fact.kind]}"
    if fact.features:
        yield "  features:"
        for name, feature in fact.features.items():
            kind = {
                "flag": "true | false",
                "number": f"number, {_line(feature.unit)}",
                "choice": _line(" | ".join(feature.words)),
            }
            yield f"    {name}: unknown     # {kind[feature.type]}: {asked(feature.question)}"
