"""What the heads say of words: from arrays of scores to shares by token."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from entente.nlp.trigger_scores import TriggerScore, rows_of, softmax, trigger_scores, write_rows

LABELS = {
    "event": ["nothing", "ACCUSE", "COERCE"],
    "mode": ["ACCUSE -", "ACCUSE allege", "COERCE -", "COERCE arrest"],
    "status": ["actual", "negated", "planned", "possible"],
    "context": ["legal", "military"],
    "role": ["nothing", "actors", "recipients", "date", "place", "speaker"],
}
Scores = dict[str, npt.NDArray[np.float32]]


def scores() -> Scores:
    """One sentence, "Chad accused Niger", the root first: its second word is a trigger."""
    table = {
        "event": [[0, 0, 0], [9, 0, 0], [0, 9, 0], [9, 0, 0]],
        "mode": [[0, 0, 0, 0]] * 2 + [[1, 4, 9, 9]] + [[0, 0, 0, 0]],
        "status": [[0, 0, 0, 0]] * 2 + [[1, 0, 5, 0]] + [[0, 0, 0, 0]],
        "context": [[-9, -9]] * 2 + [[3, -3]] + [[-9, -9]],
        "background": [[-9]] * 2 + [[2]] + [[-9]],
        "happened": [[0]] * 2 + [[-1]] + [[0]],
        "role_child": [[0], [1], [0], [2]],
        "role_head": [[0], [0], [1], [0]],
    }
    return {name: np.array([values], dtype=np.float32) for name, values in table.items()}


def roles(words: npt.NDArray[np.float32], triggers: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The word with vector 1 is the actor, the one with 2 the recipient."""
    assert (triggers == 1).all()
    found = np.zeros((len(words), 6), dtype=np.float32)
    found[np.arange(len(words)), words[:, 0].astype(int)] = 9
    return found


@pytest.fixture
def doc() -> Doc:
    return Doc(Vocab(), words=["Chad", "accused", "Niger"])


def heard(doc: Doc) -> TriggerScore:
    write_rows(doc, rows_of(scores(), [0], [3], roles), np.arange(3))
    found = trigger_scores(doc, LABELS)
    assert list(found) == [1]
    return found[1]


def test_only_words_that_may_be_triggers_are_kept(doc: Doc) -> None:
    score = heard(doc)
    assert score.token.text == "accused"
    assert score.best[0] == "ACCUSE"
    assert score.share("ACCUSE") > 0.99
    assert score.nothing < 0.01


def test_modes_are_those_of_the_type(doc: Doc) -> None:
    score = heard(doc)
    assert score.mode("ACCUSE")[0] == "allege"
    assert score.mode("COERCE") == (None, pytest.approx(0.5))
    assert score.mode("AGREE") == (None, 0.0)


def test_status_contexts_and_background(doc: Doc) -> None:
    score = heard(doc)
    assert score.status[0] == "planned"
    assert score.contexts(0.5) == ("legal",)
    assert score.background > 0.8
    assert score.happened == -1


def test_roles_stand_at_their_tokens(doc: Doc) -> None:
    score = heard(doc)
    assert max(score.role("actors"), key=score.role("actors").__getitem__) == 0
    assert max(score.role("recipients"), key=score.role("recipients").__getitem__) == 2
    assert score.role("place")[1] < 0.5


def test_rows_move_with_their_document() -> None:
    (row,) = rows_of(scores(), [7], [3], roles)
    moved = row.moved(7)
    assert (row.place, row.sentence, moved.place, moved.sentence) == (8, 7, 1, 0)


def test_a_model_without_heads_gives_none(doc: Doc) -> None:
    assert trigger_scores(doc, LABELS) == {}


def test_shares_sum_to_one() -> None:
    assert softmax(np.array([[1000.0, 0.0], [0.0, 0.0]], dtype=np.float32)).sum(-1) == pytest.approx([1, 1])
