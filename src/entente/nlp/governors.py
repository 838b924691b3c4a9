"""Which words have a dependent of which relation: written down once for a document, asked for often.

Most words have no preposition, no particle and nothing coordinated with them; that is told here without going
through their dependents. It is written into ``doc.user_data`` when first asked for: the parse must be final.
"""

from __future__ import annotations

import numpy as np
from spacy.tokens import Doc, Token

FIRST = "entente_first_dependents"  # the key of doc.user_data
_NONE: dict[int, int] = {}


def governs(token: Token, relation: str) -> bool:
    """Whether a word has a dependent of the relation, subtype and all ("nmod:poss")."""
    doc = token.doc
    first = doc.user_data.get(FIRST)
    if first is None:
        first = doc.user_data[FIRST] = first_dependents(doc)
    return token.i in first.get(relation, _NONE)


def first_dependents(doc: Doc) -> dict[str, dict[int, int]]:
    """Return for each relation the words that have such a dependent, each with the first; all by position."""
    steps, relations = doc.to_array(["HEAD", "DEP"]).reshape(-1, 2).T
    heads = (np.arange(len(doc)) + steps.astype(np.int64)).tolist()
    found: dict[int, dict[int, int]] = {}
    for place, (head, relation) in enumerate(zip(heads, relations.tolist(), strict=True)):
        if head != place:
            found.setdefault(relation, {}).setdefault(head, place)
    return {doc.vocab.strings[relation]: words for relation, words in found.items()}
