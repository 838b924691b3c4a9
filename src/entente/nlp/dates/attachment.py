"""Which date belongs to which event, read off the parse.

A date belongs to the word it hangs on; from there a few roads lead to the event: a light verb
("held talks on Monday"), a noun that the event takes place at ("during the June summit"), a date
at the head of a sentence that reigns over coordinated verbs. A date of saying never becomes the
date of what is said, and a date inside another event ("the 1994 agreement") stays there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from entente.nlp.dates.calendar import shifted
from entente.nlp.dates.found import FoundDate
from entente.nlp.dates.links import (
    DEPTH,
    NOMINAL,
    VERBAL,
    Link,
    case_of,
    is_deed,
    is_party,
    is_stray,
    is_time,
    link_of,
    nearest,
    own_dates,
    relation_of,
    words,
)
from entente.records import Granularity


def date_of(doc: Doc, trigger: int, dates: Sequence[FoundDate]) -> FoundDate | None:
    """Return the date of the event that token ``trigger`` names, None where the text gives it none.

    Needs a parse. Datelines and publication never date an event.
    """
    sentence, token = doc[trigger].sent, doc[trigger]
    links = [
        link
        for found in dates
        if not found.dateline and sentence.start <= found.head < sentence.end
        for link in [link_of(doc, found)]
        if link is not None
    ]
    if not links:
        return None
    for road in ROADS:
        found = nearest(road(token, links), trigger)
        if found is not None:
            return found if found.offset is None else _counted_from(token, found, links)
    return _counted(token, links)


def _counted(token: Token, links: Sequence[Link]) -> FoundDate | None:
    """Return the date of "the vote" in "on Friday, a day after the vote"."""
    for link in links:
        inside = link.date.first <= token.head.i < link.date.last
        if link.date.offset is not None and inside and token.i >= link.date.last:
            return _counted_from(token, link.date, links)
    return None


def _counted_from(token: Token, found: FoundDate, links: Sequence[Link]) -> FoundDate | None:
    """Return "five days after" as a date: so many days before the date of the clause above."""
    above = token
    for _ in range(DEPTH):
        if above.head.i == above.i:
            return None
        above = above.head
        told = nearest([link for link in own_dates(above, links) if link.date.offset is None], above.i)
        if found.offset is not None and told is not None and told.date.first is not None:
            count, unit, sign = found.offset
            if told.date.granularity is not Granularity.DAY:
                return None
            days = shifted(told.date.first, unit, -sign * count)
            date = replace(found.date, first=days.first, last=days.last, granularity=days.granularity)
            return replace(found, date=date, reason=None)
    return None


def _lost(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return dates after a complement clause that the parse hung on the clause above."""
    above = token.head
    if not (relation_of(token) in ("ccomp", "xcomp") or is_deed(token)) or above.i >= token.i:
        return []
    return [link for link in links if link.on.i == above.i and link.date.first > token.i and is_time(link)]


