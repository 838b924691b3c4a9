"""The network: a small BERT encoder and a table of heads, each naming the layers it reads."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

import torch
from event_heads import TRIGGER_TABLES, PairHead, TriggerHead
from torch import Tensor, nn
from torch.nn import functional as F

from entente.nlp.pieces import SHAPE_COUNT


@dataclass(frozen=True)
class EncoderSettings:
    """The sizes of MiniLM-L6-H384-uncased."""

    vocabulary: int = 30_522
    positions: int = 512
    width: int = 384
    inner: int = 1_536
    layers: int = 6
    attention_heads: int = 12
    dropout: float = 0.1
    buckets: int = 0  # of how far apart two pieces stand, where that biases their attention (MPNet)
    eps: float = 1e-12


MPNET = EncoderSettings(width=768, inner=3_072, layers=12, buckets=32, eps=1e-5)  # the sizes of MPNet-base


@dataclass(frozen=True)
class HeadSettings:
    """One head: what it scores, how wide its hidden layer is, which layers it mixes."""

    kind: Literal["tag", "arc", "relation", "trigger", "pair"]
    labels: str  # the table of labels.json; "" where the kind has none or several
    layers: tuple[int, ...]
    hidden: int
    dropout: float = 0.33


HEADS = {
    "upos": HeadSettings("tag", "upos", (4, 5, 6), 256),
    "xpos": HeadSettings("tag", "xpos", (4, 5, 6), 256),
    "lemma": HeadSettings("tag", "lemma", (4, 5, 6), 256),
    "arc": HeadSettings("arc", "", (5, 6), 384),
    "relation": HeadSettings("relation", "deprel", (5, 6), 256),
    "mention": HeadSettings("tag", "mention", (5, 6), 256),
    "trigger": HeadSettings("trigger", "", (5, 6), 256),
    "role": HeadSettings("relation", "role", (5, 6), 128),
    "pair": HeadSettings("pair", "", (5, 6), 128, 0.2),
}
PARSE_HEADS = ("upos", "xpos", "lemma", "arc", "relation", "mention")


class Dropout(nn.Module):
    """Dropout from a pool of ready random masks: torch draws them one by one on a CPU."""

    POOL = 1 << 24

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, values: Tensor) -> Tensor:
        if not self.training or not self.rate:
            return values
        start = int(torch.randint(self.POOL - values.numel(), ()))
        mask = dropout_pool(self.rate, values.dtype)[start : start + values.numel()]
        return values * mask.view(values.shape)


@cache
def dropout_pool(rate: float, dtype: torch.dtype) -> Tensor:
    return ((torch.rand(Dropout.POOL) >= rate) / (1 - rate)).to(dtype)


class Layer(nn.Module):
    """One transformer layer as BERT has it (normalised after the residual)."""

    def __init__(self, settings: EncoderSettings) -> None:
        super().__init__()
        width = settings.width
        self.attention_heads = settings.attention_heads
        self.query_key_value = nn.Linear(width, 3 * width)
        self.attention_out = nn.Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, eps=settings.eps)
        self.inner = nn.Linear(width, settings.inner)
        self.outer = nn.Linear(settings.inner, width)
        self.outer_norm = nn.LayerNorm(width, eps=settings.eps)
        self.dropout = Dropout(settings.dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:  # (sentences, pieces, width)
        sentences, pieces, width = states.shape
        joined = self.query_key_value(states)
        split = joined.view(sentences, pieces, 3, self.attention_heads, -1).permute(2, 0, 3, 1, 4)
        query, key, value = split[0], split[1], split[2]
        scores = query @ key.transpose(-1, -2) / (width // self.attention_heads) ** 0.5 + bias
        mixed = self.dropout(scores.softmax(-1)) @ value
        mixed = mixed.transpose(1, 2).reshape(sentences, pieces, width)
        states = self.attention_norm(states + self.dropout(self.attention_out(mixed)))
        return self.outer_norm(states + self.dropout(self.outer(F.gelu(self.inner(states)))))


class Encoder(nn.Module):
    """Pieces and shapes → the states of every layer, the embeddings first."""

    def __init__(self, settings: EncoderSettings) -> None:
        super().__init__()
        self.words = nn.Embedding(settings.vocabulary, settings.width, padding_idx=0)
        self.positions = nn.Embedding(settings.positions, settings.width)
        self.shapes = nn.Embedding(SHAPE_COUNT, settings.width)
        self.norm = nn.LayerNorm(settings.width, eps=settings.eps)
        self.dropout = Dropout(settings.dropout)
        self.layers = nn.ModuleList(Layer(settings) for _ in range(settings.layers))
        nn.init.zeros_(self.shapes.weight)
        self.buckets = settings.buckets
        self.nearness = nn.Embedding(self.buckets, settings.attention_heads) if self.buckets else None

    def forward(self, pieces: Tensor, shapes: Tensor) -> list[Tensor]:  # both (sentences, pieces)
        bias = (pieces == 0).unsqueeze(1).unsqueeze(1).float() * -1e4
        places = torch.arange(pieces.shape[1], device=pieces.device)
        if self.nearness is not None:
            apart = distance_bucket(places.unsqueeze(0) - places.unsqueeze(1), self.buckets)
            bias = bias + self.nearness(apart).permute(2, 0, 1)
        states = self.words(pieces) + self.positions(places) + self.shapes(shapes)
        all_states = [self.dropout(self.norm(states))]
        for layer in self.layers:
            all_states.append(layer(all_states[-1], bias))
        return all_states


def distance_bucket(distance: Tensor, buckets: int, farthest: int = 128) -> Tensor:
    """The bucket of each distance of two places: half for each side, single steps near, powers far off."""
    side, size = buckets // 2, distance.abs()
    exact = side // 2
    growth = (size.clamp(min=1).float() / exact).log() / math.log(farthest / exact)
    far = (exact + (growth * (side - exact)).long()).clamp(max=side - 1)
    return torch.where(size < exact, size, far) + (distance > 0).long() * side


class Mix(nn.Module):
    """A learned average of some layers, read at the first and last piece of each word."""

    def __init__(self, layers: tuple[int, ...]) -> None:
        super().__init__()
        self.layers = layers
        self.weights = nn.Parameter(torch.zeros(len(layers)))

    def forward(self, states: list[Tensor], first: Tensor, last: Tensor) -> Tensor:
        shares = self.weights.softmax(0)
        mixed = sum(shares[place] * states[layer] for place, layer in enumerate(self.layers))
        assert isinstance(mixed, Tensor)
        flat = mixed.flatten(0, 1)
        return torch.cat([flat[first], flat[last]], dim=-1)  # (sentences, words + root, 2 × width)


class TagHead(nn.Module):
    """A label for each word."""

    def __init__(self, settings: HeadSettings, width: int, labels: int) -> None:
        super().__init__()
        self.mix = Mix(settings.layers)
        self.hidden = nn.Linear(2 * width, settings.hidden)
        self.norm = nn.LayerNorm(settings.hidden)
        self.scores = nn.Linear(settings.hidden, labels)
        self.dropout = Dropout(settings.dropout)

    def forward(self, states: list[Tensor], first: Tensor, last: Tensor) -> Tensor:
        hidden = F.gelu(self.hidden(self.dropout(self.mix(states, first, last))))
        return self.scores(self.dropout(self.norm(hidden)))  # (sentences, words + root, labels)


class ArcHead(nn.Module):
    """A score for each word and each possible head (biaffine; Dozat and Manning 2017)."""

    def __init__(self, settings: HeadSettings, width: int) -> None:
        super().__init__()
        self.mix = Mix(settings.layers)
        self.child = nn.Linear(2 * width, settings.hidden)
        self.head = nn.Linear(2 * width, settings.hidden)
        self.product = nn.Linear(settings.hidden, settings.hidden, bias=False)
        self.prior = nn.Linear(settings.hidden, 1, bias=False)
        self.dropout = Dropout(settings.dropout)
        nn.init.normal_(self.product.weight, std=settings.hidden**-0.75)

    def forward(self, states: list[Tensor], first: Tensor, last: Tensor) -> Tensor:  # (…, child, head)
        words = self.dropout(self.mix(states, first, last))
        child = self.dropout(F.gelu(self.child(words)))
        head = self.dropout(F.gelu(self.head(words)))
        return self.product(child) @ head.transpose(1, 2) + self.prior(head).transpose(1, 2)


class RelationHead(nn.Module):
    """Two vectors a word, as child and as head; `label` scores one arc from them.

    Labels are scored for chosen arcs only: the product and the sum of both words' vectors.
    """

    def __init__(self, settings: HeadSettings, width: int, labels: int) -> None:
        super().__init__()
        self.mix = Mix(settings.layers)
        self.child = nn.Linear(2 * width, 2 * settings.hidden)
        self.head = nn.Linear(2 * width, 2 * settings.hidden)
        self.scores = nn.Linear(2 * settings.hidden, labels)
        self.dropout = Dropout(settings.dropout)

    def forward(self, states: list[Tensor], first: Tensor, last: Tensor) -> tuple[Tensor, Tensor]:
        words = self.dropout(self.mix(states, first, last))
        return self.child(words), self.head(words)  # each (sentences, words + root, 2 × hidden)

    def label(self, child: Tensor, head: Tensor) -> Tensor:  # (arcs, 2 × hidden) twice
        child_product, child_sum = child.chunk(2, dim=-1)
        head_product, head_sum = head.chunk(2, dim=-1)
        joined = torch.cat([child_product * head_product, F.relu(child_sum + head_sum)], dim=-1)
        return self.scores(self.dropout(joined))  # (arcs, labels)


@dataclass
class Scores:
    """What one pass gives: tags by head name, arcs, and the vectors that label arcs and pairs."""

    tags: dict[str, Tensor] = field(default_factory=dict)
    arcs: Tensor | None = None
    linked: dict[str, tuple[Tensor, Tensor]] = field(default_factory=dict)  # by head: child, head vectors
    triggers: dict[str, Tensor] = field(default_factory=dict)  # by table of the trigger head
    hidden: Tensor | None = None  # the trigger head's vectors
    words: Tensor | None = None  # what the pair head reads


class Network(nn.Module):
    """The encoder and its heads."""

    def __init__(
        self,
        labels: dict[str, list[str]],
        encoder: EncoderSettings | None = None,
        heads: dict[str, HeadSettings] | None = None,
    ) -> None:
        super().__init__()
        self.settings = encoder or EncoderSettings()
        self.labels = labels
        self.head_settings = heads or HEADS
        self.encoder = Encoder(self.settings)
        self.heads = nn.ModuleDict()
        for name, head in self.head_settings.items():
            width = self.settings.width
            if head.kind == "tag":
                self.heads[name] = TagHead(head, width, len(labels[head.labels]))
            elif head.kind == "arc":
                self.heads[name] = ArcHead(head, width)
            elif head.kind == "trigger":
                sizes = {table: len(labels[table]) for table in TRIGGER_TABLES}
                mix, dropout = Mix(head.layers), Dropout(head.dropout)
                self.heads[name] = TriggerHead(mix, width, head.hidden, sizes, dropout)
            elif head.kind == "pair":
                types, statuses = len(labels["event"]), len(labels["status"])
                self.heads[name] = PairHead(width, head.hidden, types, statuses, head.dropout)
                self.pair_mix = Mix(head.layers)
            else:
                self.heads[name] = RelationHead(head, width, len(labels[head.labels]))

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor, last: Tensor) -> Scores:
        """Pieces and shapes (sentences, pieces); first and last piece of each word, root first."""
        states = self.encoder(pieces, shapes)
        rows = torch.arange(pieces.shape[0], device=pieces.device).unsqueeze(1) * pieces.shape[1]
        first, last = first + rows, last + rows  # places in the batch's pieces, end to end
        scores = Scores()
        for name, head in self.heads.items():
            kind = self.head_settings[name].kind
            if kind == "tag":
                scores.tags[name] = head(states, first, last)
            elif kind == "arc":
                scores.arcs = head(states, first, last)
            elif kind == "trigger":
                scores.triggers, scores.hidden = head(states, first, last)
            elif kind == "relation":
                scores.linked[name] = head(states, first, last)
            else:
                both = self.pair_mix(states, first, last)
                scores.words = both[..., : self.settings.width] + both[..., self.settings.width :]
        return scores

    def save(self, path: Path) -> None:
        described = {
            "labels": self.labels,
            "encoder": asdict(self.settings),
            "heads": {name: asdict(head) for name, head in self.head_settings.items()},
        }
        torch.save({"described": json.dumps(described), "weights": self.state_dict()}, path)

    def take_over(self, path: Path) -> None:
        """Fill what a checkpoint holds of this network; heads that it lacks stay as they are."""
        stored = torch.load(path, weights_only=True)["weights"]
        own = self.state_dict()
        self.load_state_dict(
            {**own, **{k: v for k, v in stored.items() if k in own and own[k].shape == v.shape}}
        )

    @classmethod
    def restore(cls, path: Path) -> Network:
        stored = torch.load(path, weights_only=True)
        described = json.loads(stored["described"])
        heads = {
            name: HeadSettings(**{**head, "layers": tuple(head["layers"])})
            for name, head in described["heads"].items()
        }
        network = cls(described["labels"], EncoderSettings(**described["encoder"]), heads)
        network.load_state_dict(stored["weights"])
        return network


def load_minilm(encoder: Encoder, path: Path) -> None:
    """Fill the encoder from MiniLM's `model.safetensors`."""
    stored = read_safetensors(path)
    copy(encoder.words.weight, stored["embeddings.word_embeddings.weight"])
    kind = stored["embeddings.token_type_embeddings.weight"][0]
    copy(encoder.positions.weight, stored["embeddings.position_embeddings.weight"] + kind)
    copy_pair(encoder.norm, stored, "embeddings.LayerNorm")
    for number, layer in enumerate(encoder.layers):
        assert isinstance(layer, Layer)
        name = f"encoder.layer.{number}"
        for part in ("weight", "bias"):
            joined = [stored[f"{name}.attention.self.{kind}.{part}"] for kind in ("query", "key", "value")]
            copy(getattr(layer.query_key_value, part), torch.cat(joined))
        copy_pair(layer.attention_out, stored, f"{name}.attention.output.dense")
        copy_pair(layer.attention_norm, stored, f"{name}.attention.output.LayerNorm")
        copy_pair(layer.inner, stored, f"{name}.intermediate.dense")
        copy_pair(layer.outer, stored, f"{name}.output.dense")
        copy_pair(layer.outer_norm, stored, f"{name}.output.LayerNorm")


