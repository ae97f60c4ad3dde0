#pragma once

// Differences, intervals and chances as they are told, in as many digits as they deserve.

#include <cstdint>
#include <string>

#include "models/commitment/outcomes.hpp"
#include "sim/statistics/interval.hpp"
#include "sim/text/findings.hpp"

namespace layak {

/// A figure of an outcome: "0,52", "27 %", of bodies with a decimal where they have one, "61", "66,5".
std::string shown_figure(double value, commitment::Measure measure, sim::Language language);
/// The range that replicates lie in: "0,05 – 0,86"; of bodies whole numbers with the range within, "5 – 67". Once where
/// both ends read the same.
std::string shown_range(double low, double high, commitment::Measure measure, sim::Language language);

/// A difference with its sign, in as many digits as its interval asks for: one more where that would shrink to nothing,
/// and as many as it takes to see on which side of 0 it lies.
std::string shown_difference(double value, const sim::Interval& interval, commitment::Measure measure,
                             sim::Language language);
/// "+0,05 – +0,86"
std::string shown_interval(const sim::Interval& interval, commitment::Measure measure, sim::Language language);

/// "Rp 3 juta (Rp 2 juta – Rp 4 juta)"; without brackets where the interval has no width.
std::string shown_amount(double rupiah, const sim::Interval& interval, sim::Language language);

/// A limit of a chance as a percentage, never rounded to more than it is: "98 %"; with one decimal below 10 %.
std::string shown_at_least(double chance, sim::Language language);
/// "27 % – 39 %", "98 % atau lebih", "2 % atau kurang": never 0 % nor 100 %.
std::string shown_chance(const sim::Interval& chance, sim::Language language);

/// A share: "27 %", "< 0,1 %", "> 99 %"; "0 %" and "100 %" only of nothing and all.
std::string shown_share(double share, sim::Language language);

/// Of how many runs something is true: "45 %", never 0 % nor 100 %; of none and of all of them the limit that so many
/// runs allow, "1,4 % atau kurang". \param chance  the interval of that chance
std::string shown_hits(std::uint64_t hits, std::uint64_t runs, const sim::Interval& chance, sim::Language language);
/// The same with its interval: "45 % (39 % – 51 %)".
std::string shown_hits_within(std::uint64_t hits, std::uint64_t runs, const sim::Interval& chance,
                              sim::Language language);

/// Why what more there is has no price: "ada tambahan hanya dalam 54 % pasangan", "tidak ada tambahan dalam satu
/// pasangan pun". \param pairs_word  "pasangan" / "pair"
std::string shown_seldom_more(std::uint64_t more, std::uint64_t pairs, const sim::Words& pairs_word,
                              sim::Language language);

/// "140 dari 200" / "140 of 200"
std::string of(std::uint64_t hits, std::uint64_t all, sim::Language language);
/// The noun for so many.
const char* noun(std::uint64_t count, const char* one, const char* several);

} // namespace layak
