#!/usr/bin/env python
# Shared library for our CrashPlan PROe scripts
# (C) ITS client platform, do what you want

import base64
import ConfigParser
import csv
import httplib
import json
import logging
import os
import ssl
import sys
import urllib


class C42(object):

    # endpoints
    cp_api_user = "/api/User"
    cp_api_userRole = "/api/UserRole"
    cp_api_userMove = "/api/UserMoveProcess"
    cp_api_org = "/api/Org"
    cp_api_computer = "/api/Computer"
    cp_api_computerBlock = "/api/ComputerBlock"
    cp_api_deauth = "/api/ComputerDeauthorization"
    cp_api_coldStorage = "/api/ColdStorage"
    cp_api_ping = "/api/Ping"
    cp_help = "https://support.code42.com/"

    host = ''
    port = '4285'
    username = ''
    password = ''
    LOGGED = False
    PAGE = 500

    @staticmethod
    def readConf(path='~/.c42.ini'):
        cp = ConfigParser.RawConfigParser()
        cp.read(os.path.expanduser(path))
        C42.host = cp.get('server', 'host')
        C42.port = cp.get('server', 'port')
        C42.username = cp.get('server', 'user')
        C42.password = cp.get('server', 'password')

    @staticmethod
    def getRequestHeaders():
        header = {}
        header["Authorization"] = C42.getAuthHeader(C42.username, C42.password)
        header["Content-Type"] = "application/json"
        return header

    @staticmethod
    def getAuthHeader(u, p):
        token = base64.b64encode(u + ":" + p)
        return "Basic %s" % token

    @staticmethod
    def executeRequest(verb, cp_api, params={}, payload={}):
        conn = httplib.HTTPSConnection(C42.host, int(C42.port), timeout=60)
        path = cp_api
        if params:
            path = path + "?" + urllib.urlencode(params)
        try:
            conn.request(verb.upper(), path, json.dumps(payload), C42.getRequestHeaders())
            resp = conn.getresponse()
            body = resp.read()
        except (ssl.SSLError, httplib.HTTPException), e:
            logging.error("%s %s: %s", verb, cp_api, e)
            print "request failed, see log"
            return None
        if resp.status >= 400:
            logging.warn("HTTP %d for %s", resp.status, path)
            return None
        if not body:
            return True
        return json.loads(body)

    @staticmethod
    def userById(uid, params={}):
        return C42.executeRequest("get", C42.cp_api_user + "/" + str(uid), params)

    @staticmethod
    def allUsers(orgId=None):
        pg = 1
        while True:
            p = {'pgNum': pg, 'pgSize': C42.PAGE}
            if orgId:
                p['orgId'] = orgId
            r = C42.executeRequest("get", C42.cp_api_user, p)
            if not r or not r['data']['users']:
                break
            for u in r['data']['users']:
                yield u
            pg += 1

    @staticmethod
    def move(uid, org):
        return C42.executeRequest("post", C42.cp_api_userMove, {}, {'userId': uid, 'parentOrgId': org})

    @staticmethod
    def removeRole(uid, role):
        return C42.executeRequest("delete", C42.cp_api_userRole, {'userId': uid, 'roleId': role})
