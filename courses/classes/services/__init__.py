"""Every change to a class and its seats. One public function is one transaction."""
