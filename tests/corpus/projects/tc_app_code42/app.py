# -*- coding: utf-8 -*-
"""ThreatConnect playbook app"""
import json

from playbook_app import PlaybookApp
import endpoints as ep


class App(PlaybookApp):
    def __init__(self, _tcex):
        super().__init__(_tcex)
        self.out = []
        self.session = None

    def setup(self):
        self.session = self.tcex.session_external
        self.session.headers.update({'Accept': 'application/json'})
        host = self.tcex.rargs.console
        resp = self.session.get(host + ep.Auth.JWT.value, auth=(self.tcex.rargs.user, self.tcex.rargs.password))
        self.session.headers['Authorization'] = ep.SCHEME + resp.json()['data']['v3_user_token']

    def run(self):
        action = self.tcex.rargs.action
        if action == 'Query Alerts':
            self.query_alerts()
        elif action == 'Add Note':
            self.add_note()
        elif action == 'Get User':
            self.get_user()
        else:
            self.tcex.exit(1, 'unknown action')

    def _post(self, which, body):
        url = self.tcex.rargs.alert_service + which.value
        self.tcex.log.debug('POST /svc/api/v1/query-alerts style call to %s' % url)
        r = self.session.post(url, json=body)
        if not r.ok:
            self.tcex.exit(1, r.text)
        return r.json()

    def query_alerts(self):
        body = {'tenantId': self.tcex.rargs.tenant, 'pgNum': 0, 'pgSize': 100, 'groupClause': 'AND',
                'groups': [{'filters': [{'term': 'state', 'operator': 'IS', 'value': 'OPEN'}]}],
                'srtKey': 'CreatedAt', 'srtDirection': 'desc'}
        self.out = [json.dumps(a) for a in self._post(ep.Alert.QUERY, body)['alerts']]

    def add_note(self):
        self._post(ep.Alert.NOTE, {'alertId': self.tcex.rargs.alert_id, 'note': self.tcex.rargs.note})

    def get_user(self):
        r = self.session.get(self.tcex.rargs.console + '/api/v1/User?username=' + self.tcex.rargs.name)
        self.out = [json.dumps(r.json()['data'])]

    def write_output(self):
        self.tcex.playbook.create_output('code42.out', self.out, 'StringArray')
