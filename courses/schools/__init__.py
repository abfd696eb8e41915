"""Schools and places: who teaches where, and how far away that is."""
