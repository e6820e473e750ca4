"""What a model is told before it asks: every tool and parameter explained, in schemas that every client can read."""

import json

import pytest
from jsonschema import Draft202012Validator

from kroniek.faces.mcp.server import instructions
from kroniek.faces.mcp.tool import plain_schema
from kroniek.faces.mcp.toolbox import TOOLS, listed
from kroniek.model.ontology import Status

LONGEST_EXPLANATION = 1_000
"""Some clients cut what is longer."""

MOST_READ = 30_000
"""Names, explanations and parameters of all tools: a model reads them with every question."""


def parts(schema):
    yield schema
    for value in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        if isinstance(value, dict | list):
            yield from parts(value)


@pytest.mark.parametrize("tool", listed(), ids=lambda tool: tool.name)
def test_a_tool_and_its_parameters_are_explained(tool):
    assert 100 < len(tool.description) < LONGEST_EXPLANATION
    assert tool.input_schema["additionalProperties"] is False
    for name, parameter in tool.input_schema["properties"].items():
        assert len(parameter["description"]) > 8, name
        assert "type" in parameter, name


@pytest.mark.parametrize("tool", listed(), ids=lambda tool: tool.name)
def test_schemas_need_no_null_and_no_references_in_questions(tool):
    Draft202012Validator.check_schema(tool.input_schema)
    Draft202012Validator.check_schema(tool.output_schema)
    both = [part for schema in (tool.input_schema, tool.output_schema) for part in parts(schema)]
    assert not [part for part in both if isinstance(part, dict) and part.get("type") == "null"]
    assert "$ref" not in json.dumps(tool.input_schema)


@pytest.mark.parametrize("tool", listed(), ids=lambda tool: tool.name)
def test_a_tool_says_that_it_only_reads(tool):
    assert tool.annotations.read_only_hint
    assert not tool.annotations.open_world_hint


def test_all_that_a_model_reads_is_short():
    read = sum(len(tool.name) + len(tool.description) + len(json.dumps(tool.input_schema)) for tool in listed())
    assert read + len(instructions()) < MOST_READ


def test_the_instructions_name_every_status_and_only_tools_that_exist():
    words = instructions().replace(",", " ").replace(":", " ").replace(".", " ").replace(";", " ").split()
    assert {status.value for status in Status} <= set(words)
    named = {word for word in words if "_" in word} - {"as_of", "said_by"}
    assert named <= {tool.name for tool in TOOLS}
    assert {"search_claims", "get_event", "about_chronicle"} <= named


def test_what_may_be_left_out_is_not_said_to_be_null():
    schema = {"anyOf": [{"type": "string"}, {"type": "null"}], "default": None, "title": "X", "description": "y"}
    assert plain_schema(schema) == {"type": "string", "description": "y"}
    either = {"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "null"}]}
    assert plain_schema(either) == {"anyOf": [{"type": "string"}, {"type": "integer"}]}
