"""The dyad of a document: the two states that it is plainly about, if there are two."""

from __future__ import annotations

from collections import Counter

from entente.nlp.reading import Reading
from entente.records import Actor, Mention

_LEAST = 2  # mentions that each of the two must have
_LEAD = 1.5  # how much oftener the second must be named than the third


def dyad_at(reading: Reading, position: int) -> tuple[Actor, ...]:
    """Return the two states that "the bilateral relationship" speaks of at a token, or ().

    They are the document's two most mentioned states when no third comes near them; each is given
    by its last mention before the token.
    """
    counts = Counter(
        mention.actor.country for mention in reading.discourse.mentions if mention.actor.country is not None
    )
    ranked = counts.most_common(3)
    if len(ranked) < 2 or ranked[1][1] < _LEAST:
        return ()
    if len(ranked) == 3 and ranked[1][1] < _LEAD * ranked[2][1]:
        return ()
    offset = reading.doc[position].idx
    found = [_last_mention(reading.discourse.mentions, str(code), offset) for code, _ in ranked[:2]]
    actors = [mention.actor for mention in found if mention is not None]
    return tuple(actors) if len(actors) == 2 else ()


def _last_mention(mentions: tuple[Mention, ...], code: str, offset: int) -> Mention | None:
    states = [one for one in mentions if one.actor.country == code and one.actor.start < offset]
    bare = [one for one in states if one.actor.kind == "state"]
    found = bare or states
    return found[-1] if found else None
