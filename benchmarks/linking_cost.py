"""What the steps after the parse cost: their shares of the time of coding the sample articles.

    python benchmarks/linking_cost.py [--passes 5] [--copies 4]

Counted as linking: finding who is named (names, titles, persons, as of the date) and coreference, that is all
of ``find_mentions`` and ``resolve``. The rest is the encoder, the parse, dates, places, events, relations and
claims. One thread; tables are loaded before, and the best of the passes counts. At most 15 % is asked;
10.4 % measured (find_mentions 5.8, resolve 4.6) on two shared cores.

Counted as setting: dates, places, status, who says so, relations and claims. How much they slow coding down
is their time over that of all the rest; at most 25 % is asked, 19 % measured on two shared cores.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import entente.coder as coding
import entente.nlp.events as event_finding
from entente.coder import Coder
from entente.settings import Settings
from entente.sources import read_targets
from entente.sources.failure import Failure

SAMPLES = Path(__file__).parent.parent / "samples"
LINKING = {"find_mentions": coding, "resolve": coding}
SETTING = {
    **dict.fromkeys(("find_dates", "find_places", "find_relations", "find_claims", "_attribute"), coding),
    **dict.fromkeys(("read_status", "found_date", "event_place"), event_finding),
}


@dataclass(slots=True)
class Watch:
    """Seconds spent in each step."""

    seconds: dict[str, float] = field(default_factory=dict)

    def timed(self, name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        """Return the step, its time added up."""

        def run(*args: Any, **named: Any) -> Any:
            start = time.perf_counter()
            try:
                return step(*args, **named)
            finally:
                self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start

        return run


def main() -> None:
    """Code the samples several times and print the share of the best pass."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--passes", type=int, default=5)
    parser.add_argument("--copies", type=int, default=4, help="how often each sample is coded in a pass")
    options = parser.parse_args()
    samples = [one for one in read_targets([str(SAMPLES)]) if not isinstance(one, Failure)]
    documents = [replace(one, label=f"{n}") for n in range(options.copies) for one in samples]
    coder, modules = Coder(Settings(threads=1)), {**LINKING, **SETTING}
    steps = {name: getattr(module, name) for name, module in modules.items()}
    list(coder.code(samples))  # tables and model
    best: tuple[float, dict[str, float]] | None = None
    for _ in range(options.passes):
        watch = Watch()
        for name, step in steps.items():
            setattr(modules[name], name, watch.timed(name, step))
        start = time.perf_counter()
        list(coder.code(documents))
        spent = time.perf_counter() - start
        best = min(best or (spent, watch.seconds), (spent, watch.seconds), key=lambda one: one[0])
    assert best is not None
    whole, parts = best
    characters = sum(len(document.text) for document in documents)
    print(f"{len(documents)} documents, {characters} characters, coded in {whole:.2f} s")
    for name, seconds in parts.items():
        print(f"{name:16}{seconds:7.3f} s {seconds / whole:7.1%}")
    linking, setting = (sum(parts.get(name, 0.0) for name in group) for group in (LINKING, SETTING))
    print(f"{'linking':16}{linking:7.3f} s {linking / whole:7.1%}")
    print(f"{'setting':16}{setting:7.3f} s, {setting / (whole - setting):.1%} of all the rest")


if __name__ == "__main__":
    main()
