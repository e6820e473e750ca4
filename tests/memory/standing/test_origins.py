"""Origins are counted, not outlets; every article of an event is accounted for."""

from __future__ import annotations

import importlib
from dataclasses import replace
from itertools import combinations, permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kroniek.memory.standing.denials import deniers, tellers
from kroniek.memory.standing.origins import _fewest, standing
from kroniek.memory.store import StoredClaim, StoredDocument
from kroniek.model.actor import Party, Strength, Voice
from kroniek.model.standing import OriginKind
from tests.build import claim, document

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"


@pytest.fixture
def bench(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module("standing")


def test_the_cases_of_syndication_are_right_to_the_bar_in_every_part(bench):
    rows = list(bench.run(bench.cases(), bench.expert_claim, misses=False))
    for half in bench.HALVES:
        own = [row["right"] for case, row in rows if case.half == half]
        assert len(own) >= 20
        assert sum(own) / len(own) >= bench.BAR, half


def test_the_page_tells_the_figures_that_were_kept(bench):
    import json

    page = (BENCHMARKS / "README.md").read_text(encoding="utf-8")
    assert bench.table(json.loads(bench.RESULTS.read_text(encoding="utf-8"))) in page


def event(*told, copies=()):
    """Claims and documents of (text, trigger, more) with one event; `copies` are groups of ids that are near-copies."""
    claims, documents = [], {}
    for number, (text, trigger, details) in enumerate(told):
        more = dict(details)
        about = {name: more.pop(name) for name in ("publisher", "published", "url", "title") if name in more}
        where = document(text, id=f"d{number}", **{"publisher": f"Krant {number}", **about})
        made = claim(where, trigger, more.pop("type", "ASSAULT"), **more)
        others = next((group for group in copies if where.id in group), ())
        documents[where.id] = StoredDocument(
            document=where,
            version=1,
            current=True,
            claim_count=1,
            copies=tuple(one for one in others if one != where.id),
        )
        claims.append(
            StoredClaim(
                claim=made,
                event="e",
                published=where.published.day,
                title=None,
                publisher=where.publisher,
                url=None,
                current=True,
            )
        )
    return claims, documents


def count(*told, copies=(), **given):
    claims, documents = event(*told, copies=copies)
    return standing("e", claims, documents, **given)


def test_every_article_that_asserts_the_event_is_in_an_origin_or_among_the_unknown():
    found = count(
        ("KIEV (Reuters) - Rusland heeft Odesa aangevallen.", "aangevallen", {}),
        ("Rusland heeft Odesa aangevallen.", "aangevallen", {}),
        (
            "Rusland heeft Odesa niet aangevallen, zegt Moskou.",
            "aangevallen",
            {"status": "denied", "voices": ["Moskou=Rusland/RUS/GOV"]},
        ),
    )
    told = [key for origin in found.origins for key in origin.documents] + [trace.document for trace in found.unknown]
    assert sorted(told) == ["d0", "d1"]
    assert found.articles == 3
    assert found.outlets == ("Krant 0", "Krant 1", "Krant 2")
    assert [one.who for one in found.denials] == ["Rusland"]


def test_an_origin_shows_its_words_and_the_reason():
    (origin,) = count(("KIEV (Reuters) - Rusland heeft Odesa aangevallen.", "aangevallen", {})).origins
    assert (origin.name, origin.kind, origin.reason) == ("Reuters", OriginKind.AGENCY, "dateline")
    assert origin.quote.text == "KIEV (Reuters) -"


def test_a_near_copy_outside_the_event_lends_its_mark():
    claims, documents = event(("Rusland heeft Odesa aangevallen.", "aangevallen", {}))
    where = document("KIEV (ANP) - Rusland heeft Odesa aangevallen.", id="buiten")
    documents["d0"] = replace(documents["d0"], copies=("buiten",))
    documents["buiten"] = StoredDocument(document=where, version=1, current=True, copies=("d0",), claim_count=0)
    (origin,) = standing("e", claims, documents).origins
    assert (origin.name, origin.reason, origin.documents) == ("ANP", "near-copy of buiten", ("d0",))


def test_a_contrast_keeps_an_outlet_to_its_own_half_of_the_sentence():
    found = count(("Rusland heeft Aleppo ingenomen, maar volgens Reuters wordt er gevochten.", "ingenomen", {}))
    assert found.origins == ()
    assert [trace.reason for trace in found.unknown] == ["on its own authority"]


def test_somebody_unnamed_is_no_origin_and_is_shown():
    (trace,) = count(("Rusland valt aan, zeggen diplomaten.", "valt", {"voices": ["?diplomaten"]})).unknown
    assert (trace.reason, trace.name, trace.quote.text) == ("only somebody unnamed", "diplomaten", "diplomaten")


@pytest.mark.parametrize("name", ["Oekraïense media", "Bedrijven", "een Venezolaanse journalist"])
def test_a_description_is_nobody_who_can_be_known_again(name):
    voice = Voice(party=Party(name=name))
    assert count(("Rusland valt aan.", "valt", {"voices": [voice]})).origins == ()


def test_a_minister_and_his_president_are_one_origin_under_the_name_of_their_state():
    (origin,) = count(
        ("Rusland valt aan, zegt Zelensky.", "valt", {"voices": ["Zelensky/UKR/GOV"]}),
        ("Rusland valt aan, zegt Koeleba.", "valt", {"voices": ["Koeleba/UKR/GOV"]}),
    ).origins
    assert origin.name == "Oekraïne"
    assert [trace.name for trace in origin.traces] == ["Zelensky", "Koeleba"]


def test_a_secretary_general_speaks_for_his_organisation():
    (origin,) = count(
        ("Rusland valt aan, zegt de Navo.", "valt", {"voices": ["Navo/IGO/IGO"]}),
        ("Rusland valt aan, zegt Stoltenberg.", "valt", {"voices": ["Stoltenberg=Jens Stoltenberg/IGO/IGO"]}),
    ).origins
    assert origin.documents == ("d0", "d1")


def test_an_act_that_is_said_goes_back_to_its_actor_only_where_nobody_else_tells_it():
    said = ("Iran dreigt met vergelding.", "dreigt", {"type": "THREATEN", "actors": ["Iran/IRN/GOV"]})
    (origin,) = count(said).origins
    assert (origin.name, origin.reason) == ("Iran", "in his own words")
    hedged = (said[0], said[1], {**said[2], "hedged": True})
    assert count(hedged).origins == ()
    deed = (said[0], said[1], {**said[2], "type": "ASSAULT"})
    assert count(deed).origins == ()


def test_what_nobody_asserts_is_an_event_of_its_own_and_no_denial():
    found = count(("Een akkoord is niet bereikt. (ANP)", "akkoord", {"type": "AGREE", "status": "denied"}))
    assert [one.name for one in found.origins] == ["ANP"]
    assert found.denials == ()


def test_who_denies_is_the_actor_of_the_denial_and_a_state_denies_once():
    claims, documents = event(
        ("Rusland heeft Odesa aangevallen.", "aangevallen", {}),
        ("Moskou ontkent dat Rusland Odesa heeft aangevallen.", "aangevallen", {"status": "denied"}),
        (
            "Lavrov zegt dat Rusland Odesa niet heeft aangevallen.",
            "aangevallen",
            {"status": "denied", "voices": ["Lavrov/RUS/GOV"]},
        ),
    )
    act = claim(documents["d1"].document, "ontkent", "REJECT", actors=["Moskou=Rusland/RUS/GOV"])
    beside = [replace(claims[1], claim=act, event="f")]
    (denial,) = standing("e", claims, documents, beside=beside).denials
    assert (denial.who, denial.document, len(denial.claims)) == ("Rusland", "d1", 2)


def test_who_claims_it_does_not_deny_it():
    claims, documents = event(
        ("Rusland is geland, beweert Guaidó, wat Moskou ontkent.", "geland", {"status": "denied"}),
        ("Rusland is geland.", "geland", {}),
    )
    asserts = Voice(party=Party(name="Guaidó", country="VEN", sectors=("OPP",)), strength=Strength.CLAIMS)
    claims[0] = replace(claims[0], claim=replace(claims[0].claim, voices=(asserts,)))
    assert [one.who for one in standing("e", claims, documents).denials] == [""]


QUOTED = "“Rusland heeft er niets mee te maken”, verklaarde Akar."


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "who"),
    [
        (QUOTED, "niets", ["Akar/TUR/GOV", "Rusland/RUS/GOV"], ["Rusland"]),
        (QUOTED.replace("“", '"').replace("”", '"'), "niets", ["Akar/TUR/GOV", "Rusland/RUS/GOV"], ["Rusland"]),
        (QUOTED.replace("“", "").replace("”", ""), "niets", ["Akar/TUR/GOV", "Rusland/RUS/GOV"], ["Akar", "Rusland"]),
        (QUOTED, "niets", ["Akar/TUR/GOV"], ["Akar"]),
        ("“Rusland schoot niet”, ontkende Akar.", "ontkende", ["Rusland/RUS/GOV", "Akar/TUR/GOV"], ["Rusland", "Akar"]),
        ("Moskou en Minsk ontkennen de aanval.", "ontkennen", ["Moskou/RUS/GOV", "Minsk/BLR/GOV"], ["Moskou", "Minsk"]),
    ],
)
def test_who_only_passes_on_a_denial_is_no_denier(text, trigger, actors, who):
    where = document(text)
    act = claim(where, trigger, "REJECT", actors=actors, evidence=text)
    assert [party.name for party in deniers(act)] == who


