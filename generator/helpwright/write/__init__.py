"""The write stage: files in memory become files on disk, all or none.

`output` writes, `manifest` tells whether there is anything to write. Nothing is
imported here, so that the second costs a run that has nothing to do as little as
possible.
"""
