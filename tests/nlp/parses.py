"""Docs built by hand: one line a token, ``word TAG dep head``, so that tests need no trained model."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

_POS = {"NN": "NOUN", "NNP": "PROPN", "VB": "VERB", "JJ": "ADJ", "RB": "ADV", "DT": "DET", "IN": "ADP"}
_VOCAB = spacy.blank("en").vocab
_POS |= {
    "PRP": "PRON",
    "WP": "PRON",
    "WDT": "PRON",
    "CC": "CCONJ",
    "TO": "PART",
    "MD": "AUX",
    "CD": "NUM",
    "POS": "PART",
}


def parse(text: str, lemmas: dict[str, str] | None = None) -> Doc:
    """Return a Doc from lines ``word TAG dep head`` where ``head`` is the head's word, or ``-`` for the root.

    A word that occurs more than once is named ``word/2`` for its second occurrence.
    """
    rows = [line.split() for line in text.strip().splitlines()]
    names, seen = [], dict[str, int]()
    for word, *_ in rows:
        seen[word] = seen.get(word, 0) + 1
        names.append(word if seen[word] == 1 else f"{word}/{seen[word]}")
    heads = [names.index(head) if head != "-" else number for number, (*_, head) in enumerate(rows)]
    words = [row[0] for row in rows]
    tags = [row[1] for row in rows]
    pos = [_pos(tag, row[2]) for tag, row in zip(tags, rows, strict=True)]
    lemma = [(lemmas or {}).get(word, word.lower()) for word in words]
    return Doc(
        _VOCAB, words=words, tags=tags, pos=pos, deps=[row[2] for row in rows], heads=heads, lemmas=lemma,
        sent_starts=[number == 0 for number in range(len(words))],
    )  # fmt: skip


def _pos(tag: str, dep: str) -> str:
    if dep in {"aux", "aux:pass", "cop"}:
        return "AUX"
    if tag in {".", ",", ":"}:
        return "PUNCT"
    return next((_POS[tag[:length]] for length in range(len(tag), 1, -1) if tag[:length] in _POS), "X")
