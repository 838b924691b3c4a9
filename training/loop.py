"""The loop of training: steps, averaged weights, a checkpoint and a line of scores after each epoch."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from model import Network
from torch import Tensor

WARM_UP = 0.08  # of all steps
AVERAGE = 0.995  # decay of the averaged weights, per step
SAID_EVERY = 50  # steps

Losses = Callable[[int], dict[str, Tensor]]  # number of the step in its epoch → the loss of each head


@dataclass(frozen=True)
class Plan:
    """How long and how fast to train."""

    epochs: int
    steps: int  # an epoch
    encoder_rate: float
    head_rate: float
    shares: dict[str, float]  # what each head's loss counts
    out: Path  # the folder of checkpoints and of log.jsonl


def train(network: Network, average: Network, plan: Plan, losses: Losses, scores: Callable[[], Any]) -> None:
    """Train a network; ``average`` takes its averaged weights, which ``scores`` measures after each epoch."""
    average.load_state_dict(network.state_dict())
    optimizer = torch.optim.AdamW(groups(network, plan), betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    total = plan.epochs * plan.steps
    warm = max(1, int(WARM_UP * total))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (total - step) / (total - warm)))
    )
    began = time.perf_counter()
    running: dict[str, float] = {}
    for step in range(total):
        network.train()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            parts = losses(step % plan.steps)
        loss = torch.stack([plan.shares[head] * value for head, value in parts.items()]).sum()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimizer.step()
        schedule.step()
        decay = min(AVERAGE, (2 + step) / (11 + step))
        with torch.no_grad():
            torch._foreach_lerp_(list(average.parameters()), list(network.parameters()), 1 - decay)
        for head, value in parts.items():
            running[head] = 0.98 * running.get(head, value.item()) + 0.02 * value.item()
        seconds = time.perf_counter() - began
        if (step + 1) % SAID_EVERY == 0:
            print(step + 1, f"{seconds:.0f}s", {h: round(v, 3) for h, v in running.items()}, flush=True)
        if (step + 1) % plan.steps == 0:
            running = {}
            average.eval()
            epoch = (step + 1) // plan.steps
            average.save(plan.out / f"epoch-{epoch}.pt")
            line = json.dumps({"epoch": epoch, "minutes": round(seconds / 60, 1), **scores()})
            print(line, flush=True)
            with (plan.out / "log.jsonl").open("a", encoding="utf-8") as log:
                log.write(line + "\n")


def groups(network: Network, plan: Plan) -> list[dict[str, Any]]:
    """The parameters that learn, those of the encoder at a rate of their own."""
    own = {id(value) for value in network.encoder.parameters()}
    learning = [value for value in network.parameters() if value.requires_grad]
    return [
        {"params": [value for value in learning if id(value) in own], "lr": plan.encoder_rate},
        {"params": [value for value in learning if id(value) not in own], "lr": plan.head_rate},
    ]
