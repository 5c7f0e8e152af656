"""What ImageRep says: a stable code with values, whose text comes from one catalogue.

Errors, warnings and notes carry a :class:`Message`; only the edges (command line, app, Fiji) turn
it into text, the app in its own language and number format. Texts are never parsed back.
"""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar

from imagerep.image.label_text import label_text

_ERRORS: dict[str, tuple[str, str]] = {
    # files
    "no-such-file": ("There is no file “{path}”.", "Check its name and folder."),
    "is-a-folder": (
        "“{path}” is a folder.",
        "Name a file in it, or read its files as the slices of one volume (volume).",
    ),
    "not-a-regular-file": (
        "“{path}” is no ordinary file but a device, a pipe or a folder.", "Name an ordinary file."
    ),
    "empty-file": ("“{name}” is an empty file.", "Copy or save it again."),
    "file-not-readable": (
        "“{path}” may not be read.", "Ask for the permission to read it, or copy it."
    ),
    "file-damaged": (
        "“{name}” cannot be read: it is damaged, cut off, or of a rare kind.",
        "Save it again in the program that made it, as a plain TIFF or PNG.",
    ),
    "file-cut-off": (
        "“{name}” is cut off or damaged: some of its image data are missing.",
        "Copy it again, or save it again in the program that made it.",
    ),
    "part-unreadable": (
        "“{name}” cannot be read in its part {place} ({reason}).",
        "Check that it is complete and the disk is healthy; else restore it from a copy.",
    ),
    "unknown-format": (
        "“{name}” is not an image that can be read: it holds {kind}.",
        "Save it as TIFF, PNG, HDF5, NRRD or Zarr; a file without a header is described by --raw "
        "(RawLayout).",
    ),
    "needs-converting": (
        "“{name}” is {kind}, which is not read.", "Open it in {program}, and save it as TIFF."
    ),
    "still-packed": ("“{name}” is {kind}, not an image.", "Unpack it, and open what it holds."),
    "variant-not-read": (
        "“{name}” is a file of a kind that is not read: {variant}.",
        "Save it again in the program that made it, as one volume with plain values.",
    ),
    "raw-not-described": (
        "“{name}” holds {n_bytes:,} bytes of values without a header.",
        "Say how they lie with --raw (RawLayout), for example --raw 300x512x512,uint16: slices, "
        "rows, columns; or name the file that describes it.",
    ),
    "raw-too-short": (
        "“{name}” has {n_found:,} bytes, and {shape} values of type {dtype} need {n_bytes:,}.",
        "Check the shape, the type and the offset.",
    ),
    "raw-too-long": (
        "“{name}” has {n_found:,} bytes, {n_more:,} more than the {n_bytes:,} of an image of this "
        "shape and type.",
        "Check both; if the file has a header of that length, add offset={n_more}, and offset=0 if "
        "the rest follows the image.",
    ),
    "data-file-missing": (
        "“{name}” keeps its pixels in the file “{data}”, which is not beside it.",
        "Copy that file into the same folder.",
    ),
    "more-values": (
        "“{name}” holds more values than its header declares.",
        "Check that header and data belong together.",
    ),
    "set-incomplete": (
        "“{name}” is part of an image over several files, of which “{missing}” is missing.",
        "Copy that file into the same folder.",
    ),
    "set-without-planes": (
        "“{name}” tells where {n_found} of the {n_planes} planes of its image are.",
        "Save the image as one file.",
    ),
    "several-datasets": (
        "“{name}” holds {n_found} arrays: {datasets}.",
        "Choose one by its name (--dataset).",
    ),
    "no-such-dataset": (
        "There is no array “{wanted}” in “{name}”.", "Its arrays are {datasets}."
    ),
    "no-datasets": ("“{name}” holds a single array.", "Leave --dataset out."),
    "no-dataset": (
        "“{name}” holds no array that could be an image.",
        "Save the labels as an array of two or three axes.",
    ),
    "no-such-page": (
        "“{name}” has {n_found} page(s), so there is no number {wanted}.",
        "Choose one from 0 to {last}.",
    ),
    "values-in-other-files": (
        "“{name}” keeps the values of this array in other files: {files}.",
        "Open the file that holds them, or copy the array into a file of its own (h5repack).",
    ),
    "values-not-written": (
        "“{name}” declares this array, and holds no values of it.",
        "It is incomplete; save it again in the program that made it.",
    ),
    "hdf5-filter": (
        "“{name}” is compressed by {filter}, which is not read.",
        "Save it with gzip compression, or without (h5repack -f GZIP=4).",
    ),
    "cellpose-file": (
        "“{name}” holds pickled Python objects of Cellpose, which could run any program.",
        "Save the masks as an image: File > Save masks as PNG/tif in Cellpose, or its option "
        "--save_tif; every label above 0 is then one cell (--phase nonzero).",
    ),
    "pickled-objects": (
        "“{name}” holds pickled Python objects, which could run any program.",
        "Save the array alone, as integers: numpy.save(name, labels).",
    ),
    "probability-maps": (
        "“{name}” holds the probabilities of {n_found} classes.",
        "Measure where one class is above 0.5 (--channel, 0 to {last}, with --threshold 0.5), or "
        "every pixel by its most probable class (--most-probable).",
    ),
    "no-probability-maps": (
        "“{name}” holds no probabilities of classes.", "Leave --most-probable out."
    ),
    "dicom-compression": (
        "“{name}” is compressed in a way that is not read: {syntax}.",
        "Save it without compression, for example with gdcmconv --raw.",
    ),
    "dicom-segments": (
        "“{name}” holds several segments, one after the other.",
        "Save one segment as a volume of its own, or all as a label map.",
    ),
    "not-a-folder-of-materials": (
        "“{path}” is no folder with one subfolder of images for each material.",
        "Put the images of each material into a folder of its own, or name several folders.",
    ),
    "folder-without-images": (
        "There are no images in the folder “{path}”.", "Images end in {suffixes} or .zarr."
    ),
    "no-image-matches": ("No image matches “{pattern}”.", "Images end in {suffixes} or .zarr."),
    "several-images": (
        "“{name}” holds {n_images} images of different kinds ({shapes}).",
        "Choose one (--page 0 to {last}), or read them as separate images (slices).",
    ),
    "several-channels": (
        "“{name}” holds {n_found} channels.",
        "Choose one by its number, channel=0 to channel={last}, or read them as the slices of a "
        "volume (volume).",
    ),
    "several-times": (
        "“{name}” holds {n_found} time points.",
        "Choose one by its number, time=0 to time={last}, read them as separate images (slices), "
        "or as one volume (volume).",
    ),
    "no-such-channel": (
        "“{name}” has {n_found} channel(s), so there is no number {wanted}.",
        "Choose one from 0 to {last}.",
    ),
    "no-such-time": (
        "“{name}” has {n_found} time point(s), so there is no number {wanted}.",
        "Choose one from 0 to {last}.",
    ),
    "plane-is-no-volume": (
        "“{name}” is a single plane, of which no volume can be made.",
        "Name the folder of its slices to read them as one volume; otherwise leave --volume "
        "(volume) out.",
    ),
    "values-no-pixels": (
        "“{name}” holds values of type {dtype}, not the pixels of an image.",
        "Save the labels as integers.",
    ),
    "samples-a-pixel": (
        "“{name}” has {n_samples} values in each pixel.",
        "Save one of its channels as a greyscale image.",
    ),
    "colour-type": ("“{name}” has colours of type {dtype}.", "Save it with 8 bits a channel."),
    "deep-colours": (
        "“{name}” has 16-bit colours that 8 bits cannot hold.",
        "Save it with 8 bits a channel, or as a greyscale image.",
    ),
    "deep-png": (
        "“{name}” is a PNG with 16 bits in each of its channels.",
        "Save it as a TIFF, or with 8 bits a channel.",
    ),
    "animation": (
        "“{name}” is an animation of several images.",
        "Save the images as one TIFF, or as separate files.",
    ),
    "tiff-without-image": (
        "“{name}” is a TIFF without an image in it.", "It is damaged, or holds metadata only."
    ),
    "tiff-size-makes-no-sense": (
        "“{name}” is a TIFF whose declared size makes no sense.",
        "It is damaged; save it again in the program that made it.",
    ),
    "tiff-pixels-not-understood": (
        "“{name}” is a TIFF whose pixels cannot be understood.",
        "It is damaged, or of a rare kind; save it again as a plain 8-bit TIFF.",
    ),
    "tiff-compression": (
        "“{name}” is a TIFF with a compression that is not supported ({compression}).",
        "Save it again with LZW, ZIP or no compression.",
    ),
    "tiff-colour-model": (
        "“{name}” has colours for printing, of a raw camera image, or in CIELAB.",
        "Save it again as an RGB or greyscale image.",
    ),
    "array-axes": (
        "“{name}” has {n_axes} axes ({axes}, {shape}).",
        "Save one image or one volume of it as a file of its own.",
    ),
    "image-over-several-files": (
        "“{name}” is one part of an image that is spread over several files.",
        "Save the image as one file.",
    ),
    "zarr-unreadable": (
        "“{name}” cannot be read as Zarr ({reason}).", "Check that it is complete."
    ),
    "zarr-without-array": ("“{name}” holds no array.", "Check the path."),
    "chunk-damaged": (
        "The chunk “{file}” {box} is damaged ({reason}).", "Restore that file from a copy."
    ),
    "slice-differs": (
        "The slice “{path}” is {shape} {dtype}, and the first one {first_shape} {first_dtype}.",
        "Put slices of one volume only into the folder.",
    ),
    "slice-not-a-grey-plane": (
        "The slice “{path}” is a volume or holds colours.",
        "Save the labels of every slice as a grey image of its own.",
    ),
    "dask-shape-unknown": (
        "“{name}” is a dask array of unknown shape.", "Call its compute_chunk_sizes() first."
    ),
    "dask-array-fails": (
        "“{name}” cannot be computed in its chunk {place} ({reason}).",
        "Check the file behind it.",
    ),
    # limits
    "too-many-pages": (
        "“{name}” has {n_pages:,} pages, more than the {limit:,} allowed.",
        "Read a part of it, or raise max_pages of ReadLimits.",
    ),
    "too-many-pixels": (
        "“{name}” declares {shape} values ({gigabytes:.3g} GB), more than the limit of {limit:,} "
        "pixels.",
        "Crop or downscale it first, or raise max_pixels of ReadLimits if you trust the file.",
    ),
    "too-many-pixels-in-images": (
        "“{name}” declares {n_values:,} values in {n_images} images, more than the limit of "
        "{limit:,}.",
        "Split the file, or raise max_pixels of ReadLimits.",
    ),
    "chunk-too-large": (
        "“{name}” declares {shape} values ({gigabytes:.3g} GB), stored in pieces of {chunk}, more "
        "than the limit of {limit:,} pixels.",
        "Crop or downscale it first, store it in smaller pieces, or raise max_page_pixels of "
        "ReadLimits if you trust the file.",
    ),
    "too-many-bytes": (
        "“{name}” declares {shape} values ({gigabytes:.3g} GB), more than the limit of "
        "{limit:.3g} GB.",
        "Crop or downscale it first, or raise max_bytes of ReadLimits.",
    ),
    "expands-too-much": (
        "“{name}” declares {shape} values ({gigabytes:.3g} GB) in a file of only {n_bytes:,} "
        "bytes.",
        "It is damaged or made to exhaust memory; raise max_expansion of ReadLimits if you trust "
        "it.",
    ),
    "chunks-too-small": (
        "“{name}” is stored in {n_chunks:,} pieces of {n_bytes:,} bytes, which would be read for "
        "hours.",
        "Store it in larger chunks.",
    ),
    "jpeg-larger-than-declared": (
        "“{name}” holds JPEG data of {n_pixels:,} pixels where far fewer are declared.",
        "It is damaged or made to exhaust memory.",
    ),
    "needs-too-much-memory": (
        "“{name}” needs more memory than there is.", "Crop or downscale it first."
    ),
    "chunk-beyond-memory": (
        "“{name}” is stored in pieces of {gigabytes:.3g} GB, more than the {memory:.3g} GB of "
        "memory that a measurement may use.",
        "Allow more with --memory (Resources(memory=…)), or store it in smaller pieces: as Zarr, "
        "or a single plane as a TIFF with tiles.",
    ),
    "labels-not-in-memory": (
        "The labels of “{name}” do not fit in memory.", "Use its overview, or crop it first."
    ),
    "colours-not-in-parts": (
        "“{name}” is a colour image that does not fit in memory.",
        "Save its labels as integers in one channel.",
    ),
    "snap-needs-values": (
        "“{name}” does not fit in memory, so its dominant values are not looked for.",
        "Give the values to snap to.",
    ),
    # segmentations
    "image-empty": ("“{name}” is empty ({shape}).", "Choose an image that has pixels."),
    "number-of-axes": (
        "“{name}” has {n_axes} axes ({shape}).",
        "An image has two axes and a volume three; choose one channel and one time point.",
    ),
    "values-no-labels": (
        "“{name}” holds values of type {dtype}, which cannot be phase labels.",
        "Use integers: 0 and 1, 0 and 255, or one number a phase.",
    ),
    "values-infinite": (
        "“{name}” holds infinite values.", "Replace them, or crop them off."
    ),
    "values-nan": (
        "“{name}” holds values that are not numbers (NaN).",
        "Replace them by a grey value, or crop them off.",
    ),
    "values-not-grey": (
        "“{name}” holds values of type {dtype}, which are not grey values.",
        "Use an image of real numbers.",
    ),
    "values-beyond-range": ("“{name}” holds values beyond 1e300.", "Rescale its values."),
    "values-fractional": (
        "“{name}” is not segmented: it holds fractional values ({n_values} or more "
        "different ones).",
        "Segment it first, or give a threshold (for values from 0 to 1, --threshold 0.5).",
    ),
    "page-is-segmented": (
        "“{name}” holds {n_pages} pages, and they are no volume of phases: page {page} alone is "
        "segmented.",
        "Measure that page: --page {page}.",
    ),
    "too-many-values": (
        "“{name}” is not segmented: it holds {n_values} different values, and at most "
        "{max_phases} phases are expected.",
        "Segment it first, or give a threshold (--threshold 128) or snap it to its dominant values "
        "(--snap); where every label is one object, take them together (--phase nonzero).",
    ),
    "very-many-values": (
        "“{name}” is not segmented: it holds more than {n_values} different values, and "
        "at most {max_phases} phases are expected.",
        "Segment it first, or give a threshold (--threshold 128) or snap it to its dominant values "
        "(--snap); where every label is one object, take them together (--phase nonzero).",
    ),
    "probabilities-not-labels": (
        "“{name}” is not segmented: it holds the probability of a class.",
        "Measure where it is above 0.5 (--threshold 0.5), or every pixel by its most probable "
        "class (--most-probable).",
    ),
    "labels-beside": (
        "“{name}” is not segmented.",
        "Its file holds labels: {labels}. Read them by their name (--dataset), or give a threshold "
        "(--threshold 128).",
    ),
    "too-many-colours": (
        "“{name}” is not segmented: it holds {n_values} different colours.",
        "Segment it first, or give a threshold (--threshold 128) or snap it to its dominant "
        "colours (--snap).",
    ),
    "cannot-snap": (
        "“{name}” cannot be snapped: {n_values} dominant values were found, around which "
        "{coverage:.0%} of the pixels lie.",
        "Segment it first, or give a threshold, or the number of values to snap to.",
    ),
    "cannot-snap-to-so-many": (
        "“{name}” cannot be snapped: {n_values} dominant values of the {n_wanted} asked for "
        "were found.",
        "Segment it first, or give a threshold, or another number of values to snap to.",
    ),
    "crop-outside": (
        "The crop [{box}] does not fit “{name}” of {axes} px.",
        "Give first and last pixel along each axis, inside the image.",
    ),
    "domain-empty": (
        "No pixel of “{name}” is part of the sample.",
        "Check what is excluded, the mask and the circle.",
    ),
    "domain-shape": (
        "The domain is {domain} px, and “{name}” {shape} px.",
        "Give one truth value for each pixel.",
    ),
    "mask-shape": (
        "The mask “{name}” is {mask} px, and the image {shape} px.",
        "Give a grey image of the same size that is not zero where the sample is.",
    ),
    "domain-not-boolean": (
        "The domain holds values of type {dtype}.", "Give truth values: True inside the sample."
    ),
    "domain-of-grey-image": (
        "A domain was given beside a GreyImage, whose values are summed already.",
        "Give the domain where the GreyImage is made.",
    ),
    "no-image": ("No image was given.", "Give at least one."),
    "images-differ-in-axes": (
        "The images have {one} and {other} axes.", "Measure 2D images and volumes separately."
    ),
    "perhaps-colours": (
        "The volume is {size} px, too thin to measure: every side needs at least {least} px.",
        "If its last axis holds colours, give one channel, such as image[..., 0]; files of colours "
        "are read by imagerep.read.",
    ),
    "image-too-small": (
        "The image is {size} px, too small to measure.", "Every side needs at least {least} px."
    ),
    "volume-too-thin": (
        "The volume is {size} px, too thin to measure: every side needs at least {least} px.",
        "Measure one slice, or the slices as separate images.",
    ),
    "labels-cannot-be-mapped": (
        "“{name}” has the labels {labels}, and others of the same material {others}: which of them "
        "is the same phase cannot be told.",
        "Save all images with the same labels.",
    ),
    "phase-is-an-edge-value": (
        "{phase} is no phase of “{name}”: it lies only at the edges of others ({phases}).",
        "If it is one, name the values of all phases (--snap=0,127,255).",
    ),
    "phase-is-an-object": (
        "{phase} is one of {n_objects} objects in “{name}”, which together are the phase.",
        "Measure all of them (--phase nonzero).",
    ),
    "no-such-phase": ("There is no phase {phase} in “{name}”.", "Its phases are {labels}."),
    "phase-not-named": (
        "There are {n_phases} phases in “{name}” and none was chosen.",
        "Name one of {labels}.",
    ),
    "no-label-above-zero": (
        "“{name}” has no label above 0.", "Name the label of the phase."
    ),
    "phase-not-a-label": (
        "The phase “{phase}” is no label.",
        "Give an integer, several with commas between them, nonzero, or all; “imagerep phases "
        "FILE” lists the labels.",
    ),
    "single-phase": (
        "There is only one phase ({phase}) in “{name}”.",
        "A phase fraction needs at least two; check the segmentation or the threshold.",
    ),
    "phase-alone": (
        "No image holds phase {phase} beside another.",
        "Give images in which the phase and its surroundings are both visible.",
    ),
    "quantity-absent": (
        "There is no {quantity} of phase {phases} to measure in “{name}”.",
        "Choose phases that are both visible and touch.",
    ),
    "values-all-equal": (
        "“{name}” holds a single value ({value:g}).", "Choose an image whose values vary."
    ),
    # voxel sizes
    "voxel-size-not-positive": (
        "The voxel size {voxel_size} is not made of positive numbers.",
        "Give the size of one voxel, for example 0.4 with the unit um.",
    ),
    "voxel-size-without-unit": (
        "A voxel size of {voxel_size} was given without a unit of length.",
        "Name the unit, for example um, nm or mm.",
    ),
    "voxel-size-or-unit-missing": (
        "Voxel size and unit belong together, and only one was given.",
        "Give both, for example --voxel-size 0.4 --unit um.",
    ),
    "unit-is-known": (
        "The file “{name}” gives its voxel size in {unit}.",
        "Leave the unit out, or give a voxel size too.",
    ),
    "voxel-sizes-do-not-fit": (
        "{n_sizes} voxel sizes were given for an image with {ndim} axes.",
        "Give one size for all axes, or {ndim}; decimals are written with a point.",
    ),
    "images-differ-in-voxel-size": (
        "The images differ in voxel size: “{name}” has {voxel}, “{other_name}” has {other_voxel}.",
        "Measure them separately, or give one voxel size for all.",
    ),
    "materials-differ": (
        "The materials differ in {what}: “{name}” has {value}, “{other_name}” has {other_value}.",
        "Measure the same of all of them, for example with --phase and --quantity.",
    ),
    # parameters
    "too-few-materials": (
        "Materials found: {n}. Two or more can be compared.",
        "Give a folder with one subfolder for each material, or several folders.",
    ),
    "no-such-correction": (
        "There is no correction “{correction}”.", "Choose one of: {corrections}."
    ),
    "no-such-method": ("There is no method “{method}”.", "Choose one of: {methods}."),
    "no-such-quantity": ("There is no quantity “{quantity}”.", "Choose one of: {quantities}."),
    "quantity-of-other-axes": (
        "The quantity {quantity} does not exist in images with {axes} axes.",
        "Choose one of: {quantities}.",
    ),
    "quantity-not-additive": (
        "The quantity “{quantity}” is not additive: it depends on paths or objects that reach "
        "across the image, so its parts do not tell how well one image represents it.",
        "Measure it in windows of several sizes and see how it settles (documentation: Measures).",
    ),
    "quantity-needs-phases": (
        "{quantity} needs {n_phases} phases by name, and {n_given} were given.",
        "Name them, for example between=(1, 2) or --between 1,2.",
    ),
    "quantity-needs-whole": (
        "A ratio of phases needs the labels that it is taken over.",
        "Name them, for example over=(1, 2) or --over 1,2.",
    ),
    "phases-overlap": (
        "The label {label} was given to two phases.", "Give every label to one of them."
    ),
    "quantity-alone": (
        "The mean of grey values cannot be measured together with quantities of phases.",
        "Measure it by itself.",
    ),
    "not-three-phases": (
        "A ternary diagram shows three phases, and there are {n_phases}.",
        "Use the covariance matrix or the simultaneous intervals.",
    ),
    "relative-target-of-zero": (
        "The {quantity} is zero, which has no relative error.", "Give an absolute target."
    ),
    "no-such-sample": ("There is no sample called “{name}”.", "The samples are {samples}."),
    "option-of-labels": (
        "The option {option} makes labels, and the mean of grey values was asked for.",
        "Leave one of them out.",
    ),
    "options-exclude": (
        "The options {one} and {other} exclude each other.", "Choose one of them."
    ),
    "level-out-of-range": (
        "The confidence level is {level}.", "Give a number between 0 and 1, both excluded."
    ),
    "level-in-percent": (
        "The confidence level is {level}.",
        "Give a number between 0 and 1, both excluded (0.95, not 95).",
    ),
    "number-of-targets": (
        "{n_given} targets were given.",
        "Give either a relative error (0.05 for 5 %) or an absolute one.",
    ),
    "target-not-positive": (
        "The target error is {target}.", "Give a positive number, for example 0.05 for 5 %."
    ),
    "no-size-with-gradient": (
        "The phase fraction changes across “{name}”, so no size can be told.",
        "Image the whole extent of the change, or measure parts on their own.",
    ),
    "no-finite-size": (
        "No image of a realistic size gives an error of {target:g}.",
        "Choose a target closer to the error of this image.",
    ),
    "number-of-size-lengths": (
        "{n_given} lengths were given.", "Give either --length or --feature-size."
    ),
    "phase-fraction-out-of-range": (
        "The phase fraction is {phase_fraction}.",
        "Give a number between 0 and 1, such as 0.3 for 30 %.",
    ),
    "length-beyond-range": (
        "The {what} of {length:g} px is that of no image.", "Check the length and its unit."
    ),
    "length-not-positive": (
        "The characteristic length scale is {length}.", "Give a positive length."
    ),
    "ndim-out-of-range": ("The number of axes is {ndim}.", "Give 2 or 3."),
    "thresholds-not-ascending": (
        "The thresholds {thresholds} do not ascend.",
        "Give the lowest first, and each once.",
    ),
    "one-threshold-only": (
        "{n} thresholds were given; how far a result depends on the threshold is told of one.",
        "Give one, or measure the phases with all of them.",
    ),
    "threshold-not-a-number": ("The threshold {threshold} is not a number.", "Give a grey value."),
    "displacement-not-positive": (
        "The displacement is {displacement}.", "Give a positive number of pixels, such as 0.5."
    ),
    "probability-threshold": (
        "The threshold of a probability is {threshold}.",
        "Give a number between 0 and 1, such as 0.5.",
    ),
    "values-no-probabilities": (
        "“{name}” does not hold probabilities.",
        "Choose a map with values from 0 to 1 (--channel), or measure grey values by a threshold.",
    ),
    "too-few-segmentations": (
        "{n_given} segmentation(s) were given to be compared.", "Give two or more."
    ),
    "segmentations-differ-in-shape": (
        "“{name}” is {shape} px, and the first segmentation {other_shape} px.",
        "Give segmentations of the same image, with the same crop.",
    ),
    "audit-number-of-points": (
        "The number of points is {n_points}.",
        "Give an integer from {least} (two for each phase) to {most:,}.",
    ),
    "audit-answer": (
        "The answer {answer!r} is no phase.", "Give its label, or “?” where it cannot be told."
    ),
    "audit-too-few-answers": (
        "Points segmented as phase {label} that have an answer: {n_found}.",
        "Answer at least {least} of every phase; in the order of the file they come about evenly.",
    ),
    "audit-not-a-table": (
        "“{name}” is no table of audited points.",
        "Give a CSV file as “imagerep audit points” writes it, with the columns {columns}.",
    ),
    "audit-row": (
        "Row {row} of “{name}” makes no sense: {reason}.",
        "Change answers only, and leave the other columns as they were written.",
    ),
    "audit-of-several-images": (
        "“{name}” holds points of {n_images} images.", "Give one file for each image."
    ),
    "audit-of-other-image": (
        "The audited points are those of “{name}”, and this image differs from it in its shape or "
        "in the pixels of its phases.",
        "Read the image with the same options (crop, threshold, mask), or audit this one.",
    ),
    "audit-grey-shape": (
        "“{name}” is {shape} px, and the segmented image {segmented} px.",
        "Give the grey image that was segmented, with the same crop.",
    ),
    "threshold-range-without-threshold": (
        "A range of thresholds needs the one that the image is measured with.",
        "Give it, for example --threshold 128.",
    ),
    "segmentation-of-other-phase": (
        "The uncertainty of the segmentation is that of phase {phase}, and phase {measured} was "
        "measured.",
        "Find it for the same phase.",
    ),
    "segmentation-of-quantity": (
        "The uncertainty of a segmentation is known for phase fractions only.",
        "Measure the phase fraction.",
    ),
    "segmentation-of-one-image": (
        "The uncertainty of a segmentation is that of one image, and {n_images} were measured.",
        "Measure that image by itself.",
    ),
    "snap-values-not-numbers": ("Values to snap to are not numbers.", "Give grey values."),
    "snap-to-fewer-than-two": (
        "An image cannot be snapped to {n_values} value(s).", "Ask for two or more."
    ),
    "crop-not-pairs": (
        "The crop {bounds} is not made of pairs of integers.", "Give ((y0, y1), (x0, x1))."
    ),
    "crop-not-a-rectangle": (
        "The crop “{text}” is not a rectangle.",
        "Give rows and columns, for example 0:800,0:1024.",
    ),
    "not-numbers": (
        "The {what} “{text}” is not made of numbers.", "Separate them by commas: 1,0.4,0.4."
    ),
    "not-a-threshold": (
        "The threshold “{text}” is not a number.",
        "Give one number, for example 128, or two for three phases, for example 85,170.",
    ),
    "raw-layout": (
        "“{text}” does not describe a RAW file.",
        "Give slices, rows and columns, the type, and if need be the order of bytes and the length "
        "of the header: 300x512x512,uint16,big,offset=1024.",
    ),
    "lags-beyond-half": (
        "The lags {lags} reach beyond half of the sides {shape}.", "Ask for shorter ones."
    ),
    "lags-makes-no-sense": (
        "Lags of shape {shape} do not hold two or three numbers a lag.",
        "Give an array whose last axis runs over the axes of the image.",
    ),
    "number-out-of-range": (
        "The number of {what} is {number}.", "Give an integer from 1 to 4096."
    ),
    "not-an-amount-of-memory": (
        "“{text}” is not an amount of memory.", "Give one such as 4GB."
    ),
    "ways-to-compute-exclude": (
        "The {one} and the {other} exclude each other.",
        "Give threads of this process, a number of worker processes, or a scheduler.",
    ),
    # generators
    "shape-makes-no-sense": (
        "The shape {shape} is not made of two or three positive integers.",
        "Give the number of pixels along each axis, for example 600, 600.",
    ),
    "too-large-to-generate": (
        "An image of {shape} pixels (with its margins) is too large to generate.",
        "Ask for a smaller shape or smaller features.",
    ),
    "does-not-fit-in-memory": (
        "The image does not fit in memory.", "Ask for a smaller shape."
    ),
    "phase-fractions-sum": (
        "The phase fractions {fractions} do not sum to 1.",
        "Give one fraction for each of two or more phases.",
    ),
    "length-no-number": (
        "The {what} {length} is not a positive number of pixels.",
        "Give a length in pixels, for example 10.",
    ),
    "length-too-small": (
        "The {what} {length} is not a positive number of pixels of at least {least:g}.",
        "Give a length in pixels, for example 10.",
    ),
    "number-of-lengths": (
        "{n_lengths} lengths were given for {ndim} axes.", "Give one length, or {ndim}."
    ),
    "length-beyond-image": (
        "The correlation length {lengths} is larger than the periodic image {shape}.",
        "Give a shorter length or a larger shape.",
    ),
    "cell-size-not-integral": (
        "The cell size {cell_size} of a checkerboard is not an integral number of pixels.",
        "Give an integer, for example 10.",
    ),
    "seed-negative": ("The seed {seed} is negative.", "Give an integer from 0 upwards."),
    "model-without-anisotropy": (
        "The model {model} has no anisotropy.", "Use --model gaussian, or leave it out."
    ),
    "model-of-two-phases": (
        "The model {model} has two phases, but {n_fractions} phase fractions were given.",
        "Give one fraction, or use --model voronoi or checkerboard.",
    ),
    # output
    "file-exists": ("“{path}” exists already.", "Choose another name, or allow it with --force."),
    "file-not-usable": ("“{path}” cannot be used: {reason}.", "Choose another file or place."),
    "output-not-shown": (
        "Results cannot be written to the standard output: {reason}.", "Choose another place."
    ),
    "file-not-writable": ("“{path}” cannot be written: {reason}.", "Choose another place."),
    "output-is-input": (
        "“{path}” is one of the images.", "Choose another name for the results."
    ),
    "not-an-xlsx-name": (
        "An Excel workbook cannot be written to “{path}”.", "Give a name that ends in .xlsx."
    ),
    "plot-suffix": (
        "A plot cannot be written to “{path}”.", "Give a name that ends in .pdf, .svg or .png."
    ),
    "output-is-an-image": (
        "“{path}” has the name of an image.", "Give results a name that ends in .json or .csv."
    ),
    "output-is-no-text": (
        "“{path}” holds no text, so it is no earlier result, and is not replaced.",
        "Choose another name for the results.",
    ),
    "not-a-tiff-name": (
        "“{path}” is not the name of a TIFF file.", "Give a name that ends in .tif."
    ),
    "no-such-folder": ("There is no folder “{path}”.", "Make it, or name another."),
    "tiff-too-large-for-imagej": (
        "“{name}” would have {gigabytes:.3g} GB, more than the 4 GB of a TIFF that ImageJ reads.",
        "Crop the volume first.",
    ),
    "labels-fit-no-imagej-type": (
        "The labels {low} to {high} fit no pixel type of ImageJ.",
        "Number the phases by small integers.",
    ),
    # resources
    "package-missing": (
        "The package {package} is needed {purpose}, and it is not installed.",
        "Install it with: pip install “imagerep[{extra}]”.",
    ),
    "memory-too-small": (
        "{memory:.3g} GB of memory are too little for this image.", "Give more memory."
    ),
    "memory-too-small-for-workers": (
        "{memory:.3g} GB of memory are too little for {workers} worker processes.",
        "Give at least {least:.2g} GB, or fewer workers.",
    ),
    "workers-died": (
        "Workers died again and again on one task.",
        "They are likely out of memory: give them more, or use fewer.",
    ),
    "workers-not-started": (
        "{n_workers} worker processes cannot be started ({reason}).",
        "Use threads. A script starts processes only under if __name__ == '__main__'.",
    ),
    "no-scheduler": (
        "There is no scheduler at “{address}”.",
        "Check the address, for example tcp://192.168.0.1:8786, and that it is running.",
    ),
    "scheduler-without-workers": (
        "The scheduler at {address} has no workers.",
        "Start some, and wait until they have joined.",
    ),
    "scheduler-lost": (
        "The scheduler at {address} no longer answers.", "Start it again, and measure again."
    ),
    "cancelled": ("The measurement was cancelled.", ""),
}  # fmt: skip

