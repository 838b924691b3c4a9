"""The heads of events: what a word stands for, who takes part in it, what one party does to another."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

TRIGGER_TABLES = ("event", "mode", "status", "context")  # what is scored at each word, with `background`


class TriggerHead(nn.Module):
    """Everything that is said of a word as a trigger, from one hidden layer."""

    def __init__(
        self, mix: nn.Module, width: int, hidden: int, sizes: dict[str, int], dropout: nn.Module
    ) -> None:
        super().__init__()
        self.mix = mix
        self.hidden = nn.Linear(2 * width, hidden)
        self.norm = nn.LayerNorm(hidden)
        self.sizes = [*sizes.values(), 1, 1]
        self.names = [*sizes, "background", "happened"]
        self.scores = nn.Linear(hidden, sum(self.sizes))
        self.dropout = dropout

    def forward(self, states: list[Tensor], first: Tensor, last: Tensor) -> tuple[dict[str, Tensor], Tensor]:
        """Scores by table (sentences, words + root, labels), and the hidden vectors."""
        hidden = self.norm(F.gelu(self.hidden(self.dropout(self.mix(states, first, last)))))
        parts = self.scores(self.dropout(hidden)).split(self.sizes, dim=-1)
        return dict(zip(self.names, parts, strict=True)), hidden


class PairHead(nn.Module):
    """What a sentence says that one span does to another.

    Both spans' means, a query made of them that attends over the words, and the sentence's mean. A side that
    is not named has a vector of its own.
    """

    def __init__(self, width: int, hidden: int, types: int, statuses: int, dropout: float) -> None:
        super().__init__()
        self.sides = nn.Linear(width, hidden)
        self.nobody = nn.Parameter(torch.zeros(2, hidden))
        self.query = nn.Linear(2 * hidden, 2 * hidden)
        self.key = nn.Linear(width, 2 * hidden)
        self.value = nn.Linear(width, 2 * hidden)
        self.mean = nn.Linear(width, hidden)
        self.hidden = nn.Linear(6 * hidden, 2 * hidden)
        self.norm = nn.LayerNorm(2 * hidden)
        self.scores = nn.Linear(2 * hidden, types + statuses)
        self.types = types
        self.dropout = nn.Dropout(dropout)

    def forward(self, words: Tensor, source: Tensor, target: Tensor, real: Tensor) -> tuple[Tensor, Tensor]:
        """words (pairs, words, width); source, target, real (pairs, words) with ones at their words."""
        sides = self.sides(words)
        one = self.side(sides, source, 0)
        other = self.side(sides, target, 1)
        query = self.query(torch.cat([one, other], -1))
        pairs, hidden = query.shape
        heads = 4
        query = query.view(pairs, heads, 1, hidden // heads)
        key = self.key(words).view(pairs, -1, heads, hidden // heads).transpose(1, 2)
        value = self.value(words).view(pairs, -1, heads, hidden // heads).transpose(1, 2)
        weights = (query * key).sum(-1) / (hidden // heads) ** 0.5 + (real.unsqueeze(1) - 1) * 1e4
        told = (weights.softmax(-1).unsqueeze(-1) * value).sum(2).reshape(pairs, hidden)
        mean = self.mean((words * real.unsqueeze(-1)).sum(1) / real.sum(1, keepdim=True))
        joined = torch.cat([one, other, told, mean, one * other], -1)
        scores = self.scores(self.dropout(self.norm(F.gelu(self.hidden(self.dropout(joined))))))
        return scores[:, : self.types], scores[:, self.types :]

    def side(self, sides: Tensor, mask: Tensor, number: int) -> Tensor:
        size = mask.sum(1, keepdim=True)
        mean = (sides * mask.unsqueeze(-1)).sum(1) / size.clamp(min=1)
        return mean + (size == 0).to(mean.dtype) * self.nobody[number]
