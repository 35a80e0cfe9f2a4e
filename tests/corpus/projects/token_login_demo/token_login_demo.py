"""
Demo for the PROe 3.5 token login.

    python token_login_demo.py <host> <user>

1. POST /api/authToken with basic auth
2. use "Authorization: TOKEN a-b" on the following calls
"""
import base64
import getpass
import httplib
import json
import sys


def post_token(conn, user, pw):
    basic = base64.b64encode('%s:%s' % (user, pw))
    conn.request('POST', '/api/authToken', '', {'Authorization': 'Basic ' + basic})
    r = conn.getresponse()
    if r.status == 401:
        print 'wrong user or password'
        sys.exit(1)
    data = json.loads(r.read())['data']
    return data[0], data[1]


def whoami(conn, tok):
    headers = {'Authorization': 'TOKEN %s-%s' % tok, 'Accept': 'application/json'}
    conn.request('GET', '/api/User/my?incRoles=true', headers=headers)
    r = conn.getresponse()
    return json.loads(r.read())['data']


def single_signon(conn, tok, user_id):
    conn.request('POST', '/api/LoginToken', json.dumps({'userId': user_id}),
                 {'Authorization': 'token ' + '-'.join(tok)})
    return json.loads(conn.getresponse().read())['data']['loginToken']


def main():
    host, user = sys.argv[1:3]
    conn = httplib.HTTPSConnection(host, 4285)
    tok = post_token(conn, user, getpass.getpass())
    me = whoami(conn, tok)
    print 'logged in as %s (%s)' % (me['username'], me['userUid'])
    print 'roles:', ', '.join(me['roles'])
    if '--sso' in sys.argv:
        print 'https://%s:4285/console/#login?token=%s' % (host, single_signon(conn, tok, me['userId']))


if __name__ == '__main__':
    main()
