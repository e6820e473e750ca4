"""The table of lemmas is learned from trees, compounds as the word has them."""

import pytest
from lemmas import lines, plain, right
from treebank import Tree, Word

from kroniek.language.engines.lemmas import from_lines

_NOUN, _PAST = "N|soort|mv|basis", "WW|pv|verl|ev"


def _tree(*words: Word) -> Tree:
    return Tree("cdb/1", words, elsewhere=False)


@pytest.mark.parametrize(
    ("form", "lemma", "tag", "wanted"),
    [
        ("verzekeringsmaatschappijen", "verzekering_maatschappij", _NOUN, "verzekeringsmaatschappij"),
        ("aangekondigd", "aan_kondigen", "WW|vd|vrij|zonder", "aan_kondigen"),
        ("Den", "Den_Haag", "SPEC|deeleigen", "Den"),
        ("langere", "lang", "ADJ|prenom|comp|met-e|stan", "lang"),
    ],
)
def test_a_lemma_is_what_a_reader_would_look_up(form: str, lemma: str, tag: str, wanted: str) -> None:
    assert plain(Word(form, lemma, tag, 0, "root")) == wanted


def test_endings_carry_over_to_words_that_were_not_seen() -> None:
    seen = [_tree(Word(f"{stem}de", f"{stem}en", _PAST, 0, "root")) for stem in ("meld", "noem", "kondig")]
    table = from_lines(lines(seen))
    assert table.lemma("vorderde", _PAST) == "vorderen"
    assert right(table, seen) == (3, 3)
