"""Suggestions for words with a legal meaning: what people write, and what to write instead.

Two such words can look alike and mean different things, so similar spelling is not enough here. A word is suggested only if the one
written differs by one letter, or is in a table below.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import permutations

from assess.words.countries import two_letters

_PARTY = (
    "write party if the treaty is in force for the State, or consent_deposited if the instrument is deposited but the "
    "treaty is not yet in force for it"
)
_NOT_PARTY = (
    "write none if the State has taken no step, signed or invited if it has done only that, or unknown if the sources "
    "do not settle it"
)
_AT_WORK = (
    "write operational if it does its work, partial if it does so only in part, planned if it is only provided for"
)
_IN_LAW = "write in_force if it is in force, or adopted if parliament has passed it but it is not yet in force"

_TREATY = {
    "withdrawn": "denounced denunciation denunciated terminated withdrew withdrawal left exited",
    _PARTY: "ratified ratification ratify acceded accession accede acceding succession succeeded successor accepted acceptance "
    "approved approval member state_party contracting_party contracting_state party_to parties bound in_force yes true adhered "
    "adhesion joined adopted entered_into_force enters_into_force entry_into_force confirmed confirmation formally_confirmed",
    _NOT_PARTY: "non_party no_party not_a_party no false nothing not_signed unsigned never_signed absent outside",
    "party, and list the reservations if some paragraphs do not apply": "partly partially partial",
    "signed": "signatory signature sign",
    "invited": "invitation invite invited_to_accede observer",
    "consent_deposited": "deposited deposit consented consent instrument_deposited",
}
_CAPABILITY = {
    "operational": "operating functional functioning running active working at_work in_operation live",
    _AT_WORK: "established exists existing created set_up founded yes true in_force available",
    "partial": "partly partially limited in_part pilot",
    "planned": "plan planning proposed announced under_development in_development in_preparation in_progress ongoing foreseen",
    "none, with what was searched; unknown where the sources do not settle it": "no false not_operational nonexistent "
    "non_existent missing absent nothing not_established non_operational inoperative",
    "the last status, with `until`: the first day on which it no longer held": "closed abolished "
    "dissolved ended discontinued disbanded",
}
_PROVISION = {
    "repealed": "repeal abrogated revoked rescinded deleted removed replaced superseded derogated",
    "adopted": "not_yet_in_force not_in_force pending_commencement awaiting_commencement",
    "published": "promulgated gazetted",
    "assented": "royal_assent presidential_assent signed_into_law sanctioned",
    _IN_LAW: "enacted law approved signed assented_to",
    "bill": "draft draft_law draft_bill proposed introduced tabled pending proposal",
    "in_force": "force active valid current effective commenced in_effect operational applicable enforced enforceable",
    "in_force, for the text as amended, with the day of the amendment under `from`": "amended amendment modified revised",
    "partly_in_force": "partially_in_force partial partly partially in_force_in_part",
    "suspended": "suspend suspension stayed stay on_hold frozen",
    "struck_down": "annulled annulment invalid invalidated unconstitutional quashed void voided nullified "
    "declared_unconstitutional",
    "expired": "expire expiry lapsed lapse sunset",
}
_SOURCE = {
    "act": "law statute code legislation decree_law primary_legislation constitution act_of_parliament",
    "regulation": "decree order rules rule statutory_instrument secondary_legislation by_law bylaw",
    "bill": "draft draft_law draft_bill proposal",
    "treaty": "convention agreement protocol accord",
    "policy": "strategy plan action_plan guideline guidelines white_paper",
    "decision": "judgment judgement case ruling court case_law",
    "statistic": "statistics data dataset table survey figures",
    "official_page": "website web page webpage official portal site official_website",
    "press": "news newspaper media press_release",
    "expert": "interview opinion email correspondence",
}
_ROUTE = {
    "case_law": "case caselaw jurisprudence precedent judgment",
    "constitution": "constitutional",
    "general": "general_law ordinary traditional",
    "dedicated": "specific special specialised specialized cyber direct",
    "treaty_direct": "treaty direct_application self_executing",
    "regulation": "decree secondary_legislation",
    "practice_direction": "practice practice_note guideline guidelines",
}
_OBLIGATION = {
    "shall": "must mandatory required obligatory will",
    "may": "can optional permitted",
    "endeavour": "endeavor strive shall_endeavour shall_endeavor",
    "consider": "should shall_consider",
}
_TABLES = (
    ("party", _TREATY), ("operational", _CAPABILITY), ("struck_down", _PROVISION), ("official_page", _SOURCE),
    ("dedicated", _ROUTE), ("shall", _OBLIGATION),
)  # fmt: skip
"""Each table with a word by which a list of allowed words is recognised; the words that people write are separated by spaces."""

_TRUTHS = dict.fromkeys(("yes", "y", "on"), "write true") | dict.fromkeys(("no", "n", "off"), "write false")
"""What people write for true and false."""


def truth_meant(value: str) -> str:
    """A hint what to write instead of a word where only true and false are allowed; empty if that is not clear."""
    written = value.strip().lower()
    known = {"true": "write true", "false": "write false"} | _TRUTHS
    near = {hint for word, hint in known.items() if len(word) > 2 and one_slip(written, word)}
    return known.get(written) or (near.pop() if len(near) == 1 else "")


def meant(value: object, words: Iterable[str]) -> str:
    """A hint what to write instead of `value`, where only `words` are allowed; empty if that is not clear."""
    if not isinstance(value, (str, bool)):
        return ""
    known = list(words)
    written = _plain(str(value))
    for mark, table in _TABLES:
        if mark in known:
            for instead, others in table.items():
                if written in others.split():
                    return instead if instead.startswith("write ") else f"write {instead}"
    close = [word for word in known if isinstance(word, str) and one_slip(written, _plain(word))]
    return f"did you mean {close[0]}?" if len(close) == 1 else ""


def _plain(word: str) -> str:
    return "_".join(word[:80].casefold().replace("-", " ").replace("_", " ").split())


def one_slip(written: str, word: str) -> bool:
    """Whether two words differ only by one letter that is missing, added, changed, or swapped with its neighbour."""
    if abs(len(written) - len(word)) > 1 or len(word) < 3:
        return written == word
    same = next(
        (i for i, (a, b) in enumerate(zip(written, word, strict=False)) if a != b), min(len(written), len(word))
    )
    a, b = written[same:], word[same:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


# Dates

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_YEAR_FIRST = r"([0-9]{4})(?:[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})|([0-9]{2})([0-9]{2}))(?:[t ].*)?\Z"
_YEAR_LAST = r"([0-9]{1,2})([-/. ])([0-9]{1,2})\2([0-9]{4})\Z"
_MONTH_AND_YEAR = r"(?:([0-9]{4})[-/. ]([0-9]{1,2})|([0-9]{1,2})[-/. ]([0-9]{4}))\Z"
_IN_WORDS = r"(?:([0-9]{1,2})\.? )?([a-z]+),? ([0-9]{4})\Z"


def day_meant(written: object, *, partly: bool) -> str:
    """A hint how to write a date that is in another format; `partly` if a month without a day is allowed."""
    text = str(written)[:40].strip().lower()
    year: str | int
    month: str | int
    day: str | int | None
    if found := re.match(_YEAR_FIRST, text):
        year, month, day = found[1], found[2] or found[4], found[3] or found[5]
    elif found := re.match(_YEAR_LAST, text):
        year, month, day = found[4], found[3], found[1]
        if found[2] != "." and int(month) <= 12 and int(day) <= 12 and month != day:
            return ""  # in 3/4/2020 it is not clear which is the month
        if int(month) > 12:
            month, day = day, month
    elif found := re.match(_MONTH_AND_YEAR, text):
        year, month, day = found[1] or found[4], found[2] or found[3], None
    elif (found := re.match(_IN_WORDS, text)) and found[2] in _MONTHS:
        year, month, day = found[3], _MONTHS.index(found[2]) + 1, found[1]
    else:
        return ""
    try:
        found_day = date(int(year), int(month), int(day or 1))
        return f"write {found_day}" if day else f"write {str(found_day)[:7]}" if partly else ""
    except ValueError:
        return ""


# Countries

_CODES = {
    "UK": "GBR", "EL": "GRC", "GER": "DEU", "SUI": "CHE", "NED": "NLD", "HOL": "NLD", "DEN": "DNK", "POR": "PRT", "CRO": "HRV",
    "SLO": "SVN", "BUL": "BGR", "GRE": "GRC", "KSA": "SAU", "UAE": "ARE", "RSA": "ZAF", "DRC": "COD", "ZAR": "COD", "CAR": "CAF",
    "ROM": "ROU", "TMP": "TLS", "INA": "IDN", "MAS": "MYS", "PHI": "PHL", "VIE": "VNM", "TAN": "TZA", "ZIM": "ZWE", "ZAM": "ZMB",
    "BOT": "BWA", "CHI": "CHL", "PAR": "PRY", "URU": "URY", "GUA": "GTM", "HON": "HND", "CRC": "CRI", "HAI": "HTI", "NEP": "NPL",
    "SRI": "LKA", "BAN": "BGD", "CAM": "KHM", "MYA": "MMR", "MON": "MCO", "LAT": "LVA", "LEB": "LBN", "KUW": "KWT", "OMA": "OMN",
}  # fmt: skip
"""Codes of other lists: of sports, of the European Union, and some withdrawn by ISO."""


def country_meant(written: str, names: Mapping[str, str]) -> str:
    """A hint which of the codes may be meant (`names` has the country of each): another code, a name, or a typing error."""
    code = written.strip().upper()
    plain = written.strip().casefold()
    if code in names:
        near = [code]
    elif named := [each for each, name in names.items() if name.casefold() == plain]:
        near = named
    elif code in _CODES:
        near = [_CODES[code]]
    elif len(code) == 3:
        near = [each for each in map("".join, permutations(code)) if each in names] or [
            each for each in names if each[:2] == code[:2]
        ]
    elif len(code) > 3:
        from difflib import get_close_matches  # takes 20 ms to import, and is needed only when something is wrong

        by_name = {name.casefold(): each for each, name in names.items()}
        near = [by_name[each] for each in get_close_matches(plain[:80], by_name, n=2, cutoff=0.75)]
    else:
        near = [each for each in (two_letters().get(code),) if each]
    near = list(dict.fromkeys(near))[:3]
    return f"did you mean {' or '.join(f'{each} ({names[each]})' for each in near)}?" if near else ""
