"""The drawing: every mark on the sheet, none upon another, cooperation above the axis."""

import random
import re
from datetime import date, timedelta

import pytest

from entente.dossier.svg import timeline_svg
from entente.dossier.timeline import Dated, draw
from entente.records import Status


def drawing(count: int, days: int) -> tuple[str, list[tuple[float, float, float, int]]]:
    """Return the SVG of random happenings, and place, radius and quad of its circles."""
    chance, start = random.Random(count), date(2010, 1, 1)
    items = [
        Dated(str(i), day, day, chance.choice((1, 2, 3, 4)), Status.ACTUAL, "x")
        for i in range(count)
        for day in (start + timedelta(days=chance.randrange(days)),)
    ]
    line = draw(items, start, start + timedelta(days=days))
    assert line is not None
    page = timeline_svg(line)
    circles = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)" class="q(\d) solid"/>', page)
    return page, [(float(x), float(y), float(r), int(quad)) for x, y, r, quad in circles]


@pytest.mark.parametrize(
    ("count", "days"), [(1, 1), (40, 20), (100, 150), (600, 730), (900, 7300), (300, 40)]
)
def test_marks_stand_on_the_sheet_apart_from_each_other_on_their_side(count: int, days: int) -> None:
    page, circles = drawing(count, days)
    assert len(circles) == count
    _, _, width, height = (float(part) for part in re.search(r'viewBox="([^"]+)"', page).group(1).split())  # type: ignore[union-attr]
    top = float(re.search(r'<rect x="0" y="([\d.]+)"', page).group(1))  # type: ignore[union-attr]
    for x, y, r, quad in circles:
        assert r <= x <= width - r
        assert r <= y <= height - r
        assert (y < top) == (quad <= 2)
    ordered = sorted(circles)
    for i, (x, y, r, _) in enumerate(ordered):
        near = [one for one in ordered[i + 1 : i + 40] if one[0] - x < 2 * r * 0.98]
        assert all(abs(one[1] - y) + (one[0] - x) >= 2 * r * 0.98 for one in near)


def test_labels_keep_on_the_sheet() -> None:
    for count, days in ((5, 15), (5, 200), (5, 800), (5, 4000), (5, 20_000)):
        page, _ = drawing(count, days)
        places = [float(x) for x in re.findall(r'<text x="([\d.]+)"', page)]
        assert places
        assert all(0 <= x <= 990 for x in places)


def test_longer_time_is_drawn_as_a_line_along_the_axis() -> None:
    item = Dated("e", date(2016, 3, 1), date(2016, 9, 30), 1, Status.PLANNED, "x")
    line = draw([item], date(2016, 1, 1), date(2017, 12, 31))
    assert line is not None
    (reach,) = re.findall(r'<line x1="([\d.]+)"[^>]* x2="([\d.]+)"[^>]*class="reach q1"', timeline_svg(line))
    column = 992 / 24
    assert 4 + 2 * column < float(reach[0]) < 4 + 3 * column
    assert 4 + 8 * column < float(reach[1]) < 4 + 9 * column
