"""How well the status of clauses is read: `python benchmarks/clauses_quality.py [--set NAME] [--show]`.

On `data/status_test.toml`, written before the rules were touched: the share of clauses whose event gets the
right status from the clause chain (`nlp/status.py`), with the confusions, and the right background. Beside
it a baseline: the nearest telling word within six words before the event, else actual. First and last
scores: docs/evaluation.md.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Token

from entente.nlp.dates.find import date_of, find_dates
from entente.nlp.pipeline import load
from entente.nlp.status.read import status_at
from entente.nlp.timing import told_as_past
from entente.records import Status

DATA = Path(__file__).parent / "data"
OLD = timedelta(days=30)
WORDS = {
    "negated": ["not", "n't", "no", "never", "without", "nobody", "neither", "denied", "refused", "failed"],
    "possible": [
        "may",
        "might",
        "could",
        "would",
        "if",
        "whether",
        "possible",
        "wants",
        "urged",
        "threatened",
    ],
    "planned": ["will", "plans", "planned", "intends", "due", "scheduled", "agreed", "promised", "expected"],
}
TELLING = {word: status for status, words in WORDS.items() for word in words}
NAMES = ["actual", "planned", "possible", "negated", "none"]


def of_words(token: Token) -> str:
    """Return the baseline's status: what the nearest telling word before the event says."""
    for word in reversed(token.doc[max(0, token.i - 6) : token.i]):
        if word.lower_ in TELLING:
            return TELLING[word.lower_]
    return "actual"


def of_chain(token: Token) -> str:
    found = status_at(token)
    return "none" if found is None else str(found.status)


def is_past(doc: Doc, token: Token, published: date) -> bool:
    """Tell background from the date that belongs to the event, or without one from the words around it."""
    found = date_of(doc, token.i, find_dates(doc, published))
    if found is not None and found.date.last is not None:
        return found.date.last < published - OLD
    return told_as_past(token)


def main() -> None:
    """Read the clauses and print the scores."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--show", action="store_true", help="print what is not right")
    parser.add_argument(
        "--set", choices=("test", "control", "control2", "dev2"), default="test", help="which of our sets"
    )
    options = parser.parse_args()
    show, path = options.show, DATA / f"status_{options.set}.toml"
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    clauses, nlp = table["clause"], load(threads=1)
    confusion, plain = Counter[tuple[str, str]](), 0
    past = 0
    for clause, doc in zip(clauses, nlp.pipe([one["text"] for one in clauses]), strict=True):
        token = next(token for token in doc if token.text == clause["trigger"])
        gold, got = str(Status(clause["status"])), of_chain(token)
        confusion[gold, got] += 1
        plain += of_words(token) == gold
        background = is_past(doc, token, table["published"])
        past += background == clause.get("background", False)
        if show and (got != gold or background != clause.get("background", False)):
            print(f"  {gold:<9}{got:<9}{background!s:<6}{clause['trigger']}: {clause['text']}")
    right = sum(count for (gold, got), count in confusion.items() if gold == got)
    print(f"clauses: {len(clauses)}; right status {right / len(clauses):.1%}")
    print(f"  baseline, words beside the event: {plain / len(clauses):.1%}")
    print(f"  right background {past / len(clauses):.1%}")
    print(f"{'gold, read as':<14}" + "".join(f"{name:>10}" for name in NAMES))
    for gold in NAMES[:-1]:
        print(f"{gold:<14}" + "".join(f"{confusion[gold, got]:>10}" for got in NAMES))


if __name__ == "__main__":
    main()
