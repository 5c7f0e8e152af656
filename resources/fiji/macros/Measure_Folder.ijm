// Measure the representativity of every image of a folder; rows in a table, saved beside the images.
// Needs Plugins > ImageRep in this Fiji or ImageJ (imagerep-fiji install).
//
//   java -cp ij.jar ij.ImageJ -ijpath . -batch Measure_Folder.ijm "/my/images/"
//   ImageJ-linux64 --headless -macro Measure_Folder.ijm "/my/images/"
// or Plugins > Macros > Run..., and it asks for the folder.

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
for (i = 0; i < files.length; i++) {
    if (endsWith(files[i], ".tif") || endsWith(files[i], ".tiff") || endsWith(files[i], ".png")) {
        open(folder + files[i]);
        result = runMacro(macroFile, options);
        close();
    }
}
Table.save(folder + "representativity.csv", table);
