register_module_line('Code42', 'start', __line__())

INTEGRATION_NAME = "Code42"
URL_USERS = "/api/v1/users"


class Client(BaseClient):
    def __init__(self, base_url, verify, proxy, credentials):
        super().__init__(base_url=base_url, verify=verify, proxy=proxy, auth=credentials)

    def get_user(self, username):
        return self._http_request(method='GET', url_suffix=f'/api/User?username={username}')

    def deactivate(self, user_id):
        return self._http_request(
            method='PUT',
            url_suffix='/api/v1/UserDeactivation/' + str(user_id),
            resp_type='response',
        )

    def departing(self, uid):
        suffix = '/svc/api/v2/departingemployee/{}'
        return self._http_request('POST', suffix.format('remove'), json_data={'userId': uid})

    def saved(self):
        return self._http_request('GET', '/forensic-search/queryservice/api/v1/saved')

    def session(self, sid):
        return self._http_request('GET', f'/v1/sessions/{sid}')


def main():
    p = demisto.params()
    creds = (p['credentials']['identifier'], p['credentials']['password'])
    client = Client(p['url'] or 'https://console.us.code42.com', True, False, creds)
    demisto.debug('calling /api/User')
    return_results(client.get_user(demisto.args()['username']))
