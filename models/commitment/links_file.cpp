#include "models/commitment/links_file.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "models/commitment/institutions_file.hpp"
#include "sim/text/csv.hpp"
#include "sim/text/toml.hpp"

namespace commitment {
namespace {

using sim::Words;

constexpr std::size_t most_links = 50'000'000;
const sim::Range positive{
    .lowest = 0,
    .highest = 1e9,
    .reason = {"bobot harus di atas 0, paling besar 1e9", "a weight must be above 0, at most 1e9"},
    .lowest_excluded = true};

/// Which institutions an end of a rule means.
struct Selector : LinkEnd
{
    bool unreadable = false; ///< it means an institution whose row is wrong, or what it means is not known

    bool fits(const City& city, std::uint32_t i) const
    {
        const Institution& institution = city.institutions[i];
        return (!kind || institution.kind == *kind) && (!role || institution.role == *role) &&
               (!task_force || (institution.kind == Kind::opd && institution.task_force == *task_force)) &&
               (!id || id->value() == i);
    }
};

Selector read_selector(const sim::TomlTable& rule, std::string_view key, const InstitutionNames& names)
{
    Selector out;
    out.unreadable = !rule.require(key);
    if (out.unreadable) return out;
    if (rule.type_of(key) == "text") {
        if (const auto kind = rule.choice(key, texts(kind_names)))
            out.kind = static_cast<Kind>(*place_of(*kind, kind_names));
        return out;
    }
    const auto table = rule.table(key);
    out.unreadable = !table;
    if (!table) return out;
    if (const auto kind = table->choice("kind", texts(kind_names)))
        out.kind = static_cast<Kind>(*place_of(*kind, kind_names));
    if (const auto role = table->choice("role", texts(role_names)))
        out.role = static_cast<Role>(*place_of(*role, role_names));
    out.task_force = table->flag("task_force");
    if (const auto id = table->text("id")) {
        out.id = names.find(*id);
        if (auto wrong = names.objection(*id)) table->error("id", std::move(*wrong));
    }
    out.unreadable = out.unreadable || (table->has("kind") && !out.kind) || (table->has("role") && !out.role) ||
                     (table->has("task_force") && !out.task_force) || (table->has("id") && !out.id);
    if (table->keys().empty())
        rule.error(key,
                   {"kosong; tulis kind, role, task_force atau id", "is empty; give kind, role, task_force or id"});
    return out;
}

/// Collects links: of a pair and type the larger weight.
class Collector
{
  public:
    explicit Collector(City& city)
        : city_(city), neighbours_(city.institutions.size()), members_(city.institutions.size()),
          children_(city.institutions.size())
    {
        for (const auto& [a, b] : city.borders) {
            neighbours_[a.value()].push_back(b.value());
            neighbours_[b.value()].push_back(a.value());
        }
        for (std::uint32_t i = 0; i < city.institutions.size(); ++i) {
            if (const auto place = kelurahan_of(i)) members_[*place].push_back(i);
            if (city.institutions[i].parent) children_[city.institutions[i].parent->value()].push_back(i);
            for (const std::string& cluster : city.institutions[i].clusters) clusters_[cluster].push_back(i);
        }
    }

    void add(std::uint32_t from, std::uint32_t to, LinkType type, double weight)
    {
        if (from != to) found_.push_back({InstitutionId(from), InstitutionId(to), type, weight});
    }

    /// \return how many pairs fit, or nothing where there are too many
    std::optional<std::size_t> apply(const Selector& from, const Selector& to, Where where, LinkType type,
                                     double weight)
    {
        const std::size_t before = found_.size();
        std::vector<std::uint32_t> targets;
        for (std::uint32_t i = 0; i < city_.institutions.size(); ++i)
            if (to.fits(city_, i)) targets.push_back(i);
        for (std::uint32_t i = 0; i < city_.institutions.size(); ++i) {
            if (!from.fits(city_, i)) continue;
            const auto link = [&](std::uint32_t j) {
                if (to.fits(city_, j)) add(i, j, type, weight);
            };
            const auto& parent = city_.institutions[i].parent;
            const auto place = kelurahan_of(i);
            switch (where) {
            case Where::any:
                for (const std::uint32_t j : targets) add(i, j, type, weight);
                break;
            case Where::parent:
                for (const std::uint32_t j : children_[i]) link(j);
                break;
            case Where::child:
                if (parent) link(parent->value());
                break;
            case Where::same_cluster:
                for (const std::string& cluster : city_.institutions[i].clusters)
                    for (const std::uint32_t j : clusters_[cluster]) link(j);
                break;
            case Where::neighbour:
                if (place)
                    for (const std::uint32_t neighbour : neighbours_[*place])
                        for (const std::uint32_t j : members_[neighbour]) link(j);
                break;
            case Where::same_kelurahan:
                if (place)
                    for (const std::uint32_t j : members_[*place]) link(j);
            }
            if (found_.size() > most_links) return std::nullopt;
        }
        return found_.size() - before;
    }