def test_the_denier_of_an_event_is_not_who_passes_it_on():
    claims, documents = event(
        ("Rusland heeft Odesa aangevallen.", "aangevallen", {}),
        (QUOTED, "niets", {"type": "REJECT", "actors": ["Akar/TUR/GOV", "Rusland/RUS/GOV"], "evidence": QUOTED}),
    )
    found = standing("e", claims[:1], documents, denying=[replace(claims[1], event="f")])
    assert [one.who for one in found.denials] == ["Rusland"]


@pytest.mark.parametrize("strength", [Strength.SUGGESTS, Strength.WARNS])
def test_who_guesses_or_warns_does_not_deny(strength):
    claims, documents = event(
        ("Rusland is niet geland, vermoedt Guaidó.", "geland", {"status": "denied"}),
        ("Rusland is geland.", "geland", {}),
    )
    guess = Voice(party=Party(name="Guaidó", country="VEN", sectors=("OPP",)), strength=strength)
    claims[0] = replace(claims[0], claim=replace(claims[0].claim, voices=(guess,)))
    assert [one.who for one in standing("e", claims, documents).denials] == [""]


def test_what_denies_does_not_tell_an_event_that_others_tell():
    claims, _ = event(
        ("Rusland heeft Odesa aangevallen.", "aangevallen", {}),
        ("Rusland heeft Odesa niet aangevallen.", "aangevallen", {"status": "denied"}),
    )
    assert tellers(claims) == claims[:1]
    assert tellers(claims[1:]) == claims[1:]


