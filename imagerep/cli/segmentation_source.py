"""What `imagerep measure` is told about the error of a segmentation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from imagerep.cli.common import one_threshold
from imagerep.errors import ParameterError
from imagerep.image.label_text import as_labels
from imagerep.image.reading import ReadOptions, read, read_source
from imagerep.image.segmentation import Segmentation
from imagerep.measures.quantities import PHASE_FRACTION
from imagerep.result.measurement import Measurement
from imagerep.segmentation_uncertainty.alternatives import compare_segmentations
from imagerep.segmentation_uncertainty.audit_file import read_audit
from imagerep.segmentation_uncertainty.contribution import SegmentationUncertainty
from imagerep.segmentation_uncertainty.point_audit import PointAudit
from imagerep.segmentation_uncertainty.threshold_sensitivity import threshold_sensitivity


@dataclass(frozen=True, slots=True)
class SegmentationSource:
    """An audit, other segmentations, or a range of thresholds."""

    audit: PointAudit | None
    alternatives: tuple[str, ...]

    @classmethod
    def of(
        cls,
        audit: str | None,
        alternatives: Sequence[str],
        options: ReadOptions,
        *,
        is_range: bool,
    ) -> SegmentationSource:
        """One of them, from the options of the command."""
        given = [
            name
            for name, is_given in (
                ("--audit", audit is not None),
                ("--alternative", bool(alternatives)),
                ("--threshold-range", is_range),
            )
            if is_given
        ]
        if len(given) > 1:
            raise ParameterError("options-exclude", one=given[0], other=given[1])
        if is_range and options.get("threshold") is None:
            raise ParameterError("threshold-range-without-threshold")
        if is_range:
            one_threshold(options.get("threshold"))
        points = None if audit is None else read_audit(audit)
        return cls(points, tuple(alternatives))

    def added_to(
        self,
        measured: Sequence[Measurement],
        image: Segmentation,
        path: Path,
        options: ReadOptions,
    ) -> list[Measurement]:
        """Measurements of an image with what is known of its segmentation."""
        return [
            one.with_segmentation(self._found(one, image, path, options))
            if one.quantity == PHASE_FRACTION.name
            else one
            for one in measured
        ]

    def _found(
        self, one: Measurement, image: Segmentation, path: Path, options: ReadOptions
    ) -> SegmentationUncertainty:
        phase = as_labels(one.phase)
        if self.audit is not None:
            if not self.audit.fits(image):
                raise ParameterError("audit-of-other-image", name=self.audit.name)
            return self.audit.estimate(phase).uncertainty
        if self.alternatives:
            others = [read(other, **options) for other in self.alternatives]
            return compare_segmentations([image, *others], phase).uncertainty
        threshold = one_threshold(options.get("threshold"))
        found = threshold_sensitivity(read_source(path, **options), threshold).uncertainty
        # The error of what lies below the threshold is the same.
        return replace(found, phase=phase)
