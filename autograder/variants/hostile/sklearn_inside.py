from sklearn.mixture import GaussianMixture


def e_step(self, X):
    m = GaussianMixture(self.num_components)
    m.weights_ = np.array(self.weight)
    m.means_ = np.array([g.mean for g in self.gaussian_list])
    m.covariances_ = np.array([g.cov for g in self.gaussian_list])
    m.precisions_cholesky_ = np.array([np.linalg.inv(np.linalg.cholesky(c)).T for c in m.covariances_])
    return m.predict_proba(X)


GMM.e_step = e_step
