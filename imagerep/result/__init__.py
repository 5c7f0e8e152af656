"""Results: measurements, sizes, what the methods say of each other, sentences and citations."""
