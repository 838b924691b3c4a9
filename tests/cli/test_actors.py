"""``entente actors`` on the tables: answers, reasons, own tables, dictionaries, clear errors."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

Entente = Callable[..., tuple[int, str, str]]


def test_a_title_on_a_day_is_answered_with_the_reason(entente: Entente) -> None:
    status, out, _ = entente("actors", "the British foreign secretary", "--date", "2018-09-10", "--why")
    assert status == 0
    head, office, why = out.splitlines()
    assert head.startswith("GBR/jeremy-hunt Jeremy Hunt person GBR")
    assert office.startswith("  foreign minister of GBR, 2018-07-09 to ")
    assert why.startswith("  why: role 'foreign secretary' of GBR")


def test_the_same_as_values(entente: Entente) -> None:
    status, out, _ = entente("actors", "SCO", "--date", "2016-01-01", "--format", "jsonl")
    row = json.loads(out)
    assert (status, row["id"], row["kind"]) == (0, "SCO", "igo")
    assert {
        "organisation": "SCO",
        "country": "CHN",
        "role": "founder",
        "from": "2001-06-15",
        "to": None,
    }.items() <= row["memberships"][0].items()


def test_kinds_and_states_narrow_the_answer(entente: Entente) -> None:
    status, out, _ = entente("actors", "Korea", "--tables", "--country", "KOR")
    assert status == 0
    assert out.startswith("KOR ")
    assert "PRK" not in out
    status, _, err = entente("actors", "Korea", "--tables", "--kind", "person")
    assert status == 2
    assert "found" in err


def test_an_own_table_is_honoured(entente: Entente, tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("name,kind,country,aliases\nBlue Hills Front,armed_group,COD,BHF\n")
    status, out, _ = entente("actors", "BHF", "--tables", "--own-actors", table)
    assert status == 0
    assert out.startswith("COD.BLUEHILLSFRONT Blue Hills Front armed_group COD")
    table.write_text("name,kind\nBlue Hills Front,gang\n")
    status, out, err = entente("actors", "BHF", "--tables", "--own-actors", table)
    assert (status, out) == (2, "")
    assert "line 2: 'gang' is no kind of actor; expected one of state" in err


def test_a_dictionary_becomes_a_table(entente: Entente, tmp_path: Path) -> None:
    (tmp_path / "actors.txt").write_text("HILLS_FRONT_ [CODREB]\n+HILL_FIGHTERS_\n")
    status, _, err = entente(
        "actors", "--from-phoenix", tmp_path / "actors.txt", "--output", tmp_path / "own.csv"
    )
    assert status == 0
    assert "1 rows of 1 actors" in err
    status, out, _ = entente("actors", "Hill Fighters", "--tables", "--own-actors", tmp_path / "own.csv")
    assert status == 0
    assert out.startswith("COD.HILLSFRONT Hills Front armed_group COD COD.HILLSFRONT REB")


def test_nobody_and_nothing_asked_are_told(entente: Entente) -> None:
    status, _, err = entente("actors", "Wakanda", "--why")
    assert status == 2
    assert "found no actor 'Wakanda'" in err
    assert "Nearest: Rwanda (RWA)" in err
    status, _, err = entente("actors", "--why")
    assert status == 2
    assert "expected a name" in err
