import httpx
import pytest
from client import Auth, Incydr


@pytest.mark.anyio
async def test_search(respx_mock):
    respx_mock.post("https://api.us.code42.com/v1/oauth").respond(json={"access_token": "x", "expires_in": 900})
    respx_mock.post("https://api.us.code42.com/v2/file-events").respond(json={"fileEvents": []})
    assert await Incydr("key-1", "s").search([]) == []


def test_scheme():
    a = Auth("key-1", "s", "https://api.test")
    a._tok, a._exp = "x", 9e12
    req = next(a.auth_flow(httpx.Request("GET", "https://api.test/v1/customer")))
    assert req.headers["authorization"] == "Bearer x"
    assert "v3_user_token" not in req.headers["authorization"]
