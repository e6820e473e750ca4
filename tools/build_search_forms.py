"""Write two tables in `lexicon/data/nl`, by which words are found: `search_forms.tsv` and `search_parts.tsv`.

    python tools/build_search_forms.py [--check]

From the verbs and nouns that the lexicon knows (frames, common and irregular verbs, irregular plurals) all forms are
made by `lexicon.inflect`; those whose stem is not that of the word are listed with the word and its stem. A form of
several words that do not share a stem is left out: its own stem must do. The nouns of `compound_parts.txt` are listed
in all their forms, with the key by which they are found.
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

MADE = "Made by tools/build_search_forms.py from the other tables; do not edit."
FORMS_HEAD = f"# form\tword that it is a form of\tstem of that word. {MADE}\n"
PARTS_HEAD = f"# form of a noun in compound_parts.txt\tkey by which it is found. {MADE}\n"
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


def forms() -> list[tuple[str, str, str]]:
    """The rows of the table of forms, sorted by form."""
    words: dict[str, set[str]] = defaultdict(set)
    for form, word in pairs():
        if form.isalpha() and word.isalpha():
            words[form].add(word)
    found: list[tuple[str, str, str]] = []
    for form, of in words.items():
        stems = {stem(word) for word in of}
        if len(stems) == 1 and stem(form) not in stems and form not in CHOSEN:
            found.append((form, min(of), min(stems)))
    return sorted(found)


def parts(known: dict[str, str]) -> list[tuple[str, str]]:
    """The rows of the table of parts, sorted by form."""
    found: dict[str, str] = {}
    for noun in map(fold, read_lines("nl/compound_parts.txt")):
        for form in (noun, *map(fold, plurals(noun))):
            found.setdefault(form, known.get(noun, stem(noun)))
    return sorted(found.items())


def tables() -> dict[str, str]:
    """The text of each table by its name."""
    rows = forms()
    keys = {form: key for form, _, key in rows}
    return {
        "search_forms.tsv": FORMS_HEAD + "".join("\t".join(row) + "\n" for row in rows),
        "search_parts.tsv": PARTS_HEAD + "".join("\t".join(row) + "\n" for row in parts(keys)),
    }


def main() -> None:
    """Write the tables, or check that they are what they should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="fail where a table is not the newest")
    options = parser.parse_args()
    for name, text in tables().items():
        path = files("kroniek.lexicon").joinpath("data", "nl", name)
        if not options.check:
            Path(str(path)).write_text(text, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            sys.exit(f"{name} is not the newest: run python tools/build_search_forms.py")


if __name__ == "__main__":
    main()
