#!/usr/bin/python
# -----------------------------------------
# Phantom sample App Connector python file
# -----------------------------------------
import json

import phantom.app as phantom
import requests
from bs4 import BeautifulSoup
from phantom.action_result import ActionResult
from phantom.base_connector import BaseConnector

from code42insider_consts import *


class InsiderConnector(BaseConnector):

    def __init__(self):
        super().__init__()
        self._base_url = None
        self._forensic_url = None
        self._token = None

    def _get_token(self, action_result):
        resp = requests.get(
            self._base_url + INSIDER_AUTH_ENDPOINT,
            auth=(self._user, self._pass),
            timeout=INSIDER_TIMEOUT)
        if resp.status_code != 200:
            self.save_progress("GET /c42api/v3/auth/jwt failed")
            return action_result.set_status(phantom.APP_ERROR, INSIDER_ERR_CONNECT)
        self._token = resp.json().get("data", {}).get(INSIDER_TOKEN_KEY)
        if not self._token:
            return action_result.set_status(phantom.APP_ERROR, INSIDER_ERR_TOKEN)
        return phantom.APP_SUCCESS

    def _make_rest_call(self, endpoint, action_result, method="get", **kwargs):
        headers = {
            "Authorization": f"v3_user_token {self._token}",
            "Accept": "application/json",
        }
        fn = getattr(requests, method)
        base = self._forensic_url if "fileevent" in endpoint else self._base_url
        try:
            r = fn(f"{base}{endpoint}", headers=headers, timeout=INSIDER_TIMEOUT, **kwargs)
        except Exception as e:
            return action_result.set_status(phantom.APP_ERROR, str(e)), None
        if "html" in r.headers.get("Content-Type", ""):
            text = BeautifulSoup(r.text, "html.parser").text
            return action_result.set_status(phantom.APP_ERROR, text), None
        return phantom.APP_SUCCESS, r.json()

    def _handle_test_connectivity(self, param):
        ar = self.add_action_result(ActionResult(dict(param)))
        if phantom.is_fail(self._get_token(ar)):
            return ar.get_status()
        ret, _ = self._make_rest_call("/api/user/my", ar)
        return ar.set_status(ret)

    def _handle_deactivate_user(self, param):
        ar = self.add_action_result(ActionResult(dict(param)))
        ret, data = self._make_rest_call(INSIDER_USER_ENDPOINT.format(username=param["username"]), ar)
        if phantom.is_fail(ret):
            return ar.get_status()
        uid = data["data"]["users"][0]["userId"]
        ret, data = self._make_rest_call(
            INSIDER_USER_DEACTIVATE_ENDPOINT.format(user_id=uid), ar, method="put", json={"blockUser": True})
        return ar.set_status(ret, "deactivated")

    def _handle_lock_device(self, param):
        ar = self.add_action_result(ActionResult(dict(param)))
        ret, data = self._make_rest_call(INSIDER_DEVICE_BLOCK_ENDPOINT.format(device_id=param["device_id"]), ar, method="put")
        return ar.set_status(ret)

    def _handle_hunt_file(self, param):
        ar = self.add_action_result(ActionResult(dict(param)))
        q = {"groups": [{"filters": [{"operator": "IS", "term": "md5Checksum", "value": param["hash"]}]}],
             "srtKey": "eventId", "srtDir": "desc", "pgSize": 100}
        ret, data = self._make_rest_call(INSIDER_SEARCH_ENDPOINT, ar, method="post", json=q)
        for ev in (data or {}).get("fileEvents", []):
            ar.add_data(ev)
        return ar.set_status(ret)

    def initialize(self):
        c = self.get_config()
        self._base_url = c[INSIDER_JSON_SERVER].rstrip("/")
        self._forensic_url = c.get("forensic_url", "https://forensicsearch-east.us.code42.com")
        self._user, self._pass = c[INSIDER_JSON_USER], c[INSIDER_JSON_PASS]
        return phantom.APP_SUCCESS

    def handle_action(self, param):
        return getattr(self, "_handle_" + self.get_action_identifier())(param)
