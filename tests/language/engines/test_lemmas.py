"""Endings tell lemmas; a longer ending and a whole word win."""

import pytest

from kroniek.language.engines.lemmas import Lemmas, from_lines

_TABLE = """particle\taan
particle\tmee
verb\taan_kondigen
verb\tmee_delen
edit\tWW|vd|zonder\td\tge\t1\ten
edit\tWW|pv|met-t\tt\t\t1\ten
edit\tWW|pv|met-t\teelt\t\t4\telen
edit\tWW|pv|ev\t^was\t\t3\tzijn
edit\tN|soort|mv\ten\t\t2\t
edit\tWW|inf|zonder\t\t\t0\t
"""


@pytest.fixture
def lemmas() -> Lemmas:
    return from_lines(_TABLE.splitlines())


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("aangekondigd", "WW|vd|vrij|zonder", "aan_kondigen"),
        ("kondigt", "WW|pv|tgw|met-t", "kondigen"),
        ("deelt", "WW|pv|tgw|met-t", "delen"),
        ("meedeelt", "WW|pv|tgw|met-t", "mee_delen"),
        ("was", "WW|pv|verl|ev", "zijn"),
        ("Gesprekken", "N|soort|mv|basis", "gesprekk"),
        ("Moskou", "N|eigen|ev|basis|onz|stan", "Moskou"),
        ("Unie", "SPEC|deeleigen", "Unie"),
        ("onbekend", "BW", "onbekend"),
    ],
)
def test_a_word_has_the_lemma_of_its_ending(lemmas: Lemmas, word: str, tag: str, lemma: str) -> None:
    assert lemmas.lemma(word, tag) == lemma


def test_a_particle_that_stands_apart_joins_its_verb_once(lemmas: Lemmas) -> None:
    assert lemmas.joined("kondigen", "Aan") == "aan_kondigen"
    assert lemmas.joined("aan_kondigen", "aan") == "aan_kondigen"
