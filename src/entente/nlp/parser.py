"""The parser: one pass of the encoder gives tags, lemmas, trees and mentions of a batch of documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from entente.nlp import encoder as encoding
from entente.nlp.decoding import decode_heads, masked
from entente.nlp.encoder import FloatArray, Labeller, Runner
from entente.nlp.lemmas import Lemmatizer
from entente.nlp.pieces import IntArray, PieceVocabulary, WordPieces
from entente.nlp.trigger_scores import SILENT, WORDS, RoleScorer, TriggerRow, rows_of, softmax, write_rows
from entente.nlp.windows import Window, batches, in_chunks, join_windows, split_sentences

HalfArray = npt.NDArray[np.float16]

MENTIONS = "mentions"  # the key of doc.spans
NOUNS = "entente_nouns"  # the key of (tokens, their vectors) of nouns and pronouns, where they are kept
NOMINAL = ("NOUN", "PROPN", "PRON", "DET")
PROBABILITIES = "entente_probabilities"  # the key of doc.user_data
TAG_HEADS = ("upos", "xpos", "lemma", "mention")
# What belongs to a mention under its head; the rest (relative clauses, conjuncts, cases) stays out.
INSIDE = ("det", "det:predet", "amod", "compound", "nummod", "flat", "fixed", "goeswith")
INSIDE_PREFIXES = ("nmod",)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of some documents end to end; whitespace tokens are left out."""

    pieces: list[WordPieces]
    glued: IntArray  # (words,)
    sentence: IntArray  # (words,), sentences numbered through all documents


@dataclass(frozen=True, slots=True)
class Parse:
    """What the encoder says of each word, numbers of labels; heads are places in the same array."""

    upos: IntArray
    xpos: IntArray
    lemma: IntArray
    mention: IntArray
    head: IntArray  # its own place for the root of a sentence
    relation: IntArray
    head_probability: FloatArray
    mention_probability: FloatArray
    triggers: list[TriggerRow]
    words: list[tuple[int, FloatArray]]  # vectors of the words of a sentence that starts at a place
    nouns: list[tuple[IntArray, HalfArray]]  # places of nouns and pronouns, and their vectors

    @classmethod
    def empty(cls, words: int) -> Parse:
        """A parse to be filled."""
        whole: list[Any] = [np.zeros(words, dtype=np.int64) for _ in range(6)]
        part: list[Any] = [np.zeros(words, dtype=np.float32) for _ in range(2)]
        heard: list[Any] = [[], [], []]
        return cls(*whole, *part, *heard)

    def __getitem__(self, part: slice) -> Parse:
        """The parse of some of the words, heads counted from the part's first word."""
        listed = {"triggers", "words", "nouns"}
        values = {name: getattr(self, name)[part] for name in self.__slots__ if name not in listed}
        rows = [row.moved(part.start) for row in self.triggers if part.start <= row.place < part.stop]
        words = [(place - part.start, them) for place, them in self.words if part.start <= place < part.stop]
        inside = [
            ((places >= part.start) & (places < part.stop), places, them) for places, them in self.nouns
        ]
        nouns = [(places[mine] - part.start, them[mine]) for mine, places, them in inside if mine.any()]
        lists = {"triggers": rows, "words": words, "nouns": nouns}
        return Parse(**{**values, "head": values["head"] - part.start, **lists})


