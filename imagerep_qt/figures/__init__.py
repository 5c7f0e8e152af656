"""Figures for publication: of a chosen width and font size, independent of the window.

They are drawn by the app's own code in final coordinates. Matplotlib would take 18 MB of the
installers' 300 (6 %, measured without its tests, tools and other fonts) and 3 s of processor time
before the first figure, and its drawings could not be placed in the report as lines.
"""
