"""Ordinary ways to write a password beside a finding: every form in every shape, each with a secret of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

HOST = "https://console.us.code42.com"
PUT = "/api/UserDeactivation/7"

SHAPES = ("{s}", "$pre{s}!", "/a{s}+b==", "P@ss {s} phrase", "%d{s}%s", "<{s}>", "x-{s}.y", "{{{s}")
"""How passwords and tokens look; ``{s}`` is what must not be shown."""

PYTHON = """
requests.put("{H}{P}", auth=("me", "§"))
requests.put("{H}{P}", auth=HTTPBasicAuth("me", password="§"))
requests.put("{H}{P}", headers={"Authorization": "v3_user_token §"})
requests.put("{H}{P}", headers={"Authorization": "v3_user_token %s" % "§"})
requests.put("{H}{P}", headers={"X-Auth": "§"}, cookies={"session": "§"})
requests.put("{H}{P}?key=§")
requests.put("{H}{P}?a=1&token=§&b=2")
requests.put("https://me:§@console.us.code42.com{P}")
requests.put("{H}{P}", params={"password": "§"}, json={"secret": "§"})
requests.put("{H}{P}", data='{"password": "§"}')
requests.put("{H}{P}", data="user=me&password=§")
requests.put("{H}{P}")  # password is §
requests.put("{H}{P}", cert=("§", "/etc/key"))
PASSWORD = "§"; requests.put("{H}{P}", auth=("me", PASSWORD))
def go(password="§"): requests.put("{H}{P}", auth=("me", password))
p.add_argument("--password", default="§"); requests.put("{H}{P}")
token = os.getenv("TOKEN", "§"); requests.put("{H}{P}", headers={"Authorization": token})
token = os.environ.get("TOKEN") or "§"; requests.put("{H}{P}")
AUTH = {"user": "me", "pass": "§"}; requests.put("{H}{P}", auth=AUTH)
requests.put(f"{H}{P}?api_key={'§'}")
requests.put("{H}/api/" + "UserDeactivation/§")
requests.put("{H}/api/UserDeactivation/§")
os.system("curl -u me:§ -X PUT {H}{P}")
subprocess.run(["curl", "-u", "me:§", "-X", "PUT", "{H}{P}"])
subprocess.run("curl -H 'Authorization: Bearer §' -X PUT {H}{P}", shell=True)
client = py42.sdk.from_local_account("console.us.code42.com", "me", "§"); client.detectionlists.get_user_by_id("§")
sdk = py42.sdk.from_api_client("console.us.code42.com", "key-42", secret="§")
logging.info("login with §"); requests.put("{H}{P}")
assert password == "§"; requests.put("{H}{P}")
requests.put("{H}{P}", auth=("me", b"§".decode()))
requests.put("{H}{P}", headers=dict(Authorization="Basic " + "§"))
requests.put("{H}{P}", proxies={"https": "http://me:§@proxy:8080"})
requests.get("{H}/api/User?username=me&password=§")
requests.post("{H}/api/v1/UserDeactivation/7", json={"note": "§"})
if uid != "§": requests.put("{H}{P}")  # c42migrate: ignore[C42-303] because §
x = 1  # c42migrate: ignore[C42-303] §
requests.put("{H}{P}"); raise SystemExit("bad password §")
lambda_password = lambda: "§"; requests.put("{H}{P}")
requests.put("{H}{P}", auth=("me", str("§")), verify="§.pem")
print("§" if debug else requests.put("{H}{P}"))
"""

SHELL = """
curl -u 'me:§' -X PUT {H}{P}
curl -u "me:§" -X PUT "{H}{P}"
curl --user 'me:§' -X PUT {H}{P}
curl -H 'Authorization: v3_user_token §' -X PUT {H}{P}
curl -H "X-Auth-Token: §" -X PUT {H}{P}
curl -b 'session=§' -X PUT {H}{P}
curl -X PUT '{H}{P}?key=§'
curl -X PUT 'https://me:§@console.us.code42.com{P}'
curl -d 'password=§' -X PUT {H}{P}
curl -d '{"password": "§"}' -X PUT {H}{P}
C42='admin:§'; curl -u "$C42" -X PUT {H}{P}
export PASSWORD='§' && curl -X PUT {H}{P}
PASSWORD='§' curl -X PUT {H}{P}
echo 'user = me:§' | curl -K - -X PUT {H}{P}
curl -X PUT {H}{P} # the password is §
http -a 'me:§' PUT {H}{P}
http PUT {H}{P} 'X-Auth:§'
wget --password='§' --method=PUT {H}{P}
expect -c 'send "§"'; curl -X PUT {H}{P}
curl -X PUT {H}/api/UserDeactivation/'§'
sshpass -p '§' ssh host; curl -X PUT {H}{P}
curl -X PUT {H}{P} --cert 'a.pem:§' --pass '§'
curl --oauth2-bearer '§' -X PUT {H}{P}
read -r -p '§' x; curl -X PUT {H}{P}
T=${TOKEN:-'§'}; curl -H "Authorization: $T" -X PUT {H}{P}
"""

POWERSHELL = """
$p = ConvertTo-SecureString '§' -AsPlainText -Force; Invoke-RestMethod -Method Put '{H}{P}'
$h = @{ Authorization = 'Bearer §' }; Invoke-RestMethod -Method Put -Headers $h -Uri '{H}{P}'
$h = @{ 'X-Key' = '§' }; irm -Method Put -Headers $h '{H}{P}'
Invoke-RestMethod -Method Put '{H}{P}?token=§'
$c = New-Object PSCredential('me', '§'); irm -Method Put '{H}{P}'
[Text.Encoding]::UTF8.GetBytes('me:§'); irm -Method Put '{H}{P}'
param($Password = '§'); irm -Method Put '{H}{P}'
irm -Method Put '{H}{P}' -Body '{"password": "§"}' # §
$env:C42_PASSWORD = '§'; irm -Method Put '{H}{P}'
net use \\\\host 'pw§'; curl.exe -u 'me:§' -X PUT '{H}{P}'
"""

RUBY = """
req.basic_auth 'me', '§'; http.put '{H}{P}'
HTTParty.put('{H}{P}', headers: { 'Authorization' => 'Bearer §' })
RestClient.put '{H}{P}', { password: '§' }
password = ENV.fetch('PW', '§'); HTTParty.put('{H}{P}') # §
"""

CSHARP = """
client.DefaultRequestHeaders.Add("Authorization", "v3_user_token §"); client.PutAsync("{H}{P}", null);
var password = "§"; client.PutAsync("{H}{P}", body); // §
new NetworkCredential("me", "§"); client.UploadString("{H}{P}", "PUT", "§");
const string Url = "{H}{P}?key=§";
"""

YAML = """
- run: curl -u 'me:§' -X PUT {H}{P}
- uri: {url: "{H}{P}", method: PUT, url_password: '§'}
- {password: '§', url: '{H}{P}'}
- env: {TOKEN: '§', URL: '{H}{P}'} # §
"""

XML = """
<connection user="me" password="§" url="{H}{P}"/>
<add key="Url" value="{H}{P}?token=§"/>
<a><password>§</password><url>{H}{P}</url><!-- § --></a>
"""

DATA = """
{"url": "{H}{P}", "password": "§", "headers": {"Authorization": "Bearer §"}}
{"request": {"method": "PUT", "url": "{H}{P}?key=§"}, "auth": {"basic": [{"key": "password", "value": "§"}]}}
"""

MARKDOWN = """
Run `curl -u me:§ -X PUT {H}{P}` with the password §.
Ask PUT {H}{P}?token=§ for it, token §.
"""

OTHERS = {
    "env": ["TOKEN=§\nURL={H}{P}?key=§"],
    "ini": ["[c42]\npassword = §\nurl = {H}{P}?key=§"],
    "properties": ["password=§\nurl={H}{P}?password=§"],
    "http": ['PUT {H}{P}?key=§\nAuthorization: Bearer §\n\n{"p": "§"}'],
    "tf": ['variable "x" {\n  default = "§"\n}\nurl = "{H}{P}?token=§" # §'],
    "groovy": ['def p = "§"; sh "curl -u me:§ -X PUT {H}{P}"'],
    "bat": ["set PW=§\ncurl -u me:§ -X PUT {H}{P}"],
    "vbs": ['http.Open "PUT", "{H}{P}", False, "me", "§" \' §'],
    "js": [
        'const p = "§"; fetch("{H}{P}", {method: "PUT", headers: {Authorization: "Bearer §"}}); // §',
        "axios.put(`{H}{P}?key=§`, {password: '§'})",
    ],
    "php": ['<?php curl_setopt($c, CURLOPT_USERPWD, "me:§"); curl_setopt($c, CURLOPT_URL, "{H}{P}"); // §'],
    "go": ['package a\nvar p = "§"\nvar r, _ = http.NewRequest("PUT", "{H}{P}?key=§", nil) // §'],
    "java": ['class A { String p = "§"; URL u = new URL("{H}{P}?key=§"); } // §'],
    "pl": ["my $p = '§'; $ua->put('{H}{P}', Authorization => 'Bearer §'); # §"],
    "csv": ["name,url,password\nme,{H}{P},§"],
    "txt": ["PUT {H}{P}?key=§ with §"],
    "rst": ["Text §::\n\n    curl -u me:§ -X PUT {H}{P}\n"],
    "html": ['<a href="{H}{P}?key=§">§</a>'],
}
"""Other kinds of files → what they hold."""

NAMED = {
    "requirements.txt": "--extra-index-url https://me:§@pypi.example.com/simple\npy42==1.26.0 --hash=sha256:§  # §",
    "Dockerfile": "FROM x\nENV PW=§\nRUN curl -u me:§ -X PUT {H}{P}",
    "Makefile": "PW = §\na:\n\tcurl -u me:§ -X PUT {H}{P} # §",
    "crontab": "PW=§\n0 1 * * * curl -u me:§ -X PUT {H}{P}",
    "pyproject.toml": '[project]\nname = "x"\ndependencies = ["py42==1.26.0"] # §\n[[tool.x]]\nurl = "https://me:§@host"',
    "Jenkinsfile": "node { sh 'curl -u me:§ -X PUT {H}{P}' } // §",
}

FILES = {
    "py": (PYTHON, "import os, requests, py42.sdk\n"), "sh": (SHELL, "#!/bin/sh\n"), "ps1": (POWERSHELL, ""), "rb": (RUBY, ""),
    "cs": (CSHARP, ""), "yml": (YAML, ""), "xml": (XML, ""), "json": (DATA, ""), "md": (MARKDOWN, ""),
}  # fmt: skip
ESCAPES = {"xml": str.maketrans({"<": "&lt;", ">": "&gt;"})}


@dataclass(frozen=True, slots=True)
class Form:
    """A file called ``name`` that holds ``secret``."""

    name: str
    text: str
    secret: str


def forms() -> Iterator[Form]:
    """All forms, in two shapes each; of Python, notebooks too."""
    number = 0
    for kind, (lines, before) in FILES.items():
        for line in lines.strip().split("\n"):
            for _ in range(2):
                secret = f"zQ{number:03}hunTer"
                shape = SHAPES[number % len(SHAPES)].replace("{{", "{").replace("{s}", secret)
                written = (
                    line.replace("{H}", HOST).replace("{P}", PUT).replace("§", shape.translate(ESCAPES.get(kind, {})))
                )
                text = f"{before}{written}\n"
                yield Form(f"f{number:03}.{kind}", text, secret)
                number += 1
                if kind == "py" and number % 4 == 0:
                    secret = f"zQ{number:03}hunTer"
                    code = (before + line.replace("{H}", HOST).replace("{P}", PUT).replace("§", secret)).splitlines(
                        keepends=True
                    )
                    cell = {"cell_type": "code", "source": code, "metadata": {}, "outputs": [], "execution_count": None}
                    yield Form(
                        f"f{number:03}.ipynb",
                        json.dumps({"cells": [cell], "nbformat": 4, "metadata": {}}, indent=1),
                        secret,
                    )
                    number += 1
    for name, text in [(f"x.{kind}", text) for kind, texts in OTHERS.items() for text in texts] + list(NAMED.items()):
        for _ in range(2):
            secret = f"zQ{number:03}hunTer"
            shape = SHAPES[number % len(SHAPES)].replace("{{", "{").replace("{s}", secret)
            written = text.replace("{H}", HOST).replace("{P}", PUT).replace("§", shape)
            yield Form(f"d{number:03}/{name}", f"{written}\n", secret)
            number += 1
