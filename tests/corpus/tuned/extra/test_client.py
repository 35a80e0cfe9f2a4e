import pytest
import responses
from unittest import mock

from c42client import Client


@responses.activate
def test_users():
    """GET /api/User works."""
    responses.add(responses.GET, "https://code42.test/api/Widget", json={})
    c = Client("https://code42.test")
    with mock.patch("c42client.requests.get") as get:
        c.users()
    get.assert_called_once()
    assert "v3_user_token" in c.reply
    assert c.error == "The /api/User call failed"
