"""The codebook as data: event types, modes, scores, contexts, sectors, relations, CAMEO.

    codebook = load()
    codebook.event_types["CONSULT"].modes["visit"]      # 4.0
    codebook.plover_view("ASSAULT", "aerial", Status.PLANNED)  # ("THREATEN", "violence")

Sources: PLOVER manual (draft 2.0, 2024), CAMEO2PLOVER (2021), Goldstein (1992). See docs/codebook.md.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from entente.errors import CodebookError
from entente.records import Status

LONGEST_CUE = 4  # lemmas


@dataclass(frozen=True, slots=True)
class EventType:
    """One of the 16 PLOVER event types. ``modes`` maps a mode to its score, None where it has none."""

    name: str
    quad: int
    recipient: str  # "optional", "required" or "one-sided"
    scale: float
    modes: Mapping[str, float | None]
    definition: str
    mode_definitions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cued:
    """A context or an area of cooperation: its name, definition, and the phrases that tell of it."""

    name: str
    definition: str | None
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Codebook:
    """Everything that may be recorded, and the look-ups between its parts.

    Every look-up raises CodebookError, naming the nearest name, for a type or mode that is not there.
    """

    version: str
    event_types: Mapping[str, EventType]
    contexts: Mapping[str, Cued]
    sectors: Mapping[str, str]
    stateless: Mapping[str, str]
    relation_kinds: Mapping[str, str]
    relation_statuses: Mapping[str, str]
    trends: Mapping[str, str]
    roles: Mapping[str, str]
    agreement_kinds: Mapping[str, tuple[str, ...]]
    agreement_nouns: frozenset[str]  # the last words of their names
    areas: Mapping[str, Cued]
    cameo_codes: frozenset[str]
    cameo_best: Mapping[str, str]
    cameo_plover: Mapping[str, str]
    goldstein_scores: Mapping[str, float]
    view: Mapping[str, Mapping[str, Any]]
    context_cues: Mapping[str, tuple[str, ...]]  # phrase → contexts
    area_cues: Mapping[str, tuple[str, ...]]  # phrase → areas
    cue_begins: frozenset[str]  # the first words of cues that have more

    def check(self, type: str, mode: str | None = None) -> EventType:
        """The event type; raises CodebookError where there is no such type, or no such mode of it."""
        if type not in self.event_types:
            raise CodebookError(self._unknown(type, "an event type", self._nearest_type(type)))
        found = self.event_types[type]
        if mode is not None and mode not in found.modes:
            raise CodebookError(self._unknown(mode, f"a mode of {type}", self._nearest_mode(found, mode)))
        return found

    def quad(self, type: str) -> int:
        """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
        return self.check(type).quad

    def scale(self, type: str, mode: str | None = None) -> float | None:
        """The PLOVER score of the mode, or of the type where there is no mode; None where neither has one."""
        found = self.check(type, mode)
        return found.scale if mode is None else found.modes[mode]

    def cameo(
        self, type: str, mode: str | None = None, detail: str | Iterable[str] | None = None
    ) -> str | None:
        """The CAMEO code that fits best, as a string such as ``"057"``.

        ``detail`` is a context or several, or a CAMEO code that a frame names, which is then returned.
        Of several contexts the one that the table lists first counts.
        """
        self.check(type, mode)
        details = {detail} if isinstance(detail, str) else set(detail or ())
        if codes := sorted(details & self.cameo_codes):
            return codes[0]
        base = f"{type}/{mode}" if mode else type
        if not details:
            return self.cameo_best.get(base)
        finer = (code for key, code in self.cameo_best.items() if _detail_of(key, base) in details)
        return next(finer, self.cameo_best.get(base))

    def goldstein(self, cameo: str | None) -> float | None:
        """The Goldstein score of a CAMEO code; None for None. Raises CodebookError for an unknown code."""
        if cameo is None:
            return None
        if cameo not in self.cameo_codes:
            raise CodebookError(self._unknown(cameo, "a CAMEO code", self._nearest_code(cameo)))
        return self.goldstein_scores[_longest_start(cameo, self.goldstein_scores)]

    def from_cameo(self, cameo: str) -> tuple[str, str | None] | None:
        """The type and mode that a CAMEO code stands for; None for 01 and 02, which have no PLOVER type."""
        if cameo not in self.cameo_codes:
            raise CodebookError(self._unknown(cameo, "a CAMEO code", self._nearest_code(cameo)))
        if cameo[:2] in ("01", "02"):
            return None
        type, _, mode = self.cameo_plover[_longest_start(cameo, self.cameo_plover)].partition("/")
        return type, mode or None

    def plover_view(
        self, type: str, mode: str | None, status: Status | str, cameo: str | None = None
    ) -> tuple[str, str | None] | None:
        """Type and mode with the status folded in, as the PLOVER manual counts events; None: dropped.

        Actual events, and planned or possible ones of quad 3, keep type and mode; save that the manual counts
        an agreement that was signed or concluded (CAMEO 057) as SUPPORT.
        """
        quad = self.check(type, mode).quad
        status = Status(status)
        if status is Status.ACTUAL:
            signed = self.view["signed"].get(cameo or "")
            return (signed, None) if signed is not None else (type, mode)
        if status is Status.NEGATED:
            rule = self.view["negated"]
            return (rule["type"], self.view["reject"].get(type)) if quad in rule["quads"] else None
        if quad in self.view["planned"]["quads"]:
            return self.view["planned"]["type"], None
        if quad in self.view["threatened"]["quads"]:
            modes = self.view["threaten"]
            return self.view["threatened"]["type"], modes.get(f"{type}/{mode}", modes.get(type))
        return type, mode

    def contexts_of(self, lemmas: Sequence[str]) -> tuple[str, ...]:
        """The contexts that a run of lemmas evidences, in the order of the codebook."""
        return _named(lemmas, self.context_cues, self.cue_begins, self.contexts)

    def areas_of(self, lemmas: Sequence[str]) -> tuple[str, ...]:
        """The areas of cooperation that a run of lemmas names, in the order of the codebook."""
        return _named(lemmas, self.area_cues, self.cue_begins, self.areas)

    def _unknown(self, name: str, what: str, nearest: str | None) -> str:
        hint = f" Nearest: {nearest}." if nearest else ""
        return f"{name!r} is not {what} in codebook {self.version}.{hint} See docs/codebook.md."

    def _nearest_type(self, name: str) -> str | None:
        modes = {mode: type.name for type in self.event_types.values() for mode in type.modes}
        if name.lower() in modes:
            return f"{modes[name.lower()]} (mode {name.lower()!r})"
        close = get_close_matches(name.upper(), self.event_types, n=1, cutoff=0.5)
        if close:
            return close[0]
        close = get_close_matches(name.lower(), modes, n=1, cutoff=0.6)
        return f"{modes[close[0]]} (mode {close[0]!r})" if close else None

    def _nearest_mode(self, type: EventType, mode: str) -> str | None:
        close = get_close_matches(mode.lower(), type.modes, n=1, cutoff=0.5)
        if close:
            return repr(close[0])
        others = [one.name for one in self.event_types.values() if mode in one.modes]
        if others:
            return f"{others[0]} (mode {mode!r})"
        return f"one of {', '.join(type.modes)}" if type.modes else "no mode: it has none"

    def _nearest_code(self, code: str) -> str | None:
        close = get_close_matches(str(code), sorted(self.cameo_codes), n=1, cutoff=0.5)
        return f"{close[0]!r}" if close else None


