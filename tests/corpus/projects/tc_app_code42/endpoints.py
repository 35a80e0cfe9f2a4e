from enum import Enum


class Auth(Enum):
    JWT = '/c42api/v3/auth/jwt?useBody=true'
    OAUTH = '/v1/oauth'


class Alert(Enum):
    QUERY = '/svc/api/v1/query-alerts'
    DETAILS = '/svc/api/v1/query-details'
    NOTE = '/svc/api/v1/add-note'
    RESOLVE = '/svc/api/v1/resolve-alert'
    RULES = '/svc/api/v1/rules/query-rule-metadata'


class Event(Enum):
    SEARCH_OLD = '/forensic-search/queryservice/api/v1/fileevent'
    SEARCH = '/forensic-search/queryservice/api/v2/fileevent'


SCHEME = 'v3_user_token '
