"""What the user is looking at, restored when the window is rebuilt in another language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import QByteArray, QRectF, Qt

from imagerep_qt.widgets.image.image_view import ImageView
from imagerep_qt.window.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ImageViewState:
    """Plane, visible area, tint and tools of the image."""

    axis: int
    index: int
    area: QRectF
    tint: int  # percent
    is_cropping: bool
    thresholds: tuple[float, ...]  # of the preview

    @classmethod
    def of(cls, view: ImageView) -> Self:
        """State of a view."""
        plane, bar = view.plane, view.bar
        thresholds = () if view.threshold.isHidden() else view.threshold.values
        area, tint = view.canvas.area, bar.tint.value()
        return cls(plane.axis, plane.index, area, tint, bar.crop.isChecked(), thresholds)

    def restore(self, view: ImageView) -> None:
        """Apply it to a view of the same image."""
        if view.plane.is_volume:
            view.slices.set_axis(self.axis)
            view.slices.slider.setValue(self.index)
        view.bar.tint.setValue(self.tint)
        view.set_crop_editing(self.is_cropping)
        if self.thresholds:
            view.set_threshold(*self.thresholds)
        view.canvas.show_area(self.area)


@dataclass(frozen=True, slots=True)
class ViewState:
    """Columns, tabs and switches of a workspace."""

    columns: QByteArray  # of the splitter
    middle: QByteArray  # of the splitter in the middle column
    tab: int
    image: ImageViewState
    order: tuple[int, Qt.SortOrder]  # of the table
    in_english: bool  # whether the sentence is shown in English

    @classmethod
    def of(cls, workspace: Workspace) -> Self:
        """State of a workspace."""
        return cls(
            workspace.saveState(),
            workspace.middle.saveState(),
            workspace.tabs.currentIndex(),
            ImageViewState.of(workspace.image.view),
            workspace.tabs.table.order,
            workspace.sentence.in_english,
        )

    def restore(self, workspace: Workspace) -> None:
        """Apply it to a workspace that shows the same images."""
        workspace.restoreState(self.columns)
        workspace.middle.restoreState(self.middle)
        workspace.tabs.setCurrentIndex(self.tab)
        workspace.tabs.table.order = self.order
        workspace.sentence.in_english = self.in_english
        self.image.restore(workspace.image.view)
