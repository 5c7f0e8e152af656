"""What a person has set up to look at, kept while the window is made anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import QByteArray, QRectF, Qt

from imagerep_qt.widgets.image_view import ImageView
from imagerep_qt.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ImageSight:
    """Plane, part and tint of an image, and what is being done on it."""

    axis: int  # The plane of a volume
    index: int  # The plane of a volume
    area: QRectF  # The part that is seen
    tint: int  # Strength of the tint, in percent
    crops: bool  # Whether the frame of the crop is shown
    threshold: float | None  # Grey value of the preview

    @classmethod
    def of(cls, view: ImageView) -> Self:
        """Read it off."""
        plane, bar = view.plane, view.bar
        threshold = None if view.threshold.isHidden() else view.threshold.value
        area, tint = view.canvas.area, bar.tint.value()
        return cls(plane.axis, plane.index, area, tint, bar.crop.isChecked(), threshold)

    def give(self, view: ImageView) -> None:
        """Set it up."""
        if view.plane.is_volume:
            view.slices.set_axis(self.axis)
            view.slices.slider.setValue(self.index)
        view.bar.tint.setValue(self.tint)
        view.set_crop_editing(self.crops)
        if self.threshold is not None:
            view.set_threshold(self.threshold)
        view.canvas.show_area(self.area)


@dataclass(frozen=True, slots=True)
class Sights:
    """Columns, tabs and switches of a workspace."""

    columns: QByteArray  # Where the splitters are
    middle: QByteArray  # Where the splitters are
    tab: int  # Which view of the result is seen
    image: ImageSight  # The image
    order: tuple[int, Qt.SortOrder]  # How the table is sorted
    in_english: bool  # Whether the sentence is shown in English

    @classmethod
    def of(cls, workspace: Workspace) -> Self:
        """Read it off."""
        views = workspace.views
        return cls(
            workspace.saveState(),
            workspace.middle.saveState(),
            views.currentIndex(),
            ImageSight.of(workspace.image.view),
            views.table.order,
            workspace.sentence.in_english,
        )

    def give(self, workspace: Workspace) -> None:
        """Set it up."""
        workspace.restoreState(self.columns)
        workspace.middle.restoreState(self.middle)
        workspace.views.setCurrentIndex(self.tab)
        workspace.views.table.order = self.order
        workspace.sentence.in_english = self.in_english
        self.image.give(workspace.image.view)
