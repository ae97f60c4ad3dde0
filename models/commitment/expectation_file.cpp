// [[expect]] tables: read, and their words found in a city and its plans.

#include <algorithm>
#include <array>
#include <cmath>

#include "models/commitment/city_file.hpp"
#include "models/commitment/expectation.hpp"
#include "models/commitment/plan_file.hpp"
#include "sim/text/number.hpp"
#include "sim/text/toml.hpp"

namespace commitment {
namespace {

using sim::Words;

/// Says what is wrong with some words, where they stand.
using Say = std::function<void(Words)>;

/// Levers by "kind" or "kind.target".
struct LeverWord
{
    Lever lever{};
    std::optional<Target> target;

    bool means(const Intervention& by) const { return by.lever == lever && (!target || by.target == *target); }
};

std::optional<LeverWord> find_lever(const std::string& name, const Say& say)
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
std::optional<std::vector<LeverWord>> levers_of(const std::vector<std::string>& names, const Plan& plan, const Say& say)
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
         const Say& say)
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

bool end_at(Plan& plan, sim::Month until, const Say& say)
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

/// The tables of one file.
class Tables
{
  public:
    Tables(const City* city, const PlansOfCity& plans, Expectations& out, sim::Findings& findings)
        : city_(city), plans_(plans), out_(out), findings_(findings)
    {
    }

    void read(const sim::TomlTable& table)
    {
        const std::size_t before = findings_.errors();
        Expectation expectation;
        expectation.file = table.file_name();
        expectation.line = table.line();
        table.require("says");
        const auto says = table.text("says");
        if (says && says->empty()) table.error("says", {"kalimatnya kosong", "the sentence is empty"});
        expectation.says.en = says.value_or("");
        expectation.says.id = table.text("says_id").value_or(expectation.says.en);
        read_judging(table, expectation);
        const RunWords own = read_run(table);
        const auto month = table.month("month");
        const auto from = table.month("from");
        const auto to = table.month("to");
        if (table.has("month") && (table.has("from") || table.has("to")))
            table.error("month", {"tulis month, atau from dan to", "give month, or from and to"});
        std::vector<std::size_t> claim_of; // [term]
        read_claims(table, expectation, claim_of);
        table.finish();
        if (city_ == nullptr || findings_.errors() != before) return;
        if (!find_all(table, own, expectation, claim_of)) return;
        find_months(table, own, expectation, month, from, to);
        for (std::size_t c = 0; c < expectation.claims.size(); ++c)
            check_sides(expectation, expectation.claims[c], [&](Words wrong) { say(table, c, std::move(wrong)); });
        if (findings_.errors() == before) out_.list.push_back(std::move(expectation));
    }

  private:
    const City* city_;
    const PlansOfCity& plans_;
    Expectations& out_;
    sim::Findings& findings_;

    static void say(const sim::TomlTable& table, std::size_t claim, Words wrong)
    {
        if (table.type_of("that") == "text")
            table.error("that", std::move(wrong));
        else
            table.error_at("that", claim, std::move(wrong));
    }

    static void read_judging(const sim::TomlTable& table, Expectation& out)
    {
        const std::vector<std::string> ways = {"replicates", "mean"};
        if (const auto by = table.choice("by", ways); by && *by == "mean") out.by = JudgedBy::mean;
        out.share = table
                        .number("share", {.lowest = 0,
                                          .highest = 0.99,
                                          .reason = {"harus di atas 0 sampai 0.99; semua ulangan tidak pernah pasti",
                                                     "must be above 0, up to 0.99; all replicates are never sure"},
                                          .lowest_excluded = true})
                        .value_or(out.share);
        if (out.by == JudgedBy::mean && table.has("share"))
            table.error("share", {"tidak berlaku bersama by = \"mean\"", "does not hold with by = \"mean\""});
    }

    /// A text, or a list of texts.
    static std::vector<std::string> texts(const sim::TomlTable& table, const char* key)
    {
        if (table.type_of(key) != "text") return table.texts(key);
        const auto single = table.text(key);
        return single ? std::vector{*single} : std::vector<std::string>{};
    }

    static RunWords read_run(const sim::TomlTable& table)
    {
        RunWords out;
        out.plan = table.text("plan").value_or("");
        if (table.has("plan") && out.plan.empty()) table.error("plan", {"kosong", "is empty"});
        out.without = texts(table, "without");
        out.only = texts(table, "only");
        out.until = table.month("until");
        const Words a_number{"harus bilangan, misalnya with = { \"rotation.head\" = 0.2 }",
                             "a number is expected, for example with = { \"rotation.head\" = 0.2 }"};
        if (const auto with = table.table("with"))
            for (const sim::TomlLeaf& leaf : with->leaves(a_number)) {
                if (const auto* const value = std::get_if<double>(&leaf.value))
                    out.with.emplace_back(leaf.path, *value);
                else
                    with->error(leaf.path, a_number);
            }
        return out;
    }

