"""MusicGen on audiocraft's own language model and codec, where it is installed: the reference people know."""
