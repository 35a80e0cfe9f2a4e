"""Names of other vendors whose scripts stand beside Code42 ones, and whose APIs have ``/api/v1/user`` and the like."""

from __future__ import annotations

import re
from collections.abc import Iterable

# fmt: off
_VENDORS = frozenset({
    "1password", "airtable", "artifactory", "asana", "atlassian", "auth0", "azure", "bamboohr", "bitbucket",
    "carbonblack", "confluence", "cortex", "crowdstrike", "cyberark", "datadog", "dropbox", "druva", "elastic",
    "falcon", "fortinet", "freshdesk", "freshservice", "github", "gitlab", "grafana", "gsuite", "hubspot",
    "intune", "jamf", "jenkins", "jira", "jss", "kandji", "kibana", "lastpass", "meraki", "mimecast", "mosyle",
    "msgraph", "nessus", "netskope", "notion", "okta", "onelogin", "opsgenie", "pagerduty", "paloalto",
    "proofpoint", "qualys", "rapid7", "salesforce", "sentinelone", "sentry", "servicenow", "slack", "snipe",
    "snipeit", "snyk", "splunk", "stripe", "tenable", "trello", "twilio", "veeam", "virustotal", "workday",
    "zendesk", "zoom", "zscaler",
})
# fmt: on


def names_vendor(names: Iterable[str]) -> bool:
    """Whether a name of a source (``self.jira_url``, ``OktaClient.get``, ``slack.com``) names another vendor."""
    return any(word in _VENDORS for name in names for word in _words(name))


def _words(name: str) -> list[str]:
    """``self.jiraUrl`` gives self, jira, url."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|\d?[A-Z]?[a-z]+\d*", name)] + [name.lower()]
