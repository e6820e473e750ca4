"""Who judged is asked for every page, and took reading all rows; search words are found by their index alone."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add an index, and on PostgreSQL the way to the search words."""
    op.create_index(op.f("ix_judgements_by_ordinal"), "judgements", ["by", "ordinal"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        _create_look_up()


def _create_look_up() -> None:
    """Look words up in their index, always.

    The words lie out of line, which PostgreSQL does not reckon with: it takes the few pages that are left for a small
    table, reads it from end to end, and fetches the words of every article with it, ten times as slow.
    """
    op.execute(
        """
        CREATE FUNCTION search_held(wanted text) RETURNS TABLE (document integer, day date)
        LANGUAGE sql STABLE ROWS 1000
        SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off
        AS $$ SELECT search.document, search.day FROM search WHERE search.words @@ CAST(wanted AS tsquery) $$
        """
    )
