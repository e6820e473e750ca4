"""Which words are pronouns that stand for a party, by the words around them: *ze*, *het*, *die*, *de drie*.

*Het* is a country where somebody does what its verb tells (*Maandag schonk het de marine een schip*), and nobody before
a noun or behind *regende*. *Die* is a pronoun where its verb follows it. Invariant: one sentence is looked at, and only
words: whom a pronoun means is decided by `antecedents` and `coref`. The lists are `nl/phrases.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kroniek.lexicon.frames import verb_forms, word_classes
from kroniek.lexicon.inflect import Form
from kroniek.lexicon.load import read_toml
from kroniek.model.analysis import Token

_CLAUSE_ENDS = frozenset({",", ";", ":", "–", ".", "?", "!"})
_ACCORDING = frozenset({"volgens", "aldus"})
_RELATIVE = frozenset({"die", "waarmee", "nadat", "voordat"})  # *die het in juli oplegde*, not *als het aan mij ligt*
_BEFORE_DIE = frozenset({"nadat", "omdat", "voordat", "terwijl", "want"})
_LISTS = (
    "third_singular", "third_feminine", "plural", "plural_verbs", "impersonal", "before_het", "no_act", "no_nouns",
    "neuter_in_en",
)  # fmt: skip
_PLURAL_ENDS = ("en", "ns", "rs", "ls")
_SHORT = 4  # letters of a word in -en that may be something else than a verb: *geen*, *toen*


@dataclass(frozen=True, slots=True)
class _Words:
    third_singular: frozenset[str]
    third_feminine: frozenset[str]
    plural: frozenset[str]
    plural_verbs: frozenset[str]
    impersonal: frozenset[str]
    before_het: frozenset[str]
    no_act: frozenset[str]
    no_nouns: frozenset[str]
    neuter_in_en: frozenset[str]
    several: Mapping[tuple[str, ...], int]


@cache
def _words() -> _Words:
    table = read_toml("nl/phrases.toml")
    lists = {name: frozenset(table[name]) for name in _LISTS}
    return _Words(**lists, several={tuple(words.split()): number for words, number in table["several"].items()})


def kind_of(tokens: Sequence[Token], at: int) -> str | None:
    """The kind of a pronoun of the third person (`he`, `him`, `she`, `they`); None for other words."""
    words, word = _words(), tokens[at].lower
    if word in words.third_singular:
        outside = at > 0 and tokens[at - 1].lower in _ACCORDING  # who is quoted is seldom another than who acts
        return "him" if word == "hem" and not outside else "he"
    if word == "haar":
        return "she" if _is_object(tokens, at) else None
    if word in words.plural or word in words.third_feminine:
        feminine = word in words.third_feminine
        return "she" if feminine and not _is_plural(tokens, at) else "they"
    return None


def _is_object(tokens: Sequence[Token], at: int) -> bool:
    """*De rechter veroordeelde haar tot vier jaar*: nothing that *haar* (her) could own stands behind it."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or not following.text[0].isalnum():
        return True
    return following.lower in word_classes().prepositions or following.lower in {"te", "niet", "toen", "daar", "weer"}


def is_country(tokens: Sequence[Token], at: int, *, named_here: bool) -> bool:
    """Is *het* a country? `named_here` tells that one was named last in this sentence."""
    return _opens_an_act(tokens, at) or _is_in_an_act(tokens, at, named_here=named_here)


def number_of_die(tokens: Sequence[Token], at: int) -> bool | None:
    """Is *die* a pronoun that opens its clause, and is its verb plural? None where it is no such pronoun.

    At the head of a sentence its verb follows it (*Die weigerde*); behind *nadat* the first verb that must be finite
    does. Before a noun it is no pronoun (*die troepen*).
    """
    opens = not any(token.text[0].isalnum() for token in tokens[:at])
    if opens:
        word = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        return _is_plural_verb(word) if _is_finite(word) else None
    free = tokens[at + 1 : at + 2]
    if tokens[at - 1].lower not in _BEFORE_DIE or not free or not _is_free(free[0]):
        return None
    verbs = [token.lower for token in tokens[at + 1 :] if token.lower != "zijn" and _is_finite(token.lower)]
    return _is_plural_verb(verbs[0]) if verbs else None


def several(words: tuple[str, ...]) -> int:
    """How many *de drie* are; 0 for other words."""
    return _words().several.get(words, 0)


