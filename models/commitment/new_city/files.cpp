#include <algorithm>

#include "models/commitment/new_city/amounts.hpp"
#include "models/commitment/new_city/new_city.hpp"
#include "models/commitment/new_city/template.hpp"
#include "models/commitment/parameters.hpp"
#include "sim/text/csv.hpp"
#include "sim/text/number.hpp"

namespace commitment {
namespace {

constexpr long long million = 1'000'000;

/// With something between thousands: "1_680_000_000" in TOML, "1.680" in Indonesian.
std::string grouped(long long value, char between)
{
    std::string digits = std::to_string(value);
    for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, between);
    return digits;
}

/// A text of TOML, its quotes with it.
std::string in_toml(const std::string& text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

std::string in_words(long long rupiah, sim::Language language)
{
    const bool id = language == sim::Language::id;
    return grouped((rupiah + million / 2) / million, id ? '.' : ',') + (id ? " juta" : " million");
}

std::string degrees(const std::optional<double>& value) { return value ? sim::shortest(*value) : ""; }

std::string institutions_csv(const NewCity& city)
{
    std::string out = "id,name,kind,parent,role,task_force,cluster,heads,officials,technical,families,sector,longitude,"
                      "latitude,code\n";
    for (const Institution& one : city.institutions) {
        const std::string parent = one.parent ? city.institutions[one.parent->value()].id : "";
        const auto posts = [&](int count) { return is_staffed(one.kind) ? std::to_string(count) : ""; };
        std::string clusters;
        for (const std::string& label : one.clusters) clusters += (clusters.empty() ? "" : ";") + label;
        const std::string cells[] = {one.id,
                                     one.name,
                                     std::string(name_of(one.kind)),
                                     parent,
                                     std::string(name_of(one.role)),
                                     one.kind != Kind::opd ? ""
                                     : one.task_force      ? "1"
                                                           : "0",
                                     clusters,
                                     posts(one.heads),
                                     posts(one.officials),
                                     posts(one.technical),
                                     one.kind == Kind::community ? std::to_string(one.families) : "",
                                     one.sector,
                                     degrees(one.longitude),
                                     degrees(one.latitude),
                                     one.code};
        for (std::size_t k = 0; k < std::size(cells); ++k) out += (k > 0 ? "," : "") + sim::csv_field(cells[k]);
        out += '\n';
    }
    return out;
}

std::string adjacency_csv(const NewCity& city)
{
    std::string out = "a,b\n";
    for (const auto& [a, b] : city.borders)
        out += city.institutions[a.value()].id + "," + city.institutions[b.value()].id + "\n";
    return out;
}

using Conditions = std::map<std::string, bool, std::less<>>;

/// For which rules of links.toml, and interventions, there is somebody.
void set_conditions(const NewCity& city, const Counts& counts, Conditions& has)
{
    const auto number = [&](Per per) { return counts[static_cast<std::size_t>(per)]; };
    const auto with_role = [&](Role role) {
        return std::count_if(city.institutions.begin(), city.institutions.end(),
                             [&](const Institution& one) { return one.kind == Kind::opd && one.role == role; });
    };
    const bool coordinator = with_role(Role::coordinator) > 0;
    has["coordinator"] = coordinator;
    has["service"] = with_role(Role::service) > 0;
    has["coordinator_and_others"] = coordinator && number(Per::opd) > 1;
    has["planner_and_others"] = with_role(Role::planner) > 0 && number(Per::opd) > 1;
    has["members"] = number(Per::member) > 0;
    has["leaders"] = number(Per::leader_post) > 0;
    has["communities"] = number(Per::community) > 0;
    has["businesses"] = number(Per::business) > 0;
    has["liaison_and_businesses"] = has["businesses"] && with_role(Role::business_liaison) > 0;
    has["borders"] = !city.borders.empty();

    std::vector<bool> with_families(city.institutions.size());
    std::map<std::string, int> members_of; // by cluster
    bool in_kelurahan = false;
    bool others = false; // members beside the one coordinator
    for (const Institution& one : city.institutions) {
        if (one.kind == Kind::community) with_families[one.parent->value()] = true;
        if (one.kind == Kind::business && one.parent) in_kelurahan = true;
        if (one.kind != Kind::opd || !one.task_force) continue;
        for (const std::string& label : one.clusters) ++members_of[label];
        if (one.role != Role::coordinator || with_role(Role::coordinator) > 1) others = true;
    }
    has["businesses_in_kelurahan"] = in_kelurahan;
    has["coordinator_and_members"] = coordinator && others;
    has["shared_cluster"] =
        std::any_of(members_of.begin(), members_of.end(), [](const auto& of) { return of.second > 1; });
    has["community_borders"] = std::any_of(city.borders.begin(), city.borders.end(), [&](const auto& pair) {
        return with_families[pair.first.value()] && with_families[pair.second.value()];
    });
}

void set_origins(const NewCity& city, Conditions& is)
{
    for (const AssumptionInfo& row : assumption_table()) is["assumed_" + std::string(row.name)] = false;
    is["code"] = !city.code.empty();
    is["borders_by_order"] = city.borders_from == BordersFrom::order;
    is["borders_by_points"] = city.borders_from == BordersFrom::points;
    is["borders_given"] = city.borders_from == BordersFrom::table;
    for (const Assumption one : city.assumed) is["assumed_" + std::string(info(one).name)] = true;
}

/// "0, 125_000, …" of the amounts that a budget for training is tried with, in sixteenths of the largest.
std::string training_levels(long long most)
{
    std::string out;
    for (const long long part : {0, 1, 2, 4, 6, 8, 12, 16})
        out += (out.empty() ? "" : ", ") + grouped(most / 16 * part, '_');
    return out;
}

class Values
{
  public:
    Values(const NewCity& city, const Counts& counts, TemplateData& data) : city_(city), counts_(counts), data_(data) {}

    void set()
    {
        set_city();
        set_months();
        set_counts();
        set_costs();
        set_amounts();
    }

  private:
    std::string& operator[](const std::string& name) { return data_.values[name]; }
    char between() const { return data_.language == sim::Language::id ? '.' : ','; }

    void set_city()
    {
        (*this)["name"] = city_.name;
        (*this)["name_toml"] = in_toml(city_.name);
        (*this)["code_toml"] = in_toml(city_.code);
        std::string assumed;
        for (const Assumption one : city_.assumed)
            assumed += (assumed.empty() ? "\"" : ", \"") + std::string(info(one).name) + "\"";
        (*this)["assumed"] = assumed;
        const auto first = std::find_if(city_.institutions.begin(), city_.institutions.end(),
                                        [](const Institution& one) { return one.kind == Kind::kelurahan; });
        (*this)["first_kelurahan"] = first->id;
    }

    void set_months()
    {
        const sim::Month plan = city_.start + history_months;
        (*this)["start"] = to_text(city_.start);
        (*this)["history_to"] = to_text(plan + -1);
        (*this)["history_second_year"] = to_text(city_.start + 12);
        (*this)["history_last_year"] = to_text(plan + -12);
        (*this)["plan_from"] = to_text(plan);
        (*this)["plan_to"] = to_text(plan + (plan_months - 1));
    }

    void set_counts()
    {
        long long families = 0;
        long long posts = 0;
        for (const Institution& one : city_.institutions) families += one.families, posts += one.posts();
        const std::pair<const char*, long long> counts[] = {{"kecamatan", of(Per::kecamatan)},
                                                            {"kelurahan", of(Per::kelurahan)},
                                                            {"opd", of(Per::opd)},
                                                            {"members", of(Per::member)},
                                                            {"business", of(Per::business)},
                                                            {"families", families},
                                                            {"posts", posts},
                                                            {"borders", static_cast<long long>(city_.borders.size())}};
        for (const auto& [name, count] : counts) (*this)["count." + std::string(name)] = grouped(count, between());
    }

    void set_costs()
    {
        const UnitCosts costs = default_unit_costs();
        for (std::size_t lever = 0; lever < unit_lever_count; ++lever)
            (*this)["unit." + std::string(lever_table()[lever].name)] =
                grouped(static_cast<long long>(costs[lever]), '_');
        for (const ParameterInfo& row : parameter_table())
            if (const std::string_view start = "resources."; row.name.starts_with("resources.need."))
                (*this)[std::string(row.name.substr(start.size()))] =
                    grouped(static_cast<long long>(Parameters().*row.member), '_');
    }

    void set_amounts()
    {
        const Amounts amounts = amounts_for(counts_);
        for (const auto& [name, amount] : amounts.of) {
            (*this)[name] = grouped(amount, '_');
            if (name.ends_with(".total")) (*this)[name + "_text"] = in_words(amount, data_.language);
        }
        // In Kota Serang up to 4 billion, for 335 posts in the kelurahan; sixteenths of it buy a seat at least.
        const double like_serang = 4e9 / 335 * static_cast<double>(of(Per::kelurahan_post));
        const auto seat = static_cast<long long>(default_unit_costs()[static_cast<std::size_t>(Lever::training)]);
        const long long most = std::clamp(round_up(like_serang, 1), 16 * seat, most_units * seat) / 16 * 16;
        (*this)["training_most_text"] = in_words(most, data_.language);
        (*this)["training_limit"] = grouped(most + amounts.of.at("budget"), '_');
        (*this)["training_levels"] = training_levels(most);
    }

    long long of(Per per) const { return counts_[static_cast<std::size_t>(per)]; }

    const NewCity& city_;
    const Counts& counts_;
    TemplateData& data_;
};

} // namespace

std::vector<NewFile> files_of(const NewCity& city, const std::string& folder, sim::Language language)
{
    const Counts counts = count(city);
    TemplateData data{.language = language, .values = {}, .conditions = {}};
    set_conditions(city, counts, data.conditions);
    set_origins(city, data.conditions);
    Values(city, counts, data).set();
    data.values["folder"] = folder;
    std::vector<NewFile> files = {{"institutions.csv", institutions_csv(city)},
                                  {"adjacency.csv", adjacency_csv(city)},
                                  {"observed.csv", "what,month,value,tolerance,source\n"}};
    const auto add = [&](const std::string& path, std::string_view name) {
        files.push_back({path, fill(template_text(name), data)});
    };
    for (const char* const name : {"city.toml", "links.toml", "history.toml"}) add(name, name);
    add("README.md", language == sim::Language::id ? "README.id.md" : "README.en.md");
    for (const char* const name : {"status-quo.toml", "top-down.toml", "bottom-up.toml", "mixed.toml"})
        add(std::string("plans/") + name, name);
    add("designs/training-budget.toml", "training-budget.toml");
    return files;
}

} // namespace commitment
