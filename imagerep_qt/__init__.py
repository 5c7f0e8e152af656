"""The desktop app of ImageRep."""
