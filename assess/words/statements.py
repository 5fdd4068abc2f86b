"""A question that is answered yes or no, as the statement that a yes would make: "it covers suppressing data".

Questions of the catalogue are plain and short, so their words tell where the subject ends. There is no statement in a language
without rules here, and where the rules find no end of the subject.
"""

import re
from collections.abc import Callable

from assess.model.catalogue import Feature
from assess.words.french import elided
from assess.words.language import _, is_marked, say, spoken

_PRONOUNS = ("it", "they", "there")
_BE = ("is", "are", "was", "were", "has", "have")
_ASKING = (*_BE, "can", "may", "must", "does", "do", "did", "will")
_VERBS = frozenset(
    [
        "act",
        "be",
        "adopt",
        "advise",
        "agree",
        "allow",
        "answer",
        "appear",
        "apply",
        "ask",
        "assess",
        "attend",
        "attribute",
        "award",
        "bear",
        "bind",
        "carry",
        "check",
        "claim",
        "collect",
        "come",
        "communicate",
        "compel",
        "complain",
        "comply",
        "concern",
        "confirm",
        "confiscate",
        "consult",
        "contain",
        "coordinate",
        "count",
        "cover",
        "delete",
        "depend",
        "disclose",
        "discuss",
        "divide",
        "do",
        "draw",
        "encourage",
        "enforce",
        "ensure",
        "enter",
        "examine",
        "exchange",
        "exercise",
        "exist",
        "expose",
        "extend",
        "fit",
        "follow",
        "form",
        "freeze",
        "fund",
        "get",
        "give",
        "go",
        "grade",
        "grant",
        "have",
        "hear",
        "help",
        "hold",
        "identify",
        "impose",
        "include",
        "intercept",
        "interfere",
        "issue",
        "join",
        "keep",
        "lead",
        "leave",
        "lie",
        "limit",
        "locate",
        "look",
        "make",
        "meet",
        "monitor",
        "name",
        "need",
        "notify",
        "obtain",
        "offer",
        "oversee",
        "participate",
        "pass",
        "pay",
        "plan",
        "preserve",
        "prohibit",
        "protect",
        "provide",
        "publish",
        "punish",
        "put",
        "reach",
        "read",
        "receive",
        "record",
        "refuse",
        "remain",
        "report",
        "request",
        "require",
        "respond",
        "rest",
        "restrict",
        "result",
        "retain",
        "review",
        "run",
        "say",
        "search",
        "secure",
        "seize",
        "send",
        "serve",
        "set",
        "settle",
        "share",
        "show",
        "speak",
        "stand",
        "state",
        "stay",
        "stop",
        "supervise",
        "support",
        "suspend",
        "take",
        "teach",
        "tell",
        "test",
        "track",
        "train",
        "transfer",
        "treat",
        "try",
        "use",
        "work",
        "write",
    ]
)
"""Verbs with which predicates of questions begin after "can", "must", "does" and the like."""
_IRREGULAR = frozenset(
    [
        "been",
        "bound",
        "built",
        "done",
        "drawn",
        "found",
        "given",
        "heard",
        "held",
        "kept",
        "known",
        "laid",
        "led",
        "left",
        "made",
        "meant",
        "met",
        "put",
        "read",
        "said",
        "sent",
        "set",
        "shown",
        "sought",
        "taken",
        "taught",
        "told",
        "understood",
        "written",
    ]
)
_ADJECTIVES = frozenset(
    [
        "accessible",
        "admissible",
        "available",
        "binding",
        "broad",
        "clear",
        "compulsory",
        "confidential",
        "correct",
        "criminal",
        "current",
        "due",
        "effective",
        "enough",
        "equal",
        "excluded",
        "explicit",
        "extraditable",
        "fast",
        "free",
        "higher",
        "independent",
        "liable",
        "long",
        "longer",
        "mandatory",
        "narrow",
        "necessary",
        "open",
        "optional",
        "possible",
        "precise",
        "predicate",
        "present",
        "proportionate",
        "public",
        "punishable",
        "reachable",
        "reasonable",
        "responsible",
        "secure",
        "subject",
        "usable",
    ]
)
_FIRST = frozenset(["a", "an", "at", "by", "for", "in", "of", "on", "the", "those", "to", "under"])
_TITLES = re.compile(r"an? (?:element|condition|requirement)\b")
_STOP = ("the", "a", "an", "its", "their", "each", "any", "such", "no", "to", "was", "were", "is", "are", "not")


def stated(feature: Feature) -> str:
    """What an answer yes to the question of a flag would say; empty where the question does not show it."""
    question = say(feature.question)
    rule = _RULES.get(spoken().code.partition("_")[0])
    return rule(question) if rule and not is_marked(question) else ""


def that(feature: Feature) -> str:
    """The same after "that": "that it covers suppressing data"."""
    said = stated(feature)
    return _elided(_("that {statement}").format(statement=said)) if said else ""


def whether(feature: Feature) -> str:
    """The same after "whether"."""
    said = stated(feature)
    return _elided(_("whether {statement}").format(statement=said)) if said else ""


def _elided(text: str) -> str:
    """French leaves out a vowel before another."""
    return elided(text) if spoken().code.partition("_")[0] == "fr" else text


