"""The table of lemmas, learned from the treebank: the most frequent edit of each ending, where a shorter one errs.

    python training/lemmas.py TREEBANK OUT      writes OUT and prints how many held-out lemmas it gets right

Parts of compounds, which the treebank sets apart with low lines, are joined again as the word has them.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kroniek.language.engines.lemmas import LONGEST, Edit, Lemmas, from_lines, kind_of
from treebank import Tree, Word, parted, trees

_FRONT = "ge"
_SEEN = 2  # an ending needs so many words to have an edit of its own; whole words need one


def plain(word: Word) -> str:
    """The lemma that is wanted: compounds joined as in the word, verbs with their particle and a low line."""
    lower, lemma = word.form.lower(), word.lemma
    if word.tag.startswith(("N|eigen", "SPEC")) or not word.tag:
        return word.form
    if word.tag.startswith("WW"):
        first, _, rest = lemma.lower().partition("_")
        return f"{first}_{rest.replace('_', '')}" if rest else first
    last = lemma.rpartition("_")[2].lower()
    if "_" not in lemma:
        return lemma.lower()
    for length in range(len(last), 2, -1):
        at = lower.rfind(last[:length])
        if at > 0:
            return lower[:at] + last
    return lower


def edit(form: str, lemma: str) -> Edit | None:
    """The edit that makes a lemma of a form; None where they share too little."""
    front = _FRONT if form.startswith(_FRONT) and not lemma.startswith(_FRONT) else ""
    stem = form[len(front) :]
    shared = 0
    while shared < min(len(stem), len(lemma)) and stem[shared] == lemma[shared]:
        shared += 1
    if not shared and len(stem) > 4:  # noqa: PLR2004 - short words (is, ben) may change wholly
        return None
    return Edit(front, len(stem) - shared, lemma[shared:])


def samples(found: Iterable[Tree]) -> Iterator[tuple[str, str, Edit]]:
    """Kind of tag, form and edit of every word that has a tag; particles are taken off verbs."""
    for tree in found:
        for word in tree.words:
            if not word.tag or word.tag.startswith(("N|eigen", "SPEC", "LET")):
                continue
            form, lemma = word.form.lower(), plain(word)
            if word.tag.startswith("WW") and "_" in lemma:
                particle, _, lemma = lemma.partition("_")
                form = form.removeprefix(particle).removeprefix("te") if form.startswith(particle) else form
            made = edit(form, lemma)
            if made:
                yield kind_of(word.tag), form, made


def lines(found: Sequence[Tree]) -> Iterator[str]:
    """The rows of the table."""
    separable = sorted({plain(w) for tree in found for w in tree.words if w.tag.startswith("WW") and "_" in plain(w)})
    particles = sorted({verb.partition("_")[0] for verb in separable}, key=lambda one: (-len(one), one))
    yield from (f"particle\t{one}" for one in particles)
    yield from (f"verb\t{one}" for one in separable)
    by_kind: dict[str, Counter[tuple[str, Edit]]] = defaultdict(Counter)
    for kind, form, made in samples(found):
        by_kind[kind][form, made] += 1
    for kind in sorted(by_kind):
        for ending, made in sorted(_endings(by_kind[kind]).items()):
            yield f"edit\t{kind}\t{ending}\t{made.front}\t{made.back}\t{made.onto}"


def _endings(counts: Counter[tuple[str, Edit]]) -> dict[str, Edit]:
    """For each ending, and at last for each word, the most frequent edit, where a shorter ending has another."""
    votes: dict[str, Counter[Edit]] = defaultdict(Counter)
    for form, made in counts:  # each form once: frequent words have entries of their own
        for length in range(min(LONGEST, len(form)) + 1):
            votes[form[len(form) - length :]][made] += 1
    kept: dict[str, Edit] = {}
    for ending in sorted(votes, key=len):
        if len(ending) and sum(votes[ending].values()) < _SEEN:
            continue
        made = _most(votes[ending])
        if made != _of_shorter(kept, ending):
            kept[ending] = made
    words: dict[str, Counter[Edit]] = defaultdict(Counter)
    for (form, made), count in counts.items():
        words[form][made] += count
    for form in sorted(words):
        made = _most(words[form])
        if made(form) != _apply(kept, form):
            kept["^" + form] = made
    return kept


def _most(votes: Counter[Edit]) -> Edit:
    return min(votes, key=lambda made: (-votes[made], made.back, made.onto, made.front))


def _of_shorter(kept: dict[str, Edit], ending: str) -> Edit | None:
    return next((kept[ending[at:]] for at in range(1, len(ending) + 1) if ending[at:] in kept), None)


def _apply(kept: dict[str, Edit], form: str) -> str:
    for length in range(min(LONGEST, len(form)), -1, -1):
        if form[len(form) - length :] in kept:
            return kept[form[len(form) - length :]](form)
    return form


def right(table: Lemmas, found: Iterable[Tree]) -> tuple[int, int]:
    """How many words with a tag have the right lemma with it, and how many there are; punctuation left out.

    A verb whose particle stands apart counts with the particle that its tree gives it.
    """
    good = total = 0
    for tree in found:
        for at, word in enumerate(tree.words):
            if not word.tag or word.tag == "LET":
                continue
            made = table.lemma(word.form, word.tag)
            apart = [one.form for one in tree.words if one.relation == "svp" and one.head == at and one.tag[:2] == "VZ"]
            if apart and word.tag.startswith("WW"):
                made = table.joined(made, apart[0])
            good, total = good + (made == plain(word)), total + 1
    return good, total


def main() -> None:
    """Write the table and measure it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebank", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    learned, held = parted(trees(options.treebank))
    text = "".join(line + "\n" for line in lines(learned))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(text, encoding="utf-8")
    good, total = right(from_lines(text.splitlines()), held)
    print(f"{options.out}: {text.count(chr(10))} rows, {len(text) / 1e3:.0f} kB; right {good / total:.4f} of {total}")


if __name__ == "__main__":
    main()
