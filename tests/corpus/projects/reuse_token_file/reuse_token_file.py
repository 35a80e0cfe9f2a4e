# -*- coding: utf-8 -*-
# caches the token in ~/.c42tok
import os, time, requests

F = os.path.expanduser('~/.c42tok')

def token(api, user, pw):
    if os.path.exists(F) and time.time() - os.path.getmtime(F) < 1500:
        return open(F).read()
    r = requests.get(api + '/v1/auth/', auth=(user, pw))
    if r.status_code == 401:
        raise SystemExit('GET /v1/auth/ refused the login')
    t = r.json()['bearerToken']
    open(F, 'w').write(t)
    return t

def saved_searches(api, tok):
    h = {'authorization': 'Bearer ' + tok}
    return requests.get(api + '/v1/file-events/saved-searches', headers=h).json()['searches']

def run(api, tok, search_id):
    h = {'authorization': 'Bearer ' + tok}
    s = requests.get('{}/v1/file-events/saved-searches/{}'.format(api, search_id), headers=h).json()['searches'][0]
    return requests.post(api + '/v1/file-events/export', json={'groups': s['groups']}, headers=h).text

if __name__ == '__main__':
    A = 'https://api.us.code42.com'
    t = token(A, os.environ['U'], os.environ['P'])
    for s in saved_searches(A, t):
        print(s['id'], s['name'])
        open(s['id'] + '.csv', 'w').write(run(A, t, s['id']))
