"""Write ``terms_reign.tsv``: leaders since 1990 whom no other table dates, from REIGN (cited).

python training/actors/make_leaders.py REIGN_CSV PHOENIX_COUNTRIES_ACTORS_TXT

REIGN gives family name, month and year of a state's effective leader, not the office: the term's office is
"leader". A row is carried only where one person of the tables, of that state, bears the name: in full, or by
family with an office that begins or ends in the same month in the Phoenix dictionary.
Bell, Curtis (2016), The Rulers, Elections, and Irregular Governance Dataset (REIGN), release of March 2021.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

from check_terms import TOPS, near
from make_phoenix import entries, normal
from sources import key

from entente.actors import load, tables

SOURCE = "REIGN 2021-03 (Bell 2016)"


def main(path: Path, phoenix: Path) -> None:
    months = {(entry.state, key(normal(entry.names[0]))): entry.months for entry in entries(phoenix)}
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
            terms = [term for office in TOPS for term in index.holder(office, of) if term.source != SOURCE]
            dated = [term for term in terms if near(term.name, row["leader"])]
            found = [id_ for id_, words in people[of] if wanted and all(word in words for word in wanted)]
            if dated or len(found) != 1:
                continue
            change = {f"{row['syear']}-{int(row['smonth']):02}", f"{row['eyear']}-{int(row['emonth']):02}"}
            name = index.person(found[0]).name  # type: ignore[union-attr]
            if len(wanted) < 2 and not change & months.get((of, key(name)), set()):
                continue
            start, end = f"{row['syear']}-{int(row['smonth']):02}", f"{row['eyear']}-{int(row['emonth']):02}"
            lines.append("\t".join([found[0], "leader", of, start, end, "", SOURCE]))
    (tables.DATA / "terms_reign.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines) - 1, "leaders")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
