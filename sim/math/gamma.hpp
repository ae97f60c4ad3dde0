#pragma once

namespace sim {

/// log Γ(x) for x > 0, relative error below 1e−14 (absolute near 1 and 2). The same bits on every machine.
double log_gamma(double x);

/// Beta(a, b).
class BetaDistribution
{
  public:
    /// \param a, b  above 0
    BetaDistribution(double a, double b);

    struct At
    {
        double probability; ///< of x or less: the regularized incomplete beta function I_x(a, b)
        double density;
    };
    /// \param x  in [0,1]; at its ends the density is said to be 0
    At at(double x) const;
    double probability(double x) const { return at(x).probability; }
    /// \param x  in (0,1)
    double density(double x) const;

    double a() const { return a_; }
    double b() const { return b_; }

  private:
    double a_;
    double b_;
    double log_beta_function_;
};

/// Standard normal quantile of 0 < p < 1 (Wichura 1988, AS 241, PPND16), relative error about 1e−16.
double normal_quantile(double p);

} // namespace sim
