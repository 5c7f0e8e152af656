"""The method of the paper: two-point correlation, characteristic length scale, equation (12)."""
