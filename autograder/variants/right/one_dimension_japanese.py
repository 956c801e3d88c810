# 日本語の変数名とコメント
def 正規分布(点, 平均, 分散):
    return np.exp(-((点 - 平均) ** 2) / (2 * 分散)) / np.sqrt(2 * np.pi * 分散)


def mixture_pdf(x, weight, mean, var):
    """混合分布の密度"""
    密度 = np.zeros(x.shape)
    for 重み, 平均, 分散 in zip(weight, mean, var):
        密度 = 密度 + 重み * 正規分布(x, 平均, 分散)
    return 密度


def log_likelihood(x, weight, mean, var):
    対数尤度 = 0
    for 密度 in mixture_pdf(x, weight, mean, var):
        対数尤度 += np.log(密度)
    return 対数尤度


def fit_complete_data(x, z, num_components):
    重み, 平均, 分散 = [], [], []
    for 番号 in range(num_components):
        グループ = x[np.where(z == 番号)]
        重み.append(グループ.size / x.size)
        平均.append(グループ.mean())
        分散.append(グループ.var())
    return np.array(重み), np.array(平均), np.array(分散)


def posterior_1d(x, weight, mean, var):
    分子 = weight * 正規分布(x, mean, var)
    分母 = mixture_pdf(np.array([x]), weight, mean, var)  # 長さ 1 の配列
    return 分子 / 分母


def lower_bound(x, q, weight, mean, var):
    下界 = 0
    for 番号 in range(len(q)):
        同時確率 = weight[番号] * 正規分布(x, mean[番号], var[番号])
        下界 += q[番号] * np.log(同時確率)
        下界 -= q[番号] * np.log(q[番号])
    return 下界


def tight_bound(x, old, new):
    下界 = 0
    for 点 in x:
        下界 += lower_bound(点, posterior_1d(点, *old), *new)
    return 下界
