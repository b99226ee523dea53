"""From logits to tokens: delay pattern, sampling, window and the stream that joins them. Pure numpy."""
