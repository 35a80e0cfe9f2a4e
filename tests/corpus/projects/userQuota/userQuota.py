'''
userQuota.py [-l] <csv>
   csv: email,quota in GB
'''
import sys, csv, json, getopt
import requests as rq
import getpass

class Conf: pass
conf = Conf()
conf.url = 'https://backup.example.ac.uk:4285'
conf.limit = False

class Const(object):
	USERS = '/api/User'
	MY = '/api/User/my'
	PLAN = '/api/Plan'

def usage():
	print __doc__
	sys.exit(2)

def rest(verb, path, params=None, data=None):
	f = getattr(rq, verb)
	r = f(conf.url + path, params=params, data=data and json.dumps(data), auth=conf.auth,
	      headers={'content-type': 'application/json'}, verify='/etc/ssl/campus-ca.pem')
	if not r.ok:
		print r.status_code, path, r.text[:80]
		return None
	if verb != 'put':
		return r.json()['data']
	return True

opts, args = getopt.getopt(sys.argv[1:], 'lh')
for o, v in opts:
	if o == '-l': conf.limit = True
	if o == '-h': usage()
if not args: usage()

conf.auth = (getpass.getuser(), getpass.getpass())
me = rest('get', Const.MY)
print 'hello', me['firstName']
for email, gb in csv.reader(open(args[0])):
	d = rest('get', Const.USERS, {'email': email, 'active': 'true'})
	if not d['users']:
		print '%s: no user' % email
		continue
	uid = d['users'][0]['userId']
	quota = gb.strip() == 'unlimited' and -1 or int(gb) * 2 ** 30
	if rest('put', Const.USERS + '/' + str(uid), data={'quotaInBytes': quota}):
		print email, 'ok'
	# rest('put', '/api/userblock/%d' % uid)
