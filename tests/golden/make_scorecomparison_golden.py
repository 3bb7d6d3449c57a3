# SPDX-License-Identifier: Apache-2.0
"""Makes scorecomparison.json: what scipy and scikit-learn say about scorers held against one another.

Needs numpy, scipy and scikit-learn; run as: python3 make_scorecomparison_golden.py > scorecomparison.json
"""
import json

import numpy as np
import scipy
import sklearn
from scipy import stats
from sklearn.metrics import cohen_kappa_score, confusion_matrix, roc_auc_score

rng = np.random.default_rng(20261128)
n = 240
truth = rng.normal(0, 1, n)
rating = np.clip(np.round(3 + truth + rng.normal(0, 0.7, n)), 1, 5)  # many ties
size = np.round(np.exp(4 + 0.5 * truth + rng.normal(0, 0.6, n)))
label = (truth + rng.normal(0, 0.8, n) > 0.8).astype(int)
length = np.round(np.exp(5 + 0.4 * truth + rng.normal(0, 0.5, n)))
group = rng.integers(0, 3, n)
losses = np.round(2 + 0.3 * rating + rng.normal(0, 0.8, n), 3)
losses[rng.uniform(size=n) < 0.1] = np.nan
bucket = np.digitize(rating, [2.5, 3.5])


def delong(positive, scores, confidence):
    """Placements by comparing every pair (DeLong, DeLong and Clarke-Pearson 1988)."""
    x, y = scores[positive == 1], scores[positive == 0]
    wins = (x[:, None] > y[None, :]) + 0.5 * (x[:, None] == y[None, :])
    error = np.sqrt(wins.mean(1).var(ddof=1) / len(x) + wins.mean(0).var(ddof=1) / len(y))
    half = stats.norm.ppf((1 + confidence) / 2) * error
    area = wins.mean()
    assert abs(area - roc_auc_score(positive, scores)) < 1e-12
    return [float(area), float(area - half), float(area + half)]


def levels(values, cuts):
    return np.searchsorted(cuts, values, side="right")


# Thresholds 2.5 and 3.5 of the rating, and the sizes that cut the same shares as nearly as ties let them.
cuts = [2.5, 3.5]
ordered = np.sort(size)
wanted = [(rating < cut).mean() for cut in cuts]
candidates = np.unique(size)
mapped = [float(candidates[np.argmin([abs((size < c).mean() - share) for c in candidates])]) for share in wanted]
first, second = levels(rating, cuts), levels(size, mapped)

ranked = stats.rankdata(size)
h = stats.kruskal(*[size[group == g] for g in range(3)]).statistic
# H with its correction for ties is (n - 1) eta squared of the ranks.
eta = h / (n - 1)

steps = []
for k in (1, 2):
    a, b = losses[(bucket == k - 1) & ~np.isnan(losses)], losses[(bucket == k) & ~np.isnan(losses)]
    error = np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
    difference = b.mean() - a.mean()
    z = stats.norm.ppf(0.975)
    steps.append([float(difference), float(difference - z * error), float(difference + z * error)])

values, counts = np.unique(rating, return_counts=True)
print(json.dumps({
    "versions": {"numpy": np.__version__, "scipy": scipy.__version__, "sklearn": sklearn.__version__},
    "rating": rating.tolist(),
    "size": size.tolist(),
    "label": label.tolist(),
    "length": length.tolist(),
    "group": group.tolist(),
    "losses": [None if np.isnan(loss) else float(loss) for loss in losses],
    "bucket": bucket.tolist(),
    "spearman": float(stats.spearmanr(rating, size).statistic),
    "mapped": mapped,
    "confusion": confusion_matrix(first, second, labels=range(3)).ravel().tolist(),
    "weighted_kappa": float(cohen_kappa_score(first, second, weights="quadratic")),
    "kappa": float(cohen_kappa_score(first, second)),
    "area": delong(label, size, 0.95),
    "area_of_rating": delong(label, rating, 0.99),
    "on_length": float(stats.spearmanr(size, length).statistic),
    "eta_squared": float(eta),
    "group_areas": [delong((group == g).astype(int), size, 1 - 0.05 / 5) for g in range(3)],
    "group_means": [float(size[group == g].mean()) for g in range(3)],
    "entropy": float(stats.entropy(counts, base=2)),
    "quantiles": [float(q) for q in np.quantile(size, [0, .05, .25, .5, .75, .95, 1])],
    "deviation": float(size.std(ddof=1)),
    "loss_steps": steps,
    "loss_means": [float(np.nanmean(losses[bucket == k])) for k in range(3)],
}))
