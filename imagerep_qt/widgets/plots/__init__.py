"""The plots of a result, and what they share."""
