"""The promise that every row keeps: its words stand in the text where it says they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from entente.errors import BadInput
from entente.records import Actor, CodedDocument, Evidence

_UNSTORABLE = re.compile("[\ud800-\udfff\x00]")


def check_evidence(coded: CodedDocument) -> None:
    """Raise BadInput naming the first span whose words are not the text's words."""
    text = coded.document.text
    if _UNSTORABLE.search(text):
        raise BadInput(
            "found half a surrogate pair or NUL in the text; expected text as Document.from_text makes it"
        )
    for what, start, end, words in _spans(coded):
        if not (0 <= start <= end and text[start:end] == words):
            raise BadInput(
                f"found {what} quoting {words[:60]!r} at {start}-{end}, where the text reads "
                f"{text[start:end][:60]!r}; expected the same words"
            )


def _spans(coded: CodedDocument) -> Iterator[tuple[str, int, int, str]]:
    for event in coded.events:
        name = f"event {event.id}"
        yield from _evidence(name, event.evidence)
        yield f"the trigger of {name}", event.trigger.start, event.trigger.end, event.trigger.text
        for evidence in event.further:
            yield from _evidence(name, evidence)
        yield from _actors(name, event.actors + event.recipients)
    for relation in coded.relations:
        yield from _evidence(f"relation {relation.id}", relation.evidence)
        yield from _actors(f"relation {relation.id}", relation.parties)
    for claim in coded.claims:
        yield from _evidence(f"claim {claim.id}", claim.evidence)
    yield from _actors("a mention", tuple(mention.actor for mention in coded.mentions))


def _evidence(what: str, evidence: Evidence) -> Iterator[tuple[str, int, int, str]]:
    yield what, evidence.start, evidence.end, evidence.quote
    if evidence.start == evidence.end:
        raise BadInput(f"found {what} without evidence; expected the words it rests on")


def _actors(what: str, actors: tuple[Actor, ...]) -> Iterator[tuple[str, int, int, str]]:
    for actor in actors:
        yield f"an actor of {what}", actor.start, actor.end, actor.text
