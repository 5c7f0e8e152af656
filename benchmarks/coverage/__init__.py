"""Coverage: how often the predicted interval holds the phase fraction, and how wide it is."""