    void merge()
    {
        const auto place = [](const CityLink& link) {
            return std::tuple(link.type, link.to.value(), link.from.value());
        };
        std::sort(found_.begin(), found_.end(), [&](const CityLink& a, const CityLink& b) {
            return std::tuple_cat(place(a), std::tuple(-a.weight)) < std::tuple_cat(place(b), std::tuple(-b.weight));
        });
        found_.erase(std::unique(found_.begin(), found_.end(),
                                 [&](const CityLink& a, const CityLink& b) { return place(a) == place(b); }),
                     found_.end());
        city_.links = std::move(found_);
    }

  private:
    /// A kelurahan's own is itself; of families and businesses their parent.
    std::optional<std::uint32_t> kelurahan_of(std::uint32_t i) const
    {
        const Institution& institution = city_.institutions[i];
        if (institution.kind == Kind::kelurahan) return i;
        if ((institution.kind == Kind::community || institution.kind == Kind::business) && institution.parent)
            return institution.parent->value();
        return std::nullopt;
    }

    City& city_;
    std::vector<std::vector<std::uint32_t>> neighbours_;
    std::vector<std::vector<std::uint32_t>> members_; ///< of a kelurahan
    std::vector<std::vector<std::uint32_t>> children_;
    std::map<std::string, std::vector<std::uint32_t>> clusters_;
    std::vector<CityLink> found_;
};

void read_rules(const std::filesystem::path& path, const std::string& shown_name, const InstitutionNames& names,
                Collector& links, std::vector<LinkRule>& rules, sim::Findings& findings)
{
    const sim::TomlFile file = sim::read_toml(path, shown_name, findings);
    for (const sim::TomlTable& rule : file.root().tables("rule")) {
        const std::size_t before = findings.errors();
        const Selector from = read_selector(rule, "from", names);
        const Selector to = read_selector(rule, "to", names);
        for (const char* const key : {"where", "type", "weight"}) rule.require(key);
        const auto where = rule.choice("where", texts(where_names));
        const auto type = rule.choice("type", texts(link_type_names));
        const auto weight = rule.number("weight", positive);
        rule.finish();
        if (!where || !type || !weight || findings.errors() != before || from.unreadable || to.unreadable) continue;
        const auto which = static_cast<Where>(*place_of(*where, where_names));
        const auto link_type = static_cast<LinkType>(*place_of(*type, link_type_names));
        const auto pairs = links.apply(from, to, which, link_type, *weight);
        if (!pairs) {
            rule.error_here({"lebih dari 50 juta ikatan", "more than 50 million links"});
            return;
        }
        rules.push_back({from, to, which, link_type, *weight, *pairs});
        if (*pairs == 0 && !findings.failed())
            findings.warning(shown_name, rule.line(), "rule", "",
                             {"tidak ada pasangan lembaga yang cocok", "no pair of institutions fits"});
    }
    file.root().finish();
}

void read_single(const std::filesystem::path& path, const std::string& shown_name, const InstitutionNames& names,
                 Collector& links, sim::Findings& findings)
{
    const std::vector<std::string> columns = {"from", "to", "type", "weight"};
    const sim::CsvTable table = sim::read_csv(path, shown_name, columns, {}, findings);
    for (const sim::CsvRow& row : table.rows()) {
        const auto end = [&](std::string_view column) {
            const auto found = names.find(table.cell(row, column));
            if (auto wrong = names.objection(table.cell(row, column)))
                table.error(row, column, std::move(*wrong), findings);
            return found;
        };
        const auto from = end("from");
        const auto to = end("to");
        const std::string& type_name = table.cell(row, "type");
        const auto type = place_of(type_name, link_type_names);
        if (!type) table.error(row, "type", sim::unknown_value(type_name, texts(link_type_names)), findings);
        const auto weight = table.number(row, "weight", positive, findings);
        if (!weight && table.cell(row, "weight").empty())
            table.error(row, "weight", {"bobot kosong", "the weight is empty"}, findings);
        if (from && to && *from == *to)
            table.error(
                row, "to",
                {"sebuah lembaga tidak terikat dengan dirinya sendiri", "an institution is not linked to itself"},
                findings);
        else if (from && to && type && weight)
            links.add(from->value(), to->value(), static_cast<LinkType>(*type), *weight);
    }
}

} // namespace

void read_links(const std::filesystem::path& rules, const std::string& rules_name, const std::filesystem::path& single,
                const std::string& single_name, const InstitutionNames& names, City& city, sim::Findings& findings)
{
    Collector links(city);
    read_rules(rules, rules_name, names, links, city.link_rules, findings);
    std::error_code failed;
    if (std::filesystem::exists(single, failed) || failed) read_single(single, single_name, names, links, findings);
    links.merge();
}

} // namespace commitment
