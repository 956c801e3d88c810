# 日本語の変数名とコメント
def 対数密度(self, X):
    データ数, 次元 = X.shape
    if 次元 != self.dim:
        raise ValueError("次元が違います")
    差 = X - self.mean
    精度行列 = np.linalg.inv(self.cov)
    二次形式 = np.sum(差 @ 精度行列 * 差, axis=1)
    return -0.5 * (次元 * np.log(2 * np.pi) + np.log(np.linalg.det(self.cov)) + 二次形式)


Gaussian.log_pdf = 対数密度


def 期待値ステップ(self, X):
    """事後確率を計算する。"""
    分子 = np.zeros((len(X), self.num_components))
    for 番号, 成分 in enumerate(self.gaussian_list):
        分子[:, 番号] = self.weight[番号] * np.exp(成分.log_pdf(X))
    分母 = 分子.sum(axis=1, keepdims=True)
    return 分子 / 分母


GMM.e_step = 期待値ステップ
