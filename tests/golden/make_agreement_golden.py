# SPDX-License-Identifier: Apache-2.0
"""Makes agreement.json: what scikit-learn and krippendorff say about ratings, scores and small regressions.

Needs numpy, scikit-learn, krippendorff and statsmodels; run as: python3 make_agreement_golden.py > agreement.json
"""
import json
from importlib.metadata import version

import krippendorff
import numpy as np
import sklearn
import statsmodels
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import cohen_kappa_score, confusion_matrix, roc_auc_score
from statsmodels.miscmodels.ordinal_model import OrderedModel

rng = np.random.default_rng(20261127)
truth = rng.integers(0, 5, 60)
first = np.clip(truth + rng.integers(-1, 2, 60), 0, 4)
second = np.clip(truth + rng.integers(-1, 2, 60), 0, 4)
raters = np.array([np.clip(truth + rng.integers(-1, 2, 60), 0, 4) for _ in range(4)], dtype=float)
raters[rng.uniform(size=raters.shape) < 0.35] = np.nan

scores = np.round(rng.normal(0, 1, 80), 1)  # with ties
positive = (scores + rng.normal(0, 1, 80) > 0.4).astype(int)

x = np.round(rng.normal(0, 1, (120, 4)), 4)
linear = x @ np.array([1.2, -0.7, 0.3, 0.0])
levels = np.digitize(linear + rng.logistic(0, 1, 120), [-1.0, 0.8])
binary = (levels > 0).astype(int)
logistic = LogisticRegression(C=1 / 2.5, tol=1e-12, max_iter=10000).fit(x, binary)
ordered = OrderedModel(levels, x, distr="logit").fit(method="newton", maxiter=200, disp=False)
thresholds = ordered.model.transform_threshold_params(ordered.params)[1:-1]

iso_x = np.round(rng.uniform(0, 5, 50), 1)
iso_y = np.round(iso_x + rng.normal(0, 1.5, 50), 3)
iso_w = np.round(rng.uniform(0.5, 2, 50), 2)
points = [-1.0, 0.05, 1.23, 2.5, 3.77, 4.9, 9.0]

golden = {
    "versions": {"numpy": np.__version__, "sklearn": sklearn.__version__, "statsmodels": statsmodels.__version__,
                 "krippendorff": version("krippendorff")},
    "first": first.tolist(),
    "second": second.tolist(),
    "confusion": confusion_matrix(first, second, labels=range(5)).ravel().tolist(),
    "kappa": float(cohen_kappa_score(first, second)),
    "weighted_kappa": float(cohen_kappa_score(first, second, weights="quadratic")),
    "raters": [[None if np.isnan(v) else int(v) for v in row] for row in raters],
    "alpha": {
        kind: float(krippendorff.alpha(reliability_data=raters, level_of_measurement=kind, value_domain=list(range(5))))
        for kind in ["nominal", "ordinal", "interval"]
    },
    "scores": scores.tolist(),
    "positive": positive.tolist(),
    "auc": float(roc_auc_score(positive, scores)),
    "x": x.ravel().tolist(),
    "levels": levels.tolist(),
    "logistic": {"strength": 2.5, "weights": logistic.coef_[0].tolist(), "intercept": float(logistic.intercept_[0])},
    "ordered": {"weights": ordered.params[:4].tolist(), "thresholds": np.asarray(thresholds).tolist()},
    "isotonic": {
        "x": iso_x.tolist(), "y": iso_y.tolist(), "weights": iso_w.tolist(), "points": points,
        "plain": IsotonicRegression(out_of_bounds="clip").fit(iso_x, iso_y).predict(points).tolist(),
        "weighted": IsotonicRegression(out_of_bounds="clip").fit(iso_x, iso_y, iso_w).predict(points).tolist(),
    },
}
print(json.dumps(golden, indent=1))
