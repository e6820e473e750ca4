"""Put real output into the readme: the entries of the example timeline that its excerpt asks for.

    python tools/build_excerpt.py

The readme says which: `<!-- excerpt: words | other words -->` stands for the entries that hold these words, each under
its day. `tests/test_docs.py` compares the readme with what the commands print now.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
WIDTH_CHARS = 88
SLOT = re.compile(r"(<!-- excerpt: (.*?) -->\n```\n).*?(```)", re.DOTALL)


def timeline() -> str:
    """What `kroniek timeline` prints of the examples."""
    run = [sys.executable, "-c", "from kroniek.faces.cli.main import main; main()"]
    with tempfile.TemporaryDirectory() as folder:
        own = {"KRONIEK_DB": f"{folder}/demo.db", "KRONIEK_LANG": "nl", "COLUMNS": str(WIDTH_CHARS)}
        environment = os.environ | own
        read = [*run, "read", "examples"]
        subprocess.run(read, cwd=ROOT, env=environment, check=True, capture_output=True)
        ask = [*run, "timeline", "--actor", "Verenigde Staten"]
        return subprocess.run(ask, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout


def filled(readme: str, shown: str) -> str:
    """The readme with the excerpt as it is shown now; raises `ValueError` where an entry is not shown any more."""
    found = SLOT.search(readme)
    if found is None:
        raise ValueError("README.md has no line <!-- excerpt: … -->")
    excerpt = "\n\n".join(_excerpt(shown, found.group(2).split(" | ")))
    return readme[: found.end(1)] + excerpt + "\n" + readme[found.start(3) :]


def _excerpt(shown: str, wanted: list[str]) -> Iterator[str]:
    parts = shown.strip("\n").split("\n\n")
    told = ""
    for words in wanted:
        day = ""
        for part in parts:
            if not part.startswith(" "):
                day = part
            elif words in " ".join(part.split()):
                yield from [day, part] if day != told else [part]
                told = day
                break
        else:
            raise ValueError(f"No entry of the timeline holds {words!r}: choose another for the readme.")


if __name__ == "__main__":
    README.write_text(filled(README.read_text(encoding="utf-8"), timeline()), encoding="utf-8")