_DOUBTS: dict[str, tuple[str, str]] = {
    # about one image
    "outside-suspected": (
        "Label {label} fills {share:.0%} of “{image}”{also} around the rest, as no material does: "
        "it is likely no part of the sample.",
        "Leave it out: {option}.",
    ),
    "bar-suspected": (
        "“{image}”{also} has {what}.",
        "Leave it out: {option}.",
    ),
    "edge-values": (
        "“{image}”{also} holds values that lie only at the edges of others, as resampling, JPEG "
        "and antialiasing leave them: {values} ({share:.1%} of the pixels). They got the nearest "
        "of {phases}.",
        "Confirm these phases with {option}, or name the values of all phases in that option.",
    ),
    "object-labels": (
        "The {n_objects} labels above 0 of “{image}”{also} are one compact object each. {outcome}.",
        "Measure all objects as one phase: {option}.",
    ),
    # about several images of one material
    "labels-differ": (
        "“{image}”{also} has the labels {labels}, and others of the same material {others}. It was "
        "read as {mapped}.",
        "Save all images with the same labels.",
    ),
    "fields-disagree": (
        "The phase fractions of the images ({fractions}) scatter {ratio:.1f} times as much as "
        "their own errors allow. {suspicion}.",
        "Look at that image. The interval takes the scatter into account; more images, taken at "
        "random, make it narrower.",
    ),
    "neighbouring-slices": (
        "{n_pairs} of {n_consecutive} consecutive pairs of images show nearly the same place, such "
        "as “{image}” and “{other}”: they are not independent, and the interval is too narrow.",
        "Measure their folder as one volume ({option}), or only images that are far apart.",
    ),
    "not-all-measured": (
        "{n_measured} of {n_chosen} chosen images are measured together; {n_missing} could not be "
        "read, such as “{image}”. The answer is for the others only.",
        "Mend those that could not be read, or leave them out.",
    ),
    # about the material
    "gradient": (
        "The phase fraction of “{image}”{also} changes across it, from about {first:.3f} to "
        "{last:.3f} {direction}, more than its structure explains. The interval is for what the "
        "image shows; a size needed cannot be told.",
        "Measure parts on their own (crop), or image the whole extent of the gradient.",
    ),
}  # fmt: skip

