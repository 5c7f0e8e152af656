"""All phases jointly: the covariance matrix of their fractions, and intervals that hold together.

The fractions of P phases sum to one, so they vary in P - 1 directions. Every direction v gives each
phase a number, and the mean of that number over the sample is a measure like any other. In the
directions in which the cross-spectra of the phases at low frequency have no cross terms (their
principal axes), the measures vary independently of each other as far as zero frequency goes, and
the covariance matrix is the sum over directions of ``Var[v] v v'``: never negative, and with rows
that sum to zero.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import scipy.fft
from numpy.typing import ArrayLike, NDArray

from imagerep.given_images import Images, as_segmentations, voxel_calibration
from imagerep.hooks import Hooks, ProgressHook, StopHook
from imagerep.image.segmentation import Segmentation
from imagerep.measures.local import FEATURE_SHARE, FEWEST_WAVES, of_all_waves, waves_of
from imagerep.measures.phase_scores import PhaseScores
from imagerep.measuring import RECOMMENDED, check_methods, estimated, measure_opened_phases
from imagerep.phase_choice import labels_of
from imagerep.resources import Resources
from imagerep.result.joint import Component, JointMeasurement
from imagerep.spectral.block_size import block_side

LOW_FREQUENCY = 1 / 3
"""Waves count as long up to this share of the frequency up to which the phases have most of their
variance: there their spectra are nearly flat."""


def measure_joint(
    image: Images,
    *,
    method: str = RECOMMENDED,
    domain: ArrayLike | None = None,
    voxel_size: float | Sequence[float] | None = None,
    unit: str = "µm",
    resources: Resources | None = None,
    progress: ProgressHook | None = None,
    should_stop: StopHook | None = None,
) -> JointMeasurement:
    """Measure all phases jointly: how their fractions vary together.

    Parameters
    ----------
    image : array_like, Segmentation, path-like, or list or tuple of these
        As for :func:`imagerep.measure`; with two phases or more.
    method, domain, voxel_size, unit, resources, progress, should_stop
        As for :func:`imagerep.measure`.

    Returns
    -------
    JointMeasurement

    Raises
    ------
    ImageRepError
        As for :func:`imagerep.measure`.

    Examples
    --------
    >>> import numpy as np
    >>> import imagerep
    >>> cells = np.random.default_rng(1).integers(0, 3, (60, 60))
    >>> joint = imagerep.measure_joint(np.kron(cells, np.ones((8, 8), int)))
    >>> intervals = joint.simultaneous_intervals(0.95)
    >>> all(low < 1 / 3 < high for low, high in intervals.values())
    True
    >>> bool(abs(joint.covariance.sum()) < 1e-12)
    True
    """
    check_methods((method,))
    hooks = Hooks(progress, should_stop)
    calibration = voxel_calibration(voxel_size, unit)
    images, hooks = as_segmentations(
        image, hooks, domain=domain, calibration=calibration, resources=resources
    )
    labels = labels_of(images)
    each = measure_opened_phases(images, labels, method, hooks.part(0.0, 0.6))
    components = []
    directions = principal_directions(images, labels, hooks.part(0.6, 0.7))
    parts = hooks.part(0.7, 1.0).parts(len(directions))
    for direction, part in zip(directions, parts, strict=True):
        scores = dict(zip(labels, direction.tolist(), strict=True))
        found = estimated(images, PhaseScores.of(images, scores), method, part)
        components.append(Component(tuple(direction.tolist()), found.uncertainty))
    return JointMeasurement(each, tuple(components), method, images[0].name)


def principal_directions(
    images: Sequence[Segmentation], labels: Sequence[int], hooks: Hooks
) -> list[NDArray[np.float64]]:
    """Principal axes of the cross-spectra of all phases at low frequency, the largest first."""
    smallest = max(image.block_side for image in images)
    side = block_side([image.shape for image in images], smallest)
    n_pixels = sum(image.n_domain for image in images)
    shares = [sum(image.count(label) for image in images) / n_pixels for label in labels]
    frequencies, transforms = [], []
    for image in images:
        frequency, transformed = _transformed(image, labels, shares, side, hooks)
        frequencies.append(frequency)
        transforms.append(transformed)
    frequency = np.concatenate(frequencies)
    waves = np.concatenate(transforms, axis=1)
    order = np.argsort(frequency, kind="stable")
    frequency, waves = frequency[order], waves[:, order]
    held = np.cumsum((np.abs(waves) ** 2).sum(axis=0))
    most = int(np.searchsorted(held, FEATURE_SHARE * held[-1]))
    n_low = int(np.searchsorted(frequency, LOW_FREQUENCY * frequency[most], side="right"))
    low = waves[:, : max(n_low, FEWEST_WAVES * len(images))]
    _, vectors = np.linalg.eigh((low @ low.conj().T).real)
    return list(vectors.T[:0:-1])


def _transformed(
    image: Segmentation, labels: Sequence[int], shares: Sequence[float], side: int, hooks: Hooks
) -> tuple[NDArray[np.float64], NDArray[np.complex128]]:
    """Frequency of every wave, and its coefficient in every phase; without zero frequency."""
    found = []
    for label, share in zip(labels, shares, strict=True):
        blocks = image.blocks(label, side, hooks)
        means = blocks.numerator / float(side**image.ndim) - share * blocks.coverage()
        found.append(scipy.fft.fftn(means).ravel()[1:] / math.sqrt(means.size))
    frequency, _ = waves_of(means.shape, side)
    return of_all_waves(frequency, blocks), np.array(found)
