#include "tests/models/commitment/reference/random.hpp"

#include <cmath>

namespace reference {

int Random::whole(const Question& question, double amount)
{
    const double floor = std::floor(amount);
    return static_cast<int>(floor) + (chance(question, amount - floor) ? 1 : 0);
}

int SequentialRandom::binomial(const Question& question, int count, double probability)
{
    if (count <= 0 || probability <= 0) return 0;
    if (probability >= 1) return count;
    if (probability > 0.5) return count - binomial(question, count, 1 - probability);
    if (count * probability > 10) return std::binomial_distribution<int>(count, probability)(engine_);

    // By inversion: walk up the probabilities of 0, 1, 2, … until they hold the uniform.
    const double odds = probability / (1 - probability);
    double mass = std::exp(count * std::log1p(-probability));
    double left = uniform();
    int happened = 0;
    while (left >= mass && happened < count) {
        left -= mass;
        ++happened;
        mass *= odds * (count - happened + 1) / happened;
    }
    return happened;
}

double SequentialRandom::beta(const Question&, double mean, double precision)
{
    if (mean <= 0) return 0;
    if (mean >= 1) return 1;
    const double a = std::gamma_distribution<double>(mean * precision)(engine_);
    const double b = std::gamma_distribution<double>((1 - mean) * precision)(engine_);
    return a + b > 0 ? a / (a + b) : mean;
}

} // namespace reference
