"""Quotations: which tokens of a document stand between quotation marks, over sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

_OPENING, _CLOSING, _STRAIGHT = frozenset("“«„"), frozenset("”»"), '"'


@dataclass(frozen=True, slots=True)
class Quotation:
    """The tokens between two marks: ``first`` inclusive, ``last`` exclusive, without the marks."""

    first: int
    last: int

    def holds(self, token: Token) -> bool:
        """Whether a token stands inside."""
        return self.first <= token.i < self.last


def find_quotations(doc: Doc) -> tuple[Quotation, ...]:
    """Return the quotations of a document in order; one that is not closed ends with its paragraph."""
    return tuple(_quotations(doc))


def _quotations(doc: Doc) -> Iterator[Quotation]:
    opened: int | None = None
    for token in doc:
        if opened is None:
            opened = token.i + 1 if _opens(token) else None
        elif _closes(token) or _ends_paragraph(token):
            if token.i > opened:
                yield Quotation(opened, token.i)
            opened = None
    if opened is not None and opened < len(doc):
        yield Quotation(opened, len(doc))


def _opens(token: Token) -> bool:
    if token.text != _STRAIGHT:
        return token.text in _OPENING
    before = token.doc[token.i - 1] if token.i else None
    apart = before is None or before.is_space or bool(before.whitespace_) or before.text in "([—–"
    return token.text == _STRAIGHT and apart and not token.whitespace_


def _closes(token: Token) -> bool:
    return token.text in _CLOSING or token.text == _STRAIGHT


def _ends_paragraph(token: Token) -> bool:
    return token.is_space and "\n\n" in token.text
