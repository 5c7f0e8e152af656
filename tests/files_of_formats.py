"""Small files of every format, as the programs write them, for the tests and the fuzzers.

Each maker writes the volume (z, y, x) or its first plane into a folder, with the sides of a voxel
(z, y, x) and a unit where the format has one, and returns the file to open.
"""

from __future__ import annotations

import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
from PIL import Image

SIDES = (2.0, 0.5, 0.25)
Maker = Callable[[Path, np.ndarray], Path]


def npz(folder: Path, volume: np.ndarray) -> Path:
    np.savez(folder / "a.npz", labels=volume)
    return folder / "a.npz"


def npz_compressed(folder: Path, volume: np.ndarray) -> Path:
    np.savez_compressed(folder / "b.npz", labels=volume)
    return folder / "b.npz"


def npz_fortran(folder: Path, volume: np.ndarray) -> Path:
    np.savez_compressed(folder / "f.npz", labels=np.asfortranarray(volume))
    return folder / "f.npz"


def mat(folder: Path, volume: np.ndarray) -> Path:
    from scipy.io import savemat

    savemat(folder / "a.mat", {"bw": volume.transpose(1, 2, 0)}, do_compression=True)
    return folder / "a.mat"


def mat4(folder: Path, volume: np.ndarray) -> Path:
    from scipy.io import savemat

    savemat(folder / "four.mat", {"bw": volume[0].astype(float)}, format="4")
    return folder / "four.mat"


def mat73(folder: Path, volume: np.ndarray) -> Path:
    """As MATLAB 7.3: HDF5 behind a block of 512 bytes, axes from the slowest on."""
    import h5py

    path = folder / "c.mat"
    with h5py.File(path, "w", userblock_size=512) as file:
        data = file.create_dataset("bw", data=volume.transpose(0, 2, 1), compression="gzip")
        data.attrs["MATLAB_class"] = np.bytes_("uint8")
    with path.open("r+b") as file:
        file.write(b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(512, b" "))
    return path


def hdf5(folder: Path, volume: np.ndarray) -> Path:
    """As ilastik exports: one array with the tags of its axes, the channels last."""
    import h5py

    sides = dict(zip("zyxc", (*SIDES, 0), strict=True))
    tags = {"axes": [{"key": k, "typeFlags": 2, "resolution": n} for k, n in sides.items()]}
    with h5py.File(folder / "a.h5", "w") as file:
        chunks = (2, 16, 16, 1)
        data = file.create_dataset(
            "exported_data", data=volume[..., None], chunks=chunks, compression="gzip"
        )
        data.attrs["axistags"] = json.dumps(tags)
        data.attrs["axis_units"] = json.dumps({"z": "um", "y": "um", "x": "um", "c": None})
    return folder / "a.h5"


def hdf5_chunk(
    path: Path, values: np.ndarray, filters: list[tuple[int, tuple[int, ...]]], data: bytes,
    without: int = 0,
) -> Path:  # fmt: skip
    """HDF5 of the shape and type of values, whose only chunk is stored as given.

    Bits of `without` tell which filters the chunk went without.
    """
    import h5py

    with h5py.File(path, "w") as file:
        properties = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        properties.set_chunk(values.shape)
        for code, parameters in filters:
            properties.set_filter(code, h5py.h5z.FLAG_OPTIONAL, parameters)
        space, kind = h5py.h5s.create_simple(values.shape), h5py.h5t.py_create(values.dtype)
        one = h5py.h5d.create(file.id, b"a", kind, space, dcpl=properties)
        one.write_direct_chunk((0,) * values.ndim, data, without)
    return path


def hdf5_lz4(folder: Path, volume: np.ndarray) -> Path:
    data = volume.tobytes()
    packed = imagecodecs.lz4_encode(data)
    chunk = struct.pack(">QII", len(data), len(data), len(packed)) + packed
    return hdf5_chunk(folder / "lz4.h5", volume, [(32004, (0,))], chunk)


