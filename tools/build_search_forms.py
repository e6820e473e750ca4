"""Write `lexicon/data/nl/search_forms.tsv`: forms of Dutch words that their ending does not lead back to their word.

    python tools/build_search_forms.py [--check]

From the verbs and nouns that the lexicon knows (frames, common and irregular verbs, irregular plurals) all forms are
made by `lexicon.inflect`; those whose stem is not that of the word are listed with it. A form of several words that do
not share a stem is left out: its own stem must do. Agreement with nothing outside this repository is claimed.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from kroniek.lexicon.frames import _common_keys, _verb_words, frames
from kroniek.lexicon.inflect import plurals
from kroniek.lexicon.load import read_lines, read_rows
from kroniek.strings.fold import fold
from kroniek.strings.stem import stem

HEAD = "# form\tword that it is a form of. Made by tools/build_search_forms.py from the other tables; do not edit.\n"
CHOSEN = {"was": "", "waren": ""}
"""Forms that are frequent words of another kind."""


def pairs() -> Iterator[tuple[str, str]]:
    """Every form with its word, folded."""
    known = frames()
    keys = dict.fromkeys([*known.senses, *known.verb_patterns, *_common_keys()])
    for key in keys:
        base, particle = key
        joint = "-" if particle and particle[-1] == base[0] and base[0] in "aeiou" else ""
        word = fold(particle + joint + base)
        for form, verb in _verb_words(key):
            if verb.whole:
                yield fold(form), word
    for singular, plural in read_rows("nl/irregular_plurals.tsv", columns=2):
        yield fold(plural), fold(singular)
    for noun in [*known.noun_patterns, *read_lines("nl/compound_parts.txt")]:
        for form in plurals(noun):
            yield fold(form), fold(noun)


def rows() -> list[tuple[str, str]]:
    """The rows of the table, sorted by form."""
    words: dict[str, set[str]] = defaultdict(set)
    for form, word in pairs():
        if form.isalpha() and word.isalpha():
            words[form].add(word)
    found: list[tuple[str, str]] = []
    for form, of in words.items():
        stems = {stem(word) for word in of}
        if len(stems) == 1 and stem(form) not in stems and form not in CHOSEN:
            found.append((form, min(of)))
    return sorted(found)


def main() -> None:
    """Write the table, or check that it is what it should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="fail where the table is not the newest")
    options = parser.parse_args()
    path = files("kroniek.lexicon").joinpath("data", "nl", "search_forms.tsv")
    text = HEAD + "".join(f"{form}\t{word}\n" for form, word in rows())
    if not options.check:
        Path(str(path)).write_text(text, encoding="utf-8")
    elif path.read_text(encoding="utf-8") != text:
        sys.exit("search_forms.tsv is not the newest: run python tools/build_search_forms.py")


if __name__ == "__main__":
    main()
