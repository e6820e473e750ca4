"""Alembic's way in: it is given an open connection and never looks for a configuration file of its own."""

from alembic import context

from kroniek.memory.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite can, though Alembic leaves it off by default: a step cut short leaves no trace
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
