"""Measures as a drawing: bars of incidents by period, cooperation above the axis, conflict below."""

from __future__ import annotations

from collections.abc import Iterator

from entente.dossier.markup import Markup, h
from entente.dossier.measuring import period_name
from entente.dossier.svg import LEFT, TICKS, WIDTH, number, ticks
from entente.dossier.timeline import Bin, Timeline
from entente.dossier.words import plural
from entente.store.measures import Measure, Measures

_TALLEST = 92.0  # the longer side
_TOP = 14.0  # room for the number of the tallest bar


def measures_svg(found: Measures) -> Markup:
    """Return the drawing. Deeds stand next to the axis, words beyond; bare periods have no document."""
    rows = found.rows
    column = (WIDTH - 2 * LEFT) / len(rows)
    most = max(max(row.cooperation or 0, row.conflict or 0) for row in rows) or 1
    step = _TALLEST / most
    axis = max(row.cooperation or 0 for row in rows) * step + _TOP
    height = axis + TICKS + max(row.conflict or 0 for row in rows) * step + _TOP
    line = Timeline(found.by, tuple(Bin(row.first, row.last) for row in rows), (), 0, 0)
    bars = [
        h("g", h("title", _told(row)), *_bars(row, LEFT + column * at, column, axis, step))
        for at, row in enumerate(rows)
    ]
    return h(
        "svg",
        h("title", f"Incidents by {found.by}: cooperation above, conflict below"),
        h("rect", x=0, y=number(axis), width=number(WIDTH), height=number(TICKS), rx=3, class_="band"),
        *bars,
        *ticks(line, column, axis),
        viewBox=f"0 0 {number(WIDTH)} {number(height)}",
        class_="line measures",
        role="img",
        preserveAspectRatio="xMidYMid meet",
    )


def _bars(row: Measure, left: float, column: float, axis: float, step: float) -> Iterator[Markup]:
    """Yield the bars of one period, the number at their end, and the mark of a period without documents."""
    if row.incidents is None or not row.documents:
        yield h(
            "rect", x=number(left), y=number(axis), width=number(column), height=number(TICKS), class_="bare"
        )
    wide = column * 0.72
    at = left + (column - wide) / 2
    for quads, up in ((((2, row.material_cooperation), (1, row.verbal_cooperation)), True),
                      (((4, row.material_conflict), (3, row.verbal_conflict)), False)):  # fmt: skip
        edge = axis if up else axis + TICKS
        for quad, count in quads:
            high = (count or 0) * step
            if high:
                top = edge - high if up else edge
                yield h(
                    "rect", x=number(at), y=number(top), width=number(wide), height=number(high),
                    class_=f"q{quad} solid",
                )  # fmt: skip
            edge += -high if up else high
        total = sum(count or 0 for _, count in quads)
        if total and column >= 14:
            beside = edge - 4 if up else edge + 11
            yield h("text", total, x=number(left + column / 2), y=number(beside), class_="month")


def _told(row: Measure) -> str:
    documents = plural(row.documents, "document")
    if row.incidents is None:
        return f"{period_name(row)}: no document, so nothing is known"
    scale = f"; mean scale {row.scale_mean:.1f}" if row.scale_mean is not None else ""
    return (
        f"{period_name(row)}: {plural(row.incidents, 'incident')} in {plural(row.reports or 0, 'report')}, "
        f"cooperation {row.verbal_cooperation} in words and {row.material_cooperation} in deeds, "
        f"conflict {row.verbal_conflict} in words and {row.material_conflict} in deeds{scale}; {documents}"
    )
