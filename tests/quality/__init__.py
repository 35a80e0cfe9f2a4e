"""Measures detection on the labelled corpora of ``tests/corpus``: ``python -m tests.quality [CORPUS …] [--list]``."""
