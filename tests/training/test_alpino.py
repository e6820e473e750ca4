"""Alpino's phrases become one head and one relation for every word."""

import lzma
import sys
from xml.etree.ElementTree import fromstring

import alpino
from alpino import lines, sentences
from treebank import trees


def word(form, begin, rel, tag="N(soort,ev)", **more):
    given = {"word": form, "lemma": form.lower(), "begin": begin, "end": begin + 1, "rel": rel, "postag": tag} | more
    return "<node {}/>".format(" ".join(f'{name}="{value}"' for name, value in given.items()))


def part(rel, begin, *inside):
    return f'<node rel="{rel}" cat="x" begin="{begin}">{"".join(inside)}</node>'


STOP = word(".", 9, "--", "LET()", pt="let")


def table(*inside, elsewhere=False):
    text = f'<alpino_ds id="cdb/1">{part("top", 0, *inside)}</alpino_ds>'
    return list(lines("cdb/1", fromstring(text), elsewhere=elsewhere))


def heads(*inside):
    """Word, place of its head, relation."""
    cells = [line.split("\t") for line in table(*inside) if line and not line.startswith("#")]
    return [(cell[1], int(cell[6]), cell[7]) for cell in cells]


def test_the_head_of_a_phrase_stands_for_it():
    subject = part("su", 0, word("De", 0, "det"), word("minister", 1, "hd"))
    assert heads(part("--", 0, subject, word("spreekt", 2, "hd")), STOP) == [
        ("De", 2, "det"),
        ("minister", 3, "su"),
        ("spreekt", 0, "root"),
        (".", 3, "punct"),
    ]


def test_of_conjuncts_the_first_stands_for_all():
    pair = part("su", 0, word("Rutte", 0, "cnj"), word("en", 1, "crd"), word("Merkel", 2, "cnj"))
    assert heads(part("--", 0, pair, word("spreken", 3, "hd"))) == [
        ("Rutte", 4, "su"),
        ("en", 1, "crd"),
        ("Merkel", 1, "cnj"),
        ("spreken", 0, "root"),
    ]


def test_a_phrase_without_any_of_the_usual_heads_has_its_first_word():
    parts = part("--", 0, word("morgen", 2, "sat"), word("Ja", 0, "tag"))
    assert heads(parts) == [("Ja", 0, "root"), ("morgen", 1, "sat")]


def test_a_node_that_only_points_elsewhere_is_no_word():
    inner = part("vc", 1, '<node rel="su" index="1" begin="0"/>', word("komen", 2, "hd"))
    found = heads(part("--", 0, word("Hij", 0, "su", index="1"), word("wil", 1, "hd"), inner))
    assert found == [("Hij", 2, "su"), ("wil", 0, "root"), ("komen", 2, "vc")]


def test_words_outside_the_sentence_hang_on_its_root():
    found = heads(
        word("(", 0, "--", "LET()", pt="let"), word("Kom", 1, "--", "WW(pv,tgw)"), word("nu", 2, "--", "BW()")
    )
    assert found == [("(", 2, "punct"), ("Kom", 0, "root"), ("nu", 2, "dep")]


def test_tags_and_lemmas_are_kept_and_held_out_sentences_marked():
    found = table(word("liep", 0, "--", "WW(pv,verl,ev)", lemma="lopen"), elsewhere=True)
    assert found[:2] == ["# sent_id = cdb/1", "# in_ud_devtest = yes"]
    assert found[2].split("\t") == ["1", "liep", "lopen", "_", "WW|pv|verl|ev", "_", "0", "root", "_", "_"]


def test_a_folder_is_read_as_people_count_and_training_reads_the_table(tmp_path, monkeypatch, capsys):
    folder = tmp_path / "Treebank" / "cdb"
    folder.mkdir(parents=True)
    for number in (10, 9):
        inside = part("top", 0, word(f"Woord{number}", 0, "--", "BW()"))
        (folder / f"{number}.xml").write_text(f"<alpino_ds>{inside}</alpino_ds>", encoding="utf-8")
    assert [name for name, _ in sentences(tmp_path / "Treebank")] == ["cdb/9", "cdb/10"]
    monkeypatch.setattr(sys, "argv", ["alpino.py", str(tmp_path / "Treebank"), str(tmp_path / "new" / "out.conll.xz")])
    alpino.main()
    assert "2 sentences" in capsys.readouterr().out
    assert [(tree.id, tree.words[0].form) for tree in trees(tmp_path / "new" / "out.conll.xz")] == [
        ("cdb/9", "Woord9"),
        ("cdb/10", "Woord10"),
    ]


def test_one_file_with_all_trees_is_read_too(tmp_path):
    both = "".join(f'<alpino_ds id="cdb/{n}">{part("top", 0, word("Nu", 0, "--", "BW()"))}</alpino_ds>' for n in (1, 2))
    path = tmp_path / "trees.xml.xz"
    path.write_bytes(lzma.compress(f"<treebank>{both}</treebank>".encode()))
    found = [(name, len(list(lines(name, element, elsewhere=False)))) for name, element in sentences(path)]
    assert found == [("cdb/1", 3), ("cdb/2", 3)]
