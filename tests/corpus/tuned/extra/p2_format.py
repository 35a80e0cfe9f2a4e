# -*- coding: utf-8 -*-
import json, requests
HOST = "console.us.code42.com"
def show(d):
    print "%-20s %s" % (d['name'], d['guid'])
def restore(guid, node):
    host = HOST
    url = "https://%(host)s/api/WebRestoreSession" % locals()
    r = requests.post(url, data=json.dumps({'computerGuid': guid}), headers={"Authorization": "login_token {}".format(node)})
    job = "https://{host}/api/WebRestoreJob/{id}".format(**{'host': host, 'id': r.json()['id']})
    print requests.get(job).text
    tree = "https://{}/{}/WebRestoreTreeNode".format(HOST, "api")
    print requests.get(tree, params={'guid': guid}).text
    print requests.get("https://" + HOST + "/api/v1/WebRestoreInfo").text
