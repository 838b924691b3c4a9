"""Text cut into atoms, the smallest pieces that dates are made of, each with its class.

Atoms are found in the characters, not in spaCy's tokens, so that "2017-20" or "May 3–5" read the
same however a text was tokenised.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from entente.nlp.dates.lexicon import CAPITAL, Lexicon, Value, load_lexicon, named_day, named_period

ATOM = re.compile(
    r"""
      (?=\d)(?:
      (?P<ISO>\d{4}-\d{1,2}-\d{1,2}(?:T[\d:.Z+-]+)?(?![\d-])|\d{4}/\d{1,2}/\d{1,2}(?!\d)|\d{4}\.\d{2}\.\d{2}(?![\d.]))
    | (?P<YEARSPAN>(?<![\d-])(?:1\d|20|21)\d{2}
        (?:[-–—/](?:(?:1\d|20|21)\d{2}|\d{2})|\s[-–—]\s(?:1\d|20|21)\d{2}|\s[-–—]\s\d{2}(?=\s*[),.;:]))
        (?![\d\w%-]|[.,]\d))
    | (?P<NUMERIC>\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)(?:\d{4}|\d{2})(?!\d))
    | (?P<CLOCK>\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?m\b\.?|\d{1,2}:\d{2})
    | (?P<TIGHTDAY>\d{1,2}(?=,(?:19|20)\d{2}\b(?!,)))
    | (?P<OTHER>\d+(?:[.,]\d+)+)
    | (?P<NTH>\d{1,2}(?:st|nd|rd|th)\b)
      )
    | (?P<DECADE>(?:1\d|20)\d0s\b|(?<=[Tt]he[ ])(?:1\d|20)\d0['’]s\b|(?<!\w)['’]\d0s\b)
    | (?P<SHORTYEAR>(?<![\w.,;:!?)])['’]\d{2}\b(?!['’]))
    | (?P<QUARTER>Q[1-4]\b)
    | (?P<HALF>H[12](?=[ ,]+(?:of[ ])?20\d\d\b))
    | (?P<FISCAL>FY[ -]?(?:20\d\d|\d\d)(?![\d/–-]))
    | (?P<DIGITS>\d+\b)
    | (?P<ABBREVIATION>(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec
        |Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.)
    | (?P<POSS>['’]s\b|(?<=s)['’](?!\w))
    | (?P<WORD>[^\W_]+)
    | (?P<DASH>[-–—‑]+)
    | (?P<COMMA>,) | (?P<DOT>\.) | (?P<SLASH>/) | (?P<BREAK>\n+) | (?P<MARK>\S)
    """,
    re.VERBOSE,
)
BEFORE_NUMBER = frozenset("$€£¥#№§.")
WORD_BEFORE = re.compile(r"[^\W\d_]+$")
PREFIXES = frozenset({"pre", "post", "mid", "early", "late"})


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of text at ``start:end`` with its class and what it is worth."""

    start: int
    end: int
    text: str
    name: str  # class
    value: Value

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()

    @property
    def lower(self) -> str:
        return self.text.lower()


def atoms_of(text: str) -> list[Atom]:
    """Return the atoms of a text in order; known names and named days are one atom each."""
    lexicon, atoms, at = load_lexicon(), list[Atom](), 0
    for phrase in lexicon.phrases.finditer(text):
        if phrase.start() >= at:
            atoms.extend(_plain(text, at, phrase.start(), lexicon))
            name = _kind_of(phrase.group())
            atoms.append(Atom(phrase.start(), phrase.end(), phrase.group(), name, phrase.group()))
            at = phrase.end()
    atoms.extend(_plain(text, at, len(text), lexicon))
    return atoms


def _kind_of(phrase: str) -> str:
    if named_day(phrase):
        return "NAMEDDAY"
    return "NAMEDPERIOD" if named_period(phrase) else "NAME"


def _plain(text: str, start: int, end: int, lexicon: Lexicon) -> list[Atom]:
    atoms: list[Atom] = []
    for match in ATOM.finditer(text, start, end):
        kind, found = match.lastgroup or "MARK", match.group()
        if kind == "mark":
            kind = "NUMERIC"
        name, value = _classify(kind, found, lexicon)
        if name in ("DAY", "TWO", "YEAR", "NUMBER") and _is_part_of_name(text, match.start(), match.end()):
            name = "OTHER"
        atoms.append(Atom(match.start(), match.end(), found, name, value))
    return atoms


def _classify(kind: str, text: str, lexicon: Lexicon) -> tuple[str, Value]:
    match kind:
        case "WORD":
            name, value = lexicon.classes.get(text.lower(), ("WORD", text))
            if name in CAPITAL and not text[0].isupper():
                return "WORD", text
            return name, value
        case "ABBREVIATION":
            return lexicon.classes[text[:-1].lower()]
        case "DIGITS" | "TIGHTDAY":
            return _number(text)
        case "NTH":
            return "NTH", int(text[:-2])
        case "DECADE":
            digits = int(re.sub(r"\D", "", text))
            return "DECADE", digits if digits >= 100 else 1900 + digits
        case "QUARTER" | "HALF":
            return kind, int(text[1])
        case "FISCAL":
            return "FISCAL", 2000 + int(text[-2:])
        case "YEARSPAN":
            return _year_span(text)
        case _:
            return kind, text


def _number(text: str) -> tuple[str, Value]:
    number = int(text) if len(text) < 10 else 0
    if len(text) <= 2:
        return ("DAY" if 1 <= number <= 31 else "TWO"), number
    if len(text) == 4 and 1000 <= number < 2200:
        return "YEAR", number
    return "NUMBER", number


def _year_span(text: str) -> tuple[str, Value]:
    """Tell "2017-20" and "1998/99" from the month "2017-04": an end that comes before is no end."""
    first, second = re.findall(r"\d+", text)
    if len(second) == 2:
        if int(second) <= int(first[2:]) and text[4] == "-" and 1 <= int(second) <= 12:
            return "ISOMONTH", text
        century = int(first[:2]) + (int(second) < int(first[2:]))
        second = f"{century}{second}"
    return "YEARSPAN", f"{first}-{second}"


def _is_part_of_name(text: str, start: int, end: int) -> bool:
    """Tell numbers that belong to a sign or a word: "F-16", "$2017", "40%", "2231 (2015)" is not one."""
    if text[end : end + 1] in ("%", "°"):
        return True
    before = text[start - 1 : start]
    if before in BEFORE_NUMBER and before:
        return True
    if before in ("-", "–") and text[start - 2 : start - 1].isalpha():
        word = WORD_BEFORE.search(text[: start - 1])
        return word is None or not _takes_hyphen(word.group().lower())
    return False


def _takes_hyphen(word: str) -> bool:
    """Return whether a date may hang on a word by a hyphen: "mid-2017", "pre-2014", "May-5"."""
    name, _ = load_lexicon().classes.get(word, ("", ""))
    return name in ("MONTH", "MONABBR", "PART", "EDGE") or word in PREFIXES
