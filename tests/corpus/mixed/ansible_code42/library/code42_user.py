#!/usr/bin/python
# -*- coding: utf-8 -*-
DOCUMENTATION = r'''
---
module: code42_user
short_description: Manage users on a Code42 server
description:
  - Wraps /api/User, /api/UserBlock and /api/UserDeactivation.
options:
  state:
    choices: [present, absent, blocked]
'''

import json
from ansible.module_utils.basic import AnsibleModule
from ansible.module_utils.urls import fetch_url, basic_auth_header


def api(module, method, path, body=None):
    p = module.params
    headers = {
        'Authorization': basic_auth_header(p['login_user'], p['login_password']),
        'Content-Type': 'application/json',
    }
    url = '%s/api/%s' % (p['url'].rstrip('/'), path)
    resp, info = fetch_url(module, url, method=method, headers=headers,
                           data=json.dumps(body) if body is not None else None)
    if info['status'] >= 400:
        module.fail_json(msg='%s failed' % url, status=info['status'])
    return json.loads(resp.read() or '{}')


def main():
    module = AnsibleModule(argument_spec=dict(
        url=dict(required=True), login_user=dict(required=True), login_password=dict(required=True, no_log=True),
        name=dict(required=True), org_id=dict(type='int', default=2), state=dict(default='present')))
    name = module.params['name']
    users = api(module, 'GET', 'User?username=%s' % name)['data']['users']
    state = module.params['state']
    changed = False
    if state == 'present' and not users:
        api(module, 'POST', 'User', {'username': name, 'orgId': module.params['org_id']})
        changed = True
    elif state == 'absent' and users:
        api(module, 'PUT', 'UserDeactivation/%s' % users[0]['userId'], {})
        changed = True
    elif state == 'blocked' and users and not users[0]['blocked']:
        api(module, 'PUT', 'UserBlock/%s' % users[0]['userId'], {})
        changed = True
    module.exit_json(changed=changed)


if __name__ == '__main__':
    main()
