"""Where an event took place, read off the parse.

A place belongs to the event when a preposition of place ties it there ("met in Astana"), when the
event goes there ("a visit to Moscow"), or when it stands in something that the event takes place
at ("during the conference of ministers in Astana"). A bare state is a place only so, never as an
actor; a dateline is no place of an event.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Doc, Token

from entente.nlp.dates.attachment import carrier, shares_subject
from entente.nlp.dates.links import NOMINAL, VERBAL, case_of, relation_of
from entente.nlp.dates.links import words as time_words
from entente.nlp.places.found import FoundPlace
from entente.nlp.places.links import Link, link_of, listed, names_venue, rank, says_where


def place_of(doc: Doc, trigger: int, places: Sequence[FoundPlace]) -> FoundPlace | None:
    """Return where the event that token ``trigger`` names took place, None where the text does not tell.

    Needs a parse. Of several places the finest that is named is returned.
    """
    token, sentence = doc[trigger], doc[trigger].sent
    links = [
        link
        for found in places
        if sentence.start <= found.head < sentence.end
        for link in [link_of(doc, found)]
        if link is not None
    ]
    for road in ROADS:
        ways = road(token, links)
        if ways:
            return min(ways, key=lambda link: rank(link, trigger)).found
    return _there(token, places)


def _there(token: Token, places: Sequence[FoundPlace]) -> FoundPlace | None:
    """Return the place told last for "there": "They met in Almaty. The two signed it there"."""
    for child in token.subtree:
        if child.lower_ == "there" and child.dep_ == "advmod" and child.head.i in (token.i, token.head.i):
            before = [found for found in places if found.last <= child.i and case_of(token.doc[found.head])]
            return before[-1] if before else None
    return None


def _direct(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the places that hang on the word itself, by a preposition or as an object that says where."""
    found = _own(token, links) + _object(token, links)
    left = [link for link in found if link.word in ("from", "out")]
    return left or found


def _own(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the places that a preposition ties to the word itself."""
    return [link for link in links if link.on.i == token.i and says_where(link, token)]


def _object(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the object of a verb that says where: "visited Kyiv", "shelled the town of X"; no bare state."""
    if token.lemma_.lower() not in listed("through_object"):
        return []
    objects = ("obj", "nsubj:pass")
    return [
        link for link in links if link.on.i == token.i and link.by.dep_ in objects and link.kind != "country"
    ]


def _through_light_verb(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the places of "held" in "held talks in Vienna", of "struck" in "a deal struck in Vienna"."""
    above = carrier(token)
    if above is not None:
        return _own(above, links) or _through_phase(above, links)
    if token.pos_ not in NOMINAL:
        return []
    told = [child for child in token.children if child.dep_ == "acl" and child.tag_ == "VBN"]
    light = [child for child in told if child.lemma_.lower() in time_words()["light_verbs"]]
    return [link for child in light for link in _own(child, links)]


def _through_phase(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the places of "began" in "began to withdraw", "went" in "went to meet"."""
    above = token.head
    if relation_of(token) != "xcomp" or above.lemma_.lower() not in time_words()["phase_verbs"]:
        return []
    return _own(above, links)


def _at_noun(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the places of what the event takes place at or acts on: "during the talks in Astana"."""
    found: list[Link] = []
    lemma = token.lemma_.lower()
    for child in token.children:
        is_object = child.dep_ in ("obj", "nsubj:pass")
        takes = is_object or relation_of(child) in ("obl", "nmod")
        if not takes or child.pos_ not in NOMINAL | {"ADJ"} or case_of(child) in listed("apart"):
            continue
        if lemma in listed("distant") and case_of(child) not in listed("occasions"):
            continue
        narrow = is_object and lemma not in listed("making")
        found.extend(_under(child, links, only_parties=narrow))
    return found


def _under(noun: Token, links: Sequence[Link], depth: int = 3, *, only_parties: bool = False) -> list[Link]:
    """Return the places that hang on a noun by a preposition of place, or on nouns below it.

    Below an object only its parties are asked ("a deal with Turkey in Istanbul"), since what else an
    object is about may lie anywhere ("a request for staff in Riyadh").
    """
    found = [link for link in links if link.on.i == noun.i and (says_where(link, noun) or names_venue(link))]
    for child in noun.children if depth else ():
        below = child.dep_ in ("nmod", "conj") and child.pos_ in NOMINAL | {"ADJ"}
        if not below or case_of(child) in listed("apart"):
            continue
        if child.dep_ == "conj" or not only_parties or case_of(child) in listed("party"):
            found.extend(_under(child, links, depth - 1, only_parties=only_parties))
    return found


def _venue(token: Token, links: Sequence[Link]) -> list[Link]:
    if token.pos_ not in NOMINAL:
        return []
    return [link for link in links if link.on.i == token.i and names_venue(link)]


def _shared(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return a place that reigns over coordinated verbs: before them, or of those with the same subject."""
    return _of_first_conjunct(token, links) or _of_last_conjunct(token, links)


def _of_first_conjunct(token: Token, links: Sequence[Link]) -> list[Link]:
    above, same = token.head, shares_subject(token)
    if relation_of(token) != "conj" or above.i == token.i:
        return []
    found = [link for link in _own(above, links) if link.found.first < above.i or same]
    return found or (_at_noun(above, links) if same else []) or _of_first_conjunct(above, links)


def _of_last_conjunct(token: Token, links: Sequence[Link]) -> list[Link]:
    for child in token.children if token.pos_ in VERBAL else ():
        if child.dep_ == "conj" and shares_subject(child):
            found = _direct(child, links) + _at_noun(child, links)
            late = [link for link in found if link.found.first > child.i]
            if late:
                return late
    return []


def _beside(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the place of the main clause for "…, signing a deal"."""
    if (
        relation_of(token) != "advcl"
        or token.tag_ != "VBG"
        or any(child.dep_ == "mark" for child in token.children)
    ):
        return []
    return _own(token.head, links)


def _at_subject(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the place of the subject where nothing else tells: "protesters in Quito clashed"."""
    if token.lemma_.lower() in listed("distant"):
        return []
    return [
        link
        for child in token.children
        if child.dep_ == "nsubj" and child.pos_ in NOMINAL and token.pos_ in VERBAL
        for link in links
        if link.on.i == child.i
        and link.word in ("in", "at", "near", "off", "outside")
        and link.kind != "country"
    ]


def _antecedent(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the place that a relative clause tells of: "the island, which the army had shelled"."""
    if token.dep_ == "acl" and token.tag_ == "VBN" and _takes_place(token):
        return [link for link in links if token.head.i in (link.found.head, link.by.i)]
    if token.dep_ != "acl:relcl":
        return []
    says_where = any(
        child.lower_ == "where"
        or (child.lower_ in ("which", "that") and child.dep_ in ("obj", "nsubj:pass") and _takes_place(token))
        or (child.lower_ == "which" and case_of(child) in listed("locative"))
        for child in token.children
    )
    return [link for link in links if says_where and token.head.i in (link.found.head, link.by.i)]


def _takes_place(verb: Token) -> bool:
    return verb.lemma_.lower() in listed("through_object")


Road = Callable[[Token, Sequence[Link]], list[Link]]


ROADS: tuple[Road, ...] = (
    _direct,
    _through_light_verb,
    _through_phase,
    _at_noun,
    _venue,
    _shared,
    _beside,
    _antecedent,
    _at_subject,
)