class Parser:
    """A spaCy component. Requires sentence starts; assigns tags, lemmas, trees and mentions."""

    def __init__(
        self,
        vocab: Vocab,
        *,
        run: Runner,
        relations: Labeller,
        roles: Labeller | None = None,
        vocabulary: PieceVocabulary,
        labels: Mapping[str, list[str]],
        lemmatizer: Lemmatizer,
    ) -> None:
        self.vocab = vocab
        self.run = run
        self.relations = relations
        self.roles = roles
        self.silent = SILENT  # words that are no trigger to this degree are not kept as one
        self.keep_words = False  # whether the vectors of words are kept, for what labels marked spans
        self.keep_nouns = False  # whether those of nouns and pronouns are, for what tells who is meant again
        self.vocabulary = vocabulary
        self.labels = labels
        self.lemmatizer = lemmatizer
        self._pieces: dict[int, WordPieces] = {}
        self._lemmas: dict[tuple[int, int, int], int] = {}
        self._root = labels["deprel"].index("root")
        self._none = labels["mention"].index("O")
        self._inside = np.array([_is_inside(label) for label in labels["deprel"]])
        self._punct = labels["deprel"].index("punct")
        self._nominal = np.array([label in NOMINAL for label in labels["upos"]])
        self._ids = {
            name: np.array([vocab.strings.add(label) for label in labels[name]], dtype=np.uint64)
            for name in ("upos", "xpos", "deprel")
        }
        self._types = [label.upper() for label in labels["mention"]]

    @classmethod
    def from_folder(cls, vocab: Vocab, folder: Path, *, threads: int | None = None) -> Parser:
        """The parser of a model folder. Raises ModelError when files are missing."""
        labels = encoding.load_labels(folder)
        parser = cls(
            vocab,
            run=encoding.Encoder(folder, threads=threads),
            relations=encoding.RelationScorer(folder),
            roles=RoleScorer(folder) if "event" in labels else None,
            vocabulary=PieceVocabulary.from_file(folder / "vocab.txt"),
            labels=labels,
            lemmatizer=Lemmatizer.from_folder(labels["lemma"], folder),
        )
        parser.keep_nouns = (folder / encoding.COREFERENCE).is_file()
        return parser

    def __call__(self, doc: Doc) -> Doc:
        self.set_annotations([doc], self.predict([doc]))
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Each document parsed, in order. Only sentences of one document share an encoder pass: the
        int8 scales belong to a pass, and a document must not be read by the company it keeps."""
        for docs in in_chunks(stream, batch_size):
            self.set_annotations(docs, self.predict(docs))
            yield from docs

    # --- predict --------------------------------------------------------------
    def predict(self, docs: list[Doc], *, mixed: bool = False) -> list[Parse]:
        """The parse of each document's words; the documents are left alone.

        `mixed` lets sentences of several documents share encoder passes: faster for documents of
        a sentence or two, but a close decision may then depend on the other documents.
        """
        if not mixed:
            return [self.parse_words(self._words_of([doc])[0]) for doc in docs]
        words, counts = self._words_of(docs)
        parse = self.parse_words(words)
        ends = np.cumsum(counts)
        return [parse[int(end - count) : int(end)] for end, count in zip(ends, counts, strict=True)]

    def parse_words(self, words: Words) -> Parse:
        """The parse of words that are already cut into sentences."""
        parse = Parse.empty(len(words.pieces))
        windows = split_sentences(words.pieces, words.glued, words.sentence, self.vocabulary)
        long: dict[int, list[tuple[Window, Mapping[str, FloatArray]]]] = {}
        for group, batch in batches(windows):
            scores = self.run(batch)
            whole = [row for row, window in enumerate(group) if window.whole]
            if whole:
                rows = scores if len(whole) == len(group) else {k: v[whole] for k, v in scores.items()}
                self._decode([group[row] for row in whole], rows, parse)
            for row, window in enumerate(group):
                if not window.whole:
                    part = {name: values[row] for name, values in scores.items()}
                    long.setdefault(window.sentence, []).append((window, part))
        for parts in long.values():
            window, joined = join_windows(parts)
            self._decode([window], joined, parse)
        return parse

    def _words_of(self, docs: list[Doc]) -> tuple[Words, list[int]]:
        pieces: list[WordPieces] = []
        glued, sentences, counts = [], [], []
        before = 0
        for doc in docs:
            table = doc.to_array(["ORTH", "SPACY", "IS_SPACE", "SENT_START"]).astype(np.int64)
            real = table[:, 2] == 0
            pieces.extend(map(self._pieces_of, table[real, 0].astype(np.uint64).tolist()))
            open_before = np.concatenate(([0], ((table[:-1, 1] == 0) & real[:-1]).astype(np.int64)))
            glued.append(open_before[: len(table)][real])
            number = np.cumsum(table[:, 3] == 1) + before + 1
            before = int(number[-1]) if len(number) else before
            sentences.append(number[real])
            counts.append(int(real.sum()))
        empty = np.zeros(0, dtype=np.int64)
        joined = Words(pieces, np.concatenate([empty, *glued]), np.concatenate([empty, *sentences]))
        return joined, counts

    def _pieces_of(self, orth: int) -> WordPieces:
        found = self._pieces.get(orth)
        if found is None:
            if len(self._pieces) > 200_000:
                self._pieces.clear()
            found = self._pieces[orth] = self.vocabulary.of(self.vocab.strings[orth])
        return found

    def _decode(self, group: list[Window], scores: Mapping[str, FloatArray], parse: Parse) -> None:
        """Write the best labels and trees of some sentences into the parse."""
        sizes = np.array([window.size for window in group])
        heads = decode_heads(scores["arc"], sizes)
        row, child = np.nonzero((np.arange(heads.shape[1]) <= sizes[:, None])[:, 1:])
        child = child + 1
        starts = np.array([window.start for window in group])[row]
        place = starts + child - 1
        head = heads[row, child]
        for name in ("upos", "xpos", "lemma"):
            getattr(parse, name)[place] = scores[name][row, child].argmax(-1)
        share = softmax(scores["mention"][row, child])
        parse.mention[place] = share.argmax(-1)
        parse.mention_probability[place] = share.max(-1)
        parse.head[place] = np.where(head == 0, place, starts + head - 1)
        arcs = softmax(masked(scores["arc"], sizes)[row, child])
        parse.head_probability[place] = arcs[np.arange(len(head)), head]
        labelled = self.relations(scores["relation_child"][row, child], scores["relation_head"][row, head])
        labelled[:, self._root] = -np.inf
        parse.relation[place] = np.where(head == 0, self._root, labelled.argmax(-1))
        if self.roles is not None:
            begins = [window.start for window in group]
            parse.triggers.extend(rows_of(scores, begins, sizes.tolist(), self.roles, self.silent))
        if self.keep_nouns and "words" in scores:
            kept = self._nominal[parse.upos[place]]
            parse.nouns.append((place[kept], scores["words"][row[kept], child[kept]].astype(np.float16)))
        if self.keep_words:
            vectors = scores["words"].astype(np.float32)
            parse.words.extend((w.start, vectors[row, 1 : w.size + 1]) for row, w in enumerate(group))

    # --- annotate -------------------------------------------------------------
    def set_annotations(self, docs: list[Doc], parses: list[Parse]) -> None:
        """Write parses onto their documents, with spaCy's own attributes."""
        for doc, parse in zip(docs, parses, strict=True):
            if len(doc):
                self._annotate(doc, parse)

    def _annotate(self, doc: Doc, parse: Parse) -> None:
        table = doc.to_array(["ORTH", "IS_SPACE", "SENT_START"])
        places = np.flatnonzero(table[:, 1] == 0)  # token of each word
        heads = space_heads(table[:, 1] != 0, table[:, 2] == 1)
        heads[places] = places[parse.head]
        values: Any = np.zeros((len(doc), 5), dtype=np.uint64)
        values[:, 0] = self.vocab.strings.add("SPACE")
        values[:, 2] = self.vocab.strings.add("dep")  # as in spaCy: a token without one has no head
        values[:, 1] = self.vocab.strings.add("_SP")
        values[:, 4] = table[:, 0]
        values[places, 0] = self._ids["upos"][parse.upos]
        values[places, 1] = self._ids["xpos"][parse.xpos]
        values[places, 2] = self._ids["deprel"][parse.relation]
        values[:, 3] = (heads - np.arange(len(doc))).astype(np.uint64)
        values[places, 4] = self._lemma_ids(table[places, 0], parse)
        doc.from_array(["POS", "TAG", "DEP", "HEAD", "LEMMA"], values)
        doc.spans[MENTIONS] = self._mentions(doc, parse, places)
        write_rows(doc, sorted(parse.triggers, key=lambda row: row.place), places)
        if self.keep_words:
            doc.user_data[WORDS] = {
                doc[int(places[start])].sent.start: (vectors, places[start : start + len(vectors)].tolist())
                for start, vectors in sorted(parse.words, key=lambda pair: pair[0])
            }
        if parse.nouns:
            kept = np.concatenate([them for them, _ in parse.nouns])
            order = np.argsort(kept)
            vectors = np.concatenate([them for _, them in parse.nouns])
            doc.user_data[NOUNS] = places[kept[order]], vectors[order]
        probabilities = np.ones((2, len(doc)), dtype=np.float32)
        probabilities[:, places] = parse.head_probability, parse.mention_probability
        doc.user_data[PROBABILITIES] = {
            "head": probabilities[0].round(4).tolist(),
            "mention": probabilities[1].round(4).tolist(),
        }

    def _lemma_ids(self, orths: Any, parse: Parse) -> list[int]:
        keys = zip(orths.tolist(), parse.xpos.tolist(), parse.lemma.tolist(), strict=True)
        known = self._lemmas
        return [known[key] if key in known else self._lemma_id(key) for key in keys]

    def _lemma_id(self, key: tuple[int, int, int]) -> int:
        orth, tag, script = key
        lemma = self.lemmatizer.lemma(self.vocab.strings[orth], self.labels["xpos"][tag], script)
        if len(self._lemmas) > 200_000:
            self._lemmas.clear()
        found = self._lemmas[key] = self.vocab.strings.add(lemma)
        return found

    def _mentions(self, doc: Doc, parse: Parse, places: IntArray) -> list[Span]:
        first, last = mention_edges(parse, self._inside, self._punct)
        chosen = np.flatnonzero(parse.mention != self._none)
        rows = zip(
            places[first[chosen]].tolist(),
            (places[last[chosen]] + 1).tolist(),
            parse.mention[chosen].tolist(),
            strict=True,
        )
        return [Span(doc, begin, end, label=self._types[kind]) for begin, end, kind in rows]

    # --- keep -----------------------------------------------------------------
    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_pieces": {}, "_lemmas": {}}


