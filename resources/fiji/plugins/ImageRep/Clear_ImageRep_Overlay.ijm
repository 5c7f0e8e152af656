// Remove from the active image what Measure Representativity has drawn; other elements stay.
names = newArray("measured region", "frame", "frame label", "inset frame", "inset measured region",
    "inset ratio", "length scale", "length scale label", "preview");
if (nImages > 0) {
    for (i = 0; i < names.length; i++) {
        if (Overlay.size > 0) Overlay.removeRois("ImageRep " + names[i]);
    }
    if (Overlay.size == 0) Overlay.remove;
    else Overlay.show;
}
