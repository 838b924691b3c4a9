"""The shapes of dates, compiled to patterns over the classes of atoms, and where they match."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from entente.nlp.cuedata import load_table
from entente.nlp.dates.atoms import Atom
from entente.nlp.dates.lexicon import VALUED, load_lexicon

PIECE = re.compile(r"(?P<name>\w+):|(?P<word>\w+)|(?P<sign>[()|?*+])|\s+")
ATOM_CLASSES = (
    *("ISO", "YEARSPAN", "ISOMONTH", "NUMERIC", "CLOCK", "OTHER", "NTH", "DECADE", "SHORTYEAR", "QUARTER"),
    *("HALF", "FISCAL"),
    *("DAY", "TWO", "YEAR", "NUMBER", "WORD", "POSS", "DASH", "COMMA", "DOT", "SLASH", "BREAK", "MARK"),
    *("NAME", "NAMEDDAY", "NAMEDPERIOD"),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to write a date: the pattern, and the name of the function that reads it."""

    make: str
    pattern: re.Pattern[str]
    needs_part: bool
    needs_before: frozenset[str]


@dataclass(frozen=True, slots=True)
class Match:
    """Atoms ``first`` to ``last`` (exclusive) that have the shape, and its named groups."""

    shape: Shape
    first: int
    last: int
    groups: dict[str, tuple[Atom, ...]]

    def value(self, name: str) -> int | None:
        """Return the number that a group is worth, None where it is not there."""
        atoms = self.groups.get(name)
        return atoms[-1].value if atoms and isinstance(atoms[-1].value, int) else None

    def word(self, name: str) -> str | None:
        """Return the word that a group stands for, None where it is not there."""
        atoms = self.groups.get(name)
        return str(atoms[-1].value) if atoms else None


class Alphabet:
    """One character for each class of atoms, so that patterns can be regular expressions."""

    def __init__(self) -> None:
        lexicon = load_lexicon()
        small = [name for name, value in lexicon.classes.values() if name == value]
        units = [f"unit_{word}" for word in lexicon.units]
        names = dict.fromkeys([*ATOM_CLASSES, *VALUED.values(), *small, *units])
        self.letters = {name: chr(0xE000 + number) for number, name in enumerate(names)}
        self.macros = {
            "UNIT": units,
            "NIGHT": [f"unit_{word}" for word in ("night", "morning", "afternoon", "evening")],
            "UNITMANY": [unit for unit in units if unit.endswith("s")],
        }

    def spell(self, atoms: Sequence[Atom]) -> str:
        """Return the classes of the atoms as one string, a character for each."""
        return "".join(self.letters[atom.name] for atom in atoms)

    def compile(self, form: str, macros: dict[str, str]) -> re.Pattern[str]:
        """Return the pattern of a form; raises KeyError for a class that there is not."""
        return re.compile(self._translate(form, macros))

    def _translate(self, form: str, macros: dict[str, str]) -> str:
        out, pending = list[str](), ""
        for piece in PIECE.finditer(form):
            if piece["name"]:
                pending = f"(?P<{piece['name']}>"
            elif piece["word"]:
                inner = self._word(piece["word"], macros)
                out.append(f"{pending}{inner})" if pending else f"(?:{inner})")
                pending = ""
            elif piece["sign"] == "(":
                out.append(pending or "(?:")
                pending = ""
            elif piece["sign"]:
                out.append(piece["sign"])
        return "".join(out)

    def _word(self, word: str, macros: dict[str, str]) -> str:
        if word in macros:
            return self._translate(macros[word], macros)
        if word in self.macros:
            return "[" + "".join(self.letters[name] for name in self.macros[word]) + "]"
        return self.letters[word]


@lru_cache(maxsize=1)
def alphabet() -> Alphabet:
    """Return the alphabet of classes; it is built once."""
    return Alphabet()


@lru_cache(maxsize=1)
def shapes() -> tuple[Shape, ...]:
    """Return the shapes in the order of the table; they are compiled once."""
    table = load_table("date_shapes")
    return tuple(
        Shape(
            row["make"],
            alphabet().compile(row["form"], table["macros"]),
            row.get("needs_part", False),
            frozenset(row.get("needs_before", ())),
        )
        for row in table["shape"]
    )


@lru_cache(maxsize=64)
def pattern(form: str) -> re.Pattern[str]:
    """Return the compiled pattern of a form that code needs beside the shapes."""
    return alphabet().compile(form, load_table("date_shapes")["macros"])


def matches(atoms: Sequence[Atom], spelled: str) -> list[Match]:
    """Return every match of every shape, the longest first, then in the order of the table."""
    found: list[tuple[int, int, Match]] = []
    for number, shape in enumerate(shapes()):
        for match in shape.pattern.finditer(spelled):
            groups = {
                name: tuple(atoms[match.start(name) : match.end(name)])
                for name in match.groupdict()
                if match.start(name) >= 0
            }
            length = match.end() - match.start()
            found.append((-length, number, Match(shape, match.start(), match.end(), groups)))
    found.sort(key=lambda entry: (entry[0], entry[1], entry[2].first))
    return [entry[2] for entry in found]