def hdf5_bitshuffle(folder: Path, volume: np.ndarray) -> Path:
    """As detectors of synchrotrons: the bits of blocks of values, compressed by LZ4."""
    data, size = volume.tobytes(), volume.itemsize
    n_block = volume.size // 8 * 8 * size
    packed = imagecodecs.lz4_encode(imagecodecs.bitshuffle_encode(data[:n_block], itemsize=size))
    chunk = struct.pack(">QII", len(data), n_block, len(packed)) + packed + data[n_block:]
    return hdf5_chunk(folder / "bs.h5", volume, [(32008, (0, 4, size, 0, 2))], chunk)


def hdf5_blosc(folder: Path, volume: np.ndarray) -> Path:
    data = imagecodecs.blosc_encode(volume.tobytes(), typesize=volume.itemsize)
    return hdf5_chunk(folder / "blosc.h5", volume, [(32001, (2, 2))], data)


def hdf5_zstandard(folder: Path, volume: np.ndarray) -> Path:
    data = imagecodecs.zstd_encode(volume.tobytes())
    return hdf5_chunk(folder / "zstd.h5", volume, [(32015, (3,))], data)


def hdf5_imagej(folder: Path, volume: np.ndarray) -> Path:
    """As the HDF5 plugin of Fiji writes, with the size of a voxel."""
    import h5py

    with h5py.File(folder / "ij.h5", "w") as file:
        data = file.create_dataset("t0/channel0", data=volume)
        data.attrs["element_size_um"] = np.array(SIDES, np.float32)
    return folder / "ij.h5"


def big_data_viewer(folder: Path, volume: np.ndarray) -> Path:
    """As BigDataViewer: unsigned values as signed ones, coarser copies, the size in an XML file."""
    import h5py

    with h5py.File(folder / "bdv.h5", "w") as file:
        for level, step in enumerate((1, 2)):
            data = volume[:, ::step, ::step].astype(np.uint16).view(np.int16)
            file.create_dataset(f"t00000/s00/{level}/cells", data=data, chunks=(1, 8, 8))
        file["s00/resolutions"] = [[1.0, 1, 1], [2, 2, 1]]
    sides = " ".join(map(str, SIDES[::-1]))
    (folder / "bdv.xml").write_text(
        '<?xml version="1.0"?><SpimData version="0.2"><SequenceDescription><ViewSetups>'
        "<ViewSetup><id>0</id><voxelSize><unit>micrometer</unit>"
        f"<size>{sides}</size></voxelSize></ViewSetup></ViewSetups></SequenceDescription></SpimData>"
    )
    return folder / "bdv.h5"


def nexus(folder: Path, volume: np.ndarray) -> Path:
    """As NXtomo: the data of a detector, its pixel size, and a default that leads to it."""
    import h5py

    with h5py.File(folder / "a.nxs", "w") as file:
        file.attrs["default"] = "entry"
        entry = file.create_group("entry")
        entry.attrs["default"] = "data"
        group = entry.create_group("data")
        group.attrs["signal"] = "data"
        group["data"] = volume
        for axis, size in zip("xy", SIDES[::-1], strict=False):
            group[f"{axis}_pixel_size"] = size
            group[f"{axis}_pixel_size"].attrs["units"] = "um"
        entry["flat_fields"] = np.zeros(volume.shape, np.uint16)
    return folder / "a.nxs"


