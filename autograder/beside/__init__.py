"""What runs beside a student's code.

Modules here import numpy, the standard library and each other, and hold no answer to any question:
they give inputs to the student's objects and report, in plain data, what came back. They therefore
work unchanged in a process of the student's own, with the judge at the other end of a pipe.
"""
