"""The first tables: documents, claims, parties, actors, judgements, rejects, and the words to search by."""

import sqlalchemy as sa
from alembic import op

from kroniek.memory.tables import APPLICATION

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables of the first version."""
    op.create_table(
        "actors",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("wikidata", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actors")),
        sa.UniqueConstraint("ordinal", name=op.f("uq_actors_ordinal")),
    )
    op.create_table(
        "documents",
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("source_address", sa.Text(), nullable=False),
        sa.Column("source_part", sa.Text(), nullable=False),
        sa.Column("source_format", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("published_day", sa.Date(), nullable=True),
        sa.Column("published_time", sa.Text(), nullable=True),
        sa.Column("published_known", sa.Text(), nullable=True),
        sa.Column("published_reliability", sa.Text(), nullable=True),
        sa.Column("marks", sa.Text(), nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("claim_count", sa.Integer(), nullable=False),
        sa.Column("kept_at", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("ordinal", name=op.f("pk_documents")),
        sa.UniqueConstraint("key", name=op.f("uq_documents_key")),
    )
    op.create_index(op.f("ix_documents_address_content_hash"), "documents", ["address", "content_hash"], unique=False)
    op.create_index(op.f("ix_documents_base_version"), "documents", ["base", "version"], unique=False)
    op.create_index(op.f("ix_documents_content_hash"), "documents", ["content_hash"], unique=False)
    op.create_index(
        op.f("ix_documents_source_address_source_part"), "documents", ["source_address", "source_part"], unique=False
    )
    op.create_table(
        "judgements",
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("left", sa.Text(), nullable=False),
        sa.Column("right", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("ordinal", name=op.f("pk_judgements")),
        sa.UniqueConstraint("kind", "left", "right", "by", name=op.f("uq_judgements_kind_left_right_by")),
    )
    op.create_index(op.f("ix_judgements_kind_right"), "judgements", ["kind", "right"], unique=False)
    op.create_table(
        "members",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "member", name=op.f("pk_members")),
    )
    op.create_index(op.f("ix_members_kind_head"), "members", ["kind", "head"], unique=False)
    op.create_table(
        "rejects",
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("noted_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("ordinal", name=op.f("pk_rejects")),
        sa.UniqueConstraint("address", "part", "reason", name=op.f("uq_rejects_address_part_reason")),
    )
    op.create_table(
        "claims",
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("hedged", sa.Boolean(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.ordinal"], name=op.f("fk_claims_document")),
        sa.PrimaryKeyConstraint("ordinal", name=op.f("pk_claims")),
        sa.UniqueConstraint("id", name=op.f("uq_claims_id")),
    )
    op.create_index(op.f("ix_claims_document_start"), "claims", ["document", "start"], unique=False)
    op.create_index(op.f("ix_claims_first_day"), "claims", ["first_day"], unique=False)
    op.create_index(op.f("ix_claims_type_first_day"), "claims", ["type", "first_day"], unique=False)
    op.create_table(
        "names",
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.id"], name=op.f("fk_names_actor")),
        sa.PrimaryKeyConstraint("actor", "name", name=op.f("pk_names")),
        sa.UniqueConstraint("ordinal", name=op.f("uq_names_ordinal")),
    )
    op.create_index(op.f("ix_names_folded"), "names", ["folded"], unique=False)
    op.create_table(
        "sketches",
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.ordinal"], name=op.f("fk_sketches_document")),
        sa.PrimaryKeyConstraint("hash", "document", name=op.f("pk_sketches")),
        sqlite_with_rowid=False,
    )
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
    )
    op.create_index(op.f("ix_parties_actor_claim"), "parties", ["actor", "claim"], unique=False)
    op.create_index(op.f("ix_parties_country_claim"), "parties", ["country", "claim"], unique=False)
    _create_words()


def _create_words() -> None:
    """Search words, folded by `strings.fold`: the same on both stores, which need not understand Dutch."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"PRAGMA application_id={APPLICATION}")
        op.execute(
            "CREATE VIRTUAL TABLE search USING fts5(words, content='', tokenize='unicode61 remove_diacritics 2')"
        )
    else:
        op.execute("CREATE TABLE search (document integer PRIMARY KEY REFERENCES documents (ordinal), words tsvector)")
        op.execute("CREATE INDEX ix_search_words ON search USING gin (words)")
