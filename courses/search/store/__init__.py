"""The index as columns of numbers in each web process: what makes a search take milliseconds.

Why it is not one SQL statement: docs/decisions/0011-search-in-memory.md.
"""
