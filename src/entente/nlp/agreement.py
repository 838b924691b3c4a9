"""Agreement: a subject of several names does not go with "is"; its first names belong to the clause before.

"… are being expelled from the US and the EU and Beijing is facing …": a parser that hangs "the EU and
Beijing" on "is facing" is put right by the number of the verb.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from spacy.tokens import Doc, Token

_SINGULAR = frozenset({"is", "has", "was", "does"})


class AgreementMender:
    """A spaCy component. Requires a parse; corrects heads of coordinated subjects of singular verbs."""

    def __call__(self, doc: Doc) -> Doc:
        self.set_annotations([doc], self.predict([doc]))
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Each document mended, in order."""
        del batch_size  # nothing is gained by batches here
        yield from map(self, stream)

    def predict(self, docs: list[Doc]) -> list[list[tuple[int, int, int]]]:
        """For each document (verb, first name, last name) of every subject to be parted."""
        return [
            [found for place in _subjects(doc) if (found := _parted(doc[place])) is not None] for doc in docs
        ]

    def set_annotations(self, docs: list[Doc], parted: list[list[tuple[int, int, int]]]) -> None:
        """Hang the last name on its verb as subject and the first on the noun before it."""
        for doc, rows in zip(docs, parted, strict=True):
            for verb, first, last in rows:
                _mend(doc[verb], doc[first], doc[last])


def _subjects(doc: Doc) -> list[int]:
    """Return the places of the subjects of a document."""
    relations = doc.to_array(["DEP"]).ravel()
    return [int(place) for place in np.flatnonzero(relations == doc.vocab.strings["nsubj"])]


def _parted(subject: Token) -> tuple[int, int, int] | None:
    """Return the subject to be parted: a conjoined clause's, of several names, with a singular verb."""
    verb = subject.head
    names = [child for child in subject.children if child.dep_ == "conj"]
    if len(names) != 1 or verb.dep_ != "conj" or not _is_singular(verb):
        return None
    before = _noun_before(subject)
    return (verb.i, subject.i, names[0].i) if before is not None and before.i > verb.head.i else None


def _is_singular(verb: Token) -> bool:
    finite = [child for child in verb.children if child.dep_ in {"aux", "aux:pass", "cop"}]
    return finite[0].lower_ in _SINGULAR if finite else verb.tag_ == "VBZ"


def _noun_before(subject: Token) -> Token | None:
    """Return the noun that stands right before "and" and the subject, or None."""
    first = subject.left_edge.i
    if first < 2 or subject.doc[first - 1].lower_ != "and":
        return None
    noun = subject.doc[first - 2]
    return noun if noun.pos_ in {"PROPN", "NOUN"} else None


def _mend(verb: Token, first: Token, last: Token) -> None:
    before = _noun_before(first)
    if before is None:
        return
    opening = first.doc[first.left_edge.i - 1]
    between = [child for child in last.children if child.dep_ == "cc"]
    last.head, last.dep_ = verb, "nsubj"
    for word in between:
        word.head = verb
    first.head, first.dep_ = before, "conj"
    opening.head = first
