"""Persons, organisations and roles: tables that check themselves, offices by date, and names found in a text."""

from collections import defaultdict
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from kroniek import lexicon
from kroniek.lexicon import actors, countries, gazetteer, roles
from kroniek.lexicon.actors import ActorKind, RoleKind
from kroniek.lexicon.gazetteer import EntryKind
from kroniek.lexicon.offices import office_holder
from kroniek.model.ontology import SECTORS, SPECIAL_COUNTRIES

LEGAL = {country.code for country in countries()} | SPECIAL_COUNTRIES


def spotted(text: str) -> list[tuple[str, str, str]]:
    """Words, kind and name of the first reading of every match."""
    return [(text[m.start : m.end], m.entries[0].kind.value, m.entries[0].name) for m in gazetteer().scan(text)]


def test_every_actor_has_legal_codes_and_a_name() -> None:
    for actor in actors():
        assert actor.name == actor.name.strip() != ""
        assert actor.country in LEGAL, actor.name
        assert set(actor.sectors) <= SECTORS, actor.name
        assert actor.sectors, actor.name
        assert actor.name not in actor.variants, actor.name


def test_no_full_name_means_two_actors_of_one_kind() -> None:
    meant: dict[tuple[str, ActorKind], set[tuple[str, str | None]]] = defaultdict(set)
    for actor in actors():
        for name in (actor.name, *actor.variants):
            meant[name, actor.kind].add((actor.name, actor.country))
    assert {name: found for name, found in meant.items() if len(found) > 1} == {}


def test_offices_begin_before_they_end() -> None:
    for actor in actors():
        for office in actor.offices:
            assert office.title, actor.name
            assert not (office.since and office.until) or office.since[:4] <= office.until[:4], actor.name


def test_there_are_enough_of_each_kind() -> None:
    assert sum(actor.kind is ActorKind.PERSON for actor in actors()) >= 1_500
    assert sum(actor.kind is ActorKind.ORGANISATION for actor in actors()) >= 800
    assert sum(actor.medium for actor in actors()) >= 200
    assert len(roles().words) >= 350


def test_media_are_news_media() -> None:
    assert all("JRN" in actor.sectors for actor in actors() if actor.medium)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Zelenski", "Volodymyr Zelensky"),
        ("Zelenskyj", "Volodymyr Zelensky"),
        ("Putin", "Vladimir Poetin"),
        ("Loekasjenko", "Aleksandr Loekasjenko"),
        ("Lukashenko", "Aleksandr Loekasjenko"),
        ("Erdoğan", "Recep Tayyip Erdogan"),
        ("Erdogan", "Recep Tayyip Erdogan"),
        ("Janoekovitsj", "Viktor Janoekovitsj"),
        ("Saakasjvili", "Michail Saakasjvili"),
        ("Gorbatsjov", "Michail Gorbatsjov"),
        ("Kadhafi", "Muammar Kadhafi"),
        ("Netanyahu", "Benjamin Netanyahu"),
        ("Milošević", "Slobodan Milosevic"),
        ("Von der Leyen", "Ursula von der Leyen"),
        ("Xi", "Xi Jinping"),
        ("Lula", "Luiz Inácio Lula da Silva"),
        ("AMLO", "Andrés Manuel López Obrador"),
        ("al-Sisi", "Abdel Fattah al-Sisi"),
        ("Khamenei", "Ali Khamenei"),
        ("Guaido", "Juan Guaidó"),
        ("Tichanovskaja", "Svetlana Tichanovskaja"),
        ("Navalny", "Aleksej Navalny"),
        ("Prigozjin", "Jevgeni Prigozjin"),
        ("Sjojgoe", "Sergej Sjojgoe"),
        ("De Villepin", "Dominique de Villepin"),
    ],
)
def test_surnames_in_every_spelling_lead_to_the_person(name: str, expected: str) -> None:
    found = [entry for entry in gazetteer().lookup(name) if entry.kind is EntryKind.SURNAME and entry.famous]
    assert expected in [entry.name for entry in found]


