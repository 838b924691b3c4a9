"""How well marked pairs are labelled: root and quad against a file of marked sentences.

python benchmarks/label_quality.py FILE.tsv            # columns marked_sentence, gold_root, gold_penta
python benchmarks/label_quality.py FILE.tsv --errors   # list every disagreement

``marked_sentence`` holds ``<s>source</s>`` and ``<t>target</t>``, or one of them; ``gold_root`` a PLOVER
type, with YIELD for CONCEDE and RETREAT; ``gold_penta`` the quad. Both are compared three times: with the
type as the text has it; with the status folded into it (``plover``); and by the conventions of the file: it
counts planned cooperation as AGREE but leaves planned conflict its type, and convictions as ACCUSE.
``binary`` is cooperation or conflict. At last, how often answers of each share are right (reliability).
"""

from __future__ import annotations

import argparse
import csv
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from entente.codebook import Codebook
from entente.coder import Coder
from entente.contract import to_line
from entente.labels import Question, read_line
from entente.nlp.labelling import Label, label

FOLDED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
YIELDING = 2  # the quad that the file gives to YIELD, whether said or done
_MARK = re.compile(r"<(/?)([st])>")


@dataclass(frozen=True, slots=True)
class Case:
    """A marked sentence and what it should be labelled."""

    line: str  # as `entente label` takes it
    root: str
    quad: int


def main() -> None:
    """Label the cases and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", action="store_true", help="list every disagreement")
    arguments = parser.parse_args()
    cases, coder = list(read(arguments.file)), Coder()
    started = time.perf_counter()
    answers = list(labels(cases, coder))
    seconds = time.perf_counter() - started
    gold = [case.root for case in cases]
    print(f"coder {coder.key}; {len(cases)} sentences, {len(cases) / seconds:.0f} a second")
    for name in ("type", "plover", "conventions"):
        found = [answered(answer, name, coder.codebook) for answer in answers]
        roots = [FOLDED.get(type_, type_) if type_ else None for type_ in found]
        quads = [quad_of(type_, coder.codebook) for type_ in found]
        right = sum(quad == case.quad for quad, case in zip(quads, cases, strict=True))
        print_scores(name, gold, roots, right)
        sides = [
            quad is not None and (quad > 2) == (case.quad > 2)
            for quad, case in zip(quads, cases, strict=True)
        ]
        print(f"{'':<14} binary {sum(sides) / len(cases):.3f}")
        if name == "conventions":
            print_reliability([max(answer.scores.values(), default=0.0) for answer in answers], gold, roots)
        if arguments.errors:
            print_errors(cases, roots)
    most, _ = Counter(gold).most_common(1)[0]
    quad = Counter(case.quad for case in cases).most_common(1)[0][1]
    print_scores(f"always {most}", gold, [most] * len(gold), quad)


def quad_of(type_: str | None, book: Codebook) -> int | None:
    """Return the quad of a type as the file counts it: all that yields is material cooperation."""
    if type_ is None:
        return None
    return YIELDING if type_ in FOLDED else book.quad(type_)


def labels(cases: Sequence[Case], coder: Coder) -> Iterator[Label]:
    """Yield the label of each case, as `entente label` gives it."""
    for at in range(0, len(cases), coder.settings.batch_size):
        asked = [read_line(str(at), case.line) for case in cases[at : at + coder.settings.batch_size]]
        known = [one for one in asked if isinstance(one, Question)]
        assert len(known) == len(asked), [one for one in asked if not isinstance(one, Question)]
        docs = coder.parsed_with_words([one.document.text for one in known])
        for one, doc in zip(known, docs, strict=True):
            heard = coder.heard(doc, one.source, one.target)
            yield label(coder.read(one.document, doc), one.source, one.target, coder.frames, heard)


def answered(answer: Label, name: str, book: Codebook) -> str | None:
    """Return the type of an answer as one way of comparing takes it."""
    if name == "type" or answer.type is None:
        return answer.type
    if name == "plover":
        return answer.plover
    if (answer.type, answer.mode) == ("SANCTION", "convict"):
        return "ACCUSE"
    return answer.plover or answer.type if book.quad(answer.type) in (1, 2) else answer.type


def print_reliability(shares: Sequence[float], gold: Sequence[str], found: Sequence[str | None]) -> None:
    """Print how sure the answers were and how often they were right, by tenths."""
    for low in range(0, 10, 2):
        inside = [n for n, share in enumerate(shares) if low / 10 <= share < low / 10 + 0.2 + (low == 8)]
        if inside:
            said = sum(shares[n] for n in inside) / len(inside)
            was = sum(gold[n] == found[n] for n in inside) / len(inside)
            print(f"  said {said:.2f}, was {was:.2f} ({len(inside)} answers)")


def read(path: Path) -> Iterator[Case]:
    """Yield the cases of a file of tab-separated values, whose quotation marks are text."""
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Case(to_line(unmarked(row["marked_sentence"])), row["gold_root"], int(row["gold_penta"]))


def unmarked(sentence: str) -> dict[str, object]:
    """Return the fields that ask about a marked sentence; of a party marked twice the first place counts."""
    text, ends = "", dict[str, list[int]]()
    for part in re.split(r"(</?[st]>)", sentence):
        mark = _MARK.fullmatch(part)
        if mark is None:
            text += part
        else:
            ends.setdefault(mark[2], []).append(len(text))
    spans = {name: ends[letter][:2] if letter in ends else None for letter, name in _SIDES}
    return {"text": text, **spans}


_SIDES = (("s", "source"), ("t", "target"))


def print_scores(name: str, gold: Sequence[str], found: Sequence[str | None], quads: int) -> None:
    """Print one line: accuracy and macro-F1 of the root, accuracy of the quad, coverage, precision."""
    right = sum(one == other for one, other in zip(gold, found, strict=True))
    labelled = sum(one is not None for one in found)
    f1 = sum(f1_of(root, gold, found) for root in set(gold)) / len(set(gold))
    print(
        f"{name:<14} accuracy {right / len(gold):.3f}  macro-F1 {f1:.3f}  quad {quads / len(gold):.3f}  "
        f"labelled {labelled / len(gold):.3f}  precision {right / max(1, labelled):.3f}"
    )


def f1_of(root: str, gold: Sequence[str], found: Sequence[str | None]) -> float:
    """Return F1 of one class."""
    both = sum(one == other == root for one, other in zip(gold, found, strict=True))
    total = sum(one == root for one in gold) + sum(one == root for one in found)
    return 2 * both / total if total else 0.0


def print_errors(cases: Sequence[Case], found: Sequence[str | None]) -> None:
    """Print every case whose root is another than gold says."""
    for case, root in zip(cases, found, strict=True):
        if root != case.root:
            print(f"  gold {case.root}, found {root}: {case.line}")


if __name__ == "__main__":
    main()
