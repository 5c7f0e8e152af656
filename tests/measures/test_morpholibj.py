"""Values of MorphoLibJ's Microstructure 2D and 3D on the project's samples.

MorphoLibJ 1.6.6-SNAPSHOT (commit e3cec2f of ijpb/MorphoLibJ) with ImageJ 1.54p. Perimeters are
those of the plugin "Microstructure 2D" with 4 directions, Euler numbers in 2D of
`IntrinsicVolumes2D.eulerNumberDensity`; surfaces are those of "Microstructure 3D" with 13
directions, with both connectivities of Euler numbers and mean breadths.
"""

from __future__ import annotations

import math

import pytest

import imagerep
from imagerep.samples import sample_path

TWO_PHASE = "two_phase_2d"
VOLUME = "volume_3d"
PERIMETER, EULER_4, EULER_8 = "perimeter-density", "euler-density-4", "euler-density-8"
SURFACE, EULER_6, EULER_26 = "surface-density", "euler-density-6", "euler-density-26"

REFERENCE = [
    (TWO_PHASE, 255, (0.4, 0.4), PERIMETER, 0.148348887983931),
    (TWO_PHASE, 255, (0.4, 0.4), EULER_4, 0.00389752954980616),
    (TWO_PHASE, 255, (0.4, 0.4), EULER_8, 0.00288722021399048),
    (TWO_PHASE, 255, (1.0, 0.4), PERIMETER, 0.103013145766267),
    (TWO_PHASE, 255, (0.5, 2.0), PERIMETER, 0.0742472727638146),
    (TWO_PHASE, 255, (0.5, 2.0), EULER_4, 0.000623604727968986),
    ("three_phase_2d", 170, (0.05, 0.05), PERIMETER, 1.13353295830761),
    ("three_phase_2d", 170, (0.05, 0.05), EULER_4, 0.132115053633035),
    ("three_phase_2d", 170, (0.05, 0.05), EULER_8, 0.114568523072397),
    ("field_1", 255, (0.2, 0.2), PERIMETER, 0.314382564779379),
    (VOLUME, 255, (0.5, 0.5, 0.5), SURFACE, 0.195033434045916),
    (VOLUME, 255, (0.5, 0.5, 0.5), EULER_6, -0.000760855868951079),
    (VOLUME, 255, (0.5, 0.5, 0.5), EULER_26, -0.000767961927767166),
    (VOLUME, 255, (1.25, 0.5, 0.5), SURFACE, 0.154447236412076),
    (VOLUME, 255, (1.25, 0.5, 0.5), EULER_6, -0.000304342347580431),
    (VOLUME, 255, (0.5, 0.8, 1.1), SURFACE, 0.132527732324003),
    (VOLUME, 255, (0.5, 0.8, 1.1), EULER_26, -0.000218171002206581),
]
"""Sample, label, voxel size in µm in array order, quantity and value."""

MEAN_BREADTHS = 0.00138432425142164, 0.00134471383379190
"""Mean breadth of the volume with cubic voxels, 13 directions, with 4 and 8 neighbours in planes.

With unequal voxels MorphoLibJ weighs planes by the directions to the neighbours instead of the
planes' normals: 5 % too small for balls of voxels twice as high (docs/measures.md)."""


@pytest.fixture(scope="module")
def samples():
    names = {name for name, *_ in REFERENCE}
    return {name: imagerep.read(sample_path(name)) for name in sorted(names)}


@pytest.mark.parametrize(("name", "label", "voxel_size", "quantity", "value"), REFERENCE)
def test_densities_are_those_of_morpholibj(samples, name, label, voxel_size, quantity, value):
    found = imagerep.measure(samples[name], label, quantity=quantity, voxel_size=voxel_size)
    assert found.value == pytest.approx(value, rel=1e-10)


def test_mean_curvature_is_that_of_the_mean_of_both_mean_breadths(samples):
    found = imagerep.measure(samples[VOLUME], 255, quantity="mean-curvature-density")
    assert found.value == pytest.approx(2 * math.pi * sum(MEAN_BREADTHS) / 2, rel=1e-10)
