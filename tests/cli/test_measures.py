"""``entente measures``: periods in every format, zero apart from empty, and what stands in no row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

Entente = Callable[..., tuple[int, str, str]]


@pytest.fixture
def record(entente: Entente, corpus: Path) -> Entente:
    """A record with the corpus read."""
    entente("read", corpus, "--quiet")
    return entente


def test_periods_are_rows_in_every_format(record: Entente) -> None:
    words = ("measures", "China", "Russia", "--since", "2018-03", "--until", "2018-05")
    _, out, err = record(*words, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["period"], row["documents"], row["incidents"]) for row in rows] == [
        ("2018-03", "0", ""), ("2018-04", "1", "1"), ("2018-05", "0", ""),
    ]  # fmt: skip
    assert err == ""
    (april,) = [row for row in json.loads(record(*words, "--format", "json")[1]) if row["incidents"]]
    assert (april["first"], april["cooperation"], april["incidents_per_1000"]) == ("2018-04-01", 1, 1000.0)
    assert "2018-04" in record(*words)[1]
    assert record(*words, "--format", "parquet", "--output", "m.parquet")[0] == 0
    assert json.loads(record(*words, "--by", "year", "--format", "jsonl")[1])["period"] == "2018"


def test_a_month_with_documents_and_without_events_is_zero(record: Entente) -> None:
    period = ("--since", "2019-05", "--until", "2019-05")
    _, out, _ = record("measures", "CHN", "RUS", *period, "--format", "json")
    (may,) = json.loads(out)
    assert (may["documents"], may["incidents"], may["conflict_per_1000"]) == (1, 0, 0.0)


def test_wrong_usage_is_answered(record: Entente) -> None:
    for words, told in (
        (("CHN", "China"), "found CHN twice"),
        (("CHN", "Ruritania"), "found no actor"),
        (("CHN", "RUS", "--since", "2019", "--until", "2018"), "expected --since to come before --until"),
        (("CHN", "RUS", "--by", "week"), "invalid choice"),
    ):
        status, _, err = record("measures", *words)
        assert (status, told in err) == (2, True), words
    assert record("measures", "CHN", "FRA")[2] == "no periods with events found\n"
