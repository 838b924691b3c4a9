"""Fitting: how well the parties of a candidate, slot by slot, fit two marked spans of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from entente.codebook.frames import Frames
from entente.nlp.clauses import conjuncts, fillers, first_conjunct
from entente.nlp.loose import loose_candidates
from entente.nlp.reading import Reading
from entente.nlp.triggers import Candidate, absorbed, find_candidates

Marked = tuple[Token, ...] | None  # None: the sentence names no such party

# What each finding is worth. Round numbers, chosen on development data.
SLOT, OTHER_SLOT, PHRASE = 1.0, 0.6, 0.7  # in the frame's slot; in another; deeper in the slot's phrase
UNFILLED = 0.4  # no party is marked, and none is named
SWAPPED = -1.0  # who acts stands in the target, or who is acted upon in the source
ON_PATH = 0.5  # the word lies on the way through the parse from one span to the other
STEP = -0.1  # each step that the word lies away from that way
ABSORBED = -1.2  # part of what another word says: "called for sanctions"
INSIDE = -0.8  # the word itself belongs to one of the spans
BARE_NOUN = -0.4  # an event noun that no verb carries
ALSO = -0.3  # the second event of the same words

_NOMINAL = frozenset({"nmod", "nmod:poss", "nmod:desc", "compound", "amod", "appos", "flat", "conj"})


@dataclass(frozen=True, slots=True)
class Pair:
    """The two marked spans as tokens, and the way between them through the parse."""

    source: Marked
    target: Marked

    @property
    def heads(self) -> tuple[Token, ...]:
        """The head of each marked span."""
        return tuple(head_of(span) for span in (self.source, self.target) if span)

    @property
    def places(self) -> set[int]:
        """The positions of all marked tokens."""
        return {token.i for span in (self.source, self.target) for token in span or ()}

    def way(self) -> frozenset[int]:
        """Return the positions on the shortest way through the parse from one head to the other."""
        heads = self.heads
        if len(heads) < 2:
            return frozenset(token.i for head in heads for token in (head, *head.ancestors))
        one, other = ([head, *head.ancestors] for head in heads)
        shared = {token.i for token in one} & {token.i for token in other}
        meeting = next((token.i for token in one if token.i in shared), None)
        apart = {token.i for token in (*one, *other) if token.i not in shared}
        return frozenset(apart | ({meeting} if meeting is not None else set()))


@dataclass(frozen=True, slots=True)
class Fit:
    """A candidate under one of its types, and how well it fits the two spans."""

    candidate: Candidate
    type: str
    score: float
    absorbed: bool

    @property
    def specificity(self) -> int:
        """How much the frame asks for: a frame with more conditions says more."""
        frame = self.candidate.frame
        return 4 * len(frame.needs) + len(frame.bars)


def fits(reading: Reading, frames: Frames, pair: Pair) -> list[Fit]:
    """Return how each candidate of the marked sentences fits the pair, in the order of the text."""
    taken, way = absorbed(find_candidates(reading, frames)), pair.way()
    sentences = {reading.sentence_of(token) for token in pair.heads}
    tokens = [token for token in reading.doc if not sentences or reading.sentence_of(token) in sentences]
    found = []
    for loose in loose_candidates(reading, frames, tokens, frozenset(pair.places)):
        candidate = loose.candidate
        inner = candidate.token.i in taken
        score = _score(candidate, pair, way) + ABSORBED * inner - loose.cost
        found.append(Fit(candidate, str(candidate.frame.type), score, inner))
        found += [Fit(candidate, type_, score + ALSO, inner) for type_, _ in candidate.frame.also]
    return found


def head_of(span: tuple[Token, ...]) -> Token:
    """Return the token of a span whose governor lies outside of it."""
    places = {token.i for token in span}
    heads = [token for token in span if token.head.i not in places or token.head == token]
    nouns = [token for token in heads if token.pos_ in {"NOUN", "PROPN", "PRON"}]
    return (nouns or heads or list(span))[0]


def _score(candidate: Candidate, pair: Pair, way: frozenset[int]) -> float:
    frame = candidate.frame
    acting, acted = frame.actor, frame.recipient
    if frame.reciprocal:
        acting = acted = (*frame.actor, *frame.recipient)
    score = _side(candidate, acting, pair.source) + _side(candidate, acted, pair.target)
    if not frame.reciprocal:
        score += SWAPPED * (_holds(candidate, acting, pair.target) == SLOT)
        score += SWAPPED * (_holds(candidate, acted, pair.source) == SLOT)
    score += ON_PATH if candidate.token.i in way else STEP * _steps(candidate.token, way)
    score += INSIDE * (candidate.token.i in pair.places)
    return score + BARE_NOUN * (candidate.is_noun and candidate.light is None)


def _side(candidate: Candidate, slots: tuple[str, ...], span: Marked) -> float:
    """Return what one side of the pair is worth to a candidate."""
    if span is None:
        return 0.0 if any(fillers(candidate.arguments, slot) for slot in slots) else UNFILLED
    own = _holds(candidate, slots, span)
    return own or OTHER_SLOT * (_holds(candidate, tuple(candidate.arguments.slots), span) > 0)


def _holds(candidate: Candidate, slots: Iterable[str], span: Marked) -> float:
    """Return SLOT where a slot's filler lies in the span, PHRASE where the span lies in its phrase."""
    if not span:
        return 0.0
    places, above = {token.i for token in span}, set(_noun_phrases(head_of(span)))
    worth = 0.0
    for slot in slots:
        for filler in fillers(candidate.arguments, slot):
            members = {token.i for token in conjuncts(filler)}
            worth = max(worth, SLOT * bool(members & places), PHRASE * bool(members & above))
    return worth


def _noun_phrases(token: Token) -> Iterator[int]:
    """Yield the heads of the noun phrases that a token lies in."""
    while token.dep_ in _NOMINAL and token.head != token:
        token = token.head
        yield token.i


def _steps(token: Token, way: frozenset[int]) -> int:
    """Return how many governors up from a token the way between the spans lies; 6 where it is not above."""
    token = first_conjunct(token)
    for steps, governor in enumerate((token, *token.ancestors)):
        if governor.i in way:
            return steps
    return 6
