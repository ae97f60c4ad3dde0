// From the words for a run to the run: a plan, or the history, with what is otherwise.

#include <algorithm>

#include "models/commitment/city_file.hpp"
#include "models/commitment/expectation_parts.hpp"
#include "models/commitment/plan_file.hpp"
#include "sim/text/number.hpp"

namespace commitment {
namespace {

using sim::Words;
/// Says what is wrong with a word.
using SayWord = std::function<void(Words)>;

/// Levers by "kind" or "kind.target".
struct LeverWord
{
    Lever lever{};
    std::optional<Target> target;

    bool means(const Intervention& by) const { return by.lever == lever && (!target || by.target == *target); }
};

std::optional<LeverWord> find_lever(const std::string& name, const SayWord& say)
{
    const std::size_t dot = name.find('.');
    const std::string kind = name.substr(0, dot);
    std::vector<std::string> kinds;
    for (const LeverInfo& row : lever_table()) kinds.emplace_back(row.name);
    const auto at = std::find(kinds.begin(), kinds.end(), kind);
    if (at == kinds.end()) {
        say(Words{"\"" + name + "\": tidak ada tuas seperti itu", "\"" + name + "\": there is no such lever"} +
            sim::did_you_mean(kind, kinds, lever_synonyms()) + Words{"; ", "; "} + sim::accepted(kinds));
        return std::nullopt;
    }
    LeverWord out{static_cast<Lever>(at - kinds.begin()), std::nullopt};
    if (dot == std::string::npos) return out;
    const std::string target = name.substr(dot + 1);
    std::vector<std::string> targets;
    for (const Target known : info(out.lever).targets) targets.emplace_back(name_of(known));
    if (std::find(targets.begin(), targets.end(), target) == targets.end()) {
        const Words known =
            targets.empty() ? Words{kind + " tidak punya target", kind + " takes no target"} : sim::accepted(targets);
        say(Words{"\"" + name + "\": target tidak dikenal", "\"" + name + "\": unknown target"} +
            sim::did_you_mean(target, targets, target_synonyms()) + Words{"; ", "; "} + known);
        return std::nullopt;
    }
    out.target = static_cast<Target>(*place_of(target, target_names));
    return out;
}

/// What a plan has, as it can be named: "training.kelurahan, meetings.task_force".
std::vector<std::string> levers_in(const Plan& plan)
{
    std::vector<std::string> names;
    for (const Intervention& by : plan.interventions) {
        std::string name(info(by.lever).name);
        if (by.target != Target::none) name += "." + std::string(name_of(by.target));
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
    }
    return names;
}

/// The levers of those names in a plan; each must be there, or the words would mean nothing.
std::optional<std::vector<LeverWord>> levers_of(const std::vector<std::string>& names, const Plan& plan,
                                                const SayWord& say)
{
    std::vector<LeverWord> out;
    for (const std::string& name : names) {
        const auto lever = find_lever(name, say);
        if (!lever) return std::nullopt;
        const auto means = [&](const Intervention& by) { return lever->means(by); };
        if (std::none_of(plan.interventions.begin(), plan.interventions.end(), means)) {
            say(Words{"\"" + plan.id + "\" tidak punya " + name, "\"" + plan.id + "\" has no " + name} +
                Words{"; ", "; "} + sim::accepted(levers_in(plan)));
            return std::nullopt;
        }
        out.push_back(*lever);
    }
    return out;
}

void keep(Plan& plan, const std::vector<LeverWord>& levers, bool kept)
{
    std::erase_if(plan.interventions, [&](const Intervention& by) {
        return kept != std::any_of(levers.begin(), levers.end(), [&](const LeverWord& of) { return of.means(by); });
    });
}

bool set(ExpectedRun& run, Plan& plan, const std::string& name, double value, const UnitCosts& unit_costs,
         const SayWord& say)
{
    Words wrong;
    if (const ParameterInfo* const parameter = find_parameter(name)) {
        wrong = objection_to(*parameter, value);
        run.parameters.emplace_back(parameter, value);
    } else if (const LeverName lever = parse_lever(name); !lever.is_lever) {
        std::vector<std::string> known = parameter_names();
        const std::vector<std::string> levers = lever_names();
        known.insert(known.end(), levers.begin(), levers.end());
        wrong = Words{"tidak ada parameter atau tuas dengan nama itu (daftarnya: layak run --help-parameters)",
                      "no parameter or lever has this name (the list: layak run --help-parameters)"} +
                sim::did_you_mean(name, known);
    } else {
        wrong = lever.mistake.empty() ? set_lever(plan, lever, value, unit_costs) : lever.mistake;
    }
    if (wrong.empty()) return true;
    say(Words{name + " = " + sim::shortest(value) + ": ", name + " = " + sim::shortest(value) + ": "} + wrong);
    return false;
}

bool end_at(Plan& plan, sim::Month until, const SayWord& say)
{
    if (until < plan.from || plan.to < until) {
        say(Words{"until " + to_text(until) + ": di luar masa \"" + plan.id + "\", ",
                  "until " + to_text(until) + ": outside the period of \"" + plan.id + "\", "} +
            Words{to_text(plan.from) + " sampai " + to_text(plan.to), to_text(plan.from) + " to " + to_text(plan.to)});
        return false;
    }
    std::erase_if(plan.interventions, [&](const Intervention& by) { return by.from > until; });
    for (Intervention& by : plan.interventions) by.to = std::min(by.to, until);
    return true;
}

} // namespace

std::optional<ExpectedRun> make_run(const RunWords& words, const City& city, const PlansOfCity& plans, const Say& say)
{
    const auto of = [&](const char* key) { return [&say, key](Words wrong) { say(key, std::move(wrong)); }; };
    ExpectedRun run;
    run.text = words.text();
    run.history = city.history;
    if (words.plan != history_alone || plans.own == words.plan) {
        Words objection;
        const Plan* const found = plans.find(words.plan, objection);
        if (found == nullptr) {
            const std::string name = "\"" + words.plan + "\": ";
            if (!objection.empty()) say("plan", Words{name, name} + objection);
            return std::nullopt;
        }
        run.plan = *found;
    }
    Plan& changed = run.plan ? *run.plan : run.history;
    const auto without = levers_of(words.without, changed, of("without"));
    const auto only = levers_of(words.only, changed, of("only"));
    if (!without || !only) return std::nullopt;
    if (!without->empty()) keep(changed, *without, false);
    if (!only->empty()) keep(changed, *only, true);
    for (const auto& [name, value] : words.with)
        if (!set(run, changed, name, value, city.unit_costs, of("with"))) return std::nullopt;
    if (words.until && !end_at(changed, *words.until, of("until"))) return std::nullopt;
    return run;
}

} // namespace commitment
