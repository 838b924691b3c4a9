"""What frames and heads each bring to the events: frames alone, heads alone, both.

python benchmarks/events_ablation.py training/corpus/*.jsonl --split test
"""

from __future__ import annotations

import argparse
from pathlib import Path
from unittest.mock import patch

from entente.coder import Coder
from entente.evaluation.gold import GoldCase, read_cases, split_of
from entente.evaluation.scores import EventScores, score
from entente.records import CodedDocument


def main() -> None:
    """Code the cases three times and print the table."""
    options = asked(__doc__)
    cases = [case for path in options.files for case in read_cases(path)]
    cases = [case for case in cases if options.split in (None, split_of(case.id))]
    coder = Coder()
    print(f"coder {coder.key}, model {coder.model}; {len(cases)} cases")
    with patch("entente.coder.trigger_scores", lambda _doc, _labels: None):
        print_line("frames", coded(Coder(), cases))
    with patch("entente.nlp.events.evoked", lambda _reading, _frames: []):
        print_line("heads", coded(Coder(), cases))
    print_line("both", coded(coder, cases))


def asked(description: str | None) -> argparse.Namespace:
    """Return the gold files and the part of them that the command line asks for."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--split", choices=("train", "dev", "test"))
    return parser.parse_args()


def coded(coder: Coder, cases: list[GoldCase]) -> EventScores:
    """Return the scores of one way of coding."""
    results = coder.code(case.document for case in cases)
    return score(
        (case, result)
        for case, result in zip(cases, results, strict=True)
        if isinstance(result, CodedDocument)
    )


def print_line(name: str, scores: EventScores) -> None:
    """Print the scores of one way of coding."""
    print(
        f"{name:<8} P {scores.precision:.3f}  R {scores.recall:.3f}  F1 {scores.f1:.3f}  "
        f"macro {scores.macro_f1:.3f}  extra {scores.extra:.2f}  actors {scores.party_f1('actors'):.3f}  "
        f"recipients {scores.party_f1('recipients'):.3f}  swapped {scores.swapped:.3f}  "
        f"mode macro {scores.mode_macro_f1:.3f}  status {scores.accuracy('status'):.3f}"
    )


if __name__ == "__main__":
    main()
