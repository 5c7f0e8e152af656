"""Panels: each shows a state and passes the user's actions to the session; none knows another.

A panel is created by ``Panel(context, parent)`` and shows a state by ``show_state(state)``.
"""
