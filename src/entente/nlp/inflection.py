"""English inflection undone by rule: the base form of a regular or irregular form, if it is a known word."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from importlib import resources

_VOWELS = frozenset("aeiou")
_BARE = frozenset({"VB", "VBP"})
_PAST, _ING, _S = frozenset({"VBD", "VBN"}), frozenset({"VBG"}), frozenset({"VBZ", "NNS", "NNPS"})


@cache
def base_forms() -> frozenset[str]:
    """Return the words of ``data/base_forms.txt``: base forms that the frames and cue tables speak of."""
    return frozenset(_data("base_forms.txt").split())


@cache
def irregular_forms() -> dict[tuple[str, str], str]:
    """Return (form, "past" | "plural") → base form, from ``data/irregular.txt``."""
    table: dict[tuple[str, str], str] = {}
    kind = "past"
    for line in _data("irregular.txt").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            base, *forms = line.split()
            table |= {(form, kind): base for form in forms}
    return table


def _data(name: str) -> str:
    return resources.files("entente.nlp").joinpath("data", name).read_text(encoding="utf-8")


def base_form(form: str, tag: str, known: Collection[str] = ()) -> str | None:
    """Return the base form of an inflected word; None when no rule leads to a known word.

    ``tag`` is a Penn tag; ``known`` are further base forms besides the shipped list.
    """
    word = form.lower()
    kind = "past" if tag in _PAST | {"VBP"} else "plural" if tag in {"NNS", "NNPS"} else ""
    irregular = irregular_forms().get((word, kind))
    if irregular is not None:
        return irregular
    for candidate in _candidates(word, tag):
        if candidate in base_forms() or candidate in known:
            return candidate
    return None


def _candidates(word: str, tag: str) -> Iterator[str]:
    """Yield the base forms that regular inflection may have started from, the likeliest first."""
    if tag in _PAST and word.endswith("ed"):
        yield from _stems(word[:-2])
        if word.endswith("ied"):
            yield word[:-3] + "y"
    elif tag in _ING and word.endswith("ing"):
        yield from _stems(word[:-3])
        if word.endswith("ying"):
            yield word[:-4] + "ie"
    elif tag in _S and word.endswith("s"):
        yield word[:-1]
        if word.endswith("es"):
            yield word[:-2]
        if word.endswith("ies"):
            yield word[:-3] + "y"
        if word.endswith("men"):
            yield word[:-2] + "an"
    elif tag in _BARE:
        yield word


def _stems(stem: str) -> Iterator[str]:
    """Yield a stem with the e that it may have lost, itself, and without a doubled consonant."""
    yield stem + "e"
    yield stem
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        yield stem[:-1]
