#!/usr/bin/env bash
# Makes world.topojson and region.topojson beside this script from Natural Earth. See README.md for the sources.
#
#   geodata/build.sh            CACHE=/some/folder geodata/build.sh
#
# Needs bash, Node 20 or later with npm, and Debian 12's apt-get and dpkg-deb. Downloads, 55 MB of them, stay in $CACHE.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cache=${CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/dateline-map-geodata}
mkdir -p "$cache"
cd "$cache"

# 1. The tool and the sources, by their package managers; what is read of them is checked by its hash.
[ -d node_modules/mapshaper ] || npm install --silent --no-audit --no-fund --prefix . mapshaper@0.7.70
from_debian() { # package, version, file in it
  [ -f "$3" ] && return
  apt-get -qq download "$1=$2"
  dpkg-deb -x "$1"_*.deb .
}
areas=usr/share/qgis/resources/data/world_map.gpkg
lakes=usr/share/marble/data/naturalearth/ne_50m_lakes.pn2
cldr=usr/share/unicode/cldr/common
from_debian qgis-common 3.22.16+dfsg-1 $areas
from_debian marble-qt-data 4:22.12.3-1 $lakes
from_debian unicode-cldr-core 41-0.1 $cldr/subdivisions/ps.xml
sha256sum --check --quiet "$here/sources.sha256"
mapshaper() { node_modules/.bin/mapshaper -quiet "$@"; }
. "$here/settings.sh"
disputed=$(node "$here/expressions.mjs" disputed)
claim=$(node "$here/expressions.mjs" claim)

# 2. The areas: ids, names, the parts that are another country's in some view; and the box of the region, cut through
#    everything before anything is simplified, so that both files keep one and the same vertex wherever a line crosses
#    the edge of the box.
mapshaper -i $areas layers=states_provinces -o states.geojson format=geojson force
node "$here/areas.mjs" states.geojson areas.geojson
mapshaper -i $areas layers=disputed_borders -o lines.geojson format=geojson force
node "$here/parts.mjs" lines.geojson parts.geojson
mapshaper -i areas.geojson parts.geojson combine-files \
  -union target=areas,parts name=areas -filter 'Boolean(id)' -each "$(node "$here/expressions.mjs" unit)" \
  -clip bbox=$COVERS + name=inside -each target=inside 'side="in"' \
  -erase target=areas bbox=$COVERS + name=outside -each target=outside 'side="out"' \
  -merge-layers target=inside,outside name=cut \
  -dissolve target=cut id,unit,pid,side copy-fields=name,pname \
  -o cut.json format=topojson no-quantization target=cut force
node "$here/lakes.mjs" $lakes lakes.geojson
node "$here/names.mjs" $cldr names.json

# 3. The world.
mapshaper -i cut.json \
  -dissolve id,unit,side copy-fields=name \
  -each "size = this.area / 1e6" \
  -simplify weighted keep-shapes variable interval="id === 'AQ' || id === 'GL' ? $ICE_TOLERANCE : side === 'in' ? $UNDER_TOLERANCE : size < $TINY ? $TINY_TOLERANCE : size < $SMALL ? $SMALL_TOLERANCE : $LARGE_TOLERANCE" \
  -dissolve id,unit copy-fields=name -filter 'id != "ZZ"' \
  -innerlines where="$disputed" + name=disputed \
  -target cut -each "$claim" -filter 'Boolean(claim)' + name=contested -dissolve claim \
  -target cut -dissolve id copy-fields=name name=countries \
  -o world.json format=topojson no-quantization target=countries,disputed,contested force
mapshaper -i lakes.geojson -filter "area >= $WORLD_LAKE && roundness > $LABYRINTH" -dissolve -simplify weighted keep-shapes interval=$LARGE_TOLERANCE \
  -o world-lakes.json format=topojson no-quantization force
node "$here/write.mjs" world world.json world-lakes.json names.json "$here/world.topojson"

# 4. The region: fine inside the box, as coarse as the world beyond it, where only a margin is kept.
mapshaper -i cut.json \
  -each "size = this.area / 1e6" \
  -clip bbox=$CORE + name=core -each target=core 'core=1' \
  -erase target=cut bbox=$CORE + name=rest -each target=rest 'core=0' \
  -merge-layers target=core,rest name=parts \
  -simplify target=parts weighted keep-shapes variable interval="side === 'out' ? (size < $SMALL ? $SMALL_TOLERANCE : $LARGE_TOLERANCE) : pid ? $PROVINCE_TOLERANCE : core ? $CORE_TOLERANCE : $REGION_TOLERANCE" \
  -dissolve target=parts id,unit,pid copy-fields=name,pname -filter 'id != "ZZ"' \
  -clip bbox=$REACH \
  -innerlines where="$disputed" + name=disputed \
  -target parts -each "$claim" -filter 'Boolean(claim)' + name=contested -dissolve claim \
  -target parts -filter 'pid != ""' + name=provinces -dissolve pid copy-fields=id,pname \
  -target parts -dissolve id copy-fields=name name=countries \
  -o region.json format=topojson no-quantization target=countries,provinces,disputed,contested force
mapshaper -i lakes.geojson -filter "area >= $REGION_LAKE && roundness > $LABYRINTH" -dissolve -clip bbox=$COVERS -simplify weighted keep-shapes interval=$CORE_TOLERANCE \
  -o region-lakes.json format=topojson no-quantization force
node "$here/write.mjs" region region.json region-lakes.json names.json "$here/region.topojson"

node "$here/check.mjs"
