"""Courses and their dated classes: what is held when, with how many seats, at what price."""
