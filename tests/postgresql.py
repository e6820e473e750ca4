"""Where tests find PostgreSQL: `KRONIEK_TEST_POSTGRES` is the URL of a database in which they may make and drop schemas.

`tools/with_postgresql` makes one for the time of a run.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from sqlalchemy import create_engine, text

SERVER = os.environ.get("KRONIEK_TEST_POSTGRES", "")


def schema(name: str) -> Iterator[str]:
    """The address of an empty schema, which is dropped afterwards."""
    engine = create_engine(SERVER.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {name} CASCADE"))
        connection.execute(text(f"CREATE SCHEMA {name}"))
    yield f"{SERVER}{'&' if '?' in SERVER else '?'}options=-csearch_path%3D{name}"
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()
