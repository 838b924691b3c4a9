"""What a place hangs on in the parse, and whether its preposition says where."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from entente.nlp.dates.links import NOMINAL, case_of, relation_of
from entente.nlp.places.found import FoundPlace
from entente.nlp.places.words import place_words

FINENESS = {"unlisted": 0, "site": 0, "city": 1, "admin": 2, "sea": 2, "region": 2, "country": 3}
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


def rank(link: Link, trigger: int) -> tuple[int, int]:
    return FINENESS.get(link.kind, 3), abs(link.found.head - trigger)


def link_of(doc: Doc, found: FoundPlace) -> Link | None:
    """Return what a place hangs on, past words that only hold it ("the southern city of X")."""
    token = doc[found.head]
    word = case_of(token)
    for _ in range(DEPTH):
        head = token.head
        if head.i == token.i:
            return None
        if not _only_holds(head, token, word):
            return Link(found, token, head, word)
        token, word = head, case_of(head) or word
    return None


def _only_holds(head: Token, token: Token, word: str | None) -> bool:
    """Return whether a noun only holds the place below it: "the city of X", "X and Y", "a Paris hotel"."""
    if head.pos_ not in NOMINAL:
        return False
    if relation_of(token) in ("conj", "flat", "list") or token.dep_ in ("appos", "nmod:unmarked"):
        return True
    if word == "to":
        return head.lower_ in listed("ways")
    if word not in (None, "of"):
        return False
    if {head.lemma_.lower(), head.lower_} & (listed("holders") | listed("natural")):
        return relation_of(token) in ("nmod", "compound", "amod")
    return token.dep_ in ("compound", "nmod:poss") and case_of(head) in (
        "in",
        "at",
        "near",
        "outside",
        "inside",
    )


def listed(name: str) -> frozenset[str]:
    return place_words()["attachment"][name]


def says_where(link: Link, token: Token) -> bool:
    """Return whether the preposition of a phrase ties the place to the word that it hangs on."""
    relation = relation_of(link.by)
    if relation not in ("obl", "nmod", "advmod", "dep", "parataxis") or link.by.dep_ == "nmod:poss":
        return False
    if link.word in listed("locative"):
        return True
    if link.word == "on":
        return _stands_on(link, token)
    if link.word in ("from", "out"):
        return _is_one_of(token, "leaving")
    return link.word in listed("whither") and _goes(token, link)


def _stands_on(link: Link, token: Token) -> bool:
    """Tell "on the island of X" and "the attack on X" from "called on Tokyo"."""
    named = link.found.first <= link.by.i < link.found.last or link.by.pos_ == "PROPN"  # or its conjunct
    if link.kind in listed("on_kinds") or not named:
        return True
    return link.kind != "country" and token.lemma_.lower() in listed("on_governors")


def _goes(token: Token, link: Link) -> bool:
    """Return whether something goes to a place; to a bare state only forces do, the rest goes to somebody."""
    return _is_one_of(token, "deploying" if link.kind == "country" else "going")


def _is_one_of(token: Token, name: str) -> bool:
    """Return whether a word, or the word above a noun ("the withdrawal of forces"), stands in a list."""
    above = token.head.lemma_.lower() if token.pos_ in NOMINAL else ""
    return bool({token.lemma_.lower(), above} & listed(name))


def names_venue(link: Link) -> bool:
    """Tell "the Sochi summit" and "the Brussels meeting"."""
    return link.by.dep_ == "compound" and link.kind in ("city", "site") and link.on.pos_ == "NOUN"
