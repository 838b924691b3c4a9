"""Names with several readings: what in the context tells them apart, and which is the rule."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from entente.actors import tables
from entente.actors.entries import NameMatch, Preference
from entente.actors.folding import WORD, fold

NOT_AN_ACTOR = "-"


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A name's readings (entry ids, ``-`` for none), the words that point to each, the default."""

    name: str
    readings: tuple[str, ...]
    default: str | None
    hints: dict[str, tuple[tuple[str, ...], ...]]
    reason: str


def context_words(text: str) -> frozenset[str]:
    """Return the folded words of a text, as :meth:`ActorIndex.prefer` wants them."""
    return frozenset(WORD.findall(fold(text)))


class Ambiguities:
    """The rows of ``ambiguous.tsv`` by folded name."""

    def __init__(self) -> None:
        self.by_name: dict[str, Ambiguity] = {}
        for names, readings, default, hints, reason in tables.rows("ambiguous"):
            for name in tables.split(names):
                self.by_name[fold(name)] = Ambiguity(
                    name, tables.split(readings), default or None, _hints(hints), reason
                )

    def forget(self, name: str) -> None:
        """Drop the rule of a name that a user's own table settles."""
        self.by_name.pop(fold(name), None)

    def is_mostly_a_word(self, name: str) -> bool:
        """Tell whether a name is a plain word or something else unless the context says otherwise."""
        rule = self.by_name.get(fold(name))
        return rule is not None and rule.default == NOT_AN_ACTOR

    def prefer(self, match: NameMatch, words: AbstractSet[str]) -> Preference:
        """Return the reading that the context names, else the default, else None with the reason."""
        rule = self.by_name.get(fold(match.text))
        entries = {entry.id: entry for entry in match.entries}
        if rule is None:
            if len(entries) == 1:
                return Preference(match.entries[0], "the only reading")
            return Preference(None, "ambiguous: " + ", ".join(entries))
        scores = {
            id_: sum(all(word in words for word in hint) for hint in hints)
            for id_, hints in rule.hints.items()
        }
        best = max(scores.values(), default=0)
        leaders = [id_ for id_, score in scores.items() if score == best]
        if best and len(leaders) == 1:
            return Preference(
                entries.get(leaders[0]), f"{rule.name}: {best} words of context point to {leaders[0]}"
            )
        if rule.default is not None:
            return Preference(entries.get(rule.default), f"{rule.name}: {rule.reason}")
        return Preference(None, f"ambiguous: {rule.name} may be " + " or ".join(rule.readings))


def _hints(cell: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Read ``COD: Kinshasa, Goma | COG: Brazzaville`` into folded word tuples."""
    hints: dict[str, tuple[tuple[str, ...], ...]] = {}
    for part in tables.split(cell):
        id_, _, words = part.partition(": ")
        hints[id_] = tuple(tuple(WORD.findall(fold(hint))) for hint in words.split(", "))
    return hints
