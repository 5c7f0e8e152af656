"""Files of the field: every format gives the values and the voxel size that were written."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
import tifffile

from imagerep import RawLayout, Resources, contents, open_image, read, read_slices
from imagerep.errors import CalibrationError, ImageReadError, NotSegmentedError, ParameterError
from imagerep.io.find import find_images
from tests import files_of_formats as files

pytest.importorskip("h5py")

RNG = np.random.default_rng(26)
VOLUME = (RNG.integers(0, 4, (9, 24, 31)) * (RNG.random((9, 24, 31)) < 0.7)).astype(np.uint8)
VOLUME[:, :8, :9] = 2
"""Labels with runs of one value, of a size that no two axes share."""

IN_PARTS = Resources(memory="1GB", threads=2, in_memory=False)


@pytest.mark.parametrize("name", files.VOLUMES)
def test_volume(name, tmp_path):
    make, unit = files.VOLUMES[name]
    path = make(tmp_path, VOLUME)
    source = open_image(path)
    np.testing.assert_array_equal(source.read(), VOLUME)
    assert source.shape == VOLUME.shape
    assert source.read().dtype.isnative
    if unit in ("", "none"):
        assert source.calibration is None
        assert (source.spacing == files.SIDES) == (unit == "none")
    else:
        assert source.calibration.voxel_size == pytest.approx(files.SIDES)
        assert source.calibration.unit == unit
    box = (slice(2, 7), slice(3, 20), slice(5, 30))
    np.testing.assert_array_equal(source.read(box), VOLUME[box])
    again = pickle.loads(pickle.dumps(source.pixels))
    np.testing.assert_array_equal(again.read(box), VOLUME[box])
    image = read(path)
    assert {phase.label: phase.count for phase in image.phases} == dict(
        zip(*(part.tolist() for part in np.unique(VOLUME, return_counts=True)), strict=True)
    )
    assert read(path, resources=IN_PARTS).count(2) == image.count(2)
    (found,) = contents(path)
    assert (found.n_channels, found.n_times, found.n_pages) == (1, 1, len(VOLUME))
    np.testing.assert_array_equal(open_image(path, page=4).read(), VOLUME[4])


@pytest.mark.parametrize("name", files.PLANES)
def test_plane(name, tmp_path):
    path = files.PLANES[name](tmp_path, VOLUME)
    np.testing.assert_array_equal(read(path).labels, VOLUME[0])


@pytest.mark.parametrize("name", [*files.VOLUMES, *files.PLANES])
def test_a_folder_of_it_is_no_folder_without_images(name, tmp_path):
    if name in ("dat", "xml", "hx", "nifti pair"):
        pytest.skip("its extension is that of many other files")
    make = files.PLANES.get(name) or files.VOLUMES[name][0]
    assert make(tmp_path, VOLUME) in find_images(tmp_path)


def test_a_raw_file_is_found_by_what_describes_it(tmp_path):
    for make, data in (
        (files.vgi, "scan 1.vol"), (files.dragonfly_dat, "d.raw"), (files.avizo_script, "tomo.raw"),
        (files.mhd, "b.zraw"),
    ):  # fmt: skip
        make(tmp_path, VOLUME)
        np.testing.assert_array_equal(open_image(tmp_path / data).read(), VOLUME)
    (tmp_path / "alone.raw").write_bytes(VOLUME.tobytes())
    with pytest.raises(ImageReadError, match="--raw"):
        open_image(tmp_path / "alone.raw")
    (tmp_path / "scan 1.vol").unlink()
    with pytest.raises(ImageReadError, match=r"“scan 1.vol”, which is not beside it"):
        open_image(tmp_path / "scan 1.vgi")


def test_a_file_is_not_taken_for_another_one_of_its_name(tmp_path):
    files.mhd(tmp_path, VOLUME)  # b.mhd describes b.zraw
    (tmp_path / "b.vtk").write_bytes(b"\1\2" * 500)
    with pytest.raises(ImageReadError, match="something unknown"):
        open_image(tmp_path / "b.vtk")
    np.testing.assert_array_equal(open_image(tmp_path / "b.zraw").read(), VOLUME)
    files.nifti_pair(tmp_path, VOLUME)
    assert open_image(tmp_path / "p.img").calibration.unit == "mm"


def test_size_without_a_unit_is_asked_for(tmp_path):
    path = files.mhd(tmp_path, VOLUME)
    image = read(path)
    assert image.calibration is None
    assert [note.code for note in image.notes] == ["spacing-without-unit"]
    assert "0.25 × 0.5 × 2" in image.notes[0].text
    assert read(path, unit="um").calibration.text == "0.25 × 0.5 × 2 µm"
    with pytest.raises(CalibrationError):
        read(files.npz(tmp_path, VOLUME), unit="um")  # no size at all
    with pytest.raises(ParameterError, match="gives its voxel size in µm"):
        read(files.mha(tmp_path, VOLUME), unit="mm")
    first = read_slices(path, unit="um")[0]
    assert first.calibration.voxel_size == (0.5, 0.25)


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        ("9x24x31,uint8", RawLayout((9, 24, 31), np.dtype("u1"))),
        ("9,24,31,uint16,big,offset=7", RawLayout((9, 24, 31), np.dtype(">u2"), 7)),
        ("24x31, float32, little", RawLayout((24, 31), np.dtype("<f4"))),
        ("24x31,>i4", RawLayout((24, 31), np.dtype(">i4"))),
    ],
)
def test_raw(text, layout, tmp_path):
    assert RawLayout.parse(text) == layout
    values = VOLUME if len(layout.shape) == 3 else VOLUME[0]
    data = bytes(layout.offset or 0) + values.astype(layout.dtype).tobytes()
    path = tmp_path / "a.raw"
    path.write_bytes(data)
    np.testing.assert_array_equal(open_image(path, raw=layout).read(), values)
    path.write_bytes(data[:-1])
    with pytest.raises(ImageReadError, match="need"):
        open_image(path, raw=layout)
    path.write_bytes(data + b"\0\0")
    if layout.offset is None:
        with pytest.raises(ImageReadError, match=r"2 more than .*offset=2"):
            open_image(path, raw=layout)
    else:
        assert "2 bytes behind" in open_image(path, raw=layout).notes[0].text


@pytest.mark.parametrize(
    "text",
    ["", "uint8", "9x24x31", "9x24,uint7", "9x0,uint8", "2x2x2x2,uint8", "9x9,uint8,offset=-1",
     "9x9,uint8,offset=x", "9x9,uint8,big,little", "9x9,S3", "9x9,object", "1e9x9,uint8"],
)  # fmt: skip
def test_raw_that_makes_no_sense(text):
    with pytest.raises(ParameterError, match="300x512x512"):
        RawLayout.parse(text)


# -- several arrays in a file


def test_arrays_of_a_file_are_listed_and_chosen(tmp_path):
    path = tmp_path / "a.npz"
    np.savez(path, grey=VOLUME * 40.0, labels=VOLUME, table=np.zeros(5))
    assert [one.dataset for one in contents(path)] == ["grey", "labels"]
    with pytest.raises(ImageReadError, match=r"grey \(9 × 24 × 31\), labels \(9 × 24 × 31\)"):
        open_image(path)
    np.testing.assert_array_equal(read(path, dataset="labels").labels, VOLUME)
    assert "[labels]" in open_image(path, dataset="labels").name
    with pytest.raises(ParameterError, match="no array “pores”"):
        open_image(path, dataset="pores")
    with pytest.raises(ParameterError, match="a single array"):
        open_image(files.npz(tmp_path, VOLUME), dataset="labels")


def test_hdf5_takes_the_one_image_beside_small_tables(tmp_path):
    import h5py

    path = tmp_path / "a.h5"
    with h5py.File(path, "w") as file:
        file["s00/resolutions"] = np.ones((2, 3))
        file["deep/er/labels"] = VOLUME
        file["again"] = h5py.SoftLink("/deep/er/labels")
        file["elsewhere"] = h5py.ExternalLink("other.h5", "/labels")
        file["text"] = "text"
    np.testing.assert_array_equal(open_image(path).read(), VOLUME)
    with h5py.File(path, "a") as file:
        file["deep/er/raw"] = VOLUME * 9
    assert [one.dataset for one in contents(path)] == ["deep/er/labels", "deep/er/raw"]
    np.testing.assert_array_equal(open_image(path, dataset="labels").read(), VOLUME)
    np.testing.assert_array_equal(open_image(path, dataset="/deep/er/labels").read(), VOLUME)


def test_nexus_leads_to_its_data(tmp_path):
    source = open_image(files.nexus(tmp_path, VOLUME))
    np.testing.assert_array_equal(source.read(), VOLUME)
    assert source.calibration.voxel_size == files.SIDES[1:]
    assert source.calibration.unit == "µm"
    assert len(contents(tmp_path / "a.nxs")) == 2


def test_hdf5_of_values_elsewhere_is_refused(tmp_path):
    import h5py

    (tmp_path / "secret.bin").write_bytes(bytes(400))
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file.create_dataset("a", (20, 20), "u1", external=[(str(tmp_path / "secret.bin"), 0, 400)])
    with pytest.raises(ImageReadError, match=r"in other files: .*secret\.bin\."):
        open_image(tmp_path / "a.h5")
    with h5py.File(tmp_path / "c.h5", "w") as file:
        for k in range(5):
            file[f"entry/data_{k}"] = h5py.ExternalLink(f"scan_{k}.h5", "/entry/data")
    with pytest.raises(ImageReadError, match=r"scan_0\.h5, scan_1\.h5, scan_2\.h5, …"):
        open_image(tmp_path / "c.h5")
    with h5py.File(tmp_path / "b.h5", "w") as file:
        file["a"] = np.zeros((20, 20), "u1")
        layout = h5py.VirtualLayout((20, 20), "u1")
        layout[:] = h5py.VirtualSource(".", "a", (20, 20))
        file.create_virtual_dataset("v", layout)
        file.create_dataset("unwritten", (20, 20), "u1", chunks=(10, 10))
    for name, said in (("v", "in other files"), ("unwritten", "holds no values")):
        with pytest.raises(ImageReadError, match=said):
            open_image(tmp_path / "b.h5", dataset=name)
    assert len(contents(tmp_path / "b.h5")) == 3
    with h5py.File(tmp_path / "b.h5", "a") as file:  # as the master file of a detector
        file["linked"] = h5py.ExternalLink("data_1.h5", "/data")
    with pytest.raises(ImageReadError, match=r"in other files: data_1\.h5\."):
        open_image(tmp_path / "b.h5", dataset="v")


def test_matlab_order_and_colours(tmp_path):
    from scipy.io import savemat

    rgb = RNG.integers(0, 255, (24, 31, 3)).astype(np.uint8)
    savemat(tmp_path / "a.mat", {"rgb": rgb, "name": "text", "cell": np.array([1, "a"], object)})
    source = open_image(tmp_path / "a.mat")
    assert source.is_colour
    np.testing.assert_array_equal(source.read(), rgb)
    savemat(tmp_path / "b.mat", {"bw": VOLUME[0] > 1, "vector": np.arange(9)})
    np.testing.assert_array_equal(read(tmp_path / "b.mat").labels, VOLUME[0] > 1)
    savemat(tmp_path / "d.mat", {"z": VOLUME[0] * 1j, "b": VOLUME[0]}, do_compression=True)
    np.testing.assert_array_equal(open_image(tmp_path / "d.mat", dataset="b").read(), VOLUME[0])
    with pytest.raises(ImageReadError, match="complex"):
        open_image(tmp_path / "d.mat", dataset="z").read()
    savemat(tmp_path / "c.mat", {"name": "text"})
    with pytest.raises(ImageReadError, match="no array that could be an image"):
        open_image(tmp_path / "c.mat")


def ome_zarr(path, with_labels=True):
    zarr = pytest.importorskip("zarr")
    group = zarr.open_group(path, mode="w", zarr_format=2)

    def image(inner, values, scale):
        axes = [{"name": "c", "type": "channel"}, {"name": "t", "type": "time"}]
        axes += [{"name": n, "type": "space", "unit": "micrometer"} for n in "zyx"]
        found = []
        for level, step in enumerate((1, 2)):
            data = values[..., ::step, ::step, ::step]
            inner.create_array(str(level), data=data, chunks=(1, 1, 4, 16, 16))
            scaled = [1, 1, *(side * step for side in scale)]
            transform = {"type": "scale", "scale": scaled}
            found.append({"path": str(level), "coordinateTransformations": [transform]})
        inner.attrs["multiscales"] = [{"axes": axes, "datasets": found}]

    grey = np.stack([np.stack([VOLUME * 30 + t, VOLUME * 31 + t]) for t in range(2)])
    image(group, grey.astype(np.uint16), files.SIDES)
    if with_labels:
        labels = group.create_group("labels")
        labels.attrs["labels"] = ["pores", "gone"]
        image(labels.create_group("pores"), VOLUME[None, None], files.SIDES)
    return grey


def test_labels_of_an_ome_zarr_are_offered(tmp_path):
    path = tmp_path / "a.ome.zarr"
    grey = ome_zarr(path)
    first, labels = contents(path)
    assert (first.dataset, first.n_channels, first.n_times, first.is_labels) == ("", 2, 2, False)
    assert (labels.dataset, labels.is_labels, labels.calibration.unit) == (
        "labels/pores", True, "µm",
    )  # fmt: skip
    with pytest.raises(ImageReadError, match="2 channels"):
        open_image(path)
    source = open_image(path, channel=1, time=1)
    np.testing.assert_array_equal(source.read(), grey[1, 1])
    assert source.calibration.voxel_size == files.SIDES
    np.testing.assert_array_equal(source.levels[0].read(), grey[1, 1, ::2, ::2, ::2])
    assert source.levels[0].calibration.voxel_size == pytest.approx([2 * s for s in files.SIDES])
    with pytest.raises(NotSegmentedError, match=r"holds labels: labels/pores. .*--dataset"):
        read(path, channel=0, time=0, max_phases=2)
    for image in (read(path, dataset="labels/pores"), read(path / "labels" / "pores")):
        np.testing.assert_array_equal(image.labels, VOLUME)


def test_zarr_in_a_zip_with_labels(tmp_path):
    import zipfile

    ome_zarr(tmp_path / "a.zarr")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for file in (tmp_path / "a.zarr").rglob("*"):
            archive.write(file, file.relative_to(tmp_path / "a.zarr").as_posix())
    assert [one.dataset for one in contents(tmp_path / "a.zip")] == ["", "labels/pores"]
    np.testing.assert_array_equal(read(tmp_path / "a.zip", dataset="labels/pores").labels, VOLUME)


# -- pages, files of a set, series


def test_page_of_a_tiff(tmp_path):
    grey = VOLUME[0].astype(np.float32) * 0.7
    with tifffile.TiffWriter(tmp_path / "a.tif") as tiff:
        tiff.write(grey, metadata=None)
        tiff.write(VOLUME[1], metadata=None)
    with pytest.raises(ImageReadError, match=r"2 images of different kinds.*--page 0 to 1"):
        read(tmp_path / "a.tif")
    np.testing.assert_array_equal(read(tmp_path / "a.tif", page=1).labels, VOLUME[1])
    np.testing.assert_array_equal(open_image(tmp_path / "a.tif", page=0).read(), grey)
    assert [one.n_pages for one in contents(tmp_path / "a.tif")] == [1, 1]
    tifffile.imwrite(tmp_path / "b.tif", VOLUME, compression="zlib", tile=(16, 16))
    np.testing.assert_array_equal(open_image(tmp_path / "b.tif", page=8).read(), VOLUME[8])
    for page in (9, -1):
        with pytest.raises(ParameterError, match=r"9 page\(s\)"):
            open_image(tmp_path / "b.tif", page=page)
    hyper = np.stack([VOLUME, VOLUME + 1], 1)
    tifffile.imwrite(tmp_path / "c.tif", hyper, imagej=True, metadata={"axes": "ZCYX"})
    np.testing.assert_array_equal(open_image(tmp_path / "c.tif", page=3).read(), hyper[1, 1])


def ome_set(folder, order="XYCTZ", n_files=9):
    """A volume in one file for each plane, and a companion that lists them."""
    lines, uuids = [], [f"urn:uuid:00000000-0000-0000-0000-{k:012d}" for k in range(n_files)]
    for k in range(n_files):
        name = f"set-Z{k}.ome.tiff"
        lines.append(
            f'<TiffData FirstC="0" FirstT="0" FirstZ="{k}" IFD="0" PlaneCount="1">'
            f'<UUID FileName="{name}">{uuids[k]}</UUID></TiffData>'
        )
        only = (
            '<?xml version="1.0"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06" '
            f'UUID="{uuids[k]}"><BinaryOnly MetadataFile="set.companion.ome" UUID="x"/></OME>'
        )
        tifffile.imwrite(folder / name, VOLUME[k], metadata=None, description=only.encode())
    z, y, x = VOLUME.shape
    (folder / "set.companion.ome").write_text(
        '<?xml version="1.0"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06">'
        f'<Image ID="Image:0"><Pixels DimensionOrder="{order}" ID="Pixels:0" Type="uint8" '
        f'SizeC="1" SizeT="1" SizeX="{x}" SizeY="{y}" SizeZ="{z}" PhysicalSizeX="0.25" '
        f'PhysicalSizeY="0.5" PhysicalSizeZ="2">{"".join(lines)}</Pixels></Image></OME>'
    )


def test_ome_tiff_over_several_files(tmp_path):
    ome_set(tmp_path)
    for name in ("set-Z3.ome.tiff", "set.companion.ome"):
        source = open_image(tmp_path / name)
        np.testing.assert_array_equal(source.read(), VOLUME)
        np.testing.assert_array_equal(source.read((slice(4, 6), slice(2, 9), slice(1, 5))),
                                      VOLUME[4:6, 2:9, 1:5])  # fmt: skip
        assert source.calibration.voxel_size == files.SIDES
    assert len(find_images(tmp_path)) == 1
    assert len(find_images(str(tmp_path / "*.tiff"))) == 1
    (tmp_path / "set-Z5.ome.tiff").unlink()
    with pytest.raises(ImageReadError, match=r"“set-Z5.ome.tiff” is missing"):
        open_image(tmp_path / "set-Z3.ome.tiff")
    (tmp_path / "set.companion.ome").unlink()
    with pytest.raises(ImageReadError, match=r"“set.companion.ome” is missing"):
        open_image(tmp_path / "set-Z3.ome.tiff")


def test_ome_tiff_whose_planes_are_not_all_told(tmp_path):
    ome_set(tmp_path, n_files=8)
    with pytest.raises(ImageReadError, match="8 of the 9 planes"):
        open_image(tmp_path / "set.companion.ome")


def test_renamed_ome_tiff_is_no_set(tmp_path):
    tifffile.imwrite(tmp_path / "a.ome.tif", VOLUME, ome=True, metadata={"axes": "ZYX"})
    (tmp_path / "a.ome.tif").rename(tmp_path / "b.tif")
    np.testing.assert_array_equal(open_image(tmp_path / "b.tif").read(), VOLUME)


def test_dicom_series(tmp_path):
    order = np.random.default_rng(0).permutation(len(VOLUME))
    for name, number in enumerate(order):
        files.dicom_slice(tmp_path / f"IM{name:03d}", VOLUME[number], int(number))
    source = open_image(tmp_path, volume=True)
    np.testing.assert_array_equal(source.read(), VOLUME)
    assert source.calibration.voxel_size == files.SIDES
    assert source.calibration.unit == "mm"
    assert [one.n_pages for one in contents(tmp_path)] == [9]
    assert len(find_images(tmp_path)) == 9
    (tmp_path / f"IM{int(np.flatnonzero(order == 4)[0]):03d}").unlink()
    source = open_image(tmp_path, volume=True)
    assert [note.code for note in source.notes] == ["slices-uneven"]
    assert source.calibration.voxel_size == files.SIDES[1:]
    files.dicom_slice(tmp_path / "other.dcm", VOLUME[0], SeriesInstanceUID="9.9")
    with pytest.raises(ImageReadError, match="2 arrays"):
        open_image(tmp_path, volume=True)
    assert open_image(tmp_path, volume=True, dataset="1").shape in ((24, 31), (8, 24, 31))


def test_dicom_values_as_they_are_meant(tmp_path):
    plane = VOLUME[0]
    path = tmp_path / "a.dcm"
    files.dicom_slice(path, plane, RescaleSlope=2, RescaleIntercept=-3)
    source = open_image(path)
    np.testing.assert_array_equal(source.read(), plane * 2.0 - 3)
    assert [note.code for note in source.notes] == ["values-rescaled"]
    files.dicom_slice(path, plane, PhotometricInterpretation="MONOCHROME1")
    np.testing.assert_array_equal(open_image(path).read(), 255 - plane)


@pytest.mark.parametrize(
    ("codec", "syntax"),
    [("jpegls", "1.2.840.10008.1.2.4.80"), ("ljpeg", "1.2.840.10008.1.2.4.70")],
)
@pytest.mark.parametrize("has_table", [False, True])
def test_dicom_of_frames_in_lossless_jpeg(codec, syntax, has_table, tmp_path):
    import imagecodecs
    import pydicom

    path = files.dicom_slice(tmp_path / "a.dcm", VOLUME)
    data = pydicom.dcmread(path)
    frames = [getattr(imagecodecs, f"{codec}_encode")(plane) for plane in VOLUME]
    data.PixelData = pydicom.encaps.encapsulate(frames, has_bot=has_table)
    data["PixelData"].is_undefined_length = True
    data["PixelData"].VR = "OB"
    data.file_meta.TransferSyntaxUID = pydicom.uid.UID(syntax)
    data.save_as(path)
    np.testing.assert_array_equal(open_image(path).read(), VOLUME)


def test_mrc_bytes_of_imod_are_unsigned(tmp_path):
    import mrcfile

    path = tmp_path / "a.mrc"
    with mrcfile.new(path, (VOLUME * 80).view(np.int8)):
        pass
    assert open_image(path).dtype == np.int8
    data = bytearray(path.read_bytes())
    data[152:160] = (1146047817).to_bytes(4, "little") + bytes(4)
    path.write_bytes(data)
    np.testing.assert_array_equal(open_image(path).read(), VOLUME * 80)


def test_mrc_axes_in_another_order(tmp_path):
    path = files.mrc(tmp_path, VOLUME)
    data = bytearray(path.read_bytes())
    data[64:76] = b"".join(k.to_bytes(4, "little") for k in (3, 1, 2))  # columns are z, rows x
    path.write_bytes(data)
    source = open_image(path)
    np.testing.assert_array_equal(source.read(), VOLUME.transpose(2, 0, 1))
    assert source.calibration.voxel_size[1:] == pytest.approx((0.5 * 24 / 24, 0.25))


def test_pbm_black_is_one(tmp_path):
    from PIL import Image

    Image.fromarray(VOLUME[0] > 1).save(tmp_path / "a.pbm")
    image = read(tmp_path / "a.pbm")
    np.testing.assert_array_equal(image.labels, VOLUME[0] > 1)
    assert [note.code for note in image.notes] == ["zero-is-white"]


def test_nrrd_whose_values_come_last(tmp_path):
    text = (
        "NRRD0004\ntype: unsigned char\ndimension: 3\nsizes: 31 24 9\nencoding: gzip\n"
        "byte skip: -1\ndata file: a.raw.gz\n\n"
    )
    import gzip

    (tmp_path / "a.nhdr").write_text(text)
    (tmp_path / "a.raw.gz").write_bytes(gzip.compress(b"header" * 9 + VOLUME.tobytes()))
    np.testing.assert_array_equal(open_image(tmp_path / "a.nhdr").read(), VOLUME)
    (tmp_path / "a.nhdr").write_text(text.replace("byte skip: -1\n", ""))
    with pytest.raises(ImageReadError, match="more values than its header declares"):
        open_image(tmp_path / "a.nhdr").read()


@pytest.mark.parametrize("magic", [b"ZISRAWFILE", b"\xda\xce\xbe\x0a", b"OLYMPUSRAWFORMAT"])
def test_what_is_not_read_names_what_converts_it(magic, tmp_path):
    (tmp_path / "a.bin").write_bytes(magic + bytes(600))
    with pytest.raises(ImageReadError, match="Bio-Formats"):
        open_image(tmp_path / "a.bin")


def test_cellpose_is_refused_with_the_way_out(tmp_path):
    np.save(tmp_path / "a_seg.npy", np.array({"masks": VOLUME[0]}, object), allow_pickle=True)
    with pytest.raises(ImageReadError, match=r"--save_tif"):
        read(tmp_path / "a_seg.npy")


# -- probability maps


def maps(n_classes, kind):
    raw = RNG.random((n_classes, 40, 50)) + 0.01
    found = raw / raw.sum(axis=0)
    if kind == "f4":
        return found.astype(np.float32), 1.0
    most = np.iinfo(kind).max
    return np.rint(found * most).astype(kind), float(most)


def save_maps(folder, values, order):
    if order == "XYC tif":
        tifffile.imwrite(folder / "a.tif", np.moveaxis(values, 0, -1), photometric="minisblack")
    elif order == "rgb tif":
        tifffile.imwrite(folder / "a.tif", np.moveaxis(values, 0, -1), photometric="rgb")
    elif order == "CYX imagej":
        tifffile.imwrite(folder / "a.tif", values, imagej=True, metadata={"axes": "CYX"})
    elif order == "pages":
        tifffile.imwrite(folder / "a.tif", values, photometric="minisblack")
    elif order == "XYC npy":
        np.save(folder / "a.tif", np.moveaxis(values, 0, -1))
        (folder / "a.tif.npy").rename(folder / "a.tif")
    else:
        np.save(folder / "a.npy", values)
        (folder / "a.npy").rename(folder / "a.tif")
    return folder / "a.tif"


@pytest.mark.parametrize("kind", ["u1", "u2", "f4"])
@pytest.mark.parametrize("n_classes", [2, 3, 4])
@pytest.mark.parametrize(
    "order", ["XYC tif", "rgb tif", "CYX imagej", "pages", "XYC npy", "CYX npy"]
)
def test_probability_maps(kind, n_classes, order, tmp_path):
    values, most = maps(n_classes, kind)
    if order == "rgb tif" and n_classes == 2:
        pytest.skip("red, green and blue are three")
    path = save_maps(tmp_path, values, order)
    (found,) = contents(path)
    assert found.is_probability
    assert found.n_channels == n_classes
    with pytest.raises(ImageReadError, match=rf"probabilities of {n_classes} classes"):
        read(path)
    with pytest.raises(NotSegmentedError, match=r"--threshold 0.5"):
        read(path, channel=0)
    image = read(path, channel=1, threshold=0.5)
    np.testing.assert_array_equal(image.mask(1), values[1] >= 0.5 * most)
    assert image.domain is None
    classes = read(path, most_probable=True)
    np.testing.assert_array_equal(classes.labels, values.argmax(axis=0))


def test_what_is_no_probability_map(tmp_path):
    rgb = np.zeros((40, 50, 3), np.uint8)
    rgb[np.arange(40)[:, None], np.arange(50)[None, :], RNG.integers(0, 3, (40, 50))] = 255
    tifffile.imwrite(tmp_path / "a.tif", rgb, photometric="rgb")
    assert len(read(tmp_path / "a.tif").phases) == 3  # labels drawn in red, green and blue
    two = np.stack([VOLUME[0], 3 - VOLUME[0]])
    tifffile.imwrite(tmp_path / "b.tif", two, photometric="minisblack")
    assert open_image(tmp_path / "b.tif").shape == two.shape
    with pytest.raises(ImageReadError, match="no probabilities"):
        read(tmp_path / "b.tif", most_probable=True)


def test_a_threshold_above_one_is_a_grey_value(tmp_path):
    values, _ = maps(2, "u1")
    path = save_maps(tmp_path, values, "XYC tif")
    image = read(path, channel=0, threshold=200)
    np.testing.assert_array_equal(image.mask(1), values[0] >= 200)


def test_values_of_big_data_viewer_above_the_largest_signed_one(tmp_path):
    volume = np.array([[[0, 1], [40_000, 65_535]]], np.uint16).repeat(9, 1).repeat(9, 2)
    source = open_image(files.big_data_viewer(tmp_path, volume))
    np.testing.assert_array_equal(source.read(), volume[0])
    (tmp_path / "bdv.xml").write_text("<SpimData><")
    assert open_image(tmp_path / "bdv.h5").calibration is None


def test_minc_is_not_taken_for_its_stored_values(tmp_path):
    import h5py

    with h5py.File(tmp_path / "a.mnc", "w") as file:
        file["minc-2.0/image/0/image"] = VOLUME
        file["minc-2.0/image/0/image-max"] = np.linspace(1, 2, len(VOLUME))
    with pytest.raises(ImageReadError, match="mnc2nii"):
        open_image(tmp_path / "a.mnc")
