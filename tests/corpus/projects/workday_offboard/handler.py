"""AWS Lambda: Workday termination webhook -> Code42 detection lists.

Deploy with `sam deploy`. The old version called POST /svc/api/v2/departingemployee/add
directly, this one uses py42.
"""
import json
import os

import boto3
import py42.sdk
from py42.exceptions import Py42UserAlreadyAddedError, Py42NotFoundError

ssm = boto3.client("ssm")
sns = boto3.client("sns")
_sdk = None


def secret(name):
    return ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]


def sdk():
    global _sdk
    if _sdk is None:
        _sdk = py42.sdk.from_local_account(
            os.environ["CONSOLE"], secret("/code42/user"), secret("/code42/password")
        )
    return _sdk


def add(username, day, tags=()):
    client = sdk()
    profile = client.detectionlists.get_user(username)
    uid = profile["userId"]
    try:
        client.detectionlists.departing_employee.add(uid, day)
    except Py42UserAlreadyAddedError:
        client.detectionlists.departing_employee.update_departure_date(uid, day)
    if tags:
        client.detectionlists.add_user_risk_tags(uid, list(tags))
    return uid


def lambda_handler(event, context):
    results = []
    for rec in event["Records"]:
        msg = json.loads(rec["body"])
        worker = msg["worker"]
        try:
            uid = add(worker["email"], worker["terminationDate"][:10], msg.get("tags", ()))
            results.append({"worker": worker["id"], "uid": uid})
        except Py42NotFoundError as err:
            sns.publish(TopicArn=os.environ["TOPIC"], Subject="Code42 user missing", Message=str(err))
    return {"statusCode": 200, "body": json.dumps(results)}
