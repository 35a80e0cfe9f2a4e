# sourced by offboard.sh
export C42_HOST="https://console.us.code42.com"
export C42_USER="svc-offboard@example.com"
export C42_PASS="$(security find-generic-password -s c42-offboard -w)"
export SLACK_HOOK="https://hooks.slack.com/services/T000/B000/xxxx"
