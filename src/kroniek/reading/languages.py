"""Is this text Dutch?

A text counts as Dutch where enough of its words are Dutch and nothing else (*een*, *heeft*, *niet*); only where they
are missing is the language identifier asked (its model takes a second to load). A text is refused only when it is
long enough and the identifier is sure, so a short sentence full of foreign names is not lost; of a few words the
identifier is never sure, and one language of the news is weighed against Dutch. Lists and thresholds stand in
`data/languages.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kroniek.errors import LanguageError

_WORD = re.compile(r"[^\W\d_]+")
_DUTCH_CODES = frozenset({"nl", "nld", "dut", "nederlands", "dutch", "vlaams", "vls"})


@dataclass(frozen=True, slots=True)
class _Rules:
    words: frozenset[str]
    share: float
    distinct: int
    letters: int
    letters_without_words: int
    sure: float
    sure_without_words: float
    sample_chars: int
    fewest_words: int
    likely: tuple[str, ...]
    likelier: float
    names: dict[str, str]


@cache
def _rules() -> _Rules:
    table = tomllib.loads((files(__package__) / "data" / "languages.toml").read_text(encoding="utf-8"))
    return _Rules(
        words=frozenset(table["dutch"]["words"]),
        share=table["dutch"]["share"],
        distinct=table["dutch"]["distinct"],
        letters=table["refuse"]["letters"],
        letters_without_words=table["refuse"]["letters_without_words"],
        sure=table["refuse"]["sure"],
        sure_without_words=table["refuse"]["sure_without_words"],
        sample_chars=table["refuse"]["sample_chars"],
        fewest_words=table["short"]["words"],
        likely=tuple(table["short"]["languages"]),
        likelier=table["short"]["likelier"],
        names=table["names"],
    )


def check_language(text: str, *, stated: str | None) -> str:
    """The ISO 639-1 code of the text's language; raises `LanguageError` where it is not Dutch.

    `stated` is the language that a record or the user states: it is believed.
    """
    if stated and stated.strip():
        return _check_stated(stated)
    found = foreign(text)
    if found is not None:
        raise LanguageError(
            f"The text is {found}, and Kroniek reads Dutch. If it is Dutch after all, state language = nl for it "
            "(as an option: --language nl)."
        )
    return "nl"


def foreign(text: str) -> str | None:
    """The name of the language where the text is surely not Dutch, None otherwise."""
    rules = _rules()
    sample = text[: rules.sample_chars]
    words = Counter(word.lower() for word in _WORD.findall(sample))
    dutch = {word: count for word, count in words.items() if word in rules.words}
    if len(dutch) >= rules.distinct and sum(dutch.values()) >= rules.share * words.total():
        return None
    letters = sum(len(word) * count for word, count in words.items())
    sample = sample.lower() if sample.isupper() else sample
    if letters < (rules.letters if dutch else rules.letters_without_words):
        return None if dutch or words.total() < rules.fewest_words else _likelier(sample)
    code, sureness = _identifier().classify(sample)
    if code == "nl" or sureness < (rules.sure if dutch else rules.sure_without_words):
        return None
    return rules.names.get(str(code), f"in language {code}")


def _likelier(sample: str) -> str | None:
    """The language of a few words that is much likelier than Dutch, of those that are pasted by mistake."""
    rules, chances = _rules(), dict(_identifier().rank(sample))
    code = max(rules.likely, key=lambda one: chances[one])
    return rules.names[code] if chances[code] >= rules.likelier * chances["nl"] else None


def _check_stated(stated: str) -> str:
    code = re.split(r"[-_]", stated.strip().lower())[0]
    if code in _DUTCH_CODES:
        return "nl"
    name = _rules().names.get(code, f"in language {stated.strip()!r}")
    raise LanguageError(f"The text is said to be {name}, and Kroniek reads Dutch. Correct the field if it is wrong.")


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - loads numpy and a model

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
