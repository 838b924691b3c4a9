"""Write ``people_phoenix.tsv`` and ``aliases_phoenix.tsv`` from the Phoenix actor dictionary (MIT).

python training/actors/make_phoenix.py PHOENIX_COUNTRIES_ACTORS_TXT

The file gives officials to January 2014 with the state and sector of dated codes, but no office: the rows
carry name, state and sector. Persons whom the tables hold get the file's further spellings instead.
Left out: single names, people gone before 1990, and names that could be anybody's in English.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from sources import key

from entente.actors import load, tables
from entente.actors.folding import WORD, fold

SOURCE = "Phoenix (MIT)"  # the Open Event Data Alliance's actor dictionary of January 2014
CODES = {"ROM": "ROU", "KSV": "XKX", "ZAR": "COD", "TMP": "TLS"}
PARTED = {"SSD": "SDN", "MNE": "SRB", "TLS": "IDN"}  # officials that the file has under the older state
SECTORS = {"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "REB", "OPP", "PTY", "ELI"}
ENGLISH = frozenset(
    re.findall("[A-Z]{3}", "USA GBR CAN AUS NZL IRL JAM TTO BRB BHS ATG DMA GRD KNA LCA VCT BLZ GUY")
)
SMALL = {
    "DE",
    "DA",
    "DO",
    "DOS",
    "DEL",
    "DI",
    "VAN",
    "VON",
    "DER",
    "BIN",
    "IBN",
    "BINT",
    "OULD",
    "WA",
    "LA",
    "LE",
}
TITLES = frozenset(
    re.findall(
        r"\w+",
        "minister president ambassador general secretary leader king prime foreign defense chief "
        "speaker senator emperor queen prince sheikh sheik col gen mr mrs dr official chancellor "
        "premier governor justice judge sultan vice the administration office team ayatollah rep "
        "representative envoy commander marshal gov sen pm captain ",
    )
)


@dataclass
class Entry:
    """A person of the dictionary: spellings, and the sector of the last dated code per state."""

    names: list[str] = field(default_factory=list)
    state: str = ""
    sector: str = ""
    last: int = 0
    months: set[str] = field(default_factory=set)  # "2004-03": months in which a code begins or ends


def entries(path: Path) -> list[Entry]:
    """Return the persons of the file (those that came from its list of countries' officials)."""
    found: list[Entry] = []
    current: Entry | None = None
    for line in path.read_bytes().decode("latin-1").splitlines():
        name = re.match(r"^([A-Z][A-Z_.'-]+?)_?\s*;\s*CountryInfo", line)
        if name:
            current = Entry([name[1]])
            found.append(current)
        elif current is not None and line.startswith("+"):
            current.names.append(line[1:].split("#")[0].strip().rstrip("_"))
        elif current is not None and line.startswith("\t["):
            _code(current, line)
        else:
            current = None
    return [entry for entry in found if entry.state]


def _code(entry: Entry, line: str) -> None:
    code = re.match(r"^\t\[([A-Z]{3})([A-Z]{3})[A-Z]*(?:\s+(.*?))?\]", line)
    if not code or code[2] not in SECTORS or code[2] == "ELI":
        return
    entry.months.update(month for day in (code[3] or "").split("-") if (month := _month(day)))
    last = 9999 if not code[3] or ">" in code[3] else max(_year(day) for day in code[3].split("-"))
    if last >= entry.last:
        entry.state, entry.sector, entry.last = CODES.get(code[1], code[1]), code[2], last


def _year(day: str) -> int:
    day = day.strip(" <>")
    if len(day) == 8:
        return int(day[:4])
    return (1900 if int(day[:2]) > 20 else 2000) + int(day[:2]) if day[:2].isdigit() else 0


def _month(day: str) -> str:
    day = day.strip(" <>")
    return f"{_year(day)}-{day[-4:-2]}" if len(day) in (6, 8) and day.isdigit() else ""


def normal(name: str) -> str:
    """Return the name in normal case: ``AL-JUBEIR`` as ``al-Jubeir``."""
    words = name.strip("_ ").replace("_", " ").split()
    shaped = []
    for at, word in enumerate(words):
        if word in SMALL and at:
            shaped.append(word.lower())
            continue
        parts = [part.capitalize() for part in re.split(r"([-'])", word)]
        if len(parts) > 1 and parts[0] in ("Al", "El", "Ad", "As", "Ar"):
            parts[0] = parts[0].lower()
        shaped.append("".join(parts))
    return " ".join(shaped)


def main(path: Path) -> None:
    index = load()
    rows = entries(path)
    plain = Counter(
        word
        for entry in rows
        if entry.state in ENGLISH
        for word in entry.names[0].split("_")
        if len(word) > 2
    )
    known: dict[tuple[str, str], str] = {}
    for table in ("people", "people_officials", "people_open"):
        for cells in tables.rows(table):
            for spelling in (cells[1], *tables.split(cells[4])):
                for state in (cells[5], PARTED.get(cells[5], cells[5])):
                    known[state, key(spelling)] = cells[0]
    people: dict[str, str] = {}
    aliases: dict[str, set[str]] = {}
    for entry in rows:
        names = [normal(name) for name in entry.names if _is_name(name, entry.names[0], index)]
        if not names or entry.state not in index.states or entry.last < 1990:
            continue
        holder = next((known[entry.state, key(n)] for n in names if (entry.state, key(n)) in known), None)
        if holder:
            have = {fold(text) for text in (index.person(holder).name, *index.person(holder).names)}  # type: ignore[union-attr]
            aliases.setdefault(holder, set()).update(n for n in names if fold(n) not in have)
        elif entry.state not in ENGLISH and not all(plain[w.upper()] for w in names[0].split() if len(w) > 2):
            id_ = f"{entry.state}/{'-'.join(WORD.findall(fold(names[0])))}"
            more = " | ".join(dict.fromkeys(names[1:]))
            people.setdefault(
                id_, "\t".join([id_, names[0], "", "", more, entry.state, entry.sector, SOURCE])
            )
    head = "id\tname\tfamily\tshorts\tnames\tcountry\tsector\tsource"
    lines = [head, *(people[id_] for id_ in sorted(people))]
    (tables.DATA / "people_phoenix.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    lines = ["id\tnames\tsource"]
    lines += [
        "\t".join([id_, " | ".join(sorted(found)), SOURCE]) for id_, found in sorted(aliases.items()) if found
    ]
    (tables.DATA / "aliases_phoenix.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(
        len(people), "persons,", sum(map(len, aliases.values())), "spellings of", len(aliases), "known ones"
    )


def _is_name(name: str, first: str, index: object) -> bool:
    """Tell a name from a title with a name: two to four words that share one with the first spelling."""
    words = [word for word in name.strip("_ ").split("_") if word]
    if not 2 <= len(words) <= 4 or any(len(word) > 14 or ("." in word and len(word) > 2) for word in words):
        return False
    if not set(words) & set(first.split("_")):
        return False
    if any(part in TITLES for word in words for part in re.split(r"[.-]", word.lower())):
        return False
    return not index.find_all(normal(words[0])) and not index.find_all(normal(words[-1]))  # type: ignore[attr-defined]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
