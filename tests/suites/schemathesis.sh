#!/usr/bin/env bash
# Requests made from the two contracts, well-formed and not, with every check on. Bounded: MAX_EXAMPLES for each
# operation and phase (default 30), LIMIT seconds for each of the two runs (default 900).
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
base=${INOVASI_URL:-http://127.0.0.1:8080}
base=${base%/}
failed=0
# It looks for its configuration and for the hooks named there where it runs, and leaves files there.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/schemathesis.toml" "$here/schemathesis_hooks.py" "$work"
cd "$work"

run() {
  timeout "${LIMIT:-900}" schemathesis run "$1" --checks all \
    --max-examples "${MAX_EXAMPLES:-30}" --seed 1 --workers 1 --request-timeout 10 --continue-on-failure
  status=$?
  [ "$status" -eq 124 ] && echo "schemathesis: $1 not done after ${LIMIT:-900} s"
  if [ "$status" -ne 0 ]; then failed=$((failed + 1)); fi
}

run "$base/openapi.json"
run "$base/graphql"
echo "schemathesis: $((2 - failed)) of 2 contracts without a failure"
[ "$failed" -eq 0 ]
