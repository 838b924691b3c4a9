"""Who stands in a relation: the parties in its own phrase, else those of the clause around it."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from entente.nlp.clauses import (
    antecedent_of,
    arguments_of,
    first_conjunct,
    preposition_of,
    surface_subjects,
    verb_arguments,
)
from entente.nlp.parties import code_of, is_coded, parties_of, unique
from entente.nlp.reading import Reading
from entente.nlp.relations.around import Host, host, is_titled, verb_names, words
from entente.records import Actor

_MODIFYING = frozenset({"amod", "compound", "nmod:poss", "nmod:desc"})
_ACTED_ON = frozenset({"obj", "obl", "obl:agent", "nsubj:pass", "acl"})
_PREDICATES = frozenset({"nsubj", "nsubj:outer"})


def count(actors: Iterable[Actor]) -> int:
    """Return how many different codes stand among the actors."""
    return len({code_of(actor) for actor in actors if is_coded(actor)})


def coded(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Return the actors that have a code, each party once."""
    return tuple(actor for actor in unique(actors) if is_coded(actor))


def parties_around(reading: Reading, noun: Token, over: Host | None = None) -> tuple[Actor, ...]:
    """Return the parties of a relation noun: in its phrase, else the subject and partners of its verb.

    ``over`` is a verb that is known to make or end the relation; its subject is always a party.
    """
    own = own_parties(reading, noun)
    if count(own) >= 2 and not (over is not None and _only_partners(reading, noun)):
        return own
    found = [*own, *_shared(reading, noun)]
    around = _around(reading, noun, over)
    if count([*found, *around]) < 2:
        around += _listed_parties(reading, over or host(noun))
    return coded([*found, *around])


def _around(reading: Reading, noun: Token, made: Host | None) -> list[Actor]:
    """Return the parties that the clause around a noun names, as subject, partner or predicate's subject."""
    if is_predicate(noun):
        return predicate_parties(reading, noun)
    over = made or host(noun)
    if over is None:
        state = noun.dep_ == "obl" and is_predicate(noun.head)  # "are committed to the integration"
        return predicate_parties(reading, noun.head) if state else []
    if over.preposition == "as" or over.link == "xcomp":
        return described_parties(reading, over.verb)
    speaks = made is None and set(verb_names(over.verb)) & words("around", "speaking")
    return clause_parties(reading, over.verb, noun) if over.link in _ACTED_ON and not speaks else []


def _listed_parties(reading: Reading, over: Host | None) -> list[Actor]:
    """Return the sentence's subject for one of its list of gerunds ("The two are …, strengthening …")."""
    if over is None or over.verb.tag_ != "VBG" or over.link != "obj":
        return []
    root = over.verb.sent.root
    listed = root.tag_ == "VBG" and not set(verb_names(root)) & words("around", "speaking")
    return clause_parties(reading, root, over.verb) if listed else []


def is_predicate(token: Token) -> bool:
    """Whether a word is what somebody is said to be ("they are partners", "are committed")."""
    return any(child.dep_ == "cop" for child in token.children)


def own_parties(reading: Reading, noun: Token, depth: int = 2) -> tuple[Actor, ...]:
    """Return the parties named inside the noun phrase ("Sino-Russian ties", "treaty between …")."""
    prepositions = words("around", "party_prepositions" if depth == 2 else "inner_prepositions")
    found: list[Actor] = []
    for child in noun.children:
        word = preposition_of(child)
        if child.lemma_.casefold() in words("around", "measures"):
            continue
        named = _named(reading, child) if depth == 2 or child.dep_ not in _MODIFYING else []
        if child.dep_ in _MODIFYING or (child.dep_ in {"nmod", "obl"} and word in prepositions):
            found += named
        if depth and not reading.discourse.at(child.i) and _titles(child, word):
            found += own_parties(reading, child, depth - 1)
    return coded(found)


def is_bilateral(noun: Token) -> bool:
    """Whether a noun is said to be of two sides that the document, and not its own clause, names."""
    said = any(child.lower_ in words("around", "bilateral") for child in noun.children)
    return said or any(
        preposition_of(child) == "between" and child.lemma_.casefold() in words("around", "standing_for")
        for child in noun.children
    )


def _titles(token: Token, preposition: str | None) -> bool:
    """Whether a phrase belongs to a title ("memorandum of understanding on trade")."""
    return (token.dep_ in {"nmod", "obl"} and preposition in {"of", "on", "for"}) or is_titled(token)


def _only_partners(reading: Reading, noun: Token) -> bool:
    """Whether the phrase names parties by "with" alone: who makes the treaty with them is the subject."""
    phrases = [child for child in noun.children if child.dep_ in _MODIFYING or child.dep_ == "nmod"]
    return all(preposition_of(child) == "with" for child in phrases if _named(reading, child))


def _shared(reading: Reading, noun: Token) -> tuple[Actor, ...]:
    """Return whose ties are raised to a partnership: the parties of the noun that it hangs on."""
    above = noun.head
    tied = noun.dep_ == "nmod" and above.lemma_.casefold() in words("around", "through")
    return own_parties(reading, above) if tied else ()


def _named(reading: Reading, token: Token) -> list[Actor]:
    """Return whom a modifier names: "whose" the whole group before it, "China-Russia" both."""
    meant = antecedent_of(token)
    if meant != token:
        return parties_of(reading, first_conjunct(meant))
    inner = [child for child in token.children if child.dep_ in {"compound", "amod", "dep", "nmod", "flat"}]
    named = [*(child for child in inner if child.pos_ in {"PROPN", "ADJ"}), token]
    return [actor for member in named for actor in parties_of(reading, member)]


def clause_parties(reading: Reading, verb: Token, noun: Token) -> list[Actor]:
    """Return the subject of a verb and whom it is done with; of a passive, who undergoes it."""
    arguments = verb_arguments(verb)
    tokens = [*arguments.get("subj"), *arguments.get("obl:with"), *arguments.get("obl:between")]
    if arguments.passive:
        tokens += [token for token in arguments.get("obj") if token != noun and noun not in token.subtree]
    if verb.dep_ == "acl" and not tokens:
        tokens = arguments.get("obl:by")
    if verb.dep_ == "acl" and verb.head.dep_ == "xcomp" and verb.head != noun:
        tokens = surface_subjects(verb.head.head)
    tokens = [first_conjunct(token) for token in tokens]
    return [actor for token in dict.fromkeys(tokens) if token != noun for actor in parties_of(reading, token)]


def described_parties(reading: Reading, verb: Token) -> list[Actor]:
    """Return whose ties a clause describes ("describe their ties as …"), else its subject."""
    arguments = arguments_of(verb)
    own = [actor for token in arguments.get("obj") for actor in own_parties(reading, token)]
    return own or clause_parties(reading, verb, verb)


def predicate_parties(reading: Reading, noun: Token) -> list[Actor]:
    """Return the subject of "China and Russia are … partners"."""
    subjects = [child for child in noun.children if child.dep_ in _PREDICATES] or surface_subjects(noun)
    return [actor for token in subjects for actor in parties_of(reading, antecedent_of(token))]
