"""Write ``people_leaders.tsv`` and ``terms_leaders.tsv`` from the leaders by hand of ``leaders.txt``.

python training/actors/make_more_leaders.py

A person whom another table holds, under any of the spellings, keeps the id of that table. A term that another
table of hand-written terms has already is left out. Where another person holds the same office, it is said.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

from entente.actors import ActorIndex, load, tables
from entente.actors.folding import fold
from entente.actors.spelling import name_key

SOURCE = "hand: official lists of holders of the office, state gazettes"
LISTS = Path(__file__).with_name("leaders.txt")
OWN = ("people_leaders", "terms_leaders")
HEADS = (
    "id\tname\tfamily\tshorts\tnames\tcountry\tsector\tsource",
    "person\toffice\tof\tstart\tend\tseen\tsource",
)
NO_FAMILY = frozenset({"KWT", "BHR", "QAT", "BTN", "LAO", "ISL", "MCO", "TLS"})  # or not the last word


def main() -> None:
    """Empty the two tables, read all others, and write the two anew."""
    for name, head in zip(OWN, HEADS, strict=True):
        (tables.DATA / f"{name}.tsv").write_text(head + "\n", encoding="utf-8")
    index = load()
    known = {
        (person.country, tuple(sorted(name_key(name)))): person.id
        for person in index.people.all
        for name in (person.name, *(n.lstrip("=~") for n in person.names))
    }
    people: dict[str, str] = {}
    terms: list[str] = []
    for line in LISTS.read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            cells = [*line.split("|"), ""]
            state, title, name, start, end, more = cells[:6]
            id_ = find(known, state, (name, *more.split("; ")))
            if id_ is None:
                id_ = f"{state}/{'-'.join(re.findall(r'[a-z0-9]+', fold(name)))}"
                family = "" if state in NO_FAMILY else name.split()[-1]
                people.setdefault(id_, "\t".join((id_, name, family, "", "", state, "GOV", SOURCE)))
            if more and id_ in people:
                cells = people[id_].split("\t")
                people[id_] = "\t".join([*cells[:4], " | ".join(more.split("; ")), *cells[5:]])
            office = next(iter(index.offices.office_ids(title, state)), title)
            last = day_before(end)
            if not is_there(index, id_, office, state, start, last):
                terms.append("\t".join((id_, office, state, start, last, "", SOURCE)))
    write(OWN[0], HEADS[0], sorted(people.values()), Path(__file__).name, LISTS.name)
    write(OWN[1], HEADS[1], sorted(terms), Path(__file__).name, LISTS.name)


def find(
    known: dict[tuple[str | None, tuple[str, ...]], str], state: str, names: tuple[str, ...]
) -> str | None:
    """Return the id of a person whom another table has under one of the names."""
    ids = (known.get((state, tuple(sorted(name_key(name))))) for name in names if name)
    return next((id_ for id_ in ids if id_), None)


def day_before(end: str) -> str:
    """Return the last day in office: the successor has the day of the change."""
    return str(date.fromisoformat(end) - timedelta(days=1)) if len(end) == 10 else end


def is_there(index: ActorIndex, person: str, office: str, of: str, start: str, end: str) -> bool:
    """Tell whether a hand-written table has the term; print who else has the office in the middle of it."""
    first = tables.first_day(start) or date.min
    middle = first + ((tables.last_day(end) or first) - first) // 2
    held = [term for term in index.holder(office, of, middle) if term.source.startswith("hand")]
    others = [term.name for term in held if term.person != person]
    if others and office != "captain regent":
        print(f"{of} {office} on {middle}: {person}, and {', '.join(others)}")
    return any(term.person == person for term in held)


def write(name: str, head: str, rows: list[str], script: str, lists: str) -> None:
    """Write a table."""
    print(name, len(rows))
    text = "\n".join((f"# Made by training/actors/{script} from {lists}.", head, *rows))
    (tables.DATA / f"{name}.tsv").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