def imaris(folder: Path, volume: np.ndarray) -> Path:
    """As Imaris: whole chunks beyond the image, sizes as arrays of single characters."""
    import h5py

    def text(value: object) -> np.ndarray:
        return np.array([char.encode() for char in str(value)], "S1")

    with h5py.File(folder / "a.ims", "w") as file:
        file.attrs["ImarisVersion"] = text("9.0")
        group = file.create_group("DataSet/ResolutionLevel 0/TimePoint 0/Channel 0")
        padded = [side + 7 for side in volume.shape]
        data = group.create_dataset("Data", padded, volume.dtype, chunks=(4, 16, 16))
        data[tuple(slice(0, side) for side in volume.shape)] = volume
        image = file.create_group("DataSetInfo/Image")
        image.attrs["Unit"] = text("um")
        for number, axis in enumerate("XYZ"):
            group.attrs[f"ImageSize{axis}"] = text(volume.shape[2 - number])
            image.attrs[f"ExtMin{number}"] = text(0)
            end = volume.shape[2 - number] * SIDES[2 - number]
            image.attrs[f"ExtMax{number}"] = text(end)
    return folder / "a.ims"


def zarr_zip(folder: Path, volume: np.ndarray) -> Path:
    import zarr

    path = folder / "a.zarr.zip"
    with zarr.storage.ZipStore(path, mode="w") as store:
        zarr.create_array(store, data=volume, chunks=(2, 16, 16))
    return path


def nrrd(folder: Path, volume: np.ndarray) -> Path:
    """As 3D Slicer: gzip, space directions with units."""
    import nrrd as library

    directions = np.diag(SIDES[::-1])
    header = {"space dimension": 3, "space directions": directions, "space units": ["um"] * 3}
    library.write(str(folder / "a.nrrd"), volume, header, index_order="C")
    return folder / "a.nrrd"


def nhdr(folder: Path, volume: np.ndarray) -> Path:
    import nrrd as library

    header = {"spacings": SIDES[::-1], "encoding": "raw", "units": ["um"] * 3}
    path = folder / "b.nhdr"
    library.write(str(path), volume, header, detached_header=True, index_order="C")
    return path


def _meta(volume: np.ndarray, *more: str) -> bytes:
    kind = {"u1": "MET_UCHAR", "u2": "MET_USHORT", "f4": "MET_FLOAT"}[volume.dtype.str[1:]]
    sizes = " ".join(map(str, volume.shape[::-1]))
    spacing = " ".join(map(str, SIDES[::-1]))
    lines = [
        "ObjectType = Image", f"NDims = {volume.ndim}", "BinaryData = True",
        "BinaryDataByteOrderMSB = False", f"ElementSpacing = {spacing}", f"DimSize = {sizes}",
        f"ElementType = {kind}", *more,
    ]  # fmt: skip
    return "\n".join(lines).encode() + b"\n"


def mha(folder: Path, volume: np.ndarray) -> Path:
    header = _meta(volume, "DistanceUnits = um", "ElementDataFile = LOCAL")
    (folder / "a.mha").write_bytes(header + volume.tobytes())
    return folder / "a.mha"


def mhd(folder: Path, volume: np.ndarray) -> Path:
    data = zlib.compress(volume.tobytes())
    (folder / "b.zraw").write_bytes(data)
    more = ("CompressedData = True", f"CompressedDataSize = {len(data)}")
    (folder / "b.mhd").write_bytes(_meta(volume, *more, "ElementDataFile = b.zraw"))
    return folder / "b.mhd"


def nifti(folder: Path, volume: np.ndarray) -> Path:
    import nibabel

    image = nibabel.Nifti1Image(volume.T, np.diag([*SIDES[::-1], 1]))
    image.header.set_xyzt_units("micron")
    nibabel.save(image, folder / "a.nii.gz")
    return folder / "a.nii.gz"


def nifti2(folder: Path, volume: np.ndarray) -> Path:
    import nibabel

    image = nibabel.Nifti2Image(volume.T, np.diag([*SIDES[::-1], 1]))
    image.header.set_xyzt_units("mm")
    nibabel.save(image, folder / "b.nii")
    return folder / "b.nii"


def nifti_pair(folder: Path, volume: np.ndarray) -> Path:
    import nibabel

    image = nibabel.Nifti1Pair(volume.T, np.diag([*SIDES[::-1], 1]))
    image.header.set_xyzt_units("mm")
    nibabel.save(image, folder / "p.img")
    return folder / "p.hdr"


