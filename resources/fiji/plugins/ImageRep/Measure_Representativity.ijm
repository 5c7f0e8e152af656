// ImageRep for ImageJ and Fiji: how well the phase fraction of the active image represents its
// material, and how large an image would have to be. ImageRep itself is a program of its own,
// which this macro calls; all numbers and drawings come from there.
//
// From a macro:
//   run("Measure Representativity", "confidence=95 target=5 phase=255 method=two-point stack=volume");
// Without windows, where ImageJ has no menu to run it from:
//   runMacro(getDirectory("plugins") + "ImageRep/Measure_Representativity.ijm", "phase=255");

requires("1.54f");
home = File.getParent(getInfo("macro.filepath")) + "/";
options = getArgument();
if (options == "") {
    options = "" + call("ij.Macro.getOptions");
    if (options == "null") options = "";
}
headless = 0;
if (call("java.awt.GraphicsEnvironment.isHeadless") == "true") headless = 1;
quiet = maxOf(headless, is("Batch Mode"));

if (nImages == 0) {
    tell("There is no image open in ImageJ. Open a segmented image first.");
} else {
    // Recording, what the macro does inside is no command of the user's.
    call("ij.plugin.frame.Recorder.suspendRecording");
    image = getImageID();
    chosen = "";
    hasSelection = selectionType() + 1;
    if (hasSelection > 0) Roi.copy;
    folder = newFolder();
    if (folder == "") {
        tell("The temporary folder " + getDirectory("temp") + " cannot be written to. Make room there, and try again.");
    } else {
        // The inner macro may be ended by Esc or by a Cancel button; this one goes on and tidies up.
        outcome = "" + runMacro(home + "imagerep-measure.txt",
            folder + "\n" + home + "\n" + quiet + "\n" + headless + "\noptions:" + options);
        if (startsWith(outcome, "done:")) {
            removeFolder(folder);
            chosen = substring(outcome, 5);
            showStatus("ImageRep: done");
        } else if (startsWith(outcome, "error:")) {
            removeFolder(folder);
            tell(substring(outcome, 6));
        } else {
            cancel(folder);
            restoreSelection(image, hasSelection);
            if (quiet == 1) call("ij.IJ.log", "ImageRep: cancelled");
            showProgress(1);
            showStatus("ImageRep: cancelled");
        }
    }
    call("ij.plugin.frame.Recorder.resumeRecording");
    if (options == "" && chosen != "") record(chosen);
}

// ImageJ forgets the command that it records when a macro runs other commands.
function record(options) {
    line = "run(\"Measure Representativity\", \"" + options + "\");\n";
    if (call("ij.plugin.frame.Recorder.scriptMode") == "true") line = "IJ." + line;
    call("ij.plugin.frame.Recorder.recordString", line);
}

// A folder that nobody else can look into, or nothing.
function newFolder() {
    path = getDirectory("temp") + "imagerep-fiji-" + call("java.util.UUID.randomUUID") + "/";
    File.makeDirectory(path);
    if (!File.isDirectory(path)) return "";
    if (!startsWith(getInfo("os.name"), "Windows")) exec("chmod", "700", path);
    return path;
}

function removeFolder(path) {
    if (!File.isDirectory(path)) return;
    files = getFileList(path);
    for (i = 0; i < files.length; i++) deleted = File.delete(path + files[i]);
    deleted = File.delete(path);
}

// ImageRep removes the folder when it sees the mark; where it is not there any more, we do.
function cancel(path) {
    if (!File.isDirectory(path)) return;
    File.saveString("cancel", path + "cancel.txt");
    for (i = 0; i < 12 && File.isDirectory(path); i++) wait(50);
    removeFolder(path);
}

function restoreSelection(image, hasSelection) {
    if (!isOpen(image)) return;
    selectImage(image);
    if (hasSelection > 0) Roi.paste;
    else Roi.remove;
}

function tell(text) {
    showProgress(1);
    showStatus("");
    if (quiet == 1) call("ij.IJ.log", "ImageRep: " + text);
    else showMessage("ImageRep", wrapped(text));
}

// ImageJ's own dialog breaks no lines.
function wrapped(text) {
    words = split(text, " ");
    out = words[0];
    used = lengthOf(out);
    for (i = 1; i < words.length; i++) {
        if (used + 1 + lengthOf(words[i]) > 70) {
            out = out + "\n" + words[i];
            used = lengthOf(words[i]);
        } else {
            out = out + " " + words[i];
            used = used + 1 + lengthOf(words[i]);
        }
    }
    return out;
}
