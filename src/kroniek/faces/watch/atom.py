"""Alerts as an Atom feed (RFC 4287) in a file, for a feed reader: the newest first.

The file is made anew from what the chronicle remembers, and appears whole or not at all, so it cannot hold an alert
twice. Ids of entries are those of alerts and never change.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kroniek.errors import DeliveryError, UsageError
from kroniek.faces.exports.files import atomic
from kroniek.faces.exports.xml import attribute, text
from kroniek.faces.watch.telling import Teller, Told, said

MOST = 200
"""Entries of the feed."""

_NEVER = "1970-01-01T00:00:00+00:00"


class AtomFile:
    """A feed in a file."""

    together = True

    def __init__(self, file: str) -> None:
        self._file = Path(file)
        self.name = f"atom:{self._file.absolute()}"
        self.shown = str(self._file)

    def prepare(self, teller: Teller) -> None:
        """A feed is there from the start, also where nothing came yet."""
        self._write(teller)

    def send(self, told: Sequence[Told], teller: Teller) -> None:  # noqa: ARG002 - made of all that is remembered
        """Make the file anew."""
        try:
            self._write(teller)
        except UsageError as error:
            raise DeliveryError(str(error)) from error

    def _write(self, teller: Teller) -> None:
        alerts = [teller.told(alert) for alert in teller.chronicle.alerts(most=MOST)]
        updated = max((one.alert.noted_at or _NEVER for one in alerts), default=_NEVER)
        with atomic(self._file) as stream:
            stream.write('<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n')
            stream.write(f"<title>{text(said(teller.language).say('watch.feed_title'))}</title>\n")
            stream.write(f"<id>urn:kroniek:watch</id>\n<updated>{updated}</updated>\n")
            stream.write("<author><name>Kroniek</name></author>\n<generator>kroniek</generator>\n")
            stream.writelines(map(_entry, alerts))
            stream.write("</feed>\n")


def _entry(told: Told) -> str:
    alert = told.alert
    noted = alert.noted_at or _NEVER
    url = next((one.url for one in told.words if one.url), None)
    parts = [
        f"<title>{text(told.title)}</title>",
        f"<id>urn:kroniek:alert:{text(alert.id)}</id>",
        f"<updated>{noted}</updated><published>{noted}</published>",
        f'<link rel="alternate" href={attribute(url)}/>' if url else "",
        f"<category term={attribute(alert.alarm.value)}/><category term={attribute(alert.name)}/>",
        f'<content type="text">{text(chr(10).join(told.lines()))}</content>',
    ]
    return f"<entry>{''.join(parts)}</entry>\n"