_WARNINGS: dict[str, str] = {
    "small-image": (
        "The image is {size} px; the method has been validated only from {validated} px a side, "
        "below that the interval may be too narrow."
    ),
    "large-features": (
        "The characteristic length scale is {length:.0f} px; the method has been validated up to "
        "{validated} px. A coarser image of a larger area would serve better."
    ),
    "few-features": (
        "The shortest side, {side} px, holds only {n_lengths:.1f} characteristic lengths "
        "({length:.0f} px); with fewer than {least} the image says little about its own "
        "representativity."
    ),
    "rare-phase": (
        "The rarer side of the image amounts to about {n_cells:.1f} independent features; with "
        "fewer than {least} the interval is only a rough guide."
    ),
    "uneven-features": (
        "A few large features carry much of the scatter. The material may have larger ones that "
        "this image does not show; the interval may be too narrow."
    ),
    "nearly-periodic": (
        "The structure is nearly periodic: the phase fraction hardly scatters, and what is left "
        "depends on how the image's edges cut it. The interval may be too narrow."
    ),
    "long-features": (
        "Long thin features, such as fibres, cross in all directions, and the image does not tell "
        "how long they are. The interval may be too narrow."
    ),
    "images-beside-materials": (
        "Images that lie beside the folders in “{path}” ({n}, such as “{name}”) belong to no "
        "material; they were left out."
    ),
    "materials-differ-in-voxel-size": (
        "The materials were imaged at different resolutions: “{material}” has a pixel of {voxel}, "
        "“{other}” one of {other_voxel}. Part of a difference may come from what the coarser "
        "images cannot resolve."
    ),
    "unequal-voxels": (
        "The sides of a voxel differ ({sides} {unit}); lengths and sizes in {unit} use their "
        "geometric mean."
    ),
    "fallback-subdivision": (
        "The two-point correlation gave no positive length scale in {n_affected} of {n_images} "
        "images, as in periodic or densely packed structures; the estimate by subdividing the "
        "image was used instead, which is less certain."
    ),
    "stabilised": (
        "The length scale from the two-point correlation and that from subdividing the image "
        "differ by more than a factor 3 in {n_affected} of {n_images} images; it was moved towards "
        "the latter until they agreed within that factor."
    ),
    "no-decay": (
        "The two-point correlation does not settle in {n_affected} of {n_images} images: features "
        "are as large as the image, or the structure changes across it or is periodic. The "
        "interval may be too narrow."
    ),
    "coarse-pixels": (
        "Chords of the phase, or of what lies between, are {chord:.1f} px long in the mean; below "
        "{least} px pixels make surfaces too small by several percent, and change Euler numbers "
        "and curvature by more. The interval does not hold that."
    ),
    "fitted-to-phase-fractions": (
        "The two-point method was fitted to phase fractions. Its interval for the {quantity} holds "
        "the material's less often than it says; that of the spectral method does not."
    ),
    "assumes-isotropy": (
        "The surface density is that of a material without a direction, by 4/π of the perimeter "
        "density of the section; in others it depends on how the section lies."
    ),
    "methods-disagree-on-quantity": (
        "The {method} method gives ± {error:.2g} {unit}, the {other_method} method ± "
        "{other_error:.2g} {unit}. {reasons}. Until a larger image is at hand, the wider interval "
        "is the safe choice."
    ),
    "methods-disagree": (
        "The {method} method gives ± {points:.2g} percentage points and a length scale of "
        "{length:.3g} px, the {other_method} method ± {other_points:.2g} and {other_length:.3g} "
        "px. {reasons}. Until a larger image is at hand, the wider interval is the safe choice."
    ),
}

