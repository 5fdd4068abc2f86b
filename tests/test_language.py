"""The document's language: words, marks of untranslated texts, numbers and dates; and complete catalogues."""

import ast
import re
import shutil
import subprocess
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from assess.formats.html import in_its_language
from assess.problems import UsageError
from assess.reading.yamlfile import parse_yaml
from assess.words.figures import date_words, number, percent
from assess.words.language import (
    Part,
    _,
    direction,
    languages,
    listed,
    lower,
    ngettext,
    parts,
    quote,
    refers,
    say,
    speaking,
    spoken,
    unmarked,
)

ROOT = Path(__file__).parent.parent
OPEN, MIDDLE, CLOSE = "\ue000", "\ue001", "\ue002"


# The language spoken


def test_outside_of_any_language_it_is_english() -> None:
    assert (spoken().code, spoken().direction, _("not identified")) == ("en", "ltr", "not identified")
    assert ngettext("{n} criterion", "{n} criteria", 2) == "{n} criteria"


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A folder with a catalogue of few words in French."""
    home = tmp_path / "fr/LC_MESSAGES"
    home.mkdir(parents=True)
    one = 'msgid "open"\nmsgstr "ouvert"\n\n'
    many = 'msgid "{n} part"\nmsgid_plural "{n} parts"\nmsgstr[0] "{n} partie"\nmsgstr[1] "{n} parties"\n'
    (home / "assess.po").write_text(one + many, encoding="utf-8")
    return tmp_path


def test_a_language_is_spoken_inside_and_no_longer_afterwards(words: Path) -> None:
    with speaking("fr", words) as tongue:
        assert (spoken(), tongue.code, _("open")) == (tongue, "fr", "ouvert")
        with speaking("en"):
            assert _("open") == "open"
        assert _("open") == "ouvert"
        assert _("a message that no catalogue has") == "a message that no catalogue has"
        assert [ngettext("{n} part", "{n} parts", n) for n in (0, 1, 2)] == ["{n} partie", "{n} partie", "{n} parties"]
    with pytest.raises(ZeroDivisionError), speaking("fr", words):
        raise ZeroDivisionError
    assert (spoken().code, _("open")) == ("en", "open")


ONE_AND_MANY = 'msgid "{n} part"\nmsgid_plural "{n} parts"\nmsgstr[0] "{n} partie"\nmsgstr[1] "{n} parties"\n'
HEAD = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'


def catalogue(folder: Path, code: str, text: str) -> Path:
    """A folder of catalogues with this one in it."""
    home = folder / code / "LC_MESSAGES"
    home.mkdir(parents=True)
    (home / "assess.po").write_text(text, encoding="utf-8")
    return folder


def plurals(folder: Path, code: str) -> list[str]:
    with speaking(code, folder):
        return [ngettext("{n} part", "{n} parts", n) for n in (0, 1, 2)]


@pytest.mark.parametrize(
    "head",
    ["", f"{HEAD}\n", f'{HEAD}"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'],
    ids=["none", "part", "whole"],
)
def test_plurals_are_chosen_as_the_language_does_with_and_without_a_head(head: str, tmp_path: Path) -> None:
    assert plurals(catalogue(tmp_path, "fr", head + ONE_AND_MANY), "fr") == ["{n} partie", "{n} partie", "{n} parties"]


def test_a_language_with_one_form_only_needs_no_head(tmp_path: Path) -> None:
    one = ONE_AND_MANY.partition("msgstr[1]")[0]
    assert plurals(catalogue(tmp_path, "ja", one), "ja") == ["{n} partie"] * 3


def test_the_head_of_a_catalogue_comes_before_what_the_language_does(tmp_path: Path) -> None:
    head = f'{HEAD}"Plural-Forms: nplurals=3; plural=(n == 0 ? 2 : n > 1);\\n"\n\n'
    folder = catalogue(tmp_path, "fr", f'{head}{ONE_AND_MANY}msgstr[2] "aucune partie"\n')
    assert plurals(folder, "fr") == ["aucune partie", "{n} partie", "{n} parties"]


def test_forms_that_nobody_says_when_to_use_are_refused(tmp_path: Path) -> None:
    folder = catalogue(tmp_path, "fr", f'{ONE_AND_MANY}msgstr[2] "aucune partie"\n')
    with pytest.raises(UsageError, match=r"assess\.po: .*need the line Plural-Forms in the head"):
        plurals(folder, "fr")


def test_a_compiled_catalogue_is_read_where_there_is_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "babel.messages.pofile", None)  # nothing is compiled
    monkeypatch.setenv("ASSESS_CACHE", "0")
    words = words_in(ROOT / "assess/words/locale/fr/LC_MESSAGES/assess.po")
    words.add(("{n} part", "{n} parts"), ("{n} partie", "{n} parties"))
    home = tmp_path / "fr/LC_MESSAGES"
    home.mkdir(parents=True)
    with (home / "assess.mo").open("wb") as file:
        write_mo(file, words)
    assert languages(tmp_path) == ["en", "fr"]
    assert plurals(tmp_path, "fr") == ["{n} partie", "{n} partie", "{n} parties"]
    with speaking("fr", tmp_path):
        assert _("not identified") == words["not identified"].string


@pytest.mark.parametrize("code", [code for code in languages() if code != "en"])
def test_the_head_of_a_catalogue_says_what_it_is(code: str) -> None:
    text = (ROOT / f"assess/words/locale/{code}/LC_MESSAGES/assess.po").read_text(encoding="utf-8")
    head = text.partition('msgid ""\nmsgstr ""\n')[2].partition("\n\n")[0].splitlines()
    assert [line.partition(":")[0] for line in head] == [
        '"Language', '"Plural-Forms', '"MIME-Version', '"Content-Type', '"Content-Transfer-Encoding',
    ]  # fmt: skip
    assert f'"Language: {code}\\n"' in head
    assert '"Content-Type: text/plain; charset=utf-8\\n"' in head


def test_make_words_keeps_the_head(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "assess/words/locale", tmp_path / "assess/words/locale")
    (tmp_path / "out").mkdir()
    source = tmp_path / "assess/words/locale/fr/LC_MESSAGES/assess.po"
    (tmp_path / "out/assess.pot").write_text(
        re.sub(r'msgstr(\[\d\])? ".*"', 'msgstr\\1 ""', source.read_text().partition("\n\n")[2])
    )
    recipe = (ROOT / "Makefile").read_text().partition("\nwords:")[2].partition("\n\n")[0].splitlines()[1:]
    steps = [step.replace("$(BIN)/pybabel", f"{sys.executable} -m babel.messages.frontend") for step in recipe]
    for step in steps:
        if " extract " not in step and "mkdir" not in step:
            subprocess.run(step, shell=True, check=True, cwd=tmp_path, capture_output=True)
    assert source.read_text(encoding="utf-8") == (ROOT / source.relative_to(tmp_path)).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("fra", "did you mean fr"), ("de", "there are: en, fr"), ("FR", "there are: en, fr"), ("", "there are: en, fr"),
        ("../fr", "there are: en, fr"), ("fr/../fr", "there are: en, fr"), ("fr\n", "did you mean fr"),
    ],
)  # fmt: skip
def test_a_language_without_words_is_refused_with_a_hint(code: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint) as raised, speaking(code):
        pass
    assert repr(code) in str(raised.value)
    assert spoken().code == "en"


def test_a_folder_of_catalogues_gives_its_languages(tmp_path: Path) -> None:
    home = tmp_path / "pt_BR/LC_MESSAGES"
    home.mkdir(parents=True)
    (home / "assess.po").write_text('msgid "open"\nmsgstr "em aberto"\n', encoding="utf-8")
    assert languages(tmp_path) == ["en", "pt_BR"]
    with speaking("pt_BR", tmp_path):
        assert _("open") == "em aberto"
    (home / "assess.po").write_text('msgid "open"\nmsgstr "aberto"\n', encoding="utf-8")
    with speaking("pt_BR", tmp_path):
        assert _("open") == "aberto"  # what is kept of a catalogue is kept by what it holds


@pytest.mark.parametrize(
    ("code", "way"), [("en", "ltr"), ("fr", "ltr"), ("ar", "rtl"), ("ur", "rtl"), ("ar_EG", "rtl")]
)
def test_the_way_a_language_is_written(code: str, way: str) -> None:
    assert direction(code) == way


# Marks


def test_a_text_in_the_language_spoken_has_no_mark() -> None:
    assert (say("Access"), quote("Access"), say(None), say("")) == ("Access", "Access", "", "")
    assert say({"fr": "Accès", "en": "Access"}) == "Access"
    with speaking("fr"):
        assert say({"en": "Access", "fr": "Accès"}) == "Accès"


def test_a_text_that_is_not_translated_says_its_language_and_that_a_translation_is_wanted() -> None:
    with speaking("fr"):
        assert parts(say("Access")) == [Part("Access", "en", True)]
        assert parts(quote("Access")) == [Part("Access", "en", False)]
        assert unmarked(f"« {say('Access')} » : {quote({'es': 'Acceso'})}") == "« Access » : Acceso"
    assert parts(say({"fr": "Accès", "es": "Acceso"})) == [Part("Accès", "fr", True)]  # the first stands in


def test_what_a_mark_inside_a_mark_says_is_in_the_inner_language() -> None:
    text = f"a {OPEN}!en{MIDDLE}b {OPEN}fr{MIDDLE}c{CLOSE} d{CLOSE} e"
    assert unmarked(text) == "a b c d e"
    assert parts(text) == [
        Part("a ", "", False), Part("b ", "en", True), Part("c", "fr", False), Part(" d", "en", True), Part(" e", "", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{CLOSE}x{CLOSE}", [Part("x", "", False)]),
        (f"{OPEN}!en{MIDDLE}x", [Part("x", "en", True)]),
        (f"{OPEN}en{MIDDLE}{CLOSE}x", [Part("x", "", False)]),
        (f"{OPEN}x", [Part(f"{OPEN}x", "", False)]),
        (f'{OPEN}!"><script>{MIDDLE}x{CLOSE}', [Part("x", '"><script>', True)]),
        ("", []),
    ],
)
def test_marks_that_do_not_match_lose_no_text(text: str, found: list[Part]) -> None:
    assert parts(text) == found
    assert unmarked(text) == "".join(part.text for part in found)


@given(st.text(alphabet=f"a!{OPEN}{MIDDLE}{CLOSE}", max_size=30))
def test_parts_and_plain_agree_on_any_text(text: str) -> None:
    assert "".join(part.text for part in parts(text)) == unmarked(text)


def test_html_names_the_language_of_a_part_and_escapes_what_it_says() -> None:
    with speaking("fr"):
        made = in_its_language(say("A & <b>"))
    assert made == '<span lang="en" dir="ltr" class="missing">A &amp; &lt;b&gt;</span>'
    assert in_its_language(f"{OPEN}ar_EG{MIDDLE}x{CLOSE}") == '<span lang="ar-EG" dir="rtl">x</span>'
    assert in_its_language(f'{OPEN}!"><script>{MIDDLE}x{CLOSE}') == "x"  # what is no code of a language names none


# References to numbered sources


def test_a_reference_reads_as_a_number_in_brackets_and_is_a_link_in_html() -> None:
    text = f"On record: a unit works ({refers('S12')})."
    assert unmarked(text) == "On record: a unit works [S12]."
    assert in_its_language(text) == 'On record: a unit works <a class="ref" href="#S12">[S12]</a>.'


def test_no_brackets_stand_around_references_that_have_their_own() -> None:
    both = listed([refers("S1"), refers("S2")])
    assert unmarked(both) == "[S1] [S2]"
    assert unmarked(f"x ({both})") == "x [S1] [S2]"
    assert in_its_language(f"({both})") == ('<a class="ref" href="#S1">[S1]</a> <a class="ref" href="#S2">[S2]</a>')
    assert unmarked(f"x ({refers('S1')}; {refers('S2')})") == "x [S1]; [S2]"
    # beside anything else the brackets stay
    assert unmarked(f"({refers('S1')}; low confidence)") == "([S1]; low confidence)"
    assert unmarked(f"({listed(['Act, s. 1', refers('S1'), refers('S2')])})") == "(Act, s. 1; [S1] [S2])"
    with speaking("fr"):
        assert unmarked(f"({listed([refers('S1'), refers('S2'), 'x'])})") == "([S1] [S2]\xa0; x)"


def test_many_references_take_no_longer_than_they_are_long() -> None:
    text = "(" + " ".join(refers(f"S{i}") for i in range(2_000)) + " and more)"
    assert unmarked(text).startswith("([S0] [S1]")


def test_a_reference_in_a_text_of_another_language_is_a_link_too() -> None:
    text = f"{OPEN}fr{MIDDLE}Voir {refers('S3')}{CLOSE}"
    assert unmarked(text) == "Voir [S3]"
    assert in_its_language(text) == '<span lang="fr" dir="ltr">Voir <a class="ref" href="#S3">[S3]</a></span>'


@pytest.mark.parametrize(
    "hostile", ['S1" onclick="x', "S1><script>", "javascript:x", "s1", "S1234567", "", "S1\n", "Ｓ1", "S١"]
)
def test_only_numbers_of_sources_become_links(hostile: str) -> None:
    made = in_its_language(f"a {refers(hostile)}")
    assert "<" not in made
    assert made == f"a [{escape(hostile)}]"


def test_marks_of_references_that_do_not_match_lose_no_text() -> None:
    assert unmarked("\ue003S1") == "\ue003S1"
    assert unmarked("S1\ue004") == "S1\ue004"
    assert in_its_language("a \ue003S1 <b>") == "a \ue003S1 &lt;b&gt;"


@pytest.mark.parametrize("mark", [OPEN, MIDDLE, CLOSE, "\ue003", "\ue004"])
@pytest.mark.parametrize("written", ["{}", "\\u{:x}"])
def test_no_file_can_hold_our_marks(mark: str, written: str) -> None:
    inside = written.format(mark if written == "{}" else ord(mark))
    faults = parse_yaml(f'note: "a {inside} b"\n'.encode(), "p.yaml").problems
    assert [fault.code for fault in faults] == ["control-character"]


def test_what_merely_looks_like_a_reference_is_none() -> None:
    assert in_its_language("[S1] (S2)") == "[S1] (S2)"


# Letters, numbers, dates


@pytest.mark.parametrize(
    ("text", "lowered"),
    [
        ("L’autre État", "l’autre État"),
        ("Illegal access", "illegal access"), ("A body", "a body"), ("Use of INTERPOL", "use of INTERPOL"), ("L’accès", "l’accès"),
        ("Égalité", "égalité"), ("United Nations", "United Nations"), ("INTERPOL", "INTERPOL"), ("EU law", "EU law"),
        ("24/7 network", "24/7 network"), ("", ""), ("X", "X"),
    ],
)  # fmt: skip
def test_a_text_continues_a_sentence_unless_it_begins_with_a_name(text: str, lowered: str) -> None:
    assert lower(text) == lowered


def test_a_marked_text_keeps_its_mark() -> None:
    with speaking("fr"):
        assert parts(lower(say("Illegal access"))) == [Part("Illegal access", "en", True)]
        assert parts(lower(quote("Illegal access"))) == [Part("Illegal access", "en", False)]


@pytest.mark.parametrize(
    ("code", "half", "third", "tiny"), [("en", "0.50", "33.3", "0.01"), ("fr", "0,50", "33,3", "0,01")]
)
def test_numbers_are_rounded_half_up_with_the_sign_of_the_language(code: str, half: str, third: str, tiny: str) -> None:
    with speaking(code):
        assert number(Fraction(1, 2)) == half
        assert number(Fraction(1, 3), 100, 1) == third
        assert number(Fraction(1, 200)) == tiny  # a float's half-even rounding gives 0.00
        assert number(Fraction(1, 2), 5, 0) == "3"


@pytest.mark.parametrize(("code", "sign"), [("en", "%"), ("fr", "\xa0%")])
def test_a_share_is_never_rounded_to_all_or_nothing(code: str, sign: str) -> None:
    shares = {
        Fraction(0): 0,
        Fraction(1, 1000): 1,
        Fraction(1, 3): 33,
        Fraction(1, 200): 1,
        Fraction(999, 1000): 99,
        Fraction(1): 100,
    }
    with speaking(code):
        assert [percent(share) for share in shares] == [f"{n}{sign}" for n in shares.values()]


def test_dates_are_in_words() -> None:
    one = date(2026, 10, 1)
    assert (date_words(one), date_words(one, length="medium")) == ("1 October 2026", "1 Oct 2026")
    with speaking("fr"):
        assert (date_words(one), date_words(one, length="medium")) == ("1er octobre 2026", "1er oct. 2026")


# The catalogues of words


PLACEHOLDER = re.compile(r"\{[^{}]*\}|%\([a-z_]+\)s|</?[a-z]+>")
AGREES = re.compile(r"\{\w+:[^{}]*\|[^{}]*\}")


def named(text: str) -> list[str]:
    """The placeholders of a message, in whatever form; words that only agree with one stand beside it."""
    return [re.sub(r":[a-z]+", "", found) for found in PLACEHOLDER.findall(AGREES.sub("", text))]


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The messages in the sources, as `make words` finds them."""
    out = tmp_path_factory.mktemp("words") / "assess.pot"
    (line,) = [line for line in (ROOT / "Makefile").read_text().splitlines() if "pybabel -q extract" in line]
    options = line.partition("extract ")[2].replace("out/assess.pot", str(out)).split()
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", *options]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return words_in(out)


