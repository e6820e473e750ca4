"""Measures Frog (Debian's packages frog and frogdata, GPL 3) on the held-out trees that our own reader is measured on.

    python training/peers.py TREEBANK

Frog gets the treebank's tokens, one sentence a line. Names that it takes together are taken apart again: the first word
has the head of the whole, the others hang on it as parts (`mwp`), as in the treebank. Its parser was trained on other
trees of the same kind, which may hold some of these sentences; that can only help it.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from lemmas import plain
from treebank import Tree, Word, parted, trees

_TAG = re.compile(r"([A-Z]+)\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class Read:
    """A token as Frog reads it; `head` counts from 0 and equals the token's own place at the root."""

    form: str
    lemma: str
    tag: str
    head: int
    relation: str


def frog(found: Sequence[Tree]) -> list[list[Read]]:
    """Frog's reading of each sentence."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sentences.txt"
        path.write_text("".join(" ".join(word.form for word in tree.words) + "\n" for tree in found), encoding="utf-8")
        command = ["frog", "-n", "--skip=tnc", "-t", str(path)]
        out = subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder).stdout  # noqa: S603 - fixed words
    return [list(_apart(block.splitlines())) for block in re.split(r"\n\s*\n", out.strip())]


def _apart(lines: Sequence[str]) -> Iterator[Read]:
    """The tokens of a sentence, units of several words taken apart."""
    rows = [line.split("\t") for line in lines]
    begins = [0, *accumulate(_size(row) for row in rows)]
    for row, at in zip(rows, begins[:-1], strict=True):
        forms, tags, lemmas = row[1].split("_"), _TAG.findall(row[4]), row[2].split("_")
        if _size(row) == 1:
            forms, lemmas = [row[1]], [row[2]]
        head = begins[int(row[-2]) - 1] if row[-2] not in {"0", ""} else at
        for part, form in enumerate(forms):
            kind, features = tags[part]
            tag = "|".join([kind, *(feature for feature in features.split(",") if feature)])
            lemma = lemmas[part] if part < len(lemmas) else form
            yield Read(form, lemma, tag, at if part else head, "mwp" if part else row[-1].lower())


def _size(row: Sequence[str]) -> int:
    return max(1, len(_TAG.findall(row[4])))


def main() -> None:
    """Print the shares that are right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebank", type=Path)
    _, held = parted(trees(parser.parse_args().treebank))
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for tree, read in zip(held, frog(held), strict=True):
        if [word.form for word in tree.words] != [token.form for token in read]:
            total["left out"] += 1
            continue
        for word, token in zip(tree.words, read, strict=True):
            checks = _checks(word, token)
            total.update(list(checks))
            right.update(name for name, is_right in checks.items() if is_right)
    print(f"{len(held) - total['left out']} sentences, {total['left out']} left out because they were cut otherwise")
    for name in ("tag", "lemma", "UAS", "LAS", "UAS without punctuation", "LAS without punctuation"):
        print(f"{name:24} {right[name] / total[name]:.3f}  of {total[name]}")


def _checks(word: Word, token: Read) -> dict[str, bool]:
    """What is right of a token, as far as the treebank tells it."""
    head = token.head == word.head
    both = head and token.relation == word.relation
    checks = {"UAS": head, "LAS": both}
    if word.relation != "punct":
        checks |= {"UAS without punctuation": head, "LAS without punctuation": both}
    if word.tag:
        checks["tag"] = token.tag == word.tag
    if word.tag and not word.tag.startswith(("N|eigen", "SPEC", "LET")):
        wanted = plain(word)  # a verb with its particle: Frog leaves the particle out where it stands apart
        checks["lemma"] = token.lemma.lower() in {wanted.replace("_", ""), wanted.partition("_")[2], wanted}
    return checks


if __name__ == "__main__":
    main()
