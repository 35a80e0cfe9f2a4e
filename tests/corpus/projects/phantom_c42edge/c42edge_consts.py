# File: c42edge_consts.py
# Define your constants here

C42EDGE_CONFIG_SERVER = "server_url"
C42EDGE_CONFIG_USER = "username"
C42EDGE_CONFIG_PASS = "password"

C42EDGE_REST_LOGIN = '/c42api/v3/auth/jwt'
C42EDGE_REST_USER = '/api/User'
C42EDGE_REST_DEACTIVATE = '/api/UserDeactivation/{user_id}'
C42EDGE_REST_BLOCK_DEVICE = '/api/ComputerBlock/{device_id}'
C42EDGE_REST_DEAUTHORIZE = '/api/ComputerDeauthorization/{device_id}'
C42EDGE_REST_ORGS = '/api/v1/Org'
C42EDGE_REST_LEGAL_HOLD = '/api/v1/LegalHoldMembership'
C42EDGE_REST_DEVICE = '/api/v1/Computer/{guid}'
C42EDGE_REST_FORENSIC = '/forensic-search/queryservice/api/v1/fileevent'
C42EDGE_REST_CASES = '/api/v1/case'

C42EDGE_ERR_CONNECTIVITY = "Test Connectivity failed"
C42EDGE_ERR_LOGIN = "GET /c42api/v3/auth/jwt did not return a token"
C42EDGE_SUCC_CONNECTIVITY = "Test Connectivity passed"
C42EDGE_MSG_TOKEN_KEY = "v3_user_token"
C42EDGE_PAGE_SIZE = 100
