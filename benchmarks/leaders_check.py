"""How many leaders of the world are found by the name that another list gives them, at mid-term.

Run it with ``python benchmarks/leaders_check.py PATH/reign_leaderlist_2021-03.csv [--misses]``. The list is
REIGN (Bell, Besaw and Frank 2021, Rulers, Elections, and Irregular Governance): every effective leader since
1921 under one spelling, Latin-1, often the surname alone. It is a check and no source: what it shows to be
missing is mended by spelling rules and public spellings, never by copying its names.

A leader in office between 1995 and March 2021 counts as found when the tables, asked for that spelling, that
state and the middle day of the term (within the window), give one leading person first. The baseline asks
for exactly the listed full names.

First 0.656 (of 1,052 spells, 276 had no leader in the tables at all); with spelling rules 0.67; with the
leaders of ``training/actors/leaders.txt`` written by hand 0.989. Baseline 0.354, then 0.416.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from entente.actors import ActorIndex, load
from entente.actors.search import find_persons

FIRST, LAST = date(1995, 1, 1), date(2021, 3, 31)


@dataclass(frozen=True, slots=True)
class Spell:
    """A leader's time in office as REIGN has it."""

    name: str
    states: tuple[str, ...]  # alpha-3; several where a state took over another's number
    start: date
    end: date

    @property
    def middle(self) -> date:
        """The middle day of the part of the term that lies in the window."""
        start, end = max(self.start, FIRST), min(self.end, LAST)
        return start + (end - start) // 2


def spells(path: Path, index: ActorIndex) -> Iterator[Spell]:
    """Yield the leaders in office between 1995 and 2021."""
    states: dict[int, list[str]] = {}
    for state in index.states.values():
        for spell in state.cow:
            states.setdefault(spell.number, []).append(state.iso3)
    with path.open(encoding="latin-1", newline="") as stream:
        for row in csv.DictReader(stream):
            if not row["eyear"] or int(row["eyear"]) < FIRST.year:
                continue
            start = date(int(row["syear"]), int(row["smonth"]), min(int(row["sdate"] or 1), 28))
            end = max(start, date(int(row["eyear"]), int(row["emonth"]), 1))  # it gives the month of the end
            if end >= FIRST and start <= LAST:
                yield Spell(_plain(row["leader"]), tuple(states.get(int(row["ccode"]), ())), start, end)


def _plain(name: str) -> str:
    """Return the name without the list's own notes ("(2nd time)") and without a doubly encoded letter."""
    name = re.sub(r"\([^)]*\)", "", name).strip()
    try:
        return name.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return name


def is_found(spell: Spell, index: ActorIndex) -> bool:
    """Tell whether the tables, asked for the spelling at mid-term, give one person first."""
    name = re.split(r" and | & ", spell.name)[0]  # two who rule together
    for state in spell.states:
        found = find_persons(name, index, on=spell.middle, of=state)
        for offices in (
            index.offices.leading(state)[:1],
            (*index.offices.leading(state), "prime minister", "king"),
        ):
            leading = [f for f in found if any(term.office in offices for term in f.terms)]
            if len(leading) == 1:
                return True
        if len(found) == 1:
            return True
    return False


def is_dated(spell: Spell, index: ActorIndex) -> bool:
    """Tell whether the tables show anybody who leads the state on that day, under whatever name."""
    return any(
        index.holder(office, state, spell.middle)
        for state in spell.states
        for office in (*index.offices.leading(state), "president", "prime minister", "king")
    )


def is_listed(spell: Spell, index: ActorIndex) -> bool:
    """Tell whether the spelling is a full name that the tables list: the baseline."""
    return any(e.kind == "person" and e.country in spell.states for e in index.lookup(spell.name))


def main() -> None:
    """Read the list, print the shares, and with --misses who is not found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("list", type=Path, help="reign_leaderlist_2021-03.csv")
    parser.add_argument("--misses", action="store_true", help="print who is not found")
    arguments = parser.parse_args()
    index = load()
    asked = list(spells(arguments.list, index))
    missed = [spell for spell in asked if not is_found(spell, index)]
    listed = sum(is_listed(spell, index) for spell in asked)
    print(f"leaders in office 1995-2021: {len(asked)}")
    print(
        f"found at mid-term under their spelling: "
        f"{len(asked) - len(missed)} = {1 - len(missed) / len(asked):.3f}"
    )
    dated = [spell for spell in missed if is_dated(spell, index)]
    print(
        f"missed: {len(missed) - len(dated)} the tables show nobody for, {len(dated)} they show somebody for"
    )
    print(f"baseline, listed in full in exactly that spelling: {listed / len(asked):.3f}")
    if arguments.misses:
        for spell in sorted(missed, key=dated.__contains__):
            shown, states = ("somebody" if spell in dated else "nobody"), " ".join(spell.states)
            print(f"  {shown:9}{states:8} {spell.name:32} {spell.start} {spell.end} asked {spell.middle}")


if __name__ == "__main__":
    main()
