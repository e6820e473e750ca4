"""A brief as a whole: what it tells of a small chronicle, of which period, as of which day, and why it is empty."""

import json
from dataclasses import replace
from datetime import date

import pytest

from kroniek.api.brief import brief_record, days
from kroniek.api.briefing import choosing
from kroniek.errors import UsageError
from kroniek.memory import open_store
from kroniek.model.actor import Party
from kroniek.model.brief import Part
from kroniek.model.claim import Reason
from kroniek.model.judgement import Judgement, JudgementKind
from kroniek.model.text import Quote
from tests import build
from tests.briefing.conftest import opened

WEEK = "2022-03-01..2022-03-07"


def told(brief, part):
    return [one.text for section in brief.sections if section.part is part for one in section.sentences]


@pytest.fixture(scope="module")
def brief(chronicle):
    return chronicle.brief(period=WEEK)


def test_the_heaviest_news_comes_first_with_its_status_and_words(brief):
    assert told(brief, Part.NEWS) == [
        (
            "Rusland heeft op 1 maart Oekraïne vanuit de lucht aangevallen: "
            "“Rusland heeft dinsdag de haven van Marioepol gebombardeerd. Daarbij vielen 83 doden.”"
        ),
        (
            "Joe Biden zal Oekraïne helpen, schrijft Noorderbode, onder voorwaarde: "
            "“Hij helpt Oekraïne als het Congres instemt.”"
        ),
        (
            "De Verenigde Staten zijn van plan om maatregelen tegen Rusland te nemen, "
            "volgens niet met naam genoemde bronnen: "
            "“De Verenigde Staten zijn van plan Rusland sancties op te leggen, zeggen bronnen.”"
        ),
        "Polen zou maatregelen hebben genomen, meldt Reuters: “Polen zou de grens hebben gesloten, meldt Reuters.”",
        (
            "Volodymyr Zelensky heeft Rusland verwijten gemaakt: "
            "«“Dit is een misdaad die niemand van ons ooit zal vergeten”, zei president Volodymyr Zelensky.»"
        ),
    ]


def test_a_relation_is_told_against_the_days_before(brief):
    assert told(brief, Part.RELATION) == [
        (
            "Tussen Oekraïne en Rusland werd het grimmiger: gemiddeld −6,2 over twee gebeurtenissen, "
            "tegen +2,5 bij één gebeurtenis in de zeven dagen ervoor."
        )
    ]


def test_a_promise_that_moved_is_told_with_its_words(brief):
    assert told(brief, Part.PROMISES) == [
        (
            "De belofte van Rusland aan Oekraïne (“Rusland belooft Oekraïne de haven voor 4 maart vrij te geven.”) "
            "telt sinds 7 maart als verlopen: de uiterste dag ging voorbij en geen artikel vertelt wat ervan kwam."
        )
    ]


def test_accounts_that_differ_stand_side_by_side_and_a_denial_is_told_as_one(brief):
    assert told(brief, Part.DISPUTED) == [
        (
            "Rusland heeft op 1 maart Oekraïne vanuit de lucht aangevallen; over het aantal doden verschillen de berichten: "
            "“83 doden” (De Zuidkrant) en “5 doden” (Noorderbode)."
        ),
        (
            "Er is geen sprake van dat Rusland op 1 maart geweld heeft gebruikt, volgens Sergej Lavrov: "
            "“Sergej Lavrov ontkent dat Rusland de haven bestookte.”"
        ),
    ]


def test_what_is_announced_stands_with_its_day(brief):
    assert told(brief, Part.AHEAD) == [
        "Joe Biden heeft Polen iets toegezegd, gepland op 25 maart: “Joe Biden bezoekt Polen op 25 maart.”"
    ]


def test_somebody_is_quoted_in_his_own_words_where_the_news_does_not_yet(brief):
    assert told(brief, Part.QUOTES) == [
        "Sergej Lavrov zei, volgens Noorderbode van 3 maart: “Onze soldaten schieten niet op havens of burgers”."
    ]


