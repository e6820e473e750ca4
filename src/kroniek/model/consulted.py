"""What asking a language model about one text cost, and what of its answers was not accepted.

A language model's words are believed only as far as the text bears them out, so what it said and nobody kept is told
with its cause: nothing vanishes silently. Left out: the model, the server and the claims (`coding.llm`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kroniek.model.text import DocumentId


class Cause(StrEnum):
    """Why a record of a language model, or one of its fields, was not accepted."""

    SHAPE = "shape"  # no record at all, or a field that is missing or of another kind
    QUOTE = "quote"  # the sentence that is to report the act does not stand in the text
    BEFORE = "before"  # that sentence belongs to the part of the text that was asked about before
    BOILERPLATE = "boilerplate"  # that sentence is no part of the article
    WORDS = "words"  # the words of another field do not stand in the text
    TYPE = "type"
    MODE = "mode"
    STATUS = "status"
    COUNTRY = "country"
    CONDITION = "condition"  # a condition without that status, or the status without a condition
    NOBODY = "nobody"  # nobody takes part in it
    PARTY = "party"  # left out: a party whose words refer to nobody known (a pronoun)
    DATE = "date"  # left out: words that tell no day that can be placed on the calendar

    PLACE = "place"  # left out: words that name no place (*daar*)


FIELDS = frozenset({Cause.PARTY, Cause.DATE, Cause.PLACE})
"""Causes that cost a record one field; all others cost the whole record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What a language model said and was not accepted: the cause, and the words that were at fault."""

    cause: Cause
    words: str

    @property
    def whole(self) -> bool:
        """Was the whole record refused?"""
        return self.cause not in FIELDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Consulted:
    """What asking about one document came to.

    `prompt_tokens` and `completion_tokens` are those that the server told, also for answers that could not be used;
    `untold` counts the questions for which it told none, because they got no answer or one without figures. `records`
    are all that the model gave; `claims` are left of them after those of one act are joined. `failed` is True where
    the document was given up.
    """

    document: DocumentId
    model: str
    questions: int
    prompt_tokens: int
    completion_tokens: int
    untold: int = 0
    records: int = 0
    claims: int = 0
    refusals: tuple[Refusal, ...] = ()
    failed: bool = False
