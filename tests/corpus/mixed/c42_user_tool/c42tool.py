#!/usr/bin/env python
# c42tool: little swiss knife for the helpdesk.  Python 2.6+ on RHEL6
import cmd, httplib2, json, sys, getpass, urllib

class Master:
    def __init__(self, host, user, pw):
        self.host = host
        self.h = httplib2.Http(disable_ssl_certificate_validation=True)
        self.h.add_credentials(user, pw)
        self.h.force_exception_to_status_code = True

    def url(self, what):
        return 'https://%s:4285/console/api/%s' % (self.host, what)

    def go(self, what, verb='GET', body=None):
        r, c = self.h.request(self.url(what), verb, body=body and json.dumps(body))
        if r.status not in (200, 201, 204):
            raise RuntimeError, '%s %s: %s' % (verb, what, r.status)
        return c and json.loads(c).get('data')

class Tool(cmd.Cmd):
    prompt = 'c42> '

    def do_user(self, line):
        "user NAME - shows /api/User for NAME"
        for u in m.go('User?' + urllib.urlencode({'q': line}))['users']:
            print u['userId'], u['username'], u['status']

    def do_devices(self, line):
        for c in m.go('computer?userId=' + line)['computers']:
            print c['computerId'], c['name'], c['lastConnected']

    def do_block(self, line):
        m.go('UserBlock/' + line, 'PUT')
        print 'UserBlock ok'

    def do_unblock(self, line):
        m.go('UserBlock/' + line, 'DELETE')

    def do_roles(self, line):
        for r in m.go('UserRole/%s' % line):
            print r['roleName']

    def do_move(self, line):
        uid, org = line.split()
        try:
            m.go('UserMoveProcess', 'POST', {'userId': int(uid), 'parentOrgId': int(org)})
        except RuntimeError, e:
            print 'nope:', e

    def do_org(self, line):
        o = m.go("Org/%s?incAll=true" % line)
        print json.dumps(o, indent=1)

    def do_passwd(self, line):
        print 'use https://%s:4285/console/ in a browser' % m.host

    def do_quit(self, line):
        return True

m = Master(sys.argv[1], raw_input('user: '), getpass.getpass())
Tool().cmdloop()
