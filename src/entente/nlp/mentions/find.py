"""Who is named in a document: every noun phrase that stands for an actor, with the actor it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from entente.actors import ActorIndex, context_words
from entente.nlp.cuedata import load_table
from entente.nlp.mentions.actors import (
    chain_of,
    describe,
    from_entry,
    is_adjectival,
    is_closed_name,
)
from entente.nlp.mentions.around import Around, entity_types
from entente.nlp.mentions.choice import choose
from entente.nlp.mentions.names import (
    PlacedName,
    countries_named,
    is_part_of_longer_name,
    place_names,
)
from entente.nlp.mentions.persons import name_words
from entente.nlp.mentions.phrases import (
    conjuncts,
    is_inside_name,
    phrase_span,
    relation,
    sentence_numbers,
    text_of,
)
from entente.nlp.mentions.places import is_locative
from entente.records import Actor, Document

__all__ = ["FoundMention", "conjuncts", "find_mentions", "survey"]

_HEADS = frozenset({"NOUN", "PROPN", "ADJ", "X"})


@dataclass(frozen=True, slots=True)
class FoundMention:
    """A noun phrase and its actor: head token, tokens ``first`` to ``last`` (exclusive), sentence.

    ``label`` is "phrase" or "adjective" (a name that only modifies a noun: "Sino-Russian ties").
    ``locative``: the name of a state or capital as a place ("met in Paris"), not as an actor.
    ``aliases``: the heads of appositions and titles, which stand for the same actor.
    """

    actor: Actor
    head: int
    first: int
    last: int
    sentence: int
    label: str
    locative: bool = False
    aliases: tuple[int, ...] = ()


def survey(
    doc: Doc, index: ActorIndex, document: Document, places: Mapping[int, str] | None = None
) -> Around:
    """Return what every phrase of the document is read against; one search for names per document."""
    names = place_names(doc, index)
    return Around(
        doc=doc,
        index=index,
        document=document,
        names=names,
        types=entity_types(doc),
        states=countries_named(names),
        places=places or {},
        words=context_words(doc.text),
        surnames=_surnames(doc, names),
    )


def _surnames(doc: Doc, names: Mapping[int, PlacedName]) -> frozenset[str]:
    """Return the known names that the document also bears as a surname: Paris after "Valeska Paris"."""
    ends = (doc[i] for i, name in names.items() if name.last == name.first + 1)
    return frozenset(
        token.text
        for token in ends
        if relation(token) == "flat" and token.head.pos_ == "PROPN" and token.head.i < token.i
    )


def find_mentions(
    doc: Doc, index: ActorIndex, document: Document, places: Mapping[int, str] | None = None
) -> list[FoundMention]:
    """Return the mentions of actors in reading order.

    ``places`` gives the country of a place that the gazetteer knows, by the place's head token.
    An apposition chain is one mention; a possessor inside a phrase is a mention of its own.
    """
    around = survey(doc, index, document, places)
    numbers, taken = sentence_numbers(doc), set[int]()
    found: list[FoundMention] = []
    for token in doc:
        if token.dep_ == "nmod:desc":
            taken.update(_words_of_roles(around, [token]))
        named = token.i in around.names and token.text.isupper()  # "the WHO", which looks like a pronoun
        if token.i in taken or not (token.pos_ in _HEADS or named) or not _heads_phrase(around, token):
            continue
        actor = describe(around, token)
        if actor is not None and not _is_renaming(around, token):
            chain = chain_of(token)
            taken.update(member.i for member in chain)
            taken.update(_words_of_roles(around, chain))
            found.append(_mention(around, token, actor, numbers[token.i], chain))
    found += _short_names(around, numbers, found, taken)
    found += _adjectives(around, numbers, {mention.head for mention in found})
    return sorted(found, key=lambda mention: (mention.first, -mention.last, mention.head))


def _short_names(
    around: Around, numbers: list[int], found: list[FoundMention], taken: set[int]
) -> list[FoundMention]:
    """Return the surnames of persons whom the document names in full: "May" after "Theresa May"."""
    persons = [name_words(m.actor.person) for m in found if m.actor.kind == "person" and m.actor.person]
    known = {word for words in persons if len(words) > 1 for word in (words[0], words[-1])}
    if not known:
        return []
    heads, short = {mention.head for mention in found}, list[FoundMention]()
    for token in around.doc:
        if token.pos_ != "PROPN" or token.i in heads or token.i in taken or token.i in around.names:
            continue
        words = name_words(token.text)
        if len(words) == 1 and words[0] in known and not is_inside_name(token):
            actor = Actor(0, 0, token.text, "person", name=token.text, person=token.text, reason="short name")
            short.append(_mention(around, token, actor, numbers[token.i], [token]))
    return short


def _heads_phrase(around: Around, token: Token) -> bool:
    """Tell whether the token heads a noun phrase: not a part of a name, not an adjective before a noun."""
    if is_inside_name(token):
        return False
    covering = around.names.get(token.i)
    if covering is not None and covering.head != token.i and not is_part_of_longer_name(around.doc, covering):
        return False
    if _is_glued(token) and not _is_hyphened_title(around, token):
        return False
    name = around.name_at(token)
    if name is not None and (is_adjectival(around, name) or is_closed_name(around, name)):
        return False
    if token.pos_ == "ADJ":
        return relation(token) not in {"amod", "advmod"} and any(
            c.dep_ in {"det", "nummod"} for c in token.children
        )
    return token.dep_ != "nmod:desc" or token.i > token.head.i


def _words_of_roles(around: Around, chain: list[Token]) -> set[int]:
    """Return the tokens that only spell a role out: "defense" in "minister of defense"."""
    roles = [around.role_at(token) for token in chain if token.pos_ in {"NOUN", "PROPN"}]
    words = {i for role in roles if role is not None for i in range(role.first, role.last)}
    return {i for i in words if i not in around.names}


def _is_glued(token: Token) -> bool:
    """Tell whether the word is part of a hyphenated one: "people-to-people", "government-backed"."""
    if token.pos_ != "NOUN":
        return False
    doc, i = token.doc, token.i
    after = (
        i + 2 < len(doc) and doc[i + 1].text == "-" and not token.whitespace_ and not doc[i + 1].whitespace_
    )
    before = i > 1 and doc[i - 1].text == "-" and not doc[i - 2].whitespace_ and not doc[i - 1].whitespace_
    return after or (before and token.head.i != i and doc[i - 2].pos_ in {"ADP", "NOUN"})


def _is_hyphened_title(around: Around, token: Token) -> bool:
    """Tell whether a title that a table knows holds the hyphen: "the UN secretary-general"."""
    role = around.role_at(token)
    return role is not None and role.office is not None and role.first < token.i - 1 and role.last > token.i


def _is_renaming(around: Around, token: Token) -> bool:
    """Tell whether the phrase renames another one that is an actor, and so belongs to that mention."""
    governor = token
    while relation(governor) == "appos" and governor.head != governor:
        governor = governor.head
    return governor != token and describe(around, governor) is not None


def _mention(around: Around, head: Token, actor: Actor, sentence: int, chain: list[Token]) -> FoundMention:
    first, last = phrase_span(head)
    name = around.names.get(head.i)
    if name is not None:
        first, last = min(first, name.first), max(last, name.last)
    start, end, text = text_of(around.doc, first, last)
    locative = name is not None and actor.kind in {"state", "unknown"} and is_locative(head)
    return FoundMention(
        actor=replace(actor, start=start, end=end, text=text),
        head=head.i,
        first=first,
        last=last,
        sentence=sentence,
        label="phrase",
        locative=locative,
        aliases=tuple(member.i for member in chain if member != head),
    )


def _adjectives(around: Around, numbers: list[int], heads: set[int]) -> list[FoundMention]:
    """Return the names that only modify a noun: "Chinese troops", "Sino-Russian ties", "the Iran deal"."""
    found: list[FoundMention] = []
    for i, name in around.names.items():
        if i != name.first or name.head in heads or not _speaks_of_state(around, name):
            continue
        entry, reason = choose(around, name)
        if entry is None or entry.kind == "person":
            continue
        start, end, text = text_of(around.doc, name.first, name.last)
        actor = replace(from_entry(entry, text, reason), start=start, end=end)
        found.append(FoundMention(actor, name.head, name.first, name.last, numbers[i], "adjective"))
    return found


def _speaks_of_state(around: Around, name: PlacedName) -> bool:
    """Tell "Iran policy" and "Chinese silk" from "Turkey sandwich", "Minsk protocol", "Jordan Peterson"."""
    doc = around.doc
    elliptic = doc[name.head].pos_ == "ADJ" and "adjective" in name.forms  # "a Norwegian and a Danish ship"
    if not (elliptic or is_adjectival(around, name)) or is_part_of_longer_name(doc, name):
        return False
    if name.forms & {"adjective", "demonym", "abbreviation"} or name.glued or "state" not in name.kinds:
        return True
    governor = doc[name.head].head
    if governor.i in around.described and around.described[governor.i] is not None:
        return True
    joined = name.last < len(doc) and doc[name.last].text in {"-", "–"}
    if joined or (name.first and doc[name.first - 1].text in {"-", "–"}):
        return True
    capital = bool(name.forms & {"capital"})
    return not capital and governor.lemma_.lower() in load_table("mention_nouns")["political"]["nouns"]
