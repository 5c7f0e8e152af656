"""From values to a segmentation: labels, thresholds, colours, and which pixels are the sample."""
