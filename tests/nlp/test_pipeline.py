"""The pipeline with the shipped model: it parses, in several processes and after a round trip."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from entente.errors import ModelError
from entente.nlp.encoder import SHIPPED, Encoder, damaged_files, default_threads, load_labels, model_hash
from entente.nlp.pipeline import load

TEXT = (
    "PARIS, May 3 (AWP) -- The foreign ministers of Chad and Niger signed a border agreement on Monday.\n\n"
    "The U.S.-led coalition won't withdraw its forces, Gen. Maria Lopez said."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load(threads=1)


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


def facts(doc: Doc) -> list[tuple[str, str, str, int]]:
    return [(t.tag_, t.lemma_, t.dep_, t.head.i) for t in doc]


def test_subject_object_and_date_hang_on_the_verb(doc: Doc) -> None:
    verb = next(token for token in doc if token.text == "signed")
    children = {child.dep_.split(":")[0]: child.text for child in verb.children if child.dep_ != "punct"}
    assert children["nsubj"] == "ministers"
    assert children["obj"] == "agreement"
    assert children["obl"] == "Monday"
    assert (verb.pos_, verb.tag_, verb.lemma_, verb.dep_) == ("VERB", "VBD", "sign", "root")


def test_a_dateline_stands_alone_and_abbreviations_do_not(doc: Doc) -> None:
    assert [sentence.text.split()[0] for sentence in doc.sents] == ["PARIS,", "The", "The"]


def test_mentions_have_their_types(doc: Doc) -> None:
    types = {span.text: span.label_ for span in doc.spans["mentions"]}
    assert types["The foreign ministers of Chad and Niger"] == "PERSON"
    assert types["Chad"] == "PLACE"
    assert types["Gen. Maria Lopez"] == "PERSON"


def test_capitals_throughout_are_read(nlp: Language) -> None:
    doc = nlp("CHAD AND NIGER SIGN BORDER AGREEMENT IN PARIS")
    root = next(token for token in doc if token.dep_ == "root")
    assert root.text == "SIGN"
    assert {child.text for child in root.children} >= {"CHAD", "AGREEMENT"}


def test_two_processes_give_what_one_gives(nlp: Language) -> None:
    texts = [TEXT, "Mali left the union in 2019.", "", "Two envoys met."]
    alone = [facts(doc) for doc in nlp.pipe(texts)]
    shared = list(nlp.pipe(texts, n_process=2, batch_size=2))
    assert [facts(doc) for doc in shared] == alone
    assert [span.label_ for span in shared[0].spans["mentions"]]


def test_a_saved_pipeline_loads_and_parses_alike(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "saved")
    assert facts(spacy.load(tmp_path / "saved")(TEXT)) == facts(nlp(TEXT))


def test_a_document_survives_its_bytes(nlp: Language) -> None:
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert facts(again) == facts(doc)
    np.testing.assert_equal(again.user_data, doc.user_data)


def test_the_encoder_is_pickled_without_its_session() -> None:
    encoder = Encoder(threads=1)
    encoder.opened()
    assert pickle.loads(pickle.dumps(encoder))._session is None


def test_threads_are_two_in_a_single_process() -> None:
    assert default_threads() in (1, 2)


def test_the_session_opens_at_first_use() -> None:
    code = "import sys; from entente.nlp.pipeline import load; load(); print('onnxruntime' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


def test_the_shipped_files_are_those_of_the_manifest() -> None:
    assert damaged_files() == []
    assert len(model_hash()) == 64


def test_every_head_has_its_labels() -> None:
    labels = load_labels()
    assert labels["deprel"].count("root") == 1
    assert labels["mention"][0] == "O"
    assert all(len(values) == len(set(values)) for values in labels.values())


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model at"):
        Encoder(tmp_path).opened()
    with pytest.raises(ModelError, match="no labels at"):
        load(folder=tmp_path)


def test_a_damaged_model_is_named(tmp_path: Path) -> None:
    for name in json.loads((SHIPPED / "manifest.json").read_text(encoding="utf-8"))["files"]:
        (tmp_path / name).write_bytes((SHIPPED / name).read_bytes())
    (tmp_path / "parser.onnx").write_bytes(b"not a graph")
    hashes = json.loads((SHIPPED / "manifest.json").read_text(encoding="utf-8"))
    (tmp_path / "manifest.json").write_text(json.dumps(hashes), encoding="utf-8")
    assert damaged_files(tmp_path) == ["parser.onnx"]
    with pytest.raises(ModelError, match="not a model that ONNX Runtime can open"):
        load(folder=tmp_path)("Chad signed.")
