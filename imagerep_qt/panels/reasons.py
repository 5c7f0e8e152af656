"""Why there is no result, in words."""

from __future__ import annotations

from imagerep_qt.language import translate
from imagerep_qt.phrases import Phrases
from imagerep_qt.session import State
from imagerep_qt.session.answers import Work


def why_no_result(state: State, phrases: Phrases) -> str:
    """Say why there is no result, and what to do."""
    if state.failure is not None:
        return f"{phrases.said(state.failure.message)} {phrases.said(state.failure.hint)}".strip()
    if state.question is not None:
        return translate("ResultPanel", "Waits for your answer above.")
    if state.work is Work.CANCELLED:
        return translate("ResultPanel", "Cancelled: there is no result yet.")
    if state.work in (Work.RUNNING, Work.WAITING):
        return translate("ResultPanel", "Measuring…")
    if waits_for_threshold(state):
        return translate(
            "ResultPanel",
            "This image is not segmented. Drag the threshold below the image until the "
            "phases are told apart, then press “Use this threshold”.",
        )
    if state.images and not any(image.included for image in state.images):
        return translate("ResultPanel", "Every image is left out. Tick one in the list.")
    return ""


def waits_for_threshold(state: State) -> bool:
    """Whether the image that is looked at needs a threshold first."""
    return state.current is not None and state.current.needs_threshold
