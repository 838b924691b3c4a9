"""The losses of the event heads on one batch."""

from __future__ import annotations

from batches import IGNORED
from event_batches import PAIRS_WITHOUT, EventBatch
from lessons import learned
from model import Network, RelationHead, Scores
from torch import Tensor
from torch.nn import functional as F

TRIGGER_WEIGHT = 2.0  # a word that is a trigger counts twice one that is none
ARGUMENT_WEIGHT = 2.0
SMOOTHING = 0.05


def event_losses(network: Network, batch: EventBatch) -> dict[str, Tensor]:
    """The loss of each table of the trigger head, of roles and of pairs."""
    scores = network(batch.pieces, batch.shapes, batch.first, batch.last)
    found = trigger_losses(scores, batch)
    if len(batch.arcs):
        roles = role_scores(network, scores, batch.arcs)
        found["role"] = weighted(roles, batch.arcs[:, 3], ARGUMENT_WEIGHT)
        if batch.taught:
            found["role"] = learned(found["role"], roles, batch.taught["role"], ARGUMENT_WEIGHT)
    if len(batch.pairs):
        types, statuses = pair_scores(network, scores, batch)
        shares = batch.pair_types * (1 - SMOOTHING) + SMOOTHING / batch.pair_types.shape[1]
        weights = 1 - (1 - PAIRS_WITHOUT) * batch.pair_types[:, 0]
        each = -(shares * types.float().log_softmax(-1)).sum(-1)
        found["pair"] = (each * weights).sum() / weights.sum()
        if batch.taught:
            found["pair"] = learned(found["pair"], types, batch.taught["pair"])
        if (batch.pair_statuses != IGNORED).any():
            found["pair_status"] = F.cross_entropy(
                statuses.float(), batch.pair_statuses, ignore_index=IGNORED
            )
    return found


def trigger_losses(scores: Scores, batch: EventBatch) -> dict[str, Tensor]:
    real = batch.tables["event"] != IGNORED
    found = {"event": weighted(scores.triggers["event"][real], batch.tables["event"][real], TRIGGER_WEIGHT)}
    for name in ("mode", "status"):
        marked = batch.tables[name] != IGNORED
        if marked.any():
            targets = batch.tables[name][marked]
            found[name] = F.cross_entropy(
                scores.triggers[name][marked].float(), targets, label_smoothing=SMOOTHING
            )
    if batch.taught:
        shares = batch.taught["event"][real]
        found["event"] = learned(found["event"], scores.triggers["event"][real], shares, TRIGGER_WEIGHT)
    if len(batch.triggers):
        row, word = batch.triggers.unbind(1)
        if batch.taught and "mode" in found:
            moded = batch.tables["mode"][row, word] != IGNORED
            modes = scores.triggers["mode"][row, word]
            found["mode"] = learned(found["mode"], modes[moded], batch.taught["mode"][moded])
        past = scores.triggers["background"][row, word, 0].float()
        found["background"] = F.binary_cross_entropy_with_logits(past, batch.background)
        asked = ~batch.contexts[:, 0].isnan()
        if asked.any():
            contexts = scores.triggers["context"][row, word].float()[asked]
            found["context"] = 10 * F.binary_cross_entropy_with_logits(contexts, batch.contexts[asked])
    return found


def role_scores(network: Network, scores: Scores, arcs: Tensor) -> Tensor:
    """(arcs, 3 or more) of sentence, argument, trigger → (arcs, roles)."""
    head = network.heads["role"]
    assert isinstance(head, RelationHead)
    child, trigger = scores.linked["role"]
    return head.label(child[arcs[:, 0], arcs[:, 1]], trigger[arcs[:, 0], arcs[:, 2]])


def pair_scores(network: Network, scores: Scores, batch: EventBatch) -> tuple[Tensor, Tensor]:
    assert scores.words is not None
    types, statuses = network.heads["pair"](scores.words[batch.pairs], batch.source, batch.target, batch.real)
    return types, statuses


def weighted(scores: Tensor, targets: Tensor, weight: float) -> Tensor:
    """Cross entropy in which label 0, "nothing", counts less than the others."""
    weights = 1 + (weight - 1) * (targets != 0).float()
    each = F.cross_entropy(scores.float(), targets, reduction="none", label_smoothing=0.02)
    return (each * weights).sum() / weights.sum()
