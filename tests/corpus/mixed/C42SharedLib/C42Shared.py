# -*- coding: utf-8 -*-
# ----------------------------------------------------------
# Shared functions - v 2.3.1
# ----------------------------------------------------------
# 02-02-2016 - move to per-function timeouts
# 11-14-2016 - API call for /api/v3 auth tokens
# ----------------------------------------------------------
import json, csv, base64, math, sys, time, logging, inspect, getpass, os
from datetime import datetime
import requests
requests.packages.urllib3.disable_warnings()

# Internal base class for API
class _ShBase(object):
    cp_host = ''
    cp_port = ''
    cp_username = ''
    cp_password = ''
    cp_authorization = ''
    cp_magic_time = False

    #REST API Calls
    cp_api_account          = "/api/Account/"
    cp_api_archiveMetadata  = "/api/ArchiveMetadata"
    cp_api_computer         = "/api/Computer"
    cp_api_computerBlock    = "/api/ComputerBlock"
    cp_api_dataKeyToken     = "/api/DataKeyToken"
    cp_api_destination      = "/api/Destination"
    cp_api_deviceUpgrade    = "/api/DeviceUpgrade"
    cp_api_legalHold        = "/api/LegalHold"
    cp_api_legalHoldMem     = "/api/LegalHoldMembership"
    cp_api_legalHoldMemSum  = "/api/LegalHoldMembershipSummary"
    cp_api_legalHoldDe      = "/api/LegalHoldMembershipDeactivation"
    cp_api_orgSettings      = "/api/OrgSettings"
    cp_api_restoreRecord    = "/api/RestoreRecord"
    cp_api_serverEnv        = "/api/serverEnv"
    cp_api_storePoint       = "/api/StorePoint"
    cp_api_userBlock        = "/api/UserBlock"
    cp_api_webRestoreJob    = "/api/WebRestoreJob"
    cp_api_v3_jwt           = "/c42api/v3/auth/jwt?useBody=true"
    cp_api_v3_custodian     = "/c42api/v3/customer/my"

class Sh(_ShBase):

    @staticmethod
    def cpoLoginSetup(**kwargs):
        if Sh.cp_authorization:
            return Sh.cp_authorization
        Sh.cp_password = getpass.getpass('=== password for %s: ' % Sh.cp_username)
        r = requests.get(Sh.cp_host + Sh.cp_api_v3_jwt, auth=(Sh.cp_username, Sh.cp_password), verify=False)
        if r.status_code != 200:
            print "could not get a v3_user_token"
            sys.exit(1)
        token = r.json()['data']['v3_user_token']
        Sh.cp_authorization = 'v3_user_token ' + token
        return Sh.cp_authorization

    @staticmethod
    def getRequestHeaders(**kwargs):
        return {'authorization': Sh.cpoLoginSetup(), 'Content-Type': 'application/json'}

    @staticmethod
    def executeRequest(type, cp_api, params={}, payload={}, **kwargs):
        url = Sh.cp_host + (':' + str(Sh.cp_port) if Sh.cp_port else '') + cp_api
        fn = getattr(requests, type)
        for attempt in range(3):
            try:
                return fn(url, params=params, data=json.dumps(payload), headers=Sh.getRequestHeaders(), timeout=(10, 120), verify=False)
            except requests.exceptions.Timeout, e:
                print 'timeout, trying again', e
                time.sleep(5)
        return None

    @staticmethod
    def getLegalHolds(**kwargs):
        params = {'activeState': 'ALL'}
        r = Sh.executeRequest("get", Sh.cp_api_legalHold, params)
        return json.loads(r.content)['data']['legalHolds']

    @staticmethod
    def getLegalHoldMembershipSummary(uid):
        """ same as GET /api/LegalHoldMembershipSummary in the doc viewer """
        r = Sh.executeRequest("get", Sh.cp_api_legalHoldMemSum, {'legalHoldUid': uid})
        return json.loads(r.content)['data']

    @staticmethod
    def blockDevice(computerId, unblock=False):
        verb = "delete" if unblock else "put"
        return Sh.executeRequest(verb, Sh.cp_api_computerBlock + '/' + str(computerId))
