"""Where the State stands under what a finding cites, in words: "binding on Kenya since 1 May 2020", "signed on ...", "guidance"."""

from assess.engine.bindings import BINDS, CiteStanding, Standing, standings
from assess.model.results import Assessment, Finding, Truth
from assess.words import terms
from assess.words.countries import country_name, in_sentence
from assess.words.figures import dated
from assess.words.language import N_, _, listed, say

_SAID = {
    "in_force": N_("in force for {country}"),
    "transposed": N_("binds {country}, through transposition"),
    "later": N_("not yet binding"),
    "deposited": N_("consent deposited"),
    "contracting": N_("contracting State; the treaty is not in force"),
    "signed": N_("signed"),
    "invited": N_("invited to join"),
    "denounced": N_("denounced"),
    "open": N_("open to join"),
    "on_invitation": N_("not a Party; open on invitation"),
    "parties_only": N_("opens on becoming Party to the {treaty}"),
    "not_open": N_("not open to {country}"),
    "unknown": N_("status not known"),
    "guidance": N_("guidance"),
}
_DATED = {
    "in_force": N_("in force for {country} since {date}"),
    "transposed": N_("binds {country} since {date}, through transposition"),
    "later": N_("not yet binding; binds {country} from {date}"),
    "deposited": N_("consent deposited on {date}"),
    "contracting": N_("contracting State since {date}; the treaty is not in force"),
    "signed": N_("signed on {date}"),
    "invited": N_("invited to join on {date}"),
    "denounced": N_("denounced, effective {date}"),
}


def standing_says(assessment: Assessment, standing: Standing) -> str:
    """Where the State stands under one instrument."""
    country = in_sentence(country_name(assessment.profile))
    if standing.ahead is not None:
        return dated("consent deposited, in force on {date}", standing.ahead)
    if standing.when is not None and standing.stands in _DATED:
        return dated(_DATED[standing.stands], standing.when, country=country)
    fact = assessment.context.get(standing.first)
    return _(_SAID[standing.stands]).format(country=country, treaty=say(fact.title) if fact else "")


def cite_says(assessment: Assessment, each: CiteStanding) -> str:
    """The same for one place: whether it binds, or has been reserved."""
    standing = each.standing
    if each.binding and standing.stands == "in_force":
        country = in_sentence(country_name(assessment.profile))
        if standing.when is None:
            return _("binding on {country}").format(country=country)
        return dated("binding on {country} since {date}", standing.when, country=country)
    said = standing_says(assessment, standing)
    if standing.stands == "in_force" and each.reserved is not Truth.FALSE:
        reserved = _("reserved") if each.reserved is Truth.TRUE else _("whether reserved is not known")
        return listed((said, reserved))
    return said


def obligation_says(assessment: Assessment, finding: Finding) -> str:
    """How strong the requirement is, and for whom: a duty is one of those whom the text binds."""
    obligation = finding.criterion.obligation
    said, cites = terms.obligation(obligation), standings(assessment, finding.criterion)
    if obligation == "may" or not cites:
        return said
    bound = [each for each in cites if each.standing.stands in BINDS]
    if any(each.reserved is Truth.FALSE for each in bound):
        return said
    country = in_sentence(country_name(assessment.profile))
    if all(each.standing.stands == "guidance" for each in cites):
        return _("asked for by a text that binds no State")
    if bound and all(each.reserved is Truth.TRUE for each in bound):
        return _("{obligation} of those whom the text binds; {country} has reserved it").format(
            obligation=said, country=country
        )
    if bound or any(each.standing.stands == "unknown" for each in cites):
        return _("{obligation} of those whom the text binds; whether it binds {country} is not known").format(
            obligation=said, country=country
        )
    return _("{obligation} of those whom the text binds; it does not bind {country}").format(
        obligation=said, country=country
    )


def cites_say(assessment: Assessment, finding: Finding) -> list[str]:
    """What a finding cites, instrument by instrument, each with where the State stands; what binds comes first."""
    instruments = assessment.framework.head.instruments
    places: dict[tuple[str, str], list[str]] = {}
    binding: dict[tuple[str, str], bool] = {}
    for each in standings(assessment, finding.criterion):
        origin = instruments[each.cite.instrument]
        key = (say(origin.short or origin.title), cite_says(assessment, each))
        places.setdefault(key, []).append(each.cite.article or "")
        binding[key] = binding.get(key, False) or each.binding
    ordered = sorted(places, key=lambda key: not binding[key])
    return [f"{', '.join(filter(None, (key[0], *places[key])))} ({key[1]})" for key in ordered]
