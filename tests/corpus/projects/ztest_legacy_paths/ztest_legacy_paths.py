import unittest
import responses
import requests

from c42lib import client as mod

HOST = "https://c42.invalid"


class PathTests(unittest.TestCase):
    """the client must not use old paths any more"""

    def setUp(self):
        self.c = mod.Client(HOST, "key-42", "secret")

    @responses.activate
    def test_oauth(self):
        responses.add(responses.POST, HOST + "/v1/oauth", json={"access_token": "t"})
        self.c.login()
        self.assertEqual(responses.calls[0].request.headers["Authorization"][:6], "Basic ")
        self.assertNotIn("/c42api/v3/auth/jwt", responses.calls[0].request.url)

    @responses.activate
    def test_users(self):
        responses.add(responses.GET, HOST + "/v1/users", json={"users": [{"userId": "1"}], "totalCount": 1})
        self.assertEqual(len(list(self.c.users())), 1)

    def test_legacy_raises(self):
        with self.assertRaises(mod.LegacyPath):
            self.c.get("/api/User")
        with self.assertRaises(mod.LegacyPath):
            self.c.get("/api/foo/bar")

    def test_host_only(self):
        self.assertEqual(mod.normalise("console.us.code42.com"), "https://console.us.code42.com")


if __name__ == "__main__":
    unittest.main()
