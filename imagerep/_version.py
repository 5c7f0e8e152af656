"""The version of the project, written where it is built or installed."""

__version__ = "0.1.dev317+gb228051fc.d20261129"
