"""Charts as geometry: what is drawn is what the records say."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kroniek.faces.web.charts import projection
from kroniek.faces.web.charts.calendar import Grain, grain_of, start_of, stretches, ticks
from kroniek.faces.web.charts.curve import Act, Acts, curve
from kroniek.faces.web.charts.labels import Point, placed, width_of
from kroniek.faces.web.charts.network import HEIGHT, WIDTH, network
from kroniek.faces.web.marking import Role, Span
from kroniek.faces.web.marking import stretches as cut
from kroniek.model.browsing import Tie
from kroniek.model.ontology import EventType, Quad

DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))


def act(day, score=2.5, quad=Quad.VERBAL_COOPERATION, *, settled=True, number=1):
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return Acts(day=day, score=score, quad=quad, settled=settled, number=number)


def dot(one):
    return Act(day=one.day, score=one.score, quad=one.quad, settled=one.settled, label="", href="/")


def test_the_projection_is_that_of_the_shapes():
    head = (
        (projection.resources.files("kroniek.faces.web") / "data" / "world.tsv")
        .read_text(encoding="utf-8")
        .splitlines()[0]
    )
    assert head == f"# scale {projection.SCALE:.4f}, centre {projection.CENTRE_X:.2f} {projection.CENTRE_Y:.2f}"
    assert projection.point(0, 0) == (projection.CENTRE_X, round(projection.CENTRE_Y, 1))


@pytest.mark.parametrize(
    ("code", "lat", "lon"), [("NLD", 52.1, 5.3), ("VEN", 7.0, -66.0), ("AUS", -25, 134), ("MLI", 17.5, -4)]
)
def test_a_point_in_a_country_lies_in_its_shape(code, lat, lon):
    import re

    shape = next(one for one in projection.shapes() if one.code == code)
    numbers = [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", shape.path)]
    xs, ys = numbers[::2], numbers[1::2]
    x, y = projection.point(lat, lon)
    assert min(xs) <= x <= max(xs)
    assert min(ys) <= y <= max(ys)


@given(DAYS, st.integers(0, 40_000))
def test_stretches_cover_every_day_once(first, days):
    last = min(first + timedelta(days=min(days, (date.max - first).days)), date.max)
    grain = grain_of(first, last)
    found = list(stretches(first, last, grain))
    assert found[0].start <= first
    assert found[-1].end >= last
    assert all(left.end + timedelta(days=1) == right.start for left, right in pairwise(found))
    assert all(start_of(one.start, grain) == one.start for one in found)
    assert len(ticks(first, last)) <= 12


def test_the_mean_leaves_out_what_is_not_settled():
    drawn = curve(
        [act("2022-03-01", -10, Quad.MATERIAL_CONFLICT), act("2022-03-02", 5), act("2022-03-03", 10, settled=False)]
    )
    (row,) = drawn.rows
    assert row.mean == -2.5
    assert sum(row.numbers.values()) == 3


def test_a_stretch_without_acts_breaks_the_line():
    drawn = curve([act(day) for day in ("2022-01-10", "2022-02-10", "2022-06-10", "2022-07-10", "2023-01-10")])
    assert drawn.grain is Grain.MONTH
    assert len(drawn.lines) == 2


def test_nothing_to_draw_is_nothing():
    assert curve([]) is None


@settings(deadline=None, max_examples=40)
@given(st.lists(st.builds(act, DAYS, st.floats(-10, 10), st.sampled_from(Quad)), min_size=1, max_size=30))
def test_everything_stands_within_the_drawing(acts):
    drawn = curve(sorted(acts, key=lambda one: one.day), [dot(one) for one in acts], since=acts[0].day)
    assert all(0 <= dot.x <= 900 and 0 <= dot.y <= 340 for dot in drawn.dots)
    assert all(bar.x >= 0 and bar.x + bar.width <= 910 and 220 <= bar.y <= 320 for bar in drawn.bars)


def tie(first, second, number=1, kind=EventType.CONSULT):
    return Tie(
        actor=first, actor_name=first.upper(), actor_country=None, recipient=second, recipient_name=second.upper(),
        recipient_country=None, types={kind: number},
    )  # fmt: skip


def test_a_network_is_drawn_the_same_every_time_and_within_its_frame():
    ties = [tie(a, b, number) for number, (a, b) in enumerate(zip("abcdefgh", "bcdefgha", strict=True), 1)]
    drawn = network(ties)
    assert drawn == network(list(ties))
    assert all(0 <= node.x <= WIDTH and 0 <= node.y <= HEIGHT for node in drawn.nodes)
    assert len({(node.x, node.y) for node in drawn.nodes}) == 8


def test_ties_both_ways_are_one_line():
    (edge,) = network([tie("a", "b", 3), tie("b", "a", 1, EventType.ASSAULT)]).edges
    assert (edge.number, edge.conflict, edge.quad) == (4, 0.25, "verbal-cooperation")


def test_an_empty_network_is_empty():
    assert network([]).nodes == ()


@given(
    st.lists(
        st.builds(Point, st.floats(0, 900), st.floats(0, 600), st.floats(1, 20), st.text(min_size=1, max_size=40)),
        max_size=25,
    )
)
def test_labels_do_not_cover_each_other(points):
    boxes = []
    for label in placed(points, size=12, width=900, height=600):
        if label is None:
            continue
        wide = width_of(label.text) * 12
        left = label.x - {"start": 0, "middle": wide / 2, "end": wide}[label.anchor]
        boxes.append((left, label.x, label.y, wide))
        assert left >= -1
        assert left + wide <= 901
    lines = [(left, left + wide, y) for left, _, y, wide in boxes]
    for number, one in enumerate(lines):
        for other in lines[number + 1 :]:
            apart = one[1] <= other[0] + 0.01 or other[1] <= one[0] + 0.01 or abs(one[2] - other[2]) >= 11.9
            assert apart


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(Role), st.integers(1, 4)), max_size=12),
)
def test_a_text_cut_at_its_marks_is_the_same_text(text, marks):
    spans = [Span(min(a, b), min(max(a, b), len(text)), role, claim) for a, b, role, claim in marks]
    spans = [span for span in spans if span.start < span.end]
    found = cut(text, spans) if text else []
    assert "".join(one.text for one in found) == text
    for span in spans:
        inside = [one for one in found if span.start <= one.start < span.end]
        assert all((span.claim, span.role) in one.parts for one in inside)
        assert "".join(one.text for one in inside) == text[span.start : span.end]


def test_wide_letters_take_more_room_than_narrow_ones():
    assert width_of("WWW") > width_of("AAA") > width_of("aaa") > width_of("iii")
    assert 14.5 * 0.55 < width_of("Verenigde Staten") < 16 * 0.6
