"""What every runtime is asked."""

TEXT = "calm piano and soft strings over a snowy forest at dusk"
CONTEXTS = (50, 500)
"""Steps in the cache: one and ten seconds into a piece."""
