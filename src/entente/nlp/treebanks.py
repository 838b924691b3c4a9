"""Gold parses from CoNLL-U treebanks: words with offsets, and the mentions of `Entity=`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from entente.nlp.conllu import ConlluSentence, read_conllu
from entente.nlp.scoring import ScoredWord, Span

NO_MENTION = "O"
ENTITY = re.compile(r"\((?P<open>[^()]+)(?P<closed>\)?)|(?P<close>[^()]+)\)")


@dataclass(frozen=True, slots=True)
class GoldText:
    """A stretch of text with its gold parse; offsets are code points of `text`."""

    text: str
    words: tuple[ScoredWord, ...]
    sentences: tuple[ConlluSentence, ...]


def read_treebank(path: Path) -> Iterator[ConlluSentence]:
    """The sentences of one CoNLL-U file. Raises BadConllu."""
    with path.open(encoding="utf-8") as lines:
        yield from read_conllu(lines)


def gold_documents(path: Path) -> Iterator[GoldText]:
    """The documents of a file as running text: sentences joined by a space, paragraphs by a blank line."""
    held: list[ConlluSentence] = []
    for sentence in read_treebank(path):
        if held and any(comment.startswith("# newdoc") for comment in sentence.comments):
            yield gold_text(held)
            held = []
        held.append(sentence)
    if held:
        yield gold_text(held)


def gold_text(sentences: Sequence[ConlluSentence]) -> GoldText:
    """Some sentences as one text with one gold parse."""
    text = ""
    words: list[ScoredWord] = []
    for sentence in sentences:
        if text:
            paragraph = any(re.match(r"# newpar(?!_block)", comment) for comment in sentence.comments)
            text += "\n\n" if paragraph else " "
        words.extend(_scored(sentence, len(text)))
        text += sentence.text
    return GoldText(text, tuple(words), tuple(sentences))


def _scored(sentence: ConlluSentence, start: int) -> Iterator[ScoredWord]:
    spans = list(word_spans(sentence, start))
    rows = sentence.words
    for row, span, mention in zip(rows, spans, mention_heads(rows), strict=True):
        head = int(row[6])
        yield ScoredWord(
            span=span,
            upos=row[3],
            xpos=row[4],
            lemma=row[2],
            head=spans[head - 1] if head else None,
            relation=row[7],
            mention=None if mention == NO_MENTION else mention,
        )


def word_spans(sentence: ConlluSentence, start: int) -> Iterator[Span]:
    """Offsets of each word when the sentence begins at `start`; a word that its surface token
    does not spell out (as in "cannot" read as "can not") gets its share of it."""
    text, place = sentence.text, 0
    for row in sentence.words:
        while place < len(text) and text[place].isspace():
            place += 1
        begin = text.find(row[1], place, place + len(row[1]) + 3)
        begin = place if begin < 0 else begin
        place = min(begin + len(row[1]), len(text))
        yield start + begin, start + place


def mention_heads(words: Sequence[tuple[str, ...]]) -> list[str]:
    """For each word the type of the smallest mention it heads, or `O`."""
    heads = [int(row[6]) for row in words]
    types = [NO_MENTION] * len(words)
    for start, end, kind in sorted(mention_spans(words), key=lambda span: span[0] - span[1]):
        for place in range(start, end + 1):
            if not start <= heads[place] - 1 <= end:
                types[place] = kind  # smaller mentions come later and win
                break
    return types


def mention_spans(words: Iterable[tuple[str, ...]]) -> list[tuple[int, int, str]]:
    """(first word, last word, type) of each `Entity=` mention; of a broken one, its first part."""
    spans: list[tuple[int, int, str]] = []
    waiting: dict[str, list[tuple[int, str]]] = {}
    for place, row in enumerate(words):
        field = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        for match in ENTITY.finditer(field):
            if match["open"]:
                key, kind = match["open"].split("-")[:2]
                if match["closed"]:
                    spans.append((place, place, kind))
                else:
                    waiting.setdefault(key, []).append((place, kind))
            elif waiting.get(match["close"]):
                start, kind = waiting[match["close"]].pop()
                spans.append((start, place, kind))
    return spans
