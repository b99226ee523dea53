"""Fine-tunes LoRA matrices on texts; goes on after a stop with the same numbers as without one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch

from metabgm.research.encoding import TrainingText
from metabgm.research.lora import trainable
from metabgm.research.schedule import Settings, batches, rate_at

_IGNORED = -100
_LONGEST_GRADIENT = 1.0


@dataclass
class Losses:
    """Nats a token of the answers.

    ``train``: of each step; ``held_out``: (steps done, mean) after each pass.
    """

    train: list[float] = field(default_factory=list)
    held_out: list[tuple[int, float]] = field(default_factory=list)


class Training:
    """One run. Nothing is read or written; ``state`` and ``restore`` carry it over a stop."""

    def __init__(
        self,
        model: Any,
        train: Sequence[TrainingText],
        held_out: Sequence[TrainingText],
        settings: Settings,
        *,
        bfloat16: bool,
    ) -> None:
        """``model``: with LoRA, on its device. ``bfloat16``: multiplies in it."""
        self._model, self._train, self._held_out, self._settings = model, train, held_out, settings
        self._bfloat16 = bfloat16
        self._weights = trainable(model)
        self._optimizer = torch.optim.AdamW(self._weights.values(), lr=settings.rate, weight_decay=0.0)
        self._batches = batches([len(text.ids) for text in train], settings)
        self.losses = Losses()

    @property
    def steps(self) -> int:
        return len(self._batches)

    @property
    def done(self) -> int:
        """Steps."""
        return len(self.losses.train)

    def run(self) -> Iterator[int]:
        """Trains; gives the number of steps done after each."""
        while self.done < self.steps:
            self._step()
            if self.done % (self.steps // self._settings.passes) == 0 and self._held_out:
                self.losses.held_out.append((self.done, self._held_out_loss()))
            yield self.done

    def state(self) -> dict[str, Any]:
        """Everything that changes, for ``torch.save``."""
        return {
            "weights": {name: weight.detach().cpu() for name, weight in self._weights.items()},
            "optimizer": self._optimizer.state_dict(),
            "train": self.losses.train,
            "held_out": self.losses.held_out,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """``state``: of a run with the same model, texts and settings."""
        with torch.no_grad():
            for name, weight in self._weights.items():
                weight.copy_(state["weights"][name])
        self._optimizer.load_state_dict(state["optimizer"])
        self.losses = Losses(list(state["train"]), [(steps, loss) for steps, loss in state["held_out"]])

    def _step(self) -> None:
        step = self.done
        # Dropout of each step from the step alone: a run that goes on draws what it would have drawn.
        torch.manual_seed(self._settings.seed * 1_000_003 + step)
        for group in self._optimizer.param_groups:
            group["lr"] = rate_at(step, self.steps, self._settings)
        self._model.train()
        loss = self._loss([self._train[place] for place in self._batches[step]])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._weights.values(), _LONGEST_GRADIENT)
        self._optimizer.step()
        self._optimizer.zero_grad(set_to_none=True)
        self.losses.train.append(float(loss.detach()))

    def _held_out_loss(self) -> float:
        self._model.eval()
        total, texts = 0.0, self._held_out
        with torch.no_grad():
            for first in range(0, len(texts), self._settings.batch):
                batch = texts[first : first + self._settings.batch]
                total += float(self._loss(batch)) * len(batch)
        return total / len(texts)

    def _loss(self, texts: Sequence[TrainingText]) -> Any:
        """Mean over the answers' tokens."""
        device = next(iter(self._weights.values())).device
        ids, labels, present = (part.to(device) for part in _padded(texts))
        answered = labels[:, 1:] != _IGNORED
        model = self._model.get_base_model()
        with torch.autocast(device.type, torch.bfloat16, enabled=self._bfloat16):
            hidden = model.model(input_ids=ids, attention_mask=present).last_hidden_state
            # Of the vocabulary's matrix, a fifth of a small model's work, only what the loss counts.
            logits = model.lm_head(hidden[:, :-1][answered])
        return torch.nn.functional.cross_entropy(logits.float(), labels[:, 1:][answered])


def _padded(texts: Sequence[TrainingText]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Ids, labels and what is no padding, each (texts, longest)."""
    longest = max(len(text.ids) for text in texts)
    ids = torch.zeros(len(texts), longest, dtype=torch.long)
    labels = torch.full_like(ids, _IGNORED)
    present = torch.zeros_like(ids)
    for row, text in enumerate(texts):
        length = len(text.ids)
        ids[row, :length] = torch.tensor(text.ids)
        labels[row, text.answer_from : length] = ids[row, text.answer_from : length]
        present[row, :length] = 1
    return ids, labels, present


def run_with(training: Training, save: Callable[[], None], told: Callable[[int], None], every: int) -> None:
    """Runs it to its end; ``save`` is called after every so many steps, and at the end."""
    for done in training.run():
        told(done)
        if done % every == 0 or done == training.steps:
            save()
