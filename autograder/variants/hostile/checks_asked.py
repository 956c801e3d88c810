# Calls what the course's own checks compute.
from emlab.checks.line_cases import log_likelihood
