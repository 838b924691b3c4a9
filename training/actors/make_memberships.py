"""Write ``memberships_factbook.tsv`` from the CIA World Factbook's participation lists (CC0).

python training/actors/make_memberships.py FACTBOOK_IO_MEMBERSHIP_CSV

Organisations whose members are listed by hand with dates are left out: the Factbook is late on them.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

from sources import country_codes, mapping

from entente.actors.tables import DATA, rows

BY_HAND = {
    "SCO",
    "BRICS",
    "AIIB",
    "NATO",
    "EU",
    "ASEAN",
    "EAEU",
    "CSTO",
    "CIS",
    "ECOWAS",
    "LAS",
    "GCC",
    "OPEC",
    "G7",
    "G8",
    "G20",
    "MERCOSUR",
    "EAC",
    "ARCTICCOUNCIL",
    "PACIFICALLIANCE",
    "ALBA",
}


def main(path: Path) -> None:
    codes, organisations, roles = country_codes(), mapping("organisations"), mapping("membership_roles")
    by_hand = {(row[0], row[1]) for row in rows("memberships")}
    found: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            organisation, role = organisations.get(row["io"].strip()), roles.get(row["status"].strip())
            country = codes.get(row["country"])
            if organisation is None or role is None or country is None or organisation in BY_HAND:
                continue
            if (organisation, country) not in by_hand or (role == "member" and organisation == "AU"):
                found[organisation, role, row["last_seen"][:7]].add(country)
    lines = ["organisation\trole\tseen\tcountries\tsource"]
    for (organisation, role, seen), countries in sorted(found.items()):
        lines.append(
            "\t".join([organisation, role, seen, " ".join(sorted(countries)), "CIA World Factbook (CC0)"])
        )
    (DATA / "memberships_factbook.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
