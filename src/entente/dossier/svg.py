"""The line of time as a drawing: inline SVG, coloured by the page's style, every mark a link to its entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from entente.dossier.markup import Markup, h
from entente.dossier.timeline import Mark, Timeline
from entente.dossier.words import MONTHS
from entente.records import Status

WIDTH = 1000.0
LEFT, _RIGHT = 4.0, 4.0
_TALLEST = 170.0  # height of the tallest stack on one side
_RADIUS = 7.5
_PITCH = 17.5  # between two marks of a stack
_GAP = 6.0  # between the axis and the first mark
TICKS = 36.0  # height of the band with months and years
_LEAST_MONTH = 26.0  # width that three letters of a month need
_CHARACTER = 6.6  # width of a character in the lower row
_MOST_LANES = 12


@dataclass(frozen=True, slots=True)
class _Layout:
    """Sizes of the drawing. A tall stack is folded into ``lanes`` side by side."""

    column: float
    lanes: int
    pitch: float
    radius: float
    axis: float
    height: float

    def x(self, mark: Mark) -> float:
        aside = (mark.level % self.lanes - (self.lanes - 1) / 2) * self.pitch
        return LEFT + self.column * (mark.bin + 0.5) + aside

    def y(self, mark: Mark) -> float:
        away = _GAP + self.pitch * (mark.level // self.lanes + 0.5)
        return self.axis - away if mark.above else self.axis + TICKS + away

    def reach(self, mark: Mark) -> tuple[float, float, float, float]:
        edge = self.axis - 1 if mark.above else self.axis + TICKS + 1
        first, last = mark.first_bin + 0.1, mark.last_bin + 0.9
        return LEFT + self.column * first, edge, LEFT + self.column * last, edge


def _lay_out(timeline: Timeline) -> _Layout:
    column = (WIDTH - LEFT - _RIGHT) / len(timeline.bins)
    tallest = max(timeline.height_above, timeline.height_below, 1)

    def pitch_of(lanes: int) -> float:
        widest = _PITCH if lanes == 1 and column >= 4 else column * 0.94 / lanes
        return min(_PITCH, _TALLEST / -(-tallest // lanes), widest)

    lanes = max(range(1, _MOST_LANES + 1), key=lambda number: (round(pitch_of(number), 3), -number))
    pitch = pitch_of(lanes)
    radius = min(_RADIUS, pitch * 0.43, max(column * 0.44, 1.5))
    rows = [max(-(-count // lanes), 1) for count in (timeline.height_above, timeline.height_below)]
    axis = rows[0] * pitch + _GAP + 1
    return _Layout(column, lanes, pitch, radius, axis, axis + TICKS + rows[1] * pitch + _GAP + 1)


def timeline_svg(timeline: Timeline) -> Markup:
    """Return the drawing. Cooperation stands above the axis, conflict below it."""
    sizes = _lay_out(timeline)
    reaches = [
        _line(*sizes.reach(mark), f"reach q{mark.quad}")
        for mark in timeline.marks
        if mark.last_bin > mark.first_bin
    ]
    marks = [_mark(mark, sizes.x(mark), sizes.y(mark), sizes.radius) for mark in timeline.marks]
    return h(
        "svg",
        h("title", "Events over time: cooperation above, conflict below"),
        h("rect", x=0, y=number(sizes.axis), width=number(WIDTH), height=number(TICKS), rx=3, class_="band"),
        *ticks(timeline, sizes.column, sizes.axis),
        *reaches,
        *marks,
        viewBox=f"0 0 {number(WIDTH)} {number(sizes.height)}",
        class_="line",
        role="img",
        preserveAspectRatio="xMidYMid meet",
    )


def glyph(quad: int, status: Status) -> Markup:
    """Return the sign of one happening, as it stands on the line of time."""
    return h("svg", *_shape(8, 8, 5.6, quad, status), viewBox="0 0 16 16", class_="glyph", aria_hidden="true")


def _mark(mark: Mark, x: float, y: float, radius: float) -> Markup:
    shape = _shape(x, y, radius, mark.quad, mark.status)
    return h("a", h("title", mark.label), *shape, href=f"#e-{mark.entry}")


def _shape(x: float, y: float, radius: float, quad: int, status: Status) -> list[Markup]:
    hollow = status is not Status.ACTUAL
    size = radius - (0.8 if hollow else 0)
    style = f"q{quad} {'hollow' if hollow else 'solid'}"
    shapes = [h("circle", cx=number(x), cy=number(y), r=number(size), class_=style)]
    if status is Status.NEGATED:
        arm = size * 0.95
        shapes += [
            _line(x - arm, y - arm, x + arm, y + arm, f"cross q{quad}"),
            _line(x - arm, y + arm, x + arm, y - arm, f"cross q{quad}"),
        ]
    return shapes


def ticks(timeline: Timeline, column: float, axis: float) -> Iterator[Markup]:
    """Yield days over months, months over years, or years alone, as the steps of the line allow."""
    months = _starts(timeline, lambda day: (day.year, day.month))
    years = _starts(timeline, lambda day: (day.year, 0))
    if timeline.unit == "day":
        yield from _day_ticks(timeline, column, axis)
        yield from _labels(months, column, axis, lambda day: f"{MONTHS[day.month - 1]} {day.year}")
    elif timeline.unit in ("week", "month"):
        yield from _month_ticks(months, column, axis)
        yield from _labels(years, column, axis, lambda day: str(day.year))
    else:
        yield from _labels(years, column, axis - 7, lambda day: str(day.year))


_Stretch = tuple[int, int, date]  # first bin, the bin after the last, a day in it


def _starts(timeline: Timeline, key: Callable[[date], tuple[int, int]]) -> list[_Stretch]:
    """Return the stretches of bins that share a key; a bin counts for the day in its middle."""
    middles = [one.first + (one.last - one.first) // 2 for one in timeline.bins]
    found: list[_Stretch] = []
    for _, group in groupby(range(len(middles)), key=lambda index: key(middles[index])):
        inside = list(group)
        found.append((inside[0], inside[-1] + 1, middles[inside[0]]))
    return found


def _day_ticks(timeline: Timeline, column: float, axis: float) -> Iterator[Markup]:
    for index, one in enumerate(timeline.bins):
        if column >= 15 or one.first.day % 5 == 0 or one.first.day == 1:
            yield _text(LEFT + column * (index + 0.5), axis + 15, str(one.first.day), "month")


def _month_ticks(months: Sequence[_Stretch], column: float, axis: float) -> Iterator[Markup]:
    for first, after, day in months:
        width = column * (after - first)
        at = LEFT + column * first
        if first:
            yield _line(at, axis, at, axis + 5, "tick")
        if width >= 8:
            yield _text(at + width / 2, axis + 15, _month(day, width), "month")


def _labels(
    stretches: Sequence[_Stretch], column: float, axis: float, words: Callable[[date], str]
) -> Iterator[Markup]:
    """Yield the lower row: a rule where a stretch begins, and its name where there is room."""
    free = 0.0
    for first, _, day in stretches:
        at, name = LEFT + column * first, words(day)
        room = _CHARACTER * len(name) + 8
        if at < free or at + room > WIDTH:
            continue
        if first:
            yield _line(at, axis, at, axis + TICKS, "tick year-tick")
        yield _text(at + 5, axis + 29, name, "year")
        free = at + room


def _month(day: date, width: float) -> str:
    name = MONTHS[day.month - 1]
    return name if width >= 74 else name[:3] if width >= _LEAST_MONTH else name[:1]


def _line(x1: float, y1: float, x2: float, y2: float, style: str) -> Markup:
    return h("line", x1=number(x1), y1=number(y1), x2=number(x2), y2=number(y2), class_=style)


def _text(x: float, y: float, words: str, style: str) -> Markup:
    return h("text", words, x=number(x), y=number(y), class_=style)


def number(value: float) -> str:
    """Return a length as the drawing writes it, to a hundredth."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
