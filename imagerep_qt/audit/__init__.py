"""Looking at random points of the grey image, to find how far the segmentation is off."""