def test_who_acted_towards_whom_is_counted(tmp_path):
    where = build.document(
        "Iran arresteerde een Fransman. Iran beschuldigde Parijs. Iran dreigde Parijs.",
        id="iran",
        published="2024-05-02",
    )
    sides = {"actors": ["Iran/IRN/GOV"], "recipients": ["Parijs=Frankrijk/FRA/GOV"]}
    kinds = (("arresteerde", "COERCE"), ("beschuldigde", "ACCUSE"), ("dreigde", "THREATEN"))
    with open_store(tmp_path / "k.db") as store:
        store.add(
            where, [build.claim(where, word, kind, **sides) for word, kind in kinds], placement=store.place(where)
        )
    with opened(tmp_path / "k.db") as chronicle:
        found = chronicle.brief(about="Frankrijk")
    assert told(found, Part.TOWARD) == [
        (
            "Iran trad drie keer op tegenover Frankrijk: één keer hard in daden en "
            "twee keer eisend, kritisch of dreigend in woorden."
        )
    ]
    assert found.sections[1].sentences[0].notes == (1, 2, 3)


def test_every_sentence_has_notes_and_every_note_the_words_of_its_article(chronicle, brief):
    assert [note.number for note in brief.notes] == list(range(1, len(brief.notes) + 1))
    numbers = {number for section in brief.sections for one in section.sentences for number in one.notes}
    assert numbers == {note.number for note in brief.notes}
    for note in brief.notes:
        assert note.quote.stands_in(chronicle.document(f"{note.document}@1").document.text)
        assert chronicle.claim(note.claim).claim.document == note.document
    first = brief.notes[0]
    assert (first.claim, first.outlet, first.day) == ("raid", "De Zuidkrant", date(2022, 3, 2))
    assert first.url == "https://zuidkrant.example/haven"


def test_an_event_that_two_papers_tell_has_a_note_to_each(brief):
    notes = {note.number: note for note in brief.notes}
    leading = brief.sections[0].sentences[0]
    assert [notes[number].outlet for number in leading.notes] == ["De Zuidkrant", "Noorderbode"]


def test_an_article_that_denies_an_event_is_none_that_tells_it(tmp_path):
    told = {
        "een": ("Rusland viel de stad Lviv aan.", "viel", {}),
        "twee": ("Rusland viel Lviv niet aan, ondanks berichten.", "viel", {"status": "denied"}),
    }
    with open_store(tmp_path / "k.db") as store:
        for id_, (text, trigger, more) in told.items():
            where = build.document(text, id=id_, published="2022-03-04", publisher=id_)
            claim = build.claim(where, trigger, "ASSAULT", actors=["Rusland/RUS/GOV"], id=f"{id_}:1", **more)
            store.add(where, [claim], placement=store.place(where))
        store.judge(
            Judgement(kind=JudgementKind.SAME_EVENT, left="een:1", right="twee:1", score=1.0, by="jan", reason="één")
        )
    with opened(tmp_path / "k.db") as chronicle:
        found = chronicle.brief(since="2022-03-01", until="2022-03-05")
    (news,) = next(one for one in found.sections if one.part is Part.NEWS).sentences
    assert [found.notes[number - 1].document for number in news.notes] == ["een"]
    assert news.text.startswith("Rusland heeft geweld gebruikt")


def test_who_passes_a_denial_on_is_not_told_to_deny(tmp_path):
    text = "“Rusland heeft er niets mee te maken”, verklaarde Akar."
    where = build.document(text, id="een", published="2022-03-04")
    claim = build.claim(where, "niets", "REJECT", actors=["Rusland/RUS/GOV", "Akar=Hulusi Akar/TUR/GOV"], evidence=text)
    rule = Reason(field="type", rule="frame REJECT/ontkennen", quote=claim.evidence[0].triggers[0], score=0.99)
    with open_store(tmp_path / "k.db") as store:
        store.add(where, [replace(claim, reasons=(rule,))], placement=store.place(where))
    with opened(tmp_path / "k.db") as chronicle:
        found = chronicle.brief(since="2022-03-01", until="2022-03-05")
    (denied,) = next(one for one in found.sections if one.part is Part.DISPUTED).sentences
    assert denied.text.startswith("Rusland heeft iets ontkend")


