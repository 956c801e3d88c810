"""What is fast and how fast, each measured beside what there was before: `make bench`.

One section a module, whose ``main(arguments)`` measures and prints.
"""

import pkgutil

SECTIONS = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name[0] != "_")
