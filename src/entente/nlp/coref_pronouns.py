"""Pronouns and their antecedents: he, she, it, they, who, itself, we; nobody where the text does not tell."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from entente.nlp.clauses import surface_subjects
from entente.nlp.coref_memory import OBJECT, SUBJECT, Candidate, Memory, same_clause
from entente.nlp.coref_pairs import partner_of
from entente.nlp.cuedata import load_table
from entente.nlp.mention_phrases import case_of, relation
from entente.records import Actor

_COLLECTIVE = frozenset({"organ", "company", "media", "armed_group", "party", "ngo", "group", "igo"})
_RELATIVE = frozenset({"WDT", "WP", "WP$"})


def is_pronoun(token: Token) -> bool:
    """Tell whether a token is a personal, possessive or reflexive pronoun that may mean an actor."""
    return token.pos_ in {"PRON", "DET"} and token.lower_ in _pronouns() and token.text != "US"


@cache
def _pronouns() -> frozenset[str]:
    table = load_table("coref_cues")["pronouns"]
    return frozenset([*table["person"], *table["thing"], *table["several"], *table["speaker"]])


def is_speaker(token: Token) -> bool:
    """Tell whether a pronoun means who is speaking: "I", "we", "our"."""
    return token.lower_ in load_table("coref_cues")["pronouns"]["speaker"]


def relative_head(token: Token) -> Token | None:
    """Return the noun that a relative pronoun stands for, or None when the token is none."""
    if token.tag_ not in _RELATIVE or token.pos_ not in {"PRON", "DET"}:
        return None
    clause = token
    while clause.head != clause:
        if clause.dep_ == "acl:relcl":
            return clause.head
        clause = clause.head
    return None


def antecedents(memory: Memory, token: Token) -> list[Candidate]:
    """Return what a pronoun stands for: one candidate, two for a pair, none when unknown."""
    table, word = load_table("coref_cues")["pronouns"], token.lower_
    if is_speaker(token):
        return _speaker(memory, token)
    if word in table["reflexive"]:
        return _subject_of_clause(memory, token)
    if word in table["person"]:
        return _person(memory, token, table["person"][word])
    return _thing(memory, token) if word in table["thing"] else _several(memory, token)


def _in_order(memory: Memory, token: Token, kind: str) -> list[Candidate]:
    """Return the candidates, the likeliest first; a possessive looks to the subject of its own clause."""
    nearest = _own_subjects(memory, token) if token.dep_ == "nmod:poss" else []
    return [*nearest, *memory.before(token, load_table("coref_cues")["reach"][kind])]


def _own_subjects(memory: Memory, token: Token) -> list[Candidate]:
    """Return who carries out the clause of a possessive, or whom "praised X for its stand" is about.

    In "accused X of interfering in its affairs" the affairs are the accuser's: nobody is returned.
    """
    phrase, verb = token.head, token.head.head
    while verb.head != verb and verb.pos_ not in {"VERB", "AUX"}:
        phrase, verb = verb, verb.head
    tokens = surface_subjects(verb) if verb.pos_ in {"VERB", "AUX"} else []
    if relation(phrase) == "obl" and any(c.dep_ == "mark" and c.lower_ == "of" for c in verb.children):
        return []
    if relation(phrase) == "obl" and case_of(phrase) in {"for", "over"}:
        tokens = [c for c in verb.children if relation(c) == "obj"] or tokens
    found = [memory.group_at(t) or memory.candidate_at(t) for t in tokens if t.i < token.i]
    return [candidate for candidate in found if candidate is not None]


def _person(memory: Memory, token: Token, gender: str) -> list[Candidate]:
    for candidate in _in_order(memory, token, "person"):
        actor = candidate.actor
        if actor is None or actor.kind != "person" or candidate.plural or _is_bound(memory, token, candidate):
            continue
        known = memory.genders.get(candidate.entity if candidate.entity is not None else -1, candidate.gender)
        if known in {None, gender}:
            if candidate.entity is not None:
                memory.genders.setdefault(candidate.entity, gender)
            return [candidate]
    return []


def _thing(memory: Memory, token: Token) -> list[Candidate]:
    if _is_expletive(token):
        return []
    acts = _acts(token)
    undergoes = relation(token) == "obj"
    for candidate in _in_order(memory, token, "thing"):
        if undergoes and candidate.actor is None and not candidate.plural and candidate.rank >= OBJECT:
            return []
        if candidate.plural or _is_bound(memory, token, candidate):
            continue
        actor = candidate.actor
        if actor is None:
            if acts or (candidate.rank < OBJECT and not _is_own_phrase(memory, token, candidate)):
                continue
            return []
        if undergoes and _names_thing(memory, candidate):
            return []
        if actor.kind not in {"person", "plural"} and not (actor.kind == "group" and actor.country is None):
            return [candidate]
    return []


def _names_thing(memory: Memory, candidate: Candidate) -> bool:
    """Tell whether the candidate's sentence also has a thing as its object, which "it" may mean as well."""
    others = [c for c in memory.candidates if c.sentence == candidate.sentence]
    return any(c.actor is None and not c.plural and c.rank == OBJECT for c in others)


