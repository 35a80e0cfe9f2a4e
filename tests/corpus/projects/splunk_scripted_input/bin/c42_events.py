# Scripted input. Python of Splunk 6.x, so Python 2 only.
import sys, os, json, time, ConfigParser
import splunk.entity as entity
sys.path.insert(0, os.path.join(os.path.dirname(__file__), 'lib'))
import requests
import c42_rest

APP = 'TA-code42-homegrown'

def creds(key):
    ents = entity.getEntities(['admin', 'passwords'], namespace=APP, owner='nobody', sessionKey=key)
    for i, c in ents.items():
        return c['username'], c['clear_password']

def main():
    key = sys.stdin.readline().strip()
    user, pw = creds(key)
    cp = ConfigParser.ConfigParser()
    cp.read(os.path.join(os.environ['SPLUNK_HOME'], 'etc/apps', APP, 'local/c42.conf'))
    api = c42_rest.Rest(cp.get('c42', 'url'), user, pw)
    now = int(time.time())
    for kind in cp.get('c42', 'collect').split(','):
        try:
            for ev in api.collect(kind.strip()):
                ev['_kind'] = kind
                ev['_time'] = now
                print json.dumps(ev)
        except requests.ConnectionError, e:
            print >>sys.stderr, 'c42 collect %s: %s' % (kind, e)

main()
