"""Hostile inputs: made, fed to everything that reads, and counted by what becomes of them."""
