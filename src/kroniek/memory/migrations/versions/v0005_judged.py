"""Who judged: asked for every page, and would otherwise take reading all rows."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add an index."""
    op.create_index(op.f("ix_judgements_by_ordinal"), "judgements", ["by", "ordinal"], unique=False)
