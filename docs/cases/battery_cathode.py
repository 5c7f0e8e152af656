"""
A battery cathode: from ± to the discharge curve
================================================

A porosity is seldom the end of a study; it goes into a model. From a published tomogram of a
lithium-ion cathode, Dahari et al. (section 5.1) find a porosity of 0.365 ± 0.015 with 95 %
confidence. This case runs a battery model, `PyBaMM <https://pybamm.org>`_, at both ends of the
interval: what would the cell do if the cathode were as dense, or as porous, as the image allows?
"""

import os

os.environ["PYBAMM_DISABLE_TELEMETRY"] = "true"  # it counts its users otherwise

import matplotlib.pyplot as plt
import numpy as np
import pybamm

# %%
# The two cells
# -------------
# The numbers are those printed in the paper. The cell is the NMC cell of Chen et al. (*Journal of
# The Electrochemical Society* 167 (2020) 080534), whose parameters come with PyBaMM. Whatever is
# no pore is taken for active material. The anode is made 30 % thicker, so that it is the cathode
# that limits the capacity.

porosities = 0.350, 0.380


def cell(porosity):
    """Parameters of a cell whose cathode has this porosity."""
    values = pybamm.ParameterValues("Chen2020")
    values["Positive electrode porosity"] = porosity
    values["Positive electrode active material volume fraction"] = 1 - porosity
    values["Negative electrode thickness [m]"] *= 1.3
    return values


# %%
# Discharge
# ---------
# At a tenth of the nominal current the discharge takes half a day, at three times the nominal
# current less than twenty minutes.

rates = 0.1, 1.0, 2.0, 3.0
curves = {}
for porosity in porosities:
    for rate in rates:
        simulation = pybamm.Simulation(
            pybamm.lithium_ion.DFN(), parameter_values=cell(porosity), C_rate=rate
        )
        solution = simulation.solve([0, 1.3 * 3600 / rate])
        curves[porosity, rate] = (
            solution["Discharge capacity [A.h]"].entries,
            solution["Voltage [V]"].entries,
        )

capacities = {
    rate: {porosity: curves[porosity, rate][0][-1] for porosity in porosities} for rate in rates
}
dense, porous = porosities
for rate, capacity in capacities.items():
    more = capacity[dense] / capacity[porous] - 1
    print(
        f"{rate:3g} C: {capacity[dense]:.2f} and {capacity[porous]:.2f} A h,"
        f" the dense cell has {more:+.1%}"
    )

# %%
# An energy cell or a power cell?
# -------------------------------
# At low power the denser cathode holds more, in proportion to its solid. At high power lithium no
# longer gets through its pores fast enough, and the order turns round. That is the difference
# between the designs of an energy cell and of a power cell, and here both are within the error of
# one image.

figure, axes = plt.subplots(1, 2, figsize=(9, 3.9), layout="constrained", sharey=True)
for ax, rate, title in zip(axes, (0.1, 3.0), ("Low power, C/10", "High power, 3 C"), strict=True):
    for porosity, colour in zip(porosities, ("tab:blue", "tab:orange"), strict=True):
        charge, voltage = curves[porosity, rate]
        ax.plot(charge, voltage, color=colour, label=f"porosity {porosity:.3f}")
    ax.set(title=title, xlabel="charge (A h)")
axes[0].set_ylabel("voltage (V)")
axes[0].legend()
plt.show()

# %%
# The paper has about 11 % more capacity at low power and 9 % less at high power. The solid
# fractions, 0.650 and 0.620, differ by 5 %, and so do the capacities here; what is beyond that
# hangs on the parameters of the cells, which the paper does not print.
#
# The decision
# ------------
# A model fitted to this image would rank the design by chance. To halve the spread takes a volume
# four times as large, since the error falls with the square root of what is measured:

for times in (1, 4, 16):
    print(f"{times:2} × the volume: 0.365 ± {0.015 / np.sqrt(times):.4f}")

# %%
# With an image of your own, ``imagerep.measure(image, phase).confidence_interval()`` gives the two
# numbers, and the likelihood gives others between them (:doc:`cast_iron`).
