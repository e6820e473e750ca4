"""Where the files of an edition stand, and what its tables hold; the names are part of what an edition promises."""

from __future__ import annotations

from datetime import date

from kroniek.api.events import EVENT_COLUMNS
from kroniek.api.tables import CLAIMS, EVIDENCE, PARTIES, Field, Table, fields_of

SUMS = "SHA256SUMS"
CITATION = "CITATION.cff"
README = "README.md"
FACTS = "edition.json"
PACKAGE = "datapackage.json"
DATA = "data"

OUTSIDE = frozenset({SUMS, CITATION})
"""What the sums leave out: themselves, and where authors, a day of release or a DOI may be added later."""

EVENTS = Table(
    name="events",
    about="One row per event: claims that are judged to tell of one thing",
    fields=fields_of(EVENT_COLUMNS, {"event", "type"}),
    key=("event",),
)
DOCUMENTS = Table(
    name="documents",
    about="One row per article, in its newest version; articles without a claim too",
    fields=(
        Field(name="doc_id", kind=str, about="The article's id; `@2` is its second version", required=True),
        Field(name="version", kind=int, about="Which version of the article it is, from 1", required=True),
        Field(name="title", kind=str, about="Headline"),
        Field(name="published", kind=date, about="Day of publication"),
        Field(name="published_time", kind=str, about="Time of publication, local to the outlet"),
        Field(name="published_known", kind=str, about="How the day is known: given, metadata, url, text or file"),
        Field(name="published_reliability", kind=str, about="How far the day can be trusted: sure, likely or weak"),
        Field(name="publisher", kind=str, about="Outlet"),
        Field(name="url", kind=str, about="Address"),
        Field(name="language", kind=str, about="Language", required=True),
        Field(name="source", kind=str, about="What it was read from: an address, or a file without its folder"),
        Field(name="format", kind=str, about="Format that it was read from"),
        Field(name="content_hash", kind=str, about="SHA-256 of the text in UTF-8", required=True),
        Field(name="characters", kind=int, about="Length of the text in code points", required=True),
        Field(name="claims", kind=int, about="How many claims it has", required=True),
        Field(name="generation", kind=int, about="Which coding of it this is, from 1", required=True),
        Field(name="coder", kind=str, about="Engine and version of that coding"),
        Field(name="near_copies", kind=str, about="Ids of articles with nearly the same words, joined by “; ”"),
    ),
    key=("doc_id",),
)
ACTORS = Table(
    name="actors",
    about="One row per actor: parties and sources that are judged to be one",
    fields=(
        Field(name="actor", kind=str, about="Wikidata id, or a hash of name and country", required=True),
        Field(name="name", kind=str, about="Name as a Dutch newspaper prints it", required=True),
        Field(name="country", kind=str, about="ISO 3166 alpha-3 code, or one of the codebook's own"),
        Field(name="sectors", kind=str, about="PLOVER sector codes with a space between"),
        Field(name="aliases", kind=str, about="Other names, joined by “; ”"),
        Field(name="as_actor", kind=int, about="In how many claims it acts", required=True),
        Field(name="as_recipient", kind=int, about="In how many claims it is acted upon", required=True),
        Field(name="as_source", kind=int, about="In how many claims it is a source", required=True),
        Field(name="first_published", kind=date, about="First day of publication of a claim with it"),
        Field(name="last_published", kind=date, about="Last day of publication of a claim with it"),
    ),
    key=("actor",),
)
JUDGEMENTS = Table(
    name="judgements",
    about="One row per judgement on two claims, articles or actors: that they are one, or what they are to each other",
    fields=(
        Field(name="kind", kind=str, about="What the two are judged to be, such as same-event", required=True),
        Field(name="left", kind=str, about="Id of a claim, an article or an actor", required=True),
        Field(name="right", kind=str, about="Id of the other", required=True),
        Field(name="score", kind=float, about="How sure it is, from 0 to 1", required=True),
        Field(name="by", kind=str, about="Who or what decided", required=True),
        Field(name="reason", kind=str, about="Why"),
        Field(name="withdrawn", kind=bool, about="Was it taken back?", required=True),
    ),
    key=("kind", "left", "right", "by"),
)

TABLES = (CLAIMS, PARTIES, EVIDENCE, EVENTS, DOCUMENTS, ACTORS, JUDGEMENTS)
"""What has a CSV file, in the order of the description."""

LINES = {
    "claims": "Every claim exactly: the codebook's record, with every word's offsets and the reason of every field",
    "events": "The rows of events.csv, texts exact",
    "documents": "The rows of documents.csv, texts exact",
    "actors": "The rows of actors.csv, texts exact",
    "judgements": "The rows of judgements.csv, texts exact",
    "texts": "The texts of the articles, by their hash; offsets count code points of them",
}
"""What has a file of JSON Lines, in the order of the description."""
