"""The question says what our codebook says, and its example is an answer that we would accept."""

import json
import re

from kroniek.coding.llm.engine import LlmCoder
from kroniek.coding.llm.options import Options
from kroniek.coding.llm.prompt import codebook, question, schema
from kroniek.coding.llm.server import Answer
from kroniek.model.ontology import MODES, EventType, Status
from tests.coding.told import analysis_of

LONGEST_PROMPT_CHARS = 6500
"""Some two thousand tokens: with an article and its answer it fits into a context of 8,192."""


def rows():
    """Type and modes by the table of the prompt."""
    cells = [line.split("|")[1:-1] for line in codebook().splitlines() if re.match(r"\| [A-Z]{3,} \|", line)]
    return {row[0].strip(): {mode.strip() for mode in row[2].split(",") if mode.strip()} for row in cells}


def test_the_table_holds_every_type_with_its_modes():
    assert rows() == {kind.value: set(modes) for kind, modes in MODES.items()}


def test_every_status_is_explained():
    (line,) = [line for line in codebook().splitlines() if line.startswith('- "status"')]
    assert [status for status in Status if not re.search(rf"\b{status}\b", line)] == []


def test_the_fields_of_the_shape_are_those_that_the_prompt_explains():
    claim = schema()["properties"]["claims"]["items"]
    explained = re.findall(r"^- (.*?):", codebook(), re.MULTILINE) + re.findall(r'; ("recipients"):', codebook())
    assert set(re.findall(r'"(\w+)"', " ".join(explained))) == set(claim["properties"])
    assert claim["properties"]["type"]["enum"] == [kind.value for kind in EventType]


def test_every_object_of_the_shape_is_closed():
    """Servers that keep to a schema want every property required and no other allowed."""

    def objects(node):
        if isinstance(node, dict):
            yield from [node] if node.get("type") == "object" else []
            for value in node.values():
                yield from objects(value)

    found = list(objects(schema()))
    assert len(found) == 4  # the answer, a claim, an actor, a recipient
    assert all(one["required"] == list(one["properties"]) and one["additionalProperties"] is False for one in found)


def test_the_prompt_is_short_enough_for_small_models():
    assert len(codebook()) <= LONGEST_PROMPT_CHARS


def test_the_example_is_accepted_as_it_stands():
    article = re.search(r"<article>\n(.*?)\n</article>", codebook(), re.DOTALL)[1]
    answer = codebook()[codebook().rindex('{"claims"') :]

    class Same:
        def ask(self, _):
            return Answer(text=answer)

    told = []
    coder = LlmCoder(Options(server="http://localhost", model="m"), told=told.append, server=Same())
    claims = list(coder(analysis_of(article)))
    assert told[0].refusals == ()
    assert [(claim.type.value, claim.status.value) for claim in claims] == [
        (record["type"], record["status"]) for record in json.loads(answer)["claims"]
    ]


def test_a_question_holds_the_day_and_the_words_and_marks_what_is_not_asked():
    _, user = question("Nu.", before="Eerst.", published=None)
    assert "<before>\nEerst.\n</before>" in user["content"]
    assert user["content"].endswith("<article>\nNu.\n</article>")
    assert "Published: unknown" in user["content"]
