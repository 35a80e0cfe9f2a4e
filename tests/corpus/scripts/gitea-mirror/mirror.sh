#!/bin/sh
# mirror code42 repos into our gitea
G=https://git.example.org
curl -s -u "$GU:$GP" $G/api/v1/user
curl -s -u "$GU:$GP" $G/api/v1/orgs/code42
curl -s -u "$GU:$GP" -X POST $G/api/v1/user/repos -d '{"name":"py42"}'
curl -s -u "$GU:$GP" -X POST $G/api/v1/repos/migrate -d '{"clone_addr":"https://github.com/code42/py42","repo_name":"py42"}'
git clone https://github.com/code42/code42cli.git
curl -s https://api.github.com/orgs/code42/repos
