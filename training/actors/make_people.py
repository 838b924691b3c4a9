"""Write ``people_open.tsv`` and ``terms_open.tsv`` from three open files, around what is written by hand.

python training/actors/make_people.py OFFICEHOLDERS_CSV FOREIGN_MINISTERS_CSV WORLD_LEADERS_CSV [MINISTERS_ON]

- The Factbook (CC0) gives the day an office began and the snapshots that showed it.
- The list of foreign ministers (Wikidata, CC0) gives the day and was taken in December 2022, a newer one on
  MINISTERS_ON.
- The directory called 2019 (US government work) gives no days. Of 168 posts that the hand-written terms date,
  162 agree for mid-March 2019 and fewer for every other month: its rows stand for that month.

A term is left out where a term by hand covers the same single-holder office at that time. Where the last
snapshot shows somebody whose term began after that of the holder by hand, a line "by hand still" says so.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from check_terms import parse_since
from sources import country_codes, key, office_of, split_name

from entente.actors import tables
from entente.actors.folding import WORD, fold

FACTBOOK, WIKIDATA, DIRECTORY = (
    "CIA World Factbook (CC0)",
    "Wikidata (CC0)",
    "CIA World Leaders directory (US work)",
)
MINISTERS_ON, DIRECTORY_ON = date(2022, 12, 20), date(2019, 3, 15)
REALMS = {
    "Charles Iii",
    "Elizabeth Ii",
    "Willem-Alexander",
    "Frederik X",
    "Margrethe Ii",
    "Donald J. Trump",
    "Emmanuel Macron",
    "Xi Jinping",
    "Joseph R. Biden",
    "Barack Obama",
    "Barack H. Obama",
}
FAMILY_FIRST = {"CHN", "PRK", "KOR", "TWN"}
PATRONYMIC = re.compile(r"(?:ovich|evich|ovna|evna|yevich|yevna|ich|ichna)$")


@dataclass
class Someone:
    """A person as the open files name them."""

    id: str
    name: str
    family: str
    country: str
    sector: str
    source: str
    names: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Spell:
    """A person seen in an office, with the day it began where the file tells."""

    person: str
    office: str
    of: str
    start: date | None
    first: date
    last: date
    source: str


class Register:
    """Everybody known so far, by country; the same person under two spellings is one."""

    def __init__(self) -> None:
        self.new: dict[str, Someone] = {}
        self.by_country: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)  # (id, key of a name)
        self.kept: set[str] = set()
        for id_, name, _family, _shorts, names, country, _sector, _source in tables.rows("people"):
            for spelling in (name, *tables.split(names)):
                self.by_country[country].append((id_, key(spelling.lstrip("=~"))))

    def person(self, name: str, family: str, country: str, sector: str, source: str) -> str:
        """Return the id of the person, new or known."""
        wanted = key(name)
        for id_, known in self.by_country[country]:
            if _same(wanted, known, key(family)):
                if id_ in self.new and name != self.new[id_].name:
                    self.new[id_].names.add(name)
                return id_
        id_ = f"{country}/{'-'.join(WORD.findall(fold(name)))}"
        self.new[id_] = Someone(id_, name, family, country, sector, source)
        self.by_country[country].append((id_, wanted))
        return id_


def _same(left: str, right: str, family: str) -> bool:
    """Tell whether two keys spell one person: equal, or sharing the family and a given name."""
    if left == right:
        return True
    a, b = left.split(), right.split()
    if len(a) < 2 or len(b) < 2 or not set(family.split()) & set(b):
        return False
    given_a, given_b = [w for w in a if w not in family.split()], [w for w in b if w not in family.split()]
    return any(x[:4] == y[:4] for x in given_a for y in given_b if min(len(x), len(y)) > 2)


def _clean(name: str) -> str:
    parts = name.split()
    if len(parts) == 3 and PATRONYMIC.search(parts[1]) and parts[1][0].isupper():
        parts = [parts[0], parts[2]]
    return " ".join(parts)


def _usable(name: str, family: str) -> bool:
    return (
        bool(family)
        and 2 <= len(name.split()) <= 6
        and not re.search(
            r"[\d/:()\"“]|\bnote\b|vacant|spelled|^of |^and |\bof the\b| and | the ", name.lower()
        )
    )


def last_snapshot(path: Path) -> date:
    """Return the day of the last snapshot: the commonest of the rows that it still shows."""
    with path.open(encoding="utf-8", newline="") as stream:
        days = Counter(
            row["last_seen_in_snapshot"] for row in csv.DictReader(stream) if row["in_final_snapshot"] == "1"
        )
    return date.fromisoformat(days.most_common(1)[0][0])


def factbook(
    path: Path, register: Register, codes: dict[str, str], sectors: dict[str, str], final: date
) -> list[Spell]:
    territories = {row[0] for row in tables.rows("states") if row[7] == "territory"}
    spells = []
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            country, printed = codes.get(row["country"]), row["title_and_name"]
            if country is None:
                continue
            owner = country
            if row["role"] == "ambassador to US":
                office, printed = "ambassador to USA", re.sub(r"^Ambassador\s+", "", printed)
                if not row["title_and_name"].startswith("Ambassador"):
                    continue
            elif row["role"] == "US ambassador":
                if not printed.startswith("Ambassador"):
                    continue
                office, owner, printed = (
                    f"ambassador to {country}",
                    "USA",
                    printed.removeprefix("Ambassador "),
                )
            else:
                office = office_of(printed)
            name, family = split_name(printed)
            name = _clean(name)
            if office is None or not _usable(name, family) or name in REALMS or "acting" in printed.lower():
                continue
            if country in territories and office in ("president", "vice president", "king"):
                continue
            since = parse_since(row["since"])
            first, last = (
                date.fromisoformat(row["first_seen_in_snapshot"]),
                date.fromisoformat(row["last_seen_in_snapshot"]),
            )
            if since and since > last:
                continue
            person = register.person(name, family, owner, sectors.get(office, "GOV"), FACTBOOK)
            spells.append(
                Spell(
                    person,
                    office,
                    owner,
                    since,
                    first,
                    final if row["in_final_snapshot"] == "1" else last,
                    FACTBOOK,
                )
            )
    return spells


def ministers(path: Path, register: Register, codes: dict[str, str], taken: date) -> list[Spell]:
    spells = []
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            country = codes.get(row["countryLabel"])
            if country is None or not row["start"] or not _usable(row["name"], row["name"]):
                continue
            name, start = row["name"], date.fromisoformat(row["start"][:10])
            parts = name.split()
            family = parts[0] if country in FAMILY_FIRST or country == "VNM" else parts[-1]
            person = register.person(name, family, country, "GOV", WIKIDATA)
            spells.append(
                Spell(
                    person,
                    "foreign minister",
                    country,
                    start,
                    max(start, taken),
                    taken,
                    WIKIDATA,
                )
            )
    return spells


def directory(path: Path, register: Register, codes: dict[str, str], sectors: dict[str, str]) -> list[Spell]:
    spells = []
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            country, office = codes.get(row["country"]), office_of(row["office"], whole=True)
            name, family = split_name(re.sub(r"\(.*?\)", "", row["name"]))
            name = _clean(name)
            if country is None or office is None or not _usable(name, family):
                continue
            if office == "president" and row["office"].strip().lower() != "president":
                continue
            person = register.person(name, family, country, sectors.get(office, "GOV"), DIRECTORY)
            spells.append(Spell(person, office, country, None, DIRECTORY_ON, DIRECTORY_ON, DIRECTORY))
    return spells


def merged(spells: list[Spell]) -> list[Spell]:
    """Return one spell per person, office and unbroken stay: re-elections are not new terms."""
    groups: defaultdict[tuple[str, str, str], list[Spell]] = defaultdict(list)
    for spell in spells:
        groups[spell.person, spell.office, spell.of].append(spell)
    found = []
    for (person, office, of), rows in groups.items():
        rows.sort(key=lambda row: (row.first, row.start or row.first))
        starts = [row.start for row in rows if row.start]
        stays = [rows]
        gap = next(
            (at for at in range(1, len(rows)) if (rows[at].first - rows[at - 1].last).days > 1500), None
        )
        if gap:
            stays, starts = [rows[:gap], rows[gap:]], []
        for stay in stays:
            begun = min(starts) if starts else min((row.start for row in stay if row.start), default=None)
            found.append(
                Spell(
                    person,
                    office,
                    of,
                    begun,
                    min(r.first for r in stay),
                    max(r.last for r in stay),
                    next((r.source for r in stay if r.start), stay[0].source),
                )
            )
    return found


def write(register: Register, spells: list[Spell], singles: set[str], final: date) -> None:
    by_hand: defaultdict[tuple[str, str], list[tuple[str, date | None, date | None]]] = defaultdict(list)
    for person, office, of, start, end, _seen, _source in tables.rows("terms"):
        by_hand[office, of].append((person, tables.first_day(start), tables.last_day(end)))
    groups: defaultdict[tuple[str, str], list[Spell]] = defaultdict(list)
    for spell in _in_one_state(merged(spells)):
        groups[spell.office, spell.of].append(spell)
    lines = ["person\toffice\tof\tstart\tend\tseen\tsource"]
    used: set[str] = set()
    for (office, of), rows in sorted(groups.items()):
        single = office in singles or office.startswith("ambassador to")
        hand = by_hand[office, of]
        if single:
            for row in rows:
                _warn(row, hand, final)
        kept = [
            row for row in rows if not (single and any(_overlaps(row, start, end) for _, start, end in hand))
        ]
        kept = [row for row in kept if not any(row.person == person for person, _s, _e in hand)]
        kept.sort(key=lambda row: (row.start or row.first, row.person))
        if single:
            kept = _one_at_a_time(kept)
        for at, row in enumerate(kept):
            following = kept[at + 1] if single and at + 1 < len(kept) else None
            end = (
                following.start - timedelta(1)
                if following and following.start and _close(row, following)
                else None
            )
            seen = "" if end or row.last == final else f"{row.first}/{row.last}"
            if row.start is None and not seen:
                seen = f"{row.first}/{row.last}"
            lines.append(
                "\t".join([row.person, office, of, str(row.start or ""), str(end or ""), seen, row.source])
            )
            used.add(row.person)
    (tables.DATA / "terms_open.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    people = ["id\tname\tfamily\tshorts\tnames\tcountry\tsector\tsource"]
    for id_, one in sorted(register.new.items()):
        if id_ in used:
            short = one.name.split()[-1] if one.country == "VNM" else ""
            names = " | ".join(sorted(one.names | _shortened(one)))
            people.append(
                "\t".join([id_, one.name, one.family, short, names, one.country, one.sector, one.source])
            )
    (tables.DATA / "people_open.tsv").write_text("\n".join(people) + "\n", encoding="utf-8")
    print(len(people) - 1, "persons,", len(lines) - 1, "terms")


def _warn(row: Spell, hand: list[tuple[str, date | None, date | None]], final: date) -> None:
    """Say where the last snapshot shows somebody else than the term by hand that is still open."""
    last = max(hand, key=lambda term: term[1] or date.min, default=None)
    if last is None or last[2] is not None or row.start is None:
        return
    if row.source == FACTBOOK and row.last < final:
        return
    if row.person != last[0] and row.start > (last[1] or date.min) + timedelta(30):
        print(f"by hand still: {row.office} of {row.of} is {last[0]} since {last[1]}, but", end=" ")
        print(f"{row.source} shows {row.person} since {row.start}")


def _in_one_state(spells: list[Spell]) -> list[Spell]:
    """Drop rows that a file printed under a second state: one name and office, the shorter stay."""
    longest: dict[tuple[str, str], Spell] = {}
    for spell in spells:
        same = spell.person.partition("/")[2], spell.office
        known = longest.get(same)
        if known is None or (spell.last - spell.first) > (known.last - known.first):
            longest[same] = spell
    kept = {(spell.person.partition("/")[2], spell.office): spell.of for spell in longest.values()}
    return [spell for spell in spells if kept[spell.person.partition("/")[2], spell.office] == spell.of]


def _shortened(one: Someone) -> set[str]:
    """Return the name as news prints it: without middle initials, and given name with family name."""
    words = one.name.split()
    if (
        one.country in FAMILY_FIRST
        or one.country == "VNM"
        or len(words) < 3
        or not one.name.endswith(one.family)
    ):
        return set()
    plain = [word for word in words if not re.fullmatch(r"[A-Z]\.?", word)]
    shorter = {" ".join(plain), f"{words[0]} {one.family}"}
    return {name for name in shorter if name != one.name and len(name.split()) > 1 and len(words[0]) > 2}


def _overlaps(row: Spell, start: date | None, end: date | None) -> bool:
    first = row.start or row.first
    return (end is None or first < end) and (start is None or row.last > start)


def _close(row: Spell, following: Spell) -> bool:
    return (
        following.start is not None
        and abs((following.start - row.last).days) <= 120
        and following.start > (row.start or row.first)
    )


def _one_at_a_time(rows: list[Spell]) -> list[Spell]:
    """Drop a spell without a day that lies inside a dated one, and of two begun alike the shorter."""
    kept: list[Spell] = []
    for row in rows:
        begun = row.start or row.first
        if (
            kept
            and begun <= kept[-1].last
            and (row.start is None or (kept[-1].start or kept[-1].first) >= begun)
        ):
            if row.last > kept[-1].last and row.start is not None:
                kept[-1] = row
            continue
        if kept and row.start is not None and row.start <= kept[-1].last:
            kept[-1] = _until(kept[-1], row.start - timedelta(1))
        kept.append(row)
    return kept


def _until(row: Spell, day: date) -> Spell:
    """Return the spell with nothing seen after a day."""
    return replace(row, first=min(row.first, day), last=min(row.last, day))


def main(officeholders: str, foreign_ministers: str, leaders: str, ministers_on: str = "") -> None:
    offices = list(tables.rows("offices"))
    sectors = {row[0]: row[1] for row in offices}
    singles = {row[0] for row in offices if row[2] == "yes"}
    register, codes, final = Register(), country_codes(), last_snapshot(Path(officeholders))
    taken = date.fromisoformat(ministers_on) if ministers_on else MINISTERS_ON
    spells = factbook(Path(officeholders), register, codes, sectors, final)
    spells += ministers(Path(foreign_ministers), register, codes, taken)
    spells += directory(Path(leaders), register, codes, sectors)
    write(register, spells, singles, final)


if __name__ == "__main__":
    main(*sys.argv[1:])
