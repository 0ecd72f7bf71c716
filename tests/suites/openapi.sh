#!/usr/bin/env bash
# Three linters that know different things about OpenAPI 3.1; no problem of any severity passes.
# INOVASI_OPENAPI names another document.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
document=$(realpath "${INOVASI_OPENAPI:-$here/../../openapi/openapi.json}")
bin=$here/node_modules/.bin
failed=0
# No call home, no notice about newer versions.
export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true

check() {
  local name=$1 status
  shift
  echo "-- $name"
  "$@"
  status=$?
  if [ "$status" -ne 0 ]; then
    echo "-- $name: FAILED (status $status)"
    failed=$((failed + 1))
  fi
}

# recommended-strict turns every warning of the recommended rules into an error. Run where no redocly.yaml
# can soften it.
redocly() (cd "$(mktemp -d)" && "$bin/redocly" lint --extends recommended-strict --max-problems 1000 "$document")

check "redocly recommended-strict" redocly
check "spectral:oas" "$bin/spectral" lint --ruleset "$here/.spectral.yaml" --fail-severity hint "$document"
check "openapi-spec-validator" openapi-spec-validator --validation-errors all "$document"
echo "openapi: $((3 - failed)) of 3 linters without a problem"
[ "$failed" -eq 0 ]
