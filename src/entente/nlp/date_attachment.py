"""Which date belongs to which event, read off the parse.

A date belongs to the word it hangs on; from there a few roads lead to the event: a light verb
("held talks on Monday"), a noun that the event takes place at ("during the June summit"), a date
at the head of a sentence that reigns over coordinated verbs. A date of saying never becomes the
date of what is said, and a date inside another event ("the 1994 agreement") stays there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.tokens import Doc, Token

from entente.nlp.date_calendar import shifted
from entente.nlp.date_found import FoundDate
from entente.nlp.date_lexicon import read_table
from entente.records import DateBasis, Granularity

TIME_RELATIONS = frozenset({
    "obl", "nmod", "advmod", "compound", "nummod", "amod", "det", "appos", "dep", "parataxis", "advcl", "acl",
    "list",    "discourse", "dislocated", "orphan",
})  # fmt: skip
NOMINAL = frozenset({"NOUN", "PROPN"})
VERBAL = frozenset({"VERB", "AUX"})
DEPTH = 6


@dataclass(frozen=True, slots=True)
class Link:
    """A date with the token it hangs by and the token it hangs on."""

    date: FoundDate
    by: Token
    on: Token

    @property
    def before(self) -> bool:
        """Whether the date stands before the word it hangs on."""
        return self.date.first < self.on.i


@lru_cache(maxsize=1)
def words() -> dict[str, frozenset[str]]:
    """Return the lists of ``data/date_attachment.toml``."""
    return {name: frozenset(listed) for name, listed in read_table("date_attachment").items()}


def date_of(doc: Doc, trigger: int, dates: Sequence[FoundDate]) -> FoundDate | None:
    """Return the date of the event that token ``trigger`` names, None where the text gives it none.

    Needs a parse. Datelines and publication never date an event.
    """
    sentence, token = doc[trigger].sent, doc[trigger]
    links = [
        link
        for found in dates
        if not found.dateline and sentence.start <= found.head < sentence.end
        for link in [_link(doc, found)]
        if link is not None
    ]
    if not links:
        return None
    for road in ROADS:
        found = _nearest(road(token, links), trigger)
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
        told = _nearest([link for link in _own(above, links) if link.date.offset is None], above.i)
        if found.offset is not None and told is not None and told.date.first is not None:
            count, unit, sign = found.offset
            if told.date.granularity is not Granularity.DAY:
                return None
            days = shifted(told.date.first, unit, -sign * count)
            date = replace(found.date, first=days.first, last=days.last, granularity=days.granularity)
            return replace(found, date=date, reason=None)
    return None


def _nearest(links: Iterable[Link], trigger: int) -> FoundDate | None:
    """Return the date nearest to the trigger; of equals, one whose days are known."""
    ranked = sorted(
        links, key=lambda link: (_unknown(link.date), abs(link.date.head - trigger), link.date.first)
    )
    return ranked[0].date if ranked else None


def _unknown(found: FoundDate) -> bool:
    return found.date.first is None and found.date.last is None


def _link(doc: Doc, found: FoundDate) -> Link | None:
    """Return what a date hangs on, past other words for time ("on the morning of 9 August")."""
    token = doc[found.head]
    for _ in range(DEPTH):
        head = token.head
        if head.i == token.i:
            return None
        inside = found.first <= head.i < found.last
        if not inside and not (
            head.lemma_.lower() in words()["holders"] and _relation(token) in ("nmod", "compound")
        ):
            return Link(found, token, head)
        token = head
    return None


def _relation(token: Token) -> str:
    return str(token.dep_).split(":")[0]


def _case(token: Token) -> str | None:
    """Return the preposition of a noun phrase."""
    for child in token.lefts:
        if child.dep_ == "case":
            return str(child.lower_)
    return None


def _is_time(link: Link) -> bool:
    return _relation(link.by) in TIME_RELATIONS


# --- the roads from an event to its date, the surest first -------------------------------------


def _own(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the dates that hang on the word itself, without those that a clause below has lost to it."""
    return [link for link in links if link.on.i == token.i and _is_time(link) and not _belongs_below(link)]


def _belongs_below(link: Link) -> bool:
    """Tell "said that X left on Monday" where the parse hung Monday on "said"."""
    return any(
        _relation(child) == "ccomp" and link.on.i < child.i < link.date.first for child in link.on.children
    )


