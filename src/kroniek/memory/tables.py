"""The tables of a chronicle, once for SQLite and PostgreSQL.

Rows of `documents`, `claims`, `parties`, `actors`, `names`, `judgements` and `rejects` are content: they follow from
the documents and their order alone, and `View.digest` is their hash. `sketches`, `members`, `blocks`, `sides`,
`tallies` and the search words follow from the content and can be rebuilt; `progress` says how far that was done.
`saved` is a user's own, with the `alerts` that came of it, their `deliveries`, and the state of the `feeds` that are
watched. Columns that end in `_at` hold clock times and count nowhere.
The search words stand outside this file: an FTS5 table on SQLite, a `tsvector` on PostgreSQL, both named `search` and
made by the migrations. Why the tables are cut like this: docs/decisions/0020-store.md and 0054-scale.md.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA = "0005"
"""The migration that this code expects: the newest one in `migrations/versions`."""

APPLICATION = 0x4B524F4E
"""SQLite's `application_id` of a chronicle: "KRON"."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

documents = Table(
    "documents",
    metadata,
    Column("ordinal", Integer, primary_key=True, autoincrement=False),  # order of reading, from 1
    Column("key", Text, nullable=False, unique=True),  # `base`, or `base@version` from the second version on
    Column("base", Text, nullable=False),  # the key of the first version
    Column("version", Integer, nullable=False),
    Column("current", Boolean, nullable=False),  # no later version stands beside it
    Column("name", Text, nullable=False),  # the id that the reader gave it
    Column("address", Text, nullable=False),  # what makes two readings one article; see identity.py
    Column("content_hash", Text, nullable=False),
    Column("source_address", Text, nullable=False),
    Column("source_part", Text, nullable=False),
    Column("source_format", Text, nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("url", Text),
    Column("language", Text, nullable=False),
    Column("published_day", Date),
    Column("published_time", Text),
    Column("published_known", Text),
    Column("published_reliability", Text),
    Column("marks", Text, nullable=False),  # JSON: [[start, end, kind], …]
    Column("items", Text, nullable=False),  # JSON: [[start, end, time, day | null], …]
    Column("claim_count", Integer, nullable=False),
    Column("kept_at", Text, nullable=False),
    Column("text", Text, nullable=False),  # after what is asked for most: SQLite need not walk past it
    Column("generation", Integer, nullable=False, server_default="1"),  # the coding that stands, from 1
    Column("coder", Text),  # engine and version of that coding, where known
    Index(None, "address", "content_hash"),
    Index(None, "content_hash"),
    Index(None, "base", "version"),
    Index(None, "publisher", "current", "claim_count", "published_day"),  # outlets with how much they gave
    Index(None, "published_day", "ordinal"),  # the newest articles, without reading the others
    Index(None, "source_address", "source_part"),
)

claims = Table(
    "claims",
    metadata,
    Column("ordinal", Integer, primary_key=True, autoincrement=False),  # order of keeping, from 1
    Column("id", Text, nullable=False, unique=True),
    Column("document", Integer, ForeignKey("documents.ordinal"), nullable=False),
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("hedged", Boolean, nullable=False),
    Column("first_day", Date),  # of the act; of publication where the act has none
    Column("last_day", Date),
    Column("start", Integer, nullable=False),  # of the first evidence, in the text
    Column("record", Text, nullable=False),  # the codebook's JSON, in canonical form
    Column("generation", Integer, nullable=False, server_default="1"),  # the coding of the document that gave it
    Column("superseded", Integer),  # the generation that no longer gives it; none for what stands
    Column("place", Text),  # the folded name of where it took place
    Column("place_country", Text),
    Index(None, "document", "start"),
    Index(None, "first_day"),
    Index(None, "type", "first_day"),
    Index(None, "ordinal", "id"),  # narrow: from a number to an id without reading a record
)
# Only of claims that tell a place.
Index(
    "ix_claims_place_first_day",
    claims.c.place,
    claims.c.first_day,
    sqlite_where=claims.c.place.is_not(None),
    postgresql_where=claims.c.place.is_not(None),
)
Index(
    "ix_claims_place_country_first_day",
    claims.c.place_country,
    claims.c.first_day,
    sqlite_where=claims.c.place_country.is_not(None),
    postgresql_where=claims.c.place_country.is_not(None),
)
# Acts of more than a day, for questions from a day on: the others are found by their first day. The second one has
# them in the order of a timeline, so that the first fifty are found without sorting.
Index(
    "ix_claims_long",
    claims.c.last_day,
    claims.c.first_day,
    sqlite_where=claims.c.last_day > claims.c.first_day,
    postgresql_where=claims.c.last_day > claims.c.first_day,
)
Index(
    "ix_claims_long_in_order",
    claims.c.first_day,
    claims.c.document,
    claims.c.start,
    claims.c.last_day,
    sqlite_where=claims.c.last_day > claims.c.first_day,
    postgresql_where=claims.c.last_day > claims.c.first_day,
)

actors = Table(
    "actors",
    metadata,
    Column("id", Text, primary_key=True),  # Wikidata id, or a hash of folded name and country
    Column("ordinal", Integer, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("country", Text),
    Column("wikidata", Text),
)

names = Table(
    "names",
    metadata,
    Column("actor", Text, ForeignKey("actors.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("folded", Text, nullable=False),
    Column("ordinal", Integer, nullable=False, unique=True),
    Index(None, "folded"),
)

parties = Table(
    "parties",
    metadata,
    Column("claim", Integer, ForeignKey("claims.ordinal"), primary_key=True, autoincrement=False),
    Column("role", Text, primary_key=True),  # actor, recipient, voice
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("country", Text),
    Column("sectors", Text, nullable=False),  # codes with a space between
    Column("start", Integer),
    Column("end", Integer),
    Column("anonymous", Boolean, nullable=False),
    Column("medium", Boolean, nullable=False),
    Column("actor", Text, ForeignKey("actors.id")),  # none for an anonymous voice
    Index(None, "actor", "claim"),
    sqlite_with_rowid=False,
)

sides = Table(
    "sides",
    metadata,
    Column("who", Text, primary_key=True),  # an actor's id, or a country's code
    Column("day", Date, primary_key=True),  # the first day of the act; `NO_DAY` where there is none
    Column("document", Integer, primary_key=True, autoincrement=False),
    Column("start", Integer, primary_key=True, autoincrement=False),
    Column("claim", Integer, primary_key=True, autoincrement=False),
    Column("last_day", Date, nullable=False),
    Column("spots", BigInteger, nullable=False),  # a bit for each party: `memory/sides.py`
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("hedged", Boolean, nullable=False),
    Column("modes", Text, nullable=False),  # with a space between
    Column("published", Date),
    Column("stands", Boolean, nullable=False),  # of a current version, and not superseded
    sqlite_with_rowid=False,
)
"""Who takes part in which claim, in order of time, with what questions restrict by: a timeline reads nothing else."""

tallies = Table(
    "tallies",
    metadata,
    Column("actor", Text, primary_key=True),  # the head of the group
    Column("as_actor", Integer, nullable=False),
    Column("as_recipient", Integer, nullable=False),
    Column("as_voice", Integer, nullable=False),
    Column("first", Date),
    Column("last", Date),
    Column("sectors", Text, nullable=False),  # in order of first appearance
)
"""How often each actor appears in claims that stand, so that a list of actors need not count them."""

judgements = Table(
    "judgements",
    metadata,
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("left", Text, nullable=False),
    Column("right", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("withdrawn_at", Text),
    UniqueConstraint("kind", "left", "right", "by"),
    Index(None, "kind", "right"),
    Index(None, "by", "ordinal"),  # what people decided, without reading what programs found
)

rejects = Table(
    "rejects",
    metadata,
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("address", Text, nullable=False),
    Column("part", Text, nullable=False),
    Column("format", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("noted_at", Text, nullable=False),
    UniqueConstraint("address", "part", "reason"),
)

members = Table(
    "members",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("member", Text, primary_key=True),
    Column("head", Text, nullable=False),  # the first of the group in order of keeping; also a member of itself
    Index(None, "kind", "head"),
)
"""The groups that follow from the judgements which stand; what is in no group has no row."""

blocks = Table(
    "blocks",
    metadata,
    Column("key", Text, primary_key=True),
    Column("claim", Integer, ForeignKey("claims.ordinal"), primary_key=True, autoincrement=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Index(None, "claim"),
    sqlite_with_rowid=False,
)
"""What claims that may tell of one event have in common, with the days of the act: joining looks here."""

progress = Table(
    "progress",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Integer, nullable=False),
)
"""How far work came: the last ordinal that it saw, or how often something changed in place."""

saved = Table(
    "saved",
    metadata,
    Column("name", Text, primary_key=True),
    Column("query", Text, nullable=False),  # JSON: the question, and what is watched for
    Column("made_at", Text, nullable=False),
    Column("after", Integer, nullable=False, server_default="0"),  # the last document before it was saved
    Column("seen", Integer, nullable=False, server_default="0"),  # the last document that was looked at
)
"""Questions that a user gave a name."""

alerts = Table(
    "alerts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("ordinal", Integer, nullable=False, unique=True),  # order of noting, from 1
    Column("name", Text, nullable=False),  # of the saved question
    Column("record", Text, nullable=False),  # JSON
    Column("noted_at", Text, nullable=False),
    Index(None, "name"),
)
"""What came of watching."""

deliveries = Table(
    "deliveries",
    metadata,
    Column("outlet", Text, primary_key=True),
    Column("alert", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
    Index(None, "alert"),
)
"""How far each alert came toward each outlet: noted before it is sent, so that nothing is sent twice."""

feeds = Table(
    "feeds",
    metadata,
    Column("address", Text, primary_key=True),
    Column("etag", Text, nullable=False),
    Column("modified", Text, nullable=False),
    Column("failures", Integer, nullable=False),  # in a row
    Column("rest_until", Text, nullable=False),  # not asked before this time
    Column("asked_at", Text, nullable=False),
)
"""What servers said of feeds, so that they are asked for only when they changed."""

sketches = Table(
    "sketches",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("document", Integer, ForeignKey("documents.ordinal"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""The smallest shingle hashes of each document, by which near-copies are found."""
