"""Contexts: in what field an event happens, from the words of its clause and of its parties."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from entente.nlp.reading import Reading
from entente.nlp.triggers import Candidate

_OTHER_CLAUSES = frozenset({"acl:relcl", "advcl", "ccomp", "parataxis", "conj", "csubj"})


def contexts_of(reading: Reading, candidate: Candidate) -> tuple[str, ...]:
    """Return the contexts of a candidate, in the order of the codebook."""
    start = candidate.light if candidate.light is not None else candidate.token
    words = sorted({token.i: token for token in _clause(start)}.items())
    lemmas = [token.lemma_.casefold() for _, token in words if not token.is_punct and not token.is_space]
    found = {*candidate.frame.contexts, *reading.codebook.contexts_of(lemmas)}
    return tuple(name for name in reading.codebook.contexts if name in found)


def _clause(token: Token) -> Iterator[Token]:
    """Yield the words of the token's clause, without the clauses in it that tell of something else."""
    yield token
    for child in token.children:
        if child.dep_ in _OTHER_CLAUSES and child.pos_ in {"VERB", "AUX"}:
            continue
        yield from _clause(child)
