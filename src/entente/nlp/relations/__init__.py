"""Relations: what stands between actors, read off noun phrases and the verbs over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from entente.nlp.reading import Reading
from entente.nlp.relations.agreement import find_agreements
from entente.nlp.relations.alliance import find_alliances
from entente.nlp.relations.cooperation import find_cooperation
from entente.nlp.relations.diplomatic import find_diplomatic
from entente.nlp.relations.dispute import find_disputes
from entente.nlp.relations.initiative import find_initiatives
from entente.nlp.relations.mechanism import find_mechanisms
from entente.nlp.relations.membership import find_memberships
from entente.nlp.relations.merging import merge_relations
from entente.nlp.relations.named import find_named_bodies
from entente.nlp.relations.office import find_offices
from entente.nlp.relations.partnership import find_partnerships
from entente.nlp.relations.presence import find_presences
from entente.nlp.relations.sanctions import find_sanctions
from entente.nlp.relations.signing import date_by_events
from entente.records import Event, Relation

Finder = Callable[[Reading], Iterator[Relation]]

FINDERS: Sequence[Finder] = (
    find_partnerships,
    find_memberships,
    find_agreements,
    find_mechanisms,
    find_named_bodies,
    find_cooperation,
    find_initiatives,
    find_alliances,
    find_presences,
    find_sanctions,
    find_disputes,
    find_diplomatic,
    find_offices,
)


def find_relations(reading: Reading, events: Sequence[Event] = ()) -> list[Relation]:
    """Return the standing relations that a document tells of, each once, in the order of the text.

    ``events`` date the agreements that were signed on a day which only the narrative tells.
    """
    found = (relation for find in FINDERS for relation in find(reading))
    return merge_relations(date_by_events(found, events))
