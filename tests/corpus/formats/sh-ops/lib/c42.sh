# sourced. expects C42_USER, C42_PASS
C42_SRV=${C42_SRV:-https://console.us.code42.com}
c42() {
  local verb=$1 res=$2; shift 2
  curl -sS --fail -u "$C42_USER:$C42_PASS" -X "$verb" "$@" "$C42_SRV/api/$res"
}
c42_v1() { curl -sS --fail -u "$C42_USER:$C42_PASS" "$C42_SRV/api/v1/$1"; }
