"""MusicGen: neural music from a description, streamed token by token."""
