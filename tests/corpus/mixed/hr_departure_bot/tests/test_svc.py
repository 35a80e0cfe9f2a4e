from unittest import mock
from incydr_svc import IncydrSvc


def fake(url, **kw):
    m = mock.Mock(content=b"x")
    if url.endswith("/v1/oauth?grant_type=client_credentials"):
        m.json.return_value = {"access_token": "t"}
    return m


def test_user_missing():
    with mock.patch("requests.post", fake), mock.patch("requests.request") as r:
        r.return_value.json.return_value = {"users": []}
        s = IncydrSvc("https://api.test", "a", "b")
        try:
            s.depart("x@example.com", "2023-01-01")
        except LookupError as e:
            assert "/v1/users" in str(e)
        assert r.call_args[0][1] == "https://api.test/v1/users"
