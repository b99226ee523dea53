"""What docs/benchmarks.md says of MusicGen, measured with random weights of the true size."""
