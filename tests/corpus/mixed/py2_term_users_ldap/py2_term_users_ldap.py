#!/usr/bin/env python2
"""Compare AD disabled accounts to the backup server and switch them off.
Runs from cron on mgmt01. -- kdw"""
import ldap, requests, sys, ConfigParser, smtplib
from email.mime.text import MIMEText

cfg = ConfigParser.ConfigParser()
cfg.read('/etc/offboard.ini')
SERVER = cfg.get('proserver', 'url')
CRED = (cfg.get('proserver', 'user'), cfg.get('proserver', 'pass'))
JIRA = cfg.get('jira', 'url')

def disabled():
	l = ldap.initialize('ldaps://dc1.example.com')
	l.simple_bind_s(cfg.get('ldap', 'dn'), cfg.get('ldap', 'pw'))
	for dn, e in l.search_s('ou=leavers,dc=example,dc=com', ldap.SCOPE_SUBTREE, '(objectClass=user)', ['mail']):
		yield e['mail'][0]

def pro(verb, what, **kw):
	r = requests.request(verb, SERVER + '/rest/' + what, auth=CRED, verify=False, **kw)
	if r.status_code >= 300:
		print "PROServer said %s for %s" % (r.status_code, what)
		return {}
	return r.json().get('data', {})

done = []
for mail in disabled():
	found = pro('get', 'user?username=' + mail).get('users', [])
	for u in found:
		pro('put', 'UserBlock/%s' % u['userId'])
		done.append(mail)

if done:
	t = requests.post(JIRA + '/rest/api/2/issue', auth=(cfg.get('jira', 'user'), cfg.get('jira', 'pass')),
		json={'fields': {'project': {'key': 'OFF'}, 'summary': 'backup off: ' + ','.join(done), 'issuetype': {'name': 'Task'}}})
	print t.json()['key']
