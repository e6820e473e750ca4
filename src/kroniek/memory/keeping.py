"""How documents are kept with their claims: all that belongs to one, in one transaction, alone or with others.

A `Keeping` is one transaction's work. Rows that nothing asks for meanwhile are written together at its end, ordinals
are counted on from the highest, and tallies are changed once; what is in the database afterwards is the same whether
documents are kept one by one or a hundred together, which the tests of digests hold it to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, select, update

from kroniek.errors import UsageError
from kroniek.memory import actors as actors_
from kroniek.memory import comparing, copies, identity, joiner, judging, recoding, searching, sides
from kroniek.memory.inserting import Inserts
from kroniek.memory.rows import claim_of, claim_row, document_of, document_row
from kroniek.memory.store import Placement
from kroniek.memory.tables import blocks, claims, documents, parties, sketches
from kroniek.memory.tables import sides as sides_table
from kroniek.memory.tallies import Tallies, recount
from kroniek.model.claim import Claim
from kroniek.model.judgement import Judgement, JudgementKind
from kroniek.model.recoding import Recoding
from kroniek.model.text import Document, DocumentId
from kroniek.strings.fold import folded_words, words
from kroniek.strings.similarity import shingles, sketch


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A document that has a place and is to be kept: with its claims, the id that its reader gave it, its address."""

    document: Document
    claims: tuple[Claim, ...]
    placement: Placement
    name: DocumentId
    address: str


