#!/usr/bin/env python
from Common import *
import sys, csv

def find(name):
    return rest('GET', Resources.USER + '?username=' + urllib.quote(name))['users'][0]

def move(uid, org):
    print 'moving %d to %d' % (uid, org)
    rest('POST', '/api/UserMoveProcess', {'userId': uid, 'parentOrgId': org})

def main(argv):
    for name, org in csv.reader(open(argv[1])):
        try:
            move(find(name)['userId'], int(org))
        except ValueError, e:
            print >> sys.stderr, 'oops', e
    rest('PUT', '%s/%d' % (Resources.DEACT, 17))
    rest('DELETE', Resources.UNBLOCK + '/5')
    # rest('GET', '/api/User')

if __name__ == '__main__': main(sys.argv)
