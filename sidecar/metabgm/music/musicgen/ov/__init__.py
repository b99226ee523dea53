"""MusicGen's networks as OpenVINO graphs: on the CPU, without torch."""
