from datetime import datetime, timedelta
import argparse, getpass
import py42.sdk
from py42.sdk.queries.fileevents.v2 import *
import py42.settings.debug as debug

def main():
	ap = argparse.ArgumentParser(description='v2 search')
	ap.add_argument('-u', '--user', required=True)
	ap.add_argument('-d', '--days', default=5, type=int)
	ap.add_argument('--debug', action='store_true')
	args = ap.parse_args()
	if args.debug:
		debug.level = debug.DEBUG
	c = py42.sdk.from_api_client('console.ie.code42.com', args.user, getpass.getpass('secret: '))
	when = datetime.utcnow() - timedelta(days=args.days)
	q = FileEventQuery(event.Inserted.on_or_after(when), risk.Severity.is_in(['HIGH', 'CRITICAL']))
	tok = ''
	while tok is not None:
		r = c.securitydata.search_all_file_events(q, page_token=tok)
		for e in r['fileEvents']:
			print(e['event']['id'], e['user']['email'], e['file']['name'], sep='\t')
			if e['file'].get('hash', {}).get('md5') and args.debug:
				c.securitydata.stream_file_by_md5(e['file']['hash']['md5'])
		tok = r['nextPgToken'] or None
	s = c.securitydata.savedsearches.get(use_v2=True)
	print(len(s['searches']), 'saved searches, see savedsearches.execute()')

main()
