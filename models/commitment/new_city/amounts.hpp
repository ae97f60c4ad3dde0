#pragma once

// How much of each lever a city of this size gets: what Kota Serang's history and plans have, for each institution or
// post that takes it.

#include <array>
#include <map>
#include <string>

#include "models/commitment/new_city/new_city.hpp"

namespace commitment {

/// With what an amount grows.
enum class Per : std::uint8_t {
    city,
    opd,
    member,      ///< opd of the task force
    leader_post, ///< heads and officials of the task force's opd and of the kecamatan
    kecamatan,
    kecamatan_post,
    kelurahan,
    kelurahan_post,
    community,
    business
};
inline constexpr std::size_t per_count = 10;

/// How many there are of each.
using Counts = std::array<long long, per_count>;
Counts count(const NewCity& city);

struct Amounts
{
    /// Units or rupiah a year: "top_down.training.leaders"; each at least 1. Of a plan also "top_down.total", what it
    /// spends in a year, and "top_down.budget", its limit.
    std::map<std::string, long long> of;
};

/// Top-down, bottom-up and mixed cost nearly the same, as far as there is someone to take what each plan is about: it
/// gets more of its own levers, at most three times as much as in Kota Serang, and its agencies the rest, at most what
/// the model assumes that they need.
Amounts amounts_for(const Counts& counts);

inline constexpr long long most_units = 1'000'000; ///< a year, that a plan may have

/// The smallest number of so many digits, then zeros, that is not below.
long long round_up(double value, int digits);

} // namespace commitment
