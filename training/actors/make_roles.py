"""Write ``roles_open.tsv``: the role nouns of the Phoenix agents file (MIT) and their sectors.

python training/actors/make_roles.py PHOENIX_AGENTS_TXT

Nouns that ``roles.tsv`` or ``offices.tsv`` hold are left out, and so are stems, places and things.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from sources import mapping

from entente.actors.roles import RoleTable, plural_of
from entente.actors.tables import DATA

# CAMEO agent codes → PLOVER sectors; a longer code is read by its first three letters
SECTORS = {
    "MED": "JRN",
    "HLH": "MED",
    "INS": "REB",
    "SEP": "REB",
    "RAD": "REB",
    "ENV": "SOC",
    "HRI": "SOC",
    "DEV": "SOC",
    "NGO": "SOC",
    "BUS": "BUS",
    "MNC": "MNC",
    "SET": "CVL",
    "TOP": "GOV",
}
KEPT = set(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP REL SOC MNC".split()  # noqa: SIM905
)
RELIGIONS = {
    "CHR",
    "CTH",
    "MOS",
    "JEW",
    "BUD",
    "HIN",
    "HSD",
    "PRO",
    "PAG",
    "SFI",
    "SHI",
    "SUN",
    "MOR",
    "SIK",
    "ITP",
}
PLURALS = {"MEN", "WOMEN", "MINISTERS", "MINISTRIES"}


_PLURAL_ENDS = ("men", "women", "troops", "forces", "ministries", "people", "police", "aircraft", "personnel")


def main(path: Path) -> None:
    known, found, dropped = RoleTable(with_open=False), {}, mapping("dropped_nouns")
    macros: dict[str, list[str]] = {}
    for line in path.read_text("latin-1").splitlines():
        line = line.split("#")[0].split(";")[0].strip()
        macro = re.match(r"^!(\w+)!\s*=\s*(.+)$", line)
        if macro:
            singular = [part.strip() for part in macro[2].split(",") if part.strip() not in PLURALS]
            macros[f"!{macro[1]}!"] = singular
            continue
        agent = re.match(r"^([^\[{]+?)\s*(?:\{([^}]*)\})?\s*\[~([A-Z]{3})[A-Z]*\]$", line)
        if not agent:
            continue
        sector = SECTORS.get(agent[3], agent[3])
        sector = "REL" if sector in RELIGIONS else sector
        if sector not in KEPT:
            continue
        for noun in _expand(agent[1], macros):
            if noun not in dropped and known.role(noun) is None and len(noun) > 2 and _usable(noun):
                plural = "" if agent[2] == "" or noun.endswith(_PLURAL_ENDS) else plural_of(noun)
                found.setdefault(noun, (plural, sector))
    lines = [
        "# Role nouns of the Phoenix agents file, Open Event Data Alliance, MIT licence.",
        "noun\tplural\tsector",
    ]
    lines += ["\t".join((noun, *found[noun])) for noun in sorted(found)]
    (DATA / "roles_open.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(found), "role nouns")


def _expand(noun: str, macros: dict[str, list[str]]) -> list[str]:
    for name, values in macros.items():
        if name in noun:
            return [text for value in values for text in _expand(noun.replace(name, value), macros)]
    return [noun.strip("_ ").replace("_", " ").lower()]


def _usable(noun: str) -> bool:
    """Leave out stems ("ministr"), signs, and nouns of one word that end in a cut-off stem."""
    return bool(re.fullmatch(r"[a-z][a-z .'’-]+", noun)) and not re.search(
        r"(?:minist|secretar|deput| to| of| for| the)$", noun
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
