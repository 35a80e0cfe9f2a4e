from c42_lib import C42
import sys

# purge cold storage of one org. /api/ColdStorage wants the archive GUID
C42.readConf()

def purge(guid):
	return C42.executeRequest('put', '/api/coldStorage/' + guid, {}, {'archiveHoldExpireDate': '2016-01-01'})

p = {'orgId': sys.argv[1], 'pgSize': 1000, 'pgNum': 1}
page = C42.executeRequest('get', C42.cp_api_coldStorage, p)
for a in page['data']['coldStorageRows']:
	print a['archiveGuid'], a['archiveBytes']
	if '--really' in sys.argv:
		purge(a['archiveGuid'])
