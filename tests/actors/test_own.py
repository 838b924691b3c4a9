"""Tables of one's own: what they add, what they override, and how their mistakes are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from entente import actors
from entente.actors import ActorIndex, read_own_actors
from entente.actors.own import OwnActor, to_rows
from entente.actors.phoenix import read_phoenix
from entente.errors import ActorTableError

TABLE = """\
name,kind,country,id,aliases,sector,office,from,to
# a comment, and an empty line

Blue Hills Front,armed_group,COD,,BHF | Blue Hills rebels,REB,,2015,2019-06
Blue Hills Front,party,COD,,,PTY,,2019-07,
Jane Doe,person,GBR,,Doe,GOV,foreign secretary,2026-01-05,
Georgia,none,,,,,,,
Middle Realm,state,,CHN,,,,,
"""


@pytest.fixture
def index(tmp_path: Path) -> ActorIndex:
    return ActorIndex(written(tmp_path, TABLE))


def written(folder: Path, text: str, name: str = "mine.csv") -> tuple[OwnActor, ...]:
    (folder / name).write_text(text, encoding="utf-8")
    return read_own_actors(folder / name)


def test_a_new_actor_is_found_by_every_name(index: ActorIndex) -> None:
    found = index.find_all("The BHF shelled Goma; Blue Hills rebels fled.")
    assert [m.entries[0].id for m in found if m.entries[0].kind == "armed_group"] == [
        "COD.BLUEHILLSFRONT"
    ] * 2


def test_dates_without_an_office_say_what_a_group_was_when(index: ActorIndex) -> None:
    (entry,) = index.lookup("Blue Hills Front")
    assert index.as_of(entry, date(2016, 1, 1)).kind == "armed_group"
    assert index.as_of(entry, date(2021, 1, 1)).sector == "PTY"


def test_a_new_holder_ends_the_term_before(index: ActorIndex) -> None:
    assert actors.describe("the British foreign secretary", index, date(2026, 2, 1)).person == "Jane Doe"
    before = index.holder("foreign minister", "GBR", date(2026, 1, 4))
    assert before
    assert all(term.end is None or term.end <= date(2026, 1, 4) for term in before)
    assert not index.offices_of(before[0].person, date(2026, 2, 1))
    assert actors.describe("the British foreign secretary", index, date(2018, 9, 10)).person == "Jeremy Hunt"


def test_a_name_may_be_put_out_of_use_or_given_to_a_known_actor(index: ActorIndex) -> None:
    assert index.find_all("Georgia voted.") == ()
    assert [entry.id for entry in index.lookup("Middle Realm")] == ["CHN"]
    assert {entry.id for entry in index.lookup("China")} == {"CHN"}


def test_the_shipped_tables_stay_as_they_are(index: ActorIndex) -> None:
    assert [entry.id for entry in actors.load().lookup("Georgia")] == ["GEO"]
    assert index.own


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "expected a heading"),
        ("name,kind,land\n", "'land' is no column"),
        ("name,aliases\n", "the heading lacks kind"),
        ("name,kind\nX Y,army\n", "line 2: 'army' is no kind"),
        ("name,kind,country\nX Y,organ,XYZ\n", "'XYZ' is no state's code"),
        ("name,kind,sector\nX Y,organ,ARMY\n", "'ARMY' is no sector"),
        ("name,kind,office\nX Y,person,president\n", "an office needs a person and the country"),
        ("name,kind,from\nX Y,organ,31.12.2020\n", "expected a day, month or year"),
        ("name,kind,from\nX Y,organ,2020-13\n", "expected a day, month or year"),
        ("name,kind,from,to\nX Y,organ,2020,2019\n", "expected from to come before to"),
        ("name,kind\nX Y,organ,,,\n", "found 5 cells, expected at most 2"),
        ("name,kind\n,organ\n", "found no name"),
    ],
)
def test_mistakes_are_told_with_their_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ActorTableError, match=r"mine\.csv") as told:
        written(tmp_path, text)
    assert words in str(told.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ActorTableError, match="found no file"):
        read_own_actors(tmp_path / "none.csv")


def test_a_phoenix_dictionary_becomes_a_table_and_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "actors.txt"
    path.write_text(
        "# a comment\nPOLAND_ [POL]\n+POLSKA_\nLECH_WZOR_  ; CountryInfo.txt\n+WZOR_\n"
        "\t[POLGOV 051223-100410]\n\t[POLELI]\nHILLS_FRONT_ [CODREB]\nNOWHERE_ [XYZGOV]\nBAD_DATES_\n"
        "\t[POLGOV 121207-120802]\n"
    )
    rows = read_phoenix(path)
    assert [(r.id, r.kind, r.sector) for r in rows] == [
        ("POL", "state", None),
        ("POL/lech-wzor", "person", "GOV"),
        ("POL/lech-wzor", "person", "ELI"),
        ("COD.HILLSFRONT", "armed_group", "REB"),
        ("POL/bad-dates", "person", "GOV"),
    ]
    assert (rows[1].start, rows[1].end) == (date(2005, 12, 23), date(2010, 4, 10))
    lines = [",".join(f'"{cell}"' for cell in row) for row in to_rows(iter(rows))]
    again = written(tmp_path, "\n".join(lines))
    assert [(r.id, r.aliases, r.start) for r in again] == [(r.id, r.aliases, r.start) for r in rows]
    index = ActorIndex(again)
    assert index.as_of(index.lookup("Lech Wzor")[0], date(2008, 1, 1)).sector == "GOV"


def test_a_file_without_actors_is_no_dictionary(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("hello\n")
    with pytest.raises(ActorTableError, match="found no actor"):
        read_phoenix(tmp_path / "x.txt")
