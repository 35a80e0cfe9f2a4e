# File: c42edge_connector.py
#
# Phantom App imports
import phantom.app as phantom
from phantom.base_connector import BaseConnector
from phantom.action_result import ActionResult

from c42edge_consts import *
import json
import requests
from bs4 import BeautifulSoup


class RetVal(tuple):
    def __new__(cls, val1, val2=None):
        return tuple.__new__(RetVal, (val1, val2))


class C42EdgeConnector(BaseConnector):

    def __init__(self):
        super(C42EdgeConnector, self).__init__()
        self._state = None
        self._server = None
        self._auth = None
        self._token = None

    def initialize(self):
        self._state = self.load_state()
        config = self.get_config()
        self._server = config[C42EDGE_CONFIG_SERVER].rstrip('/')
        self._auth = (config[C42EDGE_CONFIG_USER], config[C42EDGE_CONFIG_PASS])
        return phantom.APP_SUCCESS

    def _process_html_response(self, response, action_result):
        soup = BeautifulSoup(response.text, "html.parser")
        msg = "Status Code: {0}. Data from server:\n{1}\n".format(response.status_code, soup.text)
        return RetVal(action_result.set_status(phantom.APP_ERROR, msg.replace('{', '{{').replace('}', '}}')), None)

    def _process_response(self, r, action_result):
        if 'html' in r.headers.get('Content-Type', ''):
            return self._process_html_response(r, action_result)
        try:
            resp_json = r.json()
        except Exception as e:
            return RetVal(action_result.set_status(phantom.APP_ERROR, "Unable to parse JSON: {}".format(e)), None)
        if 200 <= r.status_code < 399:
            return RetVal(phantom.APP_SUCCESS, resp_json)
        return RetVal(action_result.set_status(phantom.APP_ERROR, r.text), None)

    def _get_token(self, action_result):
        r = requests.get(self._server + C42EDGE_REST_LOGIN, params={'useBody': 'true'}, auth=self._auth)
        ret_val, data = self._process_response(r, action_result)
        if phantom.is_fail(ret_val):
            self.save_progress(C42EDGE_ERR_LOGIN)
            return action_result.get_status()
        self._token = data['data'][C42EDGE_MSG_TOKEN_KEY]
        return phantom.APP_SUCCESS

    def _make_rest_call(self, endpoint, action_result, method="get", params=None, body=None):
        headers = {'Content-Type': 'application/json', 'Authorization': 'v3_user_token {}'.format(self._token)}
        request_func = getattr(requests, method)
        try:
            r = request_func(self._server + endpoint, json=body, headers=headers, params=params)
        except Exception as e:
            return RetVal(action_result.set_status(phantom.APP_ERROR, "Error connecting: {0}".format(e)), None)
        return self._process_response(r, action_result)

    def _handle_test_connectivity(self, param):
        action_result = self.add_action_result(ActionResult(dict(param)))
        if phantom.is_fail(self._get_token(action_result)):
            self.save_progress(C42EDGE_ERR_CONNECTIVITY)
            return action_result.get_status()
        ret_val, _ = self._make_rest_call('/api/User/my', action_result)
        if phantom.is_fail(ret_val):
            return action_result.get_status()
        self.save_progress(C42EDGE_SUCC_CONNECTIVITY)
        return action_result.set_status(phantom.APP_SUCCESS)

    def _handle_deactivate_user(self, param):
        action_result = self.add_action_result(ActionResult(dict(param)))
        if phantom.is_fail(self._get_token(action_result)):
            return action_result.get_status()
        ret_val, resp = self._make_rest_call(C42EDGE_REST_USER, action_result, params={'username': param['user']})
        if phantom.is_fail(ret_val):
            return action_result.get_status()
        for user in resp['data']['users']:
            ret_val, _ = self._make_rest_call(C42EDGE_REST_DEACTIVATE.format(user_id=user['userId']), action_result,
                                              method="put", body={"blockUser": True})
        return action_result.set_status(ret_val)

    def _handle_hunt_file(self, param):
        action_result = self.add_action_result(ActionResult(dict(param)))
        if phantom.is_fail(self._get_token(action_result)):
            return action_result.get_status()
        query = {"groups": [{"filters": [{"operator": "IS", "term": "md5Checksum", "value": param['hash']}]}]}
        ret_val, resp = self._make_rest_call(C42EDGE_REST_FORENSIC, action_result, method="post", body=query)
        if phantom.is_fail(ret_val):
            return action_result.get_status()
        for ev in resp['fileEvents']:
            action_result.add_data(ev)
        action_result.update_summary({'total': resp['totalCount']})
        return action_result.set_status(phantom.APP_SUCCESS)

    def handle_action(self, param):
        name = 'handle_' + self.get_action_identifier()
        return getattr(self, '_' + name)(param)

    def finalize(self):
        self.save_state(self._state)
        return phantom.APP_SUCCESS
