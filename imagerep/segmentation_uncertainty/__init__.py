"""How far a segmentation may be off: what comes on top of the error of sampling.

From least to most work: boundaries displaced by a part of a pixel, the range of defensible
thresholds, other segmentations of the same image, probabilities, and points that a person has
looked at.
"""
