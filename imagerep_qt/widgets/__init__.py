"""Widgets that know nothing of the session.

A view is created by ``View(theme, numbers, parent)``. It shows what its ``set_…`` methods were last
given, where ``None`` restores the empty state, and emits signals only for actions of the user.
Quantities are plain: fractions and levels 0 to 1, lengths in pixels, boxes in array order.
"""
