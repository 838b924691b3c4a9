"""When an event took place, and whether the text tells it as background."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from spacy.tokens import Token

from entente.nlp.clauses import ancestors, preposition_of
from entente.nlp.cuedata import load_table
from entente.nlp.dates.find import FoundDate, date_of, inherited_date
from entente.nlp.reading import Reading, once
from entente.records import EventDate, Place

_YEAR = timedelta(days=366)
_OLD = timedelta(days=30)  # codebook: the date lies more than 30 days before publication


@dataclass(frozen=True, slots=True)
class Told:
    """What the narrative told last: an event's token, the codes of its parties, its date and place."""

    token: int
    parties: frozenset[str]
    date: FoundDate | None
    place: Place | None


@once
def found_date(reading: Reading, token: Token) -> FoundDate | None:
    """Return the date expression of the event at a token, or None."""
    found = date_of(reading.doc, token.i, reading.dates)
    if found is not None and is_period_covered(reading, found):
        found = None
    return found or _label_date(reading, token)


def is_period_covered(reading: Reading, found: FoundDate) -> bool:
    """Whether a date says what years something is made for ("signed a road map for 2017-20")."""
    first, last = found.date.first, found.date.last
    longer = first is not None and last is not None and last - first > _YEAR
    return longer and preposition_of(reading.doc[found.head]) == "for"


def _label_date(reading: Reading, token: Token) -> FoundDate | None:
    """Return the date that labels a line of a chronology ("4 July 2017: the two leaders meet")."""
    if any(governor.dep_ == "acl:relcl" for governor in (token, *token.ancestors)):
        return None
    sentence = token.sent
    for found in reading.dates:
        if not sentence.start <= found.first < token.i or found.last >= sentence.end:
            continue
        before = reading.doc[sentence.start : found.first]
        if all(word.is_punct or word.is_space for word in before) and reading.doc[found.last].text in {
            ":",
            "–",
            "—",
        }:
            return found
    return None


def when(reading: Reading, token: Token) -> EventDate | None:
    """Return the date that the text itself gives the event at a token, or None."""
    found = found_date(reading, token)
    return found.date if found is not None else None


def carried_date(
    reading: Reading, token: Token, parties: frozenset[str], told: Told | None
) -> FoundDate | None:
    """Return the date of the event told before when this one goes on from it with the same parties."""
    if told is None or told.date is None or not parties:
        return None
    if parties != told.parties and not (told.parties <= parties and _in_communique(token)):
        return None
    hung_on_verbs = [
        found
        for found in reading.dates
        if reading.doc[found.head].head.pos_ in {"VERB", "AUX"} and not is_period_covered(reading, found)
    ]
    return inherited_date(reading.doc, token.i, told.date, hung_on_verbs, previous_trigger=told.token)


def _in_communique(token: Token) -> bool:
    """Whether those who met say it in what their meeting issued ("in their communiqué they condemned …")."""
    table = load_table("communique")
    return any(
        child.lemma_.casefold() in table["nouns"] and preposition_of(child) in table["prepositions"]
        for child in token.children
    )


def is_background(reading: Reading, token: Token, date: EventDate | None) -> bool:
    """Whether an event lies more than 30 days before publication, or is told as past history."""
    published = reading.document.published
    if date is not None and date.last is not None:
        return published is not None and date.last < published - _OLD
    return told_as_past(token)


def is_before_publication(reading: Reading, date: EventDate) -> bool:
    """Whether a date ends before the day of publication."""
    published = reading.document.published
    return published is not None and date.last is not None and date.last < published


def told_as_past(token: Token) -> bool:
    """Whether the clause itself marks an undated event as past ("previously", "in the past")."""
    cues = load_table("background")
    clause = [token, *(governor for _, governor in ancestors(token) if governor.dep_ in {"conj", "xcomp"})]
    for verb in clause:
        for child in verb.children:
            if child.dep_ == "advmod" and child.lower_ in cues["adverbs"]:
                return True
            if child.dep_ in {"obl", "nmod"} and child.lemma_ in cues["nouns"] and child.i < len(verb.doc):
                return True
            if child.dep_ in {"nsubj", "nsubj:pass"} and any(
                part.dep_ == "amod" and part.lower_ in cues["adjectives"] for part in child.children
            ):
                return True
    return _is_counted_from(token)


def _is_counted_from(token: Token) -> bool:
    """Whether years are counted from the event: "thirty years after the partition"."""
    units = load_table("background")["units"]
    after = any(child.dep_ in {"case", "mark"} and child.lower_ == "after" for child in token.children)
    return after and any(
        child.lemma_ in units and child.dep_ in {"obl:unmarked", "nmod:unmarked", "obl:tmod", "obl:npmod"}
        for child in token.children
    )
