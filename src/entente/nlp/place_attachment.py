"""Where an event took place, read off the parse.

A place belongs to the event when a preposition of place ties it there ("met in Astana"), when the
event goes there ("a visit to Moscow"), or when it stands in something that the event takes place
at ("during the conference of ministers in Astana"). A bare state is a place only so, never as an
actor; a dateline is no place of an event.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from entente.nlp.date_attachment import carrier, shares_subject
from entente.nlp.date_attachment import words as time_words
from entente.nlp.place_candidates import place_words
from entente.nlp.place_found import FoundPlace

FINENESS = {"unlisted": 0, "site": 0, "city": 1, "admin": 2, "sea": 2, "region": 2, "country": 3}
NOMINAL = frozenset({"NOUN", "PROPN"})
VERBAL = frozenset({"VERB", "AUX"})
DEPTH = 6


@dataclass(frozen=True, slots=True)
class Link:
    """A place, the phrase it hangs by, the word it hangs on and the preposition between."""

    found: FoundPlace
    by: Token
    on: Token
    word: str | None

    @property
    def kind(self) -> str:
        return self.found.place.granularity or "unlisted"


def place_of(doc: Doc, trigger: int, places: Sequence[FoundPlace]) -> FoundPlace | None:
    """Return where the event that token ``trigger`` names took place, None where the text does not tell.

    Needs a parse. Of several places the finest that is named is returned.
    """
    token, sentence = doc[trigger], doc[trigger].sent
    links = [
        link
        for found in places
        if sentence.start <= found.head < sentence.end
        for link in [_link(doc, found)]
        if link is not None
    ]
    for road in ROADS:
        ways = road(token, links)
        if ways:
            return min(ways, key=lambda link: _rank(link, trigger)).found
    return _there(token, places)


def _there(token: Token, places: Sequence[FoundPlace]) -> FoundPlace | None:
    """Return the place told last for "there": "They met in Almaty. The two signed it there"."""
    for child in token.subtree:
        if child.lower_ == "there" and child.dep_ == "advmod" and child.head.i in (token.i, token.head.i):
            before = [found for found in places if found.last <= child.i and _case(token.doc[found.head])]
            return before[-1] if before else None
    return None


def _rank(link: Link, trigger: int) -> tuple[int, int]:
    return FINENESS.get(link.kind, 3), abs(link.found.head - trigger)


def _relation(token: Token) -> str:
    return str(token.dep_).split(":")[0]


def _case(token: Token) -> str | None:
    """Return the preposition of a phrase, the first of "in front of"."""
    for child in token.lefts:
        if child.dep_ == "case":
            return str(child.lower_)
    return None


def _link(doc: Doc, found: FoundPlace) -> Link | None:
    """Return what a place hangs on, past words that only hold it ("the southern city of X")."""
    token = doc[found.head]
    word = _case(token)
    for _ in range(DEPTH):
        head = token.head
        if head.i == token.i:
            return None
        if not _only_holds(head, token, word):
            return Link(found, token, head, word)
        token, word = head, _case(head) or word
    return None


def _only_holds(head: Token, token: Token, word: str | None) -> bool:
    """Return whether a noun only holds the place below it: "the city of X", "X and Y", "a Paris hotel"."""
    if head.pos_ not in NOMINAL:
        return False
    if _relation(token) in ("conj", "flat", "list") or token.dep_ in ("appos", "nmod:unmarked"):
        return True
    if word == "to":
        return head.lower_ in _words("ways")
    if word not in (None, "of"):
        return False
    if {head.lemma_.lower(), head.lower_} & (_words("holders") | _words("natural")):
        return _relation(token) in ("nmod", "compound", "amod")
    return token.dep_ in ("compound", "nmod:poss") and _case(head) in (
        "in",
        "at",
        "near",
        "outside",
        "inside",
    )


def _words(name: str) -> frozenset[str]:
    return place_words()["attachment"][name]


# --- the roads from an event to its place, the surest first ------------------------------------


def _direct(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the places that hang on the word itself, by a preposition or as an object that says where."""
    found = _own(token, links) + _object(token, links)
    left = [link for link in found if link.word in ("from", "out")]
    return left or found