def mention_edges(parse: Parse, inside: Any, punct: int) -> tuple[IntArray, IntArray]:
    """First and last word of the phrase of each word, as if each were the head of a mention."""
    places = np.arange(len(parse.head))
    left, right = places.copy(), places.copy()
    while True:  # edges of whole subtrees climb until they rest
        before = left.sum() - right.sum()
        np.minimum.at(left, parse.head, left)
        np.maximum.at(right, parse.head, right)
        if left.sum() - right.sum() == before:
            break
    own = inside[parse.relation] & (parse.head != places) if len(places) else places.astype(bool)
    first, last = places.copy(), places.copy()
    np.minimum.at(first, parse.head[own], left[own])
    np.maximum.at(last, parse.head[own], right[own])
    mark = parse.relation == punct
    while (loose := mark[first] & (first < places)).any():
        first[loose] += 1
    while (loose := mark[last] & (last > places)).any():
        last[loose] -= 1
    return first, last


def space_heads(space: Any, starts: Any) -> IntArray:
    """A head for each token as if all were whitespace: the token before, in the same sentence;
    at the start of a sentence the first word after, or itself where there is none."""
    size = len(space)
    places = np.arange(size)
    heads = np.maximum(places - 1, 0)
    following = np.where(space, size, places)
    following = np.minimum.accumulate(following[::-1])[::-1]  # the next word at or after each token
    sentence = np.cumsum(starts)
    for place in np.flatnonzero(space & (starts | (places == 0))):
        target = following[place]
        same = target < size and sentence[target] == sentence[place]
        heads[place] = target if same else place
    return heads


def _is_inside(label: str) -> bool:
    return label in INSIDE or label.split(":")[0] in INSIDE_PREFIXES
