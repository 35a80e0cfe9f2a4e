# File: code42insider_consts.py
#
# Licensed under Apache 2.0

INSIDER_JSON_SERVER = "server_url"
INSIDER_JSON_USER = "username"
INSIDER_JSON_PASS = "password"

# endpoints
INSIDER_AUTH_ENDPOINT = "/c42api/v3/auth/jwt?useBody=true"
INSIDER_USER_ENDPOINT = "/api/User?username={username}"
INSIDER_USER_DEACTIVATE_ENDPOINT = "/api/UserDeactivation/{user_id}"
INSIDER_DEVICE_BLOCK_ENDPOINT = "/api/ComputerBlock/{device_id}"
INSIDER_DEVICE_DEAUTH_ENDPOINT = "/api/ComputerDeauthorization/{device_id}"
INSIDER_ORGS_ENDPOINT = "/api/v1/Org"
INSIDER_DEVICE_V1_ENDPOINT = "/api/v1/Computer/{device_id}"
INSIDER_SEARCH_ENDPOINT = "/forensic-search/queryservice/api/v1/fileevent"
INSIDER_CASES_ENDPOINT = "/v1/cases"

INSIDER_TOKEN_KEY = "v3_user_token"
INSIDER_ERR_CONNECT = "Error connecting to the Code42 server"
INSIDER_ERR_TOKEN = "The response of /auth/jwt did not hold a v3_user_token"
INSIDER_TIMEOUT = 60
