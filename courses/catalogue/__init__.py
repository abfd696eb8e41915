"""The public catalogue: pages, feeds, calendar files, structured data and open data."""
