#pragma once

// A city's folder from a few numbers, or from a table of names: valid, commented, and open about what is assumed.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/commitment/assumptions.hpp"
#include "models/commitment/city.hpp"

namespace commitment {

/// What was asked for. What is not given is assumed.
struct WishedCity
{
    sim::Language language = sim::Language::id; ///< of comments and made-up names
    std::string name;                           ///< empty: the table's, else `otherwise_named`
    std::string otherwise_named;
    std::string code;
    sim::Month start{2015, 1};
    int kecamatan = 1; ///< without a table
    int kelurahan = 1; ///< at least `kecamatan`
    std::optional<int> agencies;
    std::optional<int> businesses;
    std::optional<long long> families; ///< in the whole city
};

inline constexpr int usual_agencies = 28;               ///< as in Kota Serang
inline constexpr int usual_families = 3000;             ///< of a kelurahan; Kota Serang: 3,083
inline constexpr double usual_businesses = 40.0 / 67.0; ///< a kelurahan, as in Kota Serang
inline constexpr std::size_t longest_given_name = 150;  ///< bytes: names are made from it
inline constexpr int history_months = 48;               ///< from the start; the plans follow
inline constexpr int plan_months = 144;

/// From where it is known which kelurahan share a border.
enum class BordersFrom : std::uint8_t { order, points, table };

struct NewCity
{
    std::string name;
    std::string code;
    sim::Month start;
    std::vector<Institution> institutions; ///< each behind its parent
    std::vector<std::pair<InstitutionId, InstitutionId>> borders;
    BordersFrom borders_from{};
    std::vector<Assumption> assumed;
};

/// A city of so many institutions, with names by number ("Kelurahan 1.3").
NewCity city_from_numbers(const WishedCity& wish);

/// A text with the name that messages show.
struct NamedText
{
    std::string name;
    std::string text;
};

/// A city of the institutions that a table names (CSV with kind, name, parent and perhaps more of institutions.csv);
/// kinds that it lacks are made up, and `findings` says so.
/// \param neighbours  a table of pairs of kelurahan (a, b), by id or name
/// \return nothing, with errors in `findings`, where the tables cannot be read
std::optional<NewCity> city_from_table(const WishedCity& wish, const NamedText& table,
                                       const std::optional<NamedText>& neighbours, sim::Findings& findings);

/// A file of a city's folder.
struct NewFile
{
    std::string path; ///< in the folder: "plans/mixed.toml"
    std::string text;
};

/// All files of a city's folder. \param folder  its name, for the commands that its README shows
std::vector<NewFile> files_of(const NewCity& city, const std::string& folder, sim::Language language);

} // namespace commitment
