"""Export of reports, plots and tables."""
