"""English words as the treebanks cut them: spaCy's tokenizer with our exceptions."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import spacy
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, CURRENCY
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

RUN = r"([=*_~+#<>\-])\1+"  # a row of one character, as under a heading, is one word
FACES = (":)", ":-)", ":(", ":-(", ";)", ";-)", ":D")
PREFIXES = (
    RUN,
    r"[-–—](?=\w)",
    rf"(?:US|AU|NZ|HK|CA|C|A)(?=[{CURRENCY[1:-1] if CURRENCY.startswith('[') else '$€£¥'}])",
)
SUFFIXES = (
    RUN,
    r"(?<=\w)[-–—]",
    r"(?<=\w)/",
    r"(?<=[0-9])–",
    r"(?<=[A-Za-z])n['’][tT]",
    r"(?<=[A-Za-z])['’](?:re|ve|ll|RE|VE|LL|d|m)",
)
INFIXES = (
    r"(?<=\S)(?:--+|—)(?=\S)",
    rf"(?<=[{ALPHA}]\.)[-‑–](?=[{ALPHA}])",
    rf"(?<=[{ALPHA}])[-‑](?=[0-9])",
    rf"(?<=[{ALPHA}0-9])[–—](?=[{ALPHA}0-9])",
    r"(?<=[\])])[-–—,:;](?=[\[(\w])",
    rf"(?<=[{ALPHA}])/(?=[{ALPHA}])",
    r"(?<=[\w.])[)\]](?=[(\[])",
    r"(?<=[)\]])[(\[](?=\w)",
    rf"(?<=[{ALPHA}])[(\[](?=[{ALPHA}])",
    rf"(?<=[{ALPHA_LOWER}]{{2}})[.](?=[{ALPHA_UPPER}][{ALPHA_LOWER}])",
    rf"(?<=[{ALPHA_UPPER}])&(?=[{ALPHA_UPPER}])",
    r"(?<=\w)(?:\.{2,}|…)(?=\w)",
    r"(?<=[^\d\s]),(?=[0-9])",
)


@cache
def tokenizer_words() -> dict[str, list[str]]:
    """Words of `data/tokenizer.toml`: abbreviations that keep their stop, words that stay whole."""
    path = Path(__file__).parent / "data" / "tokenizer.toml"
    return dict(tomllib.loads(path.read_text(encoding="utf-8")))


def blank_english() -> Language:
    """An English pipeline that only cuts words, as the treebanks do."""
    nlp = spacy.blank("en")
    nlp.tokenizer = adapted(nlp)
    return nlp


def adapted(nlp: Language) -> Tokenizer:
    """spaCy's English tokenizer with our prefixes, suffixes, infixes and exceptions."""
    defaults = nlp.Defaults
    return Tokenizer(
        nlp.vocab,
        rules=dict(_rules(nlp)),
        prefix_search=compile_prefix_regex([*PREFIXES, *(defaults.prefixes or ())]).search,
        suffix_search=compile_suffix_regex([*SUFFIXES, *(defaults.suffixes or ())]).search,
        infix_finditer=compile_infix_regex([*INFIXES, *(defaults.infixes or ())]).finditer,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
    )


def _rules(nlp: Language) -> Iterator[tuple[str, list[dict[int, str]]]]:
    for word, parts in (nlp.Defaults.tokenizer_exceptions or {}).items():
        spelled = any(character.isalnum() for character in word) and "/" not in word and not _is_face(word)
        if spelled or word in FACES or word.isspace():
            yield word, [{ORTH: part[ORTH]} for part in parts]
    table = tokenizer_words()
    for word in table["keep_stop"]:
        for form in {word, word.capitalize(), word.upper()}:
            yield form, [{ORTH: form}]
    for word in table["whole"]:
        for form in {word, word.capitalize(), word.upper()}:
            yield form, [{ORTH: form}]


def _is_face(word: str) -> bool:
    """An emoticon of one letter or digit with brackets: `8)`, `(o:`; wrong in dates and lists."""
    letters = sum(character.isalnum() for character in word)
    return (
        letters <= 2
        and len(word) <= 4
        and any(character in "()[]" for character in word)
        and word not in FACES
    )
