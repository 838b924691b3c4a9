"""Frames: which words tell of which event, and where in the clause its parties stand.

One file per event type in ``codebook/frames/``; ``none.toml`` holds the senses that are no event, and
a match there means: leave these words alone. The shape of a frame::

    [[frame]]
    verbs = ["visit", "drop in|on"]     # "lemma", "lemma particle", "lemma|preposition", idioms (below)
    nouns = ["visit", "state visit"]    # "head", "modifier head" (compound or amod), "head|preposition"
    adjectives = ["ready"]              # predicates: "is ready to mediate"
    type = "CONSULT"                    # only where it is not the file's own
    mode = "visit"
    cameo = "042"                       # only where finer than the codebook's best code for type and mode
    actor = ["subj"]                    # slots of the acting party, in order; default ["subj"]
    recipient = ["obj", "obl:to"]       # slots of the party acted upon, in order of preference; default []
    noun_actor = ["poss", "nmod:by"]    # the same when the trigger is a noun; default NOUN_ACTOR
    noun_recipient = ["nmod:to"]        # default []
    light = ["pay", "embark|on"]        # verbs that only carry the noun, besides @light; host:subj acts
    reciprocal = true                   # every party found in actor and recipient slots is an actor
    needs = { obj = "@agreement" }      # all must hold (conditions.py); what fills them makes no own event
    bars = { obj = "ball|balance" }     # none may hold
    absorbs = ["comp"]                  # further slots whose words make no event of their own
    spares = ["obl:of"]                 # needed slots whose words may be an event of their own all the same
    status = "planned"                  # the words themselves settle the status
    contexts = ["military"]             # contexts that the words bring along
    also = ["COERCE/arrest"]            # a second event of the same words, same parties
    refine = [ { needs = { comp = "@yield" }, mode = "yield", cameo = "105" } ]
    refine_by = "instrument"            # a shared list of refinements in classes.toml
    example = "Own sentence that shows it."

A refinement is the frame again with further conditions and other values; it comes before its frame. One
that names a type or mode does not inherit the frame's CAMEO code, nor, with a type, its mode.
Triggers are sorted from the most to the least specific: take the first whose conditions hold.
A phrase may hang on a word or on the noun before it, and a light verb shares its noun's arguments. So of a
noun "nmod:to" also stands for "host:obl:to" and "nmod:of>nmod:to", of a verb "obl:to" for "obj>nmod:to"; and
the preposition of a trigger may hang on either. "pull out|of" also stands for a
parse that reads "out of" as one preposition. Words of an idiom that are no particle become needs
(idioms.py): "take part|in" needs the object "part", "go on strike" an "on" phrase with "strike", "shoot
dead" a complement, "exchange of fire" an "of" phrase with "fire".
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from entente.codebook.book import Codebook, load
from entente.codebook.conditions import Condition, class_words, read_condition, read_slots
from entente.codebook.idioms import read_words
from entente.errors import CodebookError
from entente.records import Status

NOUN_ACTOR = ("poss", "nmod:by", "amod", "compound", "host:subj")
NONE = "NONE"  # the type of a sense that is no event, in the files only
_KEYS = frozenset(
    (
        "verbs", "nouns", "adjectives", "type", "mode", "cameo", "actor", "recipient", "noun_actor",
        "noun_recipient", "light", "reciprocal", "needs", "bars", "absorbs", "spares", "status",
        "contexts", "also", "refine", "refine_by", "example",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """What a trigger means when its conditions hold, and the slots of its parties."""

    id: str  # "consult:3" or, for its second refinement, "consult:3.2"
    type: str | None  # None: no event, whatever other frames say
    mode: str | None
    cameo: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    needs: tuple[Condition, ...]
    bars: tuple[Condition, ...]
    absorbs: frozenset[str]
    light: frozenset[str]
    reciprocal: bool
    status: Status | None
    contexts: tuple[str, ...]
    also: tuple[tuple[str, str | None], ...]
    example: str | None


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word, or word with its particle, preposition or modifiers, that evokes a frame."""

    lemma: str
    particle: str | None  # of verbs: a compound:prt or adverb ("off", "back", "together")
    preposition: str | None  # one of the word's obl or nmod dependents has this case
    modifier: str | None  # of nouns: the words before it ("hunger" strike), as lemmas
    frame: Frame

    @property
    def words(self) -> str:
        """The trigger as the files write it."""
        front = f"{self.modifier} " if self.modifier else ""
        particle = f" {self.particle}" if self.particle else ""
        return f"{front}{self.lemma}{particle}" + (f"|{self.preposition}" if self.preposition else "")

    @property
    def specificity(self) -> tuple[int, int]:
        """More is more specific: first the words, then the conditions; no-event senses win ties."""
        words = 2 * bool(self.particle or self.modifier) + bool(self.preposition)
        needs = 4 * len(self.frame.needs) + len(self.frame.bars) + 2 * (self.frame.type is None)
        return words * 3 + needs, words


