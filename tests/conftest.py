"""What all tests share. Builders of small documents and claims stand in `tests/build.py`."""

import gc

import pytest


@pytest.fixture
def uncollected():
    """Nothing is collected meanwhile: what other tests keep in memory would be walked through on this one's time."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()
