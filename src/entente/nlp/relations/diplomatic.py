"""Diplomatic relations: established, restored, lowered, broken; embassies and ambassadors."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from entente.nlp.clauses import arguments_of, conjuncts, preposition_of
from entente.nlp.parties import code_of, parties_of, place_at, place_party
from entente.nlp.reading import Reading
from entente.nlp.relations.around import Host, host, nouns_of, words
from entente.nlp.relations.making import make
from entente.nlp.relations.partners import clause_parties, coded, count, own_parties, parties_around
from entente.nlp.relations.standing import relation_status
from entente.nlp.status.read import status_at
from entente.nlp.timing import when
from entente.records import Actor, Relation, RelationStatus, Status, Trend


def find_diplomatic(reading: Reading) -> Iterator[Relation]:
    """Yield what happens to relations between states, to their embassies and ambassadors."""
    for noun in nouns_of(reading, words("diplomatic", "nouns")):
        over = host(noun)
        if over is None or not _turns(over) or not _is_diplomatic(noun, over):
            continue
        parties = _parties(reading, noun, over)
        status, trend = _state(noun, over)
        if count(parties) < 2 or status is None:
            continue
        date = when(reading, over.verb)
        begun = status is RelationStatus.IN_FORCE and trend is Trend.STRENGTHENING and date is not None
        for pair in _pairs(reading, noun, over, parties):
            yield make(
                reading,
                "diplomatic",
                noun,
                pair,
                name=_name(noun),
                status=status,
                trend=trend,
                confidence=0.85,
                holds_from=date.first if begun and date else None,
                holds_to=date.last if status is RelationStatus.ENDED and date else None,
            )


def _pairs(reading: Reading, noun: Token, over: Host, parties: tuple[Actor, ...]) -> list[tuple[Actor, ...]]:
    """Return one pair for each state that one state turns to: "recalled its envoys from Chad and Niger"."""
    addressed = {code_of(actor) for head in (noun, over.verb) for actor in _addressed(reading, head)}
    others = [actor for actor in parties if code_of(actor) in addressed]
    turning = [actor for actor in parties if code_of(actor) not in addressed]
    return [(turning[0], other) for other in others] if len(turning) == 1 and len(others) > 1 else [parties]


def _turns(over: Host) -> bool:
    """Whether the verb opens, lowers or ends relations ("called home its ambassador" by its adverb)."""
    homes = {child.lower_ for child in over.verb.children if child.dep_ in {"advmod", "compound:prt"}}
    return bool(set(over.names) & words("diplomatic", "verbs")) or (
        "call" in over.names and bool(homes & {"home", "back"})
    )


def _is_diplomatic(noun: Token, over: Host) -> bool:
    lemma = noun.lemma_.casefold()
    modifiers = {child.lemma_.casefold() for child in noun.children if child.dep_ in {"amod", "compound"}}
    posts = words("diplomatic", "posts")
    if lemma in posts:
        return over.link in {"obj", "nsubj:pass"} and (lemma != "mission" or "diplomatic" in modifiers)
    if modifiers & words("diplomatic", "need"):
        return True
    firm = bool(set(over.names) & words("diplomatic", "firm"))
    return firm and not modifiers & words("diplomatic", "other")


def _parties(reading: Reading, noun: Token, over: Host) -> tuple[Actor, ...]:
    own = own_parties(reading, noun)
    found = list(own) + _addressed(reading, noun)
    if count(coded(found)) < 2:
        found += parties_around(reading, noun, over)
        found += _addressed(reading, over.verb)
    if count(coded(found)) < 2 and over.verb.dep_ == "advcl":
        found += clause_parties(reading, over.verb.head, noun)
    if count(coded(found)) < 2:
        found += [a for t in arguments_of(over.verb).get("subj") for a in parties_of(reading, t)]
    return coded(actor for actor in found if actor.country or actor.countries)


def _addressed(reading: Reading, head: Token) -> list[Actor]:
    """Return the states that a phrase after "to", "in", "from", "with" names."""
    phrases = [child for child in head.children if child.dep_ in {"nmod", "obl"}]
    phrases = [child for child in phrases if preposition_of(child) in words("diplomatic", "prepositions")]
    dated = {i for found in reading.dates for i in range(found.first, found.last)}
    phrases = [phrase for phrase in phrases if phrase.i not in dated]
    return [
        actor for phrase in phrases for member in conjuncts(phrase) for actor in _state_at(reading, member)
    ]


def _state_at(reading: Reading, token: Token) -> list[Actor]:
    named = [
        actor
        for actor in parties_of(reading, token)
        if actor.country and actor.kind in {"state", "organ", "plural"}
    ]
    if named:
        return named
    return place_party(place_at(reading, token))


def _state(noun: Token, over: Host) -> tuple[RelationStatus | None, Trend | None]:
    """Return where relations stand after what the verb does, and which way that moves them."""
    said = status_at(over.verb)
    names = set(over.names)
    opens = not names & (words("diplomatic", "ending") | words("diplomatic", "lowering"))
    if said is None or said.status is Status.NEGATED:
        return None, None
    if said.status is not Status.ACTUAL:
        if not opens:
            return RelationStatus.IN_FORCE, Trend.WEAKENING
        planned = said.status is Status.PLANNED
        return (RelationStatus.ANNOUNCED if planned else RelationStatus.PROPOSED), Trend.STRENGTHENING
    if names & words("diplomatic", "ending"):
        post = noun.lemma_.casefold() in words("diplomatic", "posts")
        return (RelationStatus.SUSPENDED, Trend.WEAKENING) if post else (RelationStatus.ENDED, None)
    if not opens:
        suspended = names & words("diplomatic", "suspending")
        return (RelationStatus.SUSPENDED if suspended else RelationStatus.IN_FORCE), Trend.WEAKENING
    return relation_status(over.verb), Trend.STRENGTHENING


def _name(noun: Token) -> str:
    """Return the post or the relations in the words of the text."""
    before = noun.nbor(-1) if noun.i else noun
    qualified = before.head == noun and before.lemma_.casefold() in words("diplomatic", "need")
    return str(noun.doc[before.i : noun.i + 1].text) if qualified else str(noun.text)
