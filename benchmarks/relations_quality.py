"""How well relations are found: precision, recall and F1 by kind, and how often what they state is right.

    python benchmarks/relations_quality.py                       # the development passages
    python benchmarks/relations_quality.py FILE.toml --errors    # list what is missed, extra or wrong

On relations_passages.toml, written before the rules were tuned on it: first F1 0.798 (0.847 once ten gold
labels were mended), now 0.931; on relations_test.toml, not tuned on, 0.844 before, 0.870 with newer tables,
now 0.894; on relations_control.toml, written without sight of the rules and run once, 0.787, now 0.894.
A relation is found when kind and all parties are as in the gold. The baseline finds one cooperation in
every sentence that names exactly two states.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from entente.coder import Coder
from entente.evaluation.gold import GoldCase, read_cases
from entente.evaluation.matching import party_codes, relation_agrees
from entente.records import CodedDocument, Relation

DEFAULT = Path(__file__).parent / "data" / "relations_dev.toml"
Gold = Mapping[str, Any]


def main() -> None:
    """Code the cases that annotate relations and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, default=[DEFAULT])
    parser.add_argument("--errors", action="store_true", help="list every disagreement")
    arguments = parser.parse_args()
    cases = [case for path in arguments.files for case in read_cases(path) if case.relations is not None]
    coder = Coder()
    coded = [coder.code_one(case.document) for case in cases]
    kinds, attributes = Counter[tuple[str, str]](), Counter[tuple[str, bool]]()
    for case, result in zip(cases, coded, strict=True):
        pairs = match(case.relations or (), result.relations)
        count(case.relations or (), result.relations, pairs, kinds, attributes)
        if arguments.errors:
            print_errors(case, result.relations, pairs)
    print(f"coder {coder.key}; {len(cases)} cases")
    print_scores(kinds, attributes)
    print_baseline(cases, coded)


def is_found(gold: Gold, relation: Relation) -> bool:
    """Whether a coded relation has the kind and the parties of a gold one."""
    return relation_agrees({"kind": gold["kind"], "parties": gold.get("parties", ())}, relation)


def wrong_attributes(gold: Gold, relation: Relation) -> list[str]:
    """Return the names of what the gold states and the coded relation has otherwise."""
    base = {"kind": gold["kind"], "parties": gold.get("parties", ())}
    stated = [name for name in gold if name not in base]
    return [name for name in stated if not relation_agrees({**base, name: gold[name]}, relation)]


def match(gold: Sequence[Gold], coded: Sequence[Relation]) -> list[tuple[Gold, Relation]]:
    """Return pairs of gold and coded relations of one kind and the same parties, the closest first."""
    scored = sorted(
        (len(wrong_attributes(one, other)), g, c)
        for g, one in enumerate(gold) for c, other in enumerate(coded) if is_found(one, other)
    )  # fmt: skip
    used_gold, used_coded, pairs = set[int](), set[int](), []
    for _, g, c in scored:
        if g not in used_gold and c not in used_coded:
            used_gold.add(g)
            used_coded.add(c)
            pairs.append((gold[g], coded[c]))
    return pairs


def count(
    gold: Sequence[Gold],
    coded: Sequence[Relation],
    pairs: Sequence[tuple[Gold, Relation]],
    kinds: Counter[tuple[str, str]],
    attributes: Counter[tuple[str, bool]],
) -> None:
    """Add one case to the counts by kind and by attribute."""
    kinds.update((one["kind"], "gold") for one in gold)
    kinds.update((one.kind, "coded") for one in coded)
    kinds.update((one["kind"], "matched") for one, _ in pairs)
    for one, relation in pairs:
        wrong = wrong_attributes(one, relation)
        attributes.update((name, name not in wrong) for name in one if name not in {"kind", "parties"})


def line(relation: Relation) -> str:
    """Return a coded relation on one line, without what it does not state."""
    names: tuple[str, ...] = (
        "name",
        "role",
        "areas",
        "framework",
        "holds_from",
        "holds_to",
        "status",
        "trend",
        "ordinal",
    )
    names += ("person", "office", "object", "subtype")
    stated = {name: getattr(relation, name) for name in names if getattr(relation, name)}
    signed = f" signed={relation.signed.first}" if relation.signed else ""
    rest = " ".join(f"{name}={value!s}" for name, value in stated.items())
    return f"{relation.kind} {sorted(party_codes(relation.parties))} {rest}{signed}"


def print_errors(case: GoldCase, coded: Sequence[Relation], pairs: Sequence[tuple[Gold, Relation]]) -> None:
    """Print what one case misses, has too much, or has wrong."""
    lines = [f"  - missed {dict(one)}" for one in case.relations or () if not any(one is g for g, _ in pairs)]
    lines += [f"  + extra  {line(one)}" for one in coded if not any(one is c for _, c in pairs)]
    for gold, relation in pairs:
        wrong = wrong_attributes(gold, relation)
        if wrong:
            lines.append(
                f"  ~ {', '.join(f'{name} should be {gold[name]!r}' for name in wrong)}: {line(relation)}"
            )
    if lines:
        print(f"{case.id} [{case.published}] {case.text}", *lines, sep="\n")


def rates(gold: int, coded: int, matched: int) -> str:
    """Return precision, recall and F1 as text."""
    precision = matched / coded if coded else 0.0
    recall = matched / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if matched else 0.0
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({matched} of {gold} gold, {coded} coded)"


def print_scores(kinds: Counter[tuple[str, str]], attributes: Counter[tuple[str, bool]]) -> None:
    """Print the scores by kind, over all kinds, and the accuracy of each attribute on what was found."""
    for kind in sorted({kind for kind, _ in kinds}):
        print(f"  {kind:<12} {rates(*(kinds[kind, part] for part in ('gold', 'coded', 'matched')))}")
    totals = [
        sum(value for (_, name), value in kinds.items() if name == part)
        for part in ("gold", "coded", "matched")
    ]
    print(f"  {'all':<12} {rates(*totals)}")
    for name in sorted({name for name, _ in attributes}):
        right, all_ = attributes[name, True], attributes[name, True] + attributes[name, False]
        print(f"  {name:<12} {right / all_:.3f}  ({right} of {all_})")


def print_baseline(cases: Sequence[GoldCase], coded: Sequence[CodedDocument]) -> None:
    """Print what calling every sentence with two states a cooperation would score."""
    gold = guessed = matched = 0
    for case, result in zip(cases, coded, strict=True):
        sentences = dict[int, set[str]]()
        for mention in result.mentions:
            if mention.actor.country:
                sentences.setdefault(mention.sentence, set()).add(mention.actor.country)
        guesses = [states for states in sentences.values() if len(states) == 2]
        wanted = [set(one["parties"]) for one in case.relations or () if one["kind"] == "cooperation"]
        gold, guessed = gold + len(case.relations or ()), guessed + len(guesses)
        matched += sum(min(guesses.count(one), 1) for one in wanted)
    print(f"  {'baseline':<12} {rates(gold, guessed, matched)}")


if __name__ == "__main__":
    main()
