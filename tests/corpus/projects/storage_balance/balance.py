#!/usr/bin/env python2.7
"""
Show (and with --move, fix) the balance of archives over store points.

Not supported by Code42. Tested with 5.4 and 6.0.
"""
import argparse
import logging
import sys
import api
from threading import Thread
from Queue import Queue, Empty

log = logging.getLogger('balance')
work = Queue()
result = []


def worker(n):
    while True:
        try:
            node = work.get_nowait()
        except Empty:
            return
        try:
            pts = api.get(api.STORE_POINTS, nodeId=node['nodeId'])
            for p in pts['storePoints']:
                result.append((node['nodeName'], p['name'], p['freeBytes'], p['totalBytes']))
        except Exception, e:
            log.error('worker %d: %s', n, e)
        work.task_done()


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('--threads', type=int, default=4)
    ap.add_argument('--move', action='store_true')
    ap.add_argument('-v', action='store_true')
    a = ap.parse_args()
    logging.basicConfig(level=a.v and logging.DEBUG or logging.INFO)
    api.login()
    for n in api.get(api.NODES)['nodes']:
        work.put(n)
    ts = [Thread(target=worker, args=(i,)) for i in xrange(a.threads)]
    [t.start() for t in ts]
    [t.join() for t in ts]
    for r in sorted(result):
        print '%-20s %-12s %5.1f%% free' % (r[0], r[1], 100.0 * r[2] / r[3])
    if a.move:
        print 'move candidates:'
        for arch in api.get('/api/v1/Archive', serverId=2)['archives']:
            print arch['guid'], arch['archiveBytes']
            log.debug('would PUT /api/ArchiveMove/%s', arch['guid'])


if __name__ == '__main__':
    sys.exit(main())
