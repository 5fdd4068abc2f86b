"""Where the State stands under what a finding cites, in words: "binding on Kenya since 1 May 2020", "signed on ...", "guidance"."""

import re

from assess.engine.bindings import BINDS, CiteStanding, Standing, standings
from assess.model.results import Assessment, Finding, Truth
from assess.words.countries import country_name, in_sentence
from assess.words.figures import dated
from assess.words.language import N_, _, headed, listed, say

_SAID = {
    "in_force": N_("in force for {country}"),
    "transposed": N_("binds {country}, through transposition"),
    "later": N_("not yet binding"),
    "deposited": N_("consent deposited"),
    "contracting": N_("contracting State; the treaty is not in force"),
    "signed": N_("signed"),
    "invited": N_("invited to join"),
    "pursuing": N_("not a Party; has said that it pursues joining"),
    "denounced": N_("denounced"),
    "open": N_("open to join"),
    "on_invitation": N_("not a Party; open on invitation"),
    "parties_only": N_("opens on becoming Party to the {treaty}"),
    "not_open": N_("not open to {country}"),
    "unknown": N_("status not known"),
    "guidance": N_("guidance"),
}
_PLACE = {
    "annex": N_("annex"),
    "preamble": N_("preamble"),
    "chapter": N_("chapter"),
    "chapters": N_("chapters"),
    "and": N_("and"),
}
"""Words of a place in an instrument. What else stands there is a number, a letter or the name of something."""
_DATED = {
    "in_force": N_("in force for {country} since {date}"),
    "transposed": N_("binds {country} since {date}, through transposition"),
    "later": N_("not yet binding; binds {country} from {date}"),
    "deposited": N_("consent deposited on {date}"),
    "contracting": N_("contracting State since {date}; the treaty is not in force"),
    "signed": N_("signed on {date}"),
    "invited": N_("invited to join on {date}"),
    "pursuing": N_("not a Party; said on {date} that it pursues joining"),
    "denounced": N_("denounced, effective {date}"),
}


def standing_says(assessment: Assessment, standing: Standing) -> str:
    """Where the State stands under one instrument."""
    country = in_sentence(country_name(assessment.profile))
    if standing.ahead is not None:
        return dated("consent deposited, in force on {date}", standing.ahead)
    fact = assessment.context.get(standing.first)
    if standing.when is not None and standing.stands in _DATED:
        text = dated(_DATED[standing.stands], standing.when, country=country)
    else:
        text = _(_SAID[standing.stands]).format(country=country, treaty=say(fact.title) if fact else "")
    return (
        listed((text, _("{country} has said that it does not pursue joining").format(country=country)))
        if (standing.declined)
        else text
    )


def place_says(article: str) -> str:
    """A place in an instrument, such as "chapters 5 and 6", in the language of the document."""
    return re.sub(r"\b(?:annex|preamble|chapters?)\b|(?<=\d )and(?= \d)", lambda found: _(_PLACE[found[0]]), article)


def cites_say(assessment: Assessment, finding: Finding) -> list[str]:
    """What a finding cites, instrument by instrument, what binds first; `instruments_say` has where the State stands."""
    instruments = assessment.framework.head.instruments
    places: dict[tuple[str, str], list[str]] = {}
    for each in standings(assessment, finding.criterion):
        origin = instruments[each.cite.instrument]
        places.setdefault((say(origin.short or origin.title), _here(each)), []).append(
            place_says(each.cite.article or "")
        )
    ordered = sorted(places, key=lambda key: key[1] != _("binding"))
    return [
        ", ".join(filter(None, (title, *places[title, said]))) + (f" ({said})" if said else "")
        for title, said in ordered
    ]


def _here(each: CiteStanding) -> str:
    """What is to be said of one place and of no other of its instrument."""
    if each.binding:
        return _("binding")
    if each.standing.stands in BINDS and each.reserved is not Truth.FALSE:
        return _("reserved") if each.reserved is Truth.TRUE else _("whether reserved is not known")
    return ""


def instruments_say(assessment: Assessment, only: Finding | None = None) -> list[str]:
    """Every instrument that the criteria cite (or `only` one finding), with where the State stands under it; guidance together."""
    instruments = assessment.framework.head.instruments
    found: dict[str, str] = {}
    guidance: dict[str, None] = {}
    for finding in [only] if only else assessment.findings:
        for each in standings(assessment, finding.criterion):
            origin = instruments[each.cite.instrument]
            title = say(origin.short or origin.title)
            if each.standing.stands == "guidance":
                guidance[title] = None
            else:
                found.setdefault(title, standing_says(assessment, each.standing))
    said = [headed(title, text) for title, text in found.items()]
    return [*said, headed(_("guidance, which binds nobody"), ", ".join(guidance))] if guidance else said
