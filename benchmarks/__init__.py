"""Benchmarks of ImageRep: run by hand, results kept beside the command that made them."""
