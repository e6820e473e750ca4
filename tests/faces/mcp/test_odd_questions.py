"""No call breaks the server: whatever the arguments, there is an answer with its schema, or a refusal that helps."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kroniek.faces.mcp.toolbox import TOOLS

WORDS = st.text(max_size=30) | st.sampled_from(
    [
        "Rusland",
        "RUS",
        "aanval",
        "aanval:",
        "bericht@2",
        "%",
        "_",
        "*",
        '"',
        "a OR b",
        "\x00",
        "\ud800",
        "٣",
        "",
        "null",
    ]
)
DAYS = st.dates().map(str) | st.sampled_from(["2022", "0001", "9999-12", "0000", "2022-13", "٢٠٢٢", "-1", "2022-2-30"])
NUMBERS = st.integers() | st.floats(allow_nan=False) | st.sampled_from(["3", "-0", "1e3"])
NAMES = ["AGREE", "threaten", "kept", "weekday", "happened", "day", "newest", "oldest"]
ANY = st.recursive(
    st.none() | st.booleans() | NUMBERS | WORDS | DAYS | st.sampled_from(NAMES),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=5,
)
FITTING = {"string": WORDS | DAYS, "integer": st.integers(-2, 60), "boolean": st.booleans()}


def arguments_of(tool):
    """Arguments of a tool: some that fit their parameter, some that do not, some that it does not have."""
    parameters = tool.listed().input_schema["properties"]
    fitting = {
        name: FITTING.get(schema.get("type"), st.lists(st.sampled_from(NAMES), max_size=2)) | ANY
        for name, schema in parameters.items()
    }
    return st.fixed_dictionaries({}, optional=fitting) | st.dictionaries(WORDS, ANY, max_size=3)


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_call_breaks_a_tool(chronicle, tool, data):
    result = tool.call(chronicle, data.draw(arguments_of(tool)))
    text = result.content[0].text
    text.encode("utf-8")
    if result.is_error:
        assert text
        assert "went wrong" not in text
        assert "the log" not in text
    else:
        Draft202012Validator(tool.listed().output_schema).validate(result.structured_content)
        assert json.loads(text) == result.structured_content
