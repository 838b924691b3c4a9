"""CoNLL-U in, CoNLL-U out: what `entente parse` does, sentence by sentence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from entente.errors import BadConllu
from entente.nlp.parser import Parser
from entente.nlp.windows import in_chunks

COLUMNS = 10
CHUNK = 256  # sentences or paragraphs read before the encoder runs
LONGEST_PARAGRAPH = 200_000  # characters; longer ones are cut at a line
WORD = re.compile(r"[1-9]\d*")
RANGE = re.compile(r"([1-9]\d*)-([1-9]\d*)")  # a multiword token
EMPTY = re.compile(r"\d+\.[1-9]\d*")  # an empty node


@dataclass(frozen=True, slots=True)
class ConlluSentence:
    """One sentence as it was read: its comments and its rows of ten columns."""

    comments: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    line: int  # where it begins, from 1

    @property
    def words(self) -> list[tuple[str, ...]]:
        """The syntactic words: no multiword tokens, no empty nodes."""
        return [row for row in self.rows if row[0].isdigit()]

    @property
    def text(self) -> str:
        """What `# text` says; without it the surface tokens, spaced as their MISC column tells."""
        for comment in self.comments:
            if (stated := re.match(r"#\s*text\s*=\s*(.*)", comment)) is not None:
                return stated[1]
        return "".join(f"{form} " if space else form for form, space in self._surface()).rstrip()

    def spaces(self) -> list[bool]:
        """For each word whether a space follows it; words inside a multiword token have none."""
        after: list[bool] = []
        last, group = 0, True
        for row in self.rows:
            free = not _no_space(row)
            if (span := RANGE.fullmatch(row[0])) is not None:
                last, group = int(span[2]), free
            elif row[0].isdigit():
                number = int(row[0])
                after.append(False if number < last else group if number == last else free)
        return after

    def _surface(self) -> Iterator[tuple[str, bool]]:
        covered = 0
        for row in self.rows:
            if (span := RANGE.fullmatch(row[0])) is not None:
                covered = int(span[2])
                yield row[1], not _no_space(row)
            elif row[0].isdigit() and int(row[0]) > covered:
                yield row[1], not _no_space(row)


def _no_space(row: tuple[str, ...]) -> bool:
    return "SpaceAfter=No" in row[9].split("|")


def read_conllu(lines: Iterable[str]) -> Iterator[ConlluSentence]:
    """The sentences of CoNLL-U lines, one at a time. Raises BadConllu with the line's number."""
    comments: list[str] = []
    rows: list[tuple[str, ...]] = []
    begin = 1
    number = 0
    for number, raw in enumerate(lines, start=1):
        line = raw.rstrip("\r\n").lstrip("\ufeff") if number == 1 else raw.rstrip("\r\n")
        if not line.strip():
            if rows:
                yield ConlluSentence(tuple(comments), tuple(rows), begin)
                comments, rows = [], []
            begin = number + 1
        elif line.startswith("#") and not rows:
            comments.append(line)
        else:
            rows.append(_row(line, number, rows))
    if rows:
        yield ConlluSentence(tuple(comments), tuple(rows), begin)
    if comments and not rows:
        raise BadConllu(f"line {number}: comments without a sentence; expected rows of {COLUMNS} columns.")


def _row(line: str, number: int, before: list[tuple[str, ...]]) -> tuple[str, ...]:
    row = tuple(line.split("\t"))
    if len(row) != COLUMNS:
        raise BadConllu(
            f"line {number}: found {len(row)} tab-separated columns, expected {COLUMNS}: {line[:60]!r}. "
            "If this is plain text, parse it as text."
        )
    previous = max((int(other[0]) for other in before if other[0].isdigit()), default=0)
    if WORD.fullmatch(row[0]):
        good = int(row[0]) == previous + 1 and row[1] != ""
    elif (span := RANGE.fullmatch(row[0])) is not None:
        good = int(span[1]) == previous + 1 and int(span[2]) >= int(span[1])
    else:
        good = EMPTY.fullmatch(row[0]) is not None and int(row[0].split(".")[0]) == previous
    if not good:
        raise BadConllu(
            f"line {number}: found id {row[0]!r} and form {row[1]!r} after word {previous}; expected word "
            f"{previous + 1}, a range that begins there, or an empty node such as {previous}.1."
        )
    return row


def parse_conllu(lines: Iterable[str], nlp: Language, *, pretokenized: bool = False) -> Iterator[str]:
    """Parsed sentences as blocks of CoNLL-U, each ending in a blank line, in order.

    With `pretokenized` the words and sentences of the input stay, as do its comments, multiword
    tokens, empty nodes and MISC. Without, each `# text` is cut anew into words and sentences.
    Reads as it goes: memory does not grow with the input. Raises BadConllu.
    """
    for sentences in in_chunks(read_conllu(lines), CHUNK):
        if pretokenized:
            docs = _parsed([_gold_doc(sentence, nlp) for sentence in sentences], nlp)
            for sentence, doc in zip(sentences, docs, strict=True):
                yield _gold_block(sentence, doc)
        else:
            docs = _parsed([_marked(sentence.text, nlp) for sentence in sentences], nlp)
            for sentence, doc in zip(sentences, docs, strict=True):
                yield from _new_blocks(sentence, doc)


