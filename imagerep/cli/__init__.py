"""The commands of `imagerep`, one module each."""
