#!/usr/bin/env python
# python 2
from c42api import Server
import csv, sys

def main():
	"""Deactivates people in a csv. Uses PUT /api/UserDeactivation."""
	reader = csv.reader(open(sys.argv[1], 'rb'))
	for row in reader:
		users = Server.getUser({'q': row[0], 'active': 'true'})
		for u in users:
			print 'deactivating', u['username']
			Server.deactivateUser(u['userUid'])
			# old: Server.executeRequest('put', '/api/UserBlock/%s' % u['userId'])
			Server.executeRequest('put', '/api/UserBlock/%s' % u['userId'])
			r = Server.executeRequest('post', "/api/UserRole", {}, {'userId': u['userId'], 'roleName': 'none'})
			print >>sys.stderr, r.text

if __name__ == '__main__':
	main()
