import pytest

from kroniek.errors import LanguageError
from kroniek.reading.languages import check_language, foreign

FOREIGN = {
    "Afrikaans": "Die president het gister in Pretoria gesê dat hy nie sal bedank nie. Volgens amptenare is daar nog geen besluit geneem nie oor die sanksies teen Rusland, maar die kabinet sal volgende week weer vergader oor die saak. Die minister wil bemiddel tussen die twee lande.",
    "German": "Der Präsident hat am Freitag angekündigt, dass die Regierung neue Sanktionen gegen Russland verhängen wird. Nach Angaben des Ministeriums sind die Maßnahmen eine Antwort auf die Angriffe im Osten der Ukraine. Moskau wies die Vorwürfe am Abend zurück.",
    "English": "The president announced on Friday that the government will impose new sanctions on Russia. According to the ministry the measures are an answer to the attacks in the east of Ukraine. Moscow rejected the accusations in the evening and warned of consequences.",
    "French": "Le président a annoncé vendredi que le gouvernement imposerait de nouvelles sanctions à la Russie. Selon le ministère, ces mesures répondent aux attaques dans l'est de l'Ukraine. Moscou a rejeté les accusations dans la soirée et menacé de conséquences.",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_a_page_in_another_language_is_refused_by_name(language):
    with pytest.raises(LanguageError, match=language):
        check_language(FOREIGN[language], stated=None)


def test_a_page_without_one_dutch_word_is_refused_although_the_identifier_is_not_quite_sure():
    english = (
        "The president of the United States met the Russian leader on Monday in Geneva to discuss the war in Ukraine. "
        "Both sides agreed to continue talks. "
    )
    assert foreign(english * 4) == "English"


@pytest.mark.parametrize(
    "text",
    [
        "Mahmoud Ahmadinejad ontmoet Hugo Chávez in Caracas.",
        "Viktor Orbán, Robert Fico, Mateusz Morawiecki en Andrej Babiš ondertekenden in Boedapest.",
        "Qatar-Jordanië 3-1 (1-0). Doelpunten: 22. Afif, 67. Al-Naimat, 73. en 90.+5 Afif.",
        "De Franse president zei: ‘Nous ne céderons pas, jamais, et la France tiendra ses engagements envers ses alliés.’ Volgens het Élysée is er geen besluit, maar wordt er wel over gesproken met de regeringen die het aangaat.",
    ],
)
def test_short_dutch_full_of_names_is_kept(text):
    assert foreign(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Russia attacked Kyiv.", "English"),
        ("Turkey arrested two officers.", "English"),
        ("La Russie a attaqué Kiev lundi.", "French"),
        ("Die Ukraine greift Russland an.", "German"),
    ],
)
def test_a_few_words_of_another_language_are_known_where_none_is_dutch(text, language):
    assert foreign(text) == language


@pytest.mark.parametrize(
    "text", ["Israel bombardeert Rafah.", "Modi spreekt Xi in Peking.", "Macron in Berlin", "Kiev"]
)
def test_a_few_dutch_words_with_foreign_names_are_kept(text):
    assert foreign(text) is None


@pytest.mark.parametrize("stated", ["nl", "nl-BE", "NL_nl", "Nederlands"])
def test_a_stated_language_is_believed(stated):
    assert check_language(FOREIGN["English"], stated=stated) == "nl"


def test_a_stated_foreign_language_is_believed_too():
    with pytest.raises(LanguageError, match="French"):
        check_language("Hij vertrekt.", stated="fr-BE")
