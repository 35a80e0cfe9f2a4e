# Constants for the connector
C42_ENDPOINT_TEST = "/api/User/my"
C42_ENDPOINT_USERS = "/api/User"
C42_ENDPOINT_USER_ACTIVATE = '/api/UserDeactivation/{user_id}'
C42_ENDPOINT_DEVICE_BLOCK = '/api/ComputerBlock/{device_id}'
C42_ENDPOINT_DEAUTHORIZE = '/api/ComputerDeauthorization/{device_id}'
C42_ENDPOINT_DEVICES = "/api/Computer"
C42_ENDPOINT_ORGS = "/api/Org"
C42_ENDPOINT_ALERTS = "/svc/api/v1/query-alerts"
C42_ENDPOINT_FILE_EVENT = "/forensic-search/queryservice/api/v1/fileevent"
C42_ENDPOINT_SEARCH_DEPARTING = "/svc/api/v2/departingemployee/search"
C42_ENDPOINT_UNUSED = "/api/DeviceUpgrade"
C42_ENDPOINT_CASES = "/v1/cases"
C42_JSON_TOKEN = "v3_user_token"
C42_ERR_AUTH = "Could not authenticate at /api/v3/auth/jwt with the given credentials"
C42_DEFAULT_LIMIT = 100
C42_DOCS = "https://support.code42.com/Administrator/Cloud/Monitoring_and_managing/User"
