#!/usr/bin/env bash
set -e
python3 -m venv /opt/venv
/opt/venv/bin/pip install --upgrade pip wheel
/opt/venv/bin/pip install "code42cli>=1.4,<2"
/opt/venv/bin/pip install -q py42==1.11.1 pandas

if ! command -v code42 >/dev/null; then
  echo "code42 is not on the PATH" >&2
  ln -s /opt/venv/bin/code42 /usr/local/bin/code42
fi

code42 profile create -n prod -s console.us.code42.com -u svc-code42@example.com --password "$C42_PW" -y
/opt/venv/bin/python -c "import py42; print(py42.__version__)"
code42 users list -f JSON | jq length
echo 'now try: code42 alerts search -b 1d'
