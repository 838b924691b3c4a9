"""One name in many spellings: what transliterations share, as a key that two spellings can be compared by.

Built on what romanisations of Arabic, Persian, Cyrillic, Turkic, Indian and Greek names do differently:
doubled letters, ``kh/h``, ``q/k``, ``dh/d``, ``zh/j``, ``ou/oo/u``, ``y/i``, ``e/a``, ``o/u``, ``w/v``,
endings such as ``-sky/-skiy/-skyy``, and the article (``al-``, ``el-``). What rules cannot give, groups of
given names do (``name_variants.tsv``: Alexander, Aleksandr, Alyaksandr).
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache, lru_cache

from entente.actors import tables
from entente.actors.folding import fold

_ARTICLES = frozenset("al el as es an en ad ed ar er at ash az ul bin ibn ben ould bint".split())  # noqa: SIM905
_SPLIT = re.compile(r"[^\W_]+")
_RULES = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"(?:tsch|tch|tj|cz)", "ch"),
        (r"(?:dzh|dsch|zh|dj|gj)", "j"),
        (r"(?:sch|shch|sh)", "s"),
        (r"ph", "f"),
        (r"(?:kh|ch(?=[lr]))", "h"),
        (r"gh", "g"),
        (r"(?:dh|th)", lambda m: m.group()[0]),
        (r"ck|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c(?!h)", "k"),
        (r"x", "ks"),
        (r"tz", "ts"),
        (r"(?:yy|iy|ij|ii|yi)$", "i"),
        (r"ou|oo|w(?=[bcdfghjklmnpqrstvxz])", "u"),
        (r"ee", "i"),
        (r"(?<=[bcdfghjklmnpqrstvxz])w(?=[aeiou])", "u"),
        (r"w", "v"),
        (r"(?<=[aeiou])y(?=[aeiou])", ""),
        (r"(?<=[aeiou])h(?=$)", ""),
        (r"y", "i"),
        (r"j(?=[aeiou])", "j"),
        (r"e", "a"),
        (r"o", "u"),
        (r"ev$|ov$", "v"),
    )
)
_DOUBLED = re.compile(r"(.)\1+")


@cache
def _variants() -> dict[str, str]:
    """Return given name → the first of its group, both folded."""
    return {
        fold(name): fold(group[0])
        for names, _reason in tables.rows("name_variants")
        for group in (tables.split(names),)
        for name in group
    }


@lru_cache(maxsize=65_536)
def word_key(word: str) -> str:
    """Return what the spellings of one word of a name share: "Rouhani" and "Rohani" give one key."""
    word = _variants().get(fold(word), fold(word))
    for pattern, plain in _RULES:
        word = pattern.sub(plain, word)
    return _DOUBLED.sub(r"\1", word)


@lru_cache(maxsize=65_536)
def name_key(name: str) -> tuple[str, ...]:
    """Return the keys of a name's words in order, articles and single letters left out."""
    words = [word for word in _SPLIT.findall(fold(name).replace("'", "")) if len(word) > 1]
    kept = [word for word in words if word not in _ARTICLES] or words
    return tuple(word_key(word) for word in kept)


def alike(one: str, other: str) -> float:
    """Return from 0 to 1 how alike two keys are, letter by letter."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def may_spell(written: tuple[str, ...], known: tuple[str, ...], least: float = 1.0) -> bool:
    """Tell whether every key of the shorter name has its like in the longer one, in any order."""
    short, long = sorted((written, known), key=len)
    if not short:
        return False
    if least >= 1.0:
        return set(short) <= set(long)
    return all(any(one == two or alike(one, two) >= least for two in long) for one in short)