_TEXTS: dict[str, str] = {
    "unknown": "none",
    "place-page": "page {number}",
    "place-image": "image {number}",
    # quantities
    "quantity-phase-fraction": "phase fraction",
    "quantity-perimeter-density": "perimeter density",
    "quantity-surface-density": "surface density",
    "quantity-specific-perimeter": "specific perimeter",
    "quantity-specific-surface": "specific surface",
    "quantity-chord-length": "mean chord length",
    "quantity-euler-density": "Euler number density ({n_neighbours} neighbours)",
    "quantity-mean-curvature-density": "mean curvature density",
    "quantity-boundary-density": "boundary density",
    "quantity-triple-point-density": "triple point density",
    "quantity-triple-line-density": "triple line density",
    "quantity-phase-ratio": "ratio of phases",
    "quantity-mean": "mean value",
    "reason-ordered": "A likely reason: its features are packed or arranged periodically",
    "reason-elongated": (
        "A likely reason: its features are elongated ({ratio:.1f} times as long as wide)"
    ),
    "reason-uneven": "A likely reason: a few large features carry much of the scatter",
    "reason-long-features": "A likely reason: long, thin features cross in all directions",
    "reason-large-features": "A likely reason: its features are nearly as large as the image",
    "reason-unknown": "Nothing in the image says why",
    "bar-by-its-look": (
        "a solid bar of straight sides in {place}, as scale bars and data bars are"
    ),
    "bar-below-the-scan": (
        "{height} rows, of which the microscope scanned {n_rows}: the others are a data bar"
    ),
    "rows-and-columns": "rows {first} to {last}, columns {left} to {right}",
    "also": " (and {n_more} more)",
    "from-left-to-right": "from left to right",
    "from-top-to-bottom": "from top to bottom",
    "from-first-to-last-slice": "from the first slice to the last",
    "outwards": "from the middle outwards",
    "objects-are-joined": "All of them together were taken as the phase",
    "objects-are-apart": "A share of single objects says little about a material",
    "inverted-suspected": (
        "“{image}” ({fraction:.3f}) agrees with the others where its phases are swapped"
    ),
    "odd-suspected": "“{image}” ({fraction:.3f}) is furthest from the others",
    # notes of what was done to an image
    "read-in-parts": "read in parts, as means over blocks of {side} px",
    "cropped": "cropped to {box}",
    "threshold": "values from {threshold:g} up are phase 1",
    "threshold-of-probability": (
        "probabilities from {threshold:g} up are phase 1, where {most:g} stands for 1"
    ),
    "thresholds": "values are divided at {thresholds} into phases 0 to {last}",
    "thresholds-on-luminance": "luminance is divided at {thresholds} into phases 0 to {last}",
    "threshold-on-luminance": "luminance from {threshold:g} up is phase 1",
    "labels-above-zero": "every label above 0 is phase 1",
    "snapped": "snapped to the nearest of {values}",
    "snapped-to-colours": "snapped to the nearest of the colours {colours}",
    "domain-of-file": "{share:.1%} of the pixels are transparent or hold no number: outside",
    "domain-excludes": "label {labels} is outside the sample",
    "domain-circle": "the sample is the circle of {diameter} px",
    "of-phase": " of {name}",
    "of-phases": " of the phases {phases}",
    "of-phase-over": " of {part} over {whole}",
    "segmented-image": "segmented image",
    "segmented-images": "{n_images} segmented images",
    "domain-ellipse": "the sample is the ellipse of {size} px",
    "domain-polygon": "the sample is the polygon of {n_corners} corners",
    "domain-mask": "the sample is where “{name}” is not zero",
    "no-slice-spacing": "the file tells the pixel size but not the slice spacing",
    "no-slice-spacing-in-imagej-file": (
        "the file has no slice spacing; 1 {unit} is taken, as ImageJ does"
    ),
    "channels-read-as-slices": "its {n_channels} channels are read as the slices of a volume",
    "probability-map": "probabilities of class {channel} of {n_classes}",
    "most-probable-class": "the most probable of {n_classes} classes",
    "labels-in-file": "the file holds labels too: {names}",
    "spacing-without-unit": "the file gives a voxel size of {sizes} without a unit",
    "raw-longer": "{n_more:,} bytes behind the image are left out",
    "values-rescaled": "values are {slope:g} times those stored, plus {shift:g}",
    "slices-uneven": (
        "slices are {low:g} to {high:g} mm apart: some may be missing, and no spacing is taken"
    ),
    "palette-shares-a-colour": (
        "two entries of the palette share a colour; the labels are the palette's indices"
    ),
    "pixel-size-beside": "the pixel size is that of “{name}” beside the image",
    "zero-is-white": "the file declares 0 as white; white is the largest value here",
    "orientation-applied": "turned as the file's orientation tag says",
    # how the uncertainty of a segmentation was found
    "origin-boundary": "boundaries displaced by up to {displacement:g} px",
    "origin-thresholds": "defensible thresholds from {low:g} to {high:g}",
    "origin-alternatives": "the spread of {n_segmentations} segmentations",
    "origin-probabilities": "the mean of the probabilities, {mean:.3f}",
    "origin-audit": "an audit of {n_points} points",
    "origin-audit-unclear": (
        "an audit of {n_points} points, of which {n_cannot_tell} cannot be told"
    ),
    "audit-no-integer": "{column} is “{text}”, which is no integer",
    "audit-row-contradicts": (
        "its position, shape or number of pixels contradicts itself or another row"
    ),
    "audit-point-twice": "point {point} is there twice",
    # sentences
    "model-of-paper": "the 'ImageRep' model proposed by Dahari et al.",
    "model-of-method": (
        "the {method} method of ImageRep {version} (see “Method” in its documentation), which "
        "builds on Dahari et al. (doi:10.1002/advs.202414149)"
    ),
    "statement-with-segmentation": (
        "The phase fraction in the segmented image is {fraction:.{digits}f}. With the errors of "
        "sampling, by {model}, and of segmentation, by {origin}, we can be "
        "{level:.{level_digits}f}% confident that the material's phase fraction is within "
        "{relative:.{relative_digits}f}% of this value (i.e. {fraction:.{digits}f} ± "
        "{total:.{digits}f}: ± {error:.{digits}f} from sampling and ± {own:.{digits}f} from "
        "segmentation)."
    ),
    "statement-corrected": (
        "The phase fraction in the segmented image is {fraction:.{digits}f}, and "
        "{corrected:.{digits}f} corrected by {origin}. With the errors of sampling, by {model}, "
        "and of segmentation, by the audit, we can be {level:.{level_digits}f}% confident that the "
        "material's phase fraction is within {relative:.{relative_digits}f}% of the corrected "
        "value (i.e. {corrected:.{digits}f} ± {total:.{digits}f}: ± {error:.{digits}f} from "
        "sampling and ± {own:.{digits}f} from segmentation)."
    ),
    "statement": (
        "The phase fraction{of_phase} in the {images} is {fraction:.{digits}f}. Assuming perfect "
        "segmentation, the 'ImageRep' model proposed by Dahari et al. suggests that we can be "
        "{level:.{level_digits}f}% confident that the material's phase fraction is within "
        "{relative:.{relative_digits}f}% of this value (i.e. {fraction:.{digits}f} ± "
        "{error:.{digits}f})."
    ),
    "statement-of-quantity": (
        "The {quantity}{of_phase} in the {images} is {value}{unit}. Assuming perfect segmentation, "
        "the {method} method of ImageRep {version} suggests that we can be {level}% confident that "
        "the material's {quantity} is within {relative}% of this value (between {low} and "
        "{high}{unit})."
    ),
    "statement-of-grey-values": (
        "The {quantity} of the image is {value}. The {method} method of ImageRep {version} "
        "suggests that we can be {level}% confident that the material's {quantity} is between "
        "{low} and {high}."
    ),
    "statement-of-signed-quantity": (
        "The {quantity}{of_phase} in the {images} is {value}{unit}. Assuming perfect segmentation, "
        "the {method} method of ImageRep {version} suggests that we can be {level}% confident that "
        "the material's {quantity} is between {low} and {high}{unit}."
    ),
    "statement-of-method": (
        "The phase fraction{of_phase} in the {images} is {fraction:.{digits}f}. Assuming perfect "
        "segmentation, the {method} method of ImageRep {version} (see “Method” in its "
        "documentation), which builds on Dahari et al. (doi:10.1002/advs.202414149), suggests that "
        "we can be {level:.{level_digits}f}% confident that the material's phase fraction is "
        "within {relative:.{relative_digits}f}% of this value (i.e. {fraction:.{digits}f} ± "
        "{error:.{digits}f})."
    ),
}

