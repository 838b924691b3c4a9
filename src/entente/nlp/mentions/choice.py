"""Which actor an ambiguous name stands for: the document's other names decide, with the reason kept."""

from __future__ import annotations

from entente.actors import ActorEntry
from entente.nlp.cuedata import load_table
from entente.nlp.mentions.around import Around
from entente.nlp.mentions.names import PlacedName

Choice = tuple[ActorEntry | None, str | None]


def choose(around: Around, name: PlacedName) -> Choice:
    """Return the entry that a placed name stands for and why; (None, reason) when it stays open."""
    text = name.match.text
    if _is_us_state(around, name):
        return _other_reading(text), f"{text!r} by the words around it"
    if _is_town(around, name):
        return None, f"{text!r} is a town of the state named after it"
    entries = _distinct(name.entries)
    if len(entries) > 1:
        return _by_evidence(around, name, entries)
    entry = entries[0]
    weak = load_table("mention_choice")["weak"]["capitals"]
    if entry.form == "capital" and text.lower() in weak and not _named_elsewhere(around, name, entry):
        return None, f"{text!r} may be another name; its state is not named"
    if entry.kind == "organ" and _is_common(around, text, entry):
        return None, f"{text!r} may be any state's; {entry.country} is not named"
    if entry.form != "capital" and text.lower() not in load_table("mention_choice")["other"]:
        return entry, None
    if _named_elsewhere(around, name, entry):
        return entry, None
    preference = around.index.prefer(name.match, around.words)
    if preference.entry is None:
        return _other_reading(text), preference.reason
    return entry, None


def _is_town(around: Around, name: PlacedName) -> bool:
    """Tell "Lebanon, Pennsylvania" and "Paris, Texas": a town, told by the state of a federation after it."""
    doc, last = around.doc, name.last
    if last + 1 >= len(doc) or doc[last].text != ",":
        return False
    regions = load_table("mention_choice")["towns"]["regions"]
    return any(doc[last + 1 : last + 1 + size].text.lower() in regions for size in (1, 2))


def _named_elsewhere(around: Around, name: PlacedName, entry: ActorEntry) -> int:
    """Return how often the document names the entry's state or organisation by other names, beyond doubt."""
    key = entry.country or entry.organisation or entry.id
    return sum(count for word, count in around.states.get(key, {}).items() if word != name.match.text)


def _is_common(around: Around, text: str, entry: ActorEntry) -> bool:
    """Tell whether an organ's name is a common noun ("Congress") in a text about other states only."""
    if around.index.role(text) is None or text.lower() in load_table("mention_choice")["sole"]["organs"]:
        return False
    others = any(key != entry.country for key in around.states if len(key) == 3)
    return others and not any(name != text for name in around.states.get(entry.country or "", {}))


def _distinct(entries: tuple[ActorEntry, ...]) -> list[ActorEntry]:
    found: dict[str, ActorEntry] = {}
    for entry in entries:
        found.setdefault(entry.id, entry)
    return list(found.values())


def _by_evidence(around: Around, name: PlacedName, entries: list[ActorEntry]) -> Choice:
    """Return the one candidate that the document names otherwise too, else what the tables prefer."""
    text = name.match.text
    scores = {entry.id: _named_elsewhere(around, name, entry) for entry in entries}
    best = max(scores.values())
    leaders = [entry for entry in entries if scores[entry.id] == best]
    if best > 0 and len(leaders) == 1:
        leader = leaders[0]
        if leader.id in load_table("mention_choice")["never"].get(text.lower(), ()):
            return None, f"{text!r} may be {_names(entries)}; the document does not tell"
        return leader, f"{text!r} read as {leader.name}, which the document also names"
    preference = around.index.prefer(name.match, around.words)
    entry = preference.entry
    if entry is not None and entry.kind == "organ" and _is_common(around, text, entry):
        return None, f"{text!r} may be any state's; {entry.country} is not named"
    return entry, preference.reason


def _names(entries: list[ActorEntry]) -> str:
    return " or ".join(entry.name for entry in entries)


def _other_reading(text: str) -> ActorEntry | None:
    """Return the part of a state that shares a state's name ("Georgia"), or None where there is none."""
    row = load_table("mention_choice")["other"].get(text.lower())
    if row is None:
        return None
    return ActorEntry(
        id=f"{row['country']}.{text.upper()}",
        kind="organ",
        name=row["name"],
        country=row["country"],
        organisation=None,
        sector="GOV",
        form="name",
    )


def _is_us_state(around: Around, name: PlacedName) -> bool:
    """Tell "Washington state" and "the state of Georgia"."""
    if name.match.text.lower() not in load_table("mention_choice")["other"]:
        return False
    doc = around.doc
    after = doc[name.last].lower_ if name.last < len(doc) else ""
    return after == "state" or doc[max(name.first - 2, 0) : name.first].text.lower() == "state of"
