"""Write ``terms_reign.tsv``: leaders since 1990 whom no other table dates, from REIGN (cited).

python training/actors/make_leaders.py REIGN_CSV PHOENIX_COUNTRIES_ACTORS_TXT

REIGN gives family name, month and year of a state's effective leader, not the office: the term's office is
"leader". A row is carried only where no other table dates the leader over that time, and one person
of the tables, of that state, bears the name: in full, or by family with an office that begins or ends in the
same month in the Phoenix dictionary.
Bell, Curtis (2016), The Rulers, Elections, and Irregular Governance Dataset (REIGN), release of March 2021.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

from check_terms import TOPS, near
from make_phoenix import entries, normal
from sources import key

from entente.actors import ActorIndex, load, tables
from entente.actors.entries import Term

SOURCE = "REIGN 2021-03 (Bell 2016)"
# REIGN's leaders of San Marino, Bosnia and Herzegovina, Monaco and so on hold these
HEADS = (*TOPS, "emir", "sovereign prince", "captain regent", "chairman of the presidency", "chief adviser")


def main(path: Path, phoenix: Path) -> None:
    phoenix_months = {(entry.state, key(normal(entry.names[0]))): entry.months for entry in entries(phoenix)}
    index = load()
    by_cow = {spell.number: state.iso3 for state in index.states.values() for spell in state.cow}
    people: defaultdict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for person in index.people.all:
        people[person.country or ""].append((person.id, key(person.name).split()))
    lines = ["person\toffice\tof\tstart\tend\tseen\tsource"]
    with path.open(encoding="latin-1", newline="") as stream:
        for row in csv.DictReader(stream):
            of = by_cow.get(int(row["ccode"]))
            if of is None or int(row["eyear"] or 2021) < 1990 or not row["eyear"]:
                continue
            wanted = [word for word in key(row["leader"]).split() if len(word) > 2]
            start, end = f"{row['syear']}-{int(row['smonth']):02}", f"{row['eyear']}-{int(row['emonth']):02}"
            found = [id_ for id_, words in people[of] if wanted and all(word in words for word in wanted)]
            if len(found) != 1 or dated(index, found[0], of, row["leader"], months_of(start, end)):
                continue
            name = index.person(found[0]).name  # type: ignore[union-attr]
            if len(wanted) < 2 and not {start, end} & phoenix_months.get((of, key(name)), set()):
                continue
            lines.append("\t".join([found[0], "leader", of, start, end, "", SOURCE]))
    (tables.DATA / "terms_reign.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines) - 1, "leaders")


def months_of(start: str, end: str) -> tuple[date, date]:
    """Return the first and the last day of a row's months."""
    first, last = tables.first_day(start), tables.last_day(end)
    assert first is not None
    assert last is not None
    return first, last


def dated(index: ActorIndex, person: str, of: str, leader: str, days: tuple[date, date]) -> bool:
    """Tell whether another table has the person lead the state in these days, or a like name amid them."""
    middle = days[0] + (days[1] - days[0]) // 2
    own = [t for t in index.offices_of(person) if t.of == of and t.office in HEADS and overlaps(t, days)]
    others = [t for office in HEADS for t in index.holder(office, of, middle) if near(t.name, leader)]
    return any(term.source != SOURCE for term in (*own, *others))


def overlaps(term: Term, days: tuple[date, date]) -> bool:
    """Tell whether a term shares a day with a span, as far as its dates are known."""
    return (term.start or date.min) <= days[1] and days[0] <= (term.end or date.max)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
