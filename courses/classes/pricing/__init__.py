"""What a course or a class costs: the rules of the fee applied to rows of the catalogue. Reads only."""
