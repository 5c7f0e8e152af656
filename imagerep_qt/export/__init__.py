"""Results in files: report, plots, tables."""
