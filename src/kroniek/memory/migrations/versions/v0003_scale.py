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
    _cluster_parties()
    _create_words()
    rebuilding.rebuild(op.get_bind())
    for column in ("place", "place_country"):
        told = sa.text(f"{column} IS NOT NULL")
        name = op.f(f"ix_claims_{column}_first_day")
        op.create_index(name, "claims", [column, "first_day"], sqlite_where=told, postgresql_where=told)
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
    in_order = ["first_day", "document", "start", "last_day"]
    op.create_index("ix_claims_long_in_order", "claims", in_order, sqlite_where=long, postgresql_where=long)


def _cluster_parties() -> None:
    """Parties of a country are found by `sides` now; on SQLite, keep parties in order of their claims, and once."""
    op.drop_index(op.f("ix_parties_country_claim"), "parties")
    if op.get_bind().dialect.name != "sqlite":
        return
    op.drop_index(op.f("ix_parties_actor_claim"), "parties")
    op.rename_table("parties", "old_parties")
    op.create_table(
        "parties",
        sa.Column("claim", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("sectors", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("medium", sa.Boolean(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["actor"], ["actors.id"], name=op.f("fk_parties_actor")),
        sa.ForeignKeyConstraint(["claim"], ["claims.ordinal"], name=op.f("fk_parties_claim")),
        sa.PrimaryKeyConstraint("claim", "role", "position", name=op.f("pk_parties")),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO parties SELECT * FROM old_parties")
    op.drop_table("old_parties")
    op.create_index(op.f("ix_parties_actor_claim"), "parties", ["actor", "claim"], unique=False)


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