def words_in(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def messages(catalogue: Catalog) -> dict[tuple[object, object], Message]:
    return {(message.id, message.context): message for message in catalogue if message.id}


def faults(catalogue: Catalog, wanted: Catalog) -> list[str]:
    """What is missing, superfluous or wrong in a catalogue."""
    found, known = messages(catalogue), messages(wanted)
    said = [f"missing: {key[0]}" for key in known.keys() - found.keys()]
    said += [f"of no use: {key[0]}" for key in found.keys() - known.keys()]
    for message in found.values():
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        if message.fuzzy:
            said.append(f"fuzzy: {message.id}")
        if not all(strings) or (len(ids) > 1 and len(strings) != catalogue.num_plurals):
            said.append(f"empty: {message.id}")
            continue
        # a form for one may leave the number out
        if sorted(named(strings[-1])) != sorted(named(ids[-1])):
            said.append(f"placeholders: {message.id}")
        if any(set(named(text)) - set(named(ids[-1])) for text in strings):
            said.append(f"placeholders: {message.id}")
    return sorted(set(said))


@pytest.mark.parametrize("code", [code for code in languages() if code != "en"])
def test_a_catalogue_has_every_message_whole(code: str, extracted: Catalog) -> None:
    assert len(messages(extracted)) > 200
    assert faults(words_in(ROOT / f"assess/words/locale/{code}/LC_MESSAGES/assess.po"), extracted) == []


def test_no_message_hides_in_an_f_string() -> None:
    """There the extractor does not see it before Python 3.12, so it would be printed in English."""
    hidden = [
        (path.name, call.lineno)
        for path in (ROOT / "assess").rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("_", "N_")
        if call.args and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []


def test_french_signs_never_begin_a_line() -> None:
    """A space before two-part signs does not break."""
    text = (ROOT / "assess/words/locale/fr/LC_MESSAGES/assess.po").read_text(encoding="utf-8")
    said = [line for line in text.splitlines() if line.startswith(("msgstr", '"')) and "Plural-Forms" not in line]
    assert len(said) > 900
    assert [line for line in said if re.search(r" [:;?!»](?=[\s\").,]|$)|« ", line)] == []


def test_what_is_wrong_with_a_catalogue_is_found(tmp_path: Path) -> None:
    wanted = Catalog()
    for message in ("a", "{n} of {m}", "<b>c</b>", ("{n} d", "{n} ds"), "e"):
        wanted.add(message)
    path = tmp_path / "assess.po"
    path.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=2; plural=n > 1;\\n"\n\n'
        'msgid "a"\nmsgstr ""\n\nmsgid "{n} of {m}"\nmsgstr "{n} de m"\n\n#, fuzzy\nmsgid "<b>c</b>"\nmsgstr "<b>c<b>"\n\n'
        'msgid "{n} d"\nmsgid_plural "{n} ds"\nmsgstr[0] "un d"\nmsgstr[1] "{n} ds"\n\nmsgid "f"\nmsgstr "f"\n',
        encoding="utf-8",
    )
    assert faults(words_in(path), wanted) == [
        "empty: a", "fuzzy: <b>c</b>", "missing: e", "of no use: f", "placeholders: <b>c</b>", "placeholders: {n} of {m}",
    ]  # fmt: skip
