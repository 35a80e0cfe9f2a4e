"""A pattern is not tried where no sign of it is; that hides nothing less."""

from __future__ import annotations

import pytest
from test_reports_masking_positions import positions

from c42migrate.reports import masking_flow, masking_patterns, masking_spans
from c42migrate.reports.masking_spans import found


@pytest.mark.parametrize("name", ["secret_positions.txt", "plain_positions.txt"])
def test_the_same_is_found_when_every_pattern_is_tried(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = list(positions(name))
    expected = [sorted(found(text, path)) for path, text in texts]
    for module in (masking_spans, masking_flow):
        monkeypatch.setattr(module, "may_match", lambda *_: True)
    assert [sorted(found(text, path)) for path, text in texts] == expected


def test_each_position_is_found_whatever_else_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text with nothing but its own words in it, in capitals too: signs are looked for in lower case."""
    texts = [(path, text.upper()) for path, text in positions("secret_positions.txt")]
    expected = [sorted(found(text, path)) for path, text in texts]
    for module in (masking_spans, masking_flow):
        monkeypatch.setattr(module, "may_match", lambda *_: True)
    assert [sorted(found(text, path)) for path, text in texts] == expected
    assert masking_patterns.CALLS.search("AUTH=(")
