"""The language a document is written in: the toolkit's words from gettext catalogues, other texts from their language maps.

The language is that of the surrounding `speaking(...)`. A text without a wording in it is printed in the language that it has,
between invisible marks that say which: renderers of HTML make them `lang` attributes (`parts`), all others take them out
(`unmarked`). In the same way a reference to a numbered source stands between marks, which renderers of HTML make a link.
"""

import gettext
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

from assess.cache import fingerprint, remember
from assess.problems import UsageError, did_you_mean
from assess.tuples import NamedTuple

ENGLISH = "en"
_LOCALE = Path(__file__).parent / "locale"
_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})

# private-use characters, which are refused in files, so that no input can contain them
_OPEN, _MIDDLE, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARKED = re.compile(f"{_OPEN}(!?)([^{_MIDDLE}]*){_MIDDLE}|{_CLOSE}")
_REFERS, _REFERRED = "\ue003", "\ue004"
REFERENCE = re.compile(f"{_REFERS}([^{_REFERRED}]*){_REFERRED}")
"""A reference to a numbered source, "S12", between its marks."""
_BRACKETED = re.compile(rf"\(((?:{_REFERS}[^{_REFERRED}]*{_REFERRED}(?:\s?;)?\s?)+)\)")


class Tongue(NamedTuple):
    """A language that documents can be written in."""

    code: str
    words: gettext.NullTranslations

    @property
    def direction(self) -> str:
        return direction(self.code)


def direction(code: str) -> str:
    """Which way a language is written: "ltr" or "rtl"."""
    return "rtl" if code.partition("_")[0] in _RIGHT_TO_LEFT else "ltr"


_spoken: ContextVar[Tongue] = ContextVar("spoken", default=Tongue(ENGLISH, gettext.NullTranslations()))  # noqa: B039


def languages(folder: Path = _LOCALE) -> list[str]:
    """Codes of the languages that the toolkit's own words are written in."""
    return sorted({ENGLISH, *(path.parent.parent.name for path in folder.glob("*/LC_MESSAGES/assess.[mp]o"))})


@contextmanager
def speaking(code: str, folder: Path = _LOCALE) -> Iterator[Tongue]:
    """Everything worded inside the `with` block is in this language.

    Raises:
        UsageError: the language is not available.
    """
    tongue = Tongue(code, _catalogue(code, folder))
    token = _spoken.set(tongue)
    try:
        yield tongue
    finally:
        _spoken.reset(token)


def spoken() -> Tongue:
    """The language of the surrounding `speaking`; English outside of one."""
    return _spoken.get()


def _catalogue(code: str, folder: Path) -> gettext.NullTranslations:
    if code == ENGLISH:
        return gettext.NullTranslations()
    source = folder / code / "LC_MESSAGES" / "assess.po"  # in a checkout; an installation has the compiled catalogue
    compiled = source.with_suffix(".mo")
    known = re.fullmatch(r"[a-z]{2,3}(_[A-Z]{2})?", code) is not None
    if known and source.is_file():
        content = source.read_bytes()
        key = f"mo-{code}-{fingerprint([('po', content)])}"
        return gettext.GNUTranslations(
            io.BytesIO(remember(key, lambda: _compiled(code, content, source), bytes, _readable))
        )
    if known and compiled.is_file():
        return gettext.GNUTranslations(io.BytesIO(compiled.read_bytes()))
    there = languages(folder)
    hint = did_you_mean(code, there) or f"there are: {', '.join(there)}"
    raise UsageError(f"the language {code!r} is not available; {hint}")


def _readable(kept: bytes) -> bytes:
    gettext.GNUTranslations(io.BytesIO(kept))
    return kept


def _compiled(code: str, content: bytes, path: Path) -> bytes:
    from babel.core import Locale, UnknownLocaleError
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, PoFileParser
    from babel.plural import PluralRule, to_gettext

    catalog = Catalog(locale=code)
    # The forms of a catalogue without a head: one for 1 and one for other numbers, by the rules of the language. Babel's own choice
    # differs between its versions, even in the number of forms. A head, if there is one, comes later and is used instead.
    with suppress(UnknownLocaleError):
        rules = Locale.parse(code).plural_form.rules
        one = PluralRule({name: rule for name, rule in rules.items() if name == "one"})
        catalog.mime_headers = [("Plural-Forms", to_gettext(one))]
    try:
        PoFileParser(catalog, abort_invalid=True).parse(io.BytesIO(content))
    except PoFileError as error:
        hint = (
            "; more than two forms of plurals need the line Plural-Forms in the head" if "plurals" in str(error) else ""
        )
        raise UsageError(f"{path}: {error}{hint}") from None
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


