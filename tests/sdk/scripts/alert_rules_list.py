import py42.sdk

sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
rules = []
for page in sdk.alerts.rules.get_all():
    rules.extend(page["ruleMetadata"])
enabled = [rule for rule in rules if rule["isEnabled"]]
print(len(rules), len(enabled))
for rule in sorted(enabled, key=lambda r: r["name"]):
    print(rule["observerRuleId"], rule["severity"], rule["name"])
