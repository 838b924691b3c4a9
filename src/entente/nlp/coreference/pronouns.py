"""Pronouns and their antecedents: he, she, it, they, who, itself, we; nobody where the text does not tell."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from entente.nlp.clauses import first_conjunct, surface_subjects
from entente.nlp.coreference.memory import OBJECT, SUBJECT, Candidate, Memory, same_clause
from entente.nlp.coreference.pairs import partner_of
from entente.nlp.cuedata import load_table
from entente.nlp.mentions.phrases import case_of, relation
from entente.records import Actor

_COLLECTIVE = frozenset({"organ", "company", "media", "armed_group", "party", "ngo", "group", "igo"})
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_QUOTES = frozenset({'"', "“", "”", "``", "''"})


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


def following_subject(memory: Memory, token: Token) -> list[Candidate]:
    """Return the subject that a fronted participle waits for: "Discussing his plans, the minister said"."""
    verb = token.head
    while verb.head != verb and verb.pos_ not in {"VERB", "AUX"}:
        verb = verb.head
    found = [memory.candidate_at(t) for t in surface_subjects(verb)]
    table, word = load_table("coref_cues")["pronouns"], token.lower_
    gender = table["person"].get(word)
    if gender is None and word not in table["thing"]:
        return []
    return [c for c in found if c is not None and _agrees(memory, c, gender)][:1]


def _agrees(memory: Memory, candidate: Candidate, gender: str | None) -> bool:
    """Tell whether one actor is a person of that gender, or with no gender asked for no person."""
    if candidate.actor is None or candidate.plural or (candidate.actor.kind == "person") is (gender is None):
        return False
    return gender is None or _gender(memory, candidate) in {None, gender}


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
    """Return the candidates, the likeliest first; a possessive looks to its coordination, then its clause."""
    before = memory.before(token, load_table("coref_cues")["reach"][kind])
    if token.dep_ != "nmod:poss":
        return before
    if _speaks(token.head):
        before = sorted(
            before, key=lambda c: c.sentence == memory.sentences[token.i] and _is_quoted(memory, c)
        )
        return before if _is_after_quote(token) else [*_own_subjects(memory, token), *before]
    return [*_coordinated(memory, token), *_own_subjects(memory, token), *before]


def _coordinated(memory: Memory, token: Token) -> list[Candidate]:
    """Return the first member of a possessive's coordination: in "Colombia and its rebels" Colombia."""
    if token.head.dep_ != "conj":
        return []
    found = memory.candidate_at(first_conjunct(token.head))
    return [found] if found is not None and found.actor is not None else []


def _speaks(phrase: Token) -> bool:
    """Tell whether a phrase is the subject of a verb of speech."""
    return (
        relation(phrase) == "nsubj"
        and phrase.head.lemma_.lower() in load_table("coref_cues")["speech"]["verbs"]
    )


def _is_after_quote(token: Token) -> bool:
    """Tell whether direct speech that has ended stands before a token in its sentence."""
    marks = sum(t.text in _QUOTES for t in token.doc[token.sent.start : token.i])
    return marks > 0 and marks % 2 == 0


def _is_quoted(memory: Memory, candidate: Candidate) -> bool:
    """Tell whether a candidate stands in direct speech that opens in its sentence."""
    head = memory.around.doc[candidate.head]
    return sum(t.text in _QUOTES for t in head.doc[head.sent.start : head.i]) % 2 == 1


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
    if tokens and all(t.i > token.i for t in tokens) and verb.dep_ == "advcl":
        memory.cataphors.add(token.i)
    found = [memory.group_at(t) or memory.candidate_at(t) for t in tokens if t.i < token.i]
    return [candidate for candidate in found if candidate is not None]


def _person(memory: Memory, token: Token, gender: str) -> list[Candidate]:
    """Return the likeliest person whose gender is that one or not known."""
    speaker = _quoted_speaker(memory, token)
    found = _in_order(memory, token, "person")
    fitting = [c for c in found if c.entity != speaker and _is_person(memory, token, c, gender)]
    if not fitting:
        return []
    best = fitting[0]
    if len({c.entity for c in fitting}) == 1 and best.entity is not None:
        memory.genders.setdefault(best.entity, gender)
    return [best]


def _quoted_speaker(memory: Memory, token: Token) -> int | None:
    """Return the entity who says the direct speech that a pronoun stands in: "he" is not the speaker."""
    before = token.doc[token.sent.start : token.i]
    marks = sum(t.text in _QUOTES for t in before)
    if marks % 2 == 0:
        return None
    speaker = _speaker(memory, token)
    return speaker[0].entity if speaker else None


def _is_person(memory: Memory, token: Token, candidate: Candidate, gender: str) -> bool:
    actor = candidate.actor
    if actor is None or actor.kind != "person" or candidate.plural or _is_bound(memory, token, candidate):
        return False
    return _gender(memory, candidate) in {None, gender}


def _gender(memory: Memory, candidate: Candidate) -> str | None:
    entity = candidate.entity if candidate.entity is not None else -1
    return memory.genders.get(entity, candidate.gender)


def _thing(memory: Memory, token: Token) -> list[Candidate]:
    if _is_expletive(token):
        return []
    acts = _acts(token)
    undergoes = relation(token) == "obj"
    if undergoes and token.head.lemma_.lower() not in load_table("coref_cues")["acting"]["towards"]:
        return []
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
        if node.pos_ in {"VERB", "AUX"} or relation(node) in {"conj", "acl", "amod", "appos"}:
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
