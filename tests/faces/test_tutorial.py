"""The tutorial works: every command in it, in order, in a folder with the examples."""

import re
import shlex
from pathlib import Path

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)


def test_every_command_of_the_tutorial_works(run, monkeypatch):
    Path("examples").symlink_to(ROOT / "examples")
    page = (ROOT / "docs" / "tutorial" / "first-chronicle.md").read_text(encoding="utf-8")
    lines = [line for block in BLOCK.findall(page) for line in block.splitlines()]
    assert len(lines) > 8
    for line in lines:
        words = shlex.split(line)
        if words[0] == "export":
            monkeypatch.setenv(*words[1].split("=", 1))
            continue
        assert words[0] == "kroniek"
        result = run(*words[1:])
        assert result.exit_code == 0, (line, result.stderr)
        assert result.stdout or words[1] in {"read", "export", "rejects"}, line


def test_every_python_example_can_be_compiled():
    page = (ROOT / "docs" / "howto" / "python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert len(blocks) > 3
    for block in blocks:
        compile(block, "python.md", "exec")
