"""``python -m imagerep_qt``."""

import sys

from imagerep_qt.app import main

if __name__ == "__main__":
    sys.exit(main())
