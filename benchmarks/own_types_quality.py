"""How well event types of one's own are found from a few examples: precision and recall of triggers.

python benchmarks/own_types_quality.py             # three types that the model has never been trained on
python benchmarks/own_types_quality.py --likeness  # how alike each sentence's likest word is

The baseline finds a type where a marked word of the examples stands in the sentence, in any form.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from entente.codebook.own_types import OwnType, read_own_types
from entente.coder import Coder
from entente.settings import Settings

DATA = Path(__file__).parent / "data" / "own_types.toml"


def main() -> None:
    """Look for the types in the sentences and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--likeness", action="store_true")
    options = parser.parse_args()
    cases = tomllib.loads(DATA.read_text(encoding="utf-8"))["case"]
    own = read_own_types(DATA)
    coder = Coder(Settings(own_types=str(DATA)))
    finder = coder.own_finder
    assert finder is not None
    print(f"coder {coder.key}, model {coder.model}; {len(own)} types, {len(cases)} sentences")
    print({one.name: round(one.threshold, 3) for one in finder.types})
    gold = [case["true"] for case in cases]
    docs = coder.parsed_with_words([case["text"] for case in cases])
    found = []
    for case, doc in zip(cases, docs, strict=True):
        matches = sorted(finder.matches(doc), key=lambda match: -match[2])
        found.append(matches[0][1] if matches else "")
        if options.likeness:
            shown = [(token.text, name, round(value, 3)) for token, name, value in matches[:3]]
            print(f"  {case['true'] or '-':<10} {shown} {case['text']}")
    print_line("likeness", gold, found)
    lemmas = example_lemmas(own, coder)
    same = [next((lemmas[t.lemma_] for t in doc if t.lemma_ in lemmas), "") for doc in docs]
    print_line("same word", gold, same)


def example_lemmas(own: Sequence[OwnType], coder: Coder) -> dict[str, str]:
    """Return the lemmas of the marked words and their types."""
    found = {}
    for one in own:
        for example in one.examples:
            for token in coder.nlp(example.text):
                if example.start <= token.idx < example.end:
                    found[token.lemma_] = one.type.name
    return found


def print_line(name: str, gold: Sequence[str], found: Sequence[str]) -> None:
    """Print precision, recall and F1 over the types."""
    counts = Counter((a, b) for a, b in zip(gold, found, strict=True))
    right = sum(count for (a, b), count in counts.items() if a == b != "")
    coded = sum(count for (_, b), count in counts.items() if b)
    there = sum(count for (a, _), count in counts.items() if a)
    precision, recall = right / max(1, coded), right / max(1, there)
    f1 = 2 * right / max(1, coded + there)
    print(f"{name:<10} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")


if __name__ == "__main__":
    main()
