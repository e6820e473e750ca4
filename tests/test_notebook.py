"""The example notebook runs, cell by cell, without Jupyter; and the charts of `kroniek.plot` are what Vega-Lite allows."""

import ast
import json
from pathlib import Path

import altair as alt
import pytest

import kroniek
from kroniek.api import plot
from kroniek.errors import UsageError
from kroniek.model.when import Grain
from tests.faces.exports.conftest import wide  # noqa: F401 - a chronicle with every status

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "docs" / "tutorial" / "chronicle-in-a-notebook.ipynb"


def cells():
    return json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]


def test_the_notebook_bears_no_output_of_somebodys_run():
    code = [cell for cell in cells() if cell["cell_type"] == "code"]
    assert len(code) >= 8
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)


def run(tree, name, namespace):
    """Run a cell as Jupyter does: what its last expression is worth is shown."""
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec"), namespace)
    return eval(compile(ast.Expression(last.value), name, "eval"), namespace) if last else None


@pytest.mark.slow
def test_every_cell_of_the_notebook_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("examples").symlink_to(ROOT / "examples")
    namespace = {}
    for number, cell in enumerate(cells()):
        if cell["cell_type"] == "code":
            shown = run(ast.parse("".join(cell["source"])), f"cell {number}", namespace)
            assert not isinstance(shown, alt.TopLevelMixin) or shown.to_dict()
    assert len(namespace["claims"]) > 50


@pytest.fixture
def chronicle(wide):  # noqa: F811 - the fixture
    with kroniek.open(wide, read_only=True) as chronicle:
        yield chronicle


def values(chart):
    """All rows of a chart: they stand in the chart itself, as Altair names them."""
    described = chart.to_dict()
    found = list(described.get("datasets", {}).values())

    def look(part):
        if isinstance(part, dict):
            if isinstance(part.get("data"), dict) and "values" in part["data"]:
                found.append(part["data"]["values"])
            for inner in part.values():
                look(inner)
        elif isinstance(part, list):
            for inner in part:
                look(inner)

    look(described)
    return found


def test_a_pair_counts_events_that_took_place(chronicle):
    tables = values(kroniek.plot.dyad(chronicle, "Rusland", "Oekraïne"))
    assert {"period": "2022-03-01", "intensity": -9.5, "events": 1} in [row for table in tables for row in table]
    none = values(kroniek.plot.dyad(chronicle, "Verenigde Staten", "Polen"))
    assert [row for table in none for row in table] == [{"zero": 0}]


def test_the_curve_breaks_where_nothing_was_reported():
    rows = [{"period": f"2022-{month:02d}-01", "intensity": 1.0} for month in (1, 2, 5, 12)]
    means = plot._means(rows, Grain.MONTH)
    assert [row["period"][5:7] for row in means if row["intensity"] is None] == ["03", "06"]
    assert [row["events"] for row in means] == [1, 1, 0, 1, 0, 1]


def test_no_name_of_a_network_lies_over_another():
    names = {f"Q{number}": f"Naam van iemand {number}" for number in range(20)}
    crowded = {id_: complex(number % 4 * 0.02, number // 4 * 0.02) for number, id_ in enumerate(names)}
    placed = list(plot._legible(crowded, names).values())
    for number, one in enumerate(placed):
        for other in placed[number + 1 :]:
            assert abs((one - other).imag) >= plot.LINE_PIXELS or abs((one - other).real) > 20 * plot.LETTER_PIXELS


def test_a_timeline_shows_every_status_with_its_words(chronicle):
    (rows,) = values(kroniek.plot.timeline(chronicle))
    assert {row["status"] for row in rows} == {"happened", "denied", "conditional"}
    assert all(row["quote"] and row["claim"] for row in rows)
    assert next(row for row in rows if row["type"] == "SANCTION")["dated"] == "by its report"


def test_a_network_has_the_busiest_actors_and_places_them_the_same_every_time(chronicle):
    one, two = (kroniek.plot.network(chronicle).to_dict() for _ in range(2))
    assert one == two
    tables = values(kroniek.plot.network(chronicle, most=2))
    names = {row["name"] for table in tables for row in table if "name" in row}
    assert len(names) == 2


def test_an_unknown_grain_is_refused_with_those_that_exist(chronicle):
    for grain in ("eeuw", "span", ""):
        with pytest.raises(UsageError, match="quarter"):
            kroniek.plot.dyad(chronicle, "Rusland", "Oekraïne", grain=grain)


def test_without_altair_it_says_what_to_install(chronicle, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "altair", None)
    with pytest.raises(UsageError, match=r"kroniek\[plot\]"):
        kroniek.plot.timeline(chronicle)
