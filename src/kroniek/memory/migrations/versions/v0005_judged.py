"""Who judged, and what was withdrawn last: both are asked for every page, and would otherwise take reading all rows."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add two indexes."""
    op.create_index(op.f("ix_judgements_by_ordinal"), "judgements", ["by", "ordinal"], unique=False)
    withdrawn = sa.text("withdrawn_at IS NOT NULL")
    op.create_index(
        op.f("ix_judgements_withdrawn_at"),
        "judgements",
        ["withdrawn_at"],
        unique=False,
        sqlite_where=withdrawn,
        postgresql_where=withdrawn,
    )
