"""Trees of the Alpino treebank as the table that training reads: one head and one relation for every word.

    python training/alpino.py Alpino/Treebank OUT.conll.xz [--elsewhere training/ud_devtest.txt]

The folder is that of github.com/rug-compling/Alpino (LGPL 2.1 or later): a folder for each part, a file in Alpino's XML
for each sentence; all trees in one file, `.xml` or `.xml.xz`, do as well. Alpino's trees have phrases; here the head of
a phrase stands for it: its `hd`, else what the list below names first. Of several that are alike the first in the text
counts, of conjuncts the first in the tree. Words that stand in two phrases have their place in the first one that holds
them. The columns are those of `treebank.py`, with the word class left open. The same trees give the same bytes.
"""

from __future__ import annotations

import argparse
import lzma
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, iterparse, parse

HERE = Path(__file__).parent
_HEADS = ("hd", "cmp", "rhd", "whd", "cnj", "crd", "dlink", "nucl", "dp")
_IN_TREE_ORDER = "cnj"
_BARE, _ROOT, _PUNCTUATION, _OTHER = "--", "root", "punct", "dep"
_TAG = re.compile(r"([A-Z]+)\((.*)\)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word or a phrase that has words: its place in the text, its head's place, and its parts with theirs."""

    node: Element
    begin: int
    head: int
    parts: tuple[Phrase, ...]
    first: Phrase | None  # the part that is its head

    @property
    def relation(self) -> str:
        """Alpino's relation to the phrase around it."""
        return self.node.get("rel", "")


@dataclass(frozen=True, slots=True)
class Row:
    """A word with its head's place in the text, -1 at the root."""

    word: Element
    head: int
    relation: str


def phrase(node: Element) -> Phrase | None:
    """A node with everything below it; None where it only points at words that stand elsewhere."""
    begin = int(node.get("begin", "0"))
    if node.get("word") is not None:
        return Phrase(node, begin, begin, (), None)
    parts = tuple(part for part in map(phrase, node.iterfind("node")) if part is not None)
    if not parts:
        return None
    first = _head_of(parts)
    return Phrase(node, begin, first.head, parts, first)


def _head_of(parts: Sequence[Phrase]) -> Phrase:
    ordered = sorted(parts, key=lambda part: part.begin)
    for relation in _HEADS:
        among = parts if relation == _IN_TREE_ORDER else ordered
        for part in among:
            if part.relation == relation:
                return part
    return min(parts, key=lambda part: part.head)


def rows(top: Phrase) -> dict[int, Row]:
    """The words below the top of a sentence, by their place in the text."""
    found: dict[int, Row] = {}
    ordered = sorted(top.parts, key=lambda part: part.begin)
    root = next((part for part in ordered if not _is_punctuation(part)), ordered[0])
    for part in top.parts:
        if part is root:
            _below(part, -1, _ROOT, found)
        elif _is_punctuation(part):
            _below(part, root.head, _PUNCTUATION, found)
        else:
            _below(part, root.head, _OTHER if part.relation == _BARE else part.relation, found)
    return found


def _below(one: Phrase, head: int, relation: str, found: dict[int, Row]) -> None:
    if not one.parts:
        found[one.begin] = Row(one.node, head, relation)
    for part in one.parts:
        if part is one.first:
            _below(part, head, relation, found)
        else:
            _below(part, one.head, part.relation, found)


def _is_punctuation(part: Phrase) -> bool:
    return part.node.get("pt") == "let" or part.node.get("pos") == "punct" or _tag(part.node).startswith("LET")


def lines(name: str, sentence: Element, *, elsewhere: bool) -> Iterator[str]:
    """The lines of a sentence in the table."""
    top = next((found for found in map(phrase, sentence.iterfind("node")) if found is not None), None)
    if top is None:
        return
    found = rows(top)
    place = {begin: number for number, begin in enumerate(sorted(found), start=1)}
    yield f"# sent_id = {name}"
    if elsewhere:
        yield "# in_ud_devtest = yes"
    for begin, number in place.items():
        row = found[begin]
        word, head = row.word, place[row.head] if row.head >= 0 else 0
        cells = (word.get("word"), word.get("lemma") or word.get("root"), "_", _tag(word), "_", head, row.relation)
        yield "\t".join(map(str, (number, *cells, "_", "_")))
    yield ""


def _tag(word: Element) -> str:
    """`N(soort,ev)` as `N|soort|ev`; a low line where there is none."""
    found = _TAG.fullmatch(word.get("postag", ""))
    if not found:
        return "_"
    return "|".join((found[1], *filter(None, found[2].split(","))))


def sentences(source: Path) -> Iterator[tuple[str, Element]]:
    """The sentences of a folder or a file, with their names."""
    if source.is_dir():
        for path in sorted(source.rglob("*.xml"), key=_by_number):
            yield path.relative_to(source).with_suffix("").as_posix(), parse(path).getroot()  # noqa: S314 - see below
        return
    with (lzma.open if source.suffix == ".xz" else open)(source, "rb") as file:
        for _, element in iterparse(file):  # noqa: S314 - a treebank that was fetched for this, no stranger's document
            if element.tag == "alpino_ds":
                yield element.get("id", ""), element
                element.clear()


def _by_number(path: Path) -> list[tuple[int, str]]:
    """The order in which people count: 9 before 10, since sentences that follow each other are read together."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", path.as_posix())]


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--elsewhere", type=Path, default=HERE / "ud_devtest.txt", help="sentences that UD holds out")
    options = parser.parse_args()
    held = frozenset(options.elsewhere.read_text(encoding="utf-8").split())
    count = 0
    options.out.parent.mkdir(parents=True, exist_ok=True)
    begun = options.out.with_name(options.out.name + ".part")
    with lzma.open(begun, "wt", encoding="utf-8", newline="\n") as file:
        for name, sentence in sentences(options.source):
            file.writelines(line + "\n" for line in lines(name, sentence, elsewhere=name in held))
            count += 1
    begun.rename(options.out)
    print(f"{options.out}: {count} sentences")


if __name__ == "__main__":
    main()
