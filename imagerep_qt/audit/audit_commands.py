"""Opens the window of an audit for the image that is shown."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import translate
from imagerep_qt.session import AppError, Entry, Session
from imagerep_qt.session.audit import Audit
from imagerep_qt.settings import Settings
from imagerep_qt.theme import Theme
from imagerep_qt.window.file_dialogs import FileDialogs, suggested_stem

if TYPE_CHECKING:
    from imagerep.image.overview import Overview
    from imagerep.image.segmentation import Segmentation
    from imagerep.segmentation_uncertainty.point_audit import PointAudit
    from imagerep_qt.audit.audit_window import AuditWindow

N_POINTS = 200


class AuditCommands:
    """Audits of the images of a window."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        settings: Settings,
        theme: Theme,
        numbers: NumberFormat,
    ) -> None:
        self._window, self._session = window, session
        self._theme, self._numbers = theme, numbers
        self._dialogs = FileDialogs(window, settings)
        self.open_window: AuditWindow | None = None
        """The window that is open, if any."""

    def open(self) -> None:
        """Audit the image that is shown; a mask needs its grey image, which is asked for."""
        entry = self._session.state.current
        if entry is None:
            return
        self._session.attempt(lambda: self._open(entry))

    def _open(self, entry: Entry) -> None:
        segmentation = entry.segmentation
        if segmentation is None:
            raise AppError("audit-needs-segmentation", name=entry.origin.name)
        if entry.n_images > 1:
            raise AppError("audit-of-separate-slices", name=entry.origin.name)
        if entry.image.grey is not None:
            self._show(entry, None, entry.image.overview)
            return
        known = entry.audit.grey_path if entry.audit is not None else None
        path = known if known is not None and known.exists() else self._ask_grey()
        if path is not None:
            self._session.read_grey(path, partial(self._show_with, entry.key, path))

    def _ask_grey(self) -> Path | None:
        title = translate("Audit", "Choose the grey image that was segmented")
        return next(iter(self._dialogs.ask_images(title)), None)

    def _show_with(self, key: int, path: Path, grey: Overview) -> None:
        """Show the audit once its grey image is read, unless another image is shown by then."""
        entry = self._session.state.current
        if entry is not None and entry.key == key:
            self._session.attempt(lambda: self._show(entry, path, grey))

    def _show(self, entry: Entry, path: Path | None, grey: Overview) -> None:
        from imagerep_qt.audit.audit_window import AuditWindow  # with scipy.special

        segmentation = entry.segmentation
        assert segmentation is not None  # noqa: S101 - asked before
        offset = _offset(entry, segmentation, grey, path)
        points = self._points(entry, segmentation)
        state = self._session.state
        self.open_window = AuditWindow(
            points,
            grey,
            offset,
            {one[0]: name for one, name in self._session.settings.names.items() if len(one) == 1},
            theme=self._theme,
            numbers=self._numbers,
            confidence_level=state.confidence_level,
            phase=state.labels_of(state.phase),
            answered=lambda found: self._session.set_audit(entry.key, Audit(found, path)),
            extended=lambda found, n: found.extended(segmentation, n),
            export=self._export,
            parent=self._window,
        )
        self.open_window.finished.connect(self._closed)
        self.open_window.open()

    def _points(self, entry: Entry, segmentation: Segmentation) -> PointAudit:
        """The points of before, or new ones where the segmentation is another by now."""
        from imagerep.segmentation_uncertainty.point_audit import audit_points

        if entry.audit is not None and entry.audit.points.fits(segmentation):
            return entry.audit.points
        n_points = min(N_POINTS, segmentation.n_domain)
        return audit_points(segmentation, n_points, seed=entry.key)

    def _export(self, points: PointAudit) -> None:
        from imagerep.segmentation_uncertainty.audit_file import write_audit

        path = self._dialogs.ask_target(
            translate("Audit", "Export the audited points"),
            f"{suggested_stem(self._session.state)}-audit.csv",
            [translate("Audit", "CSV table ({pattern})").format(pattern="*.csv")],
        )
        if path is not None:
            self._session.attempt(lambda: write_audit(path, points, overwrite=True))

    def _closed(self) -> None:
        if self.open_window is not None:
            self.open_window.deleteLater()
            self.open_window = None


def _offset(
    entry: Entry, segmentation: Segmentation, grey: Overview, path: Path | None
) -> tuple[int, ...]:
    """Pixel of the grey image where the segmentation begins."""
    crop = entry.edits.crop
    if grey.shape == entry.image.shape and crop is not None:
        return tuple(start for start, _ in crop)
    if grey.shape == segmentation.shape:
        return (0,) * len(grey.shape)
    from imagerep.shapes import size_text

    raise AppError(
        "audit-grey-size", name=path.name if path else entry.origin.name,
        size=size_text(grey.shape), segmented=size_text(segmentation.shape),
    )  # fmt: skip
