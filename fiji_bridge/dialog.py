"""The dialog of the command: confidence, target, phase with preview and flip, method, stack."""

from __future__ import annotations

import textwrap
import threading
from typing import Any

from fiji_bridge.connection import ImageJConnection
from fiji_bridge.imagej_results import clear_preview, show_preview
from fiji_bridge.options import METHODS, CommandOptions
from fiji_bridge.phase_rules import segment
from fiji_bridge.segmented_image import ALL_PHASES, SegmentedImage, StackMode
from fiji_bridge.snapshot import ImageSnapshot
from imagerep.errors import ImageRepError, ParameterError

_PREFS = "imagerep."
_MESSAGE_LINES, _LINE_LENGTH = 6, 90

_LAST_READING_S = 10.0
"""How long to wait for ImageJ's last reading of a dialog; it takes some milliseconds."""


class MeasureDialog:
    """Ask what to measure, showing the phase over the image meanwhile."""

    def __init__(self, connection: ImageJConnection, image: Any, snapshot: ImageSnapshot) -> None:
        self._connection = connection
        self._image = image
        self._snapshot = snapshot
        self._segmented: dict[StackMode, SegmentedImage] = {}
        self._tinted: tuple[str, bool, StackMode] | None = None
        self._answer: CommandOptions | ImageRepError = CommandOptions()
        self._is_read = threading.Event()

    def segmented(self, stack: StackMode) -> SegmentedImage:
        """Image with the rules applied, made once for each stack mode."""
        if stack not in self._segmented:
            self._segmented[stack] = segment(self._snapshot, stack)
        return self._segmented[stack]

    def ask(self) -> CommandOptions | None:
        """Show the dialog and wait for the answer."""
        start = self._remembered()
        segmented = self.segmented(start.stack)
        dialog = self._build(start, segmented)
        listener = self._connection.proxy("ij.gui.DialogListener", dialogItemChanged=self._on_event)
        dialog.addDialogListener(listener)
        try:
            self._on_change(dialog)
            dialog.showDialog()
            if dialog.wasCanceled():
                return None
            # ImageJ reads a closed dialog once more for its recorder, in the thread of its windows:
            # a reading at the same time would take values from that one, or be recorded too.
            self._is_read.wait(_LAST_READING_S)
        finally:
            clear_preview(self._connection, self._image)
        if isinstance(self._answer, ImageRepError):
            raise self._answer
        self._remember(self._answer)
        return self._answer

    def _build(self, start: CommandOptions, segmented: SegmentedImage) -> Any:
        dialog = self._connection.java("ij.gui.GenericDialog")("ImageRep: Representativity")
        dialog.addNumericField(
            "Confidence level", start.confidence, _digits(start.confidence), 6, "%"
        )
        dialog.addNumericField("Target error", start.target, _digits(start.target), 6, "%")
        keys = [*(choice.key for choice in segmented.choices), ALL_PHASES]
        dialog.addChoice("Phase", keys, start.phase if start.phase in keys else segmented.default)
        dialog.addChoice("Method", list(METHODS), start.method)
        if self._snapshot.is_stack:
            dialog.addChoice("Stack as", [str(mode) for mode in StackMode], str(start.stack))
        dialog.addCheckbox("Flip (measure everything but the phase)", False)
        dialog.addCheckbox("Preview the phase", True)
        dialog.addCheckbox("Add the frame to the ROI Manager", start.add)
        dialog.addMessage("\n" * (_MESSAGE_LINES - 1) + " " * 70)
        dialog.setOKLabel("Measure")
        return dialog

    def _read(self, dialog: Any) -> tuple[CommandOptions, bool]:
        confidence, target = float(dialog.getNextNumber()), float(dialog.getNextNumber())
        phase, method = str(dialog.getNextChoice()), str(dialog.getNextChoice())
        stack = StackMode.VOLUME
        if self._snapshot.is_stack:
            stack = StackMode(str(dialog.getNextChoice()))
        flip, preview, add = (bool(dialog.getNextBoolean()) for _ in range(3))
        return CommandOptions(confidence, target, phase, flip, stack, add, method), preview

    def _on_event(self, dialog: Any, event: Any) -> bool:
        """What ImageJ calls; without an event where the dialog has been closed."""
        try:
            return self._on_change(dialog)
        finally:
            if event is None:
                self._is_read.set()

    def _on_change(self, dialog: Any) -> bool:
        try:
            options, preview = self._read(dialog)
            self._answer = options
            segmented = self.segmented(options.stack)
            text = self._describe(segmented, options)
            self._tint(segmented, options, preview)
        except ImageRepError as error:
            self._answer = error
            self._write(dialog, str(error))
            return False
        self._write(dialog, text)
        return True

    def _tint(self, segmented: SegmentedImage, options: CommandOptions, preview: bool) -> None:
        wanted = (options.phase, options.flip, options.stack)
        if not preview or options.phase == ALL_PHASES:
            clear_preview(self._connection, self._image)
            self._tinted = None
        elif wanted != self._tinted:
            (phase,) = segmented.select(options.phase, flip=options.flip)
            mask = segmented.plane_mask(phase, self._snapshot.slice_number)
            show_preview(self._connection, self._image, mask, segmented.region)
            self._tinted = wanted

    def _describe(self, segmented: SegmentedImage, options: CommandOptions) -> str:
        phases = segmented.select(options.phase, flip=options.flip)
        lines = [line for text in segmented.texts for line in textwrap.wrap(text, _LINE_LENGTH)]
        return "\n".join([segmented.shares(phases), *lines])

    def _write(self, dialog: Any, text: str) -> None:
        lines = text.splitlines()[:_MESSAGE_LINES]
        label = dialog.getMessage()
        if label is not None:
            label.setText("\n".join(lines + [" "] * (_MESSAGE_LINES - len(lines))))

    def _remembered(self) -> CommandOptions:
        prefs, default = self._connection.java("ij.Prefs"), CommandOptions()
        try:
            return CommandOptions(
                confidence=float(prefs.get(f"{_PREFS}confidence", default.confidence)),
                target=float(prefs.get(f"{_PREFS}target", default.target)),
                phase=str(prefs.get(f"{_PREFS}phase", "")) if self._has_labels() else "",
                stack=StackMode(str(prefs.get(f"{_PREFS}stack", str(default.stack)))),
                add=bool(prefs.get(f"{_PREFS}add", default.add)),
                method=str(prefs.get(f"{_PREFS}method", default.method)),
            )
        except (ValueError, ParameterError):  # written by another version
            return default

    def _remember(self, options: CommandOptions) -> None:
        prefs = self._connection.java("ij.Prefs")
        prefs.set(f"{_PREFS}confidence", options.confidence)
        prefs.set(f"{_PREFS}target", options.target)
        prefs.set(f"{_PREFS}add", options.add)
        prefs.set(f"{_PREFS}method", options.method)
        if self._snapshot.is_stack:
            prefs.set(f"{_PREFS}stack", str(options.stack))
        if self._has_labels():
            prefs.set(f"{_PREFS}phase", options.phase)

    def _has_labels(self) -> bool:
        """Whether the phase is a matter of choice rather than of ImageJ's rules."""
        known = next(iter(self._segmented.values()), None)
        return known is not None and known.is_label_image


def _digits(value: float) -> int:
    return 0 if value == round(value) else 2
