"""A tree answers who hangs on whom."""

from kroniek.model.syntax import Tree

# Rusland kondigde sancties aan
TREE = Tree(
    tags=("N|eigen|ev|basis|onz|stan", "WW|pv|verl|ev", "N|soort|mv|basis", "VZ|fin"),
    lemmas=("Rusland", "aan_kondigen", "sanctie", "aan"),
    heads=(1, 1, 1, 1),
    relations=("su", "root", "obj1", "svp"),
)


def test_children_are_in_text_order_and_by_relation() -> None:
    assert TREE.children(1) == (0, 2, 3)
    assert TREE.children(1, "su", "obj1") == (0, 2)
    assert TREE.children(0) == ()


def test_verbs_are_told_by_their_tag() -> None:
    assert TREE.is_verb(1)
    assert not TREE.is_verb(2)
