"""Fit what an event's confidence is made of: `python training/fit_confidence.py` (after export.py).

Codes the development part of the event corpus with everything that frames and heads offer, fits a logistic
function to whether each event is in the gold, and writes its weights and the least confidence with the best
F1 into `src/entente/models/thresholds.json`. Prints a reliability table.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from export import write_manifest

from entente.coder import Coder
from entente.evaluation.gold import GoldCase, read_cases, split_of
from entente.evaluation.matching import match
from entente.nlp.confidence import features
from entente.nlp.encoder import load_choices
from entente.nlp.learned import judged
from entente.nlp.roles import Parties
from entente.nlp.triggers import find_candidates
from entente.settings import Settings

sys.path.insert(0, str(Path(__file__).parent / "corpus"))
from check import sections

PATH = Path(__file__).parent.parent / "src" / "entente" / "models" / "thresholds.json"
RIDGE = 1.0
MOST_EXTRA = 0.2  # events too many for each sentence


def rows_of(coder: Coder, case: GoldCase) -> list[tuple[dict[str, float], bool]]:
    """The features of each coded event, and whether it is in the gold."""
    doc = coder.nlp(case.document.text)
    reading = coder.read(case.document, doc)
    coded = coder.code_one(case.document)
    right = {id(event) for _, event in match(case.events, coded.events)}
    candidates = {
        (one.token.idx, one.frame.type): one
        for one in judged(reading, find_candidates(reading, coder.frames))
    }
    rows = []
    for event in coded.events:
        candidate = candidates.get((event.trigger.start, event.type))
        if candidate is not None:
            found = features(reading, candidate, Parties(event.actors, event.recipients), event.status)
            rows.append((found, id(event) in right))
    return rows


def fitted(values: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The weights of a ridge logistic regression, by Newton's method."""
    weights = np.zeros(values.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (chance - right) + RIDGE * weights
        curve = (values.T * (chance * (1 - chance))) @ values + RIDGE * np.eye(values.shape[1])
        weights -= np.linalg.solve(curve, slope)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*", help="all sections when none is named")
    parser.add_argument("--split", default="dev")
    options = parser.parse_args()
    stored = json.loads(PATH.read_text(encoding="utf-8"))
    stored.setdefault("confidence", {})
    PATH.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    load_choices.cache_clear()
    coder = Coder(Settings(min_confidence=0.0))
    cases = [case for path in options.files or sections() for case in read_cases(path)]
    cases = [case for case in cases if split_of(case.id) == options.split]
    rows = [row for case in cases for row in rows_of(coder, case)]
    names = list(dict.fromkeys(name for row, _ in rows for name in row))
    names.sort(key=lambda name: name.startswith("type "))  # stable: the common ones first
    values = np.array([[row.get(name, 0.0) for name in names] for row, _ in rows])
    right = np.array([good for _, good in rows], dtype=float)
    weights = fitted(values, right)
    chance = 1 / (1 + np.exp(-values @ weights))
    print(f"{len(cases)} cases, {len(rows)} events coded, {right.mean():.3f} of them right")
    print({name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)})
    for low in np.arange(0, 1, 0.2):
        inside = (chance >= low) & (chance < low + 0.2)
        if inside.any():
            print(
                f"  said {chance[inside].mean():.2f}, was {right[inside].mean():.2f} ({inside.sum()} events)"
            )
    stored["confidence"] = {
        name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)
    }
    stored["min_confidence"] = 1.0  # so that frames that stand in any case do, whatever is tried
    PATH.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    load_choices.cache_clear()
    stored["min_confidence"] = least_of(Coder(Settings(min_confidence=0.0)), cases)
    PATH.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    write_manifest(PATH.parent)


def least_of(coder: Coder, cases: list[GoldCase]) -> float:
    """The least confidence with the best F1 among those that leave few events too many."""
    coded = [(case, coder.code_one(case.document).events) for case in cases]
    sentences = sum(len(list(coder.nlp(case.document.text).sents)) for case in cases)
    gold = sum(len(case.events) for case in cases)
    best, least = 0.0, 0.0
    for limit in np.arange(0.3, 0.9, 0.02):
        kept = [(case, [one for one in events if one.confidence >= limit]) for case, events in coded]
        right = sum(len(match(case.events, events)) for case, events in kept)
        found = sum(len(events) for _, events in kept)
        f1, extra = 2 * right / (found + gold), (found - right) / sentences
        precision, recall = right / max(1, found), right / gold
        print(
            f"  least {limit:.2f}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f} extra a sentence {extra:.3f}"
        )
        if f1 > best + 0.002 and extra <= MOST_EXTRA:
            best, least = f1, float(limit)
    return round(least, 2)


if __name__ == "__main__":
    main()
