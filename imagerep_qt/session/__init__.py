"""The app without Qt: inputs, results and what a person may do with them.

:class:`~imagerep_qt.session.session.Session` is the view-model. It holds the images and the
settings, starts the work through a :class:`~imagerep_qt.session.runner.Runner`, and after every
change hands one frozen :class:`~imagerep_qt.session.state.State` to its listeners.
"""

from imagerep_qt.session.answers import Busy, Comparison, Result, Row
from imagerep_qt.session.choices import METHODS, Mode, Target
from imagerep_qt.session.images import Image
from imagerep_qt.session.inputs import Bounds, Entry
from imagerep_qt.session.notices import Notice
from imagerep_qt.session.question import Question
from imagerep_qt.session.runner import InlineRunner, Runner, ThreadRunner
from imagerep_qt.session.session import Session
from imagerep_qt.session.sources import Source
from imagerep_qt.session.state import ImageItem, PhaseItem, State

__all__ = [
    "METHODS",
    "Bounds",
    "Busy",
    "Comparison",
    "Entry",
    "Image",
    "ImageItem",
    "InlineRunner",
    "Mode",
    "Notice",
    "PhaseItem",
    "Question",
    "Result",
    "Row",
    "Runner",
    "Session",
    "Source",
    "State",
    "Target",
    "ThreadRunner",
]
