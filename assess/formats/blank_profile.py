"""An empty profile to fill in: every fact that frameworks read, with its question, as comments.

Titles, questions, units and words come from files of others, so each is made one line that nothing in it can leave.
"""

import textwrap
from collections.abc import Iterable, Mapping
from datetime import date

from assess.model.base import Text, text_in
from assess.model.catalogue import CAPABILITY_STATUSES, TREATY_STATUSES, Fact

_HEAD = """\
# yaml-language-server: $schema={schema}
# {name}: facts for an assessment. Fill in what you know and leave the rest as it is: what is commented out counts as
# "not examined". Write `unknown` where you looked and the sources do not settle it, and
# `{{status: none, searched: [SOURCE]}}` where the text was read in full and has no such rule. Check with `assess validate`.
schema: profile/v1
country: {code}
as_of: {day}          # law cut-off: the day whose law you describe
review: desk               # desk | authorities | peer
sources:
#  act1: {{kind: act, title: "Name and number of the act", unit: s., url: "https://...", retrieved: {day}, grade: A}}
provisions:
#  act1.14: {{status: in_force, from: 2018-05-30}}
facts:
"""


SCHEMA = "schemas/profile.v1.json"
"""Where `assess schema schemas` puts the schema of profiles."""


def blank_profile(
    code: str, name: str, day: date, facts: Mapping[str, Fact], topics: Mapping[str, Text], schema: str = SCHEMA
) -> str:
    """The profile as YAML text; `facts` are those to ask for, `schema` the path from it to the schema of profiles."""
    lines = [_HEAD.format(code=code, name=_line(name), day=day, schema=_line(schema))]
    topic = ""
    for fact_id, fact in sorted(facts.items(), key=lambda item: list(topics).index(item[0].split(".")[0])):
        if fact_id.split(".")[0] != topic:
            topic = fact_id.split(".")[0]
            lines += ["", f"  # {'=' * 20} {_line(topics[topic])}"]
        lines += ["", *_comment(_line(fact.question))]
        if fact.evidence:
            lines += _comment(f"Evidence: {_line(fact.evidence)}")
        lines += [f"  # {line}" for line in _example(fact_id, fact)]
    return "\n".join(lines) + "\n"


_JOINERS = "\u200c\u200d"
"""Between letters of several scripts; they can be seen in what they join."""


def _line(text: Text | None) -> str:
    """The text on one line: every break is a space, and what could steer a terminal or hide text is written as an escape."""
    words = " ".join(text_in(text).split())
    return (
        words
        if words.isprintable()
        else "".join(c if c.isprintable() or c in _JOINERS else ascii(c)[1:-1] for c in words)
    )


def _comment(text: str) -> list[str]:
    return textwrap.wrap(text, 110, initial_indent="  # ", subsequent_indent="  # ")


def _example(fact_id: str, fact: Fact) -> Iterable[str]:
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
            yield f"    {name}: unknown     # {kind[feature.type]}: {_line(feature.question)}"
