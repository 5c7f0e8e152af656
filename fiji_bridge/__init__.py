"""ImageRep in ImageJ and Fiji.

Importing this package, or any of its modules but those that need a running ImageJ, starts no Java.
"""
