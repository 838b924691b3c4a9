"""Where a relation stands and which way it moves, read off the verb over it."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Token

from entente.nlp.cuedata import load_table
from entente.nlp.reading import Reading
from entente.nlp.relations.around import Host, hosts, verb_names, verbs_over, words
from entente.nlp.status.read import status_at
from entente.records import RelationStatus, Status, Trend

_BEGUN = {
    Status.ACTUAL: RelationStatus.IN_FORCE,
    Status.PLANNED: RelationStatus.ANNOUNCED,
    Status.POSSIBLE: RelationStatus.PROPOSED,
}
_DENYING = frozenset({"no", "neither", "without"})
_OVER = frozenset({RelationStatus.ENDED, RelationStatus.SUSPENDED})


def relation_status(token: Token, over: Host | None = None) -> RelationStatus | None:
    """Return where a relation stands, None when the text says that there is none.

    ``over`` is the verb that decides it where one does: what is signed is announced, what is left is
    ended. What is only planned to end still holds.
    """
    if is_denied(token):
        return None
    told = _told(over)
    if over is None or told is None:
        said = status_at(token)
        status = None if said is None else _possible_only(token, _BEGUN.get(said.status))
        return _as_its_verb(status, over)
    said = status_at(over.verb)
    if told in _OVER:
        return told if said is not None and said.status is Status.ACTUAL else RelationStatus.IN_FORCE
    if said is None:
        return None
    if said.status is Status.NEGATED:
        return RelationStatus.ANNOUNCED if "ratify" in over.names else None
    return told if said.status is Status.ACTUAL else _BEGUN[said.status]


def _as_its_verb(status: RelationStatus | None, over: Host | None) -> RelationStatus | None:
    """Return the status of what a verb acts on that is itself only planned or possible."""
    if status is not RelationStatus.IN_FORCE or over is None or over.link not in {"obj", "obl", "nsubj:pass"}:
        return status
    said = status_at(over.verb)
    return _BEGUN.get(said.status, status) if said is not None else status


def _told(over: Host | None) -> RelationStatus | None:
    """Return what the verb over a relation says of it by its own meaning."""
    table = load_table("relations")["status"]
    for name in over.names if over is not None else ():
        for value in RelationStatus:
            if name in table[value.value]:
                return value
    return None


def _possible_only(token: Token, status: RelationStatus | None) -> RelationStatus | None:
    """Return proposed for what there is only room or scope for."""
    above = [governor.lemma_.casefold() for governor in token.ancestors if governor.pos_ == "NOUN"]
    objects = [
        child.lemma_.casefold()
        for verb in verbs_over(token)
        for child in verb.children
        if child.dep_ == "obj"
    ]
    scope = words("status", "scope")
    if (
        status is RelationStatus.IN_FORCE
        and scope & {*above, *objects}
        and token.lemma_.casefold() not in scope
    ):
        return RelationStatus.PROPOSED
    return status


def is_denied(token: Token) -> bool:
    """Whether a noun stands with "no", "neither" or "without"."""
    return any(
        child.dep_ in {"det", "advmod", "case"} and child.lower_ in _DENYING for child in token.children
    )


def trend_of(noun: Token) -> Trend | None:
    """Return which way the text says a relation moves; None when it does not say."""
    table = load_table("relations")["trend"]
    heads = [noun]
    if noun.dep_ == "nmod" and noun.head.pos_ == "NOUN":
        heads.append(noun.head)
    names = {name for head in heads for verb in verbs_over(head) for name in verb_names(verb)}
    predicates = [child for head in heads for verb in verbs_over(head) for child in verb.children]
    names |= {
        child.lemma_.casefold() for child in predicates if child.dep_ == "xcomp" and child.pos_ == "ADJ"
    }
    modifiers = [child for child in noun.children if child.dep_ == "amod"] + heads[1:]
    for trend in (Trend.STRENGTHENING, Trend.WEAKENING):
        verbs = set(table[trend.value])
        if verbs & names or any(verbs & _stems(word) for word in modifiers):
            return trend
    return Trend.STABLE if set(table["stable"]) & names else None


def _stems(word: Token) -> set[str]:
    """Return the verbs that an adjective or noun may come from ("deepening", "expansion")."""
    form, stems = word.lower_, {word.lower_, word.lemma_.casefold()}
    for ending, added in (
        ("ing", ""),
        ("ing", "e"),
        ("ed", ""),
        ("ed", "e"),
        ("ment", ""),
        ("sion", "d"),
        ("ion", ""),
    ):
        if form.endswith(ending):
            stems.add(form.removesuffix(ending) + added)
    return stems


def since(reading: Reading, token: Token) -> date | None:
    """Return the first day of "since 2012" where it says how long the relation at a token has held."""
    heads = {token.i, *(over.verb.i for over in hosts(token))}
    heads |= {child.i for child in token.children if child.dep_ == "acl:relcl"}
    if token.dep_ in {"nsubj", "nsubj:pass"}:
        heads.add(token.head.i)
    for found in reading.dates:
        opened = (
            found.date.text.casefold().startswith("since")
            or reading.doc[max(0, found.first - 1)].lower_ == "since"
        )
        if opened and reading.doc[found.head].head.i in heads:
            return found.date.first
    return None
