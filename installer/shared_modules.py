"""Run before anything else when a program of the bundle starts.

PyInstaller gives each program an archive of all modules, 24 MB, and on Windows there are three
programs. All of them read the one archive beside the libraries instead; their own is empty.
"""

import os
import sys

sys._pyinstaller_pyz = os.path.join(sys._MEIPASS, "modules.pyz")  # noqa: PTH118 - no pathlib yet
