"""Records are found in whatever a model wraps them in; what is no JSON is None."""

import pytest

from kroniek.coding.llm.answers import records

ROWS = [
    ('{"claims": [{"type": "AID"}]}', [{"type": "AID"}]),
    ('[{"type": "AID"}]', [{"type": "AID"}]),
    ('{"quotes": ["a"], "type": "AID"}', [{"quotes": ["a"], "type": "AID"}]),
    ('Here it is:\n```json\n{"claims": [1]}\n```\nGood luck!', [1]),
    ('First\n```\n{"claims": [1]}\n```\nno, rather\n```json\n{"claims": [2]}\n```', [2]),
    ('Sure! {"claims": []} That is all.', []),
    ('<think>maybe {"claims": [1]}</think>{"claims": [2]}', [2]),
    ('{"note": {"a": 1}} {"claims": [3]}', [3]),
    ("I see no acts in this article.", None),
    ('{"claims": [{"type": "AID"', None),
    ('{"claims": "none"}', None),
    ("", None),
    ("{" * 100_000, None),
    ("[" * 100_000, None),
]


@pytest.mark.parametrize(("answer", "found"), ROWS, ids=range(len(ROWS)))
def test_the_records_of_an_answer(answer, found):
    assert records(answer) == found
