"""Parsed passages for the tests of mentions and coreference, read from ``actor_parses.conllu``.

Entente's own sentences, parsed by the model and checked by hand, so that no test needs the weights.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import spacy
from spacy.tokens import Doc

from entente import actors
from entente.nlp.coreference.reader import resolve
from entente.nlp.discourse import Discourse
from entente.nlp.mentions.find import FoundMention, find_mentions
from entente.records import Actor, Document

PARSES = Path(__file__).with_name("actor_parses.conllu")
VOCAB = spacy.blank("en").vocab
SPRING_2021 = date(2021, 5, 4)


def rows(block: str) -> list[list[str]]:
    """Return the token rows of a block of CoNLL-U."""
    return [line.split("\t") for line in block.splitlines() if line[:1].isdigit()]


def doc_from(sentences: list[list[list[str]]]) -> Doc:
    """Return one Doc of several sentences of CoNLL-U rows."""
    words, spaces, heads, starts = list[str](), list[bool](), list[int](), list[bool]()
    columns: dict[str, list[str]] = {"lemmas": [], "pos": [], "tags": [], "deps": []}
    for sentence in sentences:
        first = len(words)
        for number, row in enumerate(sentence):
            words.append(row[1])
            spaces.append("SpaceAfter=No" not in row[9])
            heads.append(first + (int(row[6]) - 1 if row[6] != "0" else number))
            starts.append(number == 0)
            for name, column in (("lemmas", 2), ("pos", 3), ("tags", 4), ("deps", 7)):
                columns[name].append(row[column])
    return Doc(VOCAB, words=words, spaces=spaces, heads=heads, sent_starts=starts, **columns)  # type: ignore[arg-type]


def _documents() -> Iterator[tuple[str, Doc]]:
    for part in PARSES.read_text(encoding="utf-8").split("# newdoc id = ")[1:]:
        name, _, text = part.partition("\n")
        yield name.strip(), doc_from([rows(block) for block in text.split("\n\n") if rows(block)])


@cache
def parsed() -> dict[str, Doc]:
    """Return every passage by its name."""
    return dict(_documents())


def mentions_of(name: str, published: date | None = SPRING_2021) -> list[FoundMention]:
    """Return the mentions found in a passage."""
    doc = parsed()[name]
    return find_mentions(doc, actors.load(), Document.from_text(doc.text, published=published))


def discourse_of(name: str, published: date | None = SPRING_2021) -> Discourse:
    """Return the resolved discourse of a passage."""
    doc = parsed()[name]
    document = Document.from_text(doc.text, published=published)
    return resolve(doc, find_mentions(doc, actors.load(), document), actors.load(), document)


def token_of(name: str, word: str, nth: int = 0) -> int:
    """Return the index of the nth token with that form."""
    return [token.i for token in parsed()[name] if token.text == word][nth]


def at(name: str, word: str, nth: int = 0, published: date | None = SPRING_2021) -> tuple[Actor, ...]:
    """Return the actors that the phrase headed by a word stands for."""
    return discourse_of(name, published).at(token_of(name, word, nth))


def codes(found: tuple[Actor, ...]) -> list[str | None]:
    """Return the codes of actors, plurals spelt out."""
    return [code for actor in found for code in (actor.countries or (actor.country or actor.organisation,))]
