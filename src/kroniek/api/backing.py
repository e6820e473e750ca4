"""Keeping a chronicle safe: copy it, put a copy back, bring it up to this version.

Each works on a chronicle by its address, because none needs one that is open.
"""

from __future__ import annotations


def back_up(db: str, file: str, *, force: bool = False) -> str:
    """Copy a chronicle to a file, while others may read and write it; the digest of both."""
    from kroniek.memory import backing  # noqa: PLC0415 - loads the database libraries

    return backing.back_up(db, file, force=force)


def restore(file: str, db: str) -> str:
    """Make a new chronicle of a copy; the digest of both."""
    from kroniek.memory import backing  # noqa: PLC0415 - likewise

    return backing.restore(file, db)


def upgrade(db: str) -> tuple[str, str]:
    """Bring a chronicle's tables up to this version; the versions before and after."""
    from kroniek.memory import backing  # noqa: PLC0415 - likewise

    return backing.upgrade(db)
