"""Keeping a chronicle safe: copy it, put a copy back, bring it up to this version.

Each works on a chronicle by its address, because none needs one that is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kroniek.memory.verifying import Fault


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


def verify(db: str) -> Iterator[Fault]:
    """The faults of a chronicle, one by one; none where it is sound."""
    from kroniek.memory import backing  # noqa: PLC0415 - likewise

    return backing.verify(db)


def repair(db: str) -> None:
    """Make the index of a chronicle again, with all else that follows from its content."""
    from kroniek.memory import backing  # noqa: PLC0415 - likewise

    backing.repair(db)
