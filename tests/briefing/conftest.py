"""A small chronicle of one quarrel: a raid that two papers count differently, a denial, a promise, a visit to come."""

from contextlib import contextmanager
from dataclasses import replace

import pytest

from kroniek.api.chronicle import Chronicle
from kroniek.memory import open_store
from kroniek.model.claim import Evidence, Figure
from kroniek.model.judgement import Judgement, JudgementKind
from kroniek.model.ontology import FigureKey
from kroniek.settings import Settings
from tests import build

BEFORE = build.document(
    "Rusland en Oekraïne spraken zaterdag in Minsk. Rusland belooft Oekraïne de haven voor 4 maart vrij te geven.",
    id="minsk", published="2022-02-27", publisher="De Zuidkrant", title="Gesprek in Minsk",
)  # fmt: skip
RAID = build.document(
    "Rusland heeft dinsdag de haven van Marioepol gebombardeerd. Daarbij vielen 83 doden. "
    "“Dit is een misdaad die niemand van ons ooit zal vergeten”, zei president Volodymyr Zelensky. "
    "Polen zou de grens hebben gesloten, meldt Reuters.",
    id="haven", published="2022-03-02", publisher="De Zuidkrant", title="Haven gebombardeerd",
    url="https://zuidkrant.example/haven",
)  # fmt: skip
OTHER = build.document(
    "Russische bommen troffen dinsdag de haven. Er vielen 5 doden. Sergej Lavrov ontkent dat Rusland de haven bestookte. "
    "“Onze soldaten schieten niet op havens of burgers”, herhaalde Lavrov.",
    id="bommen", published="2022-03-03", publisher="Noorderbode",
)  # fmt: skip
AHEAD = build.document(
    "Joe Biden bezoekt Polen op 25 maart. Hij helpt Oekraïne als het Congres instemt. "
    "De Verenigde Staten zijn van plan Rusland sancties op te leggen, zeggen bronnen.",
    id="bezoek", published="2022-03-06", publisher="Noorderbode",
)  # fmt: skip
RUS, UKR, POL, USA = "Rusland/RUS/GOV", "Oekraïne/UKR/GOV", "Polen/POL/GOV", "Verenigde Staten/USA/GOV"


def dead(where, number):
    return [Figure(key=FigureKey.KILLED, min=number, max=number, quote=build.quote(where, f"{number} doden"))]


def said_twice(claim, words):
    """The claim with more evidence."""
    return replace(claim, evidence=(*claim.evidence, Evidence(quote=build.quote(OTHER, words))))


def articles():
    """The articles with their claims."""
    friday = build.when("2022-03-04", words=build.quote(BEFORE, "voor 4 maart"))
    yield (
        BEFORE,
        [
            build.claim(BEFORE, "spraken", "CONSULT", actors=[RUS, UKR], on="2022-02-26"),
            build.claim(BEFORE, "belooft", "AGREE", actors=[RUS], recipients=[UKR], status="planned", on=friday),
        ],
    )
    tuesday = {"on": "2022-03-01", "modes": ["aerial"]}
    yield RAID, [
        build.claim(RAID, "gebombardeerd", "ASSAULT", actors=[RUS], recipients=[UKR], figures=dead(RAID, 83), id="raid",
                    evidence="Rusland heeft dinsdag de haven van Marioepol gebombardeerd. Daarbij vielen 83 doden.", **tuesday),
        build.claim(RAID, "misdaad", "ACCUSE", actors=["Volodymyr Zelensky/UKR/GOV"], recipients=[RUS]),
        build.claim(RAID, "gesloten", "SANCTION", actors=[POL], hedged=True, voices=["@Reuters/GBR/JRN"]),
    ]  # fmt: skip
    yield OTHER, [
        build.claim(OTHER, "troffen", "ASSAULT", actors=["Russische=Rusland/RUS/GOV"], recipients=[UKR],
                    figures=dead(OTHER, 5), evidence="Russische bommen troffen dinsdag de haven. Er vielen 5 doden.",
                    id="bombs", **tuesday),
        said_twice(
            build.claim(OTHER, "bestookte", "ASSAULT", actors=[RUS], status="denied", on="2022-03-01",
                        voices=["Sergej Lavrov/RUS/GOV"]),
            "“Onze soldaten schieten niet op havens of burgers”, herhaalde Lavrov.",
        ),
    ]  # fmt: skip
    visit = build.when("2022-03-25", words=build.quote(AHEAD, "op 25 maart"))
    yield AHEAD, [
        build.claim(AHEAD, "bezoekt", "AGREE", actors=["Joe Biden/USA/GOV"], recipients=[POL], status="planned", on=visit),
        build.claim(AHEAD, "helpt", "AID", actors=["Hij=Joe Biden/USA/GOV"], recipients=[UKR], status="conditional",
                    condition="als het Congres instemt"),
        build.claim(AHEAD, "leggen", "SANCTION", actors=[USA], recipients=[RUS], status="planned",
                    voices=["?bronnen/USA/GOV"]),
    ]  # fmt: skip


def fill(path):
    """Keep the articles; the two reports of the raid are one event."""
    with open_store(path) as store:
        for where, claims in articles():
            store.add(where, claims, placement=store.place(where))
        store.judge(
            Judgement(
                kind=JudgementKind.SAME_EVENT, left="bombs", right="raid", score=1.0, by="jan", reason="één aanval"
            )
        )


@pytest.fixture(scope="session")
def db(tmp_path_factory):
    """That chronicle as a file, which nobody writes to."""
    path = tmp_path_factory.mktemp("briefing") / "k.db"
    fill(path)
    return str(path)


@pytest.fixture(scope="session")
def chronicle(db):
    """That chronicle, open for asking."""
    with opened(db) as found:
        yield found


@contextmanager
def opened(db):
    with open_store(db, read_only=True) as store:
        yield Chronicle(store, settings=Settings())
