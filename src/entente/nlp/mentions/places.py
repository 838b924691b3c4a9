"""Whether a state's or a capital's name says where something is ("met in Paris") or who acts."""

from __future__ import annotations

from spacy.tokens import Token

from entente.nlp.clauses import first_conjunct
from entente.nlp.cuedata import load_table
from entente.nlp.mentions.phrases import case_of, relation


def is_locative(token: Token) -> bool:
    """Tell whether the phrase is a place: by its preposition and governor, or as a dateline."""
    token = _outermost(token)
    table = load_table("mention_nouns")["locative"]
    governor, word = token.head, case_of(token)
    if _is_dateline(token):
        return True
    if relation(token) in {"obl", "nmod", "root", "advmod"} and word is not None:
        if word in table["prepositions"]:
            return governor.lemma_.lower() not in table["attitude"]
        return word in table["directions"] and _moves(governor, table["motion"])
    return relation(token) in {"obj"} and governor.lemma_.lower() in table["object_of"]


def _moves(governor: Token, motion: list[str]) -> bool:
    """Tell whether a governor, or the verb over a noun, is about going from place to place."""
    governors = [governor, governor.head] if governor.pos_ in {"NOUN", "PROPN"} else [governor]
    if case_of(governor) == "from" and governor.pos_ == "PROPN":
        governors.append(governor.head.head)
    return any(word.lemma_.lower() in motion for word in governors)


def _outermost(token: Token) -> Token:
    """Return the phrase that carries the preposition: Astana for the state in "in Astana, Kazakhstan"."""
    for _ in range(4):
        first = first_conjunct(token)
        if relation(first) in {"appos", "flat", "list"} and first.head.pos_ == "PROPN":
            first = first.head
        if first == token:
            break
        token = first
    return token


def _is_dateline(token: Token) -> bool:
    """Tell "PARIS (AP) -" and "BEIJING, April 3 (Xinhua) --" from a name in the sentence."""
    doc, start = token.doc, token.sent.start
    if token.i - start > 1 or not token.is_upper or len(token) < 3:
        return False
    head = doc[token.i + 1 : token.i + 12]
    opening = head.text[:1] in {"(", ",", "-", "–", "—", ":"}
    return (
        opening
        and any(t.text in {"-", "--", "–", "—"} for t in head)
        and not all(t.is_upper for t in head[:6])
    )
