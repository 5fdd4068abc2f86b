"""Questions of the catalogue as statements, in English and French; names with their articles in French."""

import re

import pytest

from assess.model.catalogue import Feature
from assess.reading.library import load_library
from assess.words.countries import country_codes, in_sentence
from assess.words.french import elided, joined, of_law, provisions, with_article
from assess.words.language import say, speaking, unmarked
from assess.words.statements import stated, that, whether


def flag(question: str) -> Feature:
    return Feature(type="flag", question=question)


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("Does it cover suppressing data?", "it covers suppressing data"),
        ("Can the victim ask for it?", "the victim can ask for it"),
        ("Is producing covered?", "producing is covered"),
        ("Is causing a loss of property to another covered, whatever the property?",
         "causing a loss of property to another is covered, whatever the property"),
        ("May a request not be refused merely as fiscal?", "a request may not be refused merely as fiscal"),
        ("Is a sending State told when its conditions cannot be met?",
         "a sending State is told when its conditions cannot be met"),
        ("Is the disclosure fast enough in law to be called expedited?",
         "the disclosure is fast enough in law to be called expedited"),
        ("Does the private sector take part or give regular advice?", "the private sector takes part or gives regular advice"),
        ("Must a further act be done beside the interception?", "a further act must be done beside the interception"),
        ("Are handling and copies to be recorded?", "handling and copies are to be recorded"),
        ("Did it cover law?", "it covered law"),
    ],
)  # fmt: skip
def test_a_question_becomes_the_statement_that_a_yes_would_make(question: str, statement: str) -> None:
    assert stated(flag(question)) == statement
    assert that(flag(question)) == f"that {statement}"
    assert whether(flag(question)) == f"whether {statement}"


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("L’infraction couvre-t-elle la suppression de données ?", "que l’infraction couvre la suppression de données"),
        ("Est-il joignable à toute heure ?", "qu’il est joignable à toute heure"),
        ("Exécute-t-elle les demandes ou les transmet-elle pour exécution ?",
         "qu’elle exécute les demandes ou les transmet pour exécution"),
        ("Des refus sont-ils possibles ?", "que des refus sont possibles"),
    ],
)  # fmt: skip
def test_in_french(question: str, statement: str) -> None:
    with speaking("fr"):
        assert that(Feature(type="flag", question={"fr": question})) == statement


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nearly_every_question_of_the_catalogue_has_its_statement(language: str) -> None:
    facts = load_library(["cooperation"], language=language).catalogue.facts
    with speaking(language):
        flags = {
            unmarked(say(f.question)): f for fact in facts.values() for f in fact.features.values() if f.type == "flag"
        }
        said = {question: stated(feature) for question, feature in flags.items()}
    assert len(said) > 700
    assert len([question for question, text in said.items() if not text]) <= 2
    for question, text in said.items():
        assert "?" not in text
        words = re.findall(r"[\w’'-]+", text.lower())
        # nothing is lost and nothing comes in but forms of verbs
        assert len(words) <= len(re.findall(r"[\w’'-]+", question.lower())) + 1, question


def test_a_language_without_rules_has_no_statement() -> None:
    with speaking("fr"):
        assert stated(flag("Is producing covered?")) == ""  # not translated


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Kenya", ("le Kenya", "du Kenya", "au Kenya", "au Kenya")),
        ("Philippines", ("les Philippines", "des Philippines", "aux Philippines", "aux Philippines")),
        ("Afrique du Sud", ("l’Afrique du Sud", "de l’Afrique du Sud", "à l’Afrique du Sud", "en Afrique du Sud")),
        ("Côte d’Ivoire", ("la Côte d’Ivoire", "de la Côte d’Ivoire", "à la Côte d’Ivoire", "en Côte d’Ivoire")),
        ("Mexique", ("le Mexique", "du Mexique", "au Mexique", "au Mexique")),
        ("Haïti", ("Haïti", "d’Haïti", "à Haïti", "à Haïti")),
        ("Israël", ("Israël", "d’Israël", "à Israël", "en Israël")),
        ("Royaume-Uni", ("le Royaume-Uni", "du Royaume-Uni", "au Royaume-Uni", "au Royaume-Uni")),
    ],
)
def test_names_of_states_have_their_articles_in_french(name: str, said: tuple[str, ...]) -> None:
    found = with_article(name)
    assert (f"{found}", f"{found:de}", f"{found:a}", f"{found:en}") == said


def test_words_agree_with_a_name() -> None:
    for name, words in (
        ("Kenya", "est invité"),
        ("Suisse", "est invitée"),
        ("Pays-Bas", "sont invités"),
        ("Philippines", "sont invitées"),
    ):
        assert f"{with_article(name):est|sont} {with_article(name):invité|invitée|invités|invitées}" == words


def test_every_state_has_forms_in_french_and_a_name_of_ones_own_has_no_article() -> None:
    with speaking("fr"):
        for name in country_codes("fr").values():
            assert not re.search(
                r"\b(?:de les?|à les?|de le|l’[^aeiouéèêîôâAEIOUÉÈÊÎÔÂ])\b",
                f"{in_sentence(name):de} {in_sentence(name):a}",
            ), name
        assert f"{in_sentence('Utopie du Nord'):de}" == "de Utopie du Nord"
    assert str(in_sentence("Kenya")) == "Kenya"


def test_provisions_of_each_unit_in_french() -> None:
    law = of_law("Cybercrimes Act", "act", french=False)
    assert law == "de la loi «\u00a0Cybercrimes Act\u00a0»"
    assert f"{provisions(['43'], 's.', law):de}" == f"de l’article 43 {law}"
    assert f"{provisions(['41', '44'], 'art.', law):a}" == f"aux articles 41 et 44 {law}"
    assert str(provisions(["2"], "cl.", law)) == f"la clause 2 {law}"
    assert str(provisions(["5"], "§", law)) == f"le paragraphe 5 {law}"
    assert of_law("Code pénal", "act", french=True) == "du code pénal"
    assert of_law("Constitution of Kenya", "act", french=False) == "de la Constitution"
    assert of_law("Loi n° 2016-29", "act", french=True) == "de la loi n° 2016-29"
    both = joined([provisions(["27"], "art.", law), provisions(["3", "8"], "s.", "du code")])
    assert f"{both:de}" == f"de l’article 27 {law} et des articles 3 et 8 du code"
    assert elided("prévoit que il est, que une") == "prévoit qu’il est, qu’une"
