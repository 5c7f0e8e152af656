// Measure the representativity of every image of a folder; the rows are saved beside the images.
// In the menu it is Plugins > ImageRep > Measure Folder, and asks for the folder. Without windows:
//
//   java -cp ij.jar ij.ImageJ -ijpath . -batch plugins/ImageRep/Measure_Folder.ijm "/my/images/"
//   ImageJ-linux64 --headless -macro plugins/ImageRep/Measure_Folder.ijm "/my/images/"

options = "confidence=95 target=5";   // add phase=255 where the images are label images

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a folder of segmented images");
if (!endsWith(folder, "/") && !endsWith(folder, File.separator)) folder = folder + "/";
name = "ImageRep/Measure_Representativity.ijm";
macroFile = "" + getDirectory("plugins") + name;
// Where ImageJ runs without windows, its plugins folder is not known yet.
if (!File.exists(macroFile)) macroFile = "" + getDirectory("imagej") + "plugins/" + name;
if (!File.exists(macroFile)) exit("ImageRep is not in this Fiji: run imagerep-fiji install.");

table = "ImageRep results";
if (call("java.awt.GraphicsEnvironment.isHeadless") == "true") table = "Results";
setBatchMode(true);
files = getFileList(folder);
counted = 0;
for (i = 0; i < files.length; i++) {
    if (endsWith(files[i], ".tif") || endsWith(files[i], ".tiff") || endsWith(files[i], ".png")) {
        showProgress(i / files.length);
        counted++;
        open(folder + files[i]);
        result = runMacro(macroFile, options);
        close();
    }
}
if (counted == 0) exit("There are no images (TIFF, PNG) in " + folder + ".");
path = folder + "representativity.csv";
for (n = 2; File.exists(path); n++) path = folder + "representativity-" + n + ".csv";
Table.save(path, table);
call("ij.IJ.log", "ImageRep: saved " + path);
