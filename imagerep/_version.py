"""The version of the project, written here only."""

__version__ = "0.1.0"
