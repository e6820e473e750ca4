"""To whom phrases refer inside one text: what was named before, and never what is only guessed."""

import pytest

from kroniek.model.analysis import MentionKind
from tests.coding.told import analysis_of


def last(text, words):
    """The party of the last mention of these words; "-" where they are none, None where they refer to nobody."""
    found = [one for one in analysis_of(text).mentions if text[one.start : one.end] == words]
    return (found[-1].party.name if found[-1].party else None) if found else "-"


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Sergej Lavrov vertrok. Lavrov zweeg.", "Lavrov", "Sergej Lavrov"),
        ("Jan Kowalski en Piotr Kowalski vertrokken. Kowalski zweeg.", "Kowalski", "Piotr Kowalski"),
        ("President Duda sprak. De president vertrok.", "president", "Andrzej Duda"),
        ("Een president sprak. De VS zwegen.", "president", "president"),
        ("Rusland viel aan. De regering zweeg.", "regering", "Rusland"),
        ("De regering zweeg.", "regering", "regering"),
        (
            "Polen, Rusland en Oekraïne praatten. Het regende. Het waaide. Het sneeuwde. Het vroor. De koning zweeg.",
            "koning",
            "koning",
        ),
        ("Rusland dreigt. Het sleepte Polen voor de rechter.", "Het", "Rusland"),
        ("Rusland dreigt. Het regende in Moskou.", "Het", "-"),
        ("Rusland dreigt. Het gaat om olie.", "Het", "-"),
        ("Rusland zegt dat het zijn grens sluit.", "het", "Rusland"),
        ("Rusland zegt dat het leger wint.", "het", "-"),
        ("Rusland ontkent dat het raketten afvuurde.", "het", "Rusland"),
        ("Rusland ontkent dat het Koerdische dorpen beschoot.", "het", "Rusland"),
        ("Rusland ontkent dat het het verdrag tekende.", "het", "Rusland"),
        ("Rusland zegt dat het Koerdische leger wint.", "het", "-"),
        ("Rusland zegt dat het wapen gevonden is.", "het", "-"),
        ("Rusland zegt dat het bombarderen doorgaat.", "het", "-"),
        ("Rusland dreigt. Rusland wacht. Iran zegt dat het zijn grens sluit.", "het", "Iran"),
        ("Israël en Iran praten. Beide kanten zwijgen.", "Beide kanten", "Iran"),
        ("Israël praat. Beide kanten zwijgen.", "Beide kanten", "-"),
        ("Hij zweeg.", "Hij", None),
        ("Angela Merkel kwam. Poetin ontving haar in Sotsji.", "haar", "Angela Merkel"),
        ("Angela Merkel kwam. De rechter hoorde haar.", "haar", "Angela Merkel"),
        ("Angela Merkel kwam. Poetin ontving haar minister.", "haar", "-"),
        ("Poetin sprak. Hij zweeg over Polen.", "Hij", "Vladimir Poetin"),
        ("Rebellen vielen aan. Zij hebben gewonnen.", "Zij", "Rebellen"),
        ("Angela Merkel sprak. Zij vertrok.", "Zij", "Angela Merkel"),
    ],
)
def test_a_phrase_refers_to_what_the_text_named(text, words, name):
    assert last(text, words) == name


def test_a_pronoun_never_refers_to_what_comes_behind_it():
    assert last("Hij zweeg. Poetin sprak.", "Hij") is None


def test_beide_landen_is_one_mention_for_each():
    found = [one for one in analysis_of("Rusland en Polen praten. De twee landen zwijgen.").mentions if one.plural]
    assert [one.party.name for one in found] == ["Rusland", "Polen"]
    assert {one.kind for one in found} == {MentionKind.PRONOUN}
    assert len({(one.start, one.end) for one in found}) == 1


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2015-01-15", "François Hollande"),
        ("2022-03-04", "Emmanuel Macron"),
        (None, "Frankrijk"),
    ],
)
def test_an_office_means_its_holder_on_the_day_of_publication(day, name):
    text = "De Franse president reisde naar Berlijn."
    found = [
        one.party.name for one in analysis_of(text, day).mentions if text[one.start : one.end] == "Franse president"
    ]
    assert found == [name]


def test_who_left_office_is_no_government():
    def of(day):
        return next(one.party for one in analysis_of("Angela Merkel sprak.", day).mentions).sectors

    assert (of("2018-05-01"), of("2022-05-01")) == (("GOV",), ("ELI",))


def test_a_surname_that_two_persons_of_the_text_have_is_not_decided_by_the_full_name_behind_it():
    text = "Later zweeg Kowalski. Jan Kowalski en Piotr Kowalski vertrokken."
    assert next(one.party.name for one in analysis_of(text).mentions) == "Kowalski"


def test_a_surname_opens_a_sentence_where_the_text_names_its_bearer_in_full():
    assert last("Minister Jan Kowalski sprak. Kowalski zweeg over Polen.", "Kowalski") == "Jan Kowalski"
    assert last("Minister Jan Kowalski sprak. Regen viel in Polen.", "Regen") == "-"
