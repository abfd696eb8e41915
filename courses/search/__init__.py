"""Which courses fit: one question in, one answer out."""
