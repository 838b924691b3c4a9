"""Write the list of base forms that inflected words of the news may lead back to.

    python training/base_forms.py src/entente/nlp/data/base_forms.txt

The words are those of the codebook's frames, classes and cue tables; the lemmas that the treebanks
teach stand in the model's own table.
"""

from __future__ import annotations

import sys
from pathlib import Path

from entente.codebook import load
from entente.codebook.frames import load_frames

OUT = Path(sys.argv[1])

frames, book = load_frames(), load()
words: set[str] = set()
for table in (frames.verbs, frames.nouns, frames.adjectives):
    words |= set(table)
for members in frames.classes.values():
    words |= {word for phrase in members for word in phrase.replace("|", " ").split()}
for cues in (book.context_cues, book.area_cues):
    words |= {word for phrase in cues for word in phrase.split()}
kept = sorted(word for word in words if word.isalpha() and word.islower() and len(word) > 2)
# A plural that a table spells out ("troops") is no base form where its singular is there too.
kept = [word for word in kept if not (word.endswith("s") and word[:-1] in words)]
OUT.write_text("\n".join(kept) + "\n", encoding="utf-8")
print(f"{len(kept)} base forms")
