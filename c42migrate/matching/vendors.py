"""Names of other vendors whose scripts stand beside Code42 ones, and whose APIs have ``/api/v1/user`` and the like."""

from __future__ import annotations

import re
from collections.abc import Iterable

# fmt: off
_VENDORS = frozenset({
    "1password", "abuseipdb", "airtable", "anomali", "appdynamics", "arcsight", "artifactory", "asana", "atlassian",
    "auth0", "autotask", "awx", "azure", "bamboohr", "beyondtrust", "bigfix", "bitbucket", "bitdefender", "bugzilla",
    "carbonblack", "checkpoint", "clickup", "cofense", "confluence", "connectwise", "cortex", "crowdstrike",
    "cyberark", "cylance", "darktrace", "datadog", "delinea", "discord", "dropbox", "druva", "dynatrace", "egnyte",
    "elastic", "exabeam", "extrahop", "falcon", "fortinet", "freshdesk", "freshservice", "github", "gitlab", "glpi",
    "grafana", "graylog", "greynoise", "gsuite", "harbor", "hubspot", "icinga", "intune", "ivanti", "jamf", "jenkins",
    "jira", "jss", "kandji", "kaseya", "keycloak", "kibana", "landesk", "lansweeper", "lastpass", "logrhythm",
    "mailchimp", "mailgun", "malwarebytes", "mantis", "mattermost", "mcafee", "meraki", "mimecast", "misp", "monday",
    "mosyle", "msgraph", "nagios", "nessus", "netskope", "newrelic", "nexus", "notion", "o365", "office365", "okta",
    "onelogin", "opsgenie", "otrs", "pagerduty", "paloalto", "pingone", "proofpoint", "prtg", "qradar", "qualys",
    "rancher", "rapid7", "recordedfuture", "redmine", "rocketchat", "rundeck", "sailpoint", "salesforce", "saviynt",
    "sccm", "securonix", "sendgrid", "sentinelone", "sentry", "servicenow", "shodan", "slack", "smartsheet", "snipe",
    "snipeit", "snow", "snyk", "sonarqube", "sophos", "splunk", "stripe", "sumologic", "symantec", "tanium",
    "telegram", "tenable", "thehive", "threatconnect", "thycotic", "topdesk", "trello", "trendmicro", "twilio",
    "umbrella", "urlscan", "vcenter", "vectra", "veeam", "virustotal", "vmware", "vsphere", "webex", "workday",
    "youtrack", "zabbix", "zbx", "zendesk", "zerofox", "zoom", "zscaler",
})
# fmt: on


def names_vendor(names: Iterable[str]) -> bool:
    """Whether a name of a source (``self.jira_url``, ``OktaClient.get``, ``slack.com``) names another vendor."""
    return any(word in _VENDORS for name in names for word in _words(name))


def _words(name: str) -> list[str]:
    """``self.jiraUrl`` gives self, jira, url."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|\d?[A-Z]?[a-z]+\d*", name)] + [name.lower()]
