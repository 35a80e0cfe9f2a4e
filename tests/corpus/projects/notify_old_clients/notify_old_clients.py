# -*- coding: utf-8 -*-
import sys, json, subprocess, re
# we shell out to curl because the python on the box has a broken ssl

AUTH = sys.argv[1]   # user:pass
URL = 'https://backup.uni.example.no:4285'

def curl(path, *more):
	cmd = ['curl', '-s', '-k', '-u', AUTH]
	cmd.extend(more)
	cmd.append(URL + path)
	out = subprocess.Popen(cmd, stdout=subprocess.PIPE).communicate()[0]
	try:
		return json.loads(out)['data']
	except ValueError, e:
		print 'bad json from', path
		return {}

latest = curl('/api/ServerEnv')['version']
print 'server is', latest
old = []
for c in curl('/api/Computer?active=true&pgSize=3000')['computers']:
	if c['version'] and c['version'] < latest:
		old.append((c['guid'], c['name'], c['version']))

for guid, name, v in old:
	print guid, name, v
	if '--upgrade' in sys.argv:
		curl('/api/DeviceUpgrade', '-X', 'PUT', '-d', json.dumps({'guid': guid}))
		# the same by hand: curl -u me -X PUT https://server:4285/api/DeviceUpgrade
print len(old), 'old clients'
