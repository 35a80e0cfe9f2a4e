# Phantom app
import json
import requests
import phantom.app as phantom
from phantom.base_connector import BaseConnector
from phantom.action_result import ActionResult
from code42_consts import *


class RetVal(tuple):
    def __new__(cls, val1, val2=None):
        return tuple.__new__(RetVal, (val1, val2))


class Code42Connector(BaseConnector):

    def __init__(self):
        super(Code42Connector, self).__init__()
        self._state = None
        self._base_url = None

    def _process_json_response(self, r, action_result):
        try:
            resp_json = r.json()
        except Exception as e:
            return RetVal(action_result.set_status(phantom.APP_ERROR, "Unable to parse JSON. {0}".format(e)), None)
        if 200 <= r.status_code < 399:
            return RetVal(phantom.APP_SUCCESS, resp_json)
        return RetVal(action_result.set_status(phantom.APP_ERROR, r.text), None)

    def _make_rest_call(self, endpoint, action_result, headers=None, params=None, data=None, json=None, method="get"):
        try:
            request_func = getattr(requests, method)
        except AttributeError:
            return RetVal(action_result.set_status(phantom.APP_ERROR, "Invalid method: {0}".format(method)), None)
        url = "{}{}".format(self._base_url, endpoint)
        try:
            r = request_func(url, auth=(self._username, self._password), json=json, headers=headers, params=params)
        except Exception as e:
            return RetVal(action_result.set_status(phantom.APP_ERROR, "Error connecting: {0}".format(e)), None)
        return self._process_json_response(r, action_result)

    def _handle_test_connectivity(self, param):
        action_result = self.add_action_result(ActionResult(dict(param)))
        self.save_progress("Connecting to endpoint /api/User/my")
        ret_val, response = self._make_rest_call(C42_ENDPOINT_TEST, action_result)
        return ret_val

    def _handle_deactivate_user(self, param):
        action_result = self.add_action_result(ActionResult(dict(param)))
        endpoint = C42_ENDPOINT_USER_ACTIVATE.format(user_id=param["user"])
        ret_val, response = self._make_rest_call(endpoint, action_result, method="put")
        return ret_val

    def _handle_activate_user(self, param):
        action_result = self.add_action_result(ActionResult(dict(param)))
        ret_val, response = self._make_rest_call(
            C42_ENDPOINT_USER_ACTIVATE.format(user_id=param["user"]), action_result, method="delete")
        return ret_val

    def _handle_block_device(self, param):
        action_result = self.add_action_result(ActionResult(dict(param)))
        return self._make_rest_call(C42_ENDPOINT_DEVICE_BLOCK.format(device_id=param["id"]), action_result, method="put")

    def _handle_run_query(self, param):
        action_result = self.add_action_result(ActionResult(dict(param)))
        query = {"groups": [], "groupClause": "AND", "pgNum": 1}
        ret_val, resp = self._make_rest_call(C42_ENDPOINT_FILE_EVENT, action_result, json=query, method="post")
        for item in resp.get("fileEvents", []):
            action_result.add_data(item)
        return ret_val

    def _handle_list_alerts(self, param):
        action_result = self.add_action_result(ActionResult(dict(param)))
        return self._make_rest_call(C42_ENDPOINT_ALERTS, action_result, json={"tenantId": "x"}, method="post")

    def initialize(self):
        config = self.get_config()
        self._base_url = config["server"]
        self._username = config["username"]
        self._password = config["password"]
        return phantom.APP_SUCCESS
