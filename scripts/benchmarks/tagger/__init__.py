"""An ear that knows nothing of the composer: musicnn's pretrained music tagger, computed in numpy."""
