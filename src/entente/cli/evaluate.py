"""``entente evaluate``: how well the coder does on texts whose events are known."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from entente.cli.arguments import add_settings, settings_of
from entente.cli.printing import say

if TYPE_CHECKING:
    from entente.evaluation.scores import EventScores

HELP = "measure the coder on gold files"
EXAMPLES = """\
  entente evaluate gold.jsonl
  entente evaluate training/corpus --split test --format json
  entente evaluate tests/golden/*.toml --errors
A gold file is TOML ([[case]] tables) or JSON Lines with character spans; docs/evaluation.md describes both.
Every gold event counts, found or missed; an extra event counts against precision."""

_WHOLE: dict[str, Callable[[EventScores], float]] = {
    "precision": lambda s: s.precision,
    "recall": lambda s: s.recall,
    "f1": lambda s: s.f1,
    "macro_f1": lambda s: s.macro_f1,
    "extra_per_case": lambda s: s.extra,
    "actor_f1": lambda s: s.party_f1("actors"),
    "recipient_f1": lambda s: s.party_f1("recipients"),
    "swapped": lambda s: s.swapped,
    "mode_macro_f1": lambda s: s.mode_macro_f1,
    **{
        f"{name}_accuracy": lambda s, name=name: s.accuracy(name)  # type: ignore[misc]
        for name in ("mode", "status", "date", "place", "attribution", "background", "contexts")
    },
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="gold files, or folders of .jsonl files")
    parser.add_argument(
        "--split", choices=("train", "dev", "test"), help="only the corpus items of this part"
    )
    parser.add_argument("--errors", action="store_true", help="list every missed, extra or wrong event")
    parser.add_argument(
        "--format", choices=("table", "json"), default="table", help="how to write the scores"
    )
    add_settings(parser, "threads", "batch_size", "min_confidence", "own_types")


def run(args: argparse.Namespace) -> int:
    """Code the gold texts and print how well that went."""
    from entente.coder import Coder
    from entente.evaluation.gold import read_cases, split_of
    from entente.evaluation.matching import disagreements
    from entente.evaluation.scores import EventScores, intervals, score_each
    from entente.records import CodedDocument

    cases = [case for path in _paths(args.files) for case in read_cases(path)]
    cases = [case for case in cases if args.split is None or split_of(case.id) == args.split]
    coder = Coder(settings_of(args))
    pairs, failed = [], 0
    for case, coded in zip(cases, coder.code(case.document for case in cases), strict=True):
        if isinstance(coded, CodedDocument):
            pairs.append((case, coded))
        else:
            failed += 1
            say(f"{case.id}: {coded.reason}")
    if args.errors:
        for case, coded in pairs:
            if lines := disagreements(case, coded):
                print(f"{case.id} [{case.published}] {case.text}", *(f"  {line}" for line in lines), sep="\n")
    each = list(score_each(pairs))
    whole = sum(each, EventScores())
    ranges = intervals(each, _WHOLE)
    if args.format == "json":
        print(json.dumps(_json(whole, ranges, coder.key, coder.model), indent=2))
    else:
        for line in _lines(whole, ranges, coder.key, coder.model):
            print(line)
    return 1 if failed else 0


def _paths(names: Sequence[str]) -> list[Path]:
    found = [Path(name) for name in names]
    return [one for path in found for one in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])]


def _json(whole: EventScores, ranges: dict[str, tuple[float, float]], key: str, model: str) -> dict[str, Any]:
    """Return everything that was counted, as plain values."""
    return {
        "coder": key,
        "model": model,
        **{name: whole[name] for name in ("cases", "gold", "coded", "matched", "exact")},
        "scores": {
            name: {"value": round(measure(whole), 4), "interval": [round(end, 4) for end in ranges[name]]}
            for name, measure in _WHOLE.items()
        },
        "types": {
            name: dict(
                zip(("precision", "recall", "f1"), (round(v, 4) for v in whole.type_f1(name)), strict=True)
            )
            | {kind: whole[f"{kind} {name}"] for kind in ("gold", "coded", "matched")}
            for name in _types(whole)
        },
        "status": {name: whole[f"status {name}"] for name in whole.named("status ") if " > " in name},
        "modes_confused": {name: whole[f"mode {name}"] for name in whole.named("mode ") if " > " in name},
    }


def _types(whole: EventScores) -> list[str]:
    return sorted({*whole.named("gold "), *whole.named("coded ")})


def _lines(whole: EventScores, ranges: dict[str, tuple[float, float]], key: str, model: str) -> Iterator[str]:
    """Yield the lines of the table."""
    yield f"coder {key}, model {model}"
    counts = ", ".join(f"{whole[name]} {name}" for name in ("cases", "gold", "coded", "matched"))
    yield counts.replace("gold", "gold events", 1)
    yield ""
    for name, measure in _WHOLE.items():
        low, high = ranges[name]
        yield f"{name.replace('_', ' '):<22}{measure(whole):.3f}   [{low:.3f}, {high:.3f}]"
    yield f"{'all parties right':<22}{whole.share('exact', 'matched'):.3f}"
    yield ""
    yield f"{'type':<12}{'gold':>6}{'coded':>7}{'P':>8}{'R':>8}{'F1':>8}"
    for name in _types(whole):
        precision, recall, f1 = whole.type_f1(name)
        counts = f"{whole[f'gold {name}']:>6}{whole[f'coded {name}']:>7}"
        yield f"{name:<12}{counts}{precision:>8.3f}{recall:>8.3f}{f1:>8.3f}"
    yield ""
    yield "status, gold > coded:"
    for name in whole.named("status "):
        if " > " in name:
            yield f"  {name:<24}{whole[f'status {name}']:>5}"
    confused = [(whole[f"mode {name}"], name) for name in whole.named("mode ") if " > " in name]
    if confused:
        yield "modes most often confused, gold > coded:"
        for count, name in sorted(confused, key=lambda one: (-one[0], one[1]))[:10]:
            yield f"  {name:<44}{count:>5}"
