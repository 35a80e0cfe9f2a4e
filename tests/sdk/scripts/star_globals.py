from py42.sdk import from_api_client

client = from_api_client("console.us.code42.com", "key-1", "secret")


def report():
    lines = []
    for page in client.cases.get_all():
        for case in page["cases"]:
            lines.append("%s: %s (%s)" % (case["number"], case["name"], case.get("assigneeUsername", "nobody")))
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())
