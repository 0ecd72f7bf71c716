#!/usr/bin/env bash
# Releases in an S3-compatible store, another program's: moto, started here, empty, on this machine alone. INOVASI_PROGRAM
# names the program; without it, it is built.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
work=$(mktemp -d)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null; rm -rf "$work"' EXIT
program=${INOVASI_PROGRAM:-}
if [ -z "$program" ]; then
  (cd "$root" && cargo build --quiet --package inovasi) || exit 1
  program=${CARGO_TARGET_DIR:-$root/target}/debug/inovasi
fi
failed=0
checked=0
check() { # check WHAT COMMAND...
  local what=$1
  shift
  checked=$((checked + 1))
  if "$@" >"$work/out" 2>&1; then
    echo "releases-s3: $what"
  else
    echo "releases-s3: FAILED: $what"
    tail -20 "$work/out"
    failed=$((failed + 1))
  fi
}
free() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
answers() { for _ in $(seq 150); do (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return; sleep 0.2; done; return 1; }

s3=$(free)
# Dummies: moto takes any, and nothing leaves this machine.
export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=us-east-1 AWS_ENDPOINT_URL=http://127.0.0.1:$s3
export DATABASE_URL=sqlite://$work/catalogue.db INOVASI_RELEASES=s3://releases/some/where
moto_server -H 127.0.0.1 -p "$s3" >"$work/moto.log" 2>&1 &
pids+=($!)
moto=$!
answers "$s3" || { echo "releases-s3: moto does not answer"; tail "$work/moto.log"; exit 1; }

says() { # says TEXT COMMAND...: whatever its status
  local text=$1
  shift
  "$@" >"$work/said" 2>&1
  grep -qF -- "$text" "$work/said" || { head -20 "$work/said"; return 1; }
}
"$program" import "$root/data" >/dev/null || exit 1
check "without the bucket, the store and the remedy are named" \
  says "the store of releases s3://releases/some/where cannot be" "$program" release
python3 -c 'import boto3; boto3.client("s3").create_bucket(Bucket="releases")' || exit 1
check "a release is made" says "release 2026-11-24 of revision 1:" "$program" release
check "the same again stands" says "stands already" "$program" release

port=$(free)
"$program" serve --listen "127.0.0.1:$port" >"$work/serve.log" 2>&1 &
pids+=($!)
answers "$port" || { echo "releases-s3: the program does not answer"; cat "$work/serve.log"; exit 1; }
base=http://127.0.0.1:$port/v1/releases
whole() { # every file, its length by HEAD, its sum by sha256sum
  mkdir -p "$work/files"
  python3 - "$base" "$work/files" <<'PYTHON'
import json, sys, urllib.request
base, folder = sys.argv[1:]
site = base[: -len("/v1/releases")]
for file in json.load(urllib.request.urlopen(base + "/latest"))["data"]["files"]:
    head = urllib.request.Request(site + file["url"], method="HEAD")
    assert int(urllib.request.urlopen(head).headers["content-length"]) == file["bytes"], file
    body = urllib.request.urlopen(site + file["url"]).read()
    assert len(body) == file["bytes"], file
    part = urllib.request.Request(site + file["url"], headers={"range": "bytes=1-3"})
    if len(body) > 3:
        answer = urllib.request.urlopen(part)
        assert answer.status == 206 and answer.read() == body[1:4], file
    open(f"{folder}/{file['name']}", "wb").write(body)
PYTHON
  (cd "$work/files" && sha256sum --quiet --strict -c SHA256SUMS)
}
check "every file is there, whole and in parts" whole
# The same in a folder: byte for byte.
same() {
  DATABASE_URL=sqlite://$work/other.db "$program" import "$root/data" >/dev/null &&
    DATABASE_URL=sqlite://$work/other.db "$program" release --releases "$work/folder" >/dev/null &&
    diff -r "$work/folder/2026-11-24" "$work/files"
}
check "a folder gets the same bytes" same
# Another installation with other content finds the version taken in the store.
cp -r "$root/data" "$work/data" && sed -i 's/,Indonesia,/,Republik Indonesia,/' "$work/data/regions.csv"
taken() {
  DATABASE_URL=sqlite://$work/third.db "$program" import "$work/data" >/dev/null || return 1
  says "holds other files of a release 2026-11-24" env "DATABASE_URL=sqlite://$work/third.db" "$program" release
}
check "what is sealed is not written over" taken
kill "$moto"
wait "$moto" 2>/dev/null
status() { [ "$(curl -s -o /dev/null -w '%{http_code}' "$2")" = "$1" ]; }
check "without the store a file is 503" status 503 "$base/2026-11-24/README.md"
check "and the list still answers" status 200 "$base"
echo "releases-s3: $((checked - failed)) of $checked checks passed"
[ "$failed" -eq 0 ]
