"""The line of time as a drawing: inline SVG, coloured by the page's style, every mark a link to its entry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from entente.dossier.markup import Markup, h
from entente.dossier.timeline import Mark, Timeline
from entente.dossier.words import MONTHS
from entente.records import Status

_WIDTH = 1000.0
_LEFT, _RIGHT = 4.0, 4.0
_TALLEST = 170.0  # height of the tallest stack on one side
_RADIUS = 7.5
_PITCH = 17.5  # between two marks of a stack
_GAP = 6.0  # between the axis and the first mark
_TICKS = 36.0  # height of the band with months and years
_LEAST_YEAR, _LEAST_MONTH = 34.0, 26.0  # width that a label needs


def timeline_svg(timeline: Timeline) -> Markup:
    """Return the drawing. Cooperation stands above the axis, conflict below it."""
    column = (_WIDTH - _LEFT - _RIGHT) / len(timeline.bins)
    tallest = max(timeline.height_above, timeline.height_below, 1)
    pitch = min(_PITCH, _TALLEST / tallest, max(column * 2.2, 5.0) if column < _PITCH else _PITCH)
    radius = min(_RADIUS, pitch * 0.43, max(column * 0.44, 2.0))
    above = max(timeline.height_above, 1) * pitch + _GAP + radius
    below = max(timeline.height_below, 1) * pitch + _GAP + radius
    axis, height = above, above + _TICKS + below

    def x(place: float) -> float:
        return _LEFT + column * place

    def y(mark: Mark) -> float:
        away = _GAP + pitch * (mark.level + 0.5)
        return axis - away if mark.above else axis + _TICKS + away

    def edge(mark: Mark) -> float:
        return axis - 1 if mark.above else axis + _TICKS + 1

    marks = [_mark(mark, x(mark.bin + 0.5), y(mark), radius) for mark in timeline.marks]
    reaches = [
        _line(x(mark.first_bin + 0.1), edge(mark), x(mark.last_bin + 0.9), edge(mark), f"reach q{mark.quad}")
        for mark in timeline.marks
        if mark.last_bin - mark.first_bin >= 1
    ]
    band = h("rect", x=0, y=_n(axis), width=_n(_WIDTH), height=_n(_TICKS), rx=3, class_="band")
    return h(
        "svg",
        h("title", "Events over time: cooperation above, conflict below"),
        band,
        *_ticks(timeline, column, axis),
        *reaches,
        *marks,
        viewBox=f"0 0 {_n(_WIDTH)} {_n(height)}",
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
    shapes = [h("circle", cx=_n(x), cy=_n(y), r=_n(size), class_=style)]
    if status is Status.NEGATED:
        arm = size * 0.95
        shapes += [
            _line(x - arm, y - arm, x + arm, y + arm, f"cross q{quad}"),
            _line(x - arm, y + arm, x + arm, y - arm, f"cross q{quad}"),
        ]
    return shapes


def _ticks(timeline: Timeline, column: float, axis: float) -> Iterator[Markup]:
    """Yield months over years, as far apart as their labels need."""
    months = [(i, one.first) for i, one in enumerate(timeline.bins) if _opens_month(timeline, i)]
    years = [(i, day) for i, day in months if i == 0 or timeline.bins[i - 1].first.year != day.year]
    each_month = column * len(timeline.bins) / max(len(months), 1)
    each_year = column * len(timeline.bins) / max(len(years), 1)
    fine = timeline.unit in ("day", "week", "month") and each_month >= 9
    for number, (place, day) in enumerate(months if fine else []):
        at = _LEFT + column * place
        if number:
            yield _line(at, axis, at, axis + 5, "tick")
        yield _text(at + each_month / 2, axis + 15, _month(day, each_month), "month")
    step = max(1, round(_LEAST_YEAR / each_year + 0.49))
    for number, (place, day) in enumerate(years):
        at = _LEFT + column * place
        if number:
            yield _line(at, axis, at, axis + _TICKS, "tick year-tick")
        if number % step == 0 and _WIDTH - at > _LEAST_YEAR:
            yield _text(at + 5, axis + (29 if fine else 22), str(day.year), "year")


def _opens_month(timeline: Timeline, index: int) -> bool:
    if index == 0:
        return True
    before, here = timeline.bins[index - 1].first, timeline.bins[index].first
    return (before.year, before.month) != (here.year, here.month)


def _month(day: date, width: float) -> str:
    name = MONTHS[day.month - 1]
    return name if width >= 74 else name[:3] if width >= _LEAST_MONTH else name[:1]


def _line(x1: float, y1: float, x2: float, y2: float, style: str) -> Markup:
    return h("line", x1=_n(x1), y1=_n(y1), x2=_n(x2), y2=_n(y2), class_=style)


def _text(x: float, y: float, words: str, style: str) -> Markup:
    return h("text", words, x=_n(x), y=_n(y), class_=style)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
