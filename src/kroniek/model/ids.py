"""Ids hashed from named parts: the same content gives the same id, on every machine and in every run."""

from __future__ import annotations

import hashlib

from kroniek.model.claim import ClaimId
from kroniek.model.text import DocumentId


def digest(*parts: str, chars: int = 12) -> str:
    """The first `chars` hexadecimal characters of the SHA-256 of the parts, each with its length before it."""
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:chars]


def content_hash(text: str) -> str:
    """The hash by which a text is recognised: SHA-256 of the UTF-8 bytes, 64 hexadecimal characters."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def claim_id(document: DocumentId, type_: str, start: int, end: int, number: int = 0) -> ClaimId:
    """The id of a claim: its document, and a hash of its type and the place of its first trigger.

    `number` tells claims of the same type and trigger apart (two acts in one word); it is left out where it is 0.
    """
    parts = (str(document), type_, str(start), str(end), *([str(number)] if number else []))
    return ClaimId(f"{document}:{digest(*parts, chars=8)}")
