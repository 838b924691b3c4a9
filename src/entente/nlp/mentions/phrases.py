"""The shape of a noun phrase in the parse: its span, its appositions, its number, its modifiers.

A phrase is known by its head token. Universal Dependencies: the content word is the head, prepositions
are ``case`` children, appositions ``appos`` children, titles before a name ``nmod:desc`` children.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from spacy.tokens import Doc, Token

from entente.nlp import clauses
from entente.nlp.clauses import first_conjunct
from entente.nlp.cuedata import listed
from entente.nlp.governors import governs

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"})
NAME_LINKS = frozenset({"flat", "compound", "fixed", "goeswith"})
_INSIDE_LEFT = frozenset({"det", "amod", "compound", "nummod", "nmod", "flat", "goeswith", "fixed"})
_INSIDE_RIGHT = frozenset({"flat", "nmod", "compound", "nummod", "amod", "appos", "goeswith", "fixed", "dep"})
_EDGE_PUNCTUATION = frozenset(",;:-–—.\"'“”‘’`)")
_QUOTES_OR_COMMA = frozenset({",", "(", "“", '"', "-", "–", "—", "'", "‘", "``", ")", "”", "’", "''"})


def relation(token: Token) -> str:
    """Return the token's relation to its governor without its subtype (``nmod`` of ``nmod:poss``)."""
    return token.dep_.split(":", 1)[0]


def case_of(token: Token) -> str | None:
    """Return the preposition before a phrase in lower case, or None; "'s" is no preposition."""
    for child in token.children if governs(token, "case") else ():
        if child.dep_ == "case" and child.tag_ != "POS" and child.lower_ not in {"'s", "’s", "'", "’", "`s"}:
            return str(child.lower_)
    return None


def is_inside_name(token: Token) -> bool:
    """Tell whether the token is a further word of a longer name or compound, not a phrase head."""
    return relation(token) in NAME_LINKS and token.head != token


def is_plural(token: Token) -> bool:
    """Tell whether a phrase stands for several: a plural noun or pronoun, or a plural number."""
    number = token.morph.get("Number", []) if token.has_morph() else []
    if number:
        return number[0] in {"Plur", "Ptan"}
    if token.tag_ in {"NNS", "NNPS"}:
        return True
    return token.lower_ in {
        "they",
        "them",
        "their",
        "theirs",
        "themselves",
        "both",
        "these",
        "those",
        "two",
        "we",
    }


def conjuncts(token: Token) -> tuple[Token, ...]:
    """Return the token and the tokens coordinated with it, in text order; the token comes first."""
    return tuple(sorted(clauses.conjuncts(token), key=lambda member: member.i))


def appositions(token: Token) -> list[Token]:
    """Return the heads of the phrases that rename a phrase, in text order.

    An apposition belongs to the name that it follows: in "Shoigu, Wei Fenghe, a state councilor" it is
    Wei's, though the parse may hang it on the first of the list.
    """
    found: list[Token] = []
    governors = [token] if token.dep_ != "conj" else [token, first_conjunct(token)]
    if not any(governs(governor, "appos") for governor in governors):
        return found
    for governor in governors:
        for child in governor.rights:
            if child.dep_ == "appos" and child.i > token.i and _renames(child) and _renamed(child) == token:
                found.append(child)
                found.extend(appositions(child))
    for child in list(token.rights):
        if found and child.dep_ == "conj" and child.i > found[-1].i and _continues(found[-1], child):
            found.append(child)
    for member in list(found):
        found.extend(
            c for c in member.rights if c.dep_ == "conj" and _continues(member, c) and c not in found
        )
    return found


def _renames(apposition: Token) -> bool:
    """Tell "Russia, a member" from "Russia, not a member" and from a list: "the capitals: Rome and Paris"."""
    first = apposition.left_edge.i
    colon = ":" in {apposition.doc[first].text, apposition.doc[max(0, first - 1)].text}
    named = [child for child in apposition.rights if child.dep_ == "conj" and child.pos_ == "PROPN"]
    listed = is_plural(apposition.head) and apposition.head.pos_ == "NOUN" and apposition.pos_ == "PROPN"
    return not (colon and listed and named) and not any(child.lower_ == "not" for child in apposition.lefts)


def _renamed(apposition: Token) -> Token:
    """Return the head of the phrase that an apposition renames: the last name before its comma."""
    governor, doc = apposition.head, apposition.doc
    edge = apposition.left_edge.i - 1
    while edge > governor.i and doc[edge].text in _QUOTES_OR_COMMA:
        edge -= 1
    node = doc[edge]
    while node.head != node and relation(node) in {"flat", "goeswith"}:
        node = node.head
    between = node.dep_ == "conj" and node.head == governor and node.pos_ == "PROPN" and node.i < apposition.i
    return node if between else governor


def _continues(apposition: Token, member: Token) -> bool:
    """Tell whether a coordinated noun goes on an apposition: "a state councilor and minister of defence"."""
    bare = not any(child.dep_ in {"det", "amod", "nmod:poss", "flat", "nmod:desc"} for child in member.lefts)
    return bare and member.pos_ == "NOUN" and apposition.pos_ in {"NOUN", "PROPN"} and not is_plural(member)


