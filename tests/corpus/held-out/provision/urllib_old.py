import urllib2, base64, sys, json

class PutRequest(urllib2.Request):
    def get_method(self):
        return 'PUT'

BASE = 'https://console.us.code42.com'
password_mgr = urllib2.HTTPPasswordMgrWithDefaultRealm()
password_mgr.add_password(None, BASE, sys.argv[1], sys.argv[2])
opener = urllib2.build_opener(urllib2.HTTPBasicAuthHandler(password_mgr))
urllib2.install_opener(opener)

def show(path):
    try:
        f = urllib2.urlopen(BASE + path)
        print json.loads(f.read())
    except urllib2.HTTPError, e:
        print e.code, 'no access to /api/ServerEnv'

show('/api/ServerEnv')
show('/api/v1/ServerEnv')
show('/console/api/Org?active=true')
urllib2.urlopen(PutRequest(BASE + '/api/OrgDeactivation/%s' % sys.argv[3], '{}'))
urllib2.urlopen(urllib2.Request('https://api.github.com/user', headers={'Authorization': 'token ' + sys.argv[4]}))