def openers() -> frozenset[str]:
    """The first words of *de drie*, *het tweetal* and the like."""
    return frozenset(words[0] for words in _words().several)


def several_at(tokens: Sequence[Token], at: int) -> int:
    """How many tokens *de drie* takes up where no noun follows (*De drie ondertekenden*), else 0."""
    for words in _words().several:
        end = at + len(words)
        if tuple(token.lower for token in tokens[at:end]) != words:
            continue
        following = tokens[end] if end < len(tokens) else None
        if following is None:
            return 0
        form = verb_forms().get(following.lower, Form(0))
        verb = following.lower in _words().plural_verbs or (form.may_be_finite and form != Form.PLURAL)
        alone = not following.text[0].isalnum() or following.lower in word_classes().prepositions
        return len(words) if alone or verb else 0
    return 0


def _opens_an_act(tokens: Sequence[Token], at: int) -> bool:
    """Does *Het* open its sentence before a finite verb that somebody does (not *Het regende*, *Het gaat om*)?"""
    if at or len(tokens) < 2:  # noqa: PLR2004 - the pronoun and its verb
        return False
    form = verb_forms().get(tokens[1].lower, Form(0))
    return form.may_be_finite and not form & Form.PLURAL and tokens[1].lower not in _words().impersonal


def _is_in_an_act(tokens: Sequence[Token], at: int, *, named_here: bool) -> bool:
    """*Rusland zegt dat het zijn troepen terugtrekt*: no article, and behind a word that leaves it to be somebody."""
    if not at or at + 1 >= len(tokens):
        return False
    following, before = tokens[at + 1], tokens[at - 1].lower
    if not _is_free(following) and not following.text[0].isupper():
        return False
    if before in {"dat", "of"}:
        return named_here
    aside = following.lower in word_classes().prepositions and before not in _RELATIVE
    return (before in _words().before_het and not aside) or _somebody_does(before)


def _somebody_does(word: str) -> bool:
    """*Maandag schonk het de marine een schip*: is a word a finite verb that somebody does?"""
    form = verb_forms().get(word, Form(0))
    verb = bool(form & (Form.PRESENT | Form.PAST)) and not form & Form.PARTICIPLE
    return verb and word not in _words().impersonal and word not in _words().no_act


def _is_free(token: Token) -> bool:
    """Can a word not be the noun of an article *het* before it?"""
    word = token.lower
    return word in _words().no_nouns or word in word_classes().prepositions or is_many(word)


def is_many(word: str) -> bool:
    """Is a word the plural of a noun (*raketten*, *wapens*), so that *het* before it is no article?"""
    if len(word) <= _SHORT or not word.endswith(_PLURAL_ENDS) or word in _words().neuter_in_en:
        return False
    return not verb_forms().get(word, Form(0))  # *het bombarderen* is a noun, made of a verb


def _is_finite(word: str) -> bool:
    """Is a word a finite verb and nothing else: not a form like an infinitive, which may be a noun?"""
    form = verb_forms().get(word, Form(0))
    return word in _words().plural_verbs or bool(form & (Form.PRESENT | Form.PAST | Form.PAST_PLURAL))


def _is_plural_verb(word: str) -> bool:
    form = verb_forms().get(word, Form(0))
    past = bool(form & Form.PAST_PLURAL) and not form & (Form.PRESENT | Form.PAST)
    return word in _words().plural_verbs or past


def _is_plural(tokens: Sequence[Token], at: int) -> bool:
    """Is *ze* plural? Told by the verb beside it, or else by the first finite one behind it (*dat ze … willen*)."""
    verbs = _words().plural_verbs
    beside = [tokens[index].lower for index in (at - 1, at + 1) if 0 <= index < len(tokens)]
    if any(word in verbs or (word.endswith("en") and len(word) > _SHORT) for word in beside):
        return True
    if any(_is_singular(word) for word in beside):
        return False
    for token in tokens[at + 2 :]:
        if token.text in _CLAUSE_ENDS:
            return False
        if token.lower in verbs:
            return True
        if _is_singular(token.lower):
            return False
    return False


def _is_singular(word: str) -> bool:
    """Is a word a finite verb in the singular?"""
    form = verb_forms().get(word, Form(0))
    return form.may_be_finite and not form & (Form.PLURAL | Form.PAST_PLURAL)
