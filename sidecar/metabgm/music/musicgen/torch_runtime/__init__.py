"""MusicGen on torch: on a GPU, or on the CPU of somebody who has torch already."""
