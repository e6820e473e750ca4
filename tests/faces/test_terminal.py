"""Terminals: width, colour, characters, and texts that would steer them."""

import io
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kroniek.faces.cli.marking import by_line, marked, merged
from kroniek.faces.cli.progress import Bar
from kroniek.faces.cli.terminal import Terminal, shown
from tests.faces.conftest import condemnation


class Screen(io.StringIO):
    """A terminal that is watched."""

    encoding = "utf-8"

    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("stream", "environ", "colour"),
    [
        (Screen(), {}, True),
        (Screen(), {"NO_COLOR": "1"}, False),
        (Screen(), {"NO_COLOR": ""}, True),
        (Screen(), {"TERM": "dumb"}, False),
        (io.StringIO(), {}, False),
    ],
)
def test_colour_is_for_terminals_that_want_it(stream, environ, colour):
    terminal = Terminal.of(stream, environ)
    assert terminal.colour is colour
    assert (terminal.style("x", bold=True) == "x") is not colour


def test_lines_keep_to_the_width_and_styles_take_no_room():
    terminal = Terminal(stream=Screen(), width=12, colour=True)
    styled = terminal.style("vier", bold=True)
    assert terminal.wrap(f"een twee {styled} vijf", indent="  ") == ["  een twee", f"  {styled} vijf"]


def test_a_word_longer_than_the_line_stays_whole():
    address = "https://voorbeeldkrant.example/een-lang-adres"
    assert Terminal(stream=Screen(), width=40).wrap(f"zie {address} nu") == ["zie", address, "nu"]


@pytest.mark.parametrize("width", [41, 60, 100])
@pytest.mark.parametrize("call", ["timeline", "show aanval:", "show bericht", "search valt", "rejects", "actors"])
def test_no_line_is_wider_than_the_terminal_unless_one_word_is(run, db, width, call):
    arguments = call.replace("aanval:", condemnation().id).split()
    found = run(*arguments, "--db", db, env={"COLUMNS": str(width)}).stdout
    assert found
    assert all(len(line) <= width or len(line.split()) <= 2 for line in found.splitlines())  # a name and an address


def test_a_text_cannot_steer_the_terminal():
    assert shown("a\x1b[2Jb\x07c\u202ed\r\ne\x9bf\u061cg") == "a [2Jb c d e f g"


@given(st.text())
def test_what_is_shown_is_one_line_that_can_be_printed(text):
    line = shown(text)
    assert line.isprintable() or all(not (char < " " or "\x7f" <= char <= "\x9f") for char in line)
    line.encode("utf-8")


SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(["", "a", "b"])).map(
        lambda span: (min(span[:2]), max(span[:2]), span[2])
    )
)


@given(SPANS)
def test_merged_spans_cover_the_same_and_never_overlap(spans):
    found = merged(spans)
    covered = {place for start, end, _ in spans for place in range(start, end)}
    assert {place for start, end, _ in found for place in range(start, end)} == covered
    assert all(before[1] <= after[0] for before, after in pairwise(found))


@given(st.text(alphabet="ab \n", max_size=30), SPANS)
def test_marking_changes_nothing_but_the_marks(text, spans):
    plain = marked(text, [(start, end, "") for start, end, _ in spans], terminal=Terminal(stream=Screen()))
    assert "".join(plain.replace("[", "").replace("]", "").split()) == "".join(text.split())


@given(st.text(alphabet="ab \n", max_size=30), SPANS)
def test_lines_of_a_text_bear_the_same_marks_as_the_text(text, spans):
    inside = [(start, min(end, len(text)), label) for start, end, label in spans if start < min(end, len(text))]
    start, covered = 0, set()
    for line, found in by_line(text, inside):
        assert all(0 <= first < last <= len(line) for first, last, _ in found)
        covered |= {start + place for first, last, _ in found for place in range(first, last)}
        start += len(line)
    assert start == len(text)
    assert covered == {place for first, last, _ in inside for place in range(first, last)}


def test_words_are_marked_by_brackets_and_labels_or_by_colour():
    spans = [(0, 7, "wie"), (8, 12, "soort"), (0, 3, "bron")]
    assert (
        marked("Rusland valt aan.", spans, terminal=Terminal(stream=Screen()))
        == "[Rusland](bron, wie) [valt](soort) aan."
    )
    coloured = marked("Rusland valt aan.", spans, terminal=Terminal(stream=Screen(), colour=True))
    assert "[Rusland]" not in coloured
    assert "\x1b[" in coloured


def test_progress_is_for_terminals_only():
    quiet, screen = io.StringIO(), Screen()
    for stream in (quiet, screen):
        with Bar(total=4, say=lambda done: f"{done} gelezen", stream=stream) as bar:
            bar.step("een.txt")
    assert quiet.getvalue() == ""
    assert "[######..................]  25%  1 gelezen  een.txt" in screen.getvalue()


class Clock:
    """Seconds that pass when told."""

    now = 100.0

    def __call__(self):
        return self.now


def test_a_document_that_takes_long_is_named_while_it_is_coded():
    screen, clock = Screen(), Clock()
    bar = Bar(total=4, say=lambda done: f"{done} gelezen", stream=screen, clock=clock)
    bar.begin("groot.txt")
    clock.now += 0.9
    bar.beat()
    assert screen.getvalue() == ""
    clock.now += 11.1
    bar.beat()
    assert "0 gelezen  / 12 s  groot.txt" in screen.getvalue()
    bar.step("groot.txt")
    said = screen.getvalue()
    clock.now += 60
    bar.beat()
    assert screen.getvalue() == said


def test_what_takes_long_is_not_told_to_a_log():
    log, clock = io.StringIO(), Clock()
    bar = Bar(total=4, say=str, stream=log, clock=clock)
    bar.begin("groot.txt")
    clock.now += 60
    bar.beat()
    assert log.getvalue() == ""


def test_progress_without_a_total_counts():
    screen = Screen()
    with Bar(total=None, say=lambda done: f"{done} gelezen", stream=screen) as bar:
        bar.step("een.txt")
    assert "1 gelezen  een.txt" in screen.getvalue()
