"""One image, phase or method on, or back; free of Qt."""

from __future__ import annotations

from imagerep_qt.session import METHODS, Session


def step_image(session: Session, step: int) -> None:
    """Look at another image."""
    state = session.state
    keys = [image.key for image in state.images]
    if state.current is not None and keys:
        session.select(keys[(keys.index(state.current.key) + step) % len(keys)])


def step_phase(session: Session, step: int) -> None:
    """Measure another phase."""
    state = session.state
    labels = [phase.label for phase in state.phases]
    if state.phase in labels:
        session.choose_phase(labels[(labels.index(state.phase) + step) % len(labels)])


def switch_method(session: Session) -> None:
    """Measure by the other method."""
    session.choose_method(METHODS[1 - METHODS.index(session.state.method)])
