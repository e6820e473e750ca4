"""Every error that Kroniek raises on purpose.

    KroniekError                     what happened, why it usually does, what to do
    ├── DocumentError                this one document failed: it is counted and listed, the run goes on
    │   ├── UnreadableError            bytes that cannot be turned into text (damage, encoding, size, format)
    │   ├── NoTextError                the source was read, but no article text was found in it
    │   ├── LanguageError              the text is not Dutch
    │   ├── FetchError                 an address gave no page (network, refusal, not allowed)
    │   └── AnswerError                a language model gave no usable answer about this text
    ├── UsageError                   the call itself is wrong (unknown type, bad date, missing file)
    ├── LexiconError                 a data file of the lexicon breaks its schema
    ├── ServerError                  the language model's server cannot be used: the run stops
    ├── DeliveryError                an alert did not reach an outlet: it is named and tried again
    └── StoreError                   the chronicle cannot be used: the run stops
        ├── NewerStoreError            written by a newer version of Kroniek
        ├── DamagedStoreError          the file is not a chronicle, or is damaged
        ├── LockedStoreError           another process is writing
        └── FullDiskError              no room left to write

A message is one or two plain sentences and stands on its own: what, why, and what to do now. `DocumentError`
and `DeliveryError` never stop a run; every other error does. Nothing here prints or exits: that is for `faces`.
"""

from __future__ import annotations

from typing import ClassVar


class KroniekError(Exception):
    """Base of all errors that are raised on purpose; its text is fit to be shown to a user."""


class DocumentError(KroniekError):
    """One document failed. `reason` is a stable, short code for lists and counts."""

    reason: ClassVar[str] = "failed"


class UnreadableError(DocumentError):
    """The bytes cannot be turned into text."""

    reason: ClassVar[str] = "unreadable"


class NoTextError(DocumentError):
    """The source was read, but there is no article text in it."""

    reason: ClassVar[str] = "no-text"


class LanguageError(DocumentError):
    """The text is not Dutch."""

    reason: ClassVar[str] = "language"


class FetchError(DocumentError):
    """An address gave no page."""

    reason: ClassVar[str] = "fetch"


class AnswerError(DocumentError):
    """A language model gave no usable answer about this text."""

    reason: ClassVar[str] = "model"


class UsageError(KroniekError):
    """The call is wrong: the message lists what is allowed."""


class LexiconError(KroniekError):
    """A data file of the lexicon breaks its schema: the message names file, entry and field."""


class ServerError(KroniekError):
    """The language model's server cannot be used: it does not answer, or it refuses every question."""


class DeliveryError(KroniekError):
    """An alert did not reach an outlet."""


class StoreError(KroniekError):
    """The chronicle cannot be read or written."""


class NewerStoreError(StoreError):
    """The chronicle was written by a newer version of Kroniek."""


class DamagedStoreError(StoreError):
    """The file is not a chronicle, or it is damaged."""


class LockedStoreError(StoreError):
    """Another process is writing to the chronicle."""


class FullDiskError(StoreError):
    """There is no room left to write to the chronicle."""
