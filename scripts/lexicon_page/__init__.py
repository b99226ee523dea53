"""Writes docs/lexicon.md from the composer's tables of words."""