def adpositions(token: Token) -> Iterator[tuple[str, Token]]:
    """Yield (preposition, head) for each prepositional phrase of the noun.

    One that stands between a subject and its verb is the subject's, wherever the parse hangs it.
    """
    own = token.children if governs(token, "nmod") or governs(token, "obl") else ()
    for child in (*own, *_following(token)):
        if child.dep_ == "nmod" or (child.dep_ == "obl" and token.pos_ != "VERB"):
            word = case_of(child)
            if word is not None and not _is_taken(token, word):
                yield word, child


def _following(token: Token) -> list[Token]:
    """Return the phrases right behind a subject that the parse hangs on its verb."""
    if relation(token) != "nsubj" or not governs(token.head, "obl"):
        return []
    return [c for c in token.head.lefts if c.dep_ == "obl" and c.left_edge.i == token.i + 1]


def _is_taken(token: Token, preposition: str | None) -> bool:
    """Tell "stripped the king of his command", where the phrase says what of, and not whose king."""
    verbs = listed("mention_choice", "taking", "verbs")
    return preposition == "of" and relation(token) == "obj" and token.head.lemma_.lower() in verbs


def _left_edge(token: Token, within: int) -> int:
    """Return the first token of the phrase, not further left than ``within``."""
    first = token.i
    for child in reversed(list(token.lefts)):
        kind = relation(child)
        if kind in _INSIDE_LEFT or (kind == "advmod" and child.i > _first_modifier(token)):
            first = child.left_edge.i
        elif kind == "punct" and child.text not in _QUOTES_OR_COMMA:
            continue
        elif kind not in {"punct", "advmod"}:
            break
    return max(first, within)


def _first_modifier(token: Token) -> int:
    inside = [child.i for child in token.lefts if relation(child) in _INSIDE_LEFT]
    return min(inside, default=token.i)


def _right_edge(token: Token, *, whole: bool) -> int:
    """Return the last token of the phrase, inclusive; ``whole`` takes coordination in (for appositions)."""
    last = token.i
    for child in [*token.rights, *(c for c in appositions(token) if c.head != token)]:
        kind = relation(child)
        if kind == "conj" and not whole and child in appositions(token):
            kind = "appos"
        if kind == "appos" and child.head == token and not (_renames(child) and _renamed(child) == token):
            continue
        if kind == "nmod" and _is_taken(token, case_of(child)):
            break
        if kind in _INSIDE_RIGHT or (whole and kind in {"conj", "cc"}):
            whole_child = kind == "appos" or whole or kind == "nmod"
            edge = child.right_edge.i if kind == "amod" else _right_edge(child, whole=whole_child)
            last = max(last, edge)
        elif kind in {"punct", "case"}:
            continue
        else:
            break
    return last


def phrase_span(token: Token) -> tuple[int, int]:
    """Return the tokens of the noun phrase, end exclusive: no preposition, relative clause or last comma.

    Appositions are inside, further members of a coordination are not.
    """
    doc, sentence = token.doc, token.sent
    first = _left_edge(token, sentence.start)
    last = max(
        [_right_edge(token, whole=False), *(c.right_edge.i for _, c in adpositions(token) if c.head != token)]
    )
    last = min(last, sentence.end - 1)
    while first < token.i and (
        doc[first].dep_ in {"case", "cc", "mark"} or doc[first].text in _EDGE_PUNCTUATION
    ):
        first += 1
    if last + 1 < sentence.end and doc[last + 1].text == ")" and "(" in doc[first : last + 1].text:
        last += 1
    while last > token.i and doc[last].text in _EDGE_PUNCTUATION - {")"}:
        last -= 1
    return first, last + 1


def name_span(token: Token) -> tuple[int, int]:
    """Return the tokens of a name, end exclusive: the head with its flat parts and capitalised compounds."""
    doc, first, last = token.doc, token.i, token.i
    for child in reversed(list(token.lefts)):
        if relation(child) in NAME_LINKS and child.pos_ in {"PROPN", "X"} and child.i == first - 1:
            first = child.left_edge.i
        elif child.i < first - 1:
            break
    for child in token.rights:
        hyphen = child.i == last + 1 and child.text == "-" and child.dep_ == "punct"
        if (relation(child) in {"flat", "goeswith"} and child.i == last + 1) or hyphen:
            last = child.right_edge.i if not hyphen else child.i
        elif child.i > last + 1:
            break
    while last > token.i and doc[last].text == "-":
        last -= 1
    return first, last + 1


def text_of(doc: Doc, first: int, last: int) -> tuple[int, int, str]:
    """Return the characters of tokens ``first`` to ``last`` (exclusive): start, end and text."""
    piece = doc[first:last]
    return piece.start_char, piece.end_char, piece.text


def sentence_numbers(doc: Doc) -> list[int]:
    """Return for each token the number of its sentence, counting from 0."""
    starts = doc.to_array(["SENT_START"]).ravel() == 1
    starts[:1] = True
    return list((np.cumsum(starts) - 1).tolist())
