"""Offices: which person holds which office of which actor, as the text says."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher

from spacy.tokens import Token

from entente.nlp.clauses import first_conjunct, preposition_of, verb_arguments
from entente.nlp.reading import Reading
from entente.nlp.relations.around import verb_names, words
from entente.nlp.relations.making import make
from entente.nlp.status.read import status_at
from entente.nlp.timing import when
from entente.records import Actor, Relation, RelationStatus, Status

_ALIKE = 0.7  # how like the known spelling a name in the text must be: Sergei and Sergey are


def find_offices(reading: Reading) -> Iterator[Relation]:
    """Yield the office of each person that the text names together with one."""
    mentions = [mention.actor for mention in reading.discourse.mentions]
    for number, actor in enumerate(mentions):
        following = next((other for other in mentions[number + 1 :] if other.start >= actor.end), None)
        held = _joined(reading, actor, following)
        if held is not None and _says_office(reading, held):
            yield from _row(reading, held)
    for token in reading.verbs:
        if token.pos_ == "VERB":
            yield from _by_verb(reading, token)


def _joined(reading: Reading, actor: Actor, following: Actor | None) -> Actor | None:
    """Return a person with an office: one mention that has both, or an office right before a name."""
    if not actor.office or not (actor.country or actor.organisation):
        return None
    if spelling(actor) is not None:
        return actor
    if following is None or not following.person or actor.person not in {None, following.person}:
        return None
    between = reading.document.text[actor.end : following.start]
    if between != " " and not (between == ", " and actor.person is not None):
        return None
    text = reading.document.text[actor.start : following.end]
    return replace(actor, person=following.person, end=following.end, text=text)


def _row(
    reading: Reading,
    actor: Actor,
    *,
    ended: bool = False,
    start: date | None = None,
    end: date | None = None,
) -> Iterator[Relation]:
    span = reading.doc.char_span(actor.start, actor.end, alignment_mode="expand")
    person = spelling(actor)
    if span is None or person is None:
        return
    office = _as_written(actor.text, str(actor.office).removeprefix("former "))
    ended = ended or str(actor.office).startswith("former ") or _is_former(actor)
    yield make(
        reading,
        "office",
        span.root,
        [replace(actor, person=None, sector=None, office=None, kind="state" if actor.country else "igo")],
        person=person,
        office=office,
        status=RelationStatus.ENDED if ended else RelationStatus.IN_FORCE,
        holds_from=start,
        holds_to=end,
        confidence=0.9,
    )


def _as_written(text: str, office: str) -> str:
    """Return an office in the capitals of the text, where the text has it."""
    for spelled in (office, office.replace("defence", "defense"), office.replace("defense", "defence")):
        start = text.casefold().find(spelled.casefold())
        if start >= 0:
            return text[start : start + len(spelled)]
    return office


def _is_former(actor: Actor) -> bool:
    spoken = {word.strip(",-").casefold() for word in actor.text.replace("-", " ").split()}
    return bool(spoken & words("office", "former"))


def _says_office(reading: Reading, actor: Actor) -> bool:
    """Whether the mention itself names the office, rather than a table or an earlier mention."""
    text = actor.text.casefold()
    office = str(actor.office).casefold().replace("former ", "").split()
    if not _is_office(reading, " ".join(office)):
        return False
    return any(word in text for word in office if len(word) > 3 or len(office) == 1)


def _is_office(reading: Reading, office: str) -> bool:
    """Whether a role is an office, and no rank, speaker or calling: by the table of roles."""
    names = (office, office.split(" of ")[0].split(" for ")[0], office.split()[-1])
    roles = [role for name in names if (role := reading.index.role(name)) is not None]
    return bool(roles) and roles[0].kind == "office"


def spelling(actor: Actor) -> str | None:
    """Return a person's name as the mention spells it, None where the mention has no word of it."""
    known = [_folded(word) for word in (actor.person or "").split()]
    spoken = actor.text.replace(",", " , ").split()
    alike = [
        number for number, word in enumerate(spoken) if any(_is_alike(_folded(word), one) for one in known)
    ]
    if not any(_folded(spoken[number]) in known for number in alike):
        return None
    first, last = alike[0], alike[-1]
    if last - first + 1 > len(known) + 1 or "," in spoken[first:last]:
        return actor.person
    return " ".join(spoken[first : last + 1]) if last > first else actor.person


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    return plain.casefold().strip(".`'’").removesuffix("'s").removesuffix("`s")


def _is_alike(word: str, known: str) -> bool:
    if word == known:
        return bool(word)
    return word[:1] == known[:1] and len(word) > 3 and SequenceMatcher(None, word, known).ratio() >= _ALIKE


def _by_verb(reading: Reading, verb: Token) -> Iterator[Relation]:
    """Yield "Wei became minister …", "was appointed ambassador", "resigned as president"."""
    names = set(verb_names(verb))
    begins, ends = names & words("office", "begin"), names & words("office", "end")
    if not begins and not ends:
        return
    said = status_at(verb)
    persons = _persons(reading, verb)
    offices = [
        actor for token in _predicates(verb) for actor in reading.discourse.at(token.i) if actor.office
    ]
    offices = [_of_state(actor, persons) for actor in offices if _is_office(reading, str(actor.office))]
    offices = [actor for actor in offices if actor.country or actor.organisation]
    if said is None or said.status is not Status.ACTUAL or not persons or not offices:
        return
    found = when(reading, verb)
    day = found.first if found else None
    text = f"{persons[0].text} {offices[0].text}"
    held = replace(offices[0], person=persons[0].person, text=text)
    yield from _row(reading, held, ended=bool(ends), start=day if begins else None, end=day if ends else None)


def _of_state(office: Actor, persons: list[Actor]) -> Actor:
    """Return an office with the state of its holder where its own phrase leads to none."""
    if office.country or office.organisation or not persons:
        return office
    return replace(office, country=persons[0].country)


def _persons(reading: Reading, verb: Token) -> list[Actor]:
    """Return the named person who takes or leaves an office: the object of "appointed", else the subject."""
    arguments = verb_arguments(verb)
    tokens = [*arguments.get("obj"), *arguments.get("subj")]
    return [actor for t in tokens for actor in reading.discourse.at(first_conjunct(t).i) if actor.person]


def _predicates(verb: Token) -> list[Token]:
    """Return the nouns that a verb of taking office has as predicate, or after "as"."""
    return [
        child
        for child in verb.children
        if child.dep_ in {"xcomp", "obj"}
        or (child.dep_ in {"obl", "advcl"} and preposition_of(child) == "as")
    ]
