# The choices of the build, read by the shell and, through the environment, by write.mjs and check.mjs.
set -a

# Boxes are west,south,east,north in degrees. COVERS is what region.topojson covers; its edges lie on the grid of the
# world's file, cut no lake, and are where the lines that cross them do so well apart (check.mjs tells if they do not).
# REACH is how far the region's geometry goes. CORE has more detail than the rest of it.
COVERS=37.5,14.25,96,47.375
REACH=36.5,13.25,97,48.375
CORE=54,22,80,42
REGION_MINZOOM=3

# Simplification (weighted Visvalingam) in metres. The world: countries smaller than TINY and SMALL square kilometres,
# the larger ones, the ice, and what lies under the region's box, seen only below the region's zoom. The region: its
# provinces, its core, the rest of it.
TINY=5000
SMALL=700000
TINY_TOLERANCE=6000
SMALL_TOLERANCE=16000
LARGE_TOLERANCE=25000
ICE_TOLERANCE=45000
UNDER_TOLERANCE=28000
PROVINCE_TOLERANCE=800
CORE_TOLERANCE=1500
REGION_TOLERANCE=3500

# The smallest island and lake kept, in square kilometres. A country's largest piece is always kept.
WORLD_ISLAND=2000
WORLD_LAKE=10000
REGION_ISLAND=60
REGION_LAKE=700
# Lakes less round than this are left out: reservoirs and labyrinths that shrink to a scribble, and the one shape that
# joins three of the Great Lakes, each of which the source also has.
LABYRINTH=0.085

# Positions are whole numbers of these fractions of a degree: 1/32 is 3.5 km, 1/256 is 0.4 km. Powers of two, so that
# whole degrees come out exactly when a reader scales them back.
WORLD_GRID=32
REGION_GRID=256
set +a
