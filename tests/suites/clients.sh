#!/usr/bin/env bash
# Makes clients of the two contracts with other people's generators, builds them and asks the running server.
# Arguments name some of: rust python typescript graphql (default all). Everything is made in CLIENTS_DIR, a
# temporary folder unless given; a given one keeps the built crates for the next run.
# INOVASI_OPENAPI and INOVASI_SDL name other contracts.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
openapi=$(realpath "${INOVASI_OPENAPI:-$here/../../openapi/openapi.json}")
sdl=$(realpath "${INOVASI_SDL:-$here/../../openapi/schema.graphql}")
export INOVASI_URL=${INOVASI_URL:-http://127.0.0.1:8080}
INOVASI_URL=${INOVASI_URL%/}
bin=$here/node_modules/.bin
if [ -n "${CLIENTS_DIR:-}" ]; then
  mkdir -p "$CLIENTS_DIR"
  work=$(realpath "$CLIENTS_DIR")
else
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
fi
[ $# -gt 0 ] || set -- rust python typescript graphql

# generate NAME GENERATOR FOLDER [PROPERTIES]; its long log is shown only if it fails.
generate() {
  rm -rf "$3"
  openapi-generator-cli generate -g "$2" -i "$openapi" -o "$3" ${4:+--additional-properties="$4"} \
    >"$work/$1.log" 2>&1 ||
    { tail -40 "$work/$1.log"; return 1; }
}

rust() {
  # The variant that has builders: without them each of a list's many parameters would have to be named.
  generate rust rust "$work/rust/client" \
    packageName=inovasi-client,library=reqwest-trait,useSingleRequestParameter=true,useBonBuilder=true || return
  rm -rf "$work/rust/driver" && cp -R "$here/clients/rust" "$work/rust/driver" || return
  # A toolchain file or a target folder of the caller is not meant for this crate.
  (cd "$work/rust/driver" && CARGO_TARGET_DIR=$work/rust/target cargo run --quiet)
}

python() {
  generate python python "$work/python/client" packageName=inovasi_client || return
  python3 -m venv "$work/python/venv" || return
  "$work/python/venv/bin/pip" install --quiet --disable-pip-version-check "$work/python/client" || return
  "$work/python/venv/bin/python" "$here/clients/python/driver.py"
}

# compile FOLDER: type-checks and builds driver.ts with what it imports, then runs it.
compile() {
  cp "$here/clients/tsconfig.json" "$here/clients/node.d.ts" "$1" || return
  echo '{"type":"module"}' >"$1/package.json"
  ln -sfn "$here/node_modules" "$1/node_modules"
  "$bin/tsc" -p "$1" && node "$1/out/driver.js"
}

typescript() {
  local folder=$work/typescript
  generate typescript typescript-fetch "$folder/client" importFileExtension=.js || return
  cp "$here/clients/typescript/driver.ts" "$folder" || return
  "$bin/openapi-typescript" "$openapi" --output "$folder/types.ts" >/dev/null || return
  compile "$folder"
}

graphql() {
  local folder=$work/graphql
  mkdir -p "$folder" || return
  node "$here/clients/graphql/generate.mjs" "$sdl" "$folder/generated.ts" || return
  cp "$here/clients/graphql/driver.ts" "$folder" || return
  compile "$folder"
}

good=0
for client in "$@"; do
  case $client in
    rust | python | typescript | graphql) ;;
    *) echo "clients: no client $client" >&2; exit 2 ;;
  esac
  if "$client"; then
    good=$((good + 1))
  else
    echo "-- $client: FAILED"
  fi
done
echo "clients: $good of $# built and answered"
[ "$good" -eq $# ]
