"""Write ``alone_names.tsv``: single names that mean one leader or foreign minister wherever news prints them.

python training/actors/make_alone.py EWT_TRAIN_CONLLU

A name is kept where nobody else in the tables bears it, it is four letters or longer, no English word of the
treebank, no given name of English-speaking persons, no place or body, and not in ``not_alone.tsv``.
A captain regent of San Marino, in office for half a year, takes a name from nobody.
Of English-speaking states only the names of ``alone_english.tsv`` are kept: others are common surnames.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from make_phoenix import ENGLISH
from sources import mapping

from entente.actors import ActorIndex, load, tables
from entente.actors.folding import WORD, fold

LEADING = {"president", "prime minister", "supreme leader", "leader", "general secretary"}
WIDER = LEADING | {"foreign minister", "defence minister", "secretary-general", "high representative"}
GREAT = {
    "CHN",
    "RUS",
    "FRA",
    "DEU",
    "JPN",
    "IND",
    "BRA",
    "TUR",
    "IRN",
    "ISR",
    "UKR",
    "SAU",
    "KOR",
    "PRK",
    "PAK",
    "EGY",
}


def english_words(path: Path) -> set[str]:
    """Return the words that the treebank has in lower case."""
    forms = (line.split("\t")[1] for line in path.read_text("utf-8").splitlines() if line[:1].isdigit())
    return {form for form in forms if form.islower()}


def main(treebank: Path) -> None:
    index, words = load(), english_words(treebank) | set(mapping("not_alone"))
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    given: set[str] = set()
    for person in index.people.all:
        if {term.office for term in index.offices_of(person.id)} == {"captain regent"}:
            continue
        for name in (person.name, *person.names):
            parts = WORD.findall(fold(name))
            for part in parts:
                bearers[part].add(person.id)
            if person.country in ENGLISH and parts:
                given.add(parts[0])
    extra = set(mapping("alone_english"))
    found = []
    for cells in tables.rows("people"):
        id_, _name, family, shorts, _names, country, _sector, _source = cells
        offices = {(term.office, term.of) for term in index.offices_of(id_)}
        wide = any(of in GREAT or of in index.organisations for _, of in offices)
        if not any(office in (WIDER if wide else LEADING) for office, _ in offices):
            continue
        for alone in _alone(family, tables.split(shorts)):
            if _usable(WORD.findall(fold(alone))[-1], country, index, words | given, bearers, extra):
                found.append(f"{id_}\t{alone}")
    lines = ["# Made by training/actors/make_alone.py.", "id\tname", *sorted(set(found))]
    (tables.DATA / "alone_names.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines) - 2, "names")


def _alone(family: str, shorts: tuple[str, ...]) -> list[str]:
    """Return the family name whole, without an article, and the short names that are no part of it."""
    folded = fold(family)
    article = folded.startswith(("al-", "el-"))
    names = [family[3:] if article else family]
    return names + [
        s for s in shorts if " " not in s and fold(s) not in WORD.findall(folded) and "-" not in s
    ]


def _usable(
    name: str,
    country: str,
    index: ActorIndex,
    taken: set[str],
    bearers: dict[str, set[str]],
    extra: set[str],
) -> bool:
    if name in extra:
        return True
    if len(name) < 4 or name in taken or len(bearers[name]) != 1 or country in ENGLISH:
        return False
    return not any(entry.kind != "person" for entry in index.lookup(name))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
