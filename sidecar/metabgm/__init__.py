"""MetaBGM's sidecar: composes the music for a Minecraft session while it happens."""

__version__ = "0.1.0"