@pytest.mark.parametrize(
    ("name", "country", "sector"),
    [
        ("VN", "UNO", "IGO"),
        ("Verenigde Naties", "UNO", "IGO"),
        ("IAEA", "UNO", "IGO"),
        ("VN-Veiligheidsraad", "UNO", "IGO"),
        ("Navo", "IGO", "IGO"),
        ("NAVO", "IGO", "IGO"),
        ("EU", "EUR", "IGO"),
        ("Europese Commissie", "EUR", "IGO"),
        ("IMF", "IGO", "IGO"),
        ("Wereldbank", "IGO", "IGO"),
        ("Internationaal Strafhof", "IGO", "JUD"),
        ("Hamas", "PSE", "REB"),
        ("Hezbollah", "LBN", "REB"),
        ("Houthi's", "YEM", "REB"),
        ("Houthi’s", "YEM", "REB"),
        ("Taliban", "AFG", "REB"),
        ("IS", "IMG", "UAF"),
        ("Farc", "COL", "REB"),
        ("M23", "COD", "REB"),
        ("Wagner", "RUS", "UAF"),
        ("CIA", "USA", "SPY"),
        ("Mossad", "ISR", "SPY"),
        ("Chevron", "USA", "BUS"),
        ("PDVSA", "VEN", "BUS"),
        ("Amnesty International", "NGO", "NGO"),
        ("Reuters", "GBR", "JRN"),
        ("New York Times", "USA", "JRN"),
        ("de Volkskrant", "NLD", "JRN"),
        ("VRT", "BEL", "JRN"),
        ("Al Jazeera", "QAT", "JRN"),
    ],
)
def test_organisations_have_the_codes_of_the_codebook(name: str, country: str, sector: str) -> None:
    entry = gazetteer().lookup(name)[0]
    assert entry.country == country
    assert sector in entry.sectors


@pytest.mark.parametrize(
    ("title", "country", "day", "holder"),
    [
        ("president", "FRA", date(2015, 3, 1), "François Hollande"),
        ("president", "USA", date(2019, 3, 1), "Donald Trump"),
        ("premier", "GBR", date(2005, 6, 1), "Tony Blair"),
        ("bondskanselier", "DEU", date(2010, 1, 1), "Angela Merkel"),
        ("minister van Buitenlandse Zaken", "RUS", date(2020, 5, 5), "Sergej Lavrov"),
        ("premier", "NLD", date(1999, 1, 1), "Wim Kok"),
        ("premier", "BEL", date(2003, 1, 1), "Guy Verhofstadt"),
        ("president", "EGY", date(2011, 1, 15), "Hosni Mubarak"),
    ],
)
def test_an_office_has_its_holder_on_a_day(title: str, country: str, day: date, holder: str) -> None:
    assert office_holder(title, country, day) == holder


@pytest.mark.parametrize(
    ("name", "day", "country", "sectors"),
    [
        ("Jens Stoltenberg", date(2010, 1, 1), "NOR", ("GOV",)),
        ("Jens Stoltenberg", date(2018, 1, 1), "IGO", ("IGO", "MIL")),
        ("Charles Michel", date(2020, 6, 1), "EUR", ("GOV", "IGO")),
        ("Barack Obama", date(2019, 6, 1), "USA", ("ELI",)),
        ("Barack Obama", date(2010, 6, 1), "USA", ("GOV",)),
        ("Emmanuel Macron", date(2015, 6, 1), "FRA", ("GOV",)),
        ("António Guterres", date(2019, 6, 1), "UNO", ("IGO",)),
        ("Ronald Reagan", date(1985, 6, 1), "USA", ("GOV",)),
        ("Ronald Reagan", date(1995, 6, 1), "USA", ("ELI",)),
        ("Manuel Noriega", date(1986, 6, 1), "PAN", ("GOV",)),
        ("Ousmane Sonko", date(2024, 6, 1), "SEN", ("GOV",)),
        ("Raila Odinga", date(2010, 6, 1), "KEN", ("GOV",)),
        ("Raila Odinga", date(2015, 6, 1), "KEN", ("OPP",)),
        ("Rob Jetten", date(2025, 6, 1), "NLD", ("LEG", "PTY")),
        ("Rob Jetten", date(2026, 6, 1), "NLD", ("GOV", "PTY")),
    ],
)
def test_standing_follows_the_office_of_the_day(name: str, day: date, country: str, sectors: tuple[str, ...]) -> None:
    (actor,) = actors().by_name(name)
    standing = actor.standing(day)
    assert (standing.country, standing.sectors) == (country, sectors)


def test_roles_have_legal_sectors_and_no_form_twice() -> None:
    for role in roles().words:
        assert set(role.sectors) <= SECTORS, role.lemma
    lemmas = [role.lemma for role in roles().words]
    assert len(lemmas) == len(set(lemmas))


