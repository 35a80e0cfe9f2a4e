# -*- coding: latin-1 -*-
# Abgleich LDAP -> CrashPlan PROe (Universität, Rechenzentrum)
#
# 2013-09 erste Fassung
# 2016-02 umgestellt auf httplib2

import sys
import json
import ldap
import httplib2
from settings import *

h = httplib2.Http(disable_ssl_certificate_validation=True)
h.add_credentials(CP_USER, CP_PASS)


def cp(method, res, body=None):
	# res is e.g. User?q=meier, the /api prefix comes from settings
	headers = {'Content-Type': 'application/json'}
	resp, content = h.request(CP_URL + res, method, body and json.dumps(body), headers)
	if resp.status > 299:
		print 'Fehler', resp.status, res
		return None
	return content and json.loads(content) or {}


def ldapUsers():
	l = ldap.initialize(LDAP_URL)
	l.simple_bind_s(LDAP_DN, LDAP_PW)
	res = l.search_s(LDAP_BASE, ldap.SCOPE_SUBTREE, '(&(objectClass=person)(uniStatus=aktiv))', ['uid', 'mail'])
	return dict((e['uid'][0], e['mail'][0]) for (dn, e) in res)


def cpUsers():
	out = {}
	pg = 1
	while True:
		d = cp('GET', 'User?active=true&pgNum=%d&pgSize=200' % pg)
		if not d or not d['data']['users']:
			return out
		for u in d['data']['users']:
			out[u['username']] = u
		pg += 1


lu = ldapUsers()
cu = cpUsers()
print 'LDAP: %d, CrashPlan: %d' % (len(lu), len(cu))

for name, u in cu.items():
	if name not in lu:
		print 'sperre', name
		cp('PUT', 'UserBlock/%d' % u['userId'])
		cp('PUT', 'UserDeactivation/%d' % u['userId'], {'blockUser': True})
	elif lu[name] <> u['email']:
		try:
			cp('PUT', 'User/%d' % u['userId'], {'email': lu[name]})
		except httplib2.ServerNotFoundError, e:
			print 'Server nicht erreichbar für', name, e
