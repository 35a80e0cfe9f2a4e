from typing import Any, Dict, Sequence

from airflow.exceptions import AirflowException
from airflow.hooks.base import BaseHook
from airflow.models import BaseOperator
import requests


class Code42Hook(BaseHook):
    conn_name_attr = "code42_conn_id"

    def __init__(self, code42_conn_id: str = "code42_default") -> None:
        super().__init__()
        self.conn = self.get_connection(code42_conn_id)

    def get_conn(self) -> requests.Session:
        s = requests.Session()
        r = s.post(f"https://{self.conn.host}/v1/oauth", data={"grant_type": "client_credentials"},
                   auth=(self.conn.login, self.conn.password))
        r.raise_for_status()
        s.headers["Authorization"] = "Bearer " + r.json()["access_token"]
        return s

    def run(self, method: str, endpoint: str, **kw: Any) -> Dict:
        r = self.get_conn().request(method, f"https://{self.conn.host}{endpoint}", **kw)
        if r.status_code >= 400:
            raise AirflowException(r.text)
        return r.json()


class Code42ExportOperator(BaseOperator):
    """Base: subclasses give ``endpoint``, ``method`` and ``extract``."""

    template_fields: Sequence[str] = ("ds_",)
    endpoint = ""
    method = "GET"
    key = ""

    def __init__(self, *, bucket: str, ds_: str = "{{ ds }}", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.bucket = bucket
        self.ds_ = ds_

    def body(self):
        return None

    def execute(self, context):
        from airflow.providers.amazon.aws.hooks.s3 import S3Hook
        import json
        data = Code42Hook().run(self.method, self.endpoint, json=self.body())[self.key]
        S3Hook().load_string(json.dumps(data), f"{self.task_id}/{self.ds_}.json", bucket_name=self.bucket, replace=True)
        return len(data)


class Devices(Code42ExportOperator):
    endpoint = "/v1/devices?page_size=250"
    key = "devices"


class Users(Code42ExportOperator):
    endpoint = "/v1/users?page=1&pageSize=500"
    key = "users"


class FileEvents(Code42ExportOperator):
    endpoint = "/v1/file-events"
    method = "POST"
    key = "fileEvents"

    def body(self):
        return {"groups": [{"filters": [{"term": "insertionTimestamp", "operator": "ON_OR_AFTER", "value": self.ds_}]}],
                "pgNum": 1, "pgSize": 10000}


class RiskProfiles(Code42ExportOperator):
    endpoint = "/v1/user-risk-profiles"
    key = "userRiskProfiles"


class Rules(Code42ExportOperator):
    endpoint = "/v2/alert-rules"
    key = "rules"
