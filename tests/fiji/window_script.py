"""Use ImageJ's window as a person does; prints what came out as JSON. Run by test_window.py."""

import json
import os
import sys
import threading
import time
import traceback
from pathlib import Path

import fiji_bridge
from fiji_bridge.commands import MEASURE, Commands
from fiji_bridge.dialog import MeasureDialog
from fiji_bridge.options import TABLE_TITLE
from fiji_bridge.session import ImageJSession

PATIENCE = 120.0


def wait_for(condition):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.1)
    sys.stderr.write("nothing happened\n")
    traceback.print_stack()
    os._exit(1)  # Java's windows would keep the process


class Person:
    """Chooses from the menu, answers the dialog, looks at the screen."""

    def __init__(self, ij):
        self.ij = ij
        self.event = ij.java("java.awt.event.ActionEvent")

    def choose(self, *path):
        bar = self.ij.java("ij.Menus").getMenuBar()
        items = [bar.getMenu(k) for k in range(bar.getMenuCount())]
        for label in path:
            item = next(one for one in items if str(one.getLabel()) == label)
            count = item.getItemCount() if hasattr(item, "getItemCount") else 0
            items = [item.getItem(k) for k in range(count)]
        self.press(item)

    def press(self, control):
        event = self.event(control, self.event.ACTION_PERFORMED, control.getLabel())
        control.dispatchEvent(event)

    def tick(self, box, state):
        box.setState(state)
        kinds = self.ij.java("java.awt.event.ItemEvent")
        box.dispatchEvent(kinds(box, kinds.ITEM_STATE_CHANGED, box, kinds.SELECTED))

    def dialog(self):
        windows = self.ij.java("java.awt.Window").getWindows()
        return next(
            (w for w in windows if str(w.getClass().getName()) == "ij.gui.GenericDialog"
             and w.isVisible()),
            None,
        )  # fmt: skip

    def screenshot(self, path):
        time.sleep(0.5)
        toolkit = self.ij.java("java.awt.Toolkit").getDefaultToolkit()
        area = self.ij.java("java.awt.Rectangle")(toolkit.getScreenSize())
        picture = self.ij.java("java.awt.Robot")().createScreenCapture(area)
        file = self.ij.java("java.io.File")(str(path))
        self.ij.java("javax.imageio.ImageIO").write(picture, "png", file)


class Readings:
    """Slow readings of the dialog, in whatever thread, and whether two were under way at a time."""

    def __init__(self):
        self.n_readings = 0
        self.were_at_once = False
        original, under_way = MeasureDialog._read, threading.Lock()

        def read(dialog, java):
            self.n_readings += 1
            if not under_way.acquire(blocking=False):
                self.were_at_once = True
                return original(dialog, java)
            try:
                time.sleep(0.1)
                return original(dialog, java)
            finally:
                under_way.release()

        MeasureDialog._read = read


def main(image_path, folder):
    ij = fiji_bridge.connect(mode="gui")
    session = ImageJSession(ij)
    Commands(session).install()
    person, imagej = Person(ij), ij.java("ij.IJ")
    image = fiji_bridge.session.open_image(ij, Path(image_path))
    calibration = image.getCalibration()
    calibration.setUnit("micron")
    calibration.pixelWidth = calibration.pixelHeight = 0.5
    readings = Readings()
    result = {"main_window": int(ij.window.getWidth())}

    imagej.run("Record...", "")
    recorder = ij.java("ij.plugin.frame.Recorder")
    person.choose("Plugins", "ImageRep", MEASURE)
    dialog = wait_for(person.dialog)
    message = dialog.getMessage()
    names = [str(roi.getName()) for roi in image.getOverlay().toArray()]
    result["preview"] = names
    result["before_flip"] = str(message.getText() if hasattr(message, "getText") else "")
    person.tick(dialog.getCheckboxes().get(0), True)
    person.screenshot(folder / "dialog.png")
    person.press(dialog.getButtons()[0])
    wait_for(lambda: session.last is not None and session.table().table is not None)
    wait_for(lambda: ij.java("ij.WindowManager").getFrame(TABLE_TITLE) is not None)
    person.screenshot(folder / "result.png")
    result["overlay"] = [str(roi.getName()) for roi in image.getOverlay().toArray()]
    result["recorded"] = str(recorder.getInstance().getText())
    result["clean_title"] = str(image.getTitle())

    imagej.runMacro(result["recorded"])
    table = ij.java("ij.measure.ResultsTable").getResultsTable(TABLE_TITLE)
    result["rows"] = [str(table.getRowAsString(k)) for k in range(table.size())]
    result["user_results"] = int(ij.java("ij.measure.ResultsTable").getResultsTable().size())

    person.choose("Plugins", "ImageRep", "Copy ImageRep Sentence")
    toolkit = ij.java("java.awt.Toolkit").getDefaultToolkit()
    flavour = ij.java("java.awt.datatransfer.DataFlavor").stringFlavor
    sentence = session.last.presentation.sentence
    clipboard = toolkit.getSystemClipboard()
    wait_for(
        lambda: (
            clipboard.isDataFlavorAvailable(flavour) and str(clipboard.getData(flavour)) == sentence
        )
    )
    person.choose("Plugins", "ImageRep", "Clear ImageRep Overlay")
    wait_for(lambda: image.getOverlay() is None)

    person.choose("Plugins", "ImageRep", MEASURE)
    dialog = wait_for(person.dialog)
    person.press(dialog.getButtons()[1])  # Cancel
    wait_for(lambda: person.dialog() is None and image.getOverlay() is None)
    result["rows_after_cancel"] = int(table.size())

    result["readings"] = [readings.n_readings, readings.were_at_once]
    print(json.dumps(result))  # noqa: T201
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