def _lost(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return dates after a complement clause that the parse hung on the clause above."""
    above = token.head
    if _relation(token) not in ("ccomp", "xcomp") or above.i >= token.i:
        return []
    return [link for link in links if link.on.i == above.i and link.date.first > token.i and _is_time(link)]


def _through_phase(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the dates of "began" in "began to withdraw"."""
    above = token.head
    if _relation(token) != "xcomp" or above.lemma_.lower() not in words()["phase_verbs"]:
        return []
    return _own(above, links) or _through_phase(above, links)


def _through_light_verb(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the dates of "held" in "held talks", of "took place" in "the talks took place"."""
    above = carrier(token)
    if above is None:
        return []
    roads: tuple[Road, ...] = (_own, _lost, _through_phase, _shared_by_conjunct)
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
            _relation(noun) == "obl" and _case(noun) in lists["carrying"]
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
        for link in _own(child, links)
    ]


def _at_noun(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the dates of what the event takes place at, or of the object where the parse hung them there."""
    found: list[Link] = []
    for child in token.children:
        relation = _relation(child)
        if child.pos_ not in NOMINAL or relation not in ("obj", "iobj", "obl", "nmod"):
            continue
        lends = relation in ("obl", "nmod") and _case(child) in words()["lending"]
        keeps = relation in ("obl", "nmod") and _case(child) in words()["keeping"]
        found.extend(link for link in _under(child, links) if lends or (_is_stray(link) and not keeps))
    return found


def _under(noun: Token, links: Sequence[Link]) -> list[Link]:
    """Return the dates that hang on a noun, or on nouns below it by lending prepositions."""
    found = [link for link in links if link.on.i == noun.i and _is_time(link)]
    for child in noun.children:
        if _relation(child) == "nmod" and child.pos_ in NOMINAL and _case(child) in words()["lending"]:
            found.extend(_under(child, links))
    return found


def _is_stray(link: Link) -> bool:
    """Tell "signed an accord on Monday", where Monday is the verb's, from "the accord of 2014"."""
    day = link.date.date.granularity in (Granularity.DAY, Granularity.WEEK)
    return (
        day
        and not link.before
        and _case(link.by) in ("on", None)
        and _relation(link.by) in ("nmod", "obl", "advmod")
    )


def _in_clause_beside(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the dates of a clause that happens at the same time: "met Putin when he visited in 2014"."""
    found: list[Link] = []
    for child in token.children:
        marks = {mark.lower_ for mark in child.children if mark.dep_ in ("mark", "advmod")}
        if _relation(child) == "advcl" and marks & words()["sharing"]:
            found.extend(_own(child, links))
    return found


def _shared_by_conjunct(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return a date that reigns over coordinated verbs.

    One at the head of the sentence ("On Monday A met B and C signed a deal"), or any where the verbs
    share their subject ("was convicted on Monday and jailed", "fired on ships and seized them on Sunday").
    """
    above = token.head
    if _relation(token) == "conj" and above.i != token.i:
        shared = shares_subject(token)
        found = [
            link for link in links if link.on.i == above.i and (link.before or shared) and _is_time(link)
        ]
        return found or _shared_by_conjunct(above, links)
    return [
        link
        for child in token.children
        if child.dep_ == "conj" and token.pos_ in VERBAL and shares_subject(child)
        for link in _own(child, links)
        if not link.before
    ]


def shares_subject(verb: Token) -> bool:
    """Return whether a coordinated verb has no subject and no tense of its own."""
    return verb.pos_ in VERBAL and not any(
        _relation(child) == "nsubj" or child.dep_ == "aux" for child in verb.children
    )


def _after_subject(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return a date that the parse hung on the subject before the verb: "The council on Friday voted"."""
    return [
        link
        for link in links
        if link.on.dep_ in ("nsubj", "nsubj:pass")
        and link.on.head.i == token.i
        and link.on.i < link.date.first < token.i
        and _is_stray(link)
        and _is_party(link.on)
    ]


def _is_party(noun: Token) -> bool:
    """Return whether a noun names somebody, so that no date can be its own."""
    if noun.pos_ == "PROPN":
        return True
    parties = ("PERSON", "ORGANIZATION", "PLACE")
    return any(
        span.root.i == noun.i and span.label_ in parties for span in noun.doc.spans.get("mentions", ())
    )


def _shared_by_participle(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the date of the main clause for "…, signing a deal"; not after "before" or "after"."""
    above = token.head
    if (
        _relation(token) != "advcl"
        or token.tag_ != "VBG"
        or token.i < above.i
        or any(child.dep_ == "mark" for child in token.children)
    ):
        return []
    return _own(above, links) or _shared_by_conjunct(above, links)


Road = Callable[[Token, Sequence[Link]], list[Link]]
ROADS: tuple[Road, ...] = (
    _own,
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


# --- a narrative goes on -----------------------------------------------------------------------


def inherited_date(
    doc: Doc,
    trigger: int,
    previous: FoundDate,
    dates: Sequence[FoundDate] = (),
    *,
    previous_trigger: int | None = None,
) -> FoundDate | None:
    """Return the previous event's date for an event that goes on from it, None where it does not.

    "On June 7 A met B. The two signed an accord." The event must stand in the next sentence of the
    same paragraph (or the same sentence), in the simple past, in a main clause, without a date of
    its own. ``previous_trigger`` is the previous event's token; the date may itself be inherited.
    """
    token, before = doc[trigger], doc[previous.head if previous_trigger is None else previous_trigger]
    if previous.date.first is None or trigger <= before.i or date_of(doc, trigger, dates) is not None:
        return None
    between = doc[before.sent.end : token.sent.start]
    if any(not other.is_space for other in between) or "\n\n" in doc.text[before.idx : token.idx]:
        return None
    if not _is_told(_main_verb(token)) or _opens_with_another(token, previous, dates):
        return None
    return replace(previous, date=replace(previous.date, basis=DateBasis.RELATIVE))


def _opens_with_another(token: Token, previous: FoundDate, dates: Sequence[FoundDate]) -> bool:
    """Return whether the sentence begins with a date of its own: the story has moved on."""
    start = token.sent.start
    return any(start <= one.first <= start + 2 and one.head != previous.head for one in dates)


def _main_verb(token: Token) -> Token:
    """Return the verb that carries a noun's event, or the verb itself."""
    if token.pos_ in NOMINAL and _relation(token) in ("obj", "obl", "nsubj") and token.head.pos_ in VERBAL:
        return token.head
    return token


def _is_told(verb: Token) -> bool:
    """Return whether a verb tells what came next: simple past, in a main clause."""
    if verb.pos_ not in VERBAL or any(child.dep_ == "aux" for child in verb.children):
        return False
    passive = any(child.dep_ == "aux:pass" and child.lower_ in ("was", "were") for child in verb.children)
    if verb.tag_ != "VBD" and not passive:
        return False
    for _ in range(DEPTH):
        if verb.dep_ == "root":
            return True
        if _relation(verb) not in ("conj", "parataxis"):
            return False
        verb = verb.head
    return False
