"""Who does what in a clause: a verb's or an event noun's arguments, read off the parse.

The parse is Universal Dependencies. An argument is a token, the head of its phrase, and stands in a
slot: ``subj`` and ``obj`` are the logical subject and object whatever the voice, ``obl:with`` an
oblique by its preposition; for nouns ``poss``, ``amod``, ``compound`` and ``nmod:of``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from entente.nlp.cuedata import load_table
from entente.nlp.governors import governs

_DEPTH = 8  # how far a subject is looked for through control, coordination and participles
_RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$", "WRB"})
_SUBJECT_DEPS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_OBJECT_DEPS = frozenset({"obj", "dobj"})
_OBLIQUE_DEPS = frozenset({"obl", "obl:agent", "obl:unmarked", "obl:tmod", "obl:npmod"})
_NOMINAL_DEPS = frozenset({"nmod", "nmod:unmarked", "obl", "acl"})
_COMPLEMENT_DEPS = frozenset({"xcomp", "ccomp", "advcl"})
_NEVER_ARGUMENTS = frozenset({"punct", "nsubj", "nsubj:pass", "cc", "conj", "aux:pass", "cop"})
_NOUN_SLOTS = {
    "nmod:poss": "poss",
    "amod": "amod",
    "compound": "compound",
    "nmod:desc": "compound",
    "det": "det",
}


@dataclass(frozen=True, slots=True)
class Arguments:
    """The arguments of a verb or event noun, slot by slot, each a list of phrase heads."""

    trigger: Token
    passive: bool
    slots: dict[str, list[Token]] = field(default_factory=dict)
    _inner: dict[int, Arguments] = field(default_factory=dict, repr=False, compare=False)

    def get(self, slot: str) -> list[Token]:
        """Return the phrase heads in a slot; empty when the clause does not fill it."""
        return self.slots.get(slot, [])

    def inside(self, token: Token) -> Arguments:
        """Return the arguments of a word that stands in a slot, worked out once."""
        known = self._inner.get(token.i)
        if known is None:
            known = self._inner[token.i] = arguments_of(token)
        return known


def preposition_of(token: Token) -> str | None:
    """Return the preposition that introduces a phrase, in lower case ("because of" as one), or None."""
    if not (governs(token, "case") or governs(token, "flat")):
        return None
    words: list[str] = []
    for child in token.children:
        if child.dep_ == "case" and child.tag_ != "POS":
            words.append(child.lower_)
            if governs(child, "fixed"):
                words += [part.lower_ for part in child.children if part.dep_ == "fixed"]
        elif child.dep_ == "flat" and not words:
            words += [part.lower_ for part in child.children if part.dep_ == "case" and part.i < token.i]
    return " ".join(words) or None


def particle_of(token: Token) -> str | None:
    """Return the verb's particle ("up" in "stepped up"), in lower case, or None."""
    if not governs(token, "compound:prt"):
        return None
    return next(str(child.lower_) for child in token.children if child.dep_ == "compound:prt")


def conjuncts(token: Token) -> list[Token]:
    """Return the token and everything coordinated with it, in the order of the text."""
    found = [token]
    if not governs(token, "conj"):
        return found
    for child in token.children:
        if child.dep_ == "conj":
            found.extend(conjuncts(child))
    return found


def first_conjunct(token: Token) -> Token:
    """Return the first member of the coordination that the token belongs to."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def is_passive(verb: Token) -> bool:
    """Tell whether the verb's surface subject is its logical object."""
    if verb.tag_ not in {"VBN", "VBD"}:
        return False
    children = {child.dep_ for child in verb.children}
    if "aux:pass" in children or "nsubj:pass" in children:
        return True
    if verb.tag_ != "VBN" or any(child.dep_ == "aux" for child in verb.children):
        return False
    if verb.dep_ == "conj" and "nsubj" not in children:
        return is_passive(verb.head)
    if verb.dep_ in {"acl", "advcl", "amod"}:
        return not (children & _OBJECT_DEPS)
    return verb.dep_ in {"ROOT", "root", "acl:relcl"} and not (children & _OBJECT_DEPS)


def antecedent_of(token: Token) -> Token:
    """Return the noun that a relative pronoun stands for, or the token itself."""
    if token.tag_ not in _RELATIVE_TAGS and token.lower_ not in {"which", "who", "whom", "whose"}:
        return token
    clause = token
    while clause.head != clause:
        if clause.dep_ == "acl:relcl":
            return clause.head
        clause = clause.head
    return token


def _own_subjects(verb: Token) -> list[Token]:
    """Return the subjects of a verb itself: in "the view is that Chad paid" not the view as well."""
    subjects = [child for child in verb.children if child.dep_ in _SUBJECT_DEPS]
    inner = [child for child in subjects if child.dep_ != "nsubj:outer"]
    return [antecedent_of(child) for child in inner or subjects]


