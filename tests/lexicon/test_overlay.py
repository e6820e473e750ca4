"""A user's own actors win over the shipped ones, where they are asked for and nowhere else."""

from datetime import date

import pytest

from kroniek.errors import UsageError
from kroniek.lexicon.actors import actors
from kroniek.lexicon.gazetteer import EntryKind, gazetteer
from kroniek.lexicon.offices import office_holder
from kroniek.lexicon.overlay import current, overlaid

OWN = """
[[person]]
name = "Mark Rutte"
variants = ["M. Rutte"]
sectors = ["IGO"]

[[person]]
name = "Tavita Leota"
country = "WSM"
sectors = ["GOV"]
surname = ["Leota"]
famous = true
offices = [{ title = "hoofdman", since = "2024-01-01" }]

[[organisation]]
name = "Waterschap Oost"
country = "NLD"
sectors = ["GOV"]
variants = ["WSO"]
"""


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "eigen.toml"
    path.write_text(OWN, encoding="utf-8")
    return str(path)


def test_an_entry_changes_what_it_gives_and_leaves_the_rest(own):
    (shipped,) = actors().by_name("Mark Rutte")
    with overlaid(own):
        (changed,) = actors().by_name("M. Rutte")
    assert changed.sectors == ("IGO",)
    assert (changed.country, changed.offices, changed.wikidata) == (shipped.country, shipped.offices, shipped.wikidata)


def test_a_new_name_is_found_like_a_shipped_one(own):
    with overlaid(own):
        kinds = [entry.kind for entry in gazetteer().lookup("Leota")]
        assert kinds == [EntryKind.SURNAME]
        assert [entry.name for entry in gazetteer().lookup("WSO")] == ["Waterschap Oost"]
        assert office_holder("hoofdman", "WSM", date(2024, 5, 1)) == "Tavita Leota"


def test_an_overlay_holds_only_inside(own):
    with overlaid(own):
        assert current() == own
    assert current() == ""
    assert gazetteer().lookup("WSO") == ()
    assert actors().by_name("Tavita Leota") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[persoon]]", "there is no persoon"),
        ("[[person]]\nland = 'NLD'", "person 1: an entry needs a name"),
        ("[[person]]\nname = 'X'\nland = 'NLD'", "there is no field land"),
        ("[[person]]\nname = 'X'\nsectors = 'GOV'", "sectors must be a list"),
        ("[[person]]\nname = 'X'\nfamous = 'ja'", "famous must be true or false"),
        ("[[person]]\nname = 'X'\noffices = [{ since = '2024' }]", "an office needs a title"),
        ("[[person]]\nname = 'X'\noffices = [{ title = 'premier', van = '2024' }]", "an office has no field van"),
        ("[[person", "cannot be read"),
        ("person = 5", r"person must be a list of entries: write \[\[person\]\]"),
        ("[person]\nname = 'X'", "person must be a list of entries"),
        ("person = [5]", "person 1: an entry needs a name"),
        ("[[person]]\nname = 'X'\noffices = 5", "person 1: offices must be a list"),
        ("[[person]]\nname = 'X'\ncountry = 'ZZZ'", "'ZZZ' is the code of no country"),
        ("[[person]]\nname = 'X'\ncountry = 'nld'", "'nld' is the code of no country"),
        ("[[person]]\nname = 'X'\nsectors = ['FOO']", "there is no sector FOO"),
        ("[[person]]\nname = 'X'\nvariants = [5]", "variants must be a list of texts"),
        ("[[person]]\nname = 'X'\noffices = [{ title = 'premier', since = 'gisteren' }]", "'gisteren' is no date"),
        ("[[person]]\nname = 'X'\noffices = [{ title = 'premier', until = '2024-13' }]", "'2024-13' is no date"),
        ("[[person]]\nname = 'X'\noffices = [{ title = 'premier', since = '20240105' }]", "'20240105' is no date"),
        (
            "[[person]]\nname = 'X'\noffices = [{ title = 'premier', country = 'ZZZ' }]",
            "'ZZZ' is the code of no country",
        ),
        (
            "[[person]]\nname = 'X'\noffices = [{ title = 'premier', since = '2024-05', until = '2023' }]",
            "before it begins",
        ),
        (
            "[[person]]\nname = 'Jan Één'\n[[person]]\nname = 'Y'\n[[person]]\nname = 'jan een'",
            "person 3: jan een stands there twice, also as person 1",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path, text, said):
    path = tmp_path / "eigen.toml"
    path.write_text(text, encoding="utf-8")
    with overlaid(str(path)), pytest.raises(UsageError, match=said):
        actors()


def test_a_file_that_is_not_there_is_told(tmp_path):
    with overlaid(str(tmp_path / "geen.toml")), pytest.raises(UsageError, match="cannot be read"):
        actors()


OWN_PREMIER = """
[[person]]
name = "Tavita Leota"
country = "NLD"
offices = [{ title = "premier", since = 2019-01-01, until = 2021 }]
"""


def test_an_own_holder_of_an_office_goes_before_the_shipped_one(tmp_path):
    path = tmp_path / "eigen.toml"
    path.write_text(OWN_PREMIER, encoding="utf-8")
    with overlaid(str(path)):
        assert office_holder("premier", "NLD", date(2020, 5, 1)) == "Tavita Leota"
        assert office_holder("premier", "NLD", date(2018, 5, 1)) == "Mark Rutte"
    assert office_holder("premier", "NLD", date(2020, 5, 1)) == "Mark Rutte"
