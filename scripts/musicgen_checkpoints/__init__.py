"""Makes MusicGen checkpoints of random weights in the formats of the real ones."""
