"""An article: its text with the words of every claim marked by role, and beside it each claim field by field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Path
from fastapi import Query as Asked

from kroniek.api import Chronicle, records
from kroniek.faces.web import records as public
from kroniek.faces.web import shapes
from kroniek.faces.web.faults import not_found
from kroniek.faces.web.links import is_web
from kroniek.faces.web.marking import Paragraph, Role, paragraphs
from kroniek.faces.web.telling import Telling, quad_class
from kroniek.faces.web.view import AsOf, Json, View
from kroniek.memory.store import StoredClaim, StoredDocument
from kroniek.model.claim import ClaimId

MANY_COPIES = 12
"""How many near-copies are listed; the record has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which article, and which of its claims stands out."""

    key: Annotated[str, Path(description="The article's id; `id@2` is its second version.", max_length=500)]
    b: Annotated[str | None, Asked(description="A claim whose words stand out on the page.", max_length=500)] = None
    as_of: AsOf = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A document with its claims in text order, its versions, and its near-copies."""

    stored: StoredDocument
    claims: Sequence[StoredClaim]
    versions: Sequence[StoredDocument]
    copies: Sequence[StoredDocument]


def gather(chronicle: Chronicle, asked: Question) -> Article:
    """The article of this key; where a claim is asked for, the version that tells it."""
    stored = chronicle.document(asked.key, as_of=asked.as_of or None)
    if asked.b and (claim := chronicle.claim(asked.b)) and stored and claim.claim.document != stored.document.id:
        stored = chronicle.document(_exact(claim.claim.document)) or stored
    if stored is None:
        raise not_found("article", asked.key)
    claims = chronicle.claims(document=_exact(stored.document.id), all_versions=True)
    copies = (chronicle.document(_exact(key)) for key in stored.copies[:MANY_COPIES])
    return Article(
        stored=stored,
        claims=sorted(claims, key=lambda one: (one.claim.evidence[0].quote.start, one.claim.id)),
        versions=chronicle.versions(stored.document.id, as_of=asked.as_of or None),
        copies=tuple(copy for copy in copies if copy),
    )


def record(found: Article) -> Json:
    """The document with its text, versions and claims."""
    return {
        "document": public.document_record(found.stored, text=True),
        "versions": [public.document_record(version) for version in found.versions],
        "claims": [records.claim_record(claim) for claim in found.claims],
    }


def context(found: Article, asked: Question, telling: Telling) -> Mapping[str, Any]:
    """Values for the page."""
    document = found.stored.document
    claims = [stored.claim for stored in found.claims]
    numbers = {claim.id: number for number, claim in enumerate(claims, 1)}
    chosen = numbers.get(ClaimId(asked.b)) if asked.b else None
    text = paragraphs(document, claims)
    title = document.title or document.id
    headed = bool(text) and "".join(one.text for one in text[0].stretches).strip() == title.strip()
    return {
        "title": title,
        "document": document,
        "original": document.url if is_web(document.url) else "",
        "source": public.source_name(document.source),
        "stored": found.stored,
        "headed": headed,
        "paragraphs": text,
        "chosen": chosen,
        "words_at": _first(text, chosen),
        "roles": [role for role in Role if role is not Role.EVIDENCE],
        "versions": found.versions if len(found.versions) > 1 else (),
        "copies": found.copies,
        "more_copies": max(0, len(found.stored.copies) - MANY_COPIES),
        "panels": [
            {
                "number": number,
                "entry": telling.entry(stored),
                "quad": quad_class(stored.claim.type),
                "fields": telling.fields(
                    stored.claim,
                    linked=_link(stored.claim.condition_claim, numbers, telling, document.id),
                ),
                "evidence": telling.reasons(stored.claim.reasons, "evidence"),
                "coder": stored.claim.coder,
            }
            for number, stored in enumerate(found.claims, 1)
        ],
    }


def _first(text: Sequence[Paragraph], chosen: int | None) -> int | None:
    """Where the words of the chosen claim begin."""
    found = (one.start for line in text for one in line.stretches if chosen and one.role(chosen))
    return next(found, None)


def _link(claim: str | None, numbers: Mapping[Any, int], telling: Telling, key: str) -> str | None:
    return telling.links.article(key, claim) if claim in numbers else None


def _exact(key: str) -> str:
    return key if "@" in key else f"{key}@1"


VIEW = View(
    name="article",
    path="/artikel/{key:path}",
    api="/documents/{key:path}",
    about="An article: its text, its versions, its near-copies and its claims.",
    asked=Question,
    gather=gather,
    record=record,
    context=context,
    shape=shapes.Article,
    tag="articles",
)
