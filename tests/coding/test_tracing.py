"""What a coder weighed and left out is told with the reason, and listening changes nothing."""

from dataclasses import replace

import pytest

from kroniek.coding import coder
from kroniek.language import analyser
from kroniek.model.considered import Omission
from kroniek.model.ontology import EventType
from kroniek.model.text import Mark, MarkKind
from tests.build import document
from tests.coding.told import DAY, analysis_of, group


def considered(text):
    found = []
    claims = list(coder(note=found.append)(analysis_of(text)))
    return claims, found


def words(one):
    return " ".join(quote.text for quote in one.words)


@pytest.mark.parametrize("row", group("explained.toml", "left_out"))
def test_what_is_left_out_has_its_type_its_reason_and_who_is_to_blame(row):
    _, found = considered(row["text"])
    told = [
        f"{words(one)} | {one.types[0][0].value} | {one.omission.value} | {one.by.text if one.by else ''}"
        for one in found
        if one.omission is not None
    ]
    assert [one for one in told if one in row["left_out"]] == row["left_out"]
    assert row["left_out"] or not told


@pytest.mark.parametrize("row", group("explained.toml", "reasons"))
def test_a_field_has_the_reason_that_a_reader_would_give(row):
    claims, _ = considered(row["text"])
    told = [
        f"{reason.field} | {reason.rule} | {reason.quote.text if reason.quote else ''}" for reason in claims[0].reasons
    ]
    assert [one for one in told if one in row["reasons"]] == sorted(row["reasons"], key=told.index)


def test_what_is_below_the_threshold_tells_both_numbers():
    _, found = considered("De politie pakte dertig betogers op in Minsk.")
    (below,) = [one for one in found if one.omission is Omission.CHANCE]
    assert below.least is not None
    assert below.types[0][1] < below.least


def test_what_is_coded_tells_the_threshold_that_it_passed():
    (claim,), found = considered("Rusland heeft dinsdag Oekraïne aangevallen.")
    (coded,) = [one for one in found if one.omission is None]
    assert coded.words == claim.evidence[0].triggers
    assert coded.types[0] == (EventType.ASSAULT, pytest.approx(coded.types[0][1]))
    assert coded.types[0][1] >= coded.least


def test_words_of_boilerplate_are_told_as_such():
    text = "Rusland valt Oekraïne aan.\n\nLees ook: Poetin bedreigt Europa."
    mark = Mark(start=text.index("Lees"), end=len(text), kind=MarkKind.RELATED)
    found = []
    list(coder(note=found.append)(analyser()(replace(document(text, published=DAY), marks=(mark,)))))
    assert [(words(one), one.omission) for one in found] == [
        ("valt aan", None),
        ("bedreigt", Omission.BOILERPLATE),
    ]


@pytest.mark.parametrize("row", [*group("explained.toml", "left_out"), *group("explained.toml", "reasons")])
def test_listening_changes_no_claim(row):
    analysis = analysis_of(row["text"])
    quiet, heard = list(coder()(analysis)), list(coder(note=lambda _: None)(analysis))
    assert quiet == heard
    assert [claim.reasons for claim in quiet] == [claim.reasons for claim in heard]
