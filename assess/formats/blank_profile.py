"""An empty profile to fill in: every fact that frameworks read, with its question, as comments."""

import textwrap
from collections.abc import Iterable, Mapping
from datetime import date

from assess.model.base import Text, text_in
from assess.model.catalogue import CAPABILITY_STATUSES, TREATY_STATUSES, Fact

_HEAD = """\
# yaml-language-server: $schema=profile.v1.json
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


def blank_profile(code: str, name: str, day: date, facts: Mapping[str, Fact], topics: Mapping[str, Text]) -> str:
    """The profile as YAML text; `facts` are those to ask for."""
    lines = [_HEAD.format(code=code, name=name, day=day)]
    topic = ""
    for fact_id, fact in sorted(facts.items(), key=lambda item: list(topics).index(item[0].split(".")[0])):
        if fact_id.split(".")[0] != topic:
            topic = fact_id.split(".")[0]
            lines += ["", f"  # {'=' * 20} {text_in(topics[topic])}"]
        lines += ["", *_comment(text_in(fact.question))]
        if fact.evidence:
            lines += _comment(f"Evidence: {text_in(fact.evidence)}")
        lines += [f"  # {line}" for line in _example(fact_id, fact)]
    return "\n".join(lines) + "\n"


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
        values = {"number": f"number, {text_in(fact.unit)}", "yes_no": "true | false", "choice": " | ".join(fact.words)}
        yield f"{fact_id}: {{value: ..., cite: []}}     # {values[fact.kind]}"
    if fact.features:
        yield "  features:"
        for name, feature in fact.features.items():
            kind = {
                "flag": "true | false",
                "number": f"number, {text_in(feature.unit)}",
                "choice": " | ".join(feature.words),
            }
            yield f"    {name}: unknown     # {kind[feature.type]}: {text_in(feature.question)}"