def _english(question: str) -> str:
    text = re.sub(r", and (can|may|must) they ", r", and \1 ", question.rstrip("?"))
    words = text.split()
    verb, rest = words[0].lower(), words[1:]
    if verb not in _ASKING or len(rest) < 2:
        return ""
    end = 1 if rest[0] in _PRONOUNS else _be(rest) if verb in _BE else _modal(rest)
    if not end:
        return ""
    subject, predicate = rest[:end], rest[end:]
    if subject[-1] == "not" and len(subject) > 1:
        subject, predicate = subject[:-1], ["not", *predicate]
    if verb in ("does", "did"):
        predicate = _finite(predicate, _third if verb == "does" else _past)
    return " ".join([*subject, *([] if verb in ("does", "do", "did") else [verb]), *predicate])


def _be(rest: list[str]) -> int:
    """How many words the subject has before a participle or an adjective; 0 where that cannot be told."""
    text = re.sub(r" \(.*\)$| (?:when|where) .*$", "", " ".join(rest))
    words = text.split()
    plain = [word.rstrip(",") for word in words]
    if found := _TITLES.search(text):
        return len(text[: found.start()].split())
    if "been" in plain:
        return plain.index("been")
    places = range(1, len(plain))
    adjectives = [i for i in places if plain[i] in _ADJECTIVES and plain[i - 1] not in (*_STOP, "extent")]
    if adjectives and (adjectives[-1] == len(plain) - 1 or plain[adjectives[0] + 1 : adjectives[0] + 2] == ["enough"]):
        return adjectives[0] if plain[adjectives[0] + 1 : adjectives[0] + 2] == ["enough"] else adjectives[-1]
    participles = [i for i in places if _participle(plain[i]) and not _beside(plain[i - 1])]
    if participles:
        whole = [i for i in participles if words[i].endswith(",") or words[i + 1 : i + 2] == ["on,"]]
        at = whole[0] if whole else participles[-1]
        while plain[at - 1] in ("and", "or") and (earlier := [i for i in participles if i < at]):
            at = earlier[-1]
        return at + 1 if plain[at + 1 : at + 2] in (["a"], ["an"]) and plain[at] == "sought" else at
    for i in places:
        if plain[i - 1] == "be" and _participle(plain[i]) and plain[i - 2] == "to":
            return i - 2
    firsts = [i for i in places if plain[i] in _FIRST]
    return (adjectives or firsts or [0])[0]


def _beside(word: str) -> bool:
    """Whether a participle after this word belongs to what stands beside it, and is no predicate."""
    beside = word in (*_STOP, *_FIRST, "be", "through", "within", "own") and word != "for"
    return beside or (word.endswith("ly") and word not in _VERBS)


def _participle(word: str) -> bool:
    return word in _IRREGULAR or (word.endswith("ed") and "-" not in word and word not in ("need", "speed", "hatred"))


def _modal(rest: list[str]) -> int:
    """How many words the subject has before a verb; 0 where that cannot be told."""
    plain = [word.rstrip(",") for word in rest]
    be = [i for i in range(1, len(plain)) if plain[i] == "be" and plain[i - 1] != "to"]
    found = [i for i in range(1, len(plain)) if plain[i] in _VERBS and plain[i - 1].lower() not in _STOP[:9]]
    return (be or found or [0])[0]


def _finite(predicate: list[str], form: Callable[[str], str]) -> list[str]:
    """The predicate with its verbs in a finite form: the first, and those that follow it after "or"."""
    made = list(predicate)
    first = next((i for i, word in enumerate(made) if word.rstrip(",") in _VERBS), 0)
    made[first] = form(made[first])
    for i in range(first + 1, len(made)):
        if made[i - 1] in ("or", "and") and made[i] in _VERBS and i - first < 4:
            made[i] = form(made[i])
    return made


def _third(verb: str) -> str:
    """The third person of a verb."""
    if verb in _THIRD:
        return _THIRD[verb]
    if re.search(r"(?:s|x|z|ch|sh)$", verb):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if re.search(r"[^aeiou]y$", verb) else f"{verb}s"


def _past(verb: str) -> str:
    return _PAST.get(verb) or (f"{verb}d" if verb.endswith("e") else f"{verb}ed")


_THIRD = {"have": "has", "be": "is", "do": "does", "go": "goes"}
_PAST = {"take": "took", "give": "gave", "have": "had", "be": "was", "send": "sent", "hold": "held", "make": "made"}


_INVERTED = re.compile(r"([\wÀ-ÿ’]+)(?:-t)?-(il|elle|ils|elles|on|ce)(?![\wÀ-ÿ-])")


def _french(question: str) -> str:
    text = question.rstrip("?").rstrip("\u00a0\u202f ")
    if asked := re.match(r"Est-ce (?:que |qu’)(.*)$", text):
        return asked[1]
    found = _INVERTED.search(text)
    if not found:
        return ""
    before, verb, pronoun, after = text[: found.start()], found[1], found[2], text[found.end() :]
    after = _INVERTED.sub(r"\1", after)  # of what follows "or", the subject is the same
    if before.strip():
        return f"{before[:1].lower()}{before[1:]}{verb}{after}"
    return f"{pronoun} {verb[:1].lower()}{verb[1:]}{after}"


_RULES: dict[str, Callable[[str], str]] = {"en": _english, "fr": _french}
