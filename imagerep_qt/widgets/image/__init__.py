"""The image: canvas, crop, slices, threshold, overlay."""
