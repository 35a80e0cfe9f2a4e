"""Programs inside other files: exactly the bytes that have to change do. ``⟦old|new⟧`` marks them (see ``marked``)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.beyond import marked

XML = """<?xml version="1.0" encoding="UTF-8"?>
<computer_extension_attribute><!-- https://console.us.code42.com/api/User/1 stays -->
<name>Code42 &amp; CrashPlan – GUID</name>
<input_type><type>script</type><script>#!/bin/bash
host=&quot;https://console.us.code42.com&quot;
guid=$(sed -n 's/guid=//p' &lt; /tmp/a &amp;&amp; true)
curl -s "$host⟦/api|/api/v1⟧/Computer/$guid?a=1&amp;idType=guid" -H &quot;Authorization: ⟦v3_user_token|Bearer⟧ $1&quot; &gt; /dev/null
echo "&lt;result>$guid&lt;/result>"</script></input_type>
</computer_extension_attribute>
"""
CDATA = """<policy><script_contents><![CDATA[#!/bin/sh
curl -sk 'https://console.us.code42.com⟦/console/api/|/api/v1/⟧Computer/1?x=1&y=<2>'
]]></script_contents><notes>GET https://console.us.code42.com/api/Computer/1</notes></policy>
"""
MARKDOWN = """# Runbook: `/api/User`

Call https://console.us.code42.com/api/User/1 as said in `curl https://console.us.code42.com/api/User/1`.

1. First:
   ```bash
   $ curl -s \\
       "https://console.us.code42.com⟦/api/|/api/v1/⟧User/$id"
   {"data": "https://console.us.code42.com/api/Org/1"}
   ```
> ```python
> import requests
> requests.get("https://console.us.code42.com⟦/api/|/api/v1/⟧Computer/1")
> ```

~~~powershell
Invoke-RestMethod -Uri "https://console.us.code42.com⟦/app/api/|/api/v1/⟧User/$Id"
~~~
"""
YAML = """# https://console.us.code42.com/api/User/1 in a comment
env: {C42: "https://console.us.code42.com"}
jobs:
  offboard:
    steps:
      - name: "see /api/User/1"
        run: |
          id=${{ github.event.inputs.id }}
          curl -s -H "Authorization: ⟦v3_user_token|Bearer⟧ ${{ secrets.T }}" \\
            "https://console.us.code42.com⟦/api/|/api/v1/⟧User/$id"   # büro 😀
      - run: curl -s https://console.us.code42.com⟦/api/|/api/v1/⟧Computer/1
      - run: "curl -s 'https://console.us.code42.com⟦/api/|/api/v1/⟧Computer/2' -H \\"X: y\\""
      - shell: pwsh
        run: |
          Invoke-RestMethod "https://console.us.code42.com⟦/api/|/api/v1/⟧User/$env:ID"
"""
DOCKERFILE = """FROM alpine:3 AS c42
# RUN curl https://console.us.code42.com/api/User/1
ARG GUID
RUN apk add --no-cache curl \\
    # a comment between
 && curl -sf "https://console.us.code42.com⟦/api/|/api/v1/⟧Computer/${GUID}" -o /tmp/a
RUN ["sh", "-c", "curl https://console.us.code42.com⟦/api/|/api/v1/⟧User/1"]
HEALTHCHECK CMD curl -f https://console.us.code42.com⟦/api/|/api/v1/⟧Ping || exit 1
"""
MAKEFILE = """C42 = https://console.us.code42.com
# curl $(C42)/api/User/1
device:
\t@curl -s "https://console.us.code42.com⟦/api/|/api/v1/⟧Computer/$(GUID)" \\
\t  -H "Authorization: ⟦v3_user_token|Bearer⟧ $$TOKEN"
\t-for id in 1 2; do curl -s https://console.us.code42.com⟦/api/|/api/v1/⟧User/$$id; done
"""
CRONTAB = """MAILTO=a@example.com
# 0 1 * * * curl https://console.us.code42.com/api/User/1
0 1 * * * curl -s https://console.us.code42.com⟦/api/|/api/v1/⟧User/1 > /dev/null
"""
RST = """Devices
=======

Ask https://console.us.code42.com/api/User/1::

.. code-block:: sh

   curl -s https://console.us.code42.com⟦/api/|/api/v1/⟧User/1
"""
CASES = {
    "ea.xml": XML,
    "policy.xml": CDATA,
    "RUNBOOK.md": MARKDOWN,
    "ci.yml": YAML,
    "Dockerfile": DOCKERFILE,
    "Makefile": MAKEFILE,
    "jobs.crontab": CRONTAB,
    "guide.rst": RST,
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_the_marked_bytes_change(name: str, newline: str, tmp_path: Path) -> None:
    text = CASES[name].replace("\n", newline)
    assert marked.fixed(tmp_path / name, text).decode("utf-8").split("\n") == marked.after(text).split("\n")


@pytest.mark.parametrize("name", ["ea.xml", "policy.xml"])
def test_bare_carriage_returns_stay(name: str, tmp_path: Path) -> None:
    """As management consoles of macOS export them."""
    text = CASES[name].replace("\n", "\r")
    assert marked.fixed(tmp_path / name, text).decode("utf-8") == marked.after(text)


def test_other_encodings_stay(tmp_path: Path) -> None:
    text = XML.replace("UTF-8", "ISO-8859-1").replace("–", "é")
    assert marked.fixed(tmp_path / "ea.xml", text, encoding="latin-1") == marked.after(text).encode("latin-1")


@pytest.mark.parametrize("name", ["tool.rb", "main.go", "Tool.java", "conf.ini", "c42.json", "page.html"])
def test_what_is_read_lexically_is_never_rewritten(name: str, tmp_path: Path) -> None:
    text = 'url = "https://console.us.code42.com/api/User/1"\n'
    assert marked.fixed(tmp_path / name, text, level="--unsafe-fixes").decode() == text
