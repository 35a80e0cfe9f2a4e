#!/usr/bin/env python
# Helper library for the admin scripts. GET /api/User is the slow one.
import json
import sys
import logging
import requests
import base64

class Server:
	host = "backup.acme.example"
	port = "4285"
	username = "admin"
	password = ""

	# resources
	cp_api_user = "/api/User"
	cp_api_org = "/api/Org"
	cp_api_computer = "/api/Computer"
	cp_api_userDeactivation = "/api/UserDeactivation"
	cp_api_userMoveProcess = "/api/UserMoveProcess"
	cp_api_deviceUpgrade = "/api/DeviceUpgrade"
	cp_api_loginToken = "/api/LoginToken"
	cp_api_restoreRecord = "/api/RestoreRecord"
	cp_api_authToken = "/api/AuthToken"
	MAX_PAGE_NUM = 250

	@staticmethod
	def getRequestHeaders():
		header = {}
		creds = base64.b64encode("%s:%s" % (Server.username, Server.password))
		header["Authorization"] = "Basic %s" % creds
		header["Content-Type"] = "application/json"
		return header

	@staticmethod
	def getRequestUrl(path):
		return "https://%s:%s%s" % (Server.host, Server.port, path)

	@staticmethod
	def executeRequest(type, path, params={}, payload={}):
		header = Server.getRequestHeaders()
		url = Server.getRequestUrl(path)
		logging.debug("requesting " + url)
		if type == "get":
			r = requests.get(url, params=params, data=json.dumps(payload), headers=header, verify=False)
		elif type == "delete":
			r = requests.delete(url, params=params, data=json.dumps(payload), headers=header, verify=False)
		elif type == "post":
			r = requests.post(url, params=params, data=json.dumps(payload), headers=header, verify=False)
		else:
			r = requests.put(url, params=params, data=json.dumps(payload), headers=header, verify=False)
		logging.debug(r.text)
		return r

	@staticmethod
	def getUser(params):
		try:
			r = Server.executeRequest("get", Server.cp_api_user, params, {})
		except requests.ConnectionError, e:
			print "cannot reach /api/User:", e
			sys.exit(1)
		return json.loads(r.content.decode("UTF-8"))["data"]["users"]

	@staticmethod
	def deactivateUser(userId):
		if userId is None or userId <> "":
			r = Server.executeRequest("put", Server.cp_api_userDeactivation + "/" + str(userId), {}, {"blockUser": True})
			return r.status_code == 204
