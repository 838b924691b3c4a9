"""Words → WordPiece ids and shapes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tokenizers.implementations import BertWordPieceTokenizer

from entente.nlp.encoder import SHIPPED
from entente.nlp.pieces import MOST_PIECES, SHAPE_COUNT, PieceVocabulary, Shape, shape_id, shape_of

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "minister", "##ial", "peace", "##s", "u", ".", "s", "cafe"]


@pytest.fixture(scope="module")
def small() -> PieceVocabulary:
    return PieceVocabulary(PIECES)


def test_the_longest_pieces_win_and_case_and_accents_go(small: PieceVocabulary) -> None:
    assert [PIECES[number] for number in small.of("Ministerial").ids] == ["minister", "##ial"]
    assert [PIECES[number] for number in small.of("Café").ids] == ["cafe"]
    assert [PIECES[number] for number in small.of("U.S.").ids] == ["u", ".", "s", "."]


def test_a_word_without_pieces_is_one_unknown_piece(small: PieceVocabulary) -> None:
    assert small.of("zzz").ids == (small.unknown,)
    assert small.of("\u200b").ids == (small.unknown,)
    assert small.of("x" * 500).ids == (small.unknown,)


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("treaty", Shape.LOWER),
        ("Treaty", Shape.TITLE),
        ("NATO", Shape.UPPER),
        ("I", Shape.INITIAL),
        ("McMahon", Shape.MIXED),
        ("2018", Shape.DIGITS),
        ("1,500.5", Shape.NUMBER),
        ("14th", Shape.DIGITS_AND_LETTERS),
        ("--", Shape.PUNCTUATION),
        ("U.S.", Shape.ABBREVIATION),
        ("协议", Shape.UNCASED),
    ],
)
def test_shapes(word: str, shape: Shape) -> None:
    assert shape_of(word) == shape


def test_every_shape_has_its_rows() -> None:
    rows = {shape_id(shape, glued=glued) for shape in Shape for glued in (False, True)}
    assert rows == set(range(SHAPE_COUNT))


@pytest.fixture(scope="module")
def shipped() -> PieceVocabulary:
    return PieceVocabulary.from_file(SHIPPED / "vocab.txt")


@pytest.fixture(scope="module")
def reference() -> BertWordPieceTokenizer:
    path: Path = SHIPPED / "vocab.txt"
    return BertWordPieceTokenizer(str(path), lowercase=True)


# Blocks whose characters every Unicode version of the last ten years knows alike.
SETTLED = (
    st.characters(max_codepoint=0x052F, exclude_categories=("Cn",))
    | st.characters(min_codepoint=0x2010, max_codepoint=0x2027)
    | st.characters(min_codepoint=0x4E00, max_codepoint=0x4FFF)
)


# The reference takes these words for signs of its own.
SPECIAL = (
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
)


@given(word=st.text(alphabet=SETTLED, min_size=1, max_size=12))
def test_pieces_are_those_of_the_reference_tokenizer(
    shipped: PieceVocabulary, reference: BertWordPieceTokenizer, word: str
) -> None:
    assume(not any(name in word for name in SPECIAL))
    expected = reference.encode(word, add_special_tokens=False).ids[:MOST_PIECES]
    assert list(shipped.of(word).ids) == (expected or [shipped.unknown])


@pytest.mark.parametrize("word", SPECIAL)
def test_a_text_cannot_write_the_signs_of_the_encoder(shipped: PieceVocabulary, word: str) -> None:
    signs = {shipped.padding, shipped.start, shipped.end}
    assert not signs & set(shipped.of(word).ids)