@pytest.mark.parametrize(
    ("word", "lemma", "plural", "modifier"),
    [
        ("president", "president", False, ""),
        ("presidenten", "president", True, ""),
        ("defensieminister", "minister", False, "defensie"),
        ("EU-ministers", "minister", True, "EU"),
        ("rebellenleiders", "rebellenleider", True, ""),
        ("maffiabaas", "baas", False, "maffia"),
        ("marinecommandanten", "commandant", True, "marine"),
        ("oppositie", "oppositie", False, ""),
    ],
)
def test_roles_are_read_whole_and_as_compounds(word: str, lemma: str, *, plural: bool, modifier: str) -> None:
    reading = roles().read(word)
    assert reading is not None
    assert (reading.role.lemma, reading.plural, reading.modifier) == (lemma, plural, modifier)


@pytest.mark.parametrize("word", ["verbond", "tafel", "afzender", "kerkhof", "steekpartij", "begeleider", "land­schap"])
def test_words_that_only_look_like_roles_are_none(word: str) -> None:
    assert roles().read(word) is None


def test_flags_say_who_is_anonymous_and_who_governs() -> None:
    assert roles().read("bronnen").role.anonymous
    assert roles().read("functionarissen").role.anonymous
    assert roles().read("regering").role.government
    assert roles().read("persbureau").role.medium
    assert roles().read("collega").role.colleague
    assert roles().read("ex-president").role.former
    assert roles().read("troepen").role.kind is RoleKind.GROUP


def test_the_longest_name_wins() -> None:
    assert spotted("De Zuid-Koreaanse president") == [
        ("Zuid-Koreaanse", "adjective", "Zuid-Korea"),
        ("president", "role", "president"),
    ]
    assert spotted("in New York") == [("New York", "place", "New York")]
    assert spotted("volgens The New York Times") == [("The New York Times", "medium", "The New York Times")]


def test_a_title_before_a_name_is_a_match_of_its_own() -> None:
    assert spotted("Koning Willem-Alexander") == [
        ("Koning", "role", "koning"),
        ("Willem-Alexander", "person", "Willem-Alexander"),
    ]


def test_genitives_are_found_and_marked() -> None:
    text = "Poetins leger, Ruslands belang, Obama's plan, China's vloot"
    found = [match for match in gazetteer().scan(text) if match.genitive]
    assert [text[m.start : m.end] for m in found] == ["Poetins", "Ruslands", "Obama", "China"]


def test_parts_of_compounds_tell_the_whole() -> None:
    text = "De pro-Russische rebellen en de Navo-chef"
    glued = {
        text[m.start : m.end]: (m.before, m.after, text[m.outer_start : m.outer_end]) for m in gazetteer().scan(text)
    }
    assert glued["Russische"] == (True, False, "pro-Russische")
    assert glued["Navo"] == (False, True, "Navo-chef")
    assert glued["rebellen"] == (False, False, "rebellen")


def test_datelines_in_capitals_are_read() -> None:
    assert [words for words, _, _ in spotted("DEN HAAG (ANP)")] == ["DEN HAAG", "ANP"]
    assert spotted("IS het waar? JA, GROOT nieuws") == [("IS", "organisation", "Islamitische Staat")]


def test_names_are_matched_as_printed() -> None:
    assert spotted("de is van vs en polen") == []
    assert gazetteer().lookup("president")
    assert not gazetteer().lookup("rusland")


def test_offsets_hold_for_decomposed_text_and_curly_apostrophes() -> None:
    text = "Nicola\u0301s Maduro en de Houthi’s"
    assert [text[m.start : m.end] for m in gazetteer().scan(text)] == ["Nicola\u0301s Maduro", "Houthi’s"]


def test_every_person_of_the_hand_made_table_is_shipped() -> None:
    table = Path(__file__).parents[2] / "tools/actors/persons_nl.txt"
    lines = table.read_text(encoding="utf-8").splitlines()
    names = {line.lstrip("*").split(";")[0].split("|")[0] for line in lines if line and line[0] not in "#@"}
    assert names - {actor.name for actor in actors()} == set()


def test_the_tables_stay_small() -> None:
    data = Path(lexicon.__file__).parent / "data"
    sizes = [path.stat().st_size for folder in ("actors", "places") for path in (data / folder).iterdir()]
    assert sum(sizes) < 3_000_000


def test_only_who_is_asked_for_becomes_a_record(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    module, index = import_module("kroniek.lexicon.actors"), import_module("kroniek.lexicon.gazetteer")
    person = module._person
    monkeypatch.setattr(module, "_person", lambda named, row: made.append(named.name) or person(named, row))
    known = module._actors.__wrapped__("")  # read anew, whatever was asked before
    monkeypatch.setattr(index, "actors", lambda: known)
    found = index._gazetteer.__wrapped__("").lookup("Rutte")
    assert [entry.name for entry in found] == ["Mark Rutte"]
    assert known.by_name("Mark Rutte")[0] is found[0].referent
    assert made == ["Mark Rutte"]
