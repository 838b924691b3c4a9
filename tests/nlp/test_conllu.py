"""CoNLL-U in, CoNLL-U out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from spacy.language import Language

from entente.errors import BadConllu
from entente.nlp.conllu import CHUNK, parse_conllu, parse_text, read_conllu

SAMPLE = """\
# newdoc id = one
# sent_id = one-1
# text = They can't sign it.
1\tThey\t_\t_\t_\t_\t_\t_\t_\t_
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
2\tca\t_\t_\t_\t_\t_\t_\t_\t_
3\tn't\t_\t_\t_\t_\t_\t_\t_\t_
4\tsign\t_\t_\t_\t_\t_\t_\t_\tNote=Kept
4.1\tagain\t_\t_\t_\t_\t_\t_\t4:dep\tCopyOf=4
5\tit\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
6\t.\t_\t_\t_\t_\t_\t_\t_\t_

"""


def rows_of(block: str) -> list[list[str]]:
    return [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]


def test_gold_words_comments_ranges_and_empty_nodes_are_kept(tiny_nlp: Language) -> None:
    (block,) = parse_conllu(SAMPLE.splitlines(keepends=True), tiny_nlp, pretokenized=True)
    before, after = rows_of(SAMPLE), rows_of(block)
    assert [row[:2] for row in after] == [row[:2] for row in before]
    assert [row[9] for row in after] == [row[9] for row in before]
    assert [line for line in block.splitlines() if line.startswith("#")] == SAMPLE.splitlines()[:3]
    assert block.endswith("\n\n")


def test_every_word_has_a_tag_a_head_in_its_sentence_and_a_relation(tiny_nlp: Language) -> None:
    (block,) = parse_conllu(SAMPLE.splitlines(), tiny_nlp, pretokenized=True)
    words = [row for row in rows_of(block) if row[0].isdigit()]
    assert all(len(row) == 10 and all(row) for row in rows_of(block))
    assert sorted(row[6] for row in words).count("0") == 1
    assert all(0 <= int(row[6]) <= 6 and row[6] != row[0] for row in words)
    assert [row[7] == "root" for row in words] == [row[6] == "0" for row in words]


def test_spaces_follow_misc_and_ranges() -> None:
    (sentence,) = read_conllu(SAMPLE.splitlines())
    assert sentence.spaces() == [True, False, True, True, False, True]
    assert sentence.text == "They can't sign it."


def test_text_is_rebuilt_where_no_comment_states_it() -> None:
    (sentence,) = read_conllu(SAMPLE.splitlines()[3:])
    assert sentence.text == "They can't sign it."


def test_without_gold_words_the_text_is_cut_anew(tiny_nlp: Language) -> None:
    sample = SAMPLE.replace("sign it.", "sign it. Nobody can.")
    first, second = parse_conllu(sample.splitlines(), tiny_nlp)
    assert "# newdoc id = one\n# sent_id = one-1-1\n# text = They can't sign it.\n" in first
    assert second.startswith("# sent_id = one-1-2\n# text = Nobody can.\n")
    assert [row[1] for row in rows_of(first)] == ["They", "ca", "n't", "sign", "it", "."]
    assert [row[9] for row in rows_of(first)] == ["_", "SpaceAfter=No", "_", "_", "SpaceAfter=No", "_"]


def test_plain_text_becomes_numbered_sentences(tiny_nlp: Language) -> None:
    blocks = list(parse_text(["Chad  signed.\n", "Niger did not.\n", "\n", "All left"], tiny_nlp))
    assert [block.splitlines()[:3] for block in blocks] == [
        ["# newpar", "# sent_id = 1", "# text = Chad signed."],
        ["# sent_id = 2", "# text = Niger did not.", rows_line(blocks[1])],
        ["# newpar", "# sent_id = 3", "# text = All left"],
    ]


def rows_line(block: str) -> str:
    return "\t".join(rows_of(block)[0])


def test_our_output_can_be_read_again(tiny_nlp: Language) -> None:
    blocks = list(parse_text(["Chad signed (twice). Niger's envoys didn't."], tiny_nlp))
    again = list(parse_conllu("".join(blocks).splitlines(), tiny_nlp, pretokenized=True))
    assert again == blocks


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["1\ta\tb"], "line 1: found 3 tab-separated columns"),
        (["# text = a", "1\ta" + "\t_" * 8, "3\tb" + "\t_" * 8], "line 3: found id '3'"),
        (["x\ta" + "\t_" * 8], "line 1: found id 'x'"),
        (["2-1\ta" + "\t_" * 8], "line 1: found id '2-1'"),
        (["This is plain text."], "parse it as text"),
        (["# text = alone"], "comments without a sentence"),
    ],
)
def test_what_is_not_conllu_is_refused_with_its_line(lines: list[str], message: str) -> None:
    with pytest.raises(BadConllu, match=message.replace("(", r"\(")):
        list(read_conllu(lines))


def test_reading_streams(tiny_nlp: Language) -> None:
    """The first sentences come out before the last lines go in."""
    taken = 0

    def lines() -> Iterator[str]:
        nonlocal taken
        for number in range(5 * CHUNK):
            taken += 1
            yield f"Envoy {number} left.\n"
            yield "\n"

    next(parse_text(lines(), tiny_nlp))
    assert taken <= 2 * CHUNK


def test_nothing_gives_nothing(tiny_nlp: Language) -> None:
    assert list(parse_conllu([], tiny_nlp)) == []
    assert list(parse_text(["\n", "  \n"], tiny_nlp)) == []
