"""The journey as a picture: what the player met, the pieces that answered it, and how they sound."""

from journey.plot.picture import draw_journey

__all__ = ["draw_journey"]
