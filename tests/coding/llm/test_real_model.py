"""A real model, however small, goes the whole way: its answers are believed only as far as the text bears them out.

Runs where `KRONIEK_TEST_LLM_SERVER` and `KRONIEK_TEST_LLM_MODEL` name a server, such as llama.cpp with a tiny model;
skipped elsewhere. Nothing is expected of the model but that it answers.
"""

import os
from dataclasses import replace

import pytest

from kroniek.coding.llm.engine import LlmCoder
from kroniek.coding.llm.options import Options, checked, limits
from kroniek.coding.llm.server import Server
from kroniek.errors import AnswerError
from tests.coding.told import analysis_of

ADDRESS = os.environ.get("KRONIEK_TEST_LLM_SERVER", "")
TEXT = (
    "Rusland heeft dinsdag de Oekraïense stad Charkov gebombardeerd, meldt persbureau Reuters.\n\n"
    "De Europese Unie veroordeelde de aanval en kondigde nieuwe sancties tegen Moskou aan."
)


@pytest.mark.slow
@pytest.mark.skipif(not ADDRESS, reason="no server of a real model is named")
def test_a_real_model_is_asked_and_what_it_says_is_checked():
    options = checked(Options(server=ADDRESS, model=os.environ.get("KRONIEK_TEST_LLM_MODEL", "model")))
    told = []
    server = Server(
        options, within=replace(limits(), answer_tokens=int(os.environ.get("KRONIEK_TEST_LLM_TOKENS", "2048")))
    )
    coder = LlmCoder(options, told=told.append, server=server)
    try:
        claims = list(coder(analysis_of(TEXT)))
    except AnswerError:
        claims = []
    (account,) = told
    assert account.questions >= 1
    assert account.prompt_tokens > 500
    assert account.completion_tokens > 0
    assert account.records >= len(claims)
    assert all(quote.stands_in(TEXT) for claim in claims for quote in claim.quotes())