@dataclass(frozen=True, slots=True)
class Frames:
    """Every trigger by its lemma, the most specific first."""

    verbs: Mapping[str, tuple[Trigger, ...]]
    nouns: Mapping[str, tuple[Trigger, ...]]
    adjectives: Mapping[str, tuple[Trigger, ...]]
    classes: Mapping[str, frozenset[str]]


@cache
def load_frames() -> Frames:
    """Return the frames of the codebook; raises CodebookError where a file is not valid."""
    folder = files("entente.codebook") / "frames"
    sheets = {
        one.name.removesuffix(".toml"): tomllib.loads(one.read_text("utf-8"))
        for one in sorted(folder.iterdir(), key=lambda one: one.name)
        if one.name.endswith(".toml")
    }
    words = tomllib.loads((files("entente.codebook") / "classes.toml").read_text("utf-8"))
    return build_frames(sheets, words, load())


def build_frames(
    sheets: Mapping[str, Mapping[str, Any]], words: Mapping[str, Any], codebook: Codebook
) -> Frames:
    """Return the frames that the parsed files state: ``sheets`` by event type, ``words`` the classes."""
    classes = read_classes(words["classes"])
    reader = _Reader(codebook, classes, words.get("refinements", {}))
    found: dict[str, list[Trigger]] = defaultdict(list)
    for name, sheet in sheets.items():
        for number, entry in enumerate(sheet.get("frame", ()), start=1):
            for part, trigger in reader.triggers(name, number, entry):
                found[f"{part}/{trigger.lemma}"].append(trigger)
    tables: dict[str, dict[str, tuple[Trigger, ...]]] = {"verbs": {}, "nouns": {}, "adjectives": {}}
    for key, triggers in found.items():
        part, lemma = key.split("/", 1)
        triggers.sort(key=lambda one: one.specificity, reverse=True)
        tables[part][lemma] = tuple(triggers)
    return Frames(**tables, classes=classes)