def _own(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the places that a preposition ties to the word itself."""
    return [link for link in links if link.on.i == token.i and _says_where(link, token)]


def _says_where(link: Link, token: Token) -> bool:
    """Return whether the preposition of a phrase ties the place to the word that it hangs on."""
    relation = _relation(link.by)
    if relation not in ("obl", "nmod", "advmod", "dep", "parataxis") or link.by.dep_ == "nmod:poss":
        return False
    if link.word in _words("locative"):
        return True
    if link.word == "on":
        return _stands_on(link, token)
    if link.word in ("from", "out"):
        return _is_one_of(token, "leaving")
    return link.word in _words("whither") and _goes(token, link)


def _stands_on(link: Link, token: Token) -> bool:
    """Tell "on the island of X" and "the attack on X" from "called on Tokyo"."""
    if link.kind in _words("on_kinds") or not link.found.first <= link.by.i < link.found.last:
        return True
    return link.kind != "country" and token.lemma_.lower() in _words("on_governors")


def _goes(token: Token, link: Link) -> bool:
    """Return whether something goes to a place; to a bare state only forces do, the rest goes to somebody."""
    return _is_one_of(token, "deploying" if link.kind == "country" else "going")


def _is_one_of(token: Token, name: str) -> bool:
    """Return whether a word, or the word above a noun ("the withdrawal of forces"), stands in a list."""
    above = token.head.lemma_.lower() if token.pos_ in NOMINAL else ""
    return bool({token.lemma_.lower(), above} & _words(name))


def _object(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the object of a verb that says where: "visited Kyiv", "shelled the town of X"; no bare state."""
    if token.lemma_.lower() not in _words("through_object"):
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
    if _relation(token) != "xcomp" or above.lemma_.lower() not in time_words()["phase_verbs"]:
        return []
    return _own(above, links)


def _at_noun(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the places of what the event takes place at or acts on: "during the talks in Astana"."""
    found: list[Link] = []
    lemma = token.lemma_.lower()
    for child in token.children:
        is_object = child.dep_ in ("obj", "nsubj:pass")
        takes = is_object or _relation(child) in ("obl", "nmod")
        if not takes or child.pos_ not in NOMINAL | {"ADJ"} or _case(child) in _words("apart"):
            continue
        if lemma in _words("distant") and _case(child) not in _words("occasions"):
            continue
        narrow = is_object and lemma not in _words("making")
        found.extend(_under(child, links, only_parties=narrow))
    return found


def _under(noun: Token, links: Sequence[Link], depth: int = 3, *, only_parties: bool = False) -> list[Link]:
    """Return the places that hang on a noun by a preposition of place, or on nouns below it.

    Below an object only its parties are asked ("a deal with Turkey in Istanbul"), since what else an
    object is about may lie anywhere ("a request for staff in Riyadh").
    """
    found = [
        link for link in links if link.on.i == noun.i and (_says_where(link, noun) or _names_venue(link))
    ]
    for child in noun.children if depth else ():
        below = child.dep_ in ("nmod", "conj") and child.pos_ in NOMINAL | {"ADJ"}
        if not below or _case(child) in _words("apart"):
            continue
        if child.dep_ == "conj" or not only_parties or _case(child) in _words("party"):
            found.extend(_under(child, links, depth - 1, only_parties=only_parties))
    return found


def _names_venue(link: Link) -> bool:
    """Tell "the Sochi summit" and "the Brussels meeting"."""
    return link.by.dep_ == "compound" and link.kind in ("city", "site") and link.on.pos_ == "NOUN"


def _venue(token: Token, links: Sequence[Link]) -> list[Link]:
    if token.pos_ not in NOMINAL:
        return []
    return [link for link in links if link.on.i == token.i and _names_venue(link)]


def _shared(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return a place that reigns over coordinated verbs: before them, or of those with the same subject."""
    return _of_first_conjunct(token, links) or _of_last_conjunct(token, links)


def _of_first_conjunct(token: Token, links: Sequence[Link]) -> list[Link]:
    above, same = token.head, shares_subject(token)
    if _relation(token) != "conj" or above.i == token.i:
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
        _relation(token) != "advcl"
        or token.tag_ != "VBG"
        or any(child.dep_ == "mark" for child in token.children)
    ):
        return []
    return _own(token.head, links)


def _at_subject(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the place of the subject where nothing else tells: "protesters in Quito clashed"."""
    if token.lemma_.lower() in _words("distant"):
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
        or (child.lower_ == "which" and _case(child) in _words("locative"))
        for child in token.children
    )
    return [link for link in links if says_where and token.head.i in (link.found.head, link.by.i)]


def _takes_place(verb: Token) -> bool:
    return verb.lemma_.lower() in _words("through_object")


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
