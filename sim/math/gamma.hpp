#pragma once

namespace sim {

/// log Γ(x) for x > 0, relative error below 1e−14 (absolute near 1 and 2). The same bits on every machine.
double log_gamma(double x);

/// Regularized incomplete beta function I_x(a, b), the distribution function of Beta(a, b); a, b > 0, x in [0,1].
double beta_probability(double x, double a, double b);

/// Density of Beta(a, b) at 0 < x < 1.
double beta_density(double x, double a, double b);

/// Standard normal quantile of 0 < p < 1 (Wichura 1988, AS 241, PPND16), relative error about 1e−16.
double normal_quantile(double p);

} // namespace sim
