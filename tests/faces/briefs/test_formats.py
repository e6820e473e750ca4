"""A brief as Markdown, HTML and PDF: the same sentences and notes in each, read back by other programs."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO

import pytest

from kroniek.faces.briefs import markdown, page, pdf
from kroniek.model.brief import Sentence
from kroniek.model.text import Quote
from tests.briefing.conftest import fill, opened

ODD = "<script>alert(1)</script> *ster* [haak](javascript:x) `code` & \\ $ # | ~ _laag_ \x07\u202e"


@pytest.fixture(scope="module")
def brief(tmp_path_factory):
    path = tmp_path_factory.mktemp("formats") / "k.db"
    fill(path)
    with opened(path) as chronicle:
        return chronicle.brief(period="2022-03-01..2022-03-07")


@pytest.fixture
def odd(brief):
    """The brief with text that means something to each format, wherever text of others stands."""
    first = brief.sections[0]
    told = Sentence(text=f"Rusland: “{ODD}”.", notes=(1,), quoted=(ODD,))
    note = replace(
        brief.notes[0],
        quote=Quote(text=ODD, start=0, end=len(ODD)),
        outlet=ODD,
        url="https://krant.example/a b<c>\"'",
        document=ODD,
    )
    other = replace(brief.notes[1], url="javascript:alert(1)", outlet="", title=ODD)
    return replace(
        brief,
        title=ODD,
        sections=(replace(first, sentences=(told, *first.sentences[1:])), *brief.sections[1:]),
        notes=(note, other, *brief.notes[2:]),
    )


class Page(HTMLParser):
    """What a browser finds: tags with their attributes, and the text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.texts = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)

    @property
    def text(self):
        return " ".join("".join(self.texts).split())

    def named(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


def sentences(brief):
    return [one.text for section in brief.sections for one in section.sentences]


# -- HTML ------------------------------------------------------------------------------------------------------------


def test_a_page_holds_every_sentence_and_note_and_needs_nothing_else(brief):
    found = Page(page.write(brief))
    for text in [brief.title, *sentences(brief), *brief.remarks]:
        assert text in found.text
    assert all(note.quote.text in found.text for note in brief.notes)
    assert {name for name, _ in found.tags}.isdisjoint({"script", "img", "link", "iframe", "form", "object"})
    policy = next(attrs["content"] for attrs in found.named("meta") if attrs.get("http-equiv"))
    assert policy.startswith("default-src 'none'")
    assert found.named("html") == [{"lang": "nl"}]


def test_numbers_lead_to_notes_and_back(brief):
    found = Page(page.write(brief))
    ids = [attrs["id"] for _, attrs in found.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    targets = [attrs["href"][1:] for attrs in found.named("a") if attrs["href"].startswith("#")]
    assert set(targets) <= set(ids)
    assert {f"n{note.number}" for note in brief.notes} <= set(targets)
    assert {f"r{note.number}" for note in brief.notes} <= set(targets)


def test_text_of_others_cannot_change_a_page(odd):
    found = Page(page.write(odd))
    assert not found.named("script")
    assert "<script>alert(1)</script> *ster*" in found.text
    assert "\x07" not in found.text
    assert "\u202e" not in found.text
    hrefs = [attrs["href"] for attrs in found.named("a") if not attrs["href"].startswith("#")]
    assert hrefs
    assert all(href.startswith("https://") for href in hrefs)


# -- Markdown --------------------------------------------------------------------------------------------------------


def rendered(text):
    from markdown_it import MarkdownIt

    return Page(MarkdownIt("commonmark").render(text))


def test_markdown_reads_as_it_is_told(brief):
    text = markdown.write(brief)
    found = rendered(text)
    assert brief.title in found.text
    assert all(one in re.sub(r"\[\^\d+\]", "", found.text) for one in sentences(brief))
    assert list(found.named("h2")) == [{}] * len(brief.sections)
    assert len(re.findall(r"^\[\^\d+\]: ", text, re.MULTILINE)) == len(brief.notes)


def test_every_footnote_of_markdown_is_named_and_defined(brief):
    text = markdown.write(brief)
    defined = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    named = re.findall(r"\[\^(\d+)\](?!:)", text)
    assert defined == [str(note.number) for note in brief.notes]
    assert set(named) == set(defined)


def test_text_of_others_cannot_change_markdown(odd):
    text = markdown.write(odd)
    found = rendered(text)
    assert not found.named("script")
    assert not found.named("code")
    assert "<script>alert(1)</script> *ster* [haak](javascript:x) `code` & \\ $ # | ~ _laag_" in found.text
    assert all(attrs["href"].startswith("https://") for attrs in found.named("a"))


@pytest.mark.parametrize("text", ["1. een", "- twee", "+ drie", "10) vier", "=== vijf", "# zes", "> zeven"])
def test_a_line_that_looks_like_a_list_or_head_stays_a_line(text):
    found = rendered(markdown.escaped(text))
    assert found.text == text
    assert {name for name, _ in found.tags} == {"p"}


# -- PDF -------------------------------------------------------------------------------------------------------------


def read(brief):
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("fpdf")
    return pypdf.PdfReader(BytesIO(pdf.write(brief)))


def test_pdf_holds_every_sentence_and_note(brief):
    text = " ".join(" ".join(one.extract_text() for one in read(brief).pages).split())
    for told in [brief.sections[0].title, *brief.remarks]:
        assert told in text
    plain = re.sub(r"\s+", "", text)
    assert all(re.sub(r"\s+", "", one) in plain for one in sentences(brief))
    assert all(re.sub(r"\s+", "", note.quote.text) in plain for note in brief.notes)


def test_pdf_says_its_title_and_language_and_has_an_outline(brief):
    found = read(brief)
    assert found.metadata.title == brief.title
    assert found.trailer["/Root"]["/Lang"] == "nl"
    assert [one.title for one in found.outline] == [*(section.title for section in brief.sections), "Noten"]


def test_pdf_leads_from_numbers_to_notes_and_to_the_article(brief):
    links = [one.get_object() for sheet in read(brief).pages for one in sheet.get("/Annots", ())]
    addresses = {link["/A"]["/URI"] for link in links if "/A" in link and "/URI" in link["/A"]}
    assert addresses == {"https://zuidkrant.example/haven"}
    assert sum("/Dest" in link or link.get("/A", {}).get("/S") == "/GoTo" for link in links) >= 2 * len(brief.notes)


def test_the_same_brief_gives_the_same_bytes(brief):
    pytest.importorskip("fpdf")
    assert pdf.write(brief) == pdf.write(brief)


def test_a_character_without_a_letter_is_written_as_its_number(brief):
    told = Sentence(text="De krant السلام (Ștefan, Łukasz, Ğ, Киев, “ok” – €5).", notes=(1,))
    section = replace(brief.sections[0], sentences=(told,))
    text = " ".join(read(replace(brief, sections=(section,))).pages[0].extract_text().split())
    assert "Ștefan, Łukasz, Ğ, Киев, “ok” – €5" in text
    assert "[U+0627][U+0644]" in text


def test_many_sentences_make_many_pages_that_are_numbered(brief):
    section = brief.sections[0]
    long = replace(brief, sections=(replace(section, sentences=section.sentences * 40),))
    sheets = read(long).pages
    assert len(sheets) > 5
    assert [sheet.extract_text().strip().splitlines()[-1] for sheet in sheets] == [
        str(n + 1) for n in range(len(sheets))
    ]


def test_without_fpdf_pdf_says_what_to_install(brief, monkeypatch):
    import sys

    from kroniek.errors import UsageError

    monkeypatch.setitem(sys.modules, "fpdf", None)
    with pytest.raises(UsageError, match=r"pip install 'kroniek\[pdf\]'"):
        pdf.write(brief)