def mrc(folder: Path, volume: np.ndarray) -> Path:
    import mrcfile

    with mrcfile.new(folder / "a.mrc", volume.astype(np.uint16)) as file:
        file.voxel_size = SIDES[::-1]
        file.set_volume()
    return folder / "a.mrc"


def mrc_gzip(folder: Path, volume: np.ndarray) -> Path:
    import mrcfile

    with mrcfile.new(folder / "b.mrc.gz", volume.astype(np.float32), compression="gzip") as file:
        file.voxel_size = SIDES[::-1]
    return folder / "b.mrc.gz"


def dicom_slice(path: Path, plane: np.ndarray, number: int = 0, **more: Any) -> Path:
    import pydicom
    from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, generate_uid

    meta = pydicom.dataset.FileMetaDataset()
    meta.MediaStorageSOPClassUID = CTImageStorage
    meta.MediaStorageSOPInstanceUID = f"1.2.3.4.{number + 1}"
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.ImplementationClassUID = generate_uid(entropy_srcs=["imagerep"])
    data = pydicom.dataset.Dataset()
    data.file_meta = meta
    data.SOPClassUID, data.SOPInstanceUID = CTImageStorage, meta.MediaStorageSOPInstanceUID
    data.SeriesInstanceUID = "1.2.3.4"
    data.Rows, data.Columns = plane.shape[-2:]
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    data.BitsAllocated = data.BitsStored = 8 * plane.dtype.itemsize
    data.HighBit, data.PixelRepresentation = data.BitsStored - 1, 0
    data.PixelSpacing = list(SIDES[1:])
    data.ImagePositionPatient = [0, 0, number * SIDES[0]]
    data.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    data.InstanceNumber = number + 1
    if plane.ndim == 3:
        data.NumberOfFrames = len(plane)
        data.SpacingBetweenSlices = SIDES[0]
    for name, value in more.items():
        setattr(data, name, value)
    data.PixelData = plane.tobytes() + b"\0" * (plane.nbytes % 2)
    data.save_as(path, enforce_file_format=True)
    return path


def dicom(folder: Path, volume: np.ndarray) -> Path:
    return dicom_slice(folder / "a.dcm", volume)


def _amira(volume: np.ndarray, lattice: str, data: bytes, title: str = "") -> bytes:
    sizes = volume.shape[::-1]
    box = " ".join(f"0 {side * (n - 1)}" for side, n in zip(SIDES[::-1], sizes, strict=True))
    return (
        f"# {title or 'AmiraMesh BINARY-LITTLE-ENDIAN 2.1'}\n\n\n"
        f"define Lattice {' '.join(map(str, sizes))}\n\n"
        "Parameters {\n    Materials {\n        Exterior {\n        }\n        Pore {\n"
        "            Color 0.8 0.1 0.1\n        }\n    }\n    Units {\n"
        '        Coordinates "µm"\n    }\n'
        f'    BoundingBox {box},\n    CoordType "uniform"\n}}\n\n'
        f"Lattice {{ {lattice}\n\n# Data section follows\n@1\n"
    ).encode() + data + b"\n"  # fmt: skip


def run_lengths(data: bytes) -> bytes:
    """Bytes as HxByteRLE: runs of three and more, others as they are."""
    found, place = bytearray(), 0
    while place < len(data):
        run = 1
        while run < 127 and data[place + run : place + run + 1] == data[place : place + 1]:
            run += 1
        if run >= 3:
            found += bytes((run, data[place]))
        else:
            run = min(2, len(data) - place)
            found += bytes((0x80 | run,)) + data[place : place + run]
        place += run
    return bytes(found)


def amira(folder: Path, volume: np.ndarray) -> Path:
    data = run_lengths(volume.tobytes())
    lattice = f"byte Labels }} @1(HxByteRLE,{len(data)})"
    (folder / "a.am").write_bytes(_amira(volume, lattice, data))
    return folder / "a.am"


