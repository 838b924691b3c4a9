"""The phrases of a document as numbers: what each is, and how each pair of them stands to one another.

The trained head of coreference reads nothing else but these and the vectors of the heads, in training
(`training/coreference.py`) as when a document is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from entente.nlp.coreference.persons import gender_of
from entente.nlp.cuedata import load_table
from entente.nlp.encoder import FloatArray
from entente.nlp.mentions.around import entity_types
from entente.nlp.mentions.find import FoundMention
from entente.nlp.mentions.phrases import sentence_numbers
from entente.nlp.pieces import IntArray

FORMS = ("he", "she", "it", "they", "i", "we", "name", "definite", "owned", "indefinite", "bare")
TYPES = ("PERSON", "ORGANIZATION", "PLACE", "ANIMAL", "OBJECT", "ABSTRACT", "EVENT", "SUBSTANCE", "PLANT")
RELATIONS = ("nsubj", "obj", "obl", "nmod:poss", "nmod", "appos", "conj", "root")
KINDS = ("person", "state", "body")  # of an actor that the tables or titles gave
FLAGS = ("plural", "quoted", "reflexive", "first sentence")
OWN = (*FORMS, *TYPES, *RELATIONS, *KINDS, *FLAGS)
PAIR = (
    "same sentence", "1 before", "2 before", "3 to 5 before", "more before", "phrases between",
    "same word", "same modifiers", "other modifiers", "both modified", "number agrees", "gender agrees",
    "gender differs", "type agrees", "type differs", "relation agrees", "same form", "arguments of one verb",
    "is its phrase", "is in its phrase", "holds it", "same actor", "other actor", "both quoted",
    "quoted and not", "nobody", "nobody, though the word was there", "phrases before",
)  # fmt: skip
REACH = {"pronoun": 4, "noun": 5}  # sentences
MOST = {"pronoun": 24, "noun": 32}  # candidates
_PRONOUNS, _NAME = range(4), FORMS.index("name")
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_OPENING, _CLOSING, _EITHER = frozenset({"“", "``", "«"}), frozenset({"”", "''", "»"}), '"'
_MARKS = _OPENING | _CLOSING | {_EITHER}
_ACTING = (TYPES.index("PERSON"), TYPES.index("ORGANIZATION"))
_NAME_LINKS = ("flat", "compound", "fixed", "goeswith")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of a document in order; arrays of one length."""

    heads: IntArray  # tokens
    own: FloatArray  # (phrases, OWN)
    sentences: IntArray
    codes: Mapping[str, IntArray]  # form, type, relation, word, modifiers, gender, clause, governor, actor

    def anaphors(self) -> IntArray:
        """Return the places of the phrases that may mean an earlier one that acts."""
        form, type_ = self.codes["form"], self.codes["type"]
        return np.flatnonzero((form <= 3) | ((form >= _NAME) & np.isin(type_, _ACTING)))

    def pairs(self, anaphors: IntArray) -> tuple[IntArray, IntArray, FloatArray]:
        """Return anaphor, candidate (-1: nobody) and PAIR features of everything that is to be scored."""
        rows = [self._candidates(int(place)) for place in anaphors]
        sizes = np.array([len(row) for row in rows], dtype=np.int64)
        later = np.repeat(anaphors, sizes)
        earlier = np.concatenate([np.zeros(0, np.int64), *rows])
        return later, earlier, self._compared(later, earlier)

    def _candidates(self, place: int) -> IntArray:
        """Return nobody, the phrases shortly before one, and for a noun the last of the same word."""
        kind = "pronoun" if self.codes["form"][place] in _PRONOUNS else "noun"
        first = int(np.searchsorted(self.sentences, self.sentences[place] - REACH[kind]))
        first = max(first, place - MOST[kind])
        near = np.arange(first, place)
        far = self.codes["last"][place]
        far_too = [far] if kind == "noun" and 0 <= far < first else []
        return np.concatenate([np.array([-1, *far_too], dtype=np.int64), near])

    def _compared(self, later: IntArray, earlier: IntArray) -> FloatArray:
        values = np.zeros((len(later), len(PAIR)), dtype=np.float32)
        columns = {name: values[:, place] for place, name in enumerate(PAIR)}
        codes = {name: (array[later], array[earlier]) for name, array in self.codes.items()}
        distance = self.sentences[later] - self.sentences[earlier]
        for name, least, most in (
            ("same sentence", 0, 0), ("1 before", 1, 1), ("2 before", 2, 2), ("3 to 5 before", 3, 5),
            ("more before", 6, 1 << 40),
        ):  # fmt: skip
            columns[name][:] = (distance >= least) & (distance <= most)
        columns["phrases between"][:] = np.log1p(np.maximum(later - earlier - 1, 0)) / 3

        def equal(name: str) -> Any:
            return codes[name][0] == codes[name][1]

        def known(name: str, none: int = 0) -> Any:
            return (codes[name][0] != none) & (codes[name][1] != none)

        columns["same word"][:] = equal("word")
        columns["same modifiers"][:] = equal("modifiers")
        columns["other modifiers"][:] = ~equal("modifiers") & known("modifiers")
        columns["both modified"][:] = known("modifiers")
        columns["number agrees"][:] = equal("plural")
        columns["gender agrees"][:] = equal("gender") & known("gender")
        columns["gender differs"][:] = ~equal("gender") & known("gender")
        columns["type agrees"][:] = equal("type") & known("type", -1)
        columns["type differs"][:] = ~equal("type") & known("type", -1)
        columns["relation agrees"][:] = equal("relation")
        columns["same form"][:] = equal("form")
        columns["arguments of one verb"][:] = equal("clause")
        columns["is its phrase"][:] = codes["governor"][0] == self.heads[earlier]
        columns["is in its phrase"][:] = codes["above"][0] == self.heads[earlier]
        columns["holds it"][:] = codes["governor"][1] == self.heads[later]
        columns["same actor"][:] = equal("actor") & known("actor")
        columns["other actor"][:] = ~equal("actor") & known("actor")
        columns["both quoted"][:] = (codes["quoted"][0] + codes["quoted"][1]) == 2
        columns["quoted and not"][:] = ~equal("quoted")
        nobody = earlier < 0
        values[nobody] = 0.0
        columns["nobody"][:] = nobody
        columns["nobody, though the word was there"][:] = nobody & (codes["last"][0] >= 0)
        columns["phrases before"][:] = nobody * np.log1p(later) / 6
        return values


