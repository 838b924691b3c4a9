"""The parser on a tiny random encoder."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from entente.nlp.parser import PROBABILITIES, Parse, Parser, mention_edges, space_heads
from entente.nlp.windows import WINDOW

TEXTS = [
    "Chad met Niger. They signed.",
    "",
    "   ",
    "\n\nTalks ended  today.\n\nNobody won a prize\n",
    "One",
]


def facts(doc: Doc) -> list[tuple[str, ...]]:
    rows = [(t.text, t.pos_, t.tag_, t.lemma_, t.dep_, str(t.head.i)) for t in doc]
    return rows + [
        (str(s.start), str(s.end), s.label_) for s in doc.spans["mentions"] if "mentions" in doc.spans
    ]


def test_every_sentence_is_one_tree(tiny_nlp: Language) -> None:
    for doc in tiny_nlp.pipe(TEXTS):
        for sentence in doc.sents:
            roots = [token for token in sentence if token.dep_ == "root"]
            words = [token for token in sentence if not token.is_space]
            assert len(roots) == bool(words)
            assert all(token.head in sentence for token in sentence)
            assert {t.i for t in sentence.root.subtree} == set(range(sentence.start, sentence.end))


def test_sentences_stay_as_they_were_marked(tiny_nlp: Language) -> None:
    text = "Chad met Niger. They signed. All left"
    before = [
        token.is_sent_start for token in tiny_nlp.get_pipe("entente_sentences")(tiny_nlp.make_doc(text))
    ]
    assert [token.is_sent_start for token in tiny_nlp(text)] == before


def test_predict_leaves_documents_alone(tiny_nlp: Language) -> None:
    doc = tiny_nlp.get_pipe("entente_sentences")(tiny_nlp.make_doc("Chad met Niger."))
    parser = tiny_nlp.get_pipe("entente_parser")
    assert isinstance(parser, Parser)
    parser.predict([doc])
    assert not doc.has_annotation("DEP")
    assert "mentions" not in doc.spans


def test_documents_together_and_alone_are_read_alike(tiny_nlp: Language) -> None:
    texts = [*TEXTS, *(f"Word{n} went on and on. " * (n % 7 + 1) for n in range(30))]
    alone = [facts(tiny_nlp(text)) for text in texts if text.strip()]
    together = [facts(doc) for doc in tiny_nlp.pipe(texts, batch_size=16) if doc.text.strip()]
    assert together == alone


def test_whitespace_hangs_on_a_neighbour_and_moves_nothing(tiny_nlp: Language) -> None:
    doc = tiny_nlp("\n\nTalks ended  today.\n\nNobody won")
    assert [t.text for t in doc if t.is_space] == ["\n\n", " ", "\n\n"]
    for token in doc:
        assert doc.text[token.idx : token.idx + len(token)] == token.text
        if token.is_space:
            assert (token.pos_, token.dep_) == ("SPACE", "dep")
            assert token.head.i in (token.i - 1, token.i + 1)


def test_spaces_between_words_do_not_change_the_parse(tiny_nlp: Language) -> None:
    def words(text: str) -> list[tuple[str, str, str]]:
        return [(t.text, t.dep_, t.head.text) for t in tiny_nlp(text) if not t.is_space]

    assert words("Talks   ended today.") == words("Talks ended today.")


def test_a_sentence_longer_than_the_window_is_read_whole(tiny_nlp: Language) -> None:
    doc = tiny_nlp(" ".join(f"w{number}" for number in range(WINDOW)))
    assert len(list(doc.sents)) == 1
    assert sum(token.dep_ == "root" for token in doc) == 1
    parser = tiny_nlp.get_pipe("entente_parser")
    assert max(shape[1] for shape in parser.run.batches) <= WINDOW + 2  # type: ignore[attr-defined]


def test_a_very_long_word_does_not_break_the_window(tiny_nlp: Language) -> None:
    assert len(tiny_nlp("x" * 5_000 + " ends")) == 2


def test_probabilities_are_plain_numbers_one_a_token(tiny_nlp: Language) -> None:
    doc = tiny_nlp("Chad met Niger.")
    for values in doc.user_data[PROBABILITIES].values():
        assert len(values) == len(doc)
        assert all(type(value) is float and 0 <= value <= 1 for value in values)


def test_mentions_are_labelled_spans_around_their_heads(tiny_nlp: Language) -> None:
    doc = tiny_nlp("Chad met Niger in the old town of Mali and they signed a pact there.")
    assert doc.spans["mentions"]
    for span in doc.spans["mentions"]:
        assert span.label_ in ("PERSON", "PLACE")
        assert span.start <= span.root.i < span.end


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="aB. \n-()’é中1", max_size=60))
def test_any_text_is_parsed_and_kept(tiny_nlp: Language, text: str) -> None:
    doc = tiny_nlp(text)
    assert doc.text == text
    assert all(token.pos_ for token in doc)


LABELS = ["det", "nmod", "acl:relcl", "case", "punct", "root", "nsubj"]


def parse_of(heads: list[int], relations: list[str]) -> Parse:
    parse = Parse.empty(len(heads))
    parse.head[:] = heads
    parse.relation[:] = [LABELS.index(relation) for relation in relations]
    return parse


@pytest.mark.parametrize(
    ("words", "heads", "relations", "phrase"),
    [
        # the minister of Chad , who left
        ("the minister of Chad , who left", [1, 1, 3, 1, 6, 6, 1],
         ["det", "root", "case", "nmod", "punct", "nsubj", "acl:relcl"], "the minister of Chad"),
        # a case before the noun stays out
        ("in the town", [2, 2, 2], ["case", "det", "root"], "the town"),
    ],
)  # fmt: skip
def test_a_mention_is_its_head_with_what_belongs_inside(
    words: str, heads: list[int], relations: list[str], phrase: str
) -> None:
    parse = parse_of(heads, relations)
    inside = np.array([label in ("det", "nmod") for label in LABELS])
    first, last = mention_edges(parse, inside, LABELS.index("punct"))
    root = relations.index("root")
    assert words.split()[first[root] : last[root] + 1] == phrase.split()


def test_space_hangs_on_the_token_before_or_the_first_word() -> None:
    space = np.array([True, True, False, True, False, True])
    starts = np.array([True, False, False, False, True, False])
    heads = space_heads(space, starts)
    assert heads[space].tolist() == [2, 0, 2, 4]