def amira_zip(folder: Path, volume: np.ndarray) -> Path:
    data = zlib.compress(volume.astype("<u2").tobytes())
    lattice = f"ushort Data }} @1(HxZip,{len(data)})"
    (folder / "b.am").write_bytes(_amira(volume, lattice, data, "Avizo BINARY-LITTLE-ENDIAN 2.1"))
    return folder / "b.am"


def amira_raw(folder: Path, volume: np.ndarray) -> Path:
    """As older versions: big-endian, uncompressed."""
    data = volume.astype(">f4").tobytes()
    path = folder / "c.am"
    path.write_bytes(_amira(volume, "float Data } @1", data, "AmiraMesh 3D BINARY 2.0"))
    return path


def amira_text(folder: Path, volume: np.ndarray) -> Path:
    data = "\n".join(map(str, volume.ravel().tolist())).encode()
    path = folder / "d.am"
    path.write_bytes(_amira(volume, "byte Labels } @1", data, "AmiraMesh 3D ASCII 2.0"))
    return path


def vgi(folder: Path, volume: np.ndarray) -> Path:
    """As a scanner writes it: a path of another computer, the type of the file in its section."""
    sizes = " ".join(map(str, volume.shape[::-1]))
    spacing = " ".join(map(str, SIDES[::-1]))
    (folder / "scan 1.vol").write_bytes(volume.astype("<u2").tobytes())
    (folder / "scan 1.vgi").write_text(
        f"{{volume1}}\n[representation]\nsize = {sizes}\ndatatype = float\nbitsperelement = 32\n"
        f"[file1]\nSkipHeader = 0\nFileFormat = raw\nSize = {sizes}\n"
        "Name = X:\\24082020 A\\scan 1.vol\nDatatype = unsigned integer\ndatarange = 0 65535\n"
        "BitsPerElement = 16\n{volumeprimitive12}\n[geometry]\n"
        f"resolution = {spacing}\nunit = mm\n[volume]\nvolume = volume1\n"
    )
    return folder / "scan 1.vgi"


def dragonfly_dat(folder: Path, volume: np.ndarray) -> Path:
    sizes = " ".join(map(str, volume.shape[::-1]))
    spacing = " ".join(map(str, SIDES[::-1]))
    (folder / "d.raw").write_bytes(volume.astype("<u2").tobytes())
    (folder / "d.dat").write_text(
        f"ObjectFileName: d.raw\nResolution: {sizes}\nSliceThickness: {spacing}\nFormat: USHORT\n"
    )
    return folder / "d.dat"


def dragonfly_xml(folder: Path, volume: np.ndarray) -> Path:
    z, y, x = volume.shape
    sides = zip("XYZ", SIDES[::-1], strict=True)
    spacing = " ".join(f'{axis}="{size}"' for axis, size in sides)
    (folder / "e.raw").write_bytes(volume.tobytes())
    (folder / "e.xml").write_text(
        '<?xml version="1.0" encoding="utf-8"?>\n<RAWFileData>'
        "<ObjectFileName>e.raw</ObjectFileName><Format>UCHAR</Format>"
        f'<Resolution X="{x}" Y="{y}" Z="{z}" T="1"/><Spacing {spacing}/></RAWFileData>\n'
    )
    return folder / "e.xml"


def avizo_script(folder: Path, volume: np.ndarray) -> Path:
    z, y, x = volume.shape
    box = " ".join(f"0 {side * (n - 1)}" for side, n in zip(SIDES[::-1], (x, y, z), strict=True))
    (folder / "tomo.raw").write_bytes(b"\0" * 16 + volume.astype("<i2").tobytes())
    (folder / "tomo.hx").write_text(
        "# Amira Script\nremove -all\n"
        f"[ load -unit mm -raw ${{SCRIPTDIR}}/tomo.raw little xfastest short 1 {x} {y} {z} {box} "
        "-header 16 ] setLabel tomo.raw\n"
    )
    return folder / "tomo.hx"


