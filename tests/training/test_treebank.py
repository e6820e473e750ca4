"""Treebank files become trees, and a part of the newspaper sentences is held out."""

import lzma
from pathlib import Path

from treebank import Tree, Word, parted, syntax, trees

_FILE = """# sent_id = cdb/0
# text = Kiev wacht .
1\tKiev\tKiev\tPROPN\tN|eigen|ev|basis|onz|stan\t_\t2\tsu\t_\t_
2\twacht\twachten\tVERB\tWW|pv|tgw|ev\t_\t0\troot\t_\t_
3\t.\t.\tPUNCT\tLET\t_\t2\tpunct\t_\t_

# sent_id = qa/3
# in_ud_devtest = yes
1\tWaarom\twaarom\tADV\t_\t_\t0\troot\t_\t_

"""


def _of(name: str) -> Tree:
    return Tree(name, (Word("ja", "ja", "TSW", 0, "root"),), elsewhere=False)


def test_a_file_gives_its_trees_with_the_root_as_its_own_head(tmp_path: Path) -> None:
    path = tmp_path / "few.conll.xz"
    path.write_bytes(lzma.compress(_FILE.encode()))
    first, second = trees(path)
    assert [word.head for word in first.words] == [1, 1, 1]
    assert [word.relation for word in first.words] == ["su", "root", "punct"]
    assert second.words[0].tag == ""
    assert second.elsewhere


def test_every_tenth_block_of_newspaper_sentences_is_held_out() -> None:
    learned, held = parted([_of("cdb/449"), _of("cdb/450"), _of("cdb/499"), _of("cdb/500"), _of("qa/450")])
    assert [tree.id for tree in held] == ["cdb/450", "cdb/499"]
    assert [tree.id for tree in learned] == ["cdb/449", "cdb/500", "qa/450"]


def test_sentences_of_other_test_files_are_not_learned() -> None:
    learned, held = parted([Tree("qa/1", _of("qa/1").words, elsewhere=True)])
    assert (learned, held) == ([], [])


def test_rare_tags_and_relations_are_left_out() -> None:
    found = syntax([_of("qa/1"), _of("qa/2"), Tree("qa/3", (Word("x", "x", "SPEC|symb", 0, "hdf"),), elsewhere=False)])
    assert found.tags == ("TSW",)
    assert found.relations == ("root",)
