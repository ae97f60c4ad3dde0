#!/usr/bin/python3
"""Draws how action in the kelurahan develops under each plan of a result.

    /usr/bin/python3 figure.py RESULT.nc FIGURE.png

RESULT.nc is what `layak run` or `layak compare` wrote; any other outcome is drawn as easily. Needs Debian's packages
python3-xarray, python3-netcdf4 and python3-matplotlib.
"""

import sys

import matplotlib

matplotlib.use("Agg")  # no window
import matplotlib.pyplot as plt
import xarray

outcome = "action_kelurahan"
usual = {"status-quo": "#6b7078", "top-down": "#b8520a", "bottom-up": "#1477b8", "mixed": "#6d1a75"}  # as on the report's page
others = ["#16202b", "#0b6e4f", "#8c2d19", "#3b4cc0", "#7a5c00", "#a3195b"]  # safe for the colour-blind, too
with xarray.open_dataset(sys.argv[1]) as result:
    values = result[outcome].astype(float)  # replicate, plan, time
    figure, axes = plt.subplots(figsize=(8, 4.5))
    if "plan" not in values.dims:
        sys.exit("figure.py: this is a sweep's result; name one of layak run or layak compare")
    for number, plan in enumerate(result.plan.values):
        colour = usual.get(str(plan), others[number % len(others)])
        low, median, high = values.sel(plan=plan).quantile([0.05, 0.5, 0.95], "replicate")
        axes.fill_between(result.time.values, low, high, color=colour, alpha=0.12, linewidth=0)
        name = str(result.plan_name_id.sel(plan=plan).values)
        axes.plot(result.time.values, median, color=colour, linewidth=2, label=name.replace("$", r"\$"))  # not the beginning of a formula
    axes.set(title=result.attrs["city_name"].replace("$", r"\$"), ylabel=values.attrs["long_name_id"], ylim=(0, None))
    axes.legend(title="median dan 5–95% ulangan", frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    figure.savefig(sys.argv[2], dpi=120, bbox_inches="tight")
