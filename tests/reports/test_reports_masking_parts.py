"""What lets a text without telling names be passed over never lets a secret be seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from c42migrate.reports.masking import secret_spans
from c42migrate.reports.masking_spans import _names_a_secret
from c42migrate.reports.masking_words import KEY

NAMES = (
    "password", "passwd", "passphrase", "pwd", "secret", "api_key", "apikey", "api-key", "private_key", "auth_token",
    "accesstoken", "refresh-token", "totp", "jwt", "token", "pass", "pw", "credential", "credentials", "Passwords",
    "SECRETS", "API_KEY", "apiToken", "dbPass", "totp-auth", "secretString", "aws_secret_access_key", "Passwort",
    "Kennwort", "mot_de_passe", "signing_key", "password2",
)  # fmt: skip
OTHERS = ("tokenizer", "passenger", "compass", "spwn", "secretary", "keyboard", "monkey", "bypass", "user", "path")


@pytest.mark.parametrize("name", NAMES)
def test_every_telling_name_has_a_part(name: str) -> None:
    assert secret_spans(f'{name} = "x1"', "a.py")
    assert _names_a_secret(f'{name} = "x1"')


@pytest.mark.parametrize("name", OTHERS)
def test_a_name_that_only_looks_like_one_tells_nothing(name: str) -> None:
    assert not secret_spans(f'{name} = "x1"', "a.py")


def test_other_letters_of_the_same_name_are_looked_at() -> None:
    assert secret_spans('\u017fecret = "x1"', "a.py")
    assert _names_a_secret('\u017fecret = "x1"')


@given(st.from_regex(KEY))
def test_what_is_a_telling_name_has_a_part(text: str) -> None:
    assert _names_a_secret(text)


def test_most_texts_have_no_telling_name() -> None:
    assert not _names_a_secret('URL = "https://console.example.com/api/User"')
