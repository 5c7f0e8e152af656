"""The app without Qt: images, results and the actions of the user.

:class:`~imagerep_qt.session.session.Session` is the view-model. It holds the images and the
choices, runs jobs by a :class:`~imagerep_qt.session.runner.Runner`, and passes a frozen
:class:`~imagerep_qt.session.state.State` to its listeners at every change.
"""

from imagerep_qt.session.choices import METHODS, Mode, QuantityChoice, Target
from imagerep_qt.session.cost import Question
from imagerep_qt.session.images import Bounds, GreyImage, Image
from imagerep_qt.session.inputs import Entry, Outline
from imagerep_qt.session.messages import AppError, AppMessage, AppWarning
from imagerep_qt.session.notices import Notice
from imagerep_qt.session.origins import Origin
from imagerep_qt.session.remedies import Remedy
from imagerep_qt.session.results import Busy, Comparison, Result, Row
from imagerep_qt.session.runner import InlineRunner, Runner, ThreadRunner
from imagerep_qt.session.session import Session
from imagerep_qt.session.state import ImageItem, PhaseItem, State

__all__ = [
    "METHODS",
    "AppError",
    "AppMessage",
    "AppWarning",
    "Bounds",
    "Busy",
    "Comparison",
    "Entry",
    "GreyImage",
    "Image",
    "ImageItem",
    "InlineRunner",
    "Mode",
    "Notice",
    "Origin",
    "Outline",
    "PhaseItem",
    "QuantityChoice",
    "Question",
    "Remedy",
    "Result",
    "Row",
    "Runner",
    "Session",
    "State",
    "Target",
    "ThreadRunner",
]
