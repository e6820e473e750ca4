"""Who answers in an interview, and what counts as one."""

import pytest

from kroniek.coding.interviews import Interview
from tests.coding.told import analysis_of, claims_of

HEADLINE = "‘De grens blijft dicht’\n\n"
NAMED = "Vorige week sprak onze redactie met politicologe Hilde Maes over de oorlog. "
UNNAMED = "Een Finse oud-kolonel die niet met zijn naam in de krant wil, kijkt terug. "
ANSWERS = """

Had u dit verwacht?

‘Nee. Rusland heeft Charkov gebombardeerd.’

Wat doet Polen nu?

‘Polen heeft zijn ambassadeur teruggeroepen. Volgens Reuters heeft Litouwen twee spionnen opgepakt.’

En daarna?

‘Dat weet niemand.’"""


def _voices(text, type_):
    return [
        [(voice.party.name, voice.anonymous) for voice in claim.voices]
        for claim in claims_of(text)
        if claim.type.value == type_
    ]


@pytest.mark.parametrize(
    ("lead", "voice"),
    [
        (NAMED, ("Hilde Maes", False)),
        (UNNAMED, ("Finse oud-kolonel", True)),
        ("Drie vragen aan een Finse oud-kolonel.", ("Finse oud-kolonel", True)),
        ("Zijn naam wil hij niet in de krant. Toch wil een Finse oud-kolonel praten.", ("Finse oud-kolonel", True)),
    ],
)
def test_what_is_told_in_an_answer_is_told_by_whom_the_lead_introduces(lead, voice):
    assert _voices(HEADLINE + lead + ANSWERS, "ASSAULT") == [[voice]]


def test_who_is_quoted_in_an_answer_stands_before_the_one_who_answers():
    assert _voices(HEADLINE + NAMED + ANSWERS, "COERCE") == [[("Reuters", False), ("Hilde Maes", False)]]


def test_the_pronoun_of_who_was_spoken_to_means_who_was_named_before():
    lead = "Hilde Maes kent het leger als geen ander. Wij spraken haar in Gent."
    assert _voices(HEADLINE + lead + ANSWERS, "ASSAULT") == [[("Hilde Maes", False)]]


@pytest.mark.parametrize(
    "text",
    [
        HEADLINE + "De oorlog gaat door." + ANSWERS,  # nobody is introduced
        HEADLINE + NAMED + "\n\n‘Nee’, zei zij.\n\n‘Rusland heeft Charkov gebombardeerd.’",  # no questions
        NAMED + "Rusland heeft Charkov gebombardeerd.",
        "",
    ],
)
def test_what_is_no_interview_or_has_nobody_who_answers_gives_no_voice(text):
    assert Interview.of(analysis_of(text)).voice is None
    assert not any(voices for voices in _voices(text, "ASSAULT"))