def load_mpnet(encoder: Encoder, folder: Path, vocabulary: list[str]) -> None:
    """Fill the encoder from MPNet's folder, its embeddings in the order of MiniLM's vocabulary."""
    stored = read_safetensors(folder / "model.safetensors")
    known = {piece: row for row, piece in enumerate((folder / "vocab.txt").read_text("utf-8").splitlines())}
    rows = [known[MPNET_PIECES.get(piece, piece)] for piece in vocabulary]
    copy(encoder.words.weight, stored["embeddings.word_embeddings.weight"][rows])
    copy(encoder.positions.weight, stored["embeddings.position_embeddings.weight"][2:])  # two for padding
    copy_pair(encoder.norm, stored, "embeddings.LayerNorm")
    assert encoder.nearness is not None
    copy(encoder.nearness.weight, stored["encoder.relative_attention_bias.weight"])
    for number, layer in enumerate(encoder.layers):
        assert isinstance(layer, Layer)
        name = f"encoder.layer.{number}"
        for part in ("weight", "bias"):
            joined = [stored[f"{name}.attention.attn.{kind}.{part}"] for kind in ("q", "k", "v")]
            copy(getattr(layer.query_key_value, part), torch.cat(joined))
        copy_pair(layer.attention_out, stored, f"{name}.attention.attn.o")
        copy_pair(layer.attention_norm, stored, f"{name}.attention.LayerNorm")
        copy_pair(layer.inner, stored, f"{name}.intermediate.dense")
        copy_pair(layer.outer, stored, f"{name}.output.dense")
        copy_pair(layer.outer_norm, stored, f"{name}.output.LayerNorm")


MPNET_PIECES = {"[PAD]": "<pad>", "[CLS]": "<s>", "[SEP]": "</s>", "[MASK]": "<mask>"}


def copy_pair(module: nn.Module, stored: dict[str, Tensor], name: str) -> None:
    copy(module.weight, stored[f"{name}.weight"])
    copy(module.bias, stored[f"{name}.bias"])


def copy(target: object, source: Tensor) -> None:
    assert isinstance(target, Tensor)
    assert target.shape == source.shape
    with torch.no_grad():
        target.copy_(source)


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """The float32 tensors of a safetensors file: a JSON header, then the numbers."""
    content = path.read_bytes()
    length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + length])
    body = memoryview(content)[8 + length :]
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        start, end = entry["data_offsets"]
        flat = torch.frombuffer(bytearray(body[start:end]), dtype=torch.float32)
        tensors[name.removeprefix("bert.")] = flat.view(entry["shape"])
    return tensors