@cache
def load() -> Codebook:
    """Return the codebook that is shipped; read once in a process."""
    folder = files("entente.codebook")
    book, contexts, relations = (
        tomllib.loads((folder / name).read_text("utf-8"))
        for name in ("codebook.toml", "contexts.toml", "relations.toml")
    )
    return build(book, contexts, relations)


def build(book: Mapping[str, Any], contexts: Mapping[str, Any], relations: Mapping[str, Any]) -> Codebook:
    """Return the codebook that three parsed files state."""
    context_table = {
        name: Cued(name, one["definition"], _cues(one["cues"])) for name, one in contexts.items()
    }
    areas = {name: Cued(name, None, _cues(words)) for name, words in relations["areas"].items()}
    kinds = {name: _cues(words) for name, words in relations["agreement_kinds"].items()}
    cameo = book["cameo"]
    return Codebook(
        version=book["version"],
        event_types={name: _event_type(name, one) for name, one in book["event_types"].items()},
        contexts=context_table,
        sectors=book["sectors"],
        stateless=book["stateless"],
        relation_kinds=relations["kinds"],
        relation_statuses=relations["statuses"],
        trends=relations["trends"],
        roles=relations["roles"],
        agreement_kinds=kinds,
        agreement_nouns=frozenset(name.split()[-1] for names in kinds.values() for name in names),
        areas=areas,
        cameo_codes=frozenset(code for codes in cameo["codes"].values() for code in codes.split())
        | frozenset(cameo["codes"]),
        cameo_best=cameo["best"],
        cameo_plover=cameo["plover"],
        goldstein_scores=cameo["goldstein"],
        view=book["plover_view"],
        context_cues=_by_cue(context_table.values()),
        area_cues=_by_cue(areas.values()),
        cue_begins=_begins([*context_table.values(), *areas.values()]),
    )


def _event_type(name: str, entry: Mapping[str, Any]) -> EventType:
    modes = entry.get("modes", {})
    return EventType(
        name=name,
        quad=entry["quad"],
        recipient=entry["recipient"],
        scale=float(entry["scale"]),
        modes={mode: float(one["score"]) if "score" in one else None for mode, one in modes.items()},
        definition=entry["definition"],
        mode_definitions={mode: one["definition"] for mode, one in modes.items()},
    )


def _cues(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(";"))


def _by_cue(named: Iterable[Cued]) -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for one in named:
        for cue in one.cues:
            out[cue] = (*out.get(cue, ()), one.name)
    return out


def _begins(named: Iterable[Cued]) -> frozenset[str]:
    return frozenset(cue.split(" ", 1)[0] for one in named for cue in one.cues if " " in cue)


def _detail_of(key: str, base: str) -> str | None:
    return key[len(base) + 1 :] if key.startswith(f"{base}+") else None


def _longest_start(code: str, table: Mapping[str, Any]) -> str:
    return next(code[:length] for length in range(len(code), 0, -1) if code[:length] in table)


def _named(
    lemmas: Sequence[str], cues: Mapping[str, tuple[str, ...]], begins: frozenset[str], order: Iterable[str]
) -> tuple[str, ...]:
    folded = [lemma.lower() for lemma in lemmas]
    found: set[str] = set()
    for first, lemma in enumerate(folded):
        found.update(cues.get(lemma, ()))
        if lemma in begins:
            for last in range(first + 2, min(first + LONGEST_CUE, len(folded)) + 1):
                found.update(cues.get(" ".join(folded[first:last]), ()))
    return tuple(name for name in order if name in found)
