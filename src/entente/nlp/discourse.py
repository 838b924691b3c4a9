"""The discourse: every actor of a document, named or spoken of again, by the token that heads its phrase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from entente.records import Actor, Mention


@dataclass(frozen=True, slots=True)
class Discourse:
    """Who each noun phrase of one document stands for; indices are tokens.

    ``mentions`` are the records, in reading order; an entity number is shared by all the mentions
    of one entity.
    """

    mentions: tuple[Mention, ...]
    _actors: Mapping[int, tuple[Actor, ...]] = field(repr=False)
    _plural: frozenset[int] = field(repr=False)
    _locative: frozenset[int] = field(repr=False)
    _groups: Mapping[int, tuple[int, ...]] = field(repr=False)  # token → heads of its coordination
    _entities: Mapping[int, int] = field(repr=False)  # head token → entity

    def at(self, i: int) -> tuple[Actor, ...]:
        """Return the actors that the phrase headed by token ``i`` stands for; () when none is known.

        A plural of bare states is one actor with ``countries``; of persons or organisations ("the
        two" after two ministers) one actor for each. Coordination is the caller's, or `group_at`.
        """
        return self._actors.get(i, ())

    def group_at(self, i: int) -> tuple[Actor, ...]:
        """Return the actors of the whole coordination that token ``i`` belongs to, in text order."""
        return tuple(actor for head in self._groups.get(i, (i,)) for actor in self.at(head))

    def plural_at(self, i: int) -> bool:
        """Tell whether the phrase headed by token ``i`` stands for several."""
        return i in self._plural

    def locative_at(self, i: int) -> bool:
        """Tell whether token ``i`` heads the name of a state or capital used as a place ("in Paris")."""
        return i in self._locative

    def entity_at(self, i: int) -> int | None:
        """Return the number of the entity that the phrase headed by token ``i`` belongs to, or None."""
        return self._entities.get(i)
