"""The gazetteer: places by name, with state, region, coordinates and GeoNames id.

The table is built by ``training/gazetteer`` from GeoNames (CC BY 4.0) and from facts of our own.
It is one compressed file with rows and a sorted list of names, searched by bisection, so that
loading only unpacks it.
"""

from __future__ import annotations

import gzip
import math
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

ABBREVIATION = "^"  # matches only where the text writes it in capitals
ALTERNATE = "~"  # one of many names, weaker than the usual one
REMEMBERED = 65_536  # searches of the list of names
DASHES = "-‐‑–—/"
MARKS = str.maketrans({
    **dict.fromkeys("'’‘ʻʼ`´ʿʾ.", ""), **dict.fromkeys(DASHES, " "), "ı": "i", "ł": "l", "Ł": "l", "ø": "o",
    "Ø": "o", "đ": "d", "Đ": "d", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ð": "d", "þ": "th",
    "&": " and ",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One place under one of its names.

    ``kind`` is city, admin, country, sea, region or site; ``usual`` says whether the name is the
    usual one, ``abbreviation`` whether it counts only in capitals.
    """

    kind: str
    name: str
    country: str | None
    admin: str | None
    lat: float
    lon: float
    geonames: int | None
    population: int
    capital: bool
    usual: bool
    abbreviation: bool


class Gazetteer:
    """Places by name. ``find`` returns every place of a name; ``begins`` tells whether to read on."""

    def __init__(self, table: bytes) -> None:
        self._rows, self._names = table.split(b"\n\n", 1)
        self._found: dict[str, tuple[Entry, ...]] = {}
        self._line_from = lru_cache(maxsize=REMEMBERED)(self._searched)

    def find(self, name: str) -> tuple[Entry, ...]:
        """Return the places of a name (case, accents and hyphens aside), the most prominent first."""
        key = fold(name)
        if key not in self._found:
            self._found[key] = self._read(key)
        return self._found[key]

    def begins(self, name: str) -> bool:
        """Return whether some name begins with these whole words."""
        key = fold(name).encode()
        line = self._line_from(key)
        return line.startswith(key) and line[len(key) :][:1] in (b" ", b"\t")

    def _read(self, key: str) -> tuple[Entry, ...]:
        encoded = key.encode()
        line = self._line_from(encoded)  # of the names that begin so, the tab of the bare one sorts first
        if not key or not line.startswith(encoded + b"\t"):
            return ()
        entries = [self._entry(mark) for mark in line[len(encoded) + 1 :].decode().split(" ")]
        return tuple(sorted(entries, key=_by_prominence))

    def _searched(self, key: bytes) -> bytes:
        """Return the first line of the list of names that does not come before the key."""
        low, high = 0, len(self._names)
        while low < high:
            middle = (low + high) // 2
            start = self._names.rfind(b"\n", 0, middle) + 1
            end = self._names.find(b"\n", middle)
            if self._names[start:end] < key:
                low = end + 1
            else:
                high = start
        end = self._names.find(b"\n", low)
        return self._names[low : end if end >= 0 else len(self._names)]

    def _entry(self, mark: str) -> Entry:
        usual, abbreviation = not mark.endswith(ALTERNATE), mark.endswith(ABBREVIATION)
        start = int(mark.rstrip(ALTERNATE + ABBREVIATION), 36)  # where the row begins
        end = self._rows.find(b"\n", start)
        row = self._rows[start : end if end >= 0 else len(self._rows)].decode()
        kind, name, country, admin, lat, lon, geonames, population, capital = row.split("\t")
        return Entry(
            kind,
            name,
            country or None,
            admin or None,
            float(lat),
            float(lon),
            int(geonames) if geonames else None,
            int(population or 0),
            capital == "1",
            usual,
            abbreviation,
        )


# What a place of each kind weighs beside the logarithm of its people, and what it weighs without any.
WEIGHTS = {
    "country": (3.0, 5.0),
    "region": (1.5, 6.5),
    "sea": (0.0, 6.5),
    "city": (0.0, 4.5),
    "site": (0.0, 5.5),
    "admin": (-1.0, 4.5),
}
CAPITAL_WEIGHT, ALTERNATE_WEIGHT = 1.5, -1.0


def prominence(entry: Entry) -> float:
    """Return how likely a bare name is to mean this place: tenfold the people, one more."""
    more, alone = WEIGHTS[entry.kind]
    weight = math.log10(entry.population) + more if entry.population else alone
    return weight + CAPITAL_WEIGHT * entry.capital + ALTERNATE_WEIGHT * (not entry.usual)


def _by_prominence(entry: Entry) -> tuple[float, str, str, str]:
    return (-prominence(entry), entry.kind, entry.country or "", entry.name)


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """Return a name as it is looked up: no case, accents, apostrophes or points; hyphens are spaces."""
    plain = unicodedata.normalize("NFKD", name.translate(MARKS))
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return " ".join(plain.casefold().split())


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """Return the gazetteer that ships with the package; it is read once."""
    packed = files("entente.nlp").joinpath("data", "gazetteer.tsv.gz").read_bytes()
    return Gazetteer(gzip.decompress(packed))
