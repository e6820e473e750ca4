"""Pages do not drift: links lead somewhere, and what exists is explained."""

import importlib
import re
from pathlib import Path

import pytest

from kroniek.model import actor, analysis, claim, event, judgement, ontology, text
from kroniek.model.codec import claim_to_json
from tests.build import claim as build_claim
from tests.build import document

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "benchmarks").glob("*.md"),
        *(ROOT / "examples").glob("*.md"),
    ]
)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def name_of(path):
    return str(path.relative_to(ROOT))


def anchors(page):
    headings = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page):
    broken = []
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        aim = (page.parent / path).resolve() if path else page
        if not aim.exists() or (anchor and aim.suffix == ".md" and anchor not in anchors(aim)):
            broken.append(target)
    assert not broken


def test_every_page_can_be_reached_from_the_index():
    seen, todo = set(), [ROOT / "docs" / "README.md", ROOT / "README.md"]
    while todo:
        page = todo.pop()
        if page in seen or not page.is_file():
            continue
        seen.add(page)
        links = LINK.findall(page.read_text(encoding="utf-8")) if page.suffix == ".md" else []
        todo += [(page.parent / link.partition("#")[0]).resolve() for link in links if not link.startswith("http")]
    lost = {page.resolve() for page in (ROOT / "docs").rglob("*.md")} - seen
    assert not [name_of(page) for page in sorted(lost)]


@pytest.mark.parametrize("module", [actor, analysis, claim, event, judgement, text], ids=lambda module: module.__name__)
def test_every_record_is_in_the_glossary(module):
    glossary = (ROOT / "docs" / "reference" / "glossary.md").read_text(encoding="utf-8")
    records = [
        name
        for name, value in vars(module).items()
        if getattr(value, "__module__", "") == module.__name__ and hasattr(value, "__dataclass_fields__")
    ]
    assert not [name for name in records if f"`{name}" not in glossary]


def test_the_codebook_names_every_type_mode_context_and_status():
    codebook = (ROOT / "docs" / "reference" / "codebook.md").read_text(encoding="utf-8")
    words = [*ontology.EventType, *ontology.Status, *ontology.CONTEXTS, *ontology.FigureKey]
    words += [mode for modes in ontology.MODES.values() for mode in modes]
    assert not [word for word in sorted(words) if not re.search(rf"\b{re.escape(word)}\b", codebook)]


def test_the_codebook_names_every_field_of_a_record():
    codebook = (ROOT / "docs" / "reference" / "codebook.md").read_text(encoding="utf-8")
    record = claim_to_json(build_claim(document("Rusland veroordeelt dit.", id="a"), "veroordeelt", "ACCUSE"))
    assert not [field for field in record if f"`{field}`" not in codebook and f"`{field}[" not in codebook]


def test_the_changelog_names_this_version():
    from kroniek import __version__

    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_excerpt_in_the_readme_is_real_output(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    build_excerpt = importlib.import_module("build_excerpt")
    readme = build_excerpt.README.read_text(encoding="utf-8")
    assert build_excerpt.filled(readme, build_excerpt.timeline()) == readme, "run `make docs`"
