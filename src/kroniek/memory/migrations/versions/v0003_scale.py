"""For a million claims: who takes part in what in order of time, counts of actors, search words with stems.

Places of claims become columns. Sketches are made again, because runs of words are hashed in another way; so are the
search words. All of it follows from what was kept, article by article.
"""

import sqlalchemy as sa
from alembic import op

from kroniek.memory import rebuilding

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables and fill them from what was kept."""
    op.add_column("claims", sa.Column("place", sa.Text(), nullable=True))
    op.add_column("claims", sa.Column("place_country", sa.Text(), nullable=True))
    op.create_table(
        "sides",
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("document", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("spots", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("hedged", sa.Boolean(), nullable=False),
        sa.Column("modes", sa.Text(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("who", "day", "document", "start", "claim", name=op.f("pk_sides")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tallies",
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("as_actor", sa.Integer(), nullable=False),
        sa.Column("as_recipient", sa.Integer(), nullable=False),
        sa.Column("as_voice", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("sectors", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("actor", name=op.f("pk_tallies")),
    )
    _create_words()
    rebuilding.rebuild(op.get_bind())
    op.create_index(op.f("ix_claims_place_first_day"), "claims", ["place", "first_day"], unique=False)
    op.create_index(op.f("ix_claims_place_country_first_day"), "claims", ["place_country", "first_day"], unique=False)
    op.create_index(op.f("ix_claims_ordinal_id"), "claims", ["ordinal", "id"], unique=False)
    op.create_index(
        op.f("ix_documents_publisher_current_claim_count_published_day"),
        "documents",
        ["publisher", "current", "claim_count", "published_day"],
        unique=False,
    )
    op.create_index(op.f("ix_documents_published_day_ordinal"), "documents", ["published_day", "ordinal"], unique=False)
    long = sa.text("last_day > first_day")
    op.create_index("ix_claims_long", "claims", ["last_day", "first_day"], sqlite_where=long, postgresql_where=long)


def _create_words() -> None:
    """Search words as `memory/indexing.py` makes them: numbered by day on SQLite, beside the day on PostgreSQL."""
    op.execute("DROP TABLE search")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search USING fts5(words, content='', columnsize=0, detail=none, tokenize='ascii')"
        )
        return
    op.execute(
        "CREATE TABLE search (document integer PRIMARY KEY REFERENCES documents (ordinal), day date, words tsvector) "
        "WITH (toast_tuple_target = 128)"
    )
    # Out of line, so that walking the table for days does not read the words.
    op.execute("ALTER TABLE search ALTER COLUMN words SET STORAGE EXTERNAL")
    op.execute("CREATE INDEX ix_search_words ON search USING gin (words)")
