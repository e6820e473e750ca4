"""ZIP archives that are the same every time: files bear no time and no owner, in the order in which they are packed."""

from __future__ import annotations

import zipfile
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive: the first that ZIP knows."""


def entry(name: str) -> zipfile.ZipInfo:
    """What an archive says of a file of this name."""
    info = zipfile.ZipInfo(name, date_time=EPOCH)
    info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
    return info


def pack(archive: zipfile.ZipFile, name: str, file: Path) -> None:
    """Put a file into an archive, whatever its size."""
    with file.open("rb") as source, archive.open(entry(name), "w", force_zip64=True) as target:
        while block := source.read(1 << 20):
            target.write(block)
