"""Write ``people_officials.tsv`` and ``terms_officials.tsv`` from the holders by hand of ``officials.txt``.

python training/actors/make_officials.py

A person whom another table holds, under any of the spellings, keeps the id of that table. A term that another
hand-written table has already is left out; where another person holds the same office, it is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from make_more_leaders import HEADS, day_before, is_there, write

from entente.actors import ActorIndex, load, tables
from entente.actors.folding import WORD, fold

LISTS = Path(__file__).with_name("officials.txt")
OWN = ("people_officials", "terms_officials")
FAMILY_FIRST = frozenset({"KHM", "KOR", "PRK", "TWN", "VNM", "CHN"})
GIVEN_NAME = frozenset({"ETH", "ERI", "THA", "VNM"})  # the name by which the news calls people there
NO_FAMILY = frozenset({"BHR", "ERI", "ETH", "ISL", "KWT", "LAO", "MMR", "MNG", "OMN", "QAT", "ARE"})


@dataclass(frozen=True, slots=True)
class Holder:
    """A line of the list: who held the office of the heading above it, and when."""

    office: str
    of: str
    country: str
    name: str
    start: str
    end: str
    seen: str
    names: tuple[str, ...]
    family: str
    source: str


def main() -> None:
    """Empty the two tables, read all others, and write the two anew."""
    for name, head in zip(OWN, HEADS, strict=True):
        (tables.DATA / f"{name}.tsv").write_text(head + "\n", encoding="utf-8")
    index = load()
    known: dict[tuple[str | None, str], str] = {}
    for person in index.people.all:
        for name in (person.name, *(n.lstrip("=~") for n in person.names)):
            known.setdefault((person.country, plain(name)), person.id)
    people: dict[str, str] = {}
    terms: list[str] = []
    for holder in read(LISTS):
        keys = [(holder.country, plain(name)) for name in (holder.name, *holder.names)]
        id_ = next((known[key] for key in keys if key in known), None)
        if id_ is None:
            id_ = f"{holder.country}/{'-'.join(re.findall(r'[a-z0-9]+', fold(holder.name)))}"
            people[id_] = person_row(id_, holder)
            known.update(dict.fromkeys(keys, id_))
        if not has(index, id_, holder):
            cells = (id_, holder.office, holder.of, holder.start, holder.end, holder.seen, holder.source)
            terms.append("\t".join(cells))
    script = Path(__file__).name
    write(OWN[0], HEADS[0], sorted(people.values()), script, LISTS.name)
    write(OWN[1], HEADS[1], sorted(terms), script, LISTS.name)


def read(path: Path) -> Iterator[Holder]:
    """Yield the holders that the list names, each with the office of its heading."""
    office = of = source = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            office, of, source = line.removeprefix("@ ").split("|")
        elif line and line[0] != "#":
            name, start, end, more, family = [*line.split("|"), "", ""][:5]
            country, _, rest = name.rpartition("/")
            names = tuple(more.split("; ")) if more else ()
            seen = f"{start}/{end[1:]}" if end.startswith("~") else ""
            last = "" if seen else day_before(end)
            yield Holder(
                office, of, country or of, rest, start, last, seen, names, family, f"hand: {source}"
            )  # fmt: skip


def plain(name: str) -> str:
    """Return a name's words in order, without case, accents and hyphens."""
    return " ".join(WORD.findall(fold(name).replace("-", " ")))


def person_row(id_: str, holder: Holder) -> str:
    """Return the row of a person whom no other table holds."""
    words = holder.name.split()
    first = holder.country in FAMILY_FIRST
    family = holder.family or ("" if holder.country in NO_FAMILY else words[0 if first else -1])
    called = words[-1 if first else 0] if holder.country in GIVEN_NAME else ""
    cells = (id_, holder.name, family, called, " | ".join(holder.names), holder.country, "GOV", holder.source)
    return "\t".join(cells)


def has(index: ActorIndex, id_: str, holder: Holder) -> bool:
    """Tell whether a hand-written table has the term, however it calls the office."""
    return is_there(index, id_, holder.office, holder.of, holder.start, holder.end or holder.seen.rpartition("/")[2])


if __name__ == "__main__":
    main()
