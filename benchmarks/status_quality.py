"""Whether events happened: the status that the coder reads, against how people judged it.

python benchmarks/status_quality.py UDS_IH2/dev.jsonl    # a sentence a line: text, targets with span1, label

The judgements run from -3 (did not happen) to 3 (happened), on words of EWT. Happened is above 0; the
three-way score has a middle class from -1 to 1. Baselines: everything happened; and a list of words beside
the event in its sentence (modals, negations, "if", verbs of wanting).
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Sequence
from pathlib import Path

from spacy.tokens import Doc, Token

from entente.coder import Coder
from entente.nlp.status.read import status_at
from entente.nlp.trigger_scores import TriggerScore, trigger_scores
from entente.records import Status

UNSURE = frozenset(
    {
        *(
            "will",
            "would",
            "shall",
            "should",
            "can",
            "could",
            "may",
            "might",
            "must",
            "if",
            "whether",
            "unless",
        ),
        *("not", "n't", "no", "never", "without", "possible", "likely", "probably", "perhaps", "maybe"),
        *("to", "hope", "want", "plan", "intend", "expect", "need", "try", "fail", "refuse", "deny"),
    }
)
CLASSES = ("happened", "unsure", "not")


def main() -> None:
    """Judge the events and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    options = parser.parse_args()
    entries = [json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines()]
    coder = Coder()
    parser_ = coder.nlp.get_pipe("entente_parser")
    parser_.silent = 2.0  # type: ignore[attr-defined]  # every word is asked
    gold: list[float] = []
    found: dict[str, list[float]] = {
        "always": [],
        "word list": [],
        "clause chain": [],
        "trained head": [],
        "both": [],
    }
    for entry in entries:
        doc = parsed(coder, entry["text"].split())
        heard = trigger_scores(doc, coder.labels)
        for target in entry["targets"]:
            token = doc[target["span1"][0]]
            gold.append(target["label"])
            chain, head = of_chain(token), of_head(heard.get(token.i))
            found["always"].append(3.0)
            found["word list"].append(of_words(token))
            found["clause chain"].append(chain)
            found["trained head"].append(head)
            found["both"].append((chain + head) / 2)
    print(f"coder {coder.key}, model {coder.model}; {len(gold)} events, {len(entries)} sentences")
    for name, values in found.items():
        print(f"{name:<14}{line(gold, values)}")


def parsed(coder: Coder, words: list[str]) -> Doc:
    """Return a sentence whose words are given, with every possible trigger kept."""
    doc = Doc(coder.nlp.vocab, words=words)
    for token in doc:
        token.is_sent_start = token.i == 0
    for name, pipe in coder.nlp.pipeline:
        if name != "entente_sentences":
            doc = pipe(doc)
    return doc


def of_words(token: Token) -> float:
    """Return the judgement of the word list: a cue within five words before the event."""
    near = {word.lower_ for word in token.doc[max(0, token.i - 5) : token.i]}
    return -1.0 if near & UNSURE else 2.5


def of_chain(token: Token) -> float:
    """Return the judgement that the coder's status amounts to."""
    found = status_at(token)
    if found is None:
        return -0.5
    return {Status.ACTUAL: 2.3, Status.PLANNED: -0.5, Status.POSSIBLE: -0.3, Status.NEGATED: -2.0}[
        found.status
    ]


def of_head(score: TriggerScore | None) -> float:
    """Return the judgement of the trained head."""
    return 1.5 if score is None else score.happened


def line(gold: Sequence[float], found: Sequence[float]) -> str:
    """Return the scores of one way of judging."""
    varied = len(set(found)) > 1
    r = statistics.correlation(gold, found) if varied else 0.0
    error = statistics.fmean(abs(a - b) for a, b in zip(gold, found, strict=True))
    two = macro_f1([g > 0 for g in gold], [f > 0 for f in found], (True, False))
    three = macro_f1([three_way(g) for g in gold], [three_way(f) for f in found], CLASSES)
    right = statistics.fmean((a > 0) == (b > 0) for a, b in zip(gold, found, strict=True))
    return f"accuracy {right:.3f}  macro-F1 {two:.3f}  three-way {three:.3f}  r {r:.3f}  error {error:.2f}"


def three_way(value: float) -> str:
    """Return the class of a judgement."""
    return "happened" if value > 1 else "not" if value < -1 else "unsure"


def macro_f1(gold: Sequence[object], found: Sequence[object], classes: Sequence[object]) -> float:
    """Return the mean F1 of some classes."""
    values = []
    for name in classes:
        both = sum(g == f == name for g, f in zip(gold, found, strict=True))
        total = sum(g == name for g in gold) + sum(f == name for f in found)
        values.append(2 * both / total if total else 0.0)
    return statistics.fmean(values)


if __name__ == "__main__":
    main()
