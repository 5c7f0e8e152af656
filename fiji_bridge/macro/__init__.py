r"""ImageRep for a Fiji that its user has started: what the macro in its menu calls.

::

    macro in Fiji  --exec-->  call.py  --socket-->  worker.py
          \__________ a private folder of files __________/

The macro lays pixels and facts of the image down in a folder and starts the command once
(`imagerep-fiji fiji-call FOLDER`), which hands the folder to a worker that stays warm. Macro and
worker then talk through the files of `text_files.py`. Nothing here needs Java.
"""
