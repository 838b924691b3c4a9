"""How well a type of event is found from a few examples by a model that was never trained on it.

python benchmarks/own_types_left_out.py PROTEST --model training/work/without-protest [--examples 6]

The model is trained with `training/train.py --leave-out PROTEST` and written by `training/export.py --out`.
The examples are sentences of the corpus's train part, drawn from a fixed seed; the scores are of its
development and test parts. A word found is right where it touches the trigger of an event of the type. The
baseline takes every word with the lemma of an example's trigger, with as many examples or with all of train.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from entente.codebook import EventType
from entente.codebook.own_types import Example, OwnType
from entente.evaluation.gold import GoldCase, read_cases, split_of
from entente.nlp import pipeline
from entente.nlp.own_types import OwnTypeFinder
from entente.nlp.parser import Parser

CORPUS = Path(__file__).parent.parent / "training" / "corpus"
DRAWS = 5  # choices of examples, whose scores are averaged
Bounds = tuple[int, int]


def main() -> None:
    """Print precision, recall and F1 of the type and of the baselines, means over several draws."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("type")
    parser.add_argument("--model", type=Path, help="a model's folder; the shipped one by default")
    parser.add_argument("--examples", type=int, default=6)
    options = parser.parse_args()
    nlp = pipeline.load(folder=options.model)
    component = nlp.get_pipe(pipeline.PARSER)
    assert isinstance(component, Parser)
    component.keep_words = True
    cases = [case for path in sorted(CORPUS.glob("*.jsonl")) for case in read_cases(path)]
    shown = [case for case in cases if split_of(case.id) == "train" and triggers(case, options.type)]
    shown = [case for case in shown if len(case.text) < 160 and len(case.events) == 1]
    asked = [case for case in cases if split_of(case.id) != "train"]
    docs = list(nlp.pipe(case.text for case in asked))
    gold = [triggers(case, options.type) for case in asked]
    print(f"{options.type}: {sum(map(len, gold))} events in {len(asked)} items, {options.examples} examples")
    draw = random.Random(1)
    choices = [draw.sample(shown, options.examples) for _ in range(DRAWS)]
    report("likeness", [scores(gold, docs, by_likeness(one, options.type, nlp)) for one in choices])
    report("same word", [scores(gold, docs, by_lemma(one, options.type, nlp)) for one in choices])
    report("same word, all of train", [scores(gold, docs, by_lemma(shown, options.type, nlp))])


def triggers(case: GoldCase, type_: str) -> list[Bounds]:
    """Return the characters of the triggers of a type."""
    return [one.spans.trigger for one in case.events if one.type == type_ and one.spans is not None]


def by_likeness(shown: Sequence[GoldCase], type_: str, nlp: Language) -> Callable[[Doc], list[Bounds]]:
    """Return what finds the words that are like the examples."""
    examples = tuple(Example(case.text, *triggers(case, type_)[0]) for case in shown)
    entry = EventType(type_, 1, "optional", 0.0, {}, "left out of training", {})
    finder = OwnTypeFinder([OwnType(entry, examples, None)], nlp)
    return lambda doc: [(token.idx, token.idx + len(token)) for token, _, _ in finder.matches(doc)]


def by_lemma(shown: Sequence[GoldCase], type_: str, nlp: Language) -> Callable[[Doc], list[Bounds]]:
    """Return what finds the lemmas of the examples' triggers."""
    lemmas = set()
    for case, doc in zip(shown, nlp.pipe(case.text for case in shown), strict=True):
        start, end = triggers(case, type_)[0]
        lemmas |= {
            token.lemma_ for token in doc if start <= token.idx < end and token.pos_ in {"VERB", "NOUN"}
        }
    return lambda doc: [(token.idx, token.idx + len(token)) for token in doc if token.lemma_ in lemmas]


def scores(
    gold: Sequence[list[Bounds]], docs: Sequence[Doc], find: Callable[[Doc], list[Bounds]]
) -> tuple[float, float, float]:
    """Return precision, recall and F1; several words in one trigger count once."""
    right = wrong = hit = 0
    for wanted, doc in zip(gold, docs, strict=True):
        found = find(doc)
        touched = {bounds for bounds in wanted for one in found if _touch(bounds, one)}
        hit += len(touched)
        stray = [one for one in found if not any(_touch(bounds, one) for bounds in wanted)]
        right, wrong = right + len(touched), wrong + len(stray)
    there = sum(map(len, gold))
    precision, recall = right / max(1, right + wrong), hit / max(1, there)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _touch(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def report(name: str, draws: Iterable[tuple[float, float, float]]) -> None:
    """Print the means."""
    each = list(draws)
    precision, recall, f1 = (sum(values) / len(each) for values in zip(*each, strict=True))
    print(f"{name:<24} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")


if __name__ == "__main__":
    main()