def _through_phase(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the dates of "began" in "began to withdraw"."""
    above = token.head
    if relation_of(token) != "xcomp" or above.lemma_.lower() not in words()["phase_verbs"]:
        return []
    return own_dates(above, links) or _through_phase(above, links)


def _through_light_verb(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the dates of "held" in "held talks", of "took place" in "the talks took place"."""
    above = carrier(token)
    if above is None:
        return []
    roads: tuple[Road, ...] = (own_dates, _lost, _through_phase, _shared_by_conjunct)
    return next((found for road in roads if (found := road(above, links))), [])


def carrier(noun: Token) -> Token | None:
    """Return the verb that only carries a noun's event: "held" of talks, "struck" of "a deal struck"."""
    above, lists = noun.head, words()
    if noun.pos_ not in NOMINAL:
        return None
    if above.pos_ in VERBAL and above.i != noun.i:
        lemma = above.lemma_.lower()
        if noun.dep_ == "nsubj":
            return above if lemma in lists["happening_verbs"] else None
        takes = noun.dep_ in ("obj", "nsubj:pass") or (
            relation_of(noun) == "obl" and case_of(noun) in lists["carrying"]
        )
        return above if takes and lemma in lists["light_verbs"] else None
    return None


def _told_of(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the dates of a participle that carries the noun: "a deal struck in Beijing on Friday"."""
    if token.pos_ not in NOMINAL:
        return []
    return [
        link
        for child in token.children
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_.lower() in words()["light_verbs"]
        for link in own_dates(child, links)
    ]


def _at_noun(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the dates of what the event takes place at, or of the object where the parse hung them there."""
    found: list[Link] = []
    for child in token.children:
        relation = relation_of(child)
        if child.pos_ not in NOMINAL or relation not in ("obj", "iobj", "obl", "nmod"):
            continue
        lends = relation in ("obl", "nmod") and case_of(child) in words()["lending"]
        keeps = relation in ("obl", "nmod") and case_of(child) in words()["keeping"]
        found.extend(link for link in _under(child, links) if lends or (is_stray(link) and not keeps))
    return found


def _under(noun: Token, links: Sequence[Link]) -> list[Link]:
    """Return the dates that hang on a noun, or on nouns below it by lending prepositions."""
    found = [link for link in links if link.on.i == noun.i and is_time(link)]
    for child in noun.children:
        if relation_of(child) == "nmod" and child.pos_ in NOMINAL and case_of(child) in words()["lending"]:
            found.extend(_under(child, links))
    return found


def _in_clause_beside(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the dates of a clause that happens at the same time: "met Putin when he visited in 2014"."""
    found: list[Link] = []
    for child in token.children:
        marks = {mark.lower_ for mark in child.children if mark.dep_ in ("mark", "advmod")}
        if relation_of(child) == "advcl" and marks & words()["sharing"]:
            found.extend(own_dates(child, links))
    return found


def _shared_by_conjunct(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return a date that reigns over coordinated verbs.

    One at the head of the sentence ("On Monday A met B and C signed a deal"), or any where the verbs
    share their subject ("was convicted on Monday and jailed", "fired on ships and seized them on Sunday").
    """
    above = token.head
    if relation_of(token) == "conj" and above.i != token.i:
        shared = shares_subject(token)
        found = [link for link in links if link.on.i == above.i and (link.before or shared) and is_time(link)]
        return found or _shared_by_conjunct(above, links)
    return [
        link
        for child in token.children
        if child.dep_ == "conj" and token.pos_ in VERBAL and shares_subject(child)
        for link in own_dates(child, links)
        if not link.before
    ]


def shares_subject(verb: Token) -> bool:
    """Return whether a coordinated verb has no subject and no tense of its own."""
    return verb.pos_ in VERBAL and not any(
        relation_of(child) == "nsubj" or child.dep_ == "aux" for child in verb.children
    )


def _after_subject(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return a date that the parse hung on the subject before the verb: "The council on Friday voted"."""
    return [
        link
        for link in links
        if link.on.dep_ in ("nsubj", "nsubj:pass")
        and link.on.head.i == token.i
        and link.on.i < link.date.first < token.i
        and is_stray(link)
        and is_party(link.on)
    ]


def _shared_by_participle(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the date of the main clause for "…, signing a deal"; not after "before" or "after"."""
    above = token.head
    if (
        relation_of(token) != "advcl"
        or token.tag_ != "VBG"
        or token.i < above.i
        or any(child.dep_ == "mark" for child in token.children)
    ):
        return []
    return own_dates(above, links) or _shared_by_conjunct(above, links)


Road = Callable[[Token, Sequence[Link]], list[Link]]


ROADS: tuple[Road, ...] = (
    own_dates,
    _lost,
    _through_light_verb,
    _told_of,
    _through_phase,
    _after_subject,
    _at_noun,
    _shared_by_conjunct,
    _in_clause_beside,
    _shared_by_participle,
)
