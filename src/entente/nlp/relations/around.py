"""What stands around a relation noun: its cue table, the verb over it, the names that verb goes by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from spacy.tokens import Token

from entente.nlp.clauses import first_conjunct, particle_of, preposition_of
from entente.nlp.cuedata import load_table
from entente.nlp.reading import Reading

_LINKS = frozenset({"obj", "nsubj", "nsubj:pass", "obl", "obl:agent", "iobj", "xcomp"})
_ENDINGS = (("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ies", "y"), ("s", ""))


@cache
def words(kind: str, name: str) -> frozenset[str]:
    """Return one list of a cue table as a set; empty when the table has none of that name."""
    return frozenset(load_table("relations")[kind].get(name, ()))


def nouns_of(reading: Reading, lemmas: frozenset[str]) -> Iterator[Token]:
    """Yield the document's nouns that have one of the lemmas."""
    known = reading.nouns_by_lemma
    found = {noun.i: noun for lemma in known.keys() & lemmas for noun in known[lemma]}
    for place in sorted(found):
        yield found[place]


def _verb_lemmas(form: str, lemma: str) -> list[str]:
    """Return the lemma of a verb, then what its form may regularly come from ("severed": sever, severe)."""
    found = [lemma.casefold()]
    for ending, added in _ENDINGS:
        if form.endswith(ending) and len(form) > len(ending) + 2:
            stem = form.removesuffix(ending)
            found.append(stem + added)
            if not added and stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return list(dict.fromkeys(found))


def verb_names(verb: Token, preposition: str | None = None) -> Sequence[str]:
    """Return the names that a verb may have in a cue table, the most specific first."""
    return _verb_names(verb.lower_, verb.lemma_, particle_of(verb), preposition)


@lru_cache(maxsize=16_384)
def _verb_names(form: str, lemma: str, particle: str | None, preposition: str | None) -> tuple[str, ...]:
    lemmas = _verb_lemmas(form, lemma)
    names = [f"{lemma} {particle}" for lemma in lemmas] if particle else []
    names += lemmas
    if preposition:
        last = preposition.split()[-1]
        names = [f"{name}|{word}" for word in dict.fromkeys((preposition, last)) for name in names] + names
    return tuple(names)


@dataclass(frozen=True)
class Host:
    """The verb over a noun, the preposition between them if there is one, and how they are linked."""

    verb: Token
    preposition: str | None
    link: str

    @property
    def names(self) -> Sequence[str]:
        """The verb's names in cue tables; of an oblique only those that name its preposition too."""
        names = verb_names(self.verb, self.preposition)
        return [name for name in names if "|" in name] if self.link == "obl" and self.preposition else names


def host(noun: Token) -> Host | None:
    """Return the verb that a noun is an argument of, or that hangs on it as participle or relative.

    Phrases of share are looked through: "a third of the troops", "its participation in the treaty".
    """
    token = _whole(first_conjunct(noun))
    if token.dep_ in _LINKS and is_verbal(token.head):
        return Host(token.head, preposition_of(token), token.dep_)
    return next(_clauses_of(noun), None)


def is_verbal(token: Token) -> bool:
    """Whether a word is a verb, or a participle that the tagger took for an adjective ("are bound by")."""
    return token.pos_ in {"VERB", "AUX"} or any(child.dep_ == "aux:pass" for child in token.children)


def is_titled(token: Token) -> bool:
    """Whether a gerund taken for a clause is part of a title ("memorandum of understanding")."""
    return token.dep_ == "acl" and any(part.dep_ == "mark" and part.lower_ == "of" for part in token.children)


def _whole(token: Token) -> Token:
    """Return the noun that a phrase is a share of: "participation" in "participation in the treaty"."""
    for _ in range(2):
        above = token.head
        through = preposition_of(token) == "of" or above.lemma_.casefold() in words("around", "through")
        if token.dep_ != "nmod" or not (above.pos_ == "NOUN" or _is_share(above)) or not through:
            return token
        token = first_conjunct(above)
    return token


def _is_share(token: Token) -> bool:
    """Whether a word that is no noun stands for a share: "most of its sanctions"."""
    return token.dep_ in _LINKS and token.lemma_.casefold() in words("around", "through")


def _clauses_of(noun: Token) -> Iterator[Host]:
    """Yield the participles and relative verbs of a noun: "the treaty (that they) signed in Minsk"."""
    for child in noun.children:
        if child.dep_ in {"acl", "acl:relcl"} and child.pos_ == "VERB" and not is_titled(child):
            yield Host(child, None, "acl")


def hosts(noun: Token) -> list[Host]:
    """Return the verb over a noun and the verbs of its relative clauses."""
    over = host(noun)
    found = [over] if over is not None else []
    return found + [clause for clause in _clauses_of(noun) if over is None or clause.verb != over.verb]


def verbs_over(noun: Token) -> list[Token]:
    """Return the verbs that say what happens to a relation: its host, and what that is embedded with."""
    over = host(noun)
    if over is None:
        return []
    found = [over.verb]
    found += [child for child in over.verb.children if child.dep_ == "xcomp" and child.pos_ == "VERB"]
    if over.verb.dep_ == "xcomp" and over.verb.head.pos_ == "VERB":
        found.append(over.verb.head)
    return found
