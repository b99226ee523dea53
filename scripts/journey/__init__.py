"""A recorded journey played through every real part: the demo, its table and its picture."""
