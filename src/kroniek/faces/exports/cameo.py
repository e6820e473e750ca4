"""CAMEO: a tab-separated row per claim and pair of parties, in the 20 columns of ICEWS, coded by CAMEO root codes.

CAMEO knows no status, so claims that are not told as having taken place, or with doubt, are left out unless
`How.everything`. Those who meet, agree, cooperate or fight with each other give a row in each direction, as in ICEWS.
The code has two digits, because PLOVER's types and modes do not tell CAMEO's finer ones apart; the intensity is CAMEO's
own (Goldstein). An act without a time has its day of publication. Lost: modes, contexts, sources, conditions, figures,
quotations, how precise date and place are. `CAMEO Code` is text: `03` begins with a zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from kroniek.api.events import pairs
from kroniek.faces.exports.codes import country_name, english, root
from kroniek.faces.exports.writing import Claims, How, Tally, line, number, taken_place
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party
from kroniek.model.place import Precision

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


def write(claims: Claims, stream: IO[str], how: How, tally: Tally) -> None:
    """Write a heading and a row per pair of each claim that is told as having taken place."""
    stream.write("\t".join(COLUMNS) + "\n")
    for stored in taken_place(claims, how, tally):
        rows = list(_rows(stored, how))
        if not rows or (stored.claim.when is None and stored.published is None):
            tally.leave_out("nobody" if not rows else "no_day")
            continue
        if stored.claim.when is None:
            tally.remarks["undated"] += 1
        stream.writelines("\t".join(line(cells.get(name)) for name in COLUMNS) + "\n" for cells in rows)


def _rows(stored: StoredClaim, how: How) -> Iterator[dict[str, str]]:
    claim, place = stored.claim, stored.claim.place
    day = claim.when.start if claim.when else stored.published
    code = root(claim)
    told = {
        "Event Date": day.isoformat() if day else "",
        "Event Text": code.name,
        "CAMEO Code": code.code,
        "Intensity": str(code.goldstein),
        "Story ID": str(claim.document),
        "Publisher": stored.publisher or "",
    }
    if place:
        told |= {
            "City": place.name if place.precision in {Precision.CITY, Precision.POINT} else "",
            "Province": place.name if place.precision is Precision.REGION else "",
            "Country": country_name(place.country),
            "Latitude": "" if place.lat is None else str(place.lat),
            "Longitude": "" if place.lon is None else str(place.lon),
        }
    for source, target in pairs(claim)[0]:
        ids = [how.who(party) if party else "" for party in (source, target)]
        yield told | {
            "Event ID": str(number("cameo", str(claim.id), *ids)),
            **_party("Source", source),
            **_party("Target", target),
        }


def _party(role: str, party: Party | None) -> dict[str, str]:
    if party is None:
        return {}
    return {
        f"{role} Name": english(party),
        f"{role} Sectors": ",".join(party.sectors),
        f"{role} Country": country_name(party.country),
    }