def test_people_decide_that_two_names_are_one():
    told = [
        ("Rusland valt aan, zegt Jansen.", "valt", {"voices": ["Jansen/NLD/OPP"]}),
        ("Rusland valt aan, zegt Pietersen.", "valt", {"voices": ["Pietersen/NLD/OPP"]}),
    ]
    assert len(count(*told).origins) == 2
    assert len(count(*told, identity=lambda _: "een").origins) == 1


def test_the_count_does_not_depend_on_the_order_of_claims():
    claims, documents = event(
        ("Rusland valt aan. (ANP/Reuters)", "valt", {}),
        ("KIEV (Reuters) - Rusland valt aan.", "valt", {}),
        ("Rusland valt aan. (Belga/AFP)", "valt", {}),
    )
    assert standing("e", claims, documents) == standing("e", claims[::-1], documents)
    assert [one.name for one in standing("e", claims, documents).origins] == ["Reuters", "Belga/AFP"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rusland zegt dat het Cherson heeft ingenomen.", "Rusland"),
        ("Rusland bevestigde vrijdag dat Cherson is ingenomen.", "Rusland"),
        ("Cherson is volgens Rusland ingenomen.", "Rusland"),
        ("Rusland ontkent dat het Cherson heeft ingenomen.", None),
        ("Rusland heeft Cherson ingenomen.", None),
    ],
)
def test_a_party_of_the_act_may_be_the_one_who_tells_it(text, name):
    found = count((text, "ingenomen", {"actors": ["Rusland/RUS/GOV"]}))
    assert [one.name for one in found.origins] == ([name] if name else [])


@pytest.mark.parametrize(
    ("text", "actors", "names"),
    [
        ("Polen belooft wapens.", ["Polen/POL/GOV"], ["Polen"]),
        ("Polen zou wapens hebben beloofd: het belooft er tien.", ["Polen/POL/GOV"], []),
        ("Polen en Letland beloven wapens, en elk belooft er tien.", ["Polen/POL/GOV", "Letland/LVA/GOV"], []),
    ],
)
def test_a_promise_is_said_by_one_and_without_doubt(text, actors, names):
    found = count((text, "belooft", {"type": "AGREE", "status": "planned", "actors": actors}))
    assert [one.name for one in found.origins] == names


KIPER = {"voices": ["Oleh Kiper/UKR/GOV"]}
WHOLE = ("KIEV (Reuters) - Rusland heeft Odesa aangevallen, zegt Oleh Kiper.", "aangevallen", KIPER)
SHORTENED = ("KIEV (Reuters) - Rusland heeft Odesa aangevallen.", "aangevallen", {})
CITED = ("Rusland heeft Odesa aangevallen, aldus Reuters.", "aangevallen", {})


def names(found):
    return [one.name for one in found.origins]


