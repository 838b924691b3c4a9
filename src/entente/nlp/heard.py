"""What the trained heads hear of an event: its parties, its status, when and where, in what context.

The parse comes first nearly everywhere: the heads fill what it leaves open, and overrule a status only where
they are sure. The thresholds are stored with the model.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import TypeVar

from spacy.tokens import Token

from entente.nlp.dates.find import FoundDate
from entente.nlp.dates.links import belongs_below, is_deed, link_of
from entente.nlp.learned import load_thresholds
from entente.nlp.parties import parties_of, unique
from entente.nlp.places.find import FoundPlace
from entente.nlp.reading import Reading
from entente.nlp.status.read import StatusReading
from entente.nlp.timing import is_period_covered
from entente.nlp.trigger_scores import TriggerScore
from entente.nlp.triggers import Candidate
from entente.records import Actor, Status

_Found = TypeVar("_Found", FoundDate, FoundPlace)


def heard_date(reading: Reading, candidate: Candidate, score: TriggerScore | None) -> FoundDate | None:
    """Return the date expression that the heads tie to a candidate, or None.

    What hangs on another noun is that thing's date ("a road map for 2017-20").
    """
    dates = [found for found in reading.dates if not found.dateline]
    found = _covering(dates, _setting(score, "date", load_thresholds().date))
    if found is None or is_period_covered(reading, found):
        return None
    link = link_of(reading.doc, found)
    if link is not None and link.on == candidate.token and belongs_below(link):
        return None
    governor = reading.doc[found.head].head
    if is_deed(governor) and governor.head == candidate.token:  # "accused X of shelling it on Sunday"
        return None
    return found if governor.pos_ in {"VERB", "AUX"} or governor == candidate.token else None


def heard_place(reading: Reading, score: TriggerScore | None) -> FoundPlace | None:
    """Return the place that the heads tie to a trigger, or None."""
    return _covering(reading.places, _setting(score, "place", load_thresholds().place))


def _covering(all_: Sequence[_Found], word: int | None) -> _Found | None:
    """Return what stands on a word, or None."""
    return next((found for found in all_ if word is not None and found.first <= word < found.last), None)


def _setting(score: TriggerScore | None, role: str, least: float) -> int | None:
    """Return the word that is likeliest to say when or where; None where none is likely."""
    if score is None:
        return None
    place, share = max(score.role(role).items(), key=lambda one: one[1])
    return place if share >= least else None


def heard_contexts(score: TriggerScore | None) -> tuple[str, ...]:
    """Return the contexts that the heads are sure of, in the order of the codebook."""
    return score.contexts(load_thresholds().context) if score is not None else ()


def heard_status(
    score: TriggerScore | None, candidate: Candidate, read: StatusReading | None
) -> StatusReading | None:
    """Return the status of a candidate: what its clause says, or the heads where they are sure of another.

    Advice stays no event, a status that belongs to the frame stays, and so does who denied it.
    """
    if read is None or score is None or candidate.frame.status is not None:
        return read
    status, share = score.status
    if share < load_thresholds().status or status == read.status:
        return read
    return StatusReading(Status(status), read.denied_by if status == Status.NEGATED else None)


def heard_as_past(score: TriggerScore | None) -> bool:
    """Whether the heads are sure that an event is told as past."""
    return score is not None and score.background >= load_thresholds().background


def heard_parties(
    reading: Reading, score: TriggerScore | None, role: str, besides: AbstractSet[int] = frozenset()
) -> list[Actor]:
    """Return the parties that the heads take to have a role in an event, those at some tokens left out."""
    if score is None:
        return []
    least = load_thresholds().role
    found: list[Actor] = []
    for place, share in score.role(role).items():
        if share >= least and place not in besides:
            found += parties_of(reading, reading.doc[place]) or unnamed(reading, reading.doc[place])
    return unique(found)


def unnamed(reading: Reading, noun: Token) -> list[Actor]:
    """Return the party that a noun phrase is which names nobody ("three hundred homes"); no other word."""
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return []
    inside = [noun, *(child for child in noun.lefts if child.dep_ in _PHRASE)]
    first = min(token.left_edge.i if token is not noun else token.i for token in inside)
    span = reading.span(first, noun.i + 1)
    return [Actor(span.start, span.end, span.text, kind="group", reason=_UNNAMED)]


_PHRASE = frozenset({"det", "amod", "nummod", "compound", "nmod:poss"})
_UNNAMED = "nothing in the text says who they are"
