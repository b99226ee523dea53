"""The embedded composer: a description read, planned, written as notes, played and mixed."""

from metabgm.music.composer.composer import ComposedPiece, Composer

__all__ = ["ComposedPiece", "Composer"]