def has_to(verb: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return governs(verb, "mark") and any(
        child.dep_ == "mark" and child.lower_ == "to" for child in verb.children
    )


def _controller(governor: Token, depth: int) -> list[Token]:
    """Return who carries out an infinitive that the governor takes ("urged Iran to halt" → Iran)."""
    table = load_table("control")
    objects = [child for child in governor.children if child.dep_ in {"obj", "iobj"}]
    if objects and governor.lemma_ not in table["subject"] and governor.pos_ == "VERB":
        return objects
    prepositions = table["oblique"].get(governor.lemma_, ())
    for child in governor.children:
        if child.dep_ in _OBLIQUE_DEPS and preposition_of(child) in prepositions:
            return [child]
    return surface_subjects(governor, depth)


def owners_of(noun: Token) -> list[Token]:
    """Return whose decision, plan or promise a noun is: possessor, adjective, or subject of its verb."""
    below = list(noun.children)
    own = [c for c in below if c.dep_ == "nmod:poss"]
    own += [c for c in below if c.dep_ == "nmod" and preposition_of(c) in {"of", "by"}]
    own += [c for c in below if c.dep_ in {"amod", "compound"} and c.pos_ in {"PROPN", "ADJ"}]
    if noun.dep_ in _OBJECT_DEPS | {"obl", "xcomp"} and noun.head.pos_ == "VERB":
        own += surface_subjects(noun.head)
    return own


def surface_subjects(verb: Token, depth: int = _DEPTH) -> list[Token]:
    """Return the heads of the verb's surface subject, found through coordination and control."""
    own = _own_subjects(verb)
    if own or depth == 0 or verb.head == verb:
        return own
    governor, depth = verb.head, depth - 1
    if verb.dep_ == "conj":
        return surface_subjects(governor, depth)
    if verb.dep_ == "xcomp" or (verb.dep_ == "ccomp" and has_to(verb)):
        return _controller(governor, depth)
    if verb.dep_ == "advcl":
        if clause_preposition(verb) in {"of", "from"} and governor.pos_ == "VERB":
            return [c for c in governor.children if c.dep_ in {"obj", "iobj", "nsubj:pass"}]
        if has_to(verb) and governor.lemma_ in load_table("control")["oblique"]:
            return _controller(governor, depth)
        return surface_subjects(governor, depth) if governor.pos_ != "PUNCT" else []
    if verb.dep_ == "acl":
        return owners_of(governor) if has_to(verb) else [governor]
    if verb.dep_ == "advmod":
        return surface_subjects(governor, depth)
    if verb.dep_ == "acl:relcl":
        return [] if any(c.tag_ in _RELATIVE_TAGS for c in verb.subtree) else [governor]
    return []


def _add(slots: dict[str, list[Token]], slot: str, token: Token) -> None:
    tokens = slots.setdefault(slot, [])
    if token not in tokens:
        tokens.append(token)


def _borrowed_objects(verb: Token) -> list[Token]:
    """Return the object shared with the next coordinated verb ("condemned and sanctioned Iran")."""
    for sibling in verb.children if governs(verb, "conj") else ():
        if sibling.dep_ == "conj" and sibling.pos_ == "VERB" and sibling.i - verb.i <= 3:
            return [child for child in sibling.children if child.dep_ in _OBJECT_DEPS]
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.i - verb.head.i <= 3:
        return [child for child in verb.head.children if child.dep_ in _OBJECT_DEPS]
    return []


def _borrowed_agents(verb: Token) -> list[Token]:
    """Return the agent shared with the next coordinated participle ("killed and wounded by rebels")."""
    for sibling in verb.children if governs(verb, "conj") else ():
        if sibling.dep_ == "conj" and sibling.tag_ == "VBN" and sibling.i - verb.i <= 3:
            return [child for child in sibling.children if child.dep_ == "obl:agent"]
    return []


def _relative_object(verb: Token) -> list[Token]:
    """Return the head of "the treaty (that) Russia signed": the object that the clause leaves out."""
    if verb.dep_ != "acl:relcl" or not _own_subjects(verb):
        return []
    gap = any(c.tag_ in _RELATIVE_TAGS and c.dep_ in _SUBJECT_DEPS for c in verb.children)
    return [] if gap or any(c.dep_ in _OBJECT_DEPS for c in verb.children) else [verb.head]


def verb_arguments(verb: Token) -> Arguments:
    """Return the logical arguments of a verb."""
    passive, slots = is_passive(verb), dict[str, list[Token]]()
    given = passive and any(child.dep_ in _OBJECT_DEPS for child in verb.children)
    for token in surface_subjects(verb):
        _add(slots, "iobj" if given else "obj" if passive else "subj", token)
    for child in verb.children:
        _add_dependent(slots, child, passive)
    if "obj" not in slots and not passive:
        for token in slots.get("iobj") or _relative_object(verb) or _borrowed_objects(verb):
            _add(slots, "obj", token)
    if passive and "subj" not in slots:
        for token in _borrowed_agents(verb):
            _add(slots, "subj", token)
    return Arguments(verb, passive, slots)


def _add_dependent(slots: dict[str, list[Token]], child: Token, passive: bool) -> None:
    """File one dependent of a verb under its slot."""
    relation = child.dep_
    if relation in _NEVER_ARGUMENTS:
        return
    token = antecedent_of(child)
    if relation in _OBJECT_DEPS:
        _add(slots, "obj", token)
    elif relation in _OBLIQUE_DEPS:
        word = preposition_of(child)
        if passive and (relation == "obl:agent" or word == "by"):
            _add(slots, "subj", token)
        elif word is not None:
            _add(slots, f"obl:{word}", token)
            if " " in word:  # "out of talks": a frame may have read "out" as the verb's particle
                _add(slots, f"obl:{word.split()[-1]}", token)
    elif relation in _COMPLEMENT_DEPS:
        if relation != "advcl" or has_to(child):
            _add(slots, "comp", child)
        if relation == "advcl":
            _add(slots, "advcl", child)
        word = clause_preposition(child)
        if word is not None:
            _add(slots, f"obl:{word}", child)
    elif relation in {"iobj", "advmod", "mark", "aux"}:
        _add(slots, relation, token)
    elif relation == "nmod:poss":
        _add(slots, "poss", token)


def clause_preposition(clause: Token) -> str | None:
    """Return the preposition of a clause that has one ("accused Chad of arming rebels" → "of")."""
    if clause.tag_ != "VBG" or not governs(clause, "mark"):
        return None
    for child in clause.children:
        if child.dep_ == "mark" and child.tag_ == "IN":
            return str(child.lower_)
    return None


def noun_arguments(noun: Token, host: Token | None = None) -> Arguments:
    """Return the arguments of a noun, and of the verb that it hangs on when one is given."""
    slots = dict[str, list[Token]]()
    for child in noun.children:
        relation = child.dep_
        if relation in _NOUN_SLOTS:
            _add(slots, _NOUN_SLOTS[relation], antecedent_of(child))
        elif relation in _NOMINAL_DEPS:
            word = preposition_of(child) or clause_preposition(child)
            if word is not None:
                _add(slots, f"nmod:{word}", antecedent_of(child))
            if relation == "acl" and has_to(child):
                _add(slots, "comp", child)
        elif relation == "acl:relcl":
            _add(slots, "relcl", child)
    if host is not None:
        below = noun in host.ancestors  # a participle or relative clause of the noun itself
        _add(slots, "host", host)
        for slot, tokens in verb_arguments(host).slots.items():
            for token in tokens:
                if token != noun and (below or noun not in token.ancestors):
                    _add(slots, f"host:{slot}", token)
    return Arguments(noun, passive=False, slots=slots)


def fillers(arguments: Arguments, slot: str) -> list[Token]:
    """Return the tokens that fill a slot path: ``obj>poss`` is the possessor of the object."""
    first, _, rest = slot.partition(">")
    tokens = arguments.get(first)
    if not rest or not tokens:
        return list(tokens)
    return [
        found
        for token in tokens
        for member in conjuncts(token)
        for found in fillers(arguments.inside(member), rest)
    ]


def arguments_of(token: Token) -> Arguments:
    """Return the arguments of a verb or of a noun, whichever the token is."""
    return verb_arguments(token) if token.pos_ in {"VERB", "AUX", "ADJ"} else noun_arguments(token)


def host_of(noun: Token) -> Token | None:
    """Return the verb that an event noun depends on, or None.

    As object, oblique or subject ("held talks"), as the noun of a participle ("talks held in Oslo") or
    as the left-out object of a relative clause ("the apology which Japan offered").
    """
    token = first_conjunct(noun)
    if token.dep_ in {*_OBJECT_DEPS, "nsubj:pass", "obl", "xcomp", "nsubj", "iobj"}:
        head = token.head
        if head.pos_ in {"VERB", "AUX"} and token.dep_ != "nsubj":
            return head
    for child in noun.children if governs(noun, "acl") or governs(noun, "acl:relcl") else ():
        if (
            child.pos_ == "VERB"
            and child.dep_ in {"acl", "acl:relcl"}
            and noun in verb_arguments(child).get("obj")
        ):
            return child
    return token.head if token.dep_ == "nsubj" and token.head.pos_ == "VERB" else None


def measured(token: Token) -> list[Token]:
    """Return a filler with what it measures: "20 tonnes of medicine" is medicine as well."""
    if token.lemma_.casefold() not in load_table("control")["measures"]:
        return [token]
    inner = [child for child in token.children if child.dep_ == "nmod" and preposition_of(child) == "of"]
    return [token, *(member for child in inner for member in conjuncts(child))]


def ancestors(token: Token) -> Iterator[tuple[Token, Token]]:
    """Yield (token, governor) pairs from the token up to the root of its sentence."""
    while token.head != token:
        yield token, token.head
        token = token.head
