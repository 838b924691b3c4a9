"""A reading: everything that was found in one document, for the finders that build on it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, TypeVar

import numpy as np
from spacy.tokens import Doc, Token

from entente.actors import ActorIndex
from entente.codebook import Codebook
from entente.nlp.dates.find import FoundDate
from entente.nlp.discourse import Discourse
from entente.nlp.mentions.phrases import sentence_numbers
from entente.nlp.places.find import FoundPlace, place_of
from entente.nlp.quotations import Quotation, find_quotations
from entente.nlp.trigger_scores import TriggerScore
from entente.records import Document, Evidence, Span

_Answer = TypeVar("_Answer")


def noun_lemmas(noun: Token) -> set[str]:
    """Return the lemma of a noun and the regular singular of its form ("bases": basis, base)."""
    form = noun.lower_
    singular = form.removesuffix("s") if noun.tag_ in {"NNS", "NNPS"} else form
    return {noun.lemma_.casefold(), singular}


@dataclass(frozen=True)
class Reading:
    """One parsed document with its mentions resolved, its dates and its places."""

    doc: Doc
    document: Document
    discourse: Discourse
    dates: Sequence[FoundDate]
    places: Sequence[FoundPlace]
    index: ActorIndex
    codebook: Codebook
    triggers: Mapping[int, TriggerScore] | None = None  # by token; None for a model without event heads
    nouns: tuple[Token, ...] = field(init=False, repr=False)  # common and proper
    verbs: tuple[Token, ...] = field(init=False, repr=False)  # with auxiliaries
    quotations: tuple[Quotation, ...] = field(init=False, repr=False)
    _sentences: tuple[int, ...] = field(init=False, repr=False)
    answers: dict[Callable[..., Any], dict[int, Any]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_sentences", tuple(sentence_numbers(self.doc)))
        object.__setattr__(self, "nouns", self._of_kind("NOUN", "PROPN"))
        object.__setattr__(self, "verbs", self._of_kind("VERB", "AUX"))
        object.__setattr__(self, "quotations", find_quotations(self.doc))

    def _of_kind(self, *kinds: str) -> tuple[Token, ...]:
        """Return the tokens of some parts of speech, in order."""
        tags = self.doc.to_array(["POS"]).ravel()
        wanted = [self.doc.vocab.strings[kind] for kind in kinds]
        return tuple(self.doc[int(place)] for place in np.flatnonzero(np.isin(tags, wanted)))

    @cached_property
    def nouns_by_lemma(self) -> Mapping[str, Sequence[Token]]:
        """The nouns in order, by each of the lemmas that they may have."""
        found: dict[str, list[Token]] = {}
        for noun in self.nouns:
            for lemma in noun_lemmas(noun):
                found.setdefault(lemma, []).append(noun)
        return found

    def sentence_of(self, token: Token) -> int:
        """Return the number of the token's sentence, counting from 0."""
        return self._sentences[token.i]

    def quotation_of(self, token: Token) -> Quotation | None:
        """Return the quotation that a token stands in, or None."""
        before = bisect_right(self.quotations, token.i, key=lambda quotation: quotation.first)
        last = self.quotations[before - 1] if before else None
        return last if last is not None and last.holds(token) else None

    def span(self, first: int, last: int) -> Span:
        """Return the characters of tokens ``first`` to ``last`` (exclusive)."""
        start, closing = self.doc[first].idx, self.doc[last - 1]
        end = closing.idx + len(closing)
        return Span(start, end, self.document.text[start:end])

    def sentence_evidence(self, token: Token) -> Evidence:
        """Return the token's whole sentence as evidence, without surrounding white space."""
        sentence = token.sent
        return self.evidence(sentence.start_char, sentence.end_char, token)

    def evidence(self, start: int, end: int, token: Token) -> Evidence:
        """Return the characters ``start:end``, trimmed of white space, as evidence."""
        text = self.document.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Evidence(start, end, text[start:end], self.sentence_of(token))


def once(ask: Callable[[Reading, Token], _Answer]) -> Callable[[Reading, Token], _Answer]:
    """Return a question about a token that is worked out once a reading; its answer must not be changed."""

    @wraps(ask)
    def asked(reading: Reading, token: Token) -> _Answer:
        known = reading.answers.get(ask)
        if known is None:
            known = reading.answers[ask] = {}
        if token.i not in known:
            known[token.i] = ask(reading, token)
        answer: _Answer = known[token.i]
        return answer

    return asked


@once
def event_place(reading: Reading, token: Token) -> FoundPlace | None:
    """Return where the event that a token names took place, None where the text does not tell."""
    return place_of(reading.doc, token.i, reading.places)
