"""Print where the terms written by hand differ from four open files: nobody's dates go unchecked.

python training/actors/check_terms.py REIGN_CSV OFFICEHOLDERS_CSV WORLD_LEADERS_CSV FOREIGN_MINISTERS_CSV

REIGN is cited, not carried: Bell, Besaw and Frank (2021), Rulers, Elections, and Irregular Governance.
"""

from __future__ import annotations

import csv
import sys
from datetime import date, datetime
from pathlib import Path

from sources import country_codes, office_of, split_name

from entente.actors import ActorIndex, Term, load
from entente.actors.folding import WORD, fold

TOPS = ("president", "prime minister", "supreme leader", "king", "leader", "general secretary")


def words(name: str) -> set[str]:
    """Return the folded words of a name that are long enough to tell people apart."""
    return {word for word in WORD.findall(fold(name)) if len(word) > 2}


def near(left: str, right: str) -> bool:
    """Tell whether two spellings may be one name: a shared word, or two that begin alike."""
    return any(a == b or (len(a) > 4 and a[:4] == b[:4]) for a in words(left) for b in words(right))


def held(index: ActorIndex, of: str, offices: tuple[str, ...]) -> list[Term]:
    """Return the hand-written terms of these offices of a state."""
    return [term for office in offices for term in index.holder(office, of) if term.source.startswith("hand")]


def check_reign(index: ActorIndex, path: Path) -> None:
    """Compare leaders since 1990 month by month."""
    by_cow = {spell.number: state.iso3 for state in index.states.values() for spell in state.cow}
    with path.open(encoding="latin-1", newline="") as stream:
        for row in csv.DictReader(stream):
            iso3 = by_cow.get(int(row["ccode"]))
            if int(row["syear"]) < 1990 or iso3 is None:
                continue
            start = date(int(row["syear"]), int(row["smonth"]), min(int(row["sdate"] or 1), 28))
            terms = [term for term in held(index, iso3, TOPS) if near(term.name, row["leader"])]
            gaps = [abs((term.start - start).days) for term in terms if term.start]
            if not gaps:
                print("reign  missing", iso3, row["leader"], start, row["eyear"] or "")
            elif min(gaps) > 45:
                print("reign  differs", iso3, row["leader"], start, [str(term.start) for term in terms])


def check_factbook(index: ActorIndex, path: Path) -> None:
    """Compare the 'since' dates of heads of state and government."""
    codes = country_codes(index)
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            iso3, office = codes.get(row["country"]), office_of(row["title_and_name"])
            since = parse_since(row["since"])
            if (
                iso3 is None
                or since is None
                or office not in TOPS
                or row["role"].endswith(("US", "ambassador"))
            ):
                continue
            name, _family = split_name(row["title_and_name"])
            starts = [term.start for term in held(index, iso3, TOPS) if near(term.name, name) and term.start]
            if starts and min(abs((start - since).days) for start in starts) > 20:
                print("factbook differs", iso3, office, name, since, [str(start) for start in starts])


def check_snapshot(index: ActorIndex, path: Path, on: date, columns: tuple[str, str, str]) -> None:
    """Compare who held an office on one day."""
    codes = country_codes(index)
    country, title, person = columns
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            iso3, office = codes.get(row[country]), office_of(row[title], whole=True)
            if iso3 is None or office is None or not row[person]:
                continue
            terms = [term for term in index.holder(office, iso3, on) if term.source.startswith("hand")]
            if terms and not any(near(term.name, row[person]) for term in terms):
                print(
                    on.year,
                    "differs",
                    iso3,
                    office,
                    row[person],
                    [(t.name, str(t.start), str(t.end)) for t in terms],
                )


def parse_since(text: str) -> date | None:
    """Return the day of ``7 May 2012``, None where the text is no such day."""
    try:
        return datetime.strptime(text.strip(), "%d %B %Y").date()
    except ValueError:
        return None


def main(reign: str, factbook: str, leaders: str, ministers: str) -> None:
    index = load()
    check_reign(index, Path(reign))
    check_factbook(index, Path(factbook))
    check_snapshot(index, Path(leaders), date(2019, 3, 15), ("country", "office", "name"))
    check_snapshot(index, Path(ministers), date(2022, 12, 20), ("countryLabel", "positionLabel", "name"))


if __name__ == "__main__":
    main(*sys.argv[1:])