def _several(memory: Memory, token: Token) -> list[Candidate]:
    acts = _acts(token)
    fallback: list[Candidate] = []
    for candidate in _in_order(memory, token, "several"):
        if _is_bound(memory, token, candidate):
            continue
        if candidate.plural:
            if candidate.actors:
                return [candidate]
            if acts or candidate.rank < OBJECT:
                continue
            return fallback
        partner = partner_of(memory, candidate, mutual=True) if candidate.rank == SUBJECT else None
        if partner is not None and not _is_bound(memory, token, partner):
            return [candidate, partner]
        if not fallback and candidate.actor is not None and candidate.actor.kind in _COLLECTIVE:
            fallback = [candidate]
    return fallback


def _is_bound(memory: Memory, token: Token, candidate: Candidate) -> bool:
    """Tell whether grammar forbids the antecedent: another argument of the same verb, or its own owner."""
    heads = candidate.members or (candidate.head,)
    tokens = [memory.around.doc[i] for i in heads]
    if token.dep_ == "nmod:poss":
        return any(
            owner == token.head or (owner.is_ancestor(token.head) and _is_within(owner, token))
            for owner in tokens
        )
    return any(same_clause(token, other) for other in tokens)


def _is_within(owner: Token, token: Token) -> bool:
    """Tell whether the pronoun stands inside the candidate's own noun phrase ("the ministry in its …")."""
    node = token
    while node.head != node and node != owner:
        if node.pos_ in {"VERB", "AUX"}:
            return False
        node = node.head
    return node == owner


def _is_own_phrase(memory: Memory, token: Token, candidate: Candidate) -> bool:
    return memory.sentences[token.i] == candidate.sentence and token.dep_ == "nmod:poss"


def _acts(token: Token) -> bool:
    """Tell whether the pronoun is the subject of something only an actor does ("it warned")."""
    return (
        relation(token) == "nsubj"
        and token.dep_ == "nsubj"
        and token.head.lemma_.lower() in load_table("coref_cues")["acting"]["verbs"]
    )


def _is_expletive(token: Token) -> bool:
    if token.lower_ != "it":
        return False
    if token.dep_ in {"expl", "nsubj:outer"}:
        return True
    governor = token.head
    if relation(token) == "nsubj" and any(child.dep_ == "cop" for child in governor.children):
        return True
    return governor.lemma_.lower() in load_table("coref_cues")["expletive"]["words"]


def _subject_of_clause(memory: Memory, token: Token) -> list[Candidate]:
    verb = token.head
    while verb.head != verb and verb.pos_ not in {"VERB", "AUX"}:
        verb = verb.head
    for _ in range(3):
        for child in verb.children:
            if relation(child) == "nsubj":
                found = memory.candidate_at(child)
                return [found] if found is not None else []
        if verb.dep_ not in {"xcomp", "conj", "advcl"}:
            break
        verb = verb.head
    return []


def _speaker(memory: Memory, token: Token) -> list[Candidate]:
    """Return who says the clause that "I" or "we" stands in ("'We will respond', Lavrov said")."""
    speech = load_table("coref_cues")["speech"]["verbs"]
    node = token
    while True:
        verbs = [node, *(c for c in node.children if c.dep_ in {"parataxis", "ccomp"})]
        for verb in verbs:
            if verb.lemma_.lower() in speech and verb != token.head:
                subject = next((c for c in verb.children if relation(c) == "nsubj"), None)
                found = memory.candidate_at(subject) if subject is not None else None
                if found is not None and subject != token:
                    return [found]
        if node.head == node:
            return []
        node = node.head


def actors_of(candidates: list[Candidate]) -> tuple[Actor, ...]:
    """Return the actors of the antecedents, in order."""
    return tuple(actor for candidate in candidates for actor in candidate.actors)
