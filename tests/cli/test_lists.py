"""The lists: filters, formats, and tables that people can read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from entente.cli import columns
from entente.cli.columns import Column
from entente.cli.printing import around, blocks, display_width, fitted, one_line, safe, table

Entente = Callable[..., tuple[int, str, str]]


@pytest.fixture
def record(entente: Entente, corpus: Path) -> Entente:
    """A record with the corpus read."""
    entente("read", corpus, "--quiet")
    return entente


def ids(out: str) -> list[str]:
    return [json.loads(line)["document"]["id"] for line in out.splitlines()]


def test_actors_are_named_by_code_or_name(record: Entente) -> None:
    for pair in (("CHN", "RUS"), ("China", "russia"), ("chn", "Russian Federation")):
        status, out, _ = record("events", "--between", *pair, "--format", "jsonl")
        assert (status, ids(out)) == (0, ["one"]), pair


def test_a_misspelt_actor_is_answered_with_the_nearest(record: Entente) -> None:
    status, out, err = record("events", "--actor", "Chinna")
    assert (status, out) == (2, "")
    assert "found no actor 'Chinna'" in err
    assert "China (CHN)" in err


def test_periods_are_days_months_or_years(record: Entente) -> None:
    assert ids(record("events", "--since", "2019", "--format", "jsonl")[1]) == ["four"]
    assert ids(record("events", "--until", "2018-04", "--format", "jsonl")[1]) == ["one"]
    assert ids(record("events", "--until", "2018-04-01", "--format", "jsonl")[1]) == []
    status, _, err = record("events", "--since", "2018-02-30")
    assert status == 2
    assert "expected a day, month or year" in err
    status, _, err = record("events", "--since", "2019", "--until", "2018")
    assert (status, "expected --since to come before --until" in err) == (2, True)


@pytest.mark.parametrize(
    "words",
    [
        ("relations", "--between", "CHN", "RUS", "--kind", "partnership"),
        ("claims", "--about", "China", "--holder", "china", "--role", "speaker"),
        (
            "events",
            "--type",
            "consult",
            "--status",
            "actual",
            "--quad",
            "1",
            "--text",
            "envoys of china",
            "--no-background",
        ),
    ],
)
def test_filters_hold_together(record: Entente, words: tuple[str, ...]) -> None:
    assert ids(record(*words, "--format", "jsonl")[1]) == ["one"]


def test_documents_and_actors_are_listed(record: Entente) -> None:
    _, out, _ = record("documents", "--publisher", "gazette", "--format", "json")
    (document,) = json.loads(out)
    assert (document["id"], document["events"]) == ("four", 1)
    _, out, _ = record("actors", "niger", "--format", "csv")
    assert out.splitlines()[1].startswith("NER,Niger,state,NER")
    _, out, _ = record("documents", "--failed", "--format", "csv")
    assert out.count("found a broken text") == 1


def test_a_table_fits_a_hundred_columns_and_shows_the_words(record: Entente) -> None:
    for name in ("events", "relations", "claims", "documents", "actors"):
        _, out, _ = record(name)
        assert len(out.splitlines()) >= 4
        assert all(display_width(line) <= 100 for line in out.splitlines())
    assert "2018-04-02  CONSULT  CHN + RUS" in record("events")[1]


def test_a_table_for_people_says_when_it_is_not_all(record: Entente, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entente.cli.output.TABLE_ROWS", 1)
    _, out, err = record("events")
    assert len(out.splitlines()) == 3
    assert err == "the first 1 events; --limit 0 shows all of them\n"
    assert len(record("events", "--limit", "0")[1].splitlines()) == 4
    assert record("events", "--actor", "FRA")[1:] == ("", "no events found\n")


def test_csv_has_a_header_iso_dates_and_joined_lists(record: Entente) -> None:
    _, out, _ = record("events", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (rows[0]["date_from"], rows[0]["actors"], rows[0]["place"]) == ("2018-04-02", "CHN;RUS", "")
    assert (rows[0]["background"], rows[0]["cameo"]) == ("false", "036")


def test_parquet_keeps_lists_and_dates(record: Entente) -> None:
    for name in ("events", "relations", "claims", "documents", "actors"):
        assert record(name, "--format", "parquet", "--output", f"{name}.parquet")[0] == 0
    with duckdb.connect() as con:
        (row,) = con.execute(
            "SELECT actors, year(date_from) FROM 'events.parquet' WHERE 'CHN' IN actors"
        ).fetchall()
    assert row == (["CHN", "RUS"], 2018)
    status, _, err = record("events", "--format", "parquet")
    assert (status, "expected --output FILE.parquet" in err) == (2, True)


def test_a_file_appears_whole_or_not_at_all(record: Entente, tmp_path: Path) -> None:
    assert record("events", "--format", "jsonl", "--output", "e.jsonl") == (0, "", "")
    assert len((tmp_path / "e.jsonl").read_text().splitlines()) == 2
    status, _, err = record("events", "--format", "jsonl", "--output", "nowhere/e.jsonl")
    assert (status, "No such file" in err) == (2, True)
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".part")]


def test_sql_answers_in_every_format(record: Entente, tmp_path: Path) -> None:
    question = "SELECT id, keywords, published FROM current_documents ORDER BY published"
    assert "2018-04-02" in record("sql", question)[1]
    assert (
        json.loads(record("sql", question, "--format", "jsonl")[1].splitlines()[0])["published"]
        == "2018-04-02"
    )
    assert record("sql", question, "--format", "csv")[1].startswith("id,keywords,published\n")
    assert record("sql", f"{question}; ", "--format", "parquet", "--output", "a.parquet")[0] == 0
    assert (tmp_path / "a.parquet").stat().st_size > 0


def test_sql_only_reads(record: Entente) -> None:
    status, _, err = record("sql", "DELETE FROM events")
    assert status == 2
    assert "read-only" in err
    status, _, err = record("sql", "SELECT nothing FROM events")
    assert (status, err.count("\n")) == (2, 1)


def test_an_answer_with_many_columns_is_written_below_each_other(record: Entente) -> None:
    _, out, _ = record("sql", "SELECT * FROM current_events")
    assert all(display_width(line) <= 100 for line in out.splitlines())
    assert any(line.split() == ["type", "CONSULT"] for line in out.splitlines())


def test_a_record_that_is_missing_says_how_to_make_one(entente: Entente) -> None:
    for name in ("events", "relations", "claims", "documents", "actors"):
        status, _, err = entente(name)
        assert (status, "entente read TARGET" in err) == (2, True)


ALL = [
    it
    for name, it in vars(columns).items()
    if name.isupper() and isinstance(it, tuple) and isinstance(it[0], Column)
]


@pytest.mark.parametrize("kind", ALL)
def test_columns_have_one_name_and_say_what_they_hold(kind: tuple[Column, ...]) -> None:
    assert len({column.name for column in kind}) == len(kind)
    assert all(column.help for column in kind)


def test_text_of_a_page_cannot_steer_a_terminal(entente: Entente, tmp_path: Path) -> None:
    nasty = "China met Russia. \x1b[2J\x1b]0;owned\x07 \x9b31m \u202egnorw"
    (tmp_path / "x.jsonl").write_text(json.dumps({"id": "\x1b[1m", "text": nasty, "title": nasty}))
    entente("read", "x.jsonl")
    for words in (
        ["events"],
        ["events", "--format", "jsonl"],
        ["events", "--format", "csv"],
        ["documents"],
        ["sql", "FROM documents"],
    ):
        out = "".join(entente(*words)[1:])
        assert not set(out) & set("\x1b\x07\x9b\u202e"), words


def test_printing_helpers() -> None:
    assert safe("a\x1b[2Jb\tc\n") == "a[2Jb\tc\n"
    assert one_line(" a\n b ") == "a b"
    assert fitted("会议在巴黎举行", 6) == "会议… "
    assert display_width("e\u0301") == 1
    long = "word " * 12 + "visited Paris"
    assert around(long, long.index("visited")).startswith("…word")
    assert around("He visited", 3) == "He visited"
    lines = list(table(("a", "b"), [("x" * 200, "y" * 50)], width=60))
    assert [display_width(line) <= 60 for line in lines] == [True] * 3
    assert list(blocks(("name", "n"), [("x", 1)], width=20)) == ["── 1 ───────────────", "name  x", "n     1"]


def test_standing_relations_and_their_state_on_a_day(record: Entente) -> None:
    _, out, _ = record("relations", "--between", "China", "Russia", "--standing", "--format", "json")
    (one,) = json.loads(out)
    assert (one["level"], one["as_of"], one["contradictions"]) == ("old friends", None, [])
    assert [(step["change"], step["day"], step["basis"]) for step in one["history"]] == [
        ("reported", "2018-04-02", "published")
    ]
    (report,) = one["reports"]
    assert (report["id"], report["quote"]) == ("one", "Envoys of China and Russia met.")
    assert record("relations", "--as-of", "2018-04-01")[2] == "no standing relations found\n"
    assert "by 2018-04-02 reported" in record("relations", "--as-of", "2018-04-02")[1]
    assert record("relations", "--contradictions")[2] == "no contradictions found\n"
    status, _, err = record("relations", "--as-of", "2018-04-02", "--undated")
    assert (status, "without --standing" in err) == (2, True)
    status, _, err = record("relations", "--as-of", "2018-04")
    assert (status, "expected a day such as 2018-04-02" in err) == (2, True)
