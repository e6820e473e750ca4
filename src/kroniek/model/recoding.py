"""What became of a kept article when it was coded again, and how two codings of one act differ.

Nothing is overwritten: a claim that the newer coding gives in the same words and fields stays as it is, under its id;
one that it gives otherwise gets a row and an id of its own (`…:1a2b3c4d.2`), and the old row says which generation took
its place. So an id always means the same record, however often a text is coded.
"""

from __future__ import annotations

from dataclasses import dataclass

from kroniek.model.claim import Claim
from kroniek.model.text import DocumentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A claim before and after (None where there is none), and the codebook's fields in which the two differ."""

    before: Claim | None
    after: Claim | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recoding:
    """An article that was coded again: its generation now, by which coder, how many claims stayed, and what changed."""

    document: DocumentId
    generation: int
    coder: str | None
    carried: int
    changes: tuple[Change, ...]