def parse_text(lines: Iterable[str], nlp: Language) -> Iterator[str]:
    """Parsed sentences of plain text as blocks of CoNLL-U, in order; paragraphs end at blank lines.

    Reads as it goes: memory does not grow with the input.
    """
    number = 0
    for texts in in_chunks(_paragraphs(lines), CHUNK):
        for doc in _parsed([_marked(text, nlp) for text in texts], nlp):
            comments = ["# newpar"]
            for text, rows in _sentences_of(doc):
                number += 1
                yield _block([*comments, f"# sent_id = {number}", f"# text = {text}"], rows)
                comments = []


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    held: list[str] = []
    size = 0
    for line in lines:
        clean = line.rstrip("\r\n")
        if clean.strip():
            held.append(clean)
            size += len(clean)
        if held and (not clean.strip() or size > LONGEST_PARAGRAPH):
            yield "\n".join(held)
            held, size = [], 0
    if held:
        yield "\n".join(held)


def _parsed(docs: list[Doc], nlp: Language) -> list[Doc]:
    parser = nlp.get_pipe("entente_parser")
    assert isinstance(parser, Parser)
    parser.set_annotations(docs, parser.predict(docs, mixed=True))
    return docs


def _marked(text: str, nlp: Language) -> Doc:
    doc = nlp.make_doc(text)
    return nlp.get_pipe("entente_sentences")(doc)


def _gold_doc(sentence: ConlluSentence, nlp: Language) -> Doc:
    words = [row[1] for row in sentence.words]
    starts: list[bool | int | None] = [place == 0 for place in range(len(words))]
    return Doc(nlp.vocab, words=words, spaces=sentence.spaces(), sent_starts=starts)


def _gold_block(sentence: ConlluSentence, doc: Doc) -> str:
    fresh = iter(_columns(doc))
    rows = []
    for row in sentence.rows:
        if row[0].isdigit():
            values = next(fresh)
            rows.append([row[0], row[1], *values, "_", row[9]])
        else:
            rows.append(list(row))
    return _block(list(sentence.comments), rows)


def _new_blocks(sentence: ConlluSentence, doc: Doc) -> Iterator[str]:
    kept = [c for c in sentence.comments if not re.match(r"#\s*(text|sent_id)\s*=", c)]
    name = next((m[1] for c in sentence.comments if (m := re.match(r"#\s*sent_id\s*=\s*(.*)", c))), None)
    found = list(_sentences_of(doc))
    for number, (text, rows) in enumerate(found, start=1):
        label = name if len(found) == 1 or name is None else f"{name}-{number}"
        stated = [f"# sent_id = {label}"] if label is not None else []
        yield _block([*(kept if number == 1 else []), *stated, f"# text = {text}"], rows)


def _block(comments: list[str], rows: list[list[str]]) -> str:
    return "\n".join([*comments, *("\t".join(row) for row in rows), "", ""])


def _sentences_of(doc: Doc) -> Iterator[tuple[str, list[list[str]]]]:
    """For each sentence its text and its rows, numbered from 1; whitespace tokens are gone."""
    columns = _columns(doc)
    table = doc.to_array(["IS_SPACE", "SENT_START", "SPACY"]).astype(np.int64)
    words = np.flatnonzero(table[:, 0] == 0).tolist()
    follows = table[:, 2].tolist()
    space = table[:, 0].tolist()
    groups: dict[int, list[tuple[int, list[str]]]] = {}
    sentence = np.cumsum(table[:, 1] == 1).tolist()
    for place, values in zip(words, columns, strict=True):
        groups.setdefault(sentence[place], []).append((place, values))
    for group in groups.values():
        last = group[-1][0]
        rows = []
        for number, (place, values) in enumerate(group, start=1):
            free = follows[place] or place + 1 >= len(space) or space[place + 1]
            rows.append([str(number), doc[place].text, *values, "_", "_" if free else "SpaceAfter=No"])
        text = doc[group[0][0] : last + 1].text
        yield " ".join(text.split()), rows


def _columns(doc: Doc) -> list[list[str]]:
    """LEMMA, UPOS, XPOS, FEATS, HEAD and DEPREL of each word; heads count words in the sentence."""
    names: list[int | str] = ["LEMMA", "POS", "TAG", "DEP", "HEAD", "IS_SPACE", "SENT_START"]
    table = doc.to_array(names)
    real = table[:, 5] == 0
    places = np.arange(len(doc))
    heads = places + table[:, 4].astype(np.int64)
    rank = np.cumsum(real)  # of each word among all words, from 1
    sentence = np.cumsum(table[:, 6] == 1)
    first = np.zeros(int(sentence[-1]) + 2 if len(doc) else 1, dtype=np.int64)
    np.add.at(first, sentence[real] + 1, 1)
    before = np.cumsum(first)[sentence]  # words in earlier sentences
    numbers = np.where(heads == places, 0, rank[heads] - before)
    strings = doc.vocab.strings
    features = load_features()
    rows = zip(*(table[real, column].tolist() for column in range(4)), numbers[real].tolist(), strict=True)
    columns = []
    for lemma, upos, xpos, relation, head in rows:
        tag = strings[xpos]
        feats = features.get(tag, "_")
        columns.append([strings[lemma] or "_", strings[upos], tag, feats, str(head), strings[relation]])
    return columns


@cache
def load_features() -> dict[str, str]:
    """UD features by PTB tag."""
    return dict(tomllib.loads((Path(__file__).parent / "data" / "features.toml").read_text(encoding="utf-8")))
