# sourced - no shebang on purpose
# shellcheck shell=bash

C42_SERVER="${C42_SERVER:-https://c42.example.org:4285}"

# c42_get <resource and query>
c42_get() {
	curl --silent --insecure \
		--user "${C42_USER}:${C42_PW}" \
		"${C42_SERVER}/api/$1"
}

# c42_put <resource> [json]
c42_put() {
	local res=$1 body=${2:-'{}'}
	curl --silent --insecure -X PUT \
		-H "Content-Type: application/json" \
		--user "${C42_USER}:${C42_PW}" \
		--data "$body" \
		"${C42_SERVER}/api/$res"
}

jss_get() {
	curl -su "${JSS_USER}:${JSS_PW}" -H "Accept: application/json" "https://jss.example.org:8443/JSSResource/$1"
}

c42_die() {
	echo "FATAL: $*" >&2
	exit 1
}
