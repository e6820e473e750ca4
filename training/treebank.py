"""Dutch trees for the syntax heads: the Alpino treebank as labelled texts.

The file is `alpino_treebank.conll.xz`: ten columns (id, form, lemma, word class, CGN tag, _, head, relation, _, _),
made of the trees in github.com/rug-compling/Alpino, folder Treebank (LGPL 2.1 or later). Every tenth block of fifty
sentences of its newspaper part (`cdb`) is held out, and so is every sentence that a UD development or test file has.
Tokens are the treebank's own, so heads and tags are measured apart from the cutting of words. A token that is its own
head is the root of its sentence.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kroniek.model.analysis import Sentence, Token
from kroniek.model.ids import content_hash
from kroniek.model.text import Document, DocumentId, Source
from labels import At, Labelled, Labeller

NEWSPAPER = "cdb"
_BLOCK, _TENTH = 50, 10
_TOGETHER = 6  # sentences that are read as one text, as the reader does with articles
_NO_SPACE_BEFORE, _NO_SPACE_AFTER = frozenset(",.;:?!)»”…'"), frozenset("(«„‘“")


@dataclass(frozen=True, slots=True)
class Word:
    """A row of the treebank; `head` counts from 0 and equals the word's own place at the root; `tag` may be empty."""

    form: str
    lemma: str
    tag: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence of the treebank."""

    id: str
    words: tuple[Word, ...]
    elsewhere: bool  # stands in a UD development or test file too

    @property
    def part(self) -> str:
        """The part of the treebank that it is of."""
        return self.id.partition("/")[0]


def trees(path: Path) -> Iterator[Tree]:
    """The trees of a treebank file, in its order."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        name, elsewhere, rows = "", False, []
        for line in file:
            text = line.rstrip("\n")
            if text.startswith("# sent_id = "):
                name, elsewhere = text.removeprefix("# sent_id = "), False
            elif text.startswith("# in_ud_devtest"):
                elsewhere = True
            elif text and not text.startswith("#"):
                rows.append(text.split("\t"))
            elif not text and rows:
                yield Tree(name, tuple(_words(rows)), elsewhere)
                rows = []
        if rows:
            yield Tree(name, tuple(_words(rows)), elsewhere)


def _words(rows: Sequence[Sequence[str]]) -> Iterator[Word]:
    for at, row in enumerate(rows):
        head = int(row[6])
        tag = row[4] if row[4] != "_" else ""
        yield Word(row[1], row[2], tag, head - 1 if head else at, row[7])


def parted(found: Iterable[Tree]) -> tuple[list[Tree], list[Tree]]:
    """Trees to learn from, and the held-out tenth of the newspaper part."""
    learned: list[Tree] = []
    held: list[Tree] = []
    for tree in found:
        number = int(tree.id.partition("/")[2]) if tree.part == NEWSPAPER else -1
        if number >= 0 and number // _BLOCK % _TENTH == _TENTH - 1:
            held.append(tree)
        elif not tree.elsewhere:
            learned.append(tree)
    return learned, held


@dataclass(frozen=True, slots=True)
class Syntax:
    """The tags and relations that the heads tell apart, the most frequent first."""

    tags: tuple[str, ...]
    relations: tuple[str, ...]


def syntax(found: Sequence[Tree], least: int = 2) -> Syntax:
    """The tags and relations that trees have at least `least` times."""
    return Syntax(
        tags=_ranked((word.tag for tree in found for word in tree.words if word.tag), least),
        relations=_ranked((word.relation for tree in found for word in tree.words), least),
    )


def _ranked(values: Iterable[str], least: int) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return tuple(value for value, count in sorted(counts.items(), key=lambda row: (-row[1], row[0])) if count >= least)


def labelled(found: Sequence[Tree], known: Syntax, labeller: Labeller) -> list[Labelled]:
    """Trees as texts of some consecutive sentences, with nothing but their syntax labelled."""
    tags = {tag: at for at, tag in enumerate(known.tags)}
    relations = {relation: at for at, relation in enumerate(known.relations)}
    return [_text(chosen, tags, relations, labeller) for chosen in _together(found)]


def _together(found: Sequence[Tree]) -> Iterator[list[Tree]]:
    chosen: list[Tree] = []
    for tree in found:
        if chosen and (len(chosen) == _TOGETHER or chosen[-1].part != tree.part):
            yield chosen
            chosen = []
        chosen.append(tree)
    if chosen:
        yield chosen


def _text(chosen: Sequence[Tree], tags: dict[str, int], relations: dict[str, int], labeller: Labeller) -> Labelled:
    text = ""
    found: list[Sentence] = []
    trees_at: dict[At, tuple[int, int, int]] = {}
    for number, tree in enumerate(chosen):
        tokens: list[Token] = []
        for at, word in enumerate(tree.words):
            if text and not _joins(text, word.form):
                text += " "
            start, text = len(text), text + word.form
            tokens.append(Token(text=word.form, start=start, end=len(text), lower=word.form.lower()))
            trees_at[number, at] = (tags.get(word.tag, -1), word.head, relations.get(word.relation, -1))
        found.append(Sentence(start=tokens[0].start, end=tokens[-1].end, tokens=tuple(tokens)))
        text += "\n"
    document = Document(
        id=DocumentId(chosen[0].id), text=text, source=Source(address=chosen[0].id), content_hash=content_hash(text)
    )
    made = labeller.cut(document, tuple(found))
    made.trees = trees_at
    made.weights = [[0.0] * len(row) for row in made.weights]
    made.unknown = set(trees_at)
    return made


def _joins(text: str, form: str) -> bool:
    """Whether a word stands without a space after the text so far."""
    return text[-1] in _NO_SPACE_AFTER or text[-1] == "\n" or form[0] in _NO_SPACE_BEFORE