    static void read_claims(const sim::TomlTable& table, Expectation& out, std::vector<std::size_t>& claim_of)
    {
        const Words wanted{"tulis apa yang diharapkan, misalnya that = \"action.kelurahan < 0.5\"",
                           "write what is expected, for example that = \"action.kelurahan < 0.5\""};
        table.require("that", wanted);
        if (table.length("that") == 0u) table.error("that", wanted);
        const std::vector<std::string> all = texts(table, "that");
        for (std::size_t k = 0; k < all.size(); ++k) {
            Words wrong;
            if (auto claim = parse_claim(all[k], out.terms, wrong))
                out.claims.push_back(std::move(*claim));
            else
                say(table, k, std::move(wrong));
            claim_of.resize(out.terms.size(), k);
        }
    }

    /// Which plan is meant where none is said.
    std::string default_plan(const RunWords& own) const
    {
        if (!own.plan.empty()) return own.plan;
        return plans_.own.empty() ? std::string(history_alone) : plans_.own;
    }

    /// Finds outcome and run of each term. \return false where one of them is not there
    bool find_all(const sim::TomlTable& table, const RunWords& own, Expectation& out,
                  const std::vector<std::size_t>& claim_of)
    {
        bool all = true;
        std::optional<std::size_t> own_run;
        bool own_is_said = false;
        for (std::size_t t = 0; t < out.terms.size(); ++t) {
            Term& term = out.terms[t];
            const Say wrong_here = [&](Words wrong) { say(table, claim_of[t], std::move(wrong)); };
            if (auto outcome = find_outcome(term.name, *city_)) {
                term.outcome = std::move(*outcome);
            } else {
                const Words near = sim::did_you_mean(term.name, akin_to(term.name, outcome_names(*city_)));
                wrong_here(Words{"tidak ada keluaran bernama \"" + term.name + "\"",
                                 "no outcome is called \"" + term.name + "\""} +
                           (near.empty() ? Words{"; ", "; "} + outcome_forms() : near));
                all = false;
            }
            std::optional<std::size_t> run;
            if (term.of.empty()) {
                if (!own_is_said)
                    own_run = find_run(own, default_plan(own), [&](Words wrong) { say_key(table, own, wrong); });
                own_is_said = true;
                run = own_run;
            } else {
                run = find_run(term.of, term.of.plan.empty() ? default_plan(own) : term.of.plan, wrong_here);
            }
            term.run = run.value_or(0);
            all = all && run;
        }
        if (own_run) out.run = out_.runs[*own_run].text;
        const bool needless =
            !own_is_said && (!own.without.empty() || !own.only.empty() || !own.with.empty() || own.until);
        if (needless)
            say_key(table, own,
                    {"tidak berlaku untuk keluaran mana pun: semuanya menyebut sendiri apa yang lain (in, without, "
                     "only, with, until)",
                     "holds for no outcome: all of them say themselves what is otherwise (in, without, only, with, "
                     "until)"});
        return all && !needless;
    }

    /// Says it of the key that can be meant.
    static void say_key(const sim::TomlTable& table, const RunWords& own, const Words& wrong)
    {
        // What is wrong with a lever or a setting names it first.
        const auto names = [&](const std::string& name) { return wrong.en.find(name) != std::string::npos; };
        for (const auto& [key, list] : {std::pair{"without", &own.without}, {"only", &own.only}})
            if (std::any_of(list->begin(), list->end(), names)) return table.error(key, wrong);
        for (const auto& [name, value] : own.with)
            if (wrong.en.starts_with(name + " = ")) return table.error("with", wrong);
        for (const char* const key : {"plan", "until", "without", "only", "with"})
            if (table.has(key)) return table.error(key, wrong);
        table.error_here(wrong);
    }

    /// The place of the run, which is added where it is new. \return nothing where it cannot be made
    std::optional<std::size_t> find_run(RunWords words, const std::string& plan, const Say& say)
    {
        words.plan = plan;
        const std::string text = words.text();
        for (std::size_t r = 0; r < out_.runs.size(); ++r)
            if (out_.runs[r].text == text) return r;
        ExpectedRun run;
        run.text = text;
        run.history = city_->history;
        if (plan != history_alone || plans_.own == plan) {
            Words objection;
            const Plan* const found = plans_.find(plan, objection);
            if (found == nullptr) {
                if (!objection.empty()) say(Words{"\"" + plan + "\": ", "\"" + plan + "\": "} + objection);
                return std::nullopt;
            }
            run.plan = *found;
        }
        Plan& changed = run.plan ? *run.plan : run.history;
        const auto without = levers_of(words.without, changed, say);
        const auto only = levers_of(words.only, changed, say);
        if (!without || !only) return std::nullopt;
        if (!without->empty()) keep(changed, *without, false);
        if (!only->empty()) keep(changed, *only, true);
        for (const auto& [name, value] : words.with)
            if (!set(run, changed, name, value, city_->unit_costs, say)) return std::nullopt;
        if (words.until && !end_at(changed, *words.until, say)) return std::nullopt;
        out_.runs.push_back(std::move(run));
        return out_.runs.size() - 1;
    }

