"""What MusicGen's networks need whatever they run on."""