class Keeping:
    """The work of one transaction; `close` writes what was put aside. Without a `memory` claims are not joined yet."""

    def __init__(
        self, connection: Connection, *, at: str, known: set[tuple[str, str]], memory: joiner.Memory | None = None
    ) -> None:
        self._connection = connection
        self._at = at
        self._known = known
        self._inserts = Inserts(connection)
        self._words: list[searching.Found] = []
        self._aside = copies.Aside()
        self._tallies = Tallies(connection)
        self._joiner = None if memory is None else joiner.Joiner(connection, at=at, memory=memory, settle=self._flush)
        self._document = judging.next_ordinal(connection, documents.c.ordinal)
        self._claim = judging.next_ordinal(connection, claims.c.ordinal)

    def add(self, coming: Coming) -> None:
        """Keep a document with its claims, actors, search words and likenesses."""
        ordinal, base = self._document, self._make_current(coming.placement)
        self._document += 1
        row = document_row(coming.document) | {
            "ordinal": ordinal,
            "key": coming.placement.key,
            "base": base,
            "version": coming.placement.version,
            "current": True,
            "name": coming.name,
            "address": coming.address,
            "claim_count": len(coming.claims),
            "kept_at": self._at,
            "coder": next((claim.coder for claim in coming.claims if claim.coder), None),
        }
        self._inserts.later(documents, [row])
        numbered = self.add_claims(coming.document, ordinal, coming.claims)
        self._add_likeness(coming, ordinal, base)
        self._join(numbered, coming.document, base)

    def _join(self, numbered: Sequence[tuple[int, Claim]], document: Document, base: str) -> None:
        """Join claims that are kept, and their likenesses judged, with those of other articles."""
        day = document.published.day if document.published else None
        if self._joiner is not None:
            self._joiner.add(numbered, base=base, published=day, text=document.text)

    def add_claims(
        self, document: Document, ordinal: int, kept: Sequence[Claim], *, generation: int = 1, stands: bool = True
    ) -> list[tuple[int, Claim]]:
        """Keep claims of a document that is kept, with their parties; `stands` where it is a current version.

        They come back with their numbers.
        """
        if not kept:
            return []
        day = document.published.day if document.published else None
        first = self._claim
        self._claim += len(kept)
        numbered = list(enumerate(kept, first))
        self._inserts.later(
            claims,
            [
                claim_row(claim, published=day) | {"ordinal": i, "document": ordinal, "generation": generation}
                for i, claim in numbered
            ],
        )
        found = actors_.keep(self._connection, kept, known=self._known)
        self._inserts.later(parties, [row for i, claim in numbered for row in _party_rows(claim, i)])
        self._inserts.later(
            sides_table,
            [
                row
                for i, claim in numbered
                for row in sides.rows(claim, ordinal=i, document=ordinal, published=day, stands=stands)
            ],
        )
        if stands:
            self._tallies.add(kept, published=day)
        for judgement in found:
            self.judge(judgement)
        return numbered

    def recode(self, key: str, coded: Sequence[Claim], *, coder: str | None) -> Recoding:
        """Put a new coding of a kept document beside the one that stands; what is the same stays as it is."""
        row, kept = self._standing(key)
        generation = row.generation + 1
        standing = [claim_of(one.record) for one in kept if one.superseded is None]
        taken = {comparing.own_id(one.id) for one in kept}
        plan = recoding.plan(standing, coded, generation=generation, taken=taken)
        changed = bool(plan.fresh or plan.gone)
        values = {"coder": coder or row.coder, "generation": generation if changed else row.generation}
        values["claim_count"] = len(plan.carried) + len(plan.fresh)
        self._connection.execute(update(documents).where(documents.c.ordinal == row.ordinal).values(**values))
        if changed:
            gone = set(plan.gone)
            self._supersede([one.ordinal for one in kept if one.id in gone], generation)
            document = document_of(row)
            numbered = self.add_claims(
                document, row.ordinal, plan.fresh, generation=generation, stands=bool(row.current)
            )
            for judgement in recoding.one_event(plan.changes):
                self.judge(judgement)
            self._join(numbered, document, row.base)
        return Recoding(
            document=DocumentId(key),
            generation=values["generation"],
            coder=values["coder"],
            carried=len(plan.carried),
            changes=plan.changes,
        )

    def _standing(self, key: str) -> tuple[Any, list[Any]]:
        """The row of a document, and those of all claims that it ever had, in order of keeping."""
        row = self._connection.execute(select(documents).where(documents.c.key == key)).first()
        if row is None:
            raise UsageError(f"The chronicle holds no document {key!r}. The ids stand in: kroniek timeline")
        columns = (claims.c.ordinal, claims.c.id, claims.c.record, claims.c.superseded)
        query = select(*columns).where(claims.c.document == row.ordinal).order_by(claims.c.ordinal)
        return row, list(self._connection.execute(query))

    def _supersede(self, ordinals: Sequence[int], generation: int) -> None:
        self.step_back(ordinals)
        gone = claims.c.ordinal.in_(ordinals)
        self._connection.execute(update(claims).where(gone).values(superseded=generation))
        self._connection.execute(delete(blocks).where(blocks.c.claim.in_(ordinals)))

    def judge(self, judgement: Judgement) -> None:
        """Note a judgement; who is joined or parted by it is counted again."""
        self.settle()
        note(self._connection, judgement, at=self._at)

    def step_back(self, ordinals: Sequence[int]) -> None:
        """These claims no longer stand."""
        self._flush()
        self._tallies.take(sides.standing(self._connection, ordinals))
        sides.step_back(self._connection, ordinals)

    def settle(self) -> None:
        """Write what was put aside, so that it can be asked for."""
        self._flush()
        self._tallies.write()

    def _flush(self) -> None:
        self._inserts.flush()
        searching.keep_words(self._connection, self._words)
        self._words.clear()
        self._aside.clear()

    def close(self) -> None:
        """Write all that is left."""
        self.settle()
        if self._joiner is not None:
            self._joiner.close()

    def _make_current(self, placement: Placement) -> str:
        """Let earlier versions step back; gives the key of the first one."""
        if placement.version == 1:
            return placement.key
        self._flush()
        base, _ = identity.split_key(placement.key)
        older = select(documents.c.ordinal).where(documents.c.base == base, documents.c.current.is_(True))
        ordinals = list(self._connection.scalars(older))
        self.step_back(sides.of_documents(self._connection, ordinals))
        self._connection.execute(update(documents).where(documents.c.ordinal.in_(ordinals)).values(current=False))
        return base

    def _add_likeness(self, coming: Coming, ordinal: int, base: str) -> None:
        document = coming.document
        text_words = list(words(document.text)) if document.marks else None
        folded = [word.folded for word in text_words] if text_words else folded_words(document.text)
        title = folded_words(document.title) if document.title else []
        day = document.published.day if document.published else None
        self._words.append(searching.found_by(ordinal, title, folded, day=day))
        runs = shingles(copies.unmarked(text_words, document.marks) if text_words else folded)
        kept = copies.Kept(
            ordinal=ordinal,
            key=document.id,
            base=base,
            content_hash=document.content_hash,
            is_first=base == document.id,
            runs=runs,
            sketch=sketch(runs),
        )
        if self._aside.concerns(kept):
            self._flush()
        twins = copies.twins(self._connection, kept)
        self._inserts.later(sketches, [{"hash": hash_, "document": ordinal} for hash_ in kept.sketch])
        self._aside.add(kept)
        if not twins:
            return
        self._flush()
        for twin in twins:
            if not twin.version:
                judging.note(self._connection, copies.copy_judgement(kept, twin), at=self._at)
        for judgement in copies.same_events(self._connection, coming.claims, twins):
            judging.note(self._connection, judgement, at=self._at)


def note(connection: Connection, judgement: Judgement, *, at: str, renew: bool = False) -> None:
    """Note a judgement, and count the actors again that it joins or parts."""
    changed = judging.note(connection, judgement, at=at, renew=renew)
    if changed and judgement.kind is JudgementKind.SAME_ACTOR:
        recount(connection, (judgement.left, judgement.right))


def _party_rows(claim: Claim, ordinal: int) -> Iterator[dict[str, Any]]:
    for role, position, party, voice in actors_.roles_of(claim):
        yield {
            "claim": ordinal,
            "role": role,
            "position": position,
            "name": party.name,
            "country": party.country,
            "sectors": " ".join(party.sectors),
            "start": party.quote.start if party.quote else None,
            "end": party.quote.end if party.quote else None,
            "anonymous": bool(voice and voice.anonymous),
            "medium": bool(voice and voice.medium),
            "actor": None if voice and voice.anonymous else actors_.actor_id(party),
        }
