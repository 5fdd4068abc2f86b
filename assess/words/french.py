"""French names with their articles: "le Kenya", "des Philippines", "à l’article 48 de la loi « Cybercrimes Act »".

A message of the catalogue chooses the form after a colon: `{country:de}`, `{country:en}`, `{provisions:de}`. Words with bars
between them agree: `{country:est|sont}`, `{country:invité|invitée|invités|invitées}`.
"""

import re
from typing import NamedTuple

from assess.words.language import unmarked

_VOWEL = re.compile(r"[aeiouyàâéèêëîïôûAEIOUÀÂÉÈÊËÎÏÔÛ]")
_PLURAL = re.compile(
    r"(?:Bahamas|Bermudes|Comores|Émirats|États-Unis|Fidji|Maldives|Palaos|Pays-Bas|Philippines|Seychelles|Samoa américaines"
    r"|Îles|Terres|Territoires|Tonga)\b"
)
_BARE = re.compile(
    r"(?:Anguilla|Antigua|Aruba|Bahreïn|Cabo Verde|Chypre|Cuba|Curaçao|Djibouti|Gibraltar|Guam|Guernesey|Haïti|Hong Kong|Israël"
    r"|Jersey|Kiribati|La Réunion|Macao|Madagascar|Malte|Maurice|Mayotte|Monaco|Montserrat|Nauru|Niue|Oman|Porto Rico"
    r"|Saint(?:e)?[- ](?!Siège)|Sao Tomé|Singapour|Sint Maarten|Sri Lanka|Taïwan|Tokelau|Trinité|Tuvalu|Vanuatu|Wallis)"
)
_MASCULINE = (
    "Belize",
    "Cambodge",
    "Mexique",
    "Mozambique",
    "Royaume-Uni",
    "Suriname",
    "Territoire",
    "Zimbabwe",
    "Saint-Siège",
)
_FEMININE = ("R.A.S.", "Sierra Leone")


class Named(str):
    """A name with its article, which messages put into the form that they need."""

    kind: "Kind"
    forms: dict[str, str]

    def __new__(cls, text: str, kind: "Kind", **forms: str) -> "Named":
        made = super().__new__(cls, text)
        made.kind, made.forms = kind, {"en": forms.get("a", text), **forms}
        return made

    def __format__(self, spec: str) -> str:
        if "|" in spec:
            words = spec.split("|")
            at = int(self.kind.plural) if len(words) == 2 else 2 * int(self.kind.plural) + int(self.kind.feminine)
            return words[at] if at < len(words) else words[0]
        return self.forms.get(spec, str(self)) if spec else str(self)


class Kind(NamedTuple):
    """Number and gender of a name."""

    plural: bool = False
    feminine: bool = False


def with_article(name: str) -> Named:
    """The name of a country or a body as it stands inside a sentence."""
    if _BARE.match(name):
        de = f"d’{name}" if _VOWEL.match(name) or name == "Haïti" else f"de {name}"
        return Named(name, Kind(), de=de, a=f"à {name}", en=f"en {name}" if name == "Israël" else f"à {name}")
    first = re.split(r"[ -]", name)[0]
    if _PLURAL.match(name):
        feminine = first in (
            "Bahamas",
            "Bermudes",
            "Comores",
            "Fidji",
            "Maldives",
            "Philippines",
            "Seychelles",
            "Îles",
            "Terres",
        )
        return Named(f"les {name}", Kind(True, feminine), de=f"des {name}", a=f"aux {name}", en=f"aux {name}")
    masculine = name.startswith(_MASCULINE) or not (first.endswith("e") or name.startswith(_FEMININE))
    if _VOWEL.match(name) and not name.startswith(("Y", "y")):
        return Named(
            f"l’{name}",
            Kind(False, not masculine),
            de=f"de l’{name}",
            a=f"à l’{name}",
            en=f"à l’{name}" if first == "Île" else f"en {name}",
        )
    if masculine:
        return Named(f"le {name}", Kind(), de=f"du {name}", a=f"au {name}", en=f"au {name}")
    return Named(f"la {name}", Kind(False, True), de=f"de la {name}", a=f"à la {name}", en=f"en {name}")


def plain(name: str) -> Named:
    """A name that has no article that is known."""
    return Named(name, Kind(), de=f"de {name}", a=f"à {name}")


UNITS = {
    "s.": ("article", False), "art.": ("article", False), "reg.": ("article", False), "cl.": ("clause", True),
    "r.": ("règle", True), "rule": ("règle", True), "§": ("paragraphe", False), "para.": ("paragraphe", False),
}  # fmt: skip
"""Words for the units of laws, and whether they are feminine; a section of an act is an article in French."""


def provisions(pins: list[str], unit: str | None, law: str) -> Named:
    """Provisions of one law: "l’article 48 de la loi ...", "les articles 41 et 44 de la loi ..."."""
    word, feminine = UNITS[(unit or "").lower()]
    several = len(pins) > 1
    said = pins[0] if not several else f"{', '.join(pins[:-1])} et {pins[-1]}"
    own = f"{word}{'s' if several else ''} {said} {law}".rstrip()
    kind = Kind(several, feminine)
    if several:
        return Named(f"les {own}", kind, de=f"des {own}", a=f"aux {own}")
    if _VOWEL.match(word):
        return Named(f"l’{own}", kind, de=f"de l’{own}", a=f"à l’{own}")
    if feminine:
        return Named(f"la {own}", kind, de=f"de la {own}", a=f"à la {own}")
    return Named(f"le {own}", kind, de=f"du {own}", a=f"au {own}")


def joined(names: list[Named]) -> Named:
    """Several in one: "l’article 27 de la loi A et les articles 3 et 8 de la loi B"."""
    if len(names) == 1:
        return names[0]

    def every(spec: str) -> str:
        said = [format(name, spec) for name in names]
        return f"{', '.join(said[:-1])} et {said[-1]}"

    feminine = all(name.kind.feminine for name in names)
    return Named(every(""), Kind(True, feminine), de=every("de"), a=every("a"))


_KINDS = {
    "act": "de la loi", "bill": "du projet de loi", "regulation": "du règlement", "treaty": "du traité", "policy": "du texte",
    "decision": "de la décision",
}  # fmt: skip
_OWN = (
    (r"Loi\b", "de la loi", 3), (r"Code\b", "du code", 4), (r"Décret\b", "du décret", 6), (r"Arrêté\b", "de l’arrêté", 6),
    (r"Ordonnance\b", "de l’ordonnance", 10), (r"Règlement\b", "du règlement", 9), (r"Constitution\b", "de la Constitution", 12),
    (r"Traité\b", "du traité", 6), (r"Convention\b", "de la Convention", 10), (r"Acte uniforme\b", "de l’Acte uniforme", 13),
)  # fmt: skip


def of_law(name: str, kind: str, *, french: bool) -> str:
    """The law that provisions are of; a name in another language stands between quotation marks, after the word for its kind."""
    if french:
        for begins, words, length in _OWN:
            if re.match(begins, name):
                return f"{words}{name[length:]}"
    if kind == "act" and re.match(r"(?i)(?:the )?constitu(?:tion|ción|ição)\b", unmarked(name)):
        return "de la Constitution"
    word = _KINDS.get(kind)
    return f"{word} «\u00a0{name}\u00a0»" if word else f"({name})"


def elided(text: str) -> str:
    """ "que il" as "qu’il", and "si il" as "s’il"."""
    return re.sub(r"\bsi (?=ils?\b)", "s’", re.sub(r"\bque (?=[aeiouéèêàâîô])", "qu’", text))
