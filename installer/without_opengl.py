"""Run when a program of the bundle starts: stands in for Qt's OpenGL classes, which are left out.

pyqtgraph imports them whether or not plots are drawn through OpenGL, which ImageRep's are not; the
nine megabytes of their module are not bundled.
"""

import sys
import types

sys.modules["PySide6.QtOpenGL"] = types.ModuleType("PySide6.QtOpenGL")
