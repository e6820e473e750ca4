"""What all tests share. Builders of small documents and claims stand in `tests/build.py`."""
