"""Panels: each shows a state and passes a person's wishes on to the session; none knows another.

Every panel is made by ``Panel(context, parent)`` and shows a state by ``show_state(state)``.
"""
