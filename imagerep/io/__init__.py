"""Image files: found, opened without being read, and read in any boxes; one module a format."""
