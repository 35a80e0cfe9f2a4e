#!/usr/bin/env python
#
# Copyright (c) 2015 - sample code, provided as is.
# Shared helper used by the other scripts in this folder.
#
# Uses: GET /api/User, GET /api/Computer, POST /api/PushRestoreJob

import sys
import json
import base64
import logging
import getpass
import csv
import requests
from requests.packages.urllib3.exceptions import InsecureRequestWarning

class Backup42:

    # fill these in, or leave blank to be asked
    cp_host = "https://backup.example.edu"
    cp_port = "4285"
    cp_username = "admin"
    cp_password = ""
    cp_logLevel = "INFO"
    cp_logFileName = "backup42.log"
    MAX_PAGE_NUM = 250

    # REST resources
    cp_api_userRole = "/api/UserRole"
    cp_api_user = "/api/User"
    cp_api_org = "/api/Org"
    cp_api_archive = "/api/Archive"
    cp_api_deviceBackupReport = "/api/DeviceBackupReport"
    cp_api_authToken = "/api/AuthToken"
    cp_api_loginToken = "/api/LoginToken"
    cp_api_computer = "/api/Computer"
    cp_api_userMoveProcess = "/api/UserMoveProcess"
    cp_api_deacivateUser = "/api/UserDeactivation"
    cp_api_deacivateDevice = "/api/ComputerDeactivation"
    cp_api_restoreHistory = "/api/RestoreHistory"
    cp_api_pushRestoreJob = "/api/PushRestoreJob"
    cp_api_cli = "/api/cli"
    cp_api_ping = "/api/ping"

    @staticmethod
    def getRequestHeaders():
        header = {}
        if not Backup42.cp_password:
            Backup42.cp_password = getpass.getpass('password: ')
        header["Authorization"] = Backup42.getAuthHeader(Backup42.cp_username, Backup42.cp_password)
        header["Content-Type"] = "application/json"
        return header

    @staticmethod
    def getAuthHeader(u, p):
        # 'Authorization: Basic ' + base64.encodestring(...)
        token = base64.b64encode('%s:%s' % (u, p))
        return "Basic %s" % token

    @staticmethod
    def executeRequest(type, cp_api, params, payload):
        header = Backup42.getRequestHeaders()
        url = Backup42.cp_host + ":" + Backup42.cp_port + cp_api
        payload = json.dumps(payload)
        logging.debug("%s %s" % (type, url))
        if type == "get":
            r = requests.get(url, params=params, data=payload, headers=header, verify=False)
        elif type == "delete":
            r = requests.delete(url, params=params, data=payload, headers=header, verify=False)
        elif type == "post":
            r = requests.post(url, params=params, data=payload, headers=header, verify=False)
        elif type == "put":
            r = requests.put(url, params=params, data=payload, headers=header, verify=False)
        else:
            return None
        logging.debug(r.status_code)
        return r

    @staticmethod
    def getUser(params):
        logging.info("getUser -> /api/User params=" + str(params))
        r = Backup42.executeRequest("get", Backup42.cp_api_user, params, {})
        content = r.content
        binary = json.loads(content)
        return binary['data']['users'][0] if binary['data']['users'] else None

    @staticmethod
    def deactivateUser(userId):
        r = Backup42.executeRequest("put", Backup42.cp_api_deacivateUser + "/" + str(userId), {}, {"blockUser": True})
        if r.status_code == 200:
            print "user %s is deactivated" % userId
            return True
        print "ERROR: UserDeactivation returned", r.status_code
        return False

    @staticmethod
    def getDevices(pgNum):
        params = {'pgNum': str(pgNum), 'pgSize': str(Backup42.MAX_PAGE_NUM), 'active': 'true', 'incBackupUsage': 'true'}
        r = Backup42.executeRequest("get", Backup42.cp_api_computer, params, {})
        try:
            return json.loads(r.content)['data']['computers']
        except ValueError, e:
            print "bad json", e
            sys.exit(2)

    @staticmethod
    def setLoggingLevel():
        logging.basicConfig(filename=Backup42.cp_logFileName, level=logging.INFO)
