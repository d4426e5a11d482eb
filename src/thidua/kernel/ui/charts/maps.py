"""A map: places shaded by their figure, each of them a door.

Outlines come as SVG paths in one plane, already projected; what they are of is the
caller's business. Places far out at sea stand in a frame of their own, at their own
scale, so that the rest stays legible. Shades are fifths of the places shown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby, pairwise

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thidua.kernel.outlines import pieces_of
from thidua.kernel.text import sort_key
from thidua.kernel.ui.charts.map_names import Laid, Name, Names, names_on
from thidua.kernel.ui.drawing import drawn, drawn_each

WIDTH, MARGIN, TALLEST = 620.0, 12.0, 640.0
SHADES = 5
NAMED, LOWEST = 12, 5
"""Up to so many places are all named on the map; of more, so many of the lowest."""
APART = 2.5
"""Farther from the middle than so many times its size, a place stands in a frame."""
FRAME = 118.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """One place: how it lies, what it is called, its figure, where it leads.

    `short` is its name on the map, `said` its figure in full. A joined outline is made
    of several that touch: their inner lines are not drawn.
    """

    name: str
    path: str
    box: tuple[int, int, int, int]
    value: Decimal | None
    figure: str
    href: str = ""
    is_mine: bool = False
    said: str = ""
    short: str = ""
    is_joined: bool = False

    @property
    def told(self) -> str:
        """The figure in full, for the table behind and the tip."""
        return self.said or self.figure


@dataclass(frozen=True, slots=True)
class Shade:
    """A line of the legend."""

    tone: str
    words: str


@dataclass(frozen=True, slots=True)
class Map:
    """Drawn by `<c-map>`; the rows are the table behind, the lowest first.

    The drawing is for the eye: who does not see it reads and follows the table.
    """

    title: str
    view: str
    svg: SafeString
    shades: Sequence[Shade]
    rows: Sequence[Place]
    figure_head: str
    note: str = ""
    inset: SafeString = field(default_factory=lambda: mark_safe(""))


def map_of(
    title: str,
    places: Sequence[Place],
    *,
    figure_head: str,
    inset: SafeString | None = None,
    note: str = "",
) -> Map | None:
    """Draw the places; None when none of them has an outline."""
    if not places:
        return None
    near, far = _apart(places)
    frame = _Frame.around([place.box for place in near])
    cuts = _cuts([p.value for p in places if p.value is not None])
    names = _names(near, frame, cuts)
    parts = [_shapes(near, frame, cuts), names.svg]
    height = frame.height + names.below
    for number, place in enumerate(far):
        parts.append(_framed(place, number, height, cuts))
    if far:
        height += FRAME + 2 * MARGIN
    return Map(
        title=title,
        view=f"0 {-names.above:.0f} {WIDTH:.0f} {height + names.above:.0f}",
        svg=SafeString("".join(parts)),
        shades=_legend(places, cuts),
        rows=_lowest_first(places),
        figure_head=figure_head,
        note=note,
        inset=inset or mark_safe(""),
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """How outlines are laid into a width: moved, then scaled."""

    left: float
    top: float
    scale: float
    at: tuple[float, float]
    height: float

    @classmethod
    def around(cls, boxes: Sequence[Box], width: float = WIDTH) -> _Frame:
        left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
        wide = max(max(b[2] for b in boxes) - left, 1)
        tall = max(max(b[3] for b in boxes) - top, 1)
        scale = min((width - 2 * MARGIN) / wide, TALLEST / tall)
        aside = (width - wide * scale) / 2
        return cls(left, top, scale, (aside, MARGIN), tall * scale + 2 * MARGIN)

    @property
    def laid(self) -> Laid:
        return Laid(
            self.at[0] - self.left * self.scale,
            self.at[1] - self.top * self.scale,
            self.scale,
        )

    @property
    def transform(self) -> str:
        laid = self.laid
        return f"translate({laid.x:.1f} {laid.y:.1f}) scale({laid.scale:.4f})"


def _apart(places: Sequence[Place]) -> tuple[list[Place], list[Place]]:
    """Those that lie together, and those far out; all together if that is unclear."""
    if len(places) < SHADES:
        return list(places), []
    xs = sorted(place.box[0] for place in places)
    ys = sorted(place.box[1] for place in places)
    half = len(places) // 2
    middle = (xs[half], ys[half])
    spread = max(xs[-half // 5 - 1] - xs[half // 5], ys[-half // 5 - 1] - ys[half // 5])
    far = [
        place
        for place in places
        if max(place.box[2] - middle[0], place.box[3] - middle[1]) > APART * spread
    ]
    return [place for place in places if place not in far], far


def _cuts(values: Sequence[Decimal]) -> list[Decimal]:
    """Where one shade ends and the next begins; fewer where places are alike."""
    ordered = sorted(values)
    if not ordered:
        return []
    at = [ordered[len(ordered) * step // SHADES] for step in range(1, SHADES)]
    return sorted({cut for cut in at if cut > ordered[0]})


def _tone(value: Decimal | None, cuts: Sequence[Decimal]) -> str:
    if value is None:
        return "none"
    return f"s{SHADES - len(cuts) + bisect_right(cuts, value)}"


def _shapes(
    places: Sequence[Place], frame: _Frame, cuts: Sequence[Decimal]
) -> SafeString:
    shapes = "".join(_shape(place, cuts) for place in sorted(places, key=_mine_last))
    return drawn('<g transform="{}">{}</g>', frame.transform, SafeString(shapes))


def _mine_last(place: Place) -> bool:
    return place.is_mine


def _shape(place: Place, cuts: Sequence[Decimal]) -> SafeString:
    kind = " mine" if place.is_mine else " joined" if place.is_joined else ""
    around = drawn('<path class="around" d="{}"/>', place.path)
    shape = drawn(
        '{}<path class="area {}{}" d="{}"><title>{}: {}</title></path>',
        around if place.is_joined else "",
        _tone(place.value, cuts),
        kind,
        place.path,
        place.name,
        place.told,
    )
    if not place.href:
        return shape
    return drawn('<a href="{}" tabindex="-1">{}</a>', place.href, shape)


def _framed(
    place: Place, number: int, top: float, cuts: Sequence[Decimal]
) -> SafeString:
    """A place far out at sea, in a frame below, with its name."""
    inner = _Frame.around([place.box], FRAME)
    scale = min(inner.scale, (FRAME - 2 * MARGIN) / (place.box[3] - place.box[1]))
    x = MARGIN + number * (FRAME + 110)
    return drawn(
        '<rect class="apart" x="{x}" y="{y}" width="{side}" height="{side}"/>'
        '<g transform="translate({gx} {gy}) scale({scale})">{shape}</g>'
        '<text x="{tx}" y="{ty}">{name}'
        '<tspan class="b" x="{tx}" dy="1.3em">{figure}</tspan></text>',
        x=f"{x:.0f}",
        y=f"{top:.0f}",
        side=f"{FRAME:.0f}",
        gx=f"{x + MARGIN - place.box[0] * scale:.1f}",
        gy=f"{top + MARGIN - place.box[1] * scale:.1f}",
        scale=f"{scale:.5f}",
        shape=_shape(place, cuts),
        tx=f"{x + FRAME + 8:.0f}",
        ty=f"{top + 24:.0f}",
        name=place.name,
        figure=place.figure,
    )


def _names(places: Sequence[Place], frame: _Frame, cuts: Sequence[Decimal]) -> Names:
    """All of a few places; of many the lowest, and those whose name fits within."""
    few = len(places) <= NAMED
    lowest = {id(p) for p in _lowest_first(places)[:LOWEST] if p.value is not None}
    return names_on(
        [
            Name(
                path=place.path,
                name=place.short or place.name,
                figure=place.figure,
                tone=_tone(place.value, cuts),
                beside=few or place.is_mine or id(place) in lowest,
            )
            for place in places
        ],
        frame.laid,
        WIDTH,
        frame.height,
    )


def _lowest_first(places: Sequence[Place]) -> list[Place]:
    return sorted(
        places, key=lambda p: (p.value is None, p.value or 0, sort_key(p.name))
    )


def _legend(places: Sequence[Place], cuts: Sequence[Decimal]) -> list[Shade]:
    """From the darkest: what the lowest and the highest of each shade read."""
    known = sorted(
        (place for place in places if place.value is not None),
        key=lambda place: place.value or 0,
    )
    groups: dict[str, list[Place]] = {}
    for place in known:
        groups.setdefault(_tone(place.value, cuts), []).append(place)
    shades = [
        Shade(
            tone,
            group[0].figure
            if group[0].figure == group[-1].figure
            else f"{group[0].figure} – {group[-1].figure}",
        )
        for tone, group in sorted(groups.items(), reverse=True)
    ]
    if len(known) < len(places):
        shades.append(Shade("none", _("không có số")))
    return shades


def locator(
    outlines: Sequence[str], here: Sequence[Box], islands: Sequence[tuple[str, Box]]
) -> SafeString:
    """The whole country, small, with a mark where the map lies.

    `islands` are named beside their place, whatever the map is of.
    """
    scale = 0.0108
    land = "".join(outlines)
    boxes = list(here)
    mark = ""
    if boxes:
        x = (min(b[0] for b in boxes) + max(b[2] for b in boxes)) / 2 * scale
        y = (min(b[1] for b in boxes) + max(b[3] for b in boxes)) / 2 * scale
        mark = drawn(
            '<circle class="here" cx="{}" cy="{}" r="4"/>', f"{x:.0f}", f"{y:.0f}"
        )
    named = drawn_each(
        '<text x="{}" y="{}">{}</text>',
        (
            (f"{box[0] * scale:.0f}", f"{box[1] * scale - 4:.0f}", name)
            for name, box in islands
        ),
    )
    return drawn(
        '<svg class="locator" viewBox="0 0 172 180" role="img" aria-label="{}">'
        '<g transform="scale({})"><path class="land" d="{}"/></g>{}{}</svg>',
        _("Vị trí trên bản đồ Việt Nam, có Hoàng Sa và Trường Sa"),
        scale,
        land,
        named,
        mark,
    )


def coarse(path: str, grid: int = 120) -> str:
    """The same outline with few points, for a picture a thumb wide.

    A piece smaller than the grid stays as a small square, so that no island is lost.
    """
    pieces = []
    for corners in pieces_of(path):
        snapped = ((round(x / grid), round(y / grid)) for x, y in corners)
        points = [point for point, _again in groupby(snapped)]
        if len(points) < SHADES - 2:
            at = f"{points[0][0] * grid} {points[0][1] * grid}"
            pieces.append(f"M{at}h{grid}v{grid}h-{grid}z")
            continue
        moves = "".join(
            f"{(b[0] - a[0]) * grid} {(b[1] - a[1]) * grid} "
            for a, b in pairwise(points)
        )
        pieces.append(f"M{points[0][0] * grid} {points[0][1] * grid}l{moves.strip()}z")
    return "".join(dict.fromkeys(pieces))
