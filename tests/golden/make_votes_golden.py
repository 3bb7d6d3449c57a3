# SPDX-License-Identifier: Apache-2.0
"""Makes votes.json: the length-controlled win share as scipy's optimiser finds it.

Needs numpy and scipy; run as: python3 make_votes_golden.py > votes.json
"""
import json

import numpy as np
import scipy
from scipy import optimize, special, stats


def fit(values, differences):
    y, d = np.asarray(values), np.asarray(differences)
    scale = np.sqrt(np.mean(d**2))
    x = np.tanh(d / scale) if scale > 0 else np.zeros_like(d)

    def loss(parameters):
        theta, phi = parameters
        z = theta + phi * x
        fit = -np.sum(y * special.log_expit(z) + (1 - y) * special.log_expit(-z))
        halves = -0.5 * (special.log_expit(theta) + special.log_expit(-theta))
        return fit + halves + 0.5 * (phi / 2) ** 2

    best = optimize.minimize(loss, [0.0, 0.0], method="Nelder-Mead",
                             options={"xatol": 1e-12, "fatol": 1e-15, "maxiter": 20000, "maxfev": 20000})
    theta, phi = best.x
    p = special.expit(theta + phi * x)
    own = special.expit(theta)
    design = np.stack([np.ones_like(x), x], axis=1)
    information = design.T @ (design * (p * (1 - p))[:, None]) + np.diag([own * (1 - own), 0.25])
    scores = design.T @ (design * ((y - p) ** 2)[:, None])
    scores += np.diag([0.5 * own**2 + 0.5 * (1 - own) ** 2, 0.25])
    inverse = np.linalg.inv(information)
    error = np.sqrt((inverse @ scores @ inverse)[0, 0])
    z = stats.norm.ppf(0.975)
    return {"values": list(values), "differences": list(differences), "theta": theta, "phi": phi,
            "share": own, "lower": special.expit(theta - z * error), "upper": special.expit(theta + z * error)}


rng = np.random.default_rng(20261127)


def draw(n, theta, phi, ties):
    d = np.round(rng.normal(40, 120, n))
    x = np.tanh(d / np.sqrt(np.mean(d**2)))
    y = (rng.uniform(size=n) < special.expit(theta + phi * x)).astype(float)
    y[rng.uniform(size=n) < ties] = 0.5
    return y.tolist(), d.tolist()


cases = [fit(*draw(30, 0.5, 1.5, 0.2)), fit(*draw(100, -0.3, -1.0, 0.0)),
         fit([1.0] * 20, np.round(rng.normal(50, 80, 20)).tolist()), fit([0.5] * 16, [0.0] * 16)]
print(json.dumps({"versions": {"numpy": np.__version__, "scipy": scipy.__version__}, "cases": cases}, indent=1))