# The toolkit's own words


def _(message: str) -> str:
    """The message in the document's language."""
    return _spoken.get().words.gettext(message)


def N_(message: str) -> str:
    """Marks a message that is translated where it is used."""
    return message


def ngettext(one: str, many: str, n: int) -> str:
    """The message for `n` things."""
    return _spoken.get().words.ngettext(one, many, n)


# Texts of frameworks and profiles


def say(text: str | Mapping[str, str] | None) -> str:
    """A text of a framework or the catalogue; if it is not translated, it is marked."""
    return _worded(text, "!")


def quote(text: str | Mapping[str, str] | None) -> str:
    """A text of a profile, in the words of its author."""
    return _worded(text, "")


def _worded(text: str | Mapping[str, str] | None, flag: str) -> str:
    if not text:
        return ""
    code = _spoken.get().code
    if isinstance(text, str):
        own, worded = ENGLISH, text
    elif code in text:
        return text[code]
    else:
        own, worded = next(iter(text.items()))
    return worded if own == code else f"{_OPEN}{flag}{own}{_MIDDLE}{worded}{_CLOSE}"


def unmarked(text: str) -> str:
    """The text without marks: a reference reads "[S12]"."""
    return REFERENCE.sub(r"[\1]", single(_MARKED.sub("", text))) if is_marked(text) else text


def single(text: str) -> str:
    """The text with references alone in brackets freed of these, since a reference has its own."""
    return _BRACKETED.sub(r"\1", text)


def is_marked(text: str) -> bool:
    """Whether a part of the text is in another language than the document's, or refers to a numbered source."""
    return _OPEN in text or _CLOSE in text or _REFERS in text


def refers(number: str) -> str:
    """A reference to a numbered source."""
    return f"{_REFERS}{number}{_REFERRED}"


def is_untranslated(text: str) -> bool:
    """Whether a translation of a part of the text is wanted but missing."""
    return f"{_OPEN}!" in text


def listed(texts: Iterable[str]) -> str:
    """Parts one after the other, with the separator of the language: "a; b"; between two references to sources there is none."""
    separator = _("; ")
    return separator.join(texts).replace(f"{_REFERRED}{separator}{_REFERS}", f"{_REFERRED} {_REFERS}")


def each_that(texts: Iterable[str]) -> str:
    """Parts that stand after "that", each after its own: "a; that b", so that none reads as a sentence by itself."""
    return _("; that ").join(texts)


def headed(title: str, text: str) -> str:
    """A text under a title, on one line: "Status: signed"."""
    return _("{title}: {text}").format(title=title, text=text)


def lower(text: str) -> str:
    """The text as the continuation of a sentence: its first letter small, unless the word is a name or an abbreviation."""
    second = text.partition(" ")[2]
    name = second[:1].isupper() and not second[1:2].isupper()  # "United Nations", but "Use of INTERPOL"
    elided = text[1:2] == "’"  # French "L’autre": what follows the article is another word
    small = text[1:2].islower() or text[1:2] == " " or elided
    return text[:1].lower() + text[1:] if small and (elided or not name) else text


class Part(NamedTuple):
    """A stretch of text in one language; "" is the document's language."""

    text: str
    language: str
    missing: bool
    """A translation is wanted but missing."""


def parts(text: str) -> list[Part]:
    """The text, cut at its marks; within nested marks, the innermost language counts."""
    found: list[Part] = []
    stack: list[tuple[str, bool]] = [("", False)]
    at = 0
    for match in _MARKED.finditer(text):
        if match.start() > at:
            found.append(Part(text[at : match.start()], *stack[-1]))
        at = match.end()
        if match.group(0) == _CLOSE:
            stack = stack[:-1] or [("", False)]
        else:
            stack.append((match.group(2), bool(match.group(1))))
    if at < len(text):
        found.append(Part(text[at:], *stack[-1]))
    return found
