"""What the trained heads say of each word as a trigger: type, mode, status, contexts, and who takes part.

The parser writes it for every word that may be a trigger, arrays in ``doc.user_data``; the finders read
it back as `TriggerScores`. A model without these heads gives none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc, Token

from entente.nlp.encoder import FloatArray, Graph

TRIGGERS = "entente_triggers"  # the key of doc.user_data
WORDS = "entente_words"  # the key of the vectors of words, where they are kept
NOTHING = 0  # the label of a word that is no trigger, and of a word without a role
NO_MODE = "-"
SILENT = 0.98  # a word that is nothing to this degree is not kept
ROLE_GRAPH = "role.onnx"


class RoleScorer(Graph):
    """Scores the roles of words in events from the vectors of both. One thread, as for arcs."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / ROLE_GRAPH, threads=1)

    def __call__(self, word: FloatArray, trigger: FloatArray) -> FloatArray:
        """(pairs, width) twice → (pairs, roles)."""
        return self.run({"child": word, "head": trigger})["scores"]


@dataclass(frozen=True, slots=True)
class TriggerRow:
    """One possible trigger of a parse; places count words."""

    place: int
    tables: Mapping[str, FloatArray]  # shares by table; background and contexts are chances, one by one
    sentence: int  # place of the first word of its sentence
    roles: FloatArray  # (words of the sentence, roles), shares

    def moved(self, by: int) -> TriggerRow:
        """Return the row in a document that starts ``by`` words later."""
        return TriggerRow(self.place - by, self.tables, self.sentence - by, self.roles)


def rows_of(
    scores: Mapping[str, FloatArray],
    starts: Iterable[int],
    sizes: Iterable[int],
    roles: Callable[..., FloatArray],
    silent: float = SILENT,
) -> list[TriggerRow]:
    """Return the possible triggers of some sentences that shared a pass of the encoder."""
    chances = softmax(scores["event"])
    found: list[tuple[int, int, int, int]] = []  # row, word, start, size
    for row, (start, size) in enumerate(zip(starts, sizes, strict=True)):
        heard = np.flatnonzero(chances[row, 1 : size + 1, NOTHING] < silent) + 1
        found += [(row, int(word), start, size) for word in heard]
    if not found:
        return []
    words = np.concatenate([scores["role_child"][row, 1 : size + 1] for row, _, _, size in found])
    triggers = np.concatenate(
        [np.repeat(scores["role_head"][row, word][None], size, axis=0) for row, word, _, size in found]
    )
    shares = softmax(roles(words, triggers))
    rows, done = [], 0
    for row, word, start, size in found:
        tables = {
            "event": chances[row, word],
            "mode": scores["mode"][row, word],
            "status": softmax(scores["status"][row, word]),
            "context": sigmoid(scores["context"][row, word]),
            "background": sigmoid(scores["background"][row, word]),
            "happened": scores["happened"][row, word],
        }
        rows.append(TriggerRow(start + word - 1, tables, start, shares[done : done + size]))
        done += size
    return rows


def write_rows(doc: Doc, rows: Iterable[TriggerRow], tokens: Any) -> None:
    """Put the possible triggers of a document into its user data; ``tokens`` are those of its words."""
    doc.user_data[TRIGGERS] = {
        int(tokens[row.place]): {
            **row.tables,
            "roles": row.roles,
            "words": tokens[row.sentence : row.sentence + len(row.roles)],
        }
        for row in rows
    }


@dataclass(frozen=True)
class TriggerScore:
    """One possible trigger: shares of the types, and what would hold of an event of it."""

    token: Token
    values: Mapping[str, Any]
    labels: Mapping[str, list[str]]

    @property
    def nothing(self) -> float:
        """How sure it is that the word is no trigger."""
        return float(self.values["event"][NOTHING])

    def share(self, type_: str) -> float:
        """Return how sure it is that the word is a trigger of the type; 0 for a type that it never saw."""
        if type_ not in self.labels["event"]:
            return 0.0
        return float(self.values["event"][self.labels["event"].index(type_)])

    @cached_property
    def best(self) -> tuple[str, float]:
        """The likeliest type, and its share."""
        place = int(self.values["event"][1:].argmax()) + 1
        return self.labels["event"][place], float(self.values["event"][place])

    def mode(self, type_: str) -> tuple[str | None, float]:
        """Return the likeliest mode of the type, or None for no mode, and its share among them."""
        places = [n for n, name in enumerate(self.labels["mode"]) if name.split(" ")[0] == type_]
        if not places:
            return None, 0.0
        shares = softmax(self.values["mode"][places])
        best = int(shares.argmax())
        name = self.labels["mode"][places[best]].split(" ")[1]
        return None if name == NO_MODE else name, float(shares[best])

    @cached_property
    def status(self) -> tuple[str, float]:
        """The likeliest status, and its share."""
        place = int(self.values["status"].argmax())
        return self.labels["status"][place], float(self.values["status"][place])

    @property
    def happened(self) -> float:
        """How far people would take it to have happened, from -3 (not) to 3."""
        return float(self.values["happened"][0])

    @property
    def background(self) -> float:
        """How sure it is that the event is told as past."""
        return float(self.values["background"][0])

    def contexts(self, least: float) -> tuple[str, ...]:
        """Return the contexts whose chance is at least that."""
        chances = self.values["context"]
        return tuple(
            name for name, chance in zip(self.labels["context"], chances, strict=True) if chance >= least
        )

    def role(self, role: str) -> dict[int, float]:
        """Return the share of a role at each token of the sentence."""
        column = self.values["roles"][:, self.labels["role"].index(role)].tolist()
        return dict(zip(self.words, column, strict=True))

    @cached_property
    def words(self) -> list[int]:
        """The tokens of the sentence."""
        return list(self.values["words"].tolist())


def trigger_scores(doc: Doc, labels: Mapping[str, list[str]]) -> dict[int, TriggerScore]:
    """Return the possible triggers of a parsed document by token."""
    kept = doc.user_data.get(TRIGGERS) or {}
    return {place: TriggerScore(doc[place], values, labels) for place, values in kept.items()}


def softmax(scores: FloatArray) -> FloatArray:
    """Return shares that sum to one over the last axis."""
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(-1, keepdims=True), dtype=np.float32)


def sigmoid(scores: FloatArray) -> FloatArray:
    """Return the chance of each score."""
    return np.asarray(1 / (1 + np.exp(-scores)), dtype=np.float32)