@cache
def _form_of_pronoun() -> dict[str, int]:
    """Return the form of every pronoun that the head knows."""
    table = load_table("coref_cues")["pronouns"]
    forms = {word: FORMS.index("he" if kind == "m" else "she") for word, kind in table["person"].items()}
    forms |= dict.fromkeys(table["thing"], FORMS.index("it"))
    forms |= dict.fromkeys(table["several"], FORMS.index("they"))
    first = dict.fromkeys(table["speaker"], FORMS.index("we"))
    return forms | first | dict.fromkeys(("i", "me", "my", "mine", "myself"), FORMS.index("i"))


def phrases_of(doc: Doc, mentions: Sequence[FoundMention]) -> Phrases:
    """Return the phrases of a parsed document whose mentions have been found."""
    strings = doc.vocab.strings
    table = doc.to_array(["POS", "DEP", "LEMMA", "HEAD", "LOWER", "TAG"])
    pos, dep, lemma, lower, tag = (table[:, n] for n in (0, 1, 2, 4, 5))
    places = np.arange(len(doc))
    head = places + table[:, 3].astype(np.int64)
    labels = {int(key): strings[int(key)] for key in np.unique(dep)}
    inside = _keys({key for key, name in labels.items() if name.split(":")[0] in _NAME_LINKS})
    pronoun = {strings[word]: form for word, form in _form_of_pronoun().items()}
    types = entity_types(doc)
    nominal = np.isin(pos, _keys({strings["NOUN"], strings["PROPN"]}))
    is_pronoun = np.isin(lower, _keys(pronoun)) & np.isin(pos, _keys({strings["PRON"], strings["DET"]}))
    timed = np.zeros(len(doc), dtype=bool)
    timed[[place for place, kind in types.items() if kind == "TIME"]] = True
    kept = (nominal & ~(np.isin(dep, inside) & (head != places)) & ~timed) | is_pronoun
    heads = np.flatnonzero(kept)

    form = np.where(pos[heads] == strings["PROPN"], _NAME, FORMS.index("bare"))
    _set_articles(form, heads, doc, table, head)
    for place in np.flatnonzero(is_pronoun[heads]):
        form[place] = pronoun[int(lower[heads[place]])]
    type_ = np.array([_type_number(types.get(i)) for i in heads.tolist()], dtype=np.int64)
    relation = np.array([_relation_number(labels[int(dep[i])]) for i in heads], dtype=np.int64)
    plural = np.isin(tag[heads], _keys({strings["NNS"], strings["NNPS"]})) | (form == 3) | (form == 5)
    above = head[head]
    top = _top_of_coordination(dep == strings["conj"], head)
    gender, actor, kind = _named(doc, heads, mentions, form)
    codes = {
        "form": form,
        "type": type_,
        "relation": relation,
        "word": _words(form, lemma[heads]),
        "modifiers": _modifiers(labels, dep, lemma, head)[heads],
        "gender": gender,
        "clause": np.where(head[top[heads]] == top[heads], -1 - places[heads], head[top[heads]]),
        "governor": np.where(head[heads] == heads, -1, head[heads]),
        "above": np.where(above[heads] == heads, -1, above[heads]),
        "actor": actor,
        "plural": plural.astype(np.int64),
        "quoted": _quoted(doc, lower)[heads],
    }
    codes["last"] = _last_of_word(codes["word"])
    sentences = np.array(sentence_numbers(doc), dtype=np.int64)[heads]
    reflexive = np.array([doc[i].lower_.endswith(("self", "selves")) for i in heads.tolist()], dtype=bool)
    flags = np.stack([plural, codes["quoted"] == 1, reflexive & is_pronoun[heads], sentences == 0], axis=1)
    parts = [_one_hot(form, FORMS), _one_hot(type_, TYPES), _one_hot(relation, RELATIONS)]
    own = np.concatenate([*parts, _one_hot(kind, KINDS), flags.astype(np.float32)], axis=1)
    return Phrases(heads, own.reshape(len(heads), len(OWN)), sentences, codes)


