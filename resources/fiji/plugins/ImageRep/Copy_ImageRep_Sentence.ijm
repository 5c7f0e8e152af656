// Copy the sentence of the last measurement, to be quoted.
sentence = "" + call("java.lang.System.getProperty", "imagerep.sentence", "");
if (sentence == "") showMessage("ImageRep", "Nothing was measured yet.\nRun Plugins > ImageRep > Measure Representativity first.");
else {
    String.copy(sentence);
    showStatus("ImageRep: the sentence is in the clipboard");
}
