#
# File: deactivateInactiveUsers.py
# Last Modified: 2014-03-11
#
# Deactivates users that have not been connected for N days.
# Usage: python deactivateInactiveUsers.py 90 -y
#
import sys
import json
import base64
import datetime
import getpass
import math

import requests

cp_host = "https://master.example.edu"
cp_port = "4285"
MAX_PAGE = 250
LOG = open("deactivated.log", "a")
DRY = True

cp_api_user = "/api/User"
cp_api_computer = "/api/Computer"
cp_api_deacUser = "/api/UserDeactivation"


def getHeaders():
	auth = base64.b64encode('%s:%s' % (USER, PASSWD)).replace('\n', '')
	return {"Authorization": "Basic %s" % auth}


def getUserPage(pgNum):
	payload = {'pgNum': pgNum, 'pgSize': MAX_PAGE, 'active': 'true', 'incComputerCount': 'true'}
	r = requests.get(cp_host + ":" + cp_port + cp_api_user, params=payload, headers=getHeaders(), verify=False)
	if r.status_code != 200:
		print "could not read users, server said", r.status_code
		# a 401 on /api/User means the role has no read permission
		sys.exit(1)
	return json.loads(r.content)['data']


def getDevices(uid):
	payload = {'userId': uid, 'active': 'true'}
	r = requests.get(cp_host + ":" + cp_port + cp_api_computer, params=payload, headers=getHeaders(), verify=False)
	return json.loads(r.content)['data']['computers']


def deactivate(uid):
	url = cp_host + ":" + cp_port + cp_api_deacUser + "/" + str(uid)
	r = requests.put(url, data=json.dumps({'blockUser': False}), headers=getHeaders(), verify=False)
	return r.status_code in (200, 201)


if __name__ == '__main__':
	days = int(sys.argv[1])
	DRY = '-y' not in sys.argv
	USER = raw_input('admin user: ')
	PASSWD = getpass.getpass()
	cutoff = datetime.datetime.now() - datetime.timedelta(days=days)
	first = getUserPage(1)
	pages = int(math.ceil(float(first['totalCount']) / MAX_PAGE))
	print "%d users on %d pages" % (first['totalCount'], pages)
	for pg in range(1, pages + 1):
		for u in getUserPage(pg)['users']:
			newest = None
			for d in getDevices(u['userId']):
				seen = d['lastConnected'][:10]
				if newest is None or seen > newest:
					newest = seen
			if newest is None or newest < cutoff.strftime('%Y-%m-%d'):
				LOG.write("%s,%s,%s\n" % (u['userId'], u['username'], newest))
				if not DRY:
					try:
						deactivate(u['userId'])
					except requests.exceptions.RequestException, e:
						print "PUT /api/UserDeactivation failed:", e