def test_what_was_told_before_the_period_is_no_news(chronicle):
    later = chronicle.brief(period="2022-03-03..2022-03-07")
    assert not any("vanuit de lucht" in text for text in told(later, Part.NEWS))


def test_nothing_that_was_published_after_the_day_counts(chronicle):
    early = chronicle.brief(period=WEEK, as_of="2022-03-02")
    assert told(early, Part.DISPUTED) == []
    assert {note.day for note in early.notes} <= {date(2022, 2, 27), date(2022, 3, 2)}
    assert early.as_of == date(2022, 3, 2)


def test_a_brief_about_somebody_holds_what_he_takes_part_in(chronicle):
    found = chronicle.brief(about="VS", period=WEEK)
    assert found.title == "De Verenigde Staten: wat er gemeld is van 1 tot en met 7 maart 2022"
    assert all("Verenigde Staten" in text or "Biden" in text for text in told(found, Part.NEWS))


def test_english_tells_the_same_with_the_same_notes(chronicle, brief):
    english = chronicle.brief(period=WEEK, language="en")
    assert english.title == "The world: what was reported from 1 to 7 March 2022"
    assert [section.part for section in english.sections] == [section.part for section in brief.sections]
    assert english.notes == brief.notes
    assert told(english, Part.NEWS)[2].startswith(
        "The United States plans to take measures against Russia, according to"
    )


def test_the_same_chronicle_gives_the_same_brief(db):
    records = []
    for _ in range(2):
        with opened(db) as chronicle:
            records.append(json.dumps(brief_record(chronicle.brief(period=WEEK))))
    assert records[0] == records[1]


def test_events_that_the_coder_was_unsure_of_are_left_out_and_counted(chronicle, monkeypatch):
    """One sure claim of an event is enough, as of the raid."""
    sure = choosing.trust
    doubted = {"raid", *(one.claim.id for one in chronicle.claims(type="ACCUSE"))}
    monkeypatch.setattr(choosing, "trust", lambda one: 0.4 if one.claim.id in doubted else sure(one))
    found = chronicle.brief(period=WEEK)
    assert not any("verwijten" in text for text in told(found, Part.NEWS))
    assert any("vanuit de lucht" in text for text in told(found, Part.NEWS))
    assert "Van één bewering was de codering te onzeker; die is weggelaten." in found.remarks


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"period": "2024"}, "de artikelen in deze kroniek zijn van 27 februari 2022 tot en met 6 maart 2022"),
        ({"period": WEEK, "as_of": "2022-02-28"}, "op 28 februari 2022, de laatste dag die telt"),
        ({"period": WEEK, "about": "Atlantis"}, "kent niemand die Atlantis heet"),
        ({"period": "2022-03-05..2022-03-05"}, "uit deze periode staan er geen artikelen"),
        ({"period": "2022-03-06..2022-03-06", "about": "Sergej Lavrov"}, "kent niemand die Sergej Lavrov heet"),
        ({"period": "2022-02-27..2022-02-27", "about": "Joe Biden"}, "in geen ervan doet of overkomt Joe Biden iets"),
    ],
)
def test_a_brief_without_anything_to_tell_says_why(chronicle, asked, why):
    found = chronicle.brief(**asked)
    assert found.sections == ()
    assert found.notes == ()
    assert why in found.remarks[0]


def test_an_empty_chronicle_says_so(tmp_path):
    with open_store(tmp_path / "leeg.db"):
        pass
    with opened(tmp_path / "leeg.db") as chronicle:
        assert "nog leeg" in chronicle.brief().remarks[0]


