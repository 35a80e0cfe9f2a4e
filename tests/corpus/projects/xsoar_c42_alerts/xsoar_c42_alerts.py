import demistomock as demisto
from CommonServerPython import *
from CommonServerUserPython import *

import json
import requests
import urllib3
import py42.sdk
from py42.sdk.queries.alerts.alert_query import AlertQuery
from py42.sdk.queries.alerts.filters import DateObserved, Severity, AlertState
from py42.sdk.queries.fileevents.file_event_query import FileEventQuery
from py42.sdk.queries.fileevents.filters import MD5, SHA256, OSHostname
from py42.exceptions import Py42HTTPError
from datetime import datetime

urllib3.disable_warnings()

CODE42_EVENT_CONTEXT_FIELD_MAPPER = {
    'eventTimestamp': 'EventTimestamp',
    'createTimestamp': 'FileCreated',
    'deviceUid': 'EndpointID',
    'fileOwner': 'FileOwner',
    'publicIpAddress': 'PublicIP',
}


class Code42Client(BaseClient):
    """Client will implement the service API"""

    def __init__(self, sdk, base_url, auth, verify=True, proxy=None):
        super().__init__(base_url, verify=verify, proxy=proxy)
        self._sdk_factory = sdk
        self._url = base_url
        self._auth = auth
        self._sdk = None

    def _get_sdk(self):
        if self._sdk is None:
            self._sdk = py42.sdk.from_local_account(self._url, self._auth[0], self._auth[1])
        return self._sdk

    def add_user_to_departing_employee(self, username, departure_date=None, note=None):
        sdk = self._get_sdk()
        user_id = self.get_user_id(username)
        sdk.detectionlists.departing_employee.add(user_id, departure_date)
        if note:
            sdk.detectionlists.update_user_notes(user_id, note)
        return user_id

    def remove_user_from_departing_employee(self, username):
        user_id = self.get_user_id(username)
        self._get_sdk().detectionlists.departing_employee.remove(user_id)
        return user_id

    def fetch_alerts(self, start_time, severities):
        query = AlertQuery(DateObserved.on_or_after(start_time), AlertState.eq(AlertState.OPEN))
        if severities:
            query.filters.append(Severity.is_in(severities))
        return self._get_sdk().alerts.search(query)['alerts']

    def get_alert_details(self, alert_id):
        return self._get_sdk().alerts.get_details([alert_id])['alerts'][0]

    def resolve_alert(self, alert_id):
        self._get_sdk().alerts.resolve(alert_id)

    def get_user_id(self, username):
        res = self._get_sdk().users.get_by_username(username)['users']
        if not res:
            raise Exception('No user found with username {}.'.format(username))
        return res[0]['userUid']

    def search_file_events(self, payload):
        return self._get_sdk().securitydata.search_file_events(payload)['fileEvents']


def departingemployee_add_command(client, args):
    username = args.get('username')
    client.add_user_to_departing_employee(username, args.get('departuredate'), args.get('note'))
    demisto.debug('called detectionlists.departing_employee.add for %s' % username)
    return CommandResults(outputs_prefix='Code42.DepartingEmployee', outputs={'Username': username})


def securitydata_search_command(client, args):
    q = FileEventQuery.all(*[f for f in (
        args.get('hash') and MD5.eq(args['hash']),
        args.get('hostname') and OSHostname.eq(args['hostname'])) if f])
    q.page_size = int(args.get('results', 50))
    events = client.search_file_events(q)
    return CommandResults(outputs_prefix='Code42.SecurityData', outputs=[
        {v: e.get(k) for k, v in CODE42_EVENT_CONTEXT_FIELD_MAPPER.items()} for e in events])


def main():
    params = demisto.params()
    base_url = params.get('console_url')
    auth = (params.get('credentials').get('identifier'), params.get('credentials').get('password'))
    client = Code42Client(None, base_url, auth, not params.get('insecure', False))
    try:
        cmd = demisto.command()
        if cmd == 'test-module':
            client._get_sdk()
            return_results('ok')
        elif cmd == 'code42-departingemployee-add':
            return_results(departingemployee_add_command(client, demisto.args()))
        elif cmd == 'code42-securitydata-search':
            return_results(securitydata_search_command(client, demisto.args()))
        elif cmd == 'code42-alert-resolve':
            client.resolve_alert(demisto.args().get('id'))
            return_results('done')
    except Py42HTTPError as e:
        return_error('Code42 said {}'.format(e))


if __name__ in ('__main__', '__builtin__', 'builtins'):
    main()
