"""Whether the clause around a date looks back or ahead; through the parse, or by words without one."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from spacy.tokens import Doc, Token

from entente.nlp.cuedata import load_table
from entente.nlp.dates.setting import Outlook

CLAUSE_DEPTH = 12


@lru_cache(maxsize=1)
def cues() -> dict[str, frozenset[str]]:
    """Return the word lists of ``data/date_outlook.toml``."""
    table: dict[str, Any] = load_table("date_outlook")
    return {name: frozenset(words) for name, words in table["cues"].items()}


def outlook_at(doc: Doc, index: int) -> Outlook:
    """Return which way the clause looks that holds the date at token ``index``."""
    if doc.has_annotation("DEP"):
        found = _by_parse(doc[index])
        if found is not None:
            return found
        return Outlook.PAST
    return _by_words(doc, index)


def _by_parse(token: Token) -> Outlook | None:
    """Climb from the date to its clause; a noun on the way may already tell ("the planned summit in May")."""
    deadline = any(child.dep_ == "case" and child.lower_ == "by" for child in token.children)
    for _ in range(CLAUSE_DEPTH):
        if token.pos_ in ("NOUN", "PROPN", "ADJ") and not _is_clause(token):
            if _announced(token):
                return Outlook.FUTURE
        elif token.pos_ in ("VERB", "AUX") or _is_clause(token):
            return _of_clause(token, deadline=deadline)
        if token.head.i == token.i:
            return None
        if token.dep_.startswith("acl") and token.pos_ not in ("VERB", "AUX"):
            return _of_clause(token)
        token = token.head
    return None


def _is_clause(token: Token) -> bool:
    return any(child.dep_.split(":")[0] in ("cop", "aux") for child in token.children)


def _announced(noun: Token) -> bool:
    return any(
        child.lower_ in cues()["announcing"]
        for child in noun.children
        if child.dep_.split(":")[0] in ("amod", "acl")
    )


def _of_clause(verb: Token, *, deadline: bool = False) -> Outlook | None:
    """Return the outlook of a clause by its auxiliaries, its form, or the clause it depends on.

    ``deadline`` says that the date stands after "by": then "promised an answer by Friday" looks ahead.
    """
    words = {child.lower_ for child in verb.children if child.dep_.split(":")[0] in ("aux", "cop")}
    lists = cues()
    if deadline and verb.lemma_.lower() in lists["promising"] and not words & lists["perfect"]:
        return Outlook.FUTURE
    if words & lists["future"]:
        return Outlook.PAST if words & lists["perfect"] and not words & lists["will"] else Outlook.FUTURE
    if words & lists["perfect"] or words & lists["past"]:
        return Outlook.PRESENT if _is_due(verb) or _is_past_plan(verb) else Outlook.PAST
    if verb.tag_ == "VBD" or verb.lower_ in lists["past"]:
        return Outlook.PAST
    if words & lists["present"] and any(child.lower_ == "to" for child in verb.lefts):
        return Outlook.FUTURE  # "are to meet"
    if verb.tag_ in ("VBZ", "VBP") or words & lists["present"]:
        return Outlook.FUTURE if _is_due(verb) else Outlook.PRESENT
    return _of_form(verb)


def _is_past_plan(verb: Token) -> bool:
    """Whether the clause tells what was to come ("were to be freed on March 3"): the day nearest is meant."""
    return any(child.lower_ == "to" and child.dep_ == "mark" for child in verb.lefts)


def _is_due(verb: Token) -> bool:
    return verb.lower_ in cues()["due"]


def _of_form(verb: Token) -> Outlook | None:
    """Return the outlook of an infinitive or participle, from its own form or from the clause above."""
    above, dep = verb.head, verb.dep_.split(":")[0]
    if verb.lower_ in cues()["due"]:
        told_of = above.i != verb.i and _climb(above) is Outlook.PAST
        return Outlook.PRESENT if told_of else Outlook.FUTURE  # "planned for May 8, was cancelled"
    infinitive = (verb.tag_ == "VB" or _is_clause(verb)) and any(child.lower_ == "to" for child in verb.lefts)
    if (
        infinitive
        and dep in ("xcomp", "ccomp", "acl", "root")
        and above.lemma_.lower() not in cues()["implicative"]
    ):
        return Outlook.FUTURE
    if verb.tag_ == "VBN" and dep in ("acl", "advcl", "amod"):
        return Outlook.PAST
    if above.i == verb.i:
        return Outlook.PAST if verb.tag_ in ("VBN", "VBD") else None
    return _climb(above)


def _climb(token: Token) -> Outlook | None:
    for _ in range(CLAUSE_DEPTH):
        if token.pos_ in ("VERB", "AUX") or _is_clause(token):
            return _of_clause(token)
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _by_words(doc: Doc, index: int) -> Outlook:
    """Return the outlook by the nearest telling word before the date, then after it, in its sentence."""
    lists = cues()
    for token in reversed(doc[max(0, index - 40) : index]):
        if token.text in (".", "!", "?", ";") or token.is_space:
            break
        found = _tells(token, lists)
        if found is not None:
            return found
        if token.is_sent_start and doc.has_annotation("SENT_START"):
            break
    for token in doc[index + 1 : index + 30]:
        if token.text in (".", "!", "?", ";", "\n"):
            break
        found = _tells(token, lists)
        if found is not None:
            return found
    return Outlook.PAST


def _tells(token: Token, lists: dict[str, frozenset[str]]) -> Outlook | None:
    word = token.lower_
    if token.text == "May":  # more often the month than the verb
        return None
    if word in lists["future"] or word in lists["due"] or word in lists["announcing"]:
        return Outlook.FUTURE
    if (
        word in lists["past"]
        or word in lists["perfect"]
        or word.endswith("ed")
        or word in lists["past_verbs"]
    ):
        after = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
        if any(near.lower_ in lists["future"] for near in token.doc[max(0, token.i - 3) : token.i]):
            return Outlook.FUTURE
        return Outlook.FUTURE if after in lists["due"] else Outlook.PAST
    if word == "to" and token.i + 1 < len(token.doc) and token.doc[token.i - 1].lower_ in lists["intending"]:
        return Outlook.FUTURE
    return None
