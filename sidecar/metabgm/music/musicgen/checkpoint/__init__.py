"""Reads MusicGen checkpoints, Hugging Face's and audiocraft's, without torch."""

from metabgm.music.musicgen.checkpoint.opened import Checkpoint
from metabgm.music.musicgen.checkpoint.recognise import is_musicgen_folder, open_checkpoint

__all__ = ["Checkpoint", "is_musicgen_folder", "open_checkpoint"]
