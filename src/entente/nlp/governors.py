"""Which words have a dependent of which relation: written down once for a document, asked for often.

Most words have no preposition, no particle and nothing coordinated with them; that is told here without going
through their dependents. What is written down lives as long as its document, whose parse is final.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from weakref import WeakKeyDictionary

import numpy as np
from spacy.tokens import Doc, Token

_NONE: AbstractSet[int] = frozenset()
_known: WeakKeyDictionary[Doc, Mapping[str, AbstractSet[int]]] = WeakKeyDictionary()


def governs(token: Token, relation: str) -> bool:
    """Whether a word has a dependent of the relation, subtype and all ("nmod:poss")."""
    doc = token.doc
    found = _known.get(doc)
    if found is None:
        found = _known[doc] = governors_of(doc)
    return token.i in found.get(relation, _NONE)


def governors_of(doc: Doc) -> dict[str, set[int]]:
    """Return the positions of the words that have a dependent of each relation."""
    steps, relations = doc.to_array(["HEAD", "DEP"]).reshape(-1, 2).T
    heads = (np.arange(len(doc)) + steps.astype(np.int64)).tolist()
    found: dict[int, set[int]] = {}
    for place, (head, relation) in enumerate(zip(heads, relations.tolist(), strict=True)):
        if head != place:
            found.setdefault(relation, set()).add(head)
    return {doc.vocab.strings[relation]: words for relation, words in found.items()}
