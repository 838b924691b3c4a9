"""Whether the events of some regions are read worse than those of others.

python benchmarks/events_regions.py training/corpus/*.jsonl --split test
"""

from __future__ import annotations

import json
from collections import defaultdict

from events_ablation import asked

from entente.coder import Coder
from entente.evaluation.gold import GoldCase, read_cases, split_of
from entente.evaluation.scores import score
from entente.records import CodedDocument


def main() -> None:
    """Code the cases once and print a line for each region, the largest first."""
    options = asked(__doc__)
    coder = Coder()
    found: dict[str, list[tuple[GoldCase, CodedDocument]]] = defaultdict(list)
    for path in options.files:
        regions = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            regions[item["id"]] = item["region"]
        for case in read_cases(path):
            if options.split in (None, split_of(case.id)):
                found[regions[case.id]].append((case, coder.code_one(case.document)))
    print(f"coder {coder.key}, model {coder.model}")
    for region, pairs in sorted(found.items(), key=lambda one: -len(one[1])):
        scores = score(pairs)
        print(
            f"{region:<16} {len(pairs):4} items  P {scores.precision:.3f}  R {scores.recall:.3f}  "
            f"F1 {scores.f1:.3f}  actors {scores.party_f1('actors'):.3f}  "
            f"recipients {scores.party_f1('recipients'):.3f}"
        )


if __name__ == "__main__":
    main()
