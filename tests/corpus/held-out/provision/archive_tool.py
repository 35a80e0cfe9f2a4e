#!/usr/bin/env python
# -*- coding: utf-8 -*-
""" Lists archives; GET /api/Archive """
import requests, logging
from requests.packages.urllib3.exceptions import InsecureRequestWarning
requests.packages.urllib3.disable_warnings(InsecureRequestWarning)

log = logging.getLogger(__name__)

class CPServer(object):
	URI = 'https://cp.school.example:4285'
	def __init__(self, user, password):
		self.s = requests.session()
		self.s.auth = (user, password)
		self.s.verify = False

	def __getitem__(self, what):
		return self.request('get', what)

	def request(self, method, what, **kwargs):
		url = '%s/api/%s' % (self.URI, what)
		log.info('%s /api/%s', method, what)
		resp = self.s.request(method, url, **kwargs)
		return resp.json()['data']

	def post(self, what, **kw):
		return self.request('post', what, **kw)

srv = CPServer('admin', 'pw')
for a in srv.request('get', 'Archive?pgSize=500')['archives']:
	print a['archiveBytes'], a['guid']
srv.request('put', 'ColdStorage/%s' % 4, json={})
print srv.post('AuthToken')
print srv['StorePoint']
