"""Tell owners of open cases by mail; the mail itself is only printed here."""
from string import Template

import py42.sdk

TEXT = Template("Case $number ($name) is still open. Last change: $by")


class Notifier:
    def __init__(self, sdk):
        self.sdk = sdk

    def open_cases(self):
        result = []
        for page in self.sdk.cases.get_all(status="OPEN"):
            result.extend(page["cases"])
        return result

    def run(self):
        for case in self.open_cases():
            detail = self.sdk.cases.get(case["number"])
            text = TEXT.substitute(number=case["number"], name=case["name"], by=detail["lastModifiedByUsername"])
            self.send(case["assigneeUsername"], text)

    def send(self, to, text):
        print(f"{to}: {text}")


Notifier(py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")).run()
