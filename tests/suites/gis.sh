#!/usr/bin/env bash
# Reads the map service of the running server with GDAL, as QGIS, R and geopandas do, and compares with /v1/regions.
# Its description is read by openapi-spec-validator, which `run` installs.
set -uo pipefail
url=${INOVASI_URL:-http://127.0.0.1:8080}
url=${url%/}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

same() { # same WHAT FOUND EXPECTED
  if [ "$2" = "$3" ]; then echo "gis: $1: $2"; else echo "gis: $1: $2, not $3" >&2; failed=1; fi
}
field() { # field PATH EXPRESSION: a value of an answer
  node -e 'fetch(process.argv[1]).then(r => r.json()).then(a => console.log(eval(process.argv[2])))' "$url$1" "$2"
}
features() { # features FILE-OR-ADDRESS [OPTIONS]: how many features GDAL finds in the layer
  ogrinfo -so "${@:2}" "$1" regions 2>"$work/log" | sed -n 's/^Feature Count: //p'
  if [ -s "$work/log" ]; then cat "$work/log" >&2; fi
}
service=OAPIF:$url/ogc
total=$(field '/v1/regions?limit=1' a.meta.total)

ogrinfo -so "$service" regions >"$work/summary" 2>"$work/log" || failed=1
same "words of GDAL beside its answer" "$(wc -c <"$work/log")" 0
same "features" "$(features "$service")" "$total"
same "geometry" "$(sed -n 's/^Geometry: //p' "$work/summary")" Point
same "order of axes" "$(sed -n 's/^Data axis to CRS axis mapping: //p' "$work/summary")" 2,1
for column in id name level code population innovation_count agency_count award_count outcome_count replication_count; do
  grep -q "^$column: " "$work/summary" || { echo "gis: no attribute $column" >&2; failed=1; }
done
same "type of codes" "$(sed -n 's/^code: //p' "$work/summary" | cut -d' ' -f1)" String
same "type of counts" "$(sed -n 's/^innovation_count: //p' "$work/summary" | cut -d' ' -f1)" Integer

boxed='latitude=-8.5..-7&longitude=112..115'
same "features in a box" "$(features "$service" -spat 112 -8.5 115 -7)" "$(field "/v1/regions?limit=1&$boxed" a.meta.total)"
same "features of a filter" "$(features "$service" -where 'level = 1')" "$(field '/v1/regions?limit=1&level=1' a.meta.total)"

# Small pages, so that the walk along the links is GDAL's own.
ogr2ogr -oo PAGE_SIZE=50 "$work/regions.gpkg" "$service" regions 2>"$work/log" || failed=1
same "features in GeoPackage" "$(features "$work/regions.gpkg")" "$total"
sum=$(ogrinfo -q "$work/regions.gpkg" -dialect SQLite -sql 'SELECT sum(innovation_count) AS n FROM regions WHERE level = 1' | sed -n 's/.*n (Integer[0-9]*) = //p')
same "innovations of all provinces" "$sum" "$(field '/v1/innovations?limit=1&region=ID' a.meta.total)"
where=$(ogrinfo -q "$work/regions.gpkg" -dialect SQLite -sql "SELECT ST_X(geom) || ' ' || ST_Y(geom) AS at FROM regions WHERE id = 'ID-35'" | sed -n 's/.*at (String) = //p')
same "where one is" "$where" "$(field /v1/regions/ID-35 'a.data.longitude + " " + a.data.latitude')"

node -e 'fetch(process.argv[1]).then(r => r.text()).then(t => process.stdout.write(t))' "$url/ogc/api" >"$work/api.json"
same "description" "$(openapi-spec-validator "$work/api.json" 2>&1 | tail -1 | sed 's/.*: //')" OK
exit "$failed"