def _plane(kind: str, **options: Any) -> Maker:
    def make(folder: Path, volume: np.ndarray) -> Path:
        path = folder / f"a.{kind}"
        Image.fromarray(volume[0]).save(path, **options)
        return path

    return make


def gif_frames(folder: Path, volume: np.ndarray) -> Path:
    frames = [Image.fromarray(plane) for plane in volume]
    frames[0].save(folder / "v.gif", save_all=True, append_images=frames[1:])
    return folder / "v.gif"


def pgm16(folder: Path, volume: np.ndarray) -> Path:
    """Labels up to 3 in 16 bits, which viewers stretch to white."""
    height, width = volume.shape[1:]
    data = volume[0].astype(">u2").tobytes()
    (folder / "b.pgm").write_bytes(b"P5\n# labels\n%d %d\n300\n" % (width, height) + data)
    return folder / "b.pgm"


def pgm_text(folder: Path, volume: np.ndarray) -> Path:
    height, width = volume.shape[1:]
    rows = "\n".join(" ".join(map(str, row)) for row in volume[0].tolist())
    (folder / "c.pgm").write_text(f"P2\n{width} {height}\n255\n{rows}\n")
    return folder / "c.pgm"


VOLUMES: dict[str, tuple[Maker, str]] = {
    "npz": (npz, ""), "npz deflated": (npz_compressed, ""), "npz Fortran": (npz_fortran, ""),
    "mat": (mat, ""), "mat 7.3": (mat73, ""), "ilastik": (hdf5, "µm"),
    "hdf5 lz4": (hdf5_lz4, ""), "hdf5 bitshuffle": (hdf5_bitshuffle, ""),
    "hdf5 blosc": (hdf5_blosc, ""), "hdf5 zstandard": (hdf5_zstandard, ""),
    "bdv": (big_data_viewer, "µm"),
    "imagej hdf5": (hdf5_imagej, "µm"), "imaris": (imaris, "µm"), "zarr zip": (zarr_zip, ""),
    "nrrd": (nrrd, "µm"), "nhdr": (nhdr, "µm"), "mha": (mha, "µm"), "mhd": (mhd, "none"),
    "nifti": (nifti, "µm"), "nifti 2": (nifti2, "mm"), "nifti pair": (nifti_pair, "mm"),
    "mrc": (mrc, "Å"), "mrc gzip": (mrc_gzip, "Å"), "dicom": (dicom, "mm"),
    "amira": (amira, "µm"), "amira zip": (amira_zip, "µm"), "amira raw": (amira_raw, "µm"),
    "amira text": (amira_text, "µm"), "vgi": (vgi, "mm"), "dat": (dragonfly_dat, "none"),
    "xml": (dragonfly_xml, "none"), "hx": (avizo_script, "mm"), "gif frames": (gif_frames, ""),
}  # fmt: skip
"""Makers of volumes, and the unit of their voxel: "" has no size, "none" a size without a unit."""

PLANES: dict[str, Maker] = {
    "bmp": _plane("bmp"), "gif": _plane("gif"), "webp": _plane("webp", lossless=True),
    "pgm": _plane("pgm"), "pgm 16": pgm16, "pgm text": pgm_text, "mat 4": mat4,
}  # fmt: skip
"""Makers of single planes, without a size."""


def zip_bomb(path: Path, n_bytes: int) -> Path:
    """An NPZ whose array is a run of zeros far larger than the file."""
    header = struct.pack("<6sBBH", b"\x93NUMPY", 1, 0, 118)
    text = f"{{'descr': '|u1', 'fortran_order': False, 'shape': ({n_bytes // 1000}, 1000), }}"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("a.npy", "w", force_zip64=True) as file,
    ):
        file.write(header + text.ljust(117).encode() + b"\n")
        for _ in range(n_bytes >> 20):
            file.write(bytes(1 << 20))
    return path
