#include <algorithm>
#include <stdexcept>

#include "models/commitment/block.hpp"
#include "models/commitment/outcomes.hpp"
#include "models/commitment/packed.hpp"
#include "tools/docs/markdown.hpp"
#include "tools/docs/tables.hpp"

namespace docs {
namespace {

using commitment::City;
using commitment::Institution;
using commitment::Kind;

/// By Kind.
constexpr std::array<std::string_view, commitment::kind_names.size()> what_it_is = {
    "the mayor and the city's task force (*Gugus Tugas*)",
    "agencies of the city; some are members of the task force. Roles: `coordinator` (DP3AKB), `planner` (Bappeda), "
    "`business_liaison` (trade and industry), `service` (health, education, social affairs), or none",
    "districts, under the city",
    "sub-districts, each in a kecamatan",
    "the families of one kelurahan, counted by stage; at most one a kelurahan",
    "firms, each in a kelurahan or in none known",
    "child-protection NGO",
    "children's forum",
};

/// "the coordinator", "OPDs of the task force", "kelurahan"; of the other end of a rule "every other OPD" is meant too.
std::string text_of(const commitment::LinkEnd& end, const City& city)
{
    if (end.id) return code(city.at(*end.id).id);
    std::string out = code(end.kind || !end.role ? name_of(end.kind.value_or(Kind::opd)) : name_of(*end.role));
    if (end.kind && end.role) out += " " + code(name_of(*end.role));
    if (end.task_force) out += *end.task_force ? " of the task force" : " outside the task force";
    return out;
}

/// A process and what it changes; `heading` is its place in README.md.
struct Description
{
    std::string_view name;
    std::string_view changes;
    std::string_view heading;
};

constexpr Description descriptions[] = {
    {"5 accounts", "costs of levers and funding paid; which levers are in force", "5-interventions"},
    {"4.1 rotation", "κ, D, L, A", "41-rotation"},
    {"4.2 training", "κ", "42-training"},
    {"4.3 sosialisasi", "κ, D, families, advocacy", "43-sosialisasi"},
    {"4.4 facilitation", "A, D", "44-facilitation-and-monitoring"},
    {"4.4 monitoring", "A", "44-facilitation-and-monitoring"},
    {"4.5 meetings", "κ, A, D, M, advocacy", "45-meetings"},
    {"4.6 forgetting", "κ; then K is derived", "46-forgetting"},
    {"S and P", "S, P", "3-state"},
    {"E, F, N, C", "nothing: gathers what all institutions sense, before any of them changes", "47-diffusion"},
    {"4.7 diffusion", "A, D", "47-diffusion"},
    {"4.8 formal bodies", "W", "48-formal-bodies"},
    {"4.9 families", "families", "49-families"},
    {"4.10 business", "engaged, advocacy", "410-business"},
    {"4.11 resources", "R", "411-resources"},
    {"4.12 outcomes", "nothing: reports", "412-indicators"},
};

/// Writes down which processes there are.
class Clerk : public commitment::Watch
{
  public:
    void after(const char* process) override { seen.emplace_back(process); }
    std::vector<std::string> seen;
};

} // namespace

std::string entities(const City& city)
{
    MarkdownTable table({"kind", "in " + city.name, "posts", "staffed", "what it is"});
    for (std::size_t k = 0; k < commitment::kind_names.size(); ++k) {
        const auto kind = static_cast<Kind>(k);
        int posts = 0;
        for (const Institution& institution : city.institutions)
            if (institution.kind == kind) posts += institution.posts();
        table.row({code(name_of(kind)), std::to_string(city.count(kind)),
                   is_staffed(kind) ? std::to_string(posts) : "–", is_staffed(kind) ? "yes" : "no",
                   std::string(what_it_is[k])});
    }
    return table.text();
}

std::string links(const City& city)
{
    MarkdownTable table({"type", "from", "to", "where", "weight", "pairs"});
    for (const commitment::LinkRule& rule : city.link_rules)
        table.row({std::string(name_of(rule.type)), text_of(rule.from, city), text_of(rule.to, city),
                   std::string(commitment::where_names[static_cast<std::size_t>(rule.where)]), plain(rule.weight),
                   std::to_string(rule.pairs)});
    return table.text();
}

std::string observations(const City& city)
{
    MarkdownTable table({"outcome", "month", "observed", "tolerance", "source"});
    for (const commitment::Observation& row : city.observed)
        table.row({code(row.what), to_text(row.month), plain(row.value), plain(row.tolerance), row.source});
    return table.text();
}

std::string schedule(const City& city)
{
    Clerk clerk;
    const commitment::PackedCity packed(city);
    const commitment::PackedPlan plan(city, nullptr);
    const sim::BetaTable leadership(city.parameters.leadership_mean, city.parameters.leadership_precision);
    commitment::BlockSetting setting;
    setting.city = &packed;
    setting.plan = &plan;
    setting.parameters.fill(&city.parameters);
    setting.leadership.fill(&leadership);
    setting.watch = &clerk;
    make_block(setting)->advance();

    MarkdownTable table({"", "process", "changes"});
    for (std::size_t k = 0; k < clerk.seen.size(); ++k) {
        const auto* const row = std::find_if(std::begin(descriptions), std::end(descriptions),
                                             [&](const Description& one) { return one.name == clerk.seen[k]; });
        if (row == std::end(descriptions))
            throw std::logic_error("the process \"" + clerk.seen[k] + "\" is not described");
        table.row({std::to_string(k + 1), "[" + clerk.seen[k] + "](README.md#" + std::string(row->heading) + ")",
                   std::string(row->changes)});
    }
    for (const Description& row : descriptions)
        if (std::find(clerk.seen.begin(), clerk.seen.end(), row.name) == clerk.seen.end())
            throw std::logic_error("no process is \"" + std::string(row.name) + "\", which is described");
    return table.text();
}

} // namespace docs
