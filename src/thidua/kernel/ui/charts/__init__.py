"""Pictures of figures: plain geometry in, SVG out, no library.

Every picture is a frozen dataclass that a `<c-…>` component draws. Its title is its
finding, its label says the same to a screen reader, and a table stands behind it.
Figures inside a picture are written the Vietnamese way.
"""

from thidua.kernel.ui.charts.bars import Bar, Rank, Ranking, bar, ranking
from thidua.kernel.ui.charts.courses import Piece, Track, course
from thidua.kernel.ui.charts.heat import Heat, HeatCell, HeatRow, cell_svg, heat_cell
from thidua.kernel.ui.charts.leaves import Axis, Leaves, leaves
from thidua.kernel.ui.charts.lines import (
    Column,
    Columns,
    LineChart,
    Series,
    columns,
    line_chart,
)
from thidua.kernel.ui.charts.maps import (
    LOWEST,
    NAMED,
    Map,
    Place,
    coarse,
    locator,
    map_of,
)
from thidua.kernel.ui.charts.phases import Phase, Phases, phases
from thidua.kernel.ui.charts.scatter import Dot, Scatter, scatter
from thidua.kernel.ui.charts.sparks import Spark, spark
from thidua.kernel.ui.charts.stacks import Slice, Stack, stack, stack_svg
from thidua.kernel.ui.charts.streams import Stop, Streams, streams

__all__ = [
    "LOWEST",
    "NAMED",
    "Axis",
    "Bar",
    "Column",
    "Columns",
    "Dot",
    "Heat",
    "HeatCell",
    "HeatRow",
    "Leaves",
    "LineChart",
    "Map",
    "Phase",
    "Phases",
    "Piece",
    "Place",
    "Rank",
    "Ranking",
    "Scatter",
    "Series",
    "Slice",
    "Spark",
    "Stack",
    "Stop",
    "Streams",
    "Track",
    "bar",
    "cell_svg",
    "coarse",
    "columns",
    "course",
    "heat_cell",
    "leaves",
    "line_chart",
    "locator",
    "map_of",
    "phases",
    "ranking",
    "scatter",
    "spark",
    "stack",
    "stack_svg",
    "streams",
]
