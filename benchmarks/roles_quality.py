"""Whether our roles hold the answers that people gave: who did it, to whom (QA-SRL, Wikinews).

python benchmarks/roles_quality.py QASRL/wikinews.dev.gold.csv QASRL/wikinews.dev.full.csv [--errors]

The first file holds questions and answers about verbs, the second the sentences. Only verbs that the coder
takes for triggers are asked about. "Who did something?" and "Who was it done by?" ask for the actor; "Who
did somebody do it to?" and "Who was it done to?" for the recipient. An answer counts when the text of a
party lies in it or holds it; answers that name nobody ("the searches") are counted apart, since only parties
have a role. Passive verbs are shown alone, and for negated ones the status. Baseline: the nearest mention
before the verb acts, the nearest after it is acted upon.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from entente.coder import Coder
from entente.records import Actor, CodedDocument, Document, Event, Mention, Status

Bounds = tuple[int, int]
TOWARDS = frozenset({"to", "with", "against", "at", "on", "from", "upon"})


@dataclass(frozen=True, slots=True)
class Question:
    """One question about a verb, with the places of its answers in the sentence."""

    role: str  # actor or recipient
    answers: tuple[Bounds, ...]
    passive: bool
    negated: bool


def main() -> None:
    """Code the sentences and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("questions", type=Path)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--errors", action="store_true", help="list the answers that no role holds")
    options = parser.parse_args()
    texts = {row["qasrl_id"]: row["tokens"] for row in rows(options.sentences)}
    asked = questions(options.questions, texts)
    coder, counts = Coder(), Counter[tuple[str, str]]()
    for sentence, verbs in asked.items():
        coded = coder.code_one(Document.from_text(texts[sentence]))
        for event in coded.events:
            for question in verbs.get(place_of(event, texts[sentence]), ()):
                judge(question, event, coded, counts)
                if options.errors and not holds(question.answers, told(event, question.role)):
                    print(f"  {question.role} of {event.trigger.text!r}: {texts[sentence]}")
    print(f"coder {coder.key}, model {coder.model}; {len(asked)} sentences")
    for name in ("actor", "recipient", "actor, passive", "recipient, passive"):
        print_line(name, counts)
    print(f"negated verbs: status negated {counts['negated', 'right']} of {counts['negated', 'all']}")


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def questions(path: Path, texts: dict[str, str]) -> dict[str, dict[int, list[Question]]]:
    """Return the questions about who and to whom, by sentence and by the character where the verb starts."""
    found: dict[str, dict[int, list[Question]]] = defaultdict(lambda: defaultdict(list))
    for row in rows(path):
        role = role_of(row)
        if role is None or row["qasrl_id"] not in texts:
            continue
        starts = word_starts(texts[row["qasrl_id"]])
        answers = tuple(
            (starts[int(first)], starts[int(last)] - 1)
            for first, last in (part.split(":") for part in row["answer_range"].split("~!~"))
        )
        question = Question(role, answers, row["is_passive"] == "True", row["is_negated"] == "True")
        found[row["qasrl_id"]][starts[int(row["verb_idx"])]].append(question)
    return found


def word_starts(text: str) -> list[int]:
    """Return where each word starts; at last, where a word after the end would."""
    starts = [0]
    for word in text.split(" "):
        starts.append(starts[-1] + len(word) + 1)
    return starts


def role_of(row: dict[str, str]) -> str | None:
    """Return what a question asks for; None for when, where, how and things besides."""
    if row["wh"] not in {"who", "what"}:
        return None
    passive, subject, preposition = row["is_passive"] == "True", row["subj"], row["prep"]
    if not subject:
        return "recipient" if passive else "actor"
    if passive:
        return "actor" if preposition == "by" and not row["obj"] else None
    if row["obj"] or row["obj2"]:
        return "recipient" if row["wh"] == "who" and preposition in TOWARDS and not row["obj2"] else None
    return "recipient" if not preposition or (row["wh"] == "who" and preposition in TOWARDS) else None


def place_of(event: Event, text: str) -> int:
    """Return where the word of the event's trigger starts."""
    return text.rfind(" ", 0, event.trigger.start + 1) + 1


def told(event: Event, role: str) -> Sequence[Actor]:
    """Return the parties in a role; those of a reciprocal event are both."""
    return event.actors if role == "actor" or not event.recipients else event.recipients


def judge(question: Question, event: Event, coded: CodedDocument, counts: Counter[tuple[str, str]]) -> None:
    """Count one question about a coded event."""
    named = holds(question.answers, [mention.actor for mention in coded.mentions])
    right = holds(question.answers, told(event, question.role))
    guessed = nearest(coded.mentions, event, question.role)
    for name in (question.role, *([f"{question.role}, passive"] if question.passive else [])):
        counts[name, "all"] += 1
        counts[name, "named"] += named
        counts[name, "right"] += right
        counts[name, "right of named"] += right and named
        counts[name, "baseline"] += named and guessed is not None and holds(question.answers, [guessed])
        other = event.recipients if question.role == "actor" else event.actors
        counts[name, "swapped"] += not right and bool(event.recipients) and holds(question.answers, other)
    if question.negated and question.role == "actor":
        counts["negated", "all"] += 1
        counts["negated", "right"] += event.status is Status.NEGATED


def holds(answers: Iterable[Bounds], actors: Iterable[Actor]) -> bool:
    """Whether a party shares words with an answer."""
    return any(actor.start < last and first < actor.end for first, last in answers for actor in actors)


def nearest(mentions: Sequence[Mention], event: Event, role: str) -> Actor | None:
    """Return the mention that the baseline takes for a role."""
    before = [one.actor for one in mentions if one.actor.end <= event.trigger.start]
    after = [one.actor for one in mentions if one.actor.start >= event.trigger.end]
    if role == "actor":
        return max(before, key=lambda actor: actor.end, default=None)
    return min(after, key=lambda actor: actor.start, default=None)


def print_line(name: str, counts: Counter[tuple[str, str]]) -> None:
    total, named = counts[name, "all"], counts[name, "named"]
    share = {key: counts[name, key] / max(1, total) for key in ("right", "swapped")}
    share |= {key: counts[name, key] / max(1, named) for key in ("right of named", "baseline")}
    print(
        f"{name:<20} {total:4} answers, {named:4} name somebody: held {share['right of named']:.3f} "
        f"(baseline {share['baseline']:.3f}), of all {share['right']:.3f}, swapped {share['swapped']:.3f}"
    )


if __name__ == "__main__":
    main()
