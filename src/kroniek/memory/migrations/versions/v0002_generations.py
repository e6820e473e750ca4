"""Generations of claims, blocks and watermarks for joining, and the saved questions of the web app.

What stands in a chronicle of the first version is generation 1 and stands: no row is changed, columns get defaults.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what the first version had no room for."""
    op.add_column("documents", sa.Column("generation", sa.Integer(), server_default="1", nullable=False))
    op.add_column("documents", sa.Column("coder", sa.Text(), nullable=True))
    op.add_column("claims", sa.Column("generation", sa.Integer(), server_default="1", nullable=False))
    op.add_column("claims", sa.Column("superseded", sa.Integer(), nullable=True))
    op.create_table(
        "blocks",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("claim", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["claim"], ["claims.ordinal"], name=op.f("fk_blocks_claim")),
        sa.PrimaryKeyConstraint("key", "claim", name=op.f("pk_blocks")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_blocks_claim"), "blocks", ["claim"], unique=False)
    op.create_table(
        "progress",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_progress")),
    )
    op.create_table(
        "saved",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_saved")),
    )
