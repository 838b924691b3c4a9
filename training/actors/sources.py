"""Reading names, titles and countries as the open files print them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from entente.actors import ActorIndex, load
from entente.actors.folding import WORD, fold

# spellings that one sound is written with, in the order they are made alike
_SPELLINGS = [
    pair.split(">")
    for pair in [
        "kh>h",
        "iy>y",
        "ey>e",
        "ei>e",
        "ii>y",
        "oy>oi",
        "zh>j",
        "ks>x",
        "ou>u",
        "oo>u",
        "ph>f",
        "y>i",
        "w>v",
    ]
]
HERE = Path(__file__).parent
_CAPITALS = re.compile(r"[^\W\d_a-zß-öø-ÿ]{2,}(?:[-'’][^\W\d_a-zß-öø-ÿ]+)*")
_PARTICLES = {
    "AL",
    "EL",
    "BIN",
    "BINT",
    "DE",
    "DA",
    "DO",
    "DOS",
    "VAN",
    "VON",
    "DER",
    "DEN",
    "LE",
    "LA",
    "DI",
    "DEL",
}


@cache
def mapping(name: str) -> dict[str, str]:
    """Return the two columns of a TSV file beside this script."""
    lines = (HERE / f"{name}.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {row[0]: row[-1] for row in rows[1:]}


@cache
def _by_length() -> tuple[str, ...]:
    return tuple(sorted(mapping("titles"), key=lambda title: -len(title)))


def country_codes(index: ActorIndex | None = None) -> dict[str, str]:
    """Return alpha-3 by every country name of the open files."""
    states = (index or load()).states
    names = {name: state.iso3 for state in states.values() if "." not in state.iso3 for name in state.names}
    return names | mapping("countries")


def office_of(title: str, *, whole: bool = False) -> str | None:
    """Return the office a printed title stands for, None for one the tables do not hold.

    ``whole``: the text is the title and nothing else; otherwise a name follows it.
    """
    if whole:
        plain = re.sub(r"\s+of [A-Z][\w’' -]+$", "", title.strip()).lower()
        return mapping("posts").get(title.strip().lower()) or mapping("posts").get(plain)
    bare = title.lstrip("- ").replace("Co-", "")
    return next((mapping("titles")[known] for known in _by_length() if bare.startswith(known + " ")), None)


def split_name(text: str) -> tuple[str, str]:
    """Return the name in normal case and its family name from ``President Emmanuel MACRON``."""
    text = re.sub(r"\([^)]*\)|\[[^\]]*\]|\bcca\b|;.*$", " ", text)
    text = text.lstrip("- ")
    for known in _by_length():
        if text.startswith(known + " "):
            text = text[len(known) :]
            break
    text = re.sub(
        r"^(?:Dr\.?|Gen\.?|Lt\.?|Sheikh|Sir|Dame|Mr\.?|Col\.?|Maj\.?|Ret\.?|Adm\.?|\s)+", "", text
    ).strip(" ,")
    words = [_normal(word) for word in text.replace(",", " ").split()]
    capitals = [word for word in text.replace(",", " ").split() if _CAPITALS.fullmatch(word)]
    family = " ".join(_normal(word) for word in capitals)
    return " ".join(words), family


def _normal(word: str) -> str:
    """Return ``AL-SISI`` as ``al-Sisi``, ``DOS`` as ``dos``, ``MACRON`` as ``Macron``."""
    if not _CAPITALS.fullmatch(word):
        return word
    if word in _PARTICLES:
        return word.lower()
    parts = re.split(r"([-'’])", word)
    shaped = [part.capitalize() for part in parts]
    if len(parts) > 1 and parts[0] in ("AL", "EL", "AS", "AD", "AN"):
        shaped[0] = parts[0].lower()
    return "".join(shaped)


def key(name: str) -> str:
    """Return a spelling-proof key of a name: ``Sergey Shoygu`` and ``Sergei Shoigu`` give one key."""
    folded = " ".join(WORD.findall(fold(name)))
    for old, new in _SPELLINGS:
        folded = folded.replace(old, new)
    return re.sub(r"(.)\1", r"\1", folded)
