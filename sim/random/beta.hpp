#pragma once

#include <vector>

namespace sim {

/// Quantile of Beta(a, b), exact to about 1e−14, for 0 < u < 1.
double beta_quantile(double u, double a, double b);

/// Quantiles of one beta distribution from a table: cubic between nodes that lie closer towards both ends,
/// exact beyond them. They lie in [0,1] and rise with u, but for the last digits. From a precision of 0.5 on, a
/// quantile is within 1e−6 of the true one (1e−3 at 0.05); its probability is within 1e−7 where a and b are 0.3 or more
/// (below, the density at the ends has no bound and magnifies the same error).
class BetaTable
{
  public:
    /// \param mean       in [0,1]; 0 and 1 give that value for certain
    /// \param precision  a + b, above 0
    BetaTable(double mean, double precision);

    /// \param u  in (0,1)
    double quantile(double u) const;

    double mean() const { return mean_; }
    double precision() const { return precision_; }

  private:
    struct Node
    {
        double value;
        double slope; // by u
    };
    static void make_monotone(std::vector<Node>& nodes);
    double half(const std::vector<Node>& nodes, double u) const;

    double mean_;
    double precision_;
    std::vector<Node> lower_; // quantiles at u ≤ 1/2
    std::vector<Node> upper_; // of 1 − x at 1 − u ≤ 1/2
};

} // namespace sim
