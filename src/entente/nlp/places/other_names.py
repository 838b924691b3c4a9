"""Names that hold a place and are something else: "Geneva Convention", "Paris Hilton", "Bank of China"."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from entente.nlp.places.words import Candidate, is_locative, place_words


def inside_other_name(doc: Doc, candidate: Candidate, head: Token) -> bool:
    """Tell "Geneva Convention", "Paris Hilton", "Sidney Powell", "Bank of China", "Lisbon Treaty"."""
    words = place_words()["names"]
    return any(check(doc, candidate, head, words) for check in (_before_a_noun, _after_a_name, _of_a_name))


def _before_a_noun(doc: Doc, candidate: Candidate, head: Token, words: dict[str, frozenset[str]]) -> bool:
    """Whether the word after the name makes another name or a matter of it."""
    if candidate.last >= len(doc):
        return False
    after = doc[candidate.last]
    joined = head.head.i >= candidate.last or (
        after.head.i == head.i and after.dep_.split(":")[0] in ("flat", "compound")
    )
    if not joined:
        return False
    target = head.head if head.head.i >= candidate.last else after
    if after.lower_ in words["matters"] or (target.lower_ in words["matters"] and head.dep_ == "compound"):
        return candidate.entries[0].kind in ("city", "site", "admin")
    if not (after.text[:1].isupper() and after.pos_ == "PROPN"):
        return False
    if head.dep_.split(":")[0] in ("compound", "flat", "amod", "nmod") and head.dep_ != "nmod:poss":
        return after.lower_ not in words["offices"]
    return after.dep_.split(":")[0] == "flat"


def _after_a_name(doc: Doc, candidate: Candidate, head: Token, words: dict[str, frozenset[str]]) -> bool:
    """Whether a capitalised word before the name belongs to it: "Sidney Powell", "New London Theatre"."""
    if not candidate.first or doc[candidate.first].is_sent_start:
        return False
    before = doc[candidate.first - 1]
    if before.pos_ != "PROPN" or not before.text[:1].isupper() or before.lower_ in words["qualifiers"]:
        return False
    if before.lower_ in words["titles"] | words["offices"] and before.dep_ != "flat":
        return (
            before.head.i == head.i
            and before.dep_ in ("nmod:desc", "compound")
            and candidate.last - candidate.first == 1
        )
    relation = head.dep_.split(":")[0]
    if before.head.i == head.i:
        return before.dep_.split(":")[0] in ("compound", "flat")
    return relation in ("flat", "compound") and head.head.i <= before.i


def _of_a_name(doc: Doc, candidate: Candidate, head: Token, words: dict[str, frozenset[str]]) -> bool:
    """Whether the name closes another: "the Bank of China", "the Treaty of Lisbon"."""
    if not candidate.first or doc[candidate.first - 1].lower_ != "of":
        return False
    governor = head.head
    if governor.pos_ != "PROPN" or not governor.text[:1].isupper() or governor.i >= candidate.first:
        return False
    return governor.lower_ not in words["titles"] and governor.lemma_.lower() not in words["titles"]


def before_a_person(doc: Doc, candidate: Candidate, head: Token, smallest: dict[int, Span]) -> bool:
    """Tell "India Walton" from "In Syria Assad": a person follows, and no preposition comes before."""
    if candidate.last >= len(doc) or is_locative(head):
        return False
    after = doc[candidate.last]
    mention = smallest.get(after.i)
    return (
        after.pos_ == "PROPN"
        and mention is not None
        and mention.label_ == "PERSON"
        and mention.start == after.i
        and after.lower_ not in place_words()["names"]["offices"]
        and head.dep_.split(":")[0] in ("nsubj", "obj", "root", "compound", "flat")
    )


def closes_longer_name(candidate: Candidate, head: Token, mention: Span) -> bool:
    """Tell "Union" in "the Eurasian Economic Union": an organisation's name that the word ends."""
    if mention.label_ != "ORGANIZATION" or mention.root.i != head.i or candidate.entries[0].kind == "country":
        return False
    return any(
        token.i < candidate.first and token.text[:1].isupper() and not token.is_stop for token in mention
    )


def beside_capital(doc: Doc, candidate: Candidate) -> bool:
    """Without a parse: whether a capitalised word that makes another name follows or comes before."""
    words = place_words()["names"]
    after = doc[candidate.last] if candidate.last < len(doc) else None
    if after is not None and (
        after.lower_ in words["matters"] or (after.text[:1].isupper() and after.is_alpha)
    ):
        return after.lower_ not in words["offices"]
    before = doc[candidate.first - 1] if candidate.first else None
    capital = before is not None and before.text[:1].isupper() and before.is_alpha and not before.is_stop
    return capital and before is not None and before.lower_ not in words["qualifiers"] | words["offices"]


def hardly_a_place(doc: Doc, candidate: Candidate) -> bool:
    """Return whether a single word is a town that our texts hardly ever mean ("South", "Clinton")."""
    if candidate.last - candidate.first > 1 or candidate.entries[0].kind == "country":
        return False
    if doc[candidate.first].lower_ not in place_words()["names"]["hardly_places"]:
        return False
    return doc[candidate.last : candidate.last + 1].text != ","  # "Reading, England"