@pytest.mark.parametrize(
    ("period", "given", "since", "until"),
    [
        ("day", {}, "2022-03-31", "2022-03-31"),
        ("week", {}, "2022-03-25", "2022-03-31"),
        ("month", {}, "2022-03-01", "2022-03-31"),
        ("month", {"until": "2022-02-10"}, "2022-01-11", "2022-02-10"),
        ("2022-02", {}, "2022-02-01", "2022-02-28"),
        ("2021", {}, "2021-01-01", "2021-12-31"),
        ("2022-02-03..2022-02-05", {}, "2022-02-03", "2022-02-05"),
        ("2022-02..", {}, "2022-02-01", "2022-03-31"),
        ("..2022-02-10", {}, "2022-02-04", "2022-02-10"),
        (None, {"since": "2022-03-02"}, "2022-03-02", "2022-03-31"),
        (None, {}, "2022-03-25", "2022-03-31"),
    ],
)
def test_a_period_is_understood(period, given, since, until):
    found = days(period, since=given.get("since"), until=given.get("until"), last=date(2022, 3, 31))
    assert [str(day) for day in found] == [since, until]


@pytest.mark.parametrize(
    ("period", "since", "until"),
    [
        ("..2022-02", "2019-01-05", "2022-02-28"),
        ("2022-03..", "2022-03-01", "2022-03-31"),
        ("..", "2019-01-05", "2022-03-31"),
        ("..2018", "2018-12-31", "2018-12-31"),
    ],
)
def test_an_end_that_is_left_out_is_that_of_the_chronicle(period, since, until):
    found = days(period, since=None, until=None, last=date(2022, 3, 31), opening=date(2019, 1, 5))
    assert [str(day) for day in found] == [since, until]


def test_an_empty_name_asks_about_everybody(chronicle):
    assert chronicle.brief(about=" ") == chronicle.brief()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_remark_begins_with_a_capital(chronicle, language, monkeypatch):
    monkeypatch.setattr("kroniek.api.briefing.desk.Desk.told_events", lambda _: set())
    remarks = chronicle.brief(language=language).remarks
    assert all(one[0].isupper() for one in remarks), remarks


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"period": "fortnight"}, "no period 'fortnight'. Choose from day, week, month"),
        ({"period": "2022-05..2022-03"}, "ends .* before it begins"),
        ({"period": "2022-13"}, "not on the calendar"),
        ({"language": "fr"}, "no brief in 'fr'. Choose from nl, en"),
    ],
)
def test_what_is_no_period_or_language_is_refused(chronicle, asked, message):
    with pytest.raises(UsageError, match=message):
        chronicle.brief(**asked)


def test_the_record_holds_what_a_page_needs(brief):
    record = brief_record(brief)
    assert record["sections"][0]["part"] == "news"
    assert record["sections"][0]["sentences"][0]["notes"] == [1, 2]
    note = record["notes"][0]
    assert (note["doc_id"], note["publisher"], note["published"]) == ("haven", "De Zuidkrant", "2022-03-02")
    assert Quote(text=note["text"], start=note["start"], end=note["end"])


def test_a_brief_about_a_person_tells_what_he_did_himself(tmp_path):
    where = build.document(
        "Trump beschuldigde Iran. Trump dreigde Iran. Washington strafte Iran. Trump prees Washington.",
        id="trump", published="2025-06-02",
    )  # fmt: skip
    trump, iran, usa = "Trump=Donald Trump/USA/GOV", "Iran/IRN/GOV", "Washington=Verenigde Staten/USA/GOV"
    acts = [
        ("beschuldigde", "ACCUSE", trump, iran),
        ("dreigde", "THREATEN", trump, iran),
        ("strafte", "SANCTION", usa, iran),
        ("prees", "SUPPORT", trump, usa),
    ]
    with open_store(tmp_path / "k.db") as store:
        claims = [build.claim(where, word, kind, actors=[who], recipients=[whom]) for word, kind, who, whom in acts]
        store.add(where, claims, placement=store.place(where))
    with opened(tmp_path / "k.db") as chronicle:
        found = chronicle.brief(about="Trump")
    assert found.title.startswith("Donald Trump: wat er gemeld is van")
    assert told(found, Part.TOWARD) == [
        "Donald Trump trad twee keer op tegenover Iran: twee keer eisend, kritisch of dreigend in woorden."
    ]
    assert [text[:30] for text in told(found, Part.RELATION)] == ["Tussen Donald Trump en Iran is"]


