"""Which words of a sentence are verbs, and which forms they can be.

Many Dutch verb forms are nouns, names or particles as well (*de eis*, *hun aanvallen*, *zijn leger*, *uit*). The words
around a form settle most of them; what stays open keeps all its readings, and `coding.clauses` picks the finite one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kroniek.lexicon.frames import WordClasses, frames, verb_forms, word_classes
from kroniek.lexicon.inflect import Form
from kroniek.lexicon.numberwords import number_word
from kroniek.model.analysis import Token

FINITE = Form.PRESENT | Form.PLURAL | Form.PAST | Form.PAST_PLURAL
ALWAYS_FINITE = Form.PRESENT | Form.PAST
REACH = 40  # tokens within which words of one clause look for each other; keeps time linear on texts without stops

_NONFINITE = Form.PARTICIPLE | Form.INFLECTED | Form.PRESENT_PARTICIPLE
_NONE = Form(0)
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_SUBJECT = 6  # tokens in which a sentence that opens with a possessive has its finite verb
_GUESS_CHARS = 6  # shorter words in -eert and -eerde are too often something else
_BEFORE_SENTENCE = frozenset({":", '"', "“", "„", "‘", "'", "-", "–", "—", ".", "…", "*"})
_ALWAYS_BEFORE_NOUN = frozenset({"de", "een", "geen", "hun", "onze", "mijn", "uw", "elke", "elk", "iedere"})
_OFTEN_ALONE = frozenset({"het", "beide", "alle", "ons"})  # pronouns as well: *het werkt*, *beide zwegen*
_NOUN_FOLLOWERS = frozenset({"van", "tussen", "met", "tegen", "door", "en"})


def verb_readings(tokens: Sequence[Token]) -> tuple[Form, ...]:
    """What every token can be as a verb; 0 where it is none."""
    classes = word_classes()
    forms: list[Form] = []
    for at in range(len(tokens)):
        forms.append(_reading(tokens, at, forms, classes))
    return tuple(forms)


def _reading(tokens: Sequence[Token], at: int, before: Sequence[Form], classes: WordClasses) -> Form:
    token = tokens[at]
    word = token.lower
    if word in classes.never_verbs:
        return _NONE
    form = verb_forms().get(word) or _guess(word)
    if not form or _is_name(tokens, at, classes):
        return _NONE
    if word == "zijn":
        return _NONE if _is_possessive(tokens, at, before, classes) else form
    if word in classes.perfect or word in classes.passive or word in classes.modal:
        return form
    if _is_nominal(tokens, at, form, before, classes):
        return _NONE if _is_noun(word, classes) else form & _NONFINITE
    return form


def _guess(word: str) -> Form:
    """An unlisted verb by its ending: only loans in *-eren* have endings that nothing else has."""
    if len(word) < _GUESS_CHARS:
        return _NONE
    if word.endswith("eert"):
        return Form.PRESENT
    if word.endswith(("eerde", "eerden")) and not word.startswith("ge"):
        return Form.PAST if word.endswith("e") else Form.PAST_PLURAL
    return _NONE


def _is_noun(word: str, classes: WordClasses) -> bool:
    return word in classes.noun_homographs or word in frames().nouns


def _is_name(tokens: Sequence[Token], at: int, classes: WordClasses) -> bool:
    """Is a capitalised verb form part of a name, because no sentence begins here?"""
    if tokens[at].text[0].islower() or not at:
        return False
    return tokens[at - 1].text not in _BEFORE_SENTENCE and tokens[at - 1].lower not in classes.subject_pronouns


def _is_nominal(tokens: Sequence[Token], at: int, form: Form, before: Sequence[Form], classes: WordClasses) -> bool:
    """Do the words around a verb form show that it is a noun here?"""
    if not at:
        return form == Form.STEM or not form & (FINITE | Form.PARTICIPLE | Form.INFLECTED)
    if form & Form.STEM and not form & (ALWAYS_FINITE | Form.PARTICIPLE):
        return not _has_first_person(tokens, at)
    last = tokens[at - 1].lower
    if last in {"te", "zich"}:
        return False
    if last == "eigen":
        return True  # naar eigen zeggen
    return (
        _stands_behind_determiner(tokens[at].lower, last, form, classes)
        or _stands_behind_preposition(tokens, at, form, classes)
        or _stands_behind_adjective(tokens, at, before, classes)
        or _is_counted(tokens, at, form)
    )


def _has_first_person(tokens: Sequence[Token], at: int) -> bool:
    """Does *ik* or *je* stand beside a bare stem? Else it is a noun: *eis*, *steun*, *bezoek*."""
    near = {token.lower for token in tokens[max(0, at - 1) : at + 2]}
    return bool(near & {"ik", "je", "jij"})


def _stands_behind_determiner(word: str, last: str, form: Form, classes: WordClasses) -> bool:
    if last in _ALWAYS_BEFORE_NOUN:
        return True
    if last in _OFTEN_ALONE:
        return not form & ALWAYS_FINITE
    if last not in classes.determiners:
        return False
    return _is_noun(word, classes) or (last in {"haar", "deze"} and not form & ALWAYS_FINITE)


def _stands_behind_preposition(tokens: Sequence[Token], at: int, form: Form, classes: WordClasses) -> bool:
    """A preposition that is no particle has its noun behind it; one that can be a particle may end a clause."""
    last = tokens[at - 1].lower
    if last not in classes.prepositions:
        return False
    if last not in classes.particles:
        return True
    if form & Form.PLURAL:
        return at + 1 < len(tokens) and tokens[at + 1].lower in _NOUN_FOLLOWERS
    return bool(form & Form.PAST_PLURAL) or _is_noun(tokens[at].lower, classes)


def _stands_behind_adjective(tokens: Sequence[Token], at: int, before: Sequence[Form], classes: WordClasses) -> bool:
    """*Harde eisen*, *de Franse steun*: only for words that are nouns as well."""
    if at < 2 or not _is_noun(tokens[at].lower, classes):  # noqa: PLR2004 - a determiner and an adjective
        return False
    last = tokens[at - 1].lower
    if (
        not last.endswith("e")
        or last.endswith("ie")
        or last in _OFTEN_ALONE
        or before[-1] not in {_NONE, Form.INFLECTED}
    ):
        return False
    return tokens[at - 2].lower in classes.determiners or tokens[at - 2].lower in classes.prepositions


def _is_counted(tokens: Sequence[Token], at: int, form: Form) -> bool:
    """*tien gewonden en 40 doden*, *tussen de 30 en de 40 doden*: a plural right behind the second of two numbers."""
    last = tokens[at - 1]
    if form & (ALWAYS_FINITE | Form.PARTICIPLE) or not _is_number(last) or _YEAR.fullmatch(last.text):
        return False
    before = tuple(token.lower for token in tokens[max(0, at - 3) : at - 1])
    return before[-1:] in {("en",), ("tot",), ("à",)} or before == ("en", "de")


def _is_number(token: Token) -> bool:
    """Is a token a number by itself: *40*, *1.500*, *veertig*?"""
    if token.text[0].isdecimal():
        return token.text.replace(".", "").isdecimal()
    return token.lower not in {"een", "één"} and number_word(token.lower) is not None


def _is_possessive(  # noqa: PLR0911 - one return for each sign
    tokens: Sequence[Token], at: int, before: Sequence[Form], classes: WordClasses
) -> bool:
    """Is *zijn* a possessive: behind a preposition, or before a noun where a verb stood already?"""
    last = tokens[at - 1].lower if at else ""
    if at + 1 >= len(tokens) or not tokens[at + 1].text[0].isalpha() or last == "te":
        return False
    if last in classes.prepositions:
        return True
    if not at:
        return _opens_with_possessive(tokens, classes)
    following = tokens[at + 1].lower
    closes = last == "," and len(before) > 1 and bool(before[-2] & FINITE)  # …, zijn gisteren vijf mensen gedood
    if closes or last in classes.subject_pronouns or following in classes.after_to_be:
        return False
    if following in classes.determiners or following in classes.prepositions:
        return False
    if _is_one(tokens, at - 1, classes) and following.islower():
        return not verb_forms().get(following, _NONE) & Form.PARTICIPLE
    if any(form & ALWAYS_FINITE or form == (Form.PLURAL | Form.PAST_PLURAL) for form in before[-REACH:]):
        return not verb_forms().get(following, _NONE) & Form.PARTICIPLE
    return False


def _is_one(tokens: Sequence[Token], at: int, classes: WordClasses) -> bool:
    """Is a name of one the subject, with which *zijn* cannot agree: *wanneer Rusland zijn troepen terugtrekt*?"""
    word = tokens[at].text
    opens = at > 0 and tokens[at - 1].lower in classes.subordinators | classes.maybe_subordinators
    return opens and word[0].isupper() and word.isalpha() and not word.lower().endswith(("s", "en"))


def _opens_with_possessive(tokens: Sequence[Token], classes: WordClasses) -> bool:
    """*Zijn mannen enterden het schip*: a noun and the finite verb of the sentence follow at once."""
    if tokens[-1].text == "?" or tokens[1].lower in classes.determiners or tokens[1].lower in classes.subject_pronouns:
        return False
    for near in range(2, min(len(tokens), _SUBJECT)):
        word = tokens[near].lower
        form = verb_forms().get(word, _NONE)
        if word in classes.perfect or word in classes.passive or word in classes.modal:
            return True
        if form & FINITE and not form & (Form.PARTICIPLE | Form.STEM):
            return not _is_noun(word, classes)
        if not tokens[near].text[0].isalnum():
            return False
    return False
