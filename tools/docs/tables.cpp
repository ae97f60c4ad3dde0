#include "tools/docs/tables.hpp"

#include <algorithm>

#include "models/commitment/outcomes.hpp"
#include "models/commitment/parameters.hpp"
#include "models/commitment/plan.hpp"
#include "models/commitment/plan_file.hpp"
#include "tools/docs/markdown.hpp"

namespace docs {
namespace {

using commitment::LeverInfo;
using commitment::OutcomeInfo;
using commitment::ParameterInfo;

/// Keys of a kind's table in a plan, beside kind, target, from and to.
std::vector<std::string> keys_of(const LeverInfo& lever)
{
    if (&lever == &info(commitment::Lever::election)) return {"month"};
    std::vector<std::string> keys;
    for (const std::string& name : commitment::lever_names()) {
        if (!name.starts_with(std::string(lever.name) + ".")) continue;
        std::string key = name.substr(name.rfind('.') + 1);
        if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
    }
    return keys;
}

std::string name_of(commitment::Measure measure)
{
    switch (measure) {
    case commitment::Measure::level: return "level";
    case commitment::Measure::share: return "share";
    case commitment::Measure::count: return "count";
    case commitment::Measure::rupiah: break;
    }
    return "rupiah";
}

} // namespace

std::string parameters()
{
    MarkdownTable table(
        {"name", "symbol", "default", "prior", "unit", "source", "why this value, and what would change it"});
    for (const ParameterInfo& row : commitment::parameter_table())
        if (!row.structural)
            table.row({code(row.name), std::string(row.symbol), plain(row.standard),
                       plain(row.prior.lowest) + " to " + plain(row.prior.highest), std::string(row.unit),
                       std::string(row.basis), std::string(row.reasoning)});
    return table.text();
}

std::string constants()
{
    MarkdownTable table({"name", "default", "unit", "meaning", "why this value"});
    std::string_view before;
    for (const ParameterInfo& row : commitment::parameter_table()) {
        if (!row.structural) continue;
        table.row({code(row.name), grouped(row.standard), std::string(row.unit), std::string(row.basis),
                   row.reasoning == before ? "as above" : std::string(row.reasoning)});
        before = row.reasoning;
    }
    return table.text();
}

std::string interventions()
{
    MarkdownTable table(
        {"kind", "acts", "target", "other keys", "unit", "default unit cost", "why it is there, and its cost"});
    for (const LeverInfo& row : commitment::lever_table()) {
        std::vector<std::string> targets;
        for (const commitment::Target target : row.targets) targets.emplace_back(name_of(target));
        std::string level;
        if (!row.level_key.empty()) level = "; " + code(row.level_key) + ": 0 to " + grouped(row.highest_level);
        table.row({code(row.name), row.meaning.en + level, listed(targets), listed(keys_of(row)),
                   row.unit.empty() ? "–" : row.unit.en, row.unit.empty() ? "–" : grouped(row.unit_cost),
                   std::string(row.reasoning)});
    }
    return table.text();
}

std::string initial_state()
{
    MarkdownTable table({"of", "A", "D", "W", "families that know, understand", "why so"});
    for (const commitment::DefaultState& row : commitment::default_states()) {
        std::string who = code(name_of(row.kind));
        if (row.role != commitment::Role::none)
            who += ": " + std::string(name_of(row.role));
        else if (row.kind == commitment::Kind::opd)
            who += ": others";
        const bool community = row.kind == commitment::Kind::community;
        const commitment::InitialState& state = row.state;
        table.row({who, community ? "–" : plain(state.action), community ? "–" : plain(state.doctrine),
                   is_staffed(row.kind) ? (state.written ? "1" : "0") : "–",
                   community ? plain(state.knows) + ", " + plain(state.understands) : "–", std::string(row.reasoning)});
    }
    table.row({"the task force", "–", "–", "–", "–",
               "M = " + plain(commitment::City{}.initial_coordination) +
                   ": about what comes of meetings to which everybody sends a stand-in (ϱ)."});
    return table.text();
}

std::string outcomes()
{
    MarkdownTable table({"name", "measure", "meaning", "in Indonesian"});
    const std::span<const OutcomeInfo> rows = commitment::outcome_table();
    std::size_t next = 0;
    for (const commitment::Letter& letter : commitment::letters()) { // a row for all groups
        std::string names;
        const std::string prefix = std::string(letter.name) + ".";
        for (; next < rows.size() && rows[next].name.starts_with(prefix); ++next)
            names += (names.empty() ? "" : ", ") +
                     code((names.empty() ? prefix : ".") + rows[next].name.substr(prefix.size()));
        table.row({names, name_of(rows[next - 1].measure), letter.meaning.en, letter.meaning.id});
    }
    for (const OutcomeInfo& row : rows.subspan(next))
        table.row({code(row.name), name_of(row.measure), row.meaning.en, row.meaning.id});
    return table.text();
}

Tables tables_of(const commitment::City& city)
{
    return {{"parameters", parameters},
            {"constants", constants},
            {"interventions", interventions},
            {"initial state", initial_state},
            {"outcomes", outcomes},
            {"entities", [&city] { return entities(city); }},
            {"links", [&city] { return links(city); }},
            {"observations", [&city] { return observations(city); }},
            {"schedule", [&city] { return schedule(city); }}};
}

} // namespace docs
