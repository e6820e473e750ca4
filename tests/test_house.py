"""The rules of the house that no linter knows: which way imports go, where data comes from, what stays out.

Rows of `ROOMS` are the plan in `docs/decisions/0001-the-house.md`; change both together.
"""

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src"
PACKAGE = SRC / "kroniek"
MAX_FILE_BYTES = 3_000_000
MAX_MODEL_BYTES = 45_000_000  # the reader's one model file, committed once per release
MAX_HELP_SECONDS = 0.3

GROUND = {"errors", "model"}
WORKSHOP = GROUND | {"strings", "lexicon"}
WIRING = WORKSHOP | {"reading", "language", "coding", "memory", "evaluation", "settings"}
ROOMS = {
    "errors": set(),
    "model": set(),
    "strings": set(),
    "network": set(),
    "lexicon": GROUND | {"strings"},
    "reading": GROUND | {"strings", "network"},
    "language": WORKSHOP,
    "coding": WORKSHOP | {"network"},
    "memory": WORKSHOP,
    "evaluation": GROUND | {"strings"},
    "settings": {"errors"},
    "pipeline": WIRING,
    "api": WIRING | {"pipeline"},
    "faces": GROUND | {"api", "settings", "memory.store"},
    "plot": {"api"},
    "__init__": GROUND | {"api", "plot", "settings", "memory.store"},
    "__main__": {"faces"},
}
"""What each room may import of the others."""

RIM = {
    "reading": {
        "charset_normalizer", "courlan", "fastwarc", "feedparser", "htmldate", "httpx", "lxml", "py3langid",
        "resiliparse", "trafilatura",
    },
    "network": {"httpcore", "httpx"},
    "language/engines": {"numpy", "onnxruntime", "tokenizers"},
    "language": {"numpy", "onnxruntime", "tokenizers"},
    "coding/llm": {"httpx"},
    "memory": {"alembic", "psycopg", "sqlalchemy"},
    "api": {"altair", "pandas", "polars"},
    "faces": {"click"},
    "faces/briefs": {"fpdf"},
    "faces/exports": {"pyarrow"},
    "faces/mcp": {"anyio", "mcp", "mcp_types", "pydantic", "starlette"},
    "faces/web": {"fastapi", "jinja2", "pydantic", "starlette", "uvicorn"},
}  # fmt: skip
"""Which outside packages stand at which rim (a folder); all else lives on the standard library."""

HEAVY = frozenset(set().union(*RIM.values()) - {"click"})
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "misc", "common", "stuff"}
SKIPPED = {
    ".cache", ".ci", ".git", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".venv", "__pycache__", "build",
    "dist",
}  # fmt: skip
POSSESSIVE = re.compile(r"[\w)\]}][*+?}]\+(?!\+)|\(\?>")
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:home|Users|root|work|mnt)/\w+")


@cache
def modules():
    return tuple(sorted(PACKAGE.rglob("*.py")))


@cache
def files():
    """Every file of the repository, what tools made left out."""
    return tuple(
        path
        for path in sorted(ROOT.rglob("*"))
        if path.is_file()
        and not SKIPPED.intersection(path.relative_to(ROOT).parts)
        and not path.relative_to(ROOT).parts[0].startswith(".venv")
        and not path.name.startswith("demo.db")
    )


def name_of(path):
    return str(path.relative_to(ROOT))


@cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def dotted(path):
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(path):
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(node):
    """Every module imported below this node, with the line: `from a import b` is `a.b`, which may be a name in `a`."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Import):
            yield from ((alias.name, inner.lineno) for alias in inner.names)
        elif isinstance(inner, ast.ImportFrom):
            assert inner.level == 0, f"line {inner.lineno}: imports are absolute"
            yield from ((f"{inner.module}.{alias.name}", inner.lineno) for alias in inner.names)


def allowed(room, target):
    """May a module of this room import this dotted name inside the package (`model.text.Quote`)?"""
    if target.split(".")[0] == room or target == "__version__":
        return True
    return any(target == name or target.startswith(name + ".") for name in ROOMS[room])


def test_every_room_of_the_house_is_on_the_plan():
    assert {room_of(path) for path in modules()} <= set(ROOMS)


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_imports_go_one_way(path):
    inside = [
        (name.removeprefix("kroniek."), line) for name, line in imports(tree(path)) if name.startswith("kroniek.")
    ]
    wrong = [f"line {line}: {name}" for name, line in inside if not allowed(room_of(path), name)]
    assert not wrong, f"{room_of(path)} may import {sorted(ROOMS[room_of(path)])} only"


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_outside_packages_stay_at_the_rim(path):
    outside = {(name.split(".")[0], line) for name, line in imports(tree(path)) if not name.startswith("kroniek")}
    rims = [packages for rim, packages in RIM.items() if path.is_relative_to(PACKAGE / rim)]
    known = sys.stdlib_module_names.union(*rims)
    assert not [f"line {line}: {name}" for name, line in outside if name not in known]


def test_no_modules_import_each_other_in_a_ring():
    known = {dotted(path) for path in modules()}
    graph = {}
    for path in modules():
        targets = set()
        for name, _ in (found for node in tree(path).body for found in imports(node) if _runs_at_import(node)):
            targets |= {name if name in known else name.rpartition(".")[0]} & known
        graph[dotted(path)] = targets - {dotted(path)}
    done, trail = set(), []

    def visit(module):
        assert module not in trail, " → ".join([*trail[trail.index(module) :], module])
        if module in done:
            return
        trail.append(module)
        for target in sorted(graph[module]):
            visit(target)
        trail.pop()
        done.add(module)

    for module in sorted(graph):
        visit(module)


def _runs_at_import(node):
    return isinstance(node, ast.Import | ast.ImportFrom)


@pytest.mark.parametrize("statement", ["import kroniek", "import kroniek.faces.cli.main"])
def test_heavy_packages_load_late(statement):
    code = f"{statement}; import sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not HEAVY.intersection(loaded)


QUIET = tuple(path for path in modules() if not path.is_relative_to(PACKAGE / "faces" / "cli"))


@pytest.mark.parametrize("path", QUIET, ids=dotted)
def test_only_the_command_line_talks_and_exits(path):
    loud = {"print", "exit", "quit", "input", "breakpoint"}
    calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    names = [(call.lineno, ast.unparse(call.func)) for call in calls]
    assert not [f"line {line}: {name}" for line, name in names if name in loud or name in {"sys.exit", "os._exit"}]


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_nothing_is_global_and_changeable(path):
    assert not [f"line {node.lineno}" for node in ast.walk(tree(path)) if isinstance(node, ast.Global)]


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_a_module_says_why_it_exists(path):
    assert ast.get_docstring(tree(path)), "the file opens with why it exists, what it keeps and what it leaves out"


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_public_names_are_documented(path):
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    named = [node for node in tree(path).body if isinstance(node, kinds) and not node.name.startswith("_")]
    bare = [node for node in named if not ast.get_docstring(node) and not _is_overload(node)]
    assert not [f"line {node.lineno}: {node.name}" for node in bare]


def _is_overload(node):
    return any(ast.unparse(decorator).endswith("overload") for decorator in node.decorator_list)


def test_files_are_named_for_one_idea():
    assert not [name_of(path) for path in files() if path.stem.lower() in VAGUE_NAMES]


def test_no_two_tests_of_one_file_have_one_name():
    twice = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for scope in ast.walk(tree(path)):
            if isinstance(scope, ast.Module | ast.ClassDef):
                names = Counter(node.name for node in scope.body if isinstance(node, ast.FunctionDef | ast.ClassDef))
                twice += [f"{name_of(path)}: {name}" for name, count in names.items() if count > 1]
    assert not twice


def data_files():
    listed = {".py", ".typed", ".pyc"}
    return [
        path
        for path in files()
        if path.is_relative_to(PACKAGE) and path.suffix not in listed and path.name not in {"SOURCES.md", "py.typed"}
    ]


@pytest.mark.parametrize("path", data_files(), ids=name_of)
def test_every_data_file_has_a_source(path):
    sources = path.parent / "SOURCES.md"
    assert sources.is_file(), f"{name_of(path.parent)} has no SOURCES.md"
    patterns = [re.sub(r"<\w+>", "*", name) for name in re.findall(r"`([^`]+)`", sources.read_text(encoding="utf-8"))]
    assert any(fnmatch(path.name, pattern) for pattern in patterns), f"{name_of(sources)} does not name {path.name}"


def test_no_file_is_too_large_for_a_laptop():
    model = PACKAGE / "language" / "engines" / "data" / "reader.zip"
    limits = {model: MAX_MODEL_BYTES}
    assert not [name_of(path) for path in files() if path.stat().st_size > limits.get(path, MAX_FILE_BYTES)]


def test_no_path_of_somebodys_machine_is_left_in():
    found = []
    for path in files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # not text
        found += [f"{name_of(path)}: {match.group()}" for match in MACHINE_PATH.finditer(text)]
    assert not found


def test_no_pattern_has_a_possessive_repeat():
    """Python 3.11.2, which Debian 12 has, gets them wrong around groups (gh-106052)."""
    found = []
    for path in modules():
        strings = [node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant)]
        patterns = [value for value in strings if isinstance(value, str) and POSSESSIVE.search(value)]
        found += [f"{name_of(path)}: {pattern[:60]!r}" for pattern in patterns]
    assert not found


def test_the_lock_holds_every_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lock = (ROOT / "requirements" / "runtime.lock").read_text(encoding="utf-8")
    names = [re.match(r"[\w-]+", dependency).group() for dependency in project["project"]["dependencies"]]
    assert not [name for name in names if f"\n{name}==" not in lock], "run `make lock`"


@pytest.mark.parametrize("lock", sorted((ROOT / "requirements").glob("*.lock")), ids=name_of)
def test_locks_name_no_index_of_somebody(lock):
    assert not re.findall(r"--(?:extra-)?index-url|--find-links|https?://\S+\.whl", lock.read_text(encoding="utf-8"))
