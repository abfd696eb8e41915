"""May I, and what does it cost me? The price guide, who may take a course, and the six-weeks checklist."""