def test_a_shortened_item_goes_back_to_whoever_another_copy_of_it_names():
    (origin,) = count(WHOLE, SHORTENED, CITED).origins
    assert (origin.name, origin.kind, origin.documents) == ("Oleh Kiper", OriginKind.SPEAKER, ("d0", "d1", "d2"))
    assert [(one.reason, one.name, one.quote.text) for one in origin.traces] == [
        ("a voice that is named", "Oleh Kiper", "Oleh Kiper"),
        ("named by another report", "", "KIEV (Reuters) -"),
        ("named by another report", "", "aldus Reuters"),
    ]


@pytest.mark.parametrize(
    ("text", "details", "expected"),
    [
        ("KIEV (AFP) - Rusland heeft Odesa aangevallen.", {}, ["Oleh Kiper", "AFP"]),
        ("Van onze correspondent\n\nRusland heeft Odesa aangevallen.", {}, ["Oleh Kiper", "Krant 1"]),
        ("Rusland heeft Odesa aangevallen, zegt een man.", {"voices": ["?man"]}, ["Oleh Kiper"]),
    ],
)
def test_another_agency_own_people_and_the_unnamed_stand_for_themselves(text, details, expected):
    assert names(count(WHOLE, (text, "aangevallen", details))) == expected


def test_a_voice_and_the_mark_of_one_article_are_one_origin():
    claims, documents = event(WHOLE)
    bare = replace(claims[0], claim=replace(claims[0].claim, id="d0:1", voices=()))
    assert names(standing("e", [*claims, bare], documents)) == ["Oleh Kiper"]


def test_agencies_that_have_it_from_each_other_are_one_origin():
    found = count(
        ("KIEV (ANP) - Rusland valt aan, meldt Reuters.", "valt", {}),
        ("KIEV (Reuters) - Rusland valt aan, meldt ANP.", "valt", {}),
    )
    assert len(found.origins) == 1
    assert found.origins[0].documents == ("d0", "d1")


def test_who_a_papers_report_quotes_stands_behind_those_who_cite_the_paper():
    read = ("Rusland valt aan, zegt Oleh Kiper.", "valt", KIPER | {"publisher": "Der Spiegel"})
    cited = ("Rusland valt aan, schrijft Der Spiegel.", "valt", {})
    own = ("Rusland valt aan, zag onze verslaggever.", "valt", {"publisher": "Der Spiegel"})
    assert names(count(read, cited)) == ["Oleh Kiper"]
    assert names(count(read, own)) == ["Oleh Kiper", "Der Spiegel"]
    assert [one.documents for one in count(read, cited, own).origins] == [("d0",), ("d1", "d2")]


def test_a_papers_copy_of_an_agency_is_not_the_papers_own_report():
    read = ("Rusland valt aan, zegt Oleh Kiper. (ANP)", "valt", KIPER | {"publisher": "Der Spiegel"})
    cited = ("Rusland valt aan, schrijft Der Spiegel.", "valt", {})
    assert names(count(read, cited)) == ["Oleh Kiper", "Der Spiegel"]


def test_no_fewer_origins_serve_marks_of_two_agencies():
    marks = ["ANP/Reuters", "ANP/Reuters", "AFP/ANP", "AFP/ANP", "Reuters/dpa", "AFP/Belga"]
    found = count(*[(f"Rusland valt aan. ({mark})", "valt", {}) for mark in marks])
    assert [one.kind for one in found.origins] == [OriginKind.AGENCY, OriginKind.AGENCY]


@given(st.lists(st.sets(st.sampled_from("abcdefg"), min_size=1, max_size=3), max_size=9))
def test_the_roots_that_are_counted_are_the_fewest_that_serve_all_paths(paths):
    sizes = (len(some) for size in range(8) for some in combinations("abcdefg", size) if serves(some, paths))
    found = _fewest(paths)
    assert serves(found, paths)
    assert len(found) == next(sizes)


def serves(keys, paths):
    return all(path & set(keys) for path in paths)


def test_many_marks_that_have_nothing_in_common_are_counted_at_once():
    assert len(_fewest([{f"{number}", f"of {number}"} for number in range(200)])) == 200


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_whom_a_shortened_item_is_counted_to_does_not_depend_on_the_order_of_claims(order):
    claims, documents = event(
        SHORTENED,
        WHOLE,
        ("(Reuters) - Hamas zegt dat Rusland aanviel.", "aanviel", {"voices": ["Hamas/PSE/REB"]}),
        CITED,
    )
    found = standing("e", [claims[at] for at in order], documents)
    assert [(one.name, one.documents) for one in found.origins] == [
        ("Oleh Kiper", ("d0", "d1", "d3")),
        ("Hamas", ("d2",)),
    ]
