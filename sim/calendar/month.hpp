#pragma once

#include <charconv>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace sim {

/// A calendar month, counted from January of the year 0.
class Month
{
  public:
    constexpr Month() = default;
    /// \param month  1 to 12
    constexpr Month(int year, int month) : count_(12 * year + month - 1) {}
    constexpr static Month from_count(int months)
    {
        Month m;
        m.count_ = months;
        return m;
    }

    constexpr int count() const { return count_; }
    constexpr int year() const { return count_ / 12; }
    constexpr int month_of_year() const { return count_ % 12 + 1; }
    constexpr Month operator+(int months) const { return from_count(count_ + months); }
    /// Months from `other` to this one.
    constexpr int operator-(Month other) const { return count_ - other.count_; }
    friend constexpr auto operator<=>(Month, Month) = default;

  private:
    int count_ = 0;
};

/// "2015-01", years 1000 to 9999; nothing else is a month.
inline std::optional<Month> parse_month(std::string_view text)
{
    int year = 0;
    int month = 0;
    if (text.size() != 7 || text[4] != '-' || text[0] == '0' || text[0] == '-') return std::nullopt;
    const char* begin = text.data();
    const auto read_year = std::from_chars(begin, begin + 4, year);
    const auto read_month = std::from_chars(begin + 5, begin + 7, month);
    if (read_year.ptr != begin + 4 || read_month.ptr != begin + 7 || month < 1 || month > 12) return std::nullopt;
    return Month(year, month);
}

/// "2015-01"
inline std::string to_text(Month month)
{
    const int m = month.month_of_year();
    return std::to_string(month.year()) + (m < 10 ? "-0" : "-") + std::to_string(m);
}

/// Days from 1970-01-01 to the first day of the month, in the proleptic Gregorian calendar.
constexpr int days_to_first(Month month)
{
    // Years that begin in March put the leap day last; 146097 days are 400 years.
    const int m = month.month_of_year();
    const int y = month.year() - (m <= 2 ? 1 : 0);
    const int era = y / 400;
    const int year_of_era = y - era * 400;
    const int day_of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

} // namespace sim
