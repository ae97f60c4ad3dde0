#include "models/commitment/goal.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "models/commitment/outcomes.hpp"
#include "sim/text/number.hpp"

namespace commitment {

namespace {

constexpr const char* often_asked =
    "formal.kelurahan, layak.kelurahan, action.kelurahan, families.involved, business.engaged, index";

} // namespace

using sim::Words;

bool Goal::holds(double x) const
{
    switch (relation) {
    case Relation::at_least: return x >= value;
    case Relation::above: return x > value;
    case Relation::at_most: return x <= value;
    case Relation::below: return x < value;
    }
    return false;
}

const char* sign_of(Goal::Relation relation)
{
    switch (relation) {
    case Goal::Relation::at_least: return ">=";
    case Goal::Relation::above: return ">";
    case Goal::Relation::at_most: return "<=";
    case Goal::Relation::below: break;
    }
    return "<";
}

std::optional<Goal> parse_goal(std::string_view text, const City& city, Words& wrong)
{
    const auto trimmed = [](std::string_view part) {
        const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
        while (!part.empty() && is_blank(part.front())) part.remove_prefix(1);
        while (!part.empty() && is_blank(part.back())) part.remove_suffix(1);
        return part;
    };
    std::string plain(text); // as it is often typed
    for (const auto& [typed, meant] : {std::pair{"≥", ">="}, {"≤", "<="}, {"=>", ">="}, {"=<", "<="}})
        if (const std::size_t at = plain.find(typed); at != std::string::npos)
            plain.replace(at, std::string_view(typed).size(), meant);
    text = plain;
    const std::size_t sign = text.find_first_of("<>");
    if (sign == std::string_view::npos) {
        wrong = {"tulis KELUARAN >= NILAI (atau >, <=, <), misalnya \"formal.kelurahan >= 60\"",
                 "write OUTCOME >= VALUE (or >, <=, <), for example \"formal.kelurahan >= 60\""};
        return std::nullopt;
    }
    const bool or_equal = sign + 1 < text.size() && text[sign + 1] == '=';
    Goal goal;
    goal.text = trimmed(text);
    goal.relation = text[sign] == '>' ? (or_equal ? Goal::Relation::at_least : Goal::Relation::above)
                                      : (or_equal ? Goal::Relation::at_most : Goal::Relation::below);
    const std::string_view name = trimmed(text.substr(0, sign));
    auto outcome = find_outcome(name, city);
    if (!outcome) {
        wrong = Words{"tidak ada keluaran dengan nama \"" + std::string(name) + "\"",
                      "no outcome is called \"" + std::string(name) + "\""} +
                sim::did_you_mean(name, outcome_names(city)) +
                Words{"; yang sering ditanyakan: ", "; often asked for: "} + Words{often_asked, often_asked};
        return std::nullopt;
    }
    goal.outcome = std::move(*outcome);
    const auto value = sim::parse_number(trimmed(text.substr(sign + (or_equal ? 2 : 1))));
    if (!value) {
        wrong = {"di belakang tanda harus ada sebuah bilangan dengan titik desimal (sepuluh persen ditulis 0.1)",
                 "behind the sign there must be a number, with a decimal point (ten percent is 0.1)"};
        return std::nullopt;
    }
    if (*value < 0 || *value > goal.outcome.highest) {
        if (std::isinf(goal.outcome.highest)) {
            wrong = {"\"" + goal.outcome.name + "\" hanya 0 atau lebih",
                     "\"" + goal.outcome.name + "\" is only 0 or more"};
            return std::nullopt;
        }
        wrong = {"\"" + goal.outcome.name + "\" hanya 0 sampai " + sim::shortest(goal.outcome.highest),
                 "\"" + goal.outcome.name + "\" is only 0 to " + sim::shortest(goal.outcome.highest)};
        return std::nullopt;
    }
    goal.value = *value;
    return goal;
}

namespace {

using ObjectToGoal = std::function<void(std::size_t goal, Words wrong)>;

std::vector<Goal> parse(const std::vector<std::string>& texts, const City& city, bool of_city_alone,
                        const ObjectToGoal& object)
{
    std::vector<Goal> goals;
    for (std::size_t k = 0; k < texts.size(); ++k) {
        Words wrong;
        auto goal = parse_goal(texts[k], city, wrong);
        if (goal && of_city_alone && !find_outcome(goal->outcome.name))
            wrong =
                Words{"\"" + goal->outcome.name + "\" bukan keluaran seluruh kota, dan hanya itu yang disimpan sweep",
                      "\"" + goal->outcome.name + "\" is no outcome of the whole city, and a sweep keeps only those"} +
                sim::near_or_all(goal->outcome.name, outcome_table_names());
        const auto is_it = [&](const Goal& other) {
            return other.outcome.name == goal->outcome.name && other.relation == goal->relation &&
                   other.value == goal->value;
        };
        if (goal && std::any_of(goals.begin(), goals.end(), is_it)) wrong = {"disebut dua kali", "is given twice"};
        if (wrong.empty())
            goals.push_back(std::move(*goal));
        else
            object(k, std::move(wrong));
    }
    return goals;
}

} // namespace

std::vector<Goal> parse_goals(const std::vector<std::string>& texts, const City& city, const ObjectToGoal& object)
{
    return parse(texts, city, false, object);
}

std::vector<Goal> parse_goals_of_city(const std::vector<std::string>& texts, const City& city,
                                      const ObjectToGoal& object)
{
    return parse(texts, city, true, object);
}

} // namespace commitment