CATALOGUE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        **_ERRORS,
        **_DOUBTS,
        **{code: (text, "") for code, text in {**_WARNINGS, **_TEXTS}.items()},
    }
)
"""Text and remedy of every code, as templates of `str.format`."""

DOUBTS = frozenset(_DOUBTS)
"""Warnings that make an answer doubtful as a whole, so that nobody should say "enough": what was
measured may not be the sample, or not one material."""

STAGES = (
    "reading the image",
    "reading an overview",
    "reading the phase",
    "counting the phases",
    "summing over blocks",
    "forward transform",
    "power spectrum",
    "inverse transform",
    "fitting the spectrum",
    "done",
)
"""What progress hooks are told is being done."""


class Message:
    """Something to say: a code of a catalogue and its values.

    Parameters
    ----------
    code : str
        Key of the catalogue.
    **values
        What the text holds: names, numbers, other messages.

    Examples
    --------
    >>> Message("cropped", box="[0:64, 0:64]").text
    'cropped to [0:64, 0:64]'
    """

    __slots__ = ("code", "values")

    catalogue: ClassVar[Mapping[str, tuple[str, str]]] = CATALOGUE

    def __init__(self, code: str, /, **values: Any) -> None:
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "values", MappingProxyType(values))

    code: str
    values: Mapping[str, Any]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    @property
    def text(self) -> str:
        """What was found, in English."""
        return _filled(self.catalogue[self.code][0], self.values)

    @property
    def remedy(self) -> str:
        """What to do about it, in English; may be empty."""
        return _filled(self.catalogue[self.code][1], self.values)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        values = "".join(f", {name}={value!r}" for name, value in self.values.items())
        return f"{type(self).__name__}({self.code!r}{values})"

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other) or not isinstance(other, Message):
            return NotImplemented
        return self.code == other.code and dict(self.values) == dict(other.values)

    def __hash__(self) -> int:
        return hash((type(self), self.code, tuple(sorted(map(str, self.values.items())))))

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (type(self), self.code, dict(self.values))


