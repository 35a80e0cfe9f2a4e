import demistomock as demisto
from CommonServerPython import *

import py42.sdk
import py42.settings
from py42.sdk.queries.alerts.alert_query import AlertQuery
from py42.sdk.queries.alerts.filters import DateObserved, Severity, AlertState
from py42.sdk.queries.fileevents.file_event_query import FileEventQuery
from py42.sdk.queries.fileevents.filters import MD5, SHA256, OSHostname, DeviceUsername, ExposureType
from py42.exceptions import Py42NotFoundError


def build_file_query(args):
    filters = []
    if args.get('hash'):
        h = args['hash']
        filters.append(MD5.eq(h) if len(h) == 32 else SHA256.eq(h))
    if args.get('username'):
        filters.append(DeviceUsername.eq(args['username']))
    query = FileEventQuery.all(*filters)
    query.page_size = int(args.get('results', 50))
    return query


class Client(BaseClient):
    def __init__(self, sdk, base_url, auth, verify=True, proxy=False):
        super().__init__(base_url, verify=verify, proxy=proxy)
        self._base = base_url
        self._auth = auth
        self._factory = sdk or py42.sdk.from_local_account
        self._client = None

    @property
    def sdk(self):
        if self._client is None:
            py42.settings.set_user_agent_suffix('XSOAR')
            self._client = self._factory(self._base, self._auth[0], self._auth[1])
        return self._client

    def add_departing(self, username, date=None, note=None):
        uid = self._uid(username)
        self.sdk.detectionlists.departing_employee.add(uid, departure_date=date)
        if note:
            self.sdk.detectionlists.update_user_notes(uid, note)
        return uid

    def remove_departing(self, username):
        uid = self._uid(username)
        self.sdk.detectionlists.departing_employee.remove(uid)
        return uid

    def add_high_risk(self, username, tags=None):
        uid = self._uid(username)
        self.sdk.detectionlists.high_risk_employee.add(uid)
        if tags:
            self.sdk.detectionlists.add_user_risk_tags(uid, argToList(tags))

    def fetch(self, start, severities):
        q = AlertQuery.all(DateObserved.on_or_after(start), AlertState.eq(AlertState.OPEN))
        res = self.sdk.alerts.search(q)
        ids = [a['id'] for a in res['alerts']]
        return self.sdk.alerts.get_details(ids)['alerts'] if ids else []

    def resolve(self, alert_id):
        self.sdk.alerts.resolve(alert_id, 'Resolved from XSOAR')

    def hold(self, username, matter):
        uid = self._uid(username)
        for page in self.sdk.legalhold.get_all_matters():
            for m in page['legalHolds']:
                if m['name'] == matter:
                    return self.sdk.legalhold.add_to_matter(uid, m['legalHoldUid'])
        raise Exception(f'no matter {matter}')

    def _uid(self, username):
        users = self.sdk.users.get_by_username(username)['users']
        if not users:
            raise Py42NotFoundError('no such user')
        return users[0]['userUid']


def main():
    params = demisto.params()
    creds = params['credentials']
    client = Client(None, params['console_url'], (creds['identifier'], creds['password']))
    cmd = demisto.command()
    args = demisto.args()
    demisto.debug(f'running {cmd} (code42-departingemployee-add etc.)')
    if cmd == 'code42-departingemployee-add':
        return_results(client.add_departing(args['username'], args.get('departuredate'), args.get('note')))
    elif cmd == 'code42-alert-resolve':
        client.resolve(args['id'])
    elif cmd == 'fetch-incidents':
        demisto.incidents([{'name': a['name'], 'rawJSON': json.dumps(a)} for a in client.fetch(params['since'], None)])


if __name__ in ('__main__', 'builtins'):
    main()
