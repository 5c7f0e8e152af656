"""ImageRep in ImageJ and Fiji."""
