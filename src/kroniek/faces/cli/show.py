"""`kroniek show`: one claim or one document, with its words marked in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kroniek.errors import UsageError
from kroniek.faces.cli.asking import as_of
from kroniek.faces.cli.session import Session, session

if TYPE_CHECKING:
    from kroniek.api import Chronicle
    from kroniek.memory.store import StoredClaim, StoredDocument


@click.command()
@click.argument("id", metavar="ID")
@as_of
@session(db=True, as_json=True)
def show(here: Session, /, *, id: str, as_of: str | None, as_json: bool) -> None:  # noqa: A002 - what it is called
    """Show a claim or a document with its words marked.

    ID is the id of a claim, or an unambiguous beginning of it; of an event, which bears the id of its first claim; or
    of a document (name@1 is its first version). Of a claim: every field, its words, why it is so, and where the same
    event is reported. Of a document: the text with its claims, versions and near-copies. With --json: one object.
    """
    with here.ask() as chronicle:
        if document := chronicle.document(id, as_of=as_of):
            _show_document(here, chronicle, document, as_json=as_json, by=as_of)
        elif claim := chronicle.claim(id, as_of=as_of):
            _show_claim(here, chronicle, claim, as_json=as_json, by=as_of)
        else:
            then = f" that had been reported by {as_of}" if as_of else ""
            raise UsageError(f"There is no claim or document {id!r}{then}. The ids stand in: kroniek timeline")


def _exact(key: str) -> str:
    """The version that a key means by itself: a bare id is the first one, where a user's bare id means the newest."""
    return key if "@" in key else f"{key}@1"


def _show_claim(
    here: Session, chronicle: Chronicle, stored: StoredClaim, *, as_json: bool, by: str | None = None
) -> None:
    from kroniek.api import records
    from kroniek.faces.cli.output import print_object
    from kroniek.faces.cli.pages import Page

    document = chronicle.document(_exact(stored.claim.document))
    same_event = [other for other in chronicle.event(stored.claim.id, as_of=by) if other.claim.id != stored.claim.id]
    if as_json:
        record: dict[str, Any] = {"claim": records.claim_record(stored)}
        record["document"] = records.document_record(document) if document else None
        record["same_event"] = [records.claim_record(other) for other in same_event]
        print_object(record)
    else:
        Page(words=here.words, terminal=here.terminal()).claim(stored, document, same_event)


def _show_document(
    here: Session, chronicle: Chronicle, stored: StoredDocument, *, as_json: bool, by: str | None = None
) -> None:
    from kroniek.api import records
    from kroniek.faces.cli.output import print_object
    from kroniek.faces.cli.pages import Page

    claims = list(chronicle.claims(document=_exact(stored.document.id), all_versions=True, as_of=by))
    versions = chronicle.versions(stored.document.id, as_of=by)
    if as_json:
        record: dict[str, Any] = {"document": records.document_record(stored, text=True)}
        record["versions"] = [records.document_record(version) for version in versions]
        record["claims"] = [records.claim_record(claim) for claim in claims]
        print_object(record)
    else:
        Page(words=here.words, terminal=here.terminal()).document(stored, versions, claims)
