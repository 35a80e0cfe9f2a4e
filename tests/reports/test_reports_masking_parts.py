"""What lets the patterns with telling names be passed over never lets a secret be seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from c42migrate.reports import masking_patterns as patterns
from c42migrate.reports.masking_spans import _names_a_secret

NAMES = (
    "password", "passwd", "passphrase", "pwd", "secret", "api_key", "apikey", "api-key", "private_key", "auth_token",
    "accesstoken", "refresh-token", "totp", "jwt", "token", "pass", "pw", "credential", "credentials", "Passwords",
    "SECRETS", "API_KEY",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_telling_name_has_a_part(name: str) -> None:
    assert patterns.ASSIGNED.search(f'{name} = "x1"')
    assert _names_a_secret(f'{name} = "x1"')


def test_other_letters_of_the_same_name_are_looked_at() -> None:
    assert patterns.ASSIGNED.search('\u017fecret = "x1"')
    assert _names_a_secret('\u017fecret = "x1"')


@given(st.from_regex(patterns.ASSIGNED))
def test_what_the_pattern_finds_has_a_part(text: str) -> None:
    assert _names_a_secret(text)


def test_most_patterns_follow_a_name_and_some_do_not() -> None:
    assert 0 < len(patterns.AFTER_A_NAME) < len(patterns.ANYWHERE) + len(patterns.IN_SCRIPTS)
    assert not _names_a_secret('URL = "https://console.example.com/api/User"')