class MeasurementWarning(Message):
    """A warning about a valid result: a stable code, the values, and where to look.

    Its values may hold the place, ``region`` (first pixel and the pixel after the last along each
    axis), ``label`` and ``image`` (a name), and what would mend it: ``exclude`` (labels),
    ``circle``, ``crop``, ``snap`` and ``phase`` as in :func:`imagerep.read`, ``option`` as the
    command line takes it.
    """

    __slots__ = ()

    @property
    def is_doubt(self) -> bool:
        """Whether it makes the whole answer doubtful."""
        return self.code in DOUBTS

    def to_dict(self) -> dict[str, Any]:
        """The warning as plain values, ready for JSON, with place and remedy where it has any."""
        plain: dict[str, Any] = {"code": self.code, "text": self.text, "is_doubt": self.is_doubt}
        if self.remedy:
            plain["remedy"] = self.remedy
        for name in ("image", "label", "region", *_REMEDIES):
            if name in self.values:
                plain[name] = _plain(self.values[name])
        return plain


_REMEDIES = ("exclude", "circle", "crop", "snap", "phase", "volume", "option")


def _plain(value: Any) -> Any:
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _rebuilt(kind: type[Message], code: str, values: dict[str, Any]) -> Message:
    return kind(code, **values)


LABELS = ("label", "phase")
"""Values that are labels of phases."""


class _English(string.Formatter):
    """Fills templates; messages become their text, labels of colours as colours are written."""

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        value = super().get_value(key, args, kwargs)
        return label_text(value) if key in LABELS and isinstance(value, int) else value

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, tuple) and value and all(isinstance(one, Message) for one in value):
            return ". ".join(one.text for one in value)
        return str(super().format_field(value, format_spec))


def _filled(template: str, values: Mapping[str, Any]) -> str:
    text = _English().vformat(template, (), values).replace("“”", "the image")
    return text[:1].upper() + text[1:] if text.startswith("the image") else text