def test_marks_in_names_and_outlets_do_not_pass_for_words_of_an_article(tmp_path):
    where = build.document(
        "Krant “De Dag” bekritiseerde Iran fel.", id="dag", published="2025-06-02", publisher="«De» „Krant”"
    )
    names = [Party(name="krant “De Dag”", country="NLD"), Party(name="«Iran»", country="IRN")]
    plan = build.claim(where, "bekritiseerde", "AID", actors=[names[0]], recipients=[names[1]], status="planned")
    with open_store(tmp_path / "k.db") as store:
        store.add(where, [plan], placement=store.place(where))
    with opened(tmp_path / "k.db") as chronicle:
        text = told(chronicle.brief(), Part.NEWS)[0]
    assert text.startswith("Krant De Dag is van plan om Iran te helpen, schrijft De Krant: «Krant “De Dag”")


def test_more_than_a_section_holds_leaves_no_notes_behind(tmp_path):
    """Ten denials: six are told, and only those have notes."""
    text = " ".join(f"Moskou ontkende aanval nummer {number}." for number in range(10))
    where = build.document(text, id="ontkend", published="2025-06-02")
    claims = [
        build.claim(where, f"aanval nummer {number}", "ASSAULT", actors=["Moskou=Rusland/RUS/GOV"], status="denied")
        for number in range(10)
    ]
    with open_store(tmp_path / "k.db") as store:
        store.add(where, claims, placement=store.place(where))
    with opened(tmp_path / "k.db") as chronicle:
        found = chronicle.brief()
    assert len(told(found, Part.DISPUTED)) == 6
    assert len(found.notes) == 6
    assert "Nog vier nieuwe gebeurtenissen wogen minder en zijn weggelaten." in found.remarks


def test_a_promise_that_an_article_moved_stands_with_both_their_words(tmp_path):
    said = build.document(
        "Duitsland belooft Oekraïne voor eind maart veertien Leopard-tanks.", id="tanks", published="2023-01-25"
    )
    done = build.document(
        "De veertien Leopard-tanks zijn maandag in Oekraïne aangekomen, zegt Berlijn.",
        id="aankomst",
        published="2023-03-28",
    )
    sides = {"actors": ["Duitsland/DEU/GOV"], "recipients": ["Oekraïne/UKR/GOV"], "contexts": ["military"]}
    march = build.when("2023-03-31", words=build.quote(said, "voor eind maart"))
    with open_store(tmp_path / "k.db") as store:
        promise = build.claim(said, "belooft", "AGREE", status="planned", on=march, **sides)
        store.add(said, [promise], placement=store.place(said))
        sides |= {"actors": ["Berlijn=Duitsland/DEU/GOV"], "voices": ["Berlijn=Duitsland/DEU/GOV"]}
        arrived = build.claim(done, "aangekomen", "AID", on="2023-03-27", **sides)
        store.add(done, [arrived], placement=store.place(done))
    with opened(tmp_path / "k.db") as chronicle:
        before, after = chronicle.brief(period="2023-03-01..2023-03-27"), chronicle.brief(about="Duitsland")
    assert told(before, Part.PROMISES) == [
        (
            "De belofte van Duitsland aan Oekraïne "
            "(“Duitsland belooft Oekraïne voor eind maart veertien Leopard-tanks.”) loopt tot en met 31 maart."
        )
    ]
    assert told(after, Part.PROMISES) == [
        (
            "De belofte van Duitsland aan Oekraïne "
            "(“Duitsland belooft Oekraïne voor eind maart veertien Leopard-tanks.”) telt als nagekomen, "
            "naar eigen zeggen, door wat op 28 maart werd gemeld: "
            "“De veertien Leopard-tanks zijn maandag in Oekraïne aangekomen, zegt Berlijn.”"
        )
    ]
    assert any(remark.startswith("Hoe een belofte telt") for remark in after.remarks)
