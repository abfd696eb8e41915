"""What a course or a class costs: rows of the catalogue put to the rules of the fee. Reads only."""
