"""A chronicle with what is hard to export: events of several reports, every status, no date, odd characters."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

from kroniek.faces.cli.main import main
from kroniek.memory import open_store
from kroniek.model.claim import Figure
from kroniek.model.judgement import Judgement, JudgementKind
from kroniek.model.ontology import FigureKey
from kroniek.model.place import Place, Precision
from tests import build

KRANT = build.document(
    "Rusland heeft dinsdag Kiev gebombardeerd, meldt Reuters. Vladimir Poetin ontkent de aanval.\n"
    "Frankrijk en Duitsland kwamen in maart in Genève bijeen. Amerika stuurt op 9 mei ministers naar Polen.\n"
    'De VN veroordeelden het <geweld> & "de\tdaders"; zij zouden zeker 83 doden hebben gemaakt.',
    id="krant/één",
    published="2022-03-02",
    title="Aanval op <Kiev> & meer",
    publisher="De Krant",
    url="https://krant.example/aanval?a=1&b={x}",
)  # fmt: skip
OMROEP = build.document(
    "Russische bommen vielen op Kiev. Rebellen en leger vochten bij Goma. Moskou sluit de grens, als Polen dat doet.",
    id="omroep",
    published="2022-03-04",
    publisher="Omroep",
)
LATER = build.document(
    "De ministers gaan niet naar Polen, zegt Amerika.", id="later", published="2022-04-20", publisher="De Krant"
)
UNDATED = build.document("Iran dreigt.", id="zonder-dag", published=None)

KIEV = Place(name="Kiev", country="UKR", lat=50.45, lon=30.52, precision=Precision.CITY)
GENEVA = Place(name="Genève", country="CHE", lat=46.2, lon=6.14, precision=Precision.CITY)
CONGO = Place(name="Congo-Kinshasa", country="COD", lat=-2.9, lon=23.7, precision=Precision.COUNTRY)


def claims_of_krant():
    poetin = replace(build.party(KRANT, "Vladimir Poetin/RUS/GOV"), wikidata="Q7747")
    return [
        build.claim(
            KRANT, "gebombardeerd", "ASSAULT", modes=["aerial"], contexts=["military"],
            actors=["Rusland/RUS/GOV"], recipients=["Kiev=Oekraïne/UKR/GOV"], place=KIEV,
            on=build.when("2022-03-01", words=build.quote(KRANT, "dinsdag")), voices=["@Reuters/GBR/JRN"],
        ),
        build.claim(KRANT, "ontkent", "REJECT", actors=[poetin]),
        build.claim(
            KRANT, "bijeen", "CONSULT", modes=["multilateral"], actors=["Frankrijk/FRA/GOV", "Duitsland/DEU/GOV"],
            on=build.when("2022-03-01", "2022-03-31", grain="month", words=build.quote(KRANT, "in maart")), place=GENEVA,
        ),
        build.claim(
            KRANT, "stuurt", "AGREE", actors=["Amerika=Verenigde Staten/USA/GOV"], recipients=["Polen/POL/GOV"],
            on="2022-05-09", status="planned",
        ),
        build.claim(
            KRANT, "veroordeelden", "ACCUSE", modes=["disapprove"], actors=["De VN=Verenigde Naties/UNO/IGO"],
            hedged=True, figures=[Figure(key=FigureKey.KILLED, min=83, quote=build.quote(KRANT, "zeker 83 doden"))],
        ),
    ]  # fmt: skip


def claims_of_omroep():
    return [
        build.claim(
            OMROEP, "bommen", "ASSAULT", modes=["aerial"], contexts=["military"],
            actors=["Russische=Rusland/RUS/GOV"], recipients=["Kiev=Oekraïne/UKR/GOV"],
        ),
        build.claim(
            OMROEP, "vochten", "ASSAULT", actors=["Rebellen=rebellen/COD/REB", "leger=Congolese leger/COD/MIL"],
            place=CONGO, on="2022-03-03",
        ),
        build.claim(
            OMROEP, "sluit", "SANCTION", actors=["Moskou=Rusland/RUS/GOV"], recipients=["Polen/POL/GOV"],
            status="conditional", condition="als Polen dat doet",
        ),
    ]  # fmt: skip


def claims_of_later():
    return [
        build.claim(
            LATER, "gaan", "AGREE", actors=["Amerika=Verenigde Staten/USA/GOV"], recipients=["Polen/POL/GOV"],
            on="2022-05-09", status="denied",
        )
    ]  # fmt: skip


@pytest.fixture
def wide(tmp_path):
    """The path of the chronicle: ten claims in eight events."""
    path = tmp_path / "breed.db"
    told = [
        (KRANT, claims_of_krant()),
        (OMROEP, claims_of_omroep()),
        (LATER, claims_of_later()),
        (UNDATED, [build.claim(UNDATED, "dreigt", "THREATEN", actors=["Iran/IRN/GOV"])]),
    ]
    with open_store(path) as store:
        for document, claims in told:
            store.add(document, claims, placement=store.place(document))
        for left, right in ((told[0][1][0], told[1][1][0]), (told[0][1][3], told[2][1][0])):
            first, second = sorted((left.id, right.id))
            store.judge(
                Judgement(
                    kind=JudgementKind.SAME_EVENT, left=first, right=second, score=1.0, by="test", reason="one event"
                )
            )
    return str(path)


@pytest.fixture
def export(wide, tmp_path):
    """Export the chronicle: `export("gdelt", "--since", "2022")` is the file; `export.told` what was said."""

    def call(format_, *arguments, name="uit"):
        file = tmp_path / f"{name}.{format_}"
        words = ["export", "--db", wide, "--format", format_, "-o", file, *arguments]
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert result.exit_code == 0, result.output
        call.told = result.stderr
        return file

    return call
