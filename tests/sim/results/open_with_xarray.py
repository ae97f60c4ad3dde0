"""Opens the example of example_file.hpp in xarray with both engines, in netCDF4 and in ncdump.

Exit code 77: a reader is not installed.
"""

import subprocess
import sys

try:
    import h5netcdf  # noqa: F401
    import netCDF4
    import numpy as np
    import xarray as xr

    subprocess.run(["ncdump"], capture_output=True, check=False)
except (ImportError, FileNotFoundError) as error:
    print(error)
    sys.exit(77)


def check_data(data):
    assert dict(data.sizes) == {"replicate": 5, "time": 24, "nv": 2, "shop": 40, "event": 0, "level": 3}, data.sizes
    # netCDF takes a dimension of length 0 for an unlimited one.
    assert data.encoding["unlimited_dims"] - {"event"} == {"replicate"}
    assert set(data.coords) == {"replicate", "time", "shop", "level", "lon"}, data.coords

    assert data.attrs["Conventions"] == "CF-1.8"
    assert data.attrs["title"] == "Kopi & teh – contoh"
    assert data.attrs["comment"] == "", repr(data.attrs["comment"])
    assert data.attrs["seed"] == "18446744073709551615"
    assert data.attrs["rows"] == 3 and data.attrs["half_life"] == 17.5
    assert len(data.attrs["content_sha256"]) == 64

    assert data.time.values[0] == np.datetime64("2015-01-31"), data.time
    assert data.time.values[13] == np.datetime64("2016-02-29")
    assert data.time.values[23] == np.datetime64("2016-12-31")
    bounds = data.time_bnds.values
    if bounds.dtype.kind == "M":
        assert bounds[1, 0] == np.datetime64("2015-02-01") and bounds[1, 1] == np.datetime64("2015-03-01")
    else:
        assert list(bounds[1]) == [31, 59]

    assert list(data.replicate.values) == [0, 1, 2, 3, 4] and data.replicate.dtype == np.int32
    assert data.replicate.attrs == {"standard_name": "realization", "units": "1"}
    assert data.shop.values[1] == "warung-1 ☕" and data.shop.values[7] == ""
    assert list(data.level.values) == [0.5, 1.5, 2.5]
    assert data.lon.dims == ("shop",) and data.lon.values[39] == 106 + 39 / 128

    sales = data.sales
    assert sales.dims == ("replicate", "time", "shop") and sales.dtype == np.float32
    month, shop = np.arange(24), np.arange(40)
    for replicate in range(5):
        wanted = (replicate + month[:, None] / 64 + shop[None, :] ** 2 % 7).astype(np.float32)
        wanted[0, 3] = np.nan
        np.testing.assert_array_equal(sales.values[replicate], wanted)
    assert sales.attrs["units"] == "1" and sales.attrs["cell_methods"] == "time: point"
    assert np.isnan(sales.encoding["_FillValue"])

    assert data.visits.dtype == np.int32 and "_FillValue" not in data.visits.encoding
    np.testing.assert_array_equal(data.visits.values.ravel(), np.arange(24 * 40) - 7)
    assert data.open.dtype == np.uint8
    np.testing.assert_array_equal(data.open.values.ravel(), np.arange(200) % 3 == 0)
    assert data.event_month.shape == (0,) and data.event_month.dtype == np.int32
    assert data.event_note.shape == (0,)
    assert np.isnan(data.never.values).all() and data.never.shape == (3,)
    assert data.total.dims == () and float(data.total) == 12.25 and data.total.attrs["units"] == "kg"


path = sys.argv[1]
for engine in ("netcdf4", "h5netcdf"):
    with xr.open_dataset(path, engine=engine) as opened:
        check_data(opened.load())

with netCDF4.Dataset(path) as file:
    assert list(file.dimensions) == ["replicate", "time", "nv", "shop", "event", "level"], list(file.dimensions)
    assert file.dimensions["replicate"].isunlimited() and not file.dimensions["shop"].isunlimited()
    group = file.groups["provenance"]
    assert list(group.variables) == ["plan.toml", "empty", "compiler"]
    assert group["plan.toml"][...] == "input = 1\n" and group["empty"][...] == ""

header = subprocess.run(["ncdump", "-h", "-s", path], capture_output=True, text=True, check=True).stdout
for line in (
    "replicate = UNLIMITED ; // (5 currently)",
    "event = UNLIMITED ; // (0 currently)",
    "string shop(shop) ;",
    "float sales(replicate, time, shop) ;",
    "sales:_FillValue = NaNf ;",
    'sales:_Shuffle = "true" ;',
    "sales:_DeflateLevel = 1 ;",
    'sales:_Fletcher32 = "true" ;',
    "int visits(time, shop) ;",
    "ubyte open(replicate, shop) ;",
    'time:units = "days since 2015-01-01" ;',
    'time:calendar = "proleptic_gregorian" ;',
    'time:bounds = "time_bnds" ;',
    ':Conventions = "CF-1.8" ;',
    "group: provenance {",
):
    assert line in header, line + "\n" + header
assert "DIMENSION_LIST" not in header
subprocess.run(["ncdump", path], capture_output=True, check=True)
