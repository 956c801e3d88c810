def e_step(self, X):
    return self.e_step(X)


GMM.e_step = e_step
