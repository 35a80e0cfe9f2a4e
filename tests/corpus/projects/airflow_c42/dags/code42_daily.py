from datetime import datetime
from airflow import DAG
from airflow.operators.bash import BashOperator
from plugins.code42_operator import *

with DAG("code42_daily", schedule="@daily", start_date=datetime(2023, 1, 1), catchup=False) as dag:
    dev = Devices(task_id="devices", bucket="sec-lake")
    usr = Users(task_id="users", bucket="sec-lake")
    ev = FileEvents(task_id="file_events", bucket="sec-lake")
    rp = RiskProfiles(task_id="risk_profiles", bucket="sec-lake")
    old = BashOperator(
        task_id="legal_hold_list",
        bash_command="code42 legal-hold list -f JSON > /data/lh.json",
    )
    note = BashOperator(task_id="note", bash_command="echo done >> /var/log/code42_daily.log")
    [dev, usr] >> ev >> rp >> old >> note
