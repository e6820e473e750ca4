"""GDELT 2.0: a row per event and pair of parties (Events, 61 columns), and a row per report of it (Mentions, 16
columns).

Both are tab-separated without a heading, as GDELT's are; `GLOBALEVENTID` joins them. GDELT knows no status, so claims
that are not told as having taken place, or with doubt, are left out unless `How.everything`. Codes are CAMEO's at the
level of roots; `QuadClass` and `GoldsteinScale` follow from the code. Times of day are zero, as no clock is kept:
`DATEADDED` is the day of the first report in the chronicle. Empty, because Kroniek does not measure them: tone, length,
sentence, ethnic and religious codes, places of the parties, administrative codes. Lost: modes, contexts, sources,
conditions, figures, quotations, doubt, how precise a date is. An act without a time has the day of its first report.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import IO, Any
from urllib.parse import urlsplit

from kroniek.api.events import ToldEvent, pairs, told_events
from kroniek.faces.exports.codes import Country, cameo_actor, country, english, root
from kroniek.faces.exports.writing import Claims, How, Tally, counted_once, line, number, taken_place
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party
from kroniek.model.place import Place, Precision

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENT_COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{which}{name}" for which in (1, 2) for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{what}Geo_{name}" for what in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
MENTION_COLUMNS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
WEB, CITATION = "1", "2"
Pair = tuple[Party | None, Party | None]


def write(claims: Claims, stream: IO[str], how: How, tally: Tally) -> None:
    """Write the Events table."""
    for event in told_events(counted_once(claims, how, tally)):
        told = _pairs(event)
        if not told or _day(event) is None:
            tally.leave_out("nobody" if not told else "no_day", len(event.claims))
            continue
        if event.when is None:
            tally.remarks["undated"] += len(event.claims)
        for pair in told:
            _write(stream, EVENT_COLUMNS, _event(event, pair, how))


def write_mentions(claims: Claims, stream: IO[str], how: How) -> None:
    """Write the Mentions table of the same events."""
    for event in told_events(partial(taken_place, claims, how)):
        if _day(event) is None:
            continue
        for pair in _pairs(event):
            for stored in event.claims:
                _write(stream, MENTION_COLUMNS, _mention(event, pair, stored, how))


def _write(stream: IO[str], columns: tuple[str, ...], cells: dict[str, Any]) -> None:
    stream.write("\t".join(line(str(cells.get(name, ""))) for name in columns) + "\n")


def _pairs(event: ToldEvent) -> tuple[Pair, ...]:
    return pairs(event.lead.claim)[0]


def _day(event: ToldEvent) -> date | None:
    return event.when.start if event.when else event.reported[0]


def _id(event: ToldEvent, pair: Pair, how: How) -> int:
    return number("gdelt", str(event.id), *(how.who(party) if party else "" for party in pair))


def _event(event: ToldEvent, pair: Pair, how: How) -> dict[str, Any]:
    day, code = _day(event) or date.min, root(event.lead.claim)
    first = event.reported[0] or day
    return {
        "GLOBALEVENTID": _id(event, pair, how),
        "SQLDATE": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": f"{day:%Y}",
        "FractionDate": f"{day.year + min((day.month * 30 + day.day) / 365, 0.9999):.4f}",
        **_actor(1, pair[0]),
        **_actor(2, pair[1]),
        "IsRootEvent": 1,
        "EventCode": code.event,
        "EventBaseCode": code.event,
        "EventRootCode": code.code,
        "QuadClass": code.quad,
        "GoldsteinScale": code.goldstein,
        "NumMentions": len(event.claims),
        "NumSources": max(1, len(event.publishers)),
        "NumArticles": len(event.documents),
        "Actor1Geo_Type": 0,
        "Actor2Geo_Type": 0,
        **_action_place(event.place),
        "DATEADDED": f"{first:%Y%m%d}000000",
        "SOURCEURL": event.lead.url or _citation(event.lead),
    }


def _actor(which: int, party: Party | None) -> dict[str, Any]:
    if party is None:
        return {}
    codes = cameo_actor(party)
    return {
        f"Actor{which}Code": codes.code,
        f"Actor{which}Name": english(party).upper(),
        f"Actor{which}CountryCode": codes.country,
        f"Actor{which}KnownGroupCode": codes.known,
        **{f"Actor{which}Type{rank}Code": type_ for rank, type_ in enumerate(codes.types, 1)},
    }


def _action_place(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {"ActionGeo_Type": 0}
    found = country(place.country)
    return {
        "ActionGeo_Type": _resolution(place, found),
        "ActionGeo_FullName": _full_name(place, found),
        "ActionGeo_CountryCode": found.fips if found else "",
        "ActionGeo_Lat": "" if place.lat is None else place.lat,
        "ActionGeo_Long": "" if place.lon is None else place.lon,
        "ActionGeo_FeatureID": found.fips if found and place.precision is Precision.COUNTRY else "",
    }


def _resolution(place: Place, found: Country | None) -> int:
    """GDELT's number for what a point stands for: 1 a country, 2 or 5 a state, 3 or 4 a city, the lower in the USA."""
    american = found is not None and found.code == "USA"
    if place.precision in {Precision.CITY, Precision.POINT}:
        return 3 if american else 4
    if place.precision is Precision.REGION:
        return 2 if american else 5
    return 1 if found else 0


def _full_name(place: Place, found: Country | None) -> str:
    if found is None or place.precision is Precision.COUNTRY:
        return found.name if found else place.name
    return f"{place.name}, {found.name}"


def _mention(event: ToldEvent, pair: Pair, stored: StoredClaim, how: How) -> dict[str, Any]:
    first = event.reported[0] or _day(event) or date.min
    offsets = [_offset(party, stored) for party in pair]
    trigger = next((word for evidence in stored.claim.evidence for word in evidence.triggers), None)
    return {
        "GLOBALEVENTID": _id(event, pair, how),
        "EventTimeDate": f"{first:%Y%m%d}000000",
        "MentionTimeDate": f"{stored.published or first:%Y%m%d}000000",
        "MentionType": WEB if stored.url else CITATION,
        "MentionSourceName": stored.publisher or _host(stored.url),
        "MentionIdentifier": stored.url or _citation(stored),
        "Actor1CharOffset": offsets[0],
        "Actor2CharOffset": offsets[1],
        "ActionCharOffset": trigger.start if trigger else stored.claim.evidence[0].quote.start,
        "InRawText": 1,
        "Confidence": _confidence(stored),
    }


def _offset(party: Party | None, stored: StoredClaim) -> int:
    """Where the words of a party stand in this report; −1 where it does not name the party, as GDELT has it."""
    if party is None:
        return -1
    same: Iterator[Party] = (
        other for other in (*stored.claim.actors, *stored.claim.recipients) if other.name == party.name
    )
    return next((other.quote.start for other in same if other.quote), -1)


def _confidence(stored: StoredClaim) -> str:
    """The coder's own score for the type of the act in per cent; empty where it gave none."""
    score = next((why.score for why in stored.claim.reasons if why.field == "type" and why.score is not None), None)
    return "" if score is None else str(round(100 * min(max(score, 0.0), 1.0)))


def _host(url: str | None) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.") if url else ""


def _citation(stored: StoredClaim) -> str:
    day = stored.published.isoformat() if stored.published else None
    return ", ".join(filter(None, [stored.publisher, stored.title or str(stored.claim.document), day]))
