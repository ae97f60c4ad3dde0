#include "models/commitment/new_city/assembly.hpp"

#include "models/commitment/new_city/parts.hpp"

namespace commitment {

using sim::Words;

void Assembly::add_communities()
{
    add_rows(Kind::community);
    std::map<std::uint32_t, int> lines; // by kelurahan
    for (const std::size_t at : of(Kind::community)) {
        const auto placed = placed_.find(at);
        if (placed == placed_.end()) continue;
        const NamedRow& row = names_.rows[at];
        const auto [first, is_new] = lines.emplace(parent_of(placed->second).value(), row.cells.line);
        if (!is_new) error(row, "parent", second_community(first->second));
    }
    std::vector<std::size_t> without;
    std::size_t given = lines.size();
    for (const std::size_t at : kelurahan_) {
        const NamedRow& row = names_.rows[at];
        const InstitutionId kelurahan = placed_.at(at);
        const auto own = lines.find(kelurahan.value());
        if (row.families && own != lines.end())
            table_.error(row.cells, "families", second_community(own->second), findings_);
        else if (row.families)
            add_community(kelurahan, *row.families), ++given;
        else if (own == lines.end())
            without.push_back(at);
    }
    if (given == 0) return assume_families();
    if (wish_.families)
        findings_.error("--families", 0, "", "",
                        {"tabel sudah berisi jumlah keluarga; hapus opsi ini",
                         "the table has families already; leave this option out"});
    if (!without.empty())
        notes_.warning(table_.name(), names_.rows[without.front()].cells.line, "families", "",
                       {std::to_string(without.size()) + " kelurahan tanpa jumlah keluarga: tidak dibuatkan "
                                                         "community (isi 0 kalau memang tidak ada)",
                        std::to_string(without.size()) + " kelurahan without families: no community is made for "
                                                         "them (write 0 if there are none)"});
}

Words Assembly::second_community(int line)
{
    return {"kelurahan ini sudah punya community di baris " + std::to_string(line) + "; paling banyak satu",
            "this kelurahan has a community in line " + std::to_string(line) + " already; at most one"};
}

void Assembly::add_community(InstitutionId kelurahan, int families)
{
    const Institution& of = city_.institutions[kelurahan.value()];
    Institution made = make_community(of.id, of.name, families, wish_.language);
    made.id = ids_.make(Kind::community, made.id.substr(std::string_view("keluarga-").size()), "", 0);
    made.longitude = of.longitude;
    made.latitude = of.latitude;
    add(std::move(made), kelurahan, 0);
}

void Assembly::assume_families()
{
    const long long usual = static_cast<long long>(usual_families) * static_cast<long long>(kelurahan_.size());
    if (wish_.families.value_or(0) / static_cast<long long>(kelurahan_.size()) >= static_cast<long long>(most_families))
        findings_.error(
            "--families", 0, "", "",
            {"harus di bawah 10000000 di setiap kelurahan", "must be less than 10000000 in each kelurahan"});
    const std::vector<int> shares = share_families(wish_.families.value_or(usual), kelurahan_.size());
    for (std::size_t k = 0; k < kelurahan_.size(); ++k) add_community(placed_.at(kelurahan_[k]), shares[k]);
    const std::string each = std::to_string(shares.front());
    say_made(Kind::community, {each + " keluarga di setiap kelurahan (tidak ada kolom families)",
                               each + " families in each kelurahan (there is no column families)"});
    assume(Assumption::families);
}

void Assembly::add_businesses()
{
    if (!of(Kind::business).empty()) {
        if (wish_.businesses) findings_.error("--businesses", 0, "", "", given_twice("business"));
        return add_rows(Kind::business);
    }
    std::vector<std::string> names;
    for (const std::size_t at : kelurahan_) names.push_back(names_.rows[at].institution.name);
    const int count = wish_.businesses.value_or(usual_business_count(names.size()));
    for (MadeBusiness& made : make_businesses(count, names, wish_.language)) {
        const InstitutionId place = placed_.at(kelurahan_[made.place]);
        made.business.id = ids_.make(Kind::business, made.business.id.substr(6), "", 0);
        made.business.longitude = city_.institutions[place.value()].longitude;
        made.business.latitude = city_.institutions[place.value()].latitude;
        add(std::move(made.business), place, 0);
    }
    const std::string n = std::to_string(count);
    say_made(Kind::business, {n + " dunia usaha representatif", n + " representative businesses"});
    assume(Assumption::businesses);
}

} // namespace commitment