def _keys(keys: Any) -> npt.NDArray[np.uint64]:
    return np.array(sorted(keys), dtype=np.uint64)


def _one_hot(numbers: IntArray, names: Sequence[str]) -> FloatArray:
    return np.asarray(numbers[:, None] == np.arange(len(names)), dtype=np.float32)


def _type_number(name: str | None) -> int:
    return TYPES.index(name) if name in TYPES else -1


def _relation_number(name: str) -> int:
    plain = name.split(":")[0]
    return RELATIONS.index(name if name in RELATIONS else plain if plain in RELATIONS else "root")


def _set_articles(form: IntArray, heads: IntArray, doc: Doc, table: Any, head: IntArray) -> None:
    """Mark the common nouns that have an article, a demonstrative or an owner."""
    strings, place = doc.vocab.strings, {int(token): n for n, token in enumerate(heads)}
    owner = np.flatnonzero(table[:, 1] == strings["nmod:poss"])
    article = np.flatnonzero(np.isin(table[:, 1], _keys({strings["det"], strings["det:predet"]})))
    for tokens, owned in ((article, False), (owner, True)):
        for token in tokens.tolist():
            n = place.get(int(head[token]))
            if n is not None and form[n] != _NAME:
                known = doc[token].lower_ in _DEFINITE
                form[n] = FORMS.index("owned" if owned else "definite" if known else "indefinite")


def _top_of_coordination(conj: Any, head: IntArray) -> IntArray:
    """Return for each token the first member of its coordination."""
    top = np.arange(len(head))
    for _ in range(4):
        top = np.where(conj[top], head[top], top)
    return np.asarray(top)


def _words(form: IntArray, lemma: Any) -> IntArray:
    """Return a number for the word of each phrase; pronouns have their form's."""
    return np.where(form < _NAME, form, (lemma % np.uint64(1 << 62)).astype(np.int64))


def _modifiers(labels: Mapping[int, str], dep: Any, lemma: Any, head: IntArray) -> IntArray:
    """Return a number for the words that modify each token, whatever their order; 0 for none."""
    such = {
        key for key, name in labels.items() if name in {"amod", "compound", "nummod", "flat", "nmod:desc"}
    }
    inside = np.isin(dep, _keys(such))
    total = np.zeros(len(head), dtype=np.uint64)
    np.add.at(total, head[inside], lemma[inside] % np.uint64(1 << 40))
    return total.astype(np.int64)


def _last_of_word(word: IntArray) -> IntArray:
    """Return for each phrase the place of the last one before it with the same word, or -1."""
    seen: dict[int, int] = {}
    last = np.full(len(word), -1, dtype=np.int64)
    for place, key in enumerate(word.tolist()):
        last[place] = seen.get(key, -1)
        seen[key] = place
    return last


def _named(
    doc: Doc, heads: IntArray, mentions: Sequence[FoundMention], form: IntArray
) -> tuple[IntArray, IntArray, IntArray]:
    """Return gender (0 unknown, 1 m, 2 f, 3 neither), actor (0 unknown) and kind (-1 none) of each phrase."""
    gender = np.array([(1, 2, 3, 0, 0, 0)[f] if f < 6 else 0 for f in form.tolist()], dtype=np.int64)
    actor, kind = np.zeros(len(heads), dtype=np.int64), np.full(len(heads), -1, dtype=np.int64)
    place, numbers = {int(token): n for n, token in enumerate(heads)}, dict[object, int]()
    for mention in mentions:
        n, who = place.get(mention.head), mention.actor
        if n is None:
            continue
        kind[n] = {"person": 0, "state": 1}.get(who.kind, 2)
        if who.kind == "person":
            told = gender_of(who, doc[mention.first : mention.head + 1].text)
            gender[n] = {None: 0, "m": 1, "f": 2}[told]
        else:
            gender[n] = 3
        if who.id or who.person:
            actor[n] = numbers.setdefault((who.id, who.person), len(numbers) + 1)
    return gender, actor, kind


def _quoted(doc: Doc, lower: Any) -> IntArray:
    """Return 1 for the tokens in direct speech, which a blank line ends."""
    texts = {int(key): doc.vocab.strings[int(key)] for key in np.unique(lower)}
    marks = _keys({key for key, text in texts.items() if text in _MARKS or "\n\n" in text})
    inside, quoted = 0, np.zeros(len(doc), dtype=np.int64)
    for place in np.flatnonzero(np.isin(lower, marks)).tolist():
        text = texts[int(lower[place])]
        inside = 1 - inside if text == _EITHER else int(text in _OPENING)
        quoted[place:] = inside
    return quoted
