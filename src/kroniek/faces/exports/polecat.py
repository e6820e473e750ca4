"""POLECAT: a tab-separated row per claim, in the 40 columns of the published files, in their order.

POLECAT knows no status, so claims that are not told as having taken place, or with doubt, are left out unless
`How.everything`. As in POLECAT itself, what is missing is `None`, several values are joined by `;`, and an act without
a time has its day of publication. Lost: sources, conditions, figures, how precise date and place are, which event a
claim tells of, Wikidata ids. Not known, so `None`: titles, GeoNames and Wikipedia ids, districts, names of the story.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO

from kroniek.api.records import act_intensity
from kroniek.faces.exports.codes import country
from kroniek.faces.exports.writing import Claims, How, Tally, line, taken_place
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party
from kroniek.model.ontology import QUADS
from kroniek.model.place import Precision

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
MISSING = "None"
BETWEEN = ";"


def write(claims: Claims, stream: IO[str], how: How, tally: Tally) -> None:
    """Write a heading and a row per claim that is told as having taken place."""
    stream.write("\t".join(COLUMNS) + "\n")
    for stored in taken_place(claims, how, tally):
        day = stored.claim.when.start if stored.claim.when else stored.published
        if day is None:
            tally.leave_out("no_day")
            continue
        if stored.claim.when is None:
            tally.remarks["undated"] += 1
        cells = row(stored, how) | {"Event Date": day.isoformat()}
        stream.write("\t".join(line(cells.get(name)) or MISSING for name in COLUMNS) + "\n")


def row(stored: StoredClaim, how: How) -> dict[str, str]:
    """The cells of a claim by column; those that are missing left out."""
    claim, place = stored.claim, stored.claim.place
    told = {
        "Event ID": str(claim.id),
        "Event Type": claim.type.value,
        "Event Mode": _joined(claim.modes),
        "Intensity": str(act_intensity(claim)),
        "Quad Code": QUADS[claim.type].value.upper(),
        "Contexts": _joined(claim.contexts),
        "Source": stored.publisher or "",
        "Publication Date": stored.published.isoformat() if stored.published else "",
        "Language": "Dutch",
        "Version": claim.coder,
    }
    told |= _parties("Actor", claim.actors, how) | _parties("Recipient", claim.recipients, how)
    if place is None:
        return told
    return told | {
        "Placename": place.name,
        "City": place.name if place.precision is Precision.CITY else "",
        "Country": place.country or "",
        "Latitude": "" if place.lat is None else str(place.lat),
        "Longitude": "" if place.lon is None else str(place.lon),
        "Raw Placename": how.words(place.quote) or "",
    }


def _parties(role: str, parties: Sequence[Party], how: How) -> dict[str, str]:
    found = (country(party.country) for party in parties)
    return {
        f"{role} Name": _joined(party.name for party in parties),
        f"{role} Country": _joined(party.country for party in parties),
        f"{role} COW": _joined(place.cow for place in found if place),
        f"Primary {role} Sector": _joined(party.sectors[0] for party in parties if party.sectors),
        f"{role} Sectors": _joined(sector for party in parties for sector in party.sectors),
        f"{role} Name Raw": _joined(how.words(party.quote) for party in parties),
    }


def _joined(values: Iterable[str | None]) -> str:
    """Values in one cell, each once; a `;` within one becomes a comma."""
    return BETWEEN.join(dict.fromkeys(value.replace(BETWEEN, ",") for value in values if value))