def read_classes(table: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    """The word classes, those that a class names (``@other``) spelled out."""
    done: dict[str, frozenset[str]] = {}

    def words_of(name: str, within: tuple[str, ...]) -> frozenset[str]:
        if name in done:
            return done[name]
        if name not in table or name in within:
            raise CodebookError(f"classes.toml: '@{name}' is not a word class, or holds itself.")
        words: set[str] = set()
        for word in table[name]:
            words |= words_of(word[1:], (*within, name)) if word.startswith("@") else {word}
        done[name] = frozenset(words)
        return done[name]

    for name in table:
        words_of(name, ())
    return done


@dataclass(frozen=True, slots=True)
class _Reader:
    codebook: Codebook
    classes: Mapping[str, frozenset[str]]
    refinements: Mapping[str, list[dict[str, Any]]]
    known: dict[tuple[str, str, bool], Condition] = field(default_factory=dict)

    def triggers(self, name: str, number: int, entry: Mapping[str, Any]) -> Iterator[tuple[str, Trigger]]:
        where = f"frames/{name}.toml, frame {number}"
        if unknown := set(entry) - _KEYS:
            raise CodebookError(
                f"{where}: {sorted(unknown)} are not keys of a frame. See codebook/frames.py."
            )
        if not any(entry.get(part) for part in ("verbs", "nouns", "adjectives")):
            raise CodebookError(f"{where}: a frame needs verbs, nouns or adjectives.")
        for suffix, values in self._variants(entry, where):
            place = f"{where}{suffix}"
            for part in ("verbs", "nouns", "adjectives"):
                if values.get(part):
                    frame = self._frame(f"{name}:{number}{suffix}", name, values, part == "nouns", place)
                    yield from ((part, _trigger(words, frame, part)) for words in values[part])

    def _variants(self, entry: Mapping[str, Any], where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        shared = entry.get("refine_by")
        if shared is not None and shared not in self.refinements:
            raise CodebookError(f"{where}: {shared!r} is not a list of refinements in classes.toml.")
        refinements = [*entry.get("refine", ()), *(self.refinements[shared] if shared else ())]
        for number, other in enumerate(refinements, start=1):
            dropped = {"mode", "cameo"} if "type" in other else {"cameo"} if "mode" in other else set()
            merged = {**{key: value for key, value in entry.items() if key not in dropped}, **other}
            for key in ("needs", "bars"):
                merged[key] = {**entry.get(key, {}), **other.get(key, {})}
            yield f".{number}", merged
        yield "", entry

    def _frame(self, id: str, name: str, entry: Mapping[str, Any], noun: bool, where: str) -> Frame:
        type_name = entry.get("type", name.upper())
        mode = entry.get("mode")
        if type_name != NONE:
            self.codebook.check(type_name, mode)
        needs = self._conditions(entry.get("needs", {}), noun, where)
        actor, recipient = ("noun_actor", "noun_recipient") if noun else ("actor", "recipient")
        return Frame(
            id=id,
            type=None if type_name == NONE else type_name,
            mode=mode,
            cameo=self._cameo(entry, where),
            actor=_spread(read_slots(entry.get(actor, NOUN_ACTOR if noun else ("subj",)), where), noun),
            recipient=_spread(read_slots(entry.get(recipient, ()), where), noun),
            needs=needs,
            bars=self._conditions(entry.get("bars", {}), noun, where),
            absorbs=self._absorbs(entry, needs, where),
            light=self._light(entry.get("light", ()), where) if noun else frozenset(),
            reciprocal=entry.get("reciprocal", False),
            status=self._status(entry, where),
            contexts=self._contexts(entry.get("contexts", ()), where),
            also=tuple(self._also(one) for one in entry.get("also", ())),
            example=entry.get("example"),
        )

    def _conditions(self, table: Mapping[str, str], noun: bool, where: str) -> tuple[Condition, ...]:
        return tuple(self._condition(slots, wanted, noun, where) for slots, wanted in table.items())

    def _condition(self, slots: str, wanted: str, noun: bool, where: str) -> Condition:
        key = (slots, wanted, noun)  # refinements repeat the conditions of their frame
        if key not in self.known:
            found = read_condition(slots, wanted, self.classes, where)
            self.known[key] = replace(found, slots=_spread(found.slots, noun))
        return self.known[key]

    def _absorbs(self, entry: Mapping[str, Any], needs: Iterable[Condition], where: str) -> frozenset[str]:
        """The slots whose words are part of this event; what may be anything ("*") stays free."""
        needed = {slot for one in needs if not one.anything for slot in one.slots}
        extra = read_slots(entry.get("absorbs", ()), where)
        return frozenset(needed | set(extra)) - frozenset(read_slots(entry.get("spares", ()), where))

    def _cameo(self, entry: Mapping[str, Any], where: str) -> str | None:
        code: str | None = entry.get("cameo")
        if code is not None and code not in self.codebook.cameo_codes:
            raise CodebookError(f"{where}: {code!r} is not a CAMEO code of the codebook.")
        return code

    def _light(self, words: Iterable[str], where: str) -> frozenset[str]:
        out = set(self.classes["light"])
        for word in words:
            out |= class_words(word, self.classes, where) if word.startswith("@") else {word}
        return frozenset(out)

    def _status(self, entry: Mapping[str, Any], where: str) -> Status | None:
        try:
            return Status(entry["status"]) if "status" in entry else None
        except ValueError as exc:
            raise CodebookError(f"{where}: {entry['status']!r} is not a status.") from exc

    def _contexts(self, names: Iterable[str], where: str) -> tuple[str, ...]:
        if unknown := set(names) - set(self.codebook.contexts):
            raise CodebookError(f"{where}: {sorted(unknown)} are not contexts of the codebook.")
        return tuple(names)

    def _also(self, words: str) -> tuple[str, str | None]:
        type_name, _, mode = words.partition("/")
        self.codebook.check(type_name, mode or None)
        return type_name, mode or None


def _spread(slots: tuple[str, ...], noun: bool) -> tuple[str, ...]:
    """The slots, and where the same phrase may hang as well: on the light verb, or on a noun before it.

    "A pledge of two ships by Chile": by Chile may hang on the pledge or on the ships.
    """
    out = list(slots)
    for slot in slots:
        kind, _, preposition = slot.partition(":")
        if ">" in slot or not preposition:
            continue
        if noun and kind == "nmod":
            out += [f"host:obl:{preposition}", f"nmod:of>nmod:{preposition}"]
        elif not noun and kind == "obl":
            out += [f"obj>nmod:{preposition}", f"obj>nmod:of>nmod:{preposition}"]
    return tuple(dict.fromkeys(out))


def _trigger(words: str, frame: Frame, part: str) -> Trigger:
    said = read_words(words, noun=part == "nouns")
    if said.needs:
        frame = replace(frame, needs=(*frame.needs, *said.needs))
    return Trigger(said.lemma, said.particle, said.preposition, said.modifier, frame)
