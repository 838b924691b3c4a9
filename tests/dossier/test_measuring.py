"""Measures in a dossier: the same numbers in the chart, the tables and the JSON."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from entente.dossier import Dossier, compose, select, to_html, to_json, to_markdown, to_text
from entente.dossier.chart import measures_svg
from entente.dossier.measuring import period_name
from entente.records import CodedDocument
from entente.store.measures import Measure, Measures

PAIR = ("TUR", "RUS")
PERIOD = (date(2015, 9, 1), date(2017, 12, 31))
Coded = tuple[CodedDocument, ...]


def dossier(coded: Coded) -> Dossier:
    return compose(select(coded, PAIR, *PERIOD), actors=PAIR, period=PERIOD)


def test_incidents_add_up_to_the_dated_ones_that_happened(coded: Coded) -> None:
    made = dossier(coded)
    assert made.measures is not None
    counted = sum(row.incidents or 0 for row in made.measures.rows)
    # a denied account of an incident is left out, the other account of it counts
    happened = [
        entry
        for entry in made.chronology
        if any(report.status == "actual" for report in entry.reports) and not entry.background
    ]
    assert 0 < counted <= len(happened)
    assert counted + made.measures.vague + made.measures.left_out >= len(happened)
    assert (made.measures.by, len(made.measures.rows)) == ("month", 28)


def test_every_face_has_the_numbers(coded: Coded) -> None:
    made = dossier(coded)
    assert made.measures is not None
    (november,) = [row for row in made.measures.rows if row.period == "2015-11"]
    assert (november.documents, november.material_conflict) == (1, 4)  # shot, crossed, banned, suspended
    assert re.search(r"2015-11 +1 +\d+ +\d+ +0 +0 +\d+ +4", to_text(made))
    assert "| 2015-11 | 1 |" in to_markdown(made)
    page = to_html(made)
    assert 'class="line measures"' in page
    assert "November 2015: " in page
    rows = to_json(made)["measures"]["rows"]
    assert [row["incidents"] for row in rows if row["period"] == "2015-11"] == [november.incidents]


def test_coverage_is_what_was_looked_through(coded: Coded) -> None:
    rows = select(coded, PAIR, *PERIOD)
    assert rows.coverage is not None
    assert sum(number for _, number in rows.coverage) == len(coded)
    wide = compose(replace(rows, coverage=((date(2015, 9, 3), 40),)), actors=PAIR, period=PERIOD)
    assert wide.measures is not None
    assert (wide.measures.rows[0].documents, wide.measures.rows[0].incidents) == (40, 0)


def test_a_dossier_without_dated_deeds_has_no_chart(coded: Coded) -> None:
    undated = [replace(one, events=tuple(replace(event, date=None) for event in one.events)) for one in coded]
    made = compose(select(undated, PAIR), actors=PAIR)
    assert made.measures is None
    assert "measures" not in re.findall(r'class="line ?([^"]*)"', to_html(made))
    assert to_json(made)["measures"] is None


def test_bars_keep_on_the_sheet_and_bare_periods_are_shaded() -> None:
    day = date(2018, 1, 1)
    full = Measure("2018-01", day, date(2018, 1, 31), 3, 9, 9, 7, 2, 0, 0, 4, 3, 1, 1)
    bare = Measure("2018-02", date(2018, 2, 1), date(2018, 2, 28), 0)
    page = measures_svg(Measures("month", (full, bare), 0, 0, 0))
    height = float(re.search(r'viewBox="0 0 1000 ([\d.]+)"', page).group(1))  # type: ignore[union-attr]
    sizes = r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" class="q(\d)'
    bars = re.findall(sizes, page)
    assert sorted(bar[4] for bar in bars) == ["1", "2", "3", "4"]
    heights = {int(bar[4]): float(bar[3]) for bar in bars}
    assert abs(heights[1] / heights[2] - 4 / 3) < 0.01
    for x, y, width, high, _ in bars:
        assert 0 <= float(x) <= float(x) + float(width) <= 1000
        assert 0 <= float(y) <= float(y) + float(high) <= height
    assert page.count('class="bare"') == 1


def test_periods_have_names() -> None:
    day = date(2018, 4, 1)
    names = [period_name(Measure(name, day, day, 0)) for name in ("2018-04", "2018-Q2", "2018")]
    assert names == ["April 2018", "2018, second quarter", "2018"]
