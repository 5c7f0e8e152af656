"""Dialogs: the method, the shortcuts, about."""
