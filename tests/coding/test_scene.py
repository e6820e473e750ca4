"""A sentence as a coder sees it."""

import pytest

from kroniek.coding.scene import scenes
from tests.build import document, mark
from tests.coding.told import analysis_of, scene_of


def names(group):
    return [one.mention.party.name for one in group.named]


@pytest.mark.parametrize(
    ("sentence", "groups"),
    [
        ("Rusland en Oekraïne praten.", [("", ["Rusland", "Oekraïne"])]),
        ("Rusland, Oekraïne en Polen praten.", [("", ["Rusland", "Oekraïne", "Polen"])]),
        ("Rusland praat met Oekraïne.", [("", ["Rusland"]), ("met", ["Oekraïne"])]),
        ("Rusland zwijgt, aldus Polen.", [("", ["Rusland"]), ("aldus", ["Polen"])]),
        ("Volgens Polen zwijgt Rusland.", [("volgens", ["Polen"]), ("", ["Rusland"])]),
        ("De presidenten van Polen en Litouwen zwijgen.", [("", ["Polen", "Litouwen"])]),
        ("Zowel Rusland als Polen zwijgt.", [("", ["Rusland"]), ("", ["Polen"])]),
    ],
)
def test_parties_that_en_or_a_comma_joins_stand_together(sentence, groups):
    scene = scene_of(sentence)
    found = [(group.preposition, names(group)) for clause in scene.syntax.clauses for group in scene.groups(clause)]
    assert found == groups


def test_offsets_of_every_mention_agree_with_its_tokens():
    for scene in scenes(
        analysis_of("De Russische minister Sergej Lavrov sprak in Genève met de VS. Hij zweeg over Iran.")
    ):
        for one in scene.named:
            assert scene.quote(one.first, one.last) == one.mention.party.quote
            assert one.outer <= one.first < one.last


def test_boilerplate_is_no_scene():
    from kroniek.language import analyser

    text = "Rusland valt aan.\n\nNeem een abonnement op deze krant."
    where = document(text, marks=[mark(text, "Neem een abonnement op deze krant.", "subscription")])
    assert [scene.whole().text for scene in scenes(analyser()(where))] == ["Rusland valt aan."]