    void find_months(const sim::TomlTable& table, const RunWords& own, Expectation& out,
                     std::optional<sim::Month> month, std::optional<sim::Month> from, std::optional<sim::Month> to)
    {
        sim::Month last = city_->history.to;
        for (const Term& term : out.terms)
            if (const auto& plan = out_.runs[term.run].plan) last = std::max(last, plan->to);
        const auto is_run = [&](sim::Month of) { return city_->start <= of && of <= last; };
        const Words within{"harus bulan yang dijalankan, " + to_text(city_->start) + " sampai " + to_text(last),
                           "must be a month that is run, " + to_text(city_->start) + " to " + to_text(last)};
        for (const auto& [key, value] : {std::pair{"month", month}, {"from", from}, {"to", to}})
            if (value && !is_run(*value)) table.error(key, within);
        bool all_at = true;
        for (const Term& term : out.terms) {
            all_at = all_at && term.at;
            if (term.at && !is_run(*term.at))
                table.error("that", Words{"\"" + term.text + "\" ", "\"" + term.text + "\" "} + within);
        }
        for (const char* const key : {"month", "from", "to"})
            if (all_at && table.has(key))
                table.error(key, {"tidak berlaku untuk keluaran mana pun: semuanya menyebut sendiri bulannya (at)",
                                  "holds for no outcome: all of them say their month themselves (at)"});
        out.first = out.last = month.value_or(last);
        if (!from && !to) return;
        sim::Month first = city_->start;
        const std::string plan = default_plan(own);
        for (const ExpectedRun& run : out_.runs)
            if (run.plan && run.plan->id == plan) first = std::max(run.plan->from, city_->start);
        out.first = from.value_or(first);
        out.last = to.value_or(last);
        if (out.first > out.last)
            table.error(to ? "to" : "from",
                        {"berakhir sebelum mulai (" + to_text(out.first) + " sampai " + to_text(out.last) + ")",
                         "ends before it begins (" + to_text(out.first) + " to " + to_text(out.last) + ")"});
    }

    /// Numbers that an outcome cannot be, and sides that are one and the same.
    static void check_sides(const Expectation& of, const Claim& claim, const Say& say)
    {
        for (std::size_t s = 0; s + 1 < claim.sides.size(); ++s) {
            const Side* left = &claim.sides[s];
            const Side* right = &claim.sides[s + 1];
            if (left->kind == Side::Kind::number) std::swap(left, right);
            if (left->kind != Side::Kind::term) continue;
            const Term& term = of.terms[left->term];
            if (right->kind == Side::Kind::term) {
                const Term& other = of.terms[right->term];
                if (term.outcome.name == other.outcome.name && term.run == other.run && term.at == other.at)
                    say({"di kedua sisi tanda ada hal yang sama, \"" + term.text + "\"",
                         "both sides of a sign are the same, \"" + term.text + "\""});
            } else if (right->kind == Side::Kind::number &&
                       (right->number < 0 || right->number > term.outcome.highest)) {
                const std::string most = sim::shortest(term.outcome.highest);
                const bool bounded = !std::isinf(term.outcome.highest);
                say({"\"" + term.name + "\" hanya 0 " + (bounded ? "sampai " + most : std::string("atau lebih")),
                     "\"" + term.name + "\" is only 0 " + (bounded ? "to " + most : std::string("or more"))});
            }
        }
    }
};

} // namespace

void read_expectations(const std::filesystem::path& path, const std::string& shown_name, const City* city,
                       const PlansOfCity& plans, Expectations& out, sim::Findings& findings)
{
    const sim::TomlFile file = sim::read_toml(path, shown_name, findings);
    if (file.failed()) return;
    Tables tables(city, plans, out, findings);
    for (const sim::TomlTable& table : file.root().tables("expect")) tables.read(table);
    if (path.filename() == files_with_expectations().back()) file.root().finish(); // nothing else stands in it
}

std::span<const std::string> files_with_expectations()
{
    static const std::vector<std::string> names = {"city.toml", "history.toml", "expectations.toml"};
    return names;
}

bool Expectations::is_of_history(const Expectation& expectation) const
{
    return std::all_of(expectation.terms.begin(), expectation.terms.end(),
                       [&](const Term& term) { return runs[term.run].text == history_alone; });
}

} // namespace commitment
