"""The words of a case: roles, grounds of jurisdiction, what was read of them. Never who has jurisdiction, nor who should yield."""

from assess.words.language import N_, _

_ROLES = {
    "suspect_located_in": N_("Suspect located in"),
    "victims_in": N_("Victims in"),
    "systems_in": N_("Systems in"),
    "data_located_in": N_("Data located in"),
    "provider_established_in": N_("Provider established in"),
    "data_controlled_from": N_("Data controlled from"),
    "suspect_national_of": N_("Suspect national of"),
    "suspect_resident_of": N_("Suspect resident of"),
    "victims_nationals_of": N_("Victims nationals of"),
    "aimed_at": N_("Offence aimed at"),
    "on_ship_of": N_("On a ship of"),
    "on_aircraft_of": N_("On an aircraft of"),
    "for_legal_person_in": N_("For a legal person in"),
    "laundering_aimed_at": N_("Laundering aimed at"),
}
_THERE = {
    "suspect_located_in": N_("suspect located there"),
    "victims_in": N_("victims there"),
    "systems_in": N_("systems there"),
    "data_located_in": N_("data located there"),
    "provider_established_in": N_("provider established there"),
    "data_controlled_from": N_("data controlled from there"),
    "suspect_national_of": N_("suspect is a national"),
    "suspect_resident_of": N_("suspect is a resident"),
    "victims_nationals_of": N_("victims are nationals"),
    "aimed_at": N_("offence aimed at it"),
    "on_ship_of": N_("on a ship of its flag"),
    "on_aircraft_of": N_("on an aircraft of its register"),
    "for_legal_person_in": N_("for a legal person there"),
    "laundering_aimed_at": N_("laundering aimed at it"),
}
_GROUNDS = {
    "conduct": N_("territory: the conduct was there"),
    "system": N_("territory: the system is there"),
    "effect": N_("territory: the effect was there"),
    "ship": N_("on a ship flying its flag"),
    "aircraft": N_("on an aircraft registered there"),
    "national": N_("the suspect is a national, conduct abroad"),
    "resident": N_("the suspect has a habitual residence there"),
    "victim": N_("a victim is a national"),
    "protective": N_("the offence was aimed at the State"),
    "presence": N_("the suspect is there"),
    "legal_person": N_("for a legal person established there"),
    "laundering": N_("laundering abroad aimed at the territory"),
}
_SILENT = {
    "conduct": N_("where the suspect was"),
    "system": N_("where the systems are"),
    "effect": N_("where the victims are"),
    "ship": N_("whether it was on a ship"),
    "aircraft": N_("whether it was on an aircraft"),
    "national": N_("the nationality of the suspect"),
    "resident": N_("the residence of the suspect"),
    "victim": N_("the nationality of the victims"),
    "protective": N_("whether the offence was aimed at a State"),
    "presence": N_("where the suspect is"),
    "legal_person": N_("for whose benefit it was"),
    "laundering": N_("whether proceeds were laundered abroad"),
}
_FOUND = {
    "yes": N_("recorded"),
    "part": N_("recorded for part of the conduct"),
    "open": N_("open"),
    "no": N_("not identified in the law recorded"),
}
_CONDITIONS = {
    "punishable_there": N_(
        "the act has to be an offence where it was done, or outside any State’s jurisdiction; this is not settled"
    ),
    "further_link": N_("the law asks, or may ask, for a further link, of which the case says nothing"),
}
_CLAIMS = {
    "yes": N_("could assert jurisdiction"),
    "part": N_("could assert jurisdiction for part of the conduct"),
    "open": N_("open"),
    "no": N_("no ground recorded"),
}
_PURPOSES = {
    "data": N_("data"),
    "suspect": N_("the suspect"),
    "victims": N_("evidence of victims and systems"),
}
_STATUSES = {
    "basis recorded": N_("basis recorded"),
    "basis recorded, conditions apply": N_("basis recorded, conditions apply"),
    "no basis recorded": N_("no basis recorded"),
    "unknown": N_("unknown"),
}
_ANSWERS = {
    "yes": N_("in both laws"),
    "part": N_("in both laws for part of it"),
    "open": N_("open"),
    "no": N_("not in both laws"),
}
SIGNS = {"yes": "+", "part": "±", "open": "?", "no": "–"}
"""Each beside its words, never alone."""


def role(name: str) -> str:
    """ "Suspect located in"."""
    return _(_ROLES[name])


def there(name: str) -> str:
    """The role as it is told of one State: "suspect located there"."""
    return _(_THERE[name])


def ground(name: str) -> str:
    """ "territory: the conduct was there"."""
    return _(_GROUNDS[name])


def silent(name: str) -> str:
    """What the case would have to state for a ground to be read."""
    return _(_SILENT[name])


def found(word: str) -> str:
    """What was read of a ground."""
    return _(_FOUND[word])


def power(word: str) -> str:
    """What is recorded of a power on a day."""
    return {"yes": _("in force"), "open": _("open"), "no": _("not identified, or not in force")}[word]


def condition(name: str) -> str:
    """What the law asks for beside a ground, as far as it is not settled."""
    return _(_CONDITIONS[name])


def claim(word: str) -> str:
    """What a State could assert."""
    return _(_CLAIMS[word])


def purpose(name: str) -> str:
    """What a State is asked for."""
    return _(_PURPOSES[name])


def status(word: str) -> str:
    """The result of a step."""
    return _(_STATUSES[word])


def both(word: str) -> str:
    """Whether something holds under the laws of both States."""
    return _(_ANSWERS[word])


def notice() -> str:
    """What each page of a case says."""
    return _("Exercise on public law; not for use in proceedings")


def limits() -> str:
    """What a case never says."""
    return _(
        "Which State has jurisdiction, or should yield, is not said here: article 22 of the Convention on Cybercrime sets no order "
        "among States, and several may lawfully have jurisdiction over the same offence. Grounds are those of each State’s own law "
        "as recorded. Where data are located, where a provider is established and from where data are controlled is by itself no "
        "ground of article 22. On a day before the law cut-off of a profile, what carries no date in it is open."
    )
