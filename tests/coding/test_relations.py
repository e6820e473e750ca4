"""Paths in trees are told as frames name their slots."""

import pytest

from kroniek.coding.relations import FAR, head_of, relation
from kroniek.model.syntax import Tree


def _tree(*rows: tuple[str, str, int, str]) -> Tree:
    """A tree of (lemma, tag, head, relation)."""
    return Tree(
        lemmas=tuple(row[0] for row in rows),
        tags=tuple(row[1] for row in rows),
        heads=tuple(row[2] for row in rows),
        relations=tuple(row[3] for row in rows),
    )


# Rusland heeft Kiev aangevallen
PERFECT = _tree(
    ("Rusland", "N|eigen", 1, "su"), ("hebben", "WW|pv", 1, "root"), ("Kiev", "N|eigen", 3, "obj1"),
    ("aan_vallen", "WW|vd|vrij|zonder", 1, "vc"),
)  # fmt: skip
# Kiev wordt door Rusland aangevallen
PASSIVE = _tree(
    ("Kiev", "N|eigen", 1, "su"), ("worden", "WW|pv", 1, "root"), ("door", "VZ|init", 4, "mod"),
    ("Rusland", "N|eigen", 2, "obj1"), ("aan_vallen", "WW|vd|vrij|zonder", 1, "vc"),
)  # fmt: skip
# Iran voerde aanvallen uit op steden in Israël en Syrië
LIGHT = _tree(
    ("Iran", "N|eigen", 1, "su"), ("uit_voeren", "WW|pv", 1, "root"), ("aanval", "N|soort", 1, "obj1"),
    ("uit", "VZ|fin", 1, "svp"), ("op", "VZ|init", 2, "mod"), ("stad", "N|soort", 4, "obj1"),
    ("in", "VZ|init", 5, "mod"), ("Israël", "N|eigen", 8, "cnj"), ("en", "VG|neven", 6, "obj1"),
    ("Syrië", "N|eigen", 8, "cnj"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("tree", "trigger", "party", "found"),
    [
        (PERFECT, 3, 0, "su"),
        (PERFECT, 3, 2, "obj1"),
        (PASSIVE, 4, 0, "obj1"),
        (PASSIVE, 4, 3, "door"),
        (LIGHT, 2, 0, "light:su"),
        (LIGHT, 1, 0, "su"),
        (LIGHT, 2, 9, "in:op"),
        (LIGHT, 2, 7, "in:op"),
        (LIGHT, 2, 5, "op"),
        (LIGHT, 2, 2, "self"),
        (LIGHT, 5, 0, FAR),
    ],
)
def test_a_path_is_named_as_a_slot(tree: Tree, trigger: int, party: int, found: str) -> None:
    assert relation(tree, trigger, party) == found


def test_the_head_of_some_words_is_the_one_that_hangs_outside() -> None:
    assert head_of(LIGHT, 7, 10) == 8
    assert head_of(LIGHT, 0, 1) == 0
