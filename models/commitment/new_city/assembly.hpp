#pragma once

// How a table of names becomes a city, kind by kind: what the city is, whom each row belongs to, and what is made up.

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/commitment/new_city/ids.hpp"
#include "models/commitment/new_city/names_table.hpp"
#include "models/commitment/new_city/new_city.hpp"

namespace commitment {

/// The rows of one kind, found by id or name.
class Found
{
  public:
    void add(std::size_t row, const NamedRow& named)
    {
        by_id_.emplace(named.institution.id, row);
        by_stem_[named.stem].push_back(row);
        names_.push_back(named.institution.name);
        stems_.push_back(named.stem);
    }
    /// Where the name is meant for several, all of them.
    std::vector<std::size_t> find(Kind kind, const std::string& given) const
    {
        if (const auto at = by_id_.find(given); at != by_id_.end()) return {at->second};
        const auto at = by_stem_.find(stem_of(kind, given));
        return at == by_stem_.end() || at->first.empty() ? std::vector<std::size_t>{} : at->second;
    }
    /// "did you mean …?", or all names where none is near.
    sim::Words near_or_all(Kind kind, const std::string& given) const;

  private:
    std::map<std::string, std::size_t> by_id_;
    std::map<std::string, std::vector<std::size_t>> by_stem_;
    std::vector<std::string> names_;
    std::vector<std::string> stems_; ///< [name]
};

/// Puts a table's rows together to a city, kind by kind.
class Assembly
{
  public:
    /// \param notes  receives what is made up: worth saying where nothing is wrong
    Assembly(const WishedCity& wish, NamesTable& names, NewCity& city, sim::Findings& findings, sim::Findings& notes);
    /// Adds every institution; all that is wrong goes into `findings`.
    void put_together();
    /// From the table of neighbours, else from the points, else from the order of the rows. \pre nothing was wrong
    void set_borders(const std::optional<NamedText>& neighbours);

  private:
    const std::vector<std::size_t>& of(Kind kind) const { return rows_[static_cast<std::size_t>(kind)]; }
    Found& found(Kind kind) { return found_[static_cast<std::size_t>(kind)]; }
    InstitutionId parent_of(InstitutionId which) const { return *city_.institutions[which.value()].parent; }
    void assume(Assumption what) { city_.assumed.push_back(what); }
    void error(const NamedRow& row, std::string_view column, sim::Words reason);
    /// The table's own ids before any is made.
    void keep_given_ids();
    InstitutionId add(Institution what, std::optional<InstitutionId> parent, int line);
    /// A note that the table has none of a kind.
    void say_made(Kind kind, const sim::Words& what);
    void add_if_missing(Kind kind, Institution made);
    void require(Kind kind);
    void add_city();

    /// Of opd, kecamatan, LPA and Forum Anak the city, whether it is written or not.
    std::optional<InstitutionId> city_as_parent(const NamedRow& row);

    /// The row of a kind that a cell names by id or name; else an error with the nearest.
    std::optional<std::size_t> find(Kind kind, const std::string& given, const sim::CsvTable& table,
                                    const sim::CsvRow& row, std::string_view column);

    /// \return nothing after an error, and where there is none
    std::optional<InstitutionId> find_parent(const NamedRow& row);

    /// The rows of a kind, in their order, with parents and ids.
    void add_rows(Kind kind);
    std::string make_id(const NamedRow& row, std::optional<InstitutionId> parent);
    void add_agencies();

    /// Roles, members and clusters of usual agencies, known by their names, where the table has no column for them.
    void guess_columns();
    void warn_of_missing_roles();
    static sim::Words given_twice(const std::string& kind);
    void add_communities();
    static sim::Words second_community(int line);
    void add_community(InstitutionId kelurahan, int families);
    /// The same number in each, where the table says nothing of families.
    void assume_families();
    void add_businesses();
    void read_borders(const NamedText& neighbours);

    const WishedCity& wish_;
    NamesTable& names_;
    const sim::CsvTable& table_;
    NewCity& city_;
    sim::Findings& findings_;
    sim::Findings& notes_;
    std::array<std::vector<std::size_t>, kind_names.size()> rows_; ///< of each kind
    std::array<Found, kind_names.size()> found_;
    std::map<std::size_t, InstitutionId> placed_; ///< by row
    std::vector<std::size_t> kelurahan_;          ///< rows of those that are placed
    Ids ids_;
    int unknown_ = 0;
};

} // namespace commitment
