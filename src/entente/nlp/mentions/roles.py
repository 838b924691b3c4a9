"""What a common noun says of an actor: an office, a trade, an organ, a kind of group."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from spacy.tokens import Token

from entente.actors import ActorIndex
from entente.nlp.cuedata import listed, load_table
from entente.nlp.mentions.phrases import NAME_LINKS, adpositions, is_plural, phrase_span, relation

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "X"})
_INSIDE = frozenset({*NAME_LINKS, "amod", "punct", "nmod", "conj", "cc", "case"})
_LONGEST = 6  # words of a role phrase: "chairman of the joint chiefs of staff" without its articles
_ARTICLES = frozenset({"the", "a", "an"})
_FORMER = frozenset({"former", "ex", "late", "ousted", "deposed", "retired", "onetime", "erstwhile"})
_TABLES = (
    ("organs", "organ"),
    ("people", "person"),
    ("groups", "group"),
    ("companies", "company"),
    ("media", "media"),
    ("igos", "igo"),
)


@dataclass(frozen=True, slots=True)
class FoundRole:
    """A role noun in the text: its words, its first token, what kind of actor it names and the sector."""

    noun: str
    first: int
    kind: str
    sector: str | None
    last: int = 0  # end of the role's own words, exclusive ("minister of defense")
    office: str | None = None  # the office's id in the actor tables
    former: bool = False


@cache
def _known() -> dict[str, tuple[str, str | None]]:
    """Return noun phrase → (kind, sector) from the table of actor nouns."""
    table = load_table("mention_nouns")
    known: dict[str, tuple[str, str | None]] = {}
    for section, kind in _TABLES:
        for sector, nouns in table[section].items():
            for noun in nouns:
                known.setdefault(noun, (kind, None if sector in {"UNK", "IGO"} else sector))
    return known


@cache
def role_words(index: ActorIndex) -> frozenset[str]:
    """Return every word that can head a role phrase, singular and plural: what is worth a closer look."""
    nouns = [*_known(), *(role.noun for role in index.roles.all)]
    heads = {re.split(r" (?:of|for|to|in|d')\b", noun, maxsplit=1)[0].rsplit(" ", 1)[-1] for noun in nouns}
    return frozenset(heads | {noun.rsplit(" ", 1)[-1] for noun in nouns if " of " not in noun})


def may_name_role(token: Token, index: ActorIndex) -> bool:
    """Tell quickly whether a noun can head a role phrase at all."""
    words = role_words(index)
    return token.lower_ in words or token.lemma_.lower() in words or _singular(token.lower_) in words


@lru_cache(maxsize=65_536)
def _look_up(phrase: str, index: ActorIndex) -> tuple[str, str | None, str | None] | None:
    """Return (kind, sector, office id) of a noun phrase; the table of nouns goes before the index."""
    own, role = _known().get(phrase), index.role(phrase)
    office = None if role is None else role.office
    if own is not None:
        return own[0], own[1], office
    return None if role is None else (_kind(role.kind), role.sector, office)


def _kind(kind: str) -> str:
    return kind if kind in {"organ", "group"} else "person"


def _words(token: Token) -> str:
    return str(token.lower_)


def _left_words(head: Token) -> list[Token]:
    """Return the modifiers directly before the head, nearest last, that may belong to a role's name."""
    left: list[Token] = []
    i = head.i - 1
    while i >= 0 and not head.doc[i + 1].is_sent_start and len(left) < _LONGEST:
        token = head.doc[i]
        if relation(token) not in _INSIDE or token.head.i > head.i or token.text in {",", "(", ")", '"', "“"}:
            break
        left.insert(0, token)
        i -= 1
    return left


def _right_phrases(head: Token) -> list[tuple[str, int]]:
    """Return what follows the head with "of" or "for", longest first, and where it ends."""
    phrases: list[tuple[str, int]] = []
    for word, inner in adpositions(head):
        if word in {"of", "for"} and inner.i > head.i:
            first, last = phrase_span(inner)
            words = list(head.doc[first : min(last, first + _LONGEST + 1)])
            for size in range(len(words), 0, -1):
                for kept in (words[:size], [t for t in words[:size] if t.lower_ not in _ARTICLES]):
                    phrases.append((" ".join([word, *(t.lower_ for t in kept)]), words[size - 1].i + 1))
    following = _following(head)
    if following.startswith(("in chief", "d'affaires")):
        phrases.append((following, head.i + 3))
    return phrases


def _following(head: Token) -> str:
    """Return the two tokens behind a noun where they may belong to it: "in chief", "d'affaires"."""
    after = head.doc[head.i + 1 : head.i + 3]
    return after.text.lower() if len(after) and after[0].lower_[:1] in {"i", "d"} else ""


def _heads(head: Token) -> list[str]:
    lemma = head.lemma_.lower()
    return list(dict.fromkeys([_words(head), lemma or _words(head), _singular(_words(head))]))


def _singular(word: str) -> str:
    for ending, single in (("men", "man"), ("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + single
    return word


def role_of(head: Token, index: ActorIndex) -> FoundRole | None:
    """Return the role that a noun names with the words around it, or None when it names none."""
    if head.pos_ not in _NOMINAL or not may_name_role(head, index):
        return None
    if head.pos_ == "NOUN" and head.lower_ in listed("mention_nouns", "proper_only", "nouns"):
        return None
    left, heads = _left_words(head), _heads(head)
    for right, last in [*_right_phrases(head), ("", head.i + 1)]:
        for start in range(len(left) + 1):
            words = "".join(t.lower_ + t.whitespace_ for t in left[start:])
            for noun in heads:
                phrase = f"{words}{noun} {right}".strip()
                found = _look_up(phrase, index)
                if found is not None:
                    first = left[start].i if left[start:] else head.i
                    kind, sector, office = found
                    if kind == "person" and is_plural(head):
                        kind = "group"
                    return FoundRole(phrase, first, kind, sector, last, office, is_former(head))
    return None


def is_former(head: Token) -> bool:
    """Tell whether a title is one that somebody no longer has."""
    return any(token.lower_ in _FORMER for token in (*_left_words(head), *head.lefts))
