"""Agreement: of several names before "is", only the last is its subject; the others end the clause before.

"… are being expelled from the US and the EU and Beijing is facing …": a parser that hangs "the EU and
Beijing" on "is facing", or leaves "is facing" without a subject, is put right by the number of the verb.
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
        """For each document (verb, first name or -1, last name) of every subject to be parted."""
        return [[*_parted_subjects(doc), *_missing_subjects(doc)] for doc in docs]

    def set_annotations(self, docs: list[Doc], parted: list[list[tuple[int, int, int]]]) -> None:
        """Hang the last name on its verb as subject and the first on the noun before it."""
        for doc, rows in zip(docs, parted, strict=True):
            for verb, first, last in rows:
                if first >= 0:
                    _part(doc[verb], doc[first], doc[last])
                else:
                    _raise(doc[verb], doc[last])


def _parted_subjects(doc: Doc) -> Iterator[tuple[int, int, int]]:
    for place in _places(doc, "DEP", "nsubj"):
        found = _parted(doc[place])
        if found is not None:
            yield found


def _missing_subjects(doc: Doc) -> Iterator[tuple[int, int, int]]:
    """Yield clauses that follow "and NAME" and have no subject, where the name hangs on names before."""
    for place in _places(doc, "DEP", "aux"):
        auxiliary = doc[place]
        verb = auxiliary.head
        if place == 0 or auxiliary.lower_ not in _SINGULAR or verb.dep_ not in {"acl:relcl", "acl", "advcl"}:
            continue
        name = doc[place - 1]
        has_subject = any(
            child.dep_.startswith("nsubj") or child.tag_.startswith("W") for child in verb.children
        )
        if not has_subject and name.dep_ == "conj" and name.pos_ in {"PROPN", "NOUN"} and name.head.i < place:
            yield verb.i, -1, name.i


def _places(doc: Doc, attribute: str, value: str) -> list[int]:
    """Return the places of the tokens that have a value."""
    values = doc.to_array([attribute]).ravel()
    return [int(place) for place in np.flatnonzero(values == doc.vocab.strings.add(value))]


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


def _part(verb: Token, first: Token, last: Token) -> None:
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


def _raise(verb: Token, name: Token) -> None:
    """Make a name the subject of the verb after it, and the verb a clause beside the one before."""
    governor = next((token for token in name.ancestors if token.pos_ == "VERB" and token != verb), None)
    if governor is None or verb in governor.ancestors:
        return
    opening = [child for child in name.children if child.dep_ == "cc" and child.i < name.i]
    name.head, name.dep_ = verb, "nsubj"
    verb.head, verb.dep_ = governor, "conj"
    for word in opening:
        word.head = verb
