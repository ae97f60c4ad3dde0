// [[expect]] tables: read, and their words found in a city and its plans.

#include <algorithm>
#include <array>
#include <cmath>

#include "models/commitment/expectation_parts.hpp"
#include "sim/text/number.hpp"
#include "sim/text/toml.hpp"

namespace commitment {
namespace {

using sim::Words;

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
            const auto wrong_here = [&](const char*, Words wrong) { say(table, claim_of[t], std::move(wrong)); };
            if (auto outcome = find_outcome(term.name, *city_)) {
                term.outcome = std::move(*outcome);
            } else {
                const Words near = sim::did_you_mean(term.name, akin_to(term.name, outcome_names(*city_)));
                wrong_here("that", Words{"tidak ada keluaran bernama \"" + term.name + "\"",
                                         "no outcome is called \"" + term.name + "\""} +
                                       (near.empty() ? Words{"; ", "; "} + outcome_forms() : near));
                all = false;
            }
            std::optional<std::size_t> run;
            if (term.of.empty()) {
                if (!own_is_said)
                    own_run = find_run(own, default_plan(own),
                                       [&](const char* key, Words wrong) { say_key(table, key, std::move(wrong)); });
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
        for (const char* const key : {"without", "only", "with", "until"})
            if (needless && table.has(key)) {
                table.error(key, {"tidak berlaku untuk keluaran mana pun: semuanya menyebut sendiri apa yang lain (in, "
                                  "without, only, with, until)",
                                  "holds for no outcome: all of them say themselves what is otherwise (in, without, "
                                  "only, with, until)"});
                break;
            }
        return all && !needless;
    }

    /// Says it of a key that the run's words stand in.
    static void say_key(const sim::TomlTable& table, const char* key, Words wrong)
    {
        if (table.has(key))
            table.error(key, std::move(wrong));
        else
            table.error_here(std::move(wrong));
    }

    /// The place of the run, which is added where it is new. \return nothing where it cannot be made
    std::optional<std::size_t> find_run(RunWords words, const std::string& plan, const Say& say)
    {
        words.plan = plan;
        const std::string text = words.text();
        for (std::size_t r = 0; r < out_.runs.size(); ++r)
            if (out_.runs[r].text == text) return r;
        auto run = make_run(words, *city_, plans_, say);
        if (!run) return std::nullopt;
        out_.runs.push_back(std::move(*run));
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
    static void check_sides(const Expectation& of, const Claim& claim, const std::function<void(Words)>& say)
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
