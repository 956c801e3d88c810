"""Imported before all else by what has to start fast: leaves out what nobody here asks for.

jsonschema, which nbformat brings, builds a grammar of internationalised addresses when it is
imported: that takes a second, and no schema of a notebook checks an address. It does without where
the package is not installed, so here it is not.
"""

import sys

sys.modules.setdefault("rfc3987_syntax", None)
