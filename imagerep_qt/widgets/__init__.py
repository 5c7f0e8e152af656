"""The views of the app: an image and three plots, each in its own file.

Every view is made by ``View(theme, numbers, parent=None)``: `theme` is an
:class:`imagerep_qt.theme.Theme`, `numbers` an :class:`imagerep_qt.formatting.NumberFormat`. A view
shows what its ``set_…`` methods were last given, never asks another view, never starts a
computation that needs an FFT, and speaks by its signals only. A ``set_…`` method never emits a
signal; only the user's hand does. ``None`` brings back the empty state. All quantities are plain:
fractions and levels 0 to 1, lengths in pixels, boxes in array order.

::

    Theme(app=None, mode="system")          imagerep_qt.theme; one for the app
        set_mode("system" | "light" | "dark"), .mode, .is_dark, .colours (Colours), changed()
        apply()                             style, palette and fonts of the whole application
        phase_colours(phases) -> {label: QColor}    the tint of every Phase; use it in legends

    NumberFormat()                          imagerep_qt.formatting; Qt-free
        NumberFormat.of(QLocale())          any object with decimalPoint() and groupSeparator()
        number, significant, percent, plus_minus, percent_plus_minus, interval, length, lengths,
        count, shape

    ImageView                               imagerep_qt.widgets.image_view
        set_segmentation(Segmentation | None)       labels as grey values or the file's colours
        set_grey(array | None, calibration=None)    a greyscale image, with the threshold bar
        set_calibration(Calibration | None)
        set_phase(label | None)             the phase that is tinted
        set_characteristic_length(px | None, directions=None)   CLS drawn to scale, or the ellipse
                                            of directional length scales
        set_crop(bounds | None)             ((start, stop), …) one pair an axis
        set_crop_editing(bool)              shows the handles; also the button of the view
        set_threshold(value)                the preview only
        picture(max_side_px) -> QImage      the slice shown, tinted, with scale bar, for reports
        phase_clicked(int)                  label under the click
        crop_changed(object)                bounds as above, or None: the whole image; at mouse
                                            release
        threshold_changed(float)            while dragging; pixels >= value are the bright phase
        threshold_accepted(float)           the user pressed “Use this threshold”

    LikelihoodView                          imagerep_qt.widgets.likelihood_view
        set_measurement(Measurement | None)
        set_confidence(level)
        set_tails(bool)
        confidence_changed(float)           while an end of the interval is dragged
        tails_changed(bool)

    ScaleBarView                            imagerep_qt.widgets.scale_bar_view
        set_measurement(Measurement | None)
        set_confidence(level)
        set_target(value, relative=True)    fraction: 0.05 is 5 % of the phase fraction, or with
                                            relative=False 5 percentage points
        set_thumbnails(sequence of QImage)  of the measured images, in their order
        target_changed(float)               while the error line is dragged; in the terms of
                                            set_target
        recommended -> RecommendedSize | None       what the view shows now

    CorrelationView                         imagerep_qt.widgets.correlation_view
    SpectrumView                            imagerep_qt.widgets.spectrum_view
        set_measurement(Measurement | None)
        set_missing(text, offer="")         why there is none, and what a button offers
        offer_taken()                       the button was pressed

    thumbnail(segmentation, phase, theme, max_side_px=96) -> QImage
                                            imagerep_qt.widgets.thumbnail

The plots have ``.plot``, a ``pyqtgraph.PlotWidget``, for exporting; each view also answers
``set_numbers(NumberFormat)``. Imports are not made here, so that a window starts without
those it does not need yet.
"""
