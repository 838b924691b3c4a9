"""An attribution that was found: who says it, by which word, and the words of what is said."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from entente.nlp.reading import Reading
from entente.nlp.speakers import holder_of
from entente.records import Actor, Evidence, Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it, by which word, how strongly; ``content`` is the head of what is said."""

    holder: Actor
    cue: Span
    strength: str
    content: int
    speaker: int  # the head of the phrase that names the holder


def spoken(
    reading: Reading, cue: Token, speakers: list[Token], strength: str, content: Token
) -> Attribution | None:
    """Return the attribution to the first of some speakers who can be one, by a cue.

    Whoever stands in a quotation is not the one who is said to speak it.
    """
    inside = reading.quotation_of(content) if reading.quotation_of(cue) is None else None
    for speaker in speakers:
        if inside is not None and speaker != cue and reading.quotation_of(speaker) is not None:
            continue
        holder = holder_of(reading, speaker, cue)
        if holder is not None:
            first, last = (cue.i, cue.i + 1) if cue != speaker else _case_bounds(speaker)
            return Attribution(holder, reading.span(first, last), strength, content.i, speaker.i)
    return None


def _case_bounds(speaker: Token) -> tuple[int, int]:
    """Return the tokens of the preposition that introduces a source."""
    words = [child for child in speaker.children if child.dep_ == "case"]
    parts = [part.i for word in words for part in (word, *word.children) if part.i < speaker.i]
    return (min(parts), max(parts) + 1) if parts else (speaker.i, speaker.i + 1)


def unnamed(reading: Reading, cue: Token, content: Token, strength: str = "doubtful") -> Attribution:
    """Return an attribution to nobody known, by the word that says that it is only said."""
    span = reading.span(cue.i, cue.i + 1)
    holder = Actor(
        span.start, span.end, span.text, kind="unknown", reason="the text does not say who says so"
    )
    return Attribution(holder, span, strength, content.i, cue.i)


def content_evidence(reading: Reading, attribution: Attribution) -> Evidence:
    """Return the words of what is said: the clause where it stands in one piece, else its sentence."""
    head = reading.doc[attribution.content]
    inside = sorted(token.i for token in head.subtree)
    cue_inside = any(attribution.cue.start <= reading.doc[i].idx < attribution.cue.end for i in inside)
    if cue_inside or inside[-1] - inside[0] + 1 != len(inside):
        return reading.sentence_evidence(head)
    piece = reading.doc[inside[0] : inside[-1] + 1]
    return reading.evidence(piece.start_char, piece.end_char, head)
