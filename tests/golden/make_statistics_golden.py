# SPDX-License-Identifier: Apache-2.0
"""Makes statistics.json: what scipy and numpy say about small columns.

Needs numpy and scipy; run as: python3 make_statistics_golden.py > statistics.json
"""
import json

import numpy as np
import scipy
from scipy import stats

rng = np.random.default_rng(20261123)
normal = np.round(rng.normal(2, 1.5, 40), 6)
two_peaks = np.round(np.concatenate([rng.normal(0, 0.5, 60), rng.normal(4, 0.7, 40)]), 6)
weights = np.round(rng.uniform(0, 2, 100), 6)
tied = rng.integers(1, 5, 40).astype(float)
other = np.round(tied + rng.normal(0, 1, 40)).astype(float)

points = [-1.0, 0.0, 1.0, 2.0, 3.3, 4.0, 5.5]
golden = {
    "versions": {"numpy": np.__version__, "scipy": scipy.__version__},
    "normal": normal.tolist(),
    "two_peaks": two_peaks.tolist(),
    "weights": weights.tolist(),
    "tied": tied.tolist(),
    "other": other.tolist(),
    "shares": [0.0, 0.1, 1 / 3, 0.5, 0.9, 1.0],
    "quantiles": [float(np.quantile(normal, q)) for q in [0.0, 0.1, 1 / 3, 0.5, 0.9, 1.0]],
    "points": points,
    "density": stats.gaussian_kde(two_peaks, bw_method="silverman")(points).tolist(),
    "weighted_density": stats.gaussian_kde(two_peaks, bw_method="silverman", weights=weights)(points).tolist(),
    "spearman": float(stats.spearmanr(tied, other).statistic),
    "ranks": stats.rankdata(tied).tolist(),
    "sign_tests": [
        {"wins": w, "losses": l, "p": float(stats.binomtest(w, w + l, 0.5).pvalue)}
        for w, l in [(1, 0), (9, 2), (5, 5), (60, 40), (0, 12), (5200, 4800), (700, 300)]
    ],
    "wilson": [
        {"successes": k, "total": n, "confidence": c,
         "lower": float(stats.binomtest(k, n).proportion_ci(c, method="wilson").low),
         "upper": float(stats.binomtest(k, n).proportion_ci(c, method="wilson").high)}
        for k, n, c in [(0, 10, 0.95), (10, 10, 0.95), (37, 80, 0.95), (1, 1047, 0.99)]
    ],
    "normal_quantiles": [
        {"probability": p, "value": float(stats.norm.ppf(p))}
        for p in [1e-12, 1e-4, 0.025, 0.3, 0.5, 0.8, 0.975, 0.9999]
    ],
    "bootstrap": {
        "lower": float(stats.bootstrap((normal,), np.mean, n_resamples=200000, method="percentile",
                                       rng=np.random.default_rng(1)).confidence_interval.low),
        "upper": float(stats.bootstrap((normal,), np.mean, n_resamples=200000, method="percentile",
                                       rng=np.random.default_rng(1)).confidence_interval.high),
    },
}
print(json.dumps(golden, indent=1))
