"""Lemmas: an edit script the encoder chooses, and a table for the forms that training has seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from entente.nlp.inflection import base_form

LOWER, KEEP, WHOLE = "l", "k", "="
TABLE = "lemmas.tsv"
NAME_TAGS = ("NNP", "NNPS")  # written with a capital, whatever the form


def script_between(form: str, lemma: str, *, proper: bool) -> str:
    """The shortest script that makes `lemma` out of `form`.

    `l2|y`: lower case, cut two characters, add "y". `k0|`: keep the form as it is written.
    `=be`: the lemma is "be" whatever the form. `proper` settles the case of forms
    that are lower case anyway (names keep theirs).
    """
    modes = (KEEP, LOWER) if proper else (LOWER, KEEP)
    for mode in modes:
        base = form if mode == KEEP else form.lower()
        common = _common_prefix(base, lemma)
        if common and (common >= len(base) // 2 or len(base) - common <= 3):
            return f"{mode}{len(base) - common}|{lemma[common:]}"
    return WHOLE + lemma


def apply_script(script: str, form: str) -> str:
    """The lemma that a script makes out of a form; the form itself when it is too short to cut."""
    if script.startswith(WHOLE):
        return script[1:]
    base = form if script[0] == KEEP else form.lower()
    cut, added = script[1:].split("|", 1)
    kept = len(base) - int(cut)
    return base[:kept] + added if kept > 0 or (kept == 0 and added) else base


def _common_prefix(left: str, right: str) -> int:
    length = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        length += 1
    return length


class Lemmatizer:
    """Form, tag and chosen script → lemma; the table wins where it knows form and tag."""

    def __init__(self, scripts: Sequence[str], table: Mapping[tuple[str, str], str]) -> None:
        self.scripts = scripts
        self.table = table
        self.bases = frozenset(table.values())

    @classmethod
    def from_folder(cls, scripts: Sequence[str], folder: Path) -> Lemmatizer:
        """The shipped table: lines of lower-case form, PTB tag and lemma, between tabs."""
        lines = (folder / TABLE).read_text(encoding="utf-8").splitlines()
        rows = (line.split("\t") for line in lines)
        return cls(scripts, {(form, tag): lemma for form, tag, lemma in rows})

    def lemma(self, form: str, tag: str, script: int) -> str:
        """The lemma of a form with this PTB tag; `script` is the encoder's choice."""
        known = self.table.get((form.lower(), tag)) or base_form(form, tag, self.bases)
        if known is not None:
            return known
        chosen = self.scripts[script]
        if tag in NAME_TAGS and chosen.startswith(LOWER):
            chosen = KEEP + chosen[1:]
        lemma = apply_script(chosen, form)
        return lemma.capitalize() if tag in NAME_TAGS and lemma.islower() else lemma
