"""Where the networks compute, and in which numbers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, Literal

import torch
from torch import Tensor
from torch.nn import functional

from metabgm.music.musicgen.networks.weights import Array
from metabgm.music.musicgen.runtime import RuntimeFaultError

Device = Literal["cpu", "cuda"]
Matrix = Callable[[Tensor], Tensor]
"""(..., inputs) to (..., outputs)."""

_LARGEST = 127


@dataclass(frozen=True)
class Arithmetic:
    """``dtype``: of states and of the decoder's cache. ``eight_bits``: of large matrices, on the CPU."""

    device: torch.device
    dtype: torch.dtype
    eight_bits: bool = False

    def tensor(self, array: Array) -> Tensor:
        return torch.from_numpy(array).to(self.device, self.dtype)

    def matrix(self, weight: Array) -> Matrix:
        """Of a weight (outputs, inputs)."""
        return _eight_bits(weight) if self.eight_bits else _whole(self.tensor(weight))

    def exact(self) -> Arithmetic:
        """On the same device in float32: for the codec, whose chunks have to join."""
        return Arithmetic(self.device, torch.float32)

    def without_tf32(self) -> Any:
        """A context in which convolutions keep all the bits of float32."""
        if self.device.type != "cuda":
            return nullcontext()
        return torch.backends.cudnn.flags(enabled=True, allow_tf32=False)


def arithmetic_for(device: Device, *, eight_bits: bool) -> Arithmetic:
    """``eight_bits``: where that device gains from it. Raises RuntimeFaultError: there is no such device."""
    if device == "cpu":
        return Arithmetic(torch.device("cpu"), torch.float32, eight_bits)
    if not torch.cuda.is_available():
        raise RuntimeFaultError("device: cuda, expected cpu: torch finds no GPU")
    dtype = torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float16
    return Arithmetic(torch.device("cuda"), dtype)


def best_device() -> Device:
    """A GPU where torch finds one."""
    return "cuda" if torch.cuda.is_available() else "cpu"


def _whole(weight: Tensor) -> Matrix:
    def product(x: Tensor) -> Tensor:
        return functional.linear(x, weight)

    return product


def _eight_bits(weight: Array) -> Matrix:
    """A scale for each output. The states are rounded to bfloat16, for which torch has a fast kernel."""
    whole = torch.from_numpy(weight)
    scales = (whole.abs().amax(1) / _LARGEST).clamp_min(torch.finfo(torch.float32).tiny)
    small = (whole / scales[:, None]).round().to(torch.int8)
    scales = scales.to(torch.bfloat16)

    def product(x: Tensor) -> Tensor:
        flat = x.reshape(-1, x.shape[-1]).to(torch.bfloat16)
        made = torch._weight_int8pack_mm(flat, small, scales)
        return made.to(x.dtype).view(*x.shape[:-1], -1)

    return product
