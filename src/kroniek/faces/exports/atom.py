"""Atom (RFC 4287): the claims that were reported last, the newest first.

A feed is read from its top, so it holds the newest `MOST` claims of those asked for; the others are left out, as are
claims of articles without a day of publication. An entry leads to the article; its id is the claim's and never changes.
Times of day are midnight UTC, because days are all that is kept. Lost: all but headline, first quotation, outlet and
categories.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from typing import IO

from kroniek.faces.cli.wording import wording
from kroniek.faces.exports.telling import headline
from kroniek.faces.exports.writing import Claims, How, Tally, address, counted
from kroniek.faces.exports.xml import attribute, text
from kroniek.memory.store import StoredClaim

MOST = 1000
"""Entries of one feed: some hundred kilobytes."""

NEVER = "1970-01-01T00:00:00Z"
"""When an empty feed was changed last: an Atom feed must have a time."""


def write(claims: Claims, stream: IO[str], how: How, tally: Tally) -> None:
    """Write one feed."""
    newest = heapq.nlargest(MOST, _dated(claims, tally), key=lambda pair: (pair[1].published, -pair[0]))
    tally.leave_out("older", tally.written - len(newest))
    updated = f"{newest[0][1].published}T00:00:00Z" if newest else NEVER
    stream.write('<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n')
    stream.write(f"<title>{text(wording(how.language).say('export.feed'))}</title>\n<id>{text(how.base)}feed</id>\n")
    stream.write(f"<updated>{updated}</updated>\n<author><name>Kroniek</name></author>\n")
    stream.write('<generator uri="urn:kroniek">kroniek</generator>\n')
    for _, stored in newest:
        stream.write(_entry(stored, how))
    stream.write("</feed>\n")


def _dated(claims: Claims, tally: Tally) -> Iterator[tuple[int, StoredClaim]]:
    for number, stored in enumerate(counted(claims, tally)):
        if stored.published is None:
            tally.leave_out("no_day")
        else:
            yield number, stored


def _entry(stored: StoredClaim, how: How) -> str:
    claim = stored.claim
    quote, words = how.words(claim.evidence[0].quote), wording(how.language)
    when = f"{stored.published}T00:00:00Z"
    parts = [
        f"<title>{text(headline(claim, words))}</title>",
        f"<id>{text(how.iri('claim', claim.id))}</id>",
        f"<updated>{when}</updated><published>{when}</published>",
        f"<author><name>{text(stored.publisher or claim.document)}</name></author>",
        f'<link rel="alternate" href={attribute(address(stored.url))}/>' if stored.url else "",
        f"<category term={attribute(claim.type.value)}/><category term={attribute(claim.status.value)}/>",
        f'<content type="text">{text(quote or stored.title or headline(claim, words))}</content>',
    ]
    return f"<entry>{''.join(parts)}</entry>\n"
