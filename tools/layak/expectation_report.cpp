#include "tools/layak/expectation_report.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "sim/text/number.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/text_table.hpp"

namespace layak {
namespace {

using commitment::Checked;
using commitment::CheckedClaim;
using commitment::Claim;
using commitment::Expectation;
using commitment::Goal;
using commitment::JudgedBy;
using commitment::Measure;
using commitment::Side;
using commitment::Verdict;
using sim::Language;

const char* word_for(Verdict verdict, Language language)
{
    const bool id = language == Language::id;
    switch (verdict) {
    case Verdict::held: return id ? "TERPENUHI" : "HELD";
    case Verdict::broken: return id ? "DILANGGAR" : "BROKEN";
    default: return id ? "BELUM PASTI" : "NOT SURE";
    }
}

/// Of the first outcome in it.
std::optional<Measure> measure_of(const Side& side, const Expectation& of)
{
    if (side.kind == Side::Kind::term) return of.terms[side.term].outcome.measure;
    for (const Side& part : side.parts)
        if (const auto measure = measure_of(part, of)) return measure;
    return std::nullopt;
}

/// Figures of a claim as finely as its outcomes ask for, in the units in which the claim is written.
class Figures
{
  public:
    Figures(const Claim& claim, const CheckedClaim& seen, const Expectation& of, Language language)
        : language_(language)
    {
        double largest = 0;
        for (std::size_t s = 0; s < claim.sides.size(); ++s) {
            const auto measure = measure_of(claim.sides[s], of);
            is_rupiah_ = is_rupiah_ || measure == Measure::rupiah;
            is_count_ = is_count_ && (!measure || *measure == Measure::count);
            if (measure) largest = std::max(largest, std::abs(seen.sides[s].high));
        }
        decimals_ = is_count_ ? 1 : largest < 0.01 ? 4 : largest < 0.1 ? 3 : 2;
    }

    std::string operator()(const Side& side, const commitment::SideSeen& seen) const
    {
        if (side.kind == Side::Kind::number) {
            if (is_rupiah_) return rupiah(side.number, language_);
            int decimals = 0;
            while (decimals < 9 && sim::shortest(side.number * std::pow(10, decimals)).find('.') != std::string::npos)
                ++decimals;
            return number(side.number, decimals, language_);
        }
        const std::string mean = shown(seen.mean);
        const std::string low = shown(seen.low);
        const std::string high = shown(seen.high);
        return low == high && low == mean ? mean : mean + " (" + low + " – " + high + ")";
    }

  private:
    Language language_;
    bool is_rupiah_ = false;
    bool is_count_ = true;
    int decimals_ = 2;

    std::string shown(double value) const
    {
        return is_rupiah_ ? rupiah(value, language_) : number(value, decimals_, language_);
    }
};

std::string figures_of(const Claim& claim, const CheckedClaim& seen, const Expectation& of, Language language)
{
    const Figures figures(claim, seen, of, language);
    std::string out;
    for (std::size_t s = 0; s < claim.sides.size(); ++s)
        out += (s > 0 ? std::string(" ") + sign_text(claim.signs[s - 1]) + " " : "") +
               figures(claim.sides[s], seen.sides[s]);
    return out;
}

std::string months_of(const Expectation& of, Language language)
{
    const bool all_say = std::all_of(of.terms.begin(), of.terms.end(), [](const auto& term) { return term.at; });
    if (all_say) return "";
    if (of.first == of.last) return ", " + month_name(of.last, language);
    return (language == Language::id ? ", setiap bulan dari " : ", every month from ") +
           month_name(of.first, language) + (language == Language::id ? " sampai " : " to ") +
           month_name(of.last, language) +
           (language == Language::id ? " (angka: bulan yang terlemah)" : " (figures: the weakest month)");
}

/// "98 % atau lebih", "27 % – 39 %"
std::string chance_text(const sim::Interval& share, Language language)
{
    constexpr double near_one = 0.99;
    if (share.high < near_one) return shown_chance(share, language);
    return shown_at_least(share.low, language) + (language == Language::id ? " atau lebih" : " or more");
}

/// "in 200 of 200 replicates, a chance of 98% or more; expected is at least 90%"
std::string evidence_of(const Expectation& of, const Checked& seen, Language language)
{
    const bool id = language == Language::id;
    if (of.by == JudgedBy::mean) {
        const bool judged = seen.spare.method != sim::Method::none;
        const auto end = [&](double value) { return number(value, std::abs(value) < 0.1 ? 4 : 2, language); };
        if (!judged) return id ? "rata-rata: tanpa selang" : "of the mean: no interval";
        return (id ? "selisih rata-rata pada tanda terlemah: " : "the mean difference at the weakest sign: ") +
               end(seen.spare.low) + " – " + end(seen.spare.high) + (id ? " (selang 90\u00a0%)" : " (90% interval)");
    }
    return (id ? "pada " : "in ") + layak::of(seen.hits, seen.replicates, language) +
           (id ? " ulangan, peluang " : " replicates, a chance of ") + chance_text(seen.share, language) +
           (id ? "; diharapkan paling sedikit " : "; expected is at least ") + percent(of.share, language);
}

/// With how many replicates it could be told, where all of these agree.
std::string what_would_do(const Expectation& of, const Checked& seen, Language language)
{
    if (seen.verdict != Verdict::open || of.by == JudgedBy::mean || seen.hits < seen.replicates) return "";
    const std::string n = number(commitment::fewest_replicates(of.share), 0, language);
    return language == Language::id ? "; paling sedikit " + n + " ulangan diperlukan"
                                    : "; it takes " + n + " replicates at least";
}

std::string entry(const Expectation& of, const Checked& seen, Language language, std::size_t columns)
{
    const std::string indent = "    ";
    const auto line = [&](const std::string& text) { return indent + wrapped(text, columns - indent.size(), indent); };
    std::string out = wrapped(std::string(word_for(seen.verdict, language)) + "  " + printable(of.says.in(language)),
                              columns, indent);
    for (std::size_t c = 0; c < of.claims.size(); ++c) {
        const bool says_run = c == 0 && !of.run.empty() && of.run != commitment::history_alone;
        out += line((says_run ? printable(of.run) + ": " : "") + printable(of.claims[c].text) +
                    (c == 0 ? months_of(of, language) : ""));
        out += line(figures_of(of.claims[c], seen.claims[c], of, language) +
                    (of.claims.size() > 1 && of.by == JudgedBy::replicates
                         ? (language == Language::id ? ", pada " : ", in ") +
                               layak::of(seen.claims[c].hits, seen.replicates, language)
                         : ""));
    }
    out += line(evidence_of(of, seen, language) + what_would_do(of, seen, language));
    if (seen.verdict != Verdict::held) out += line(printable(of.file) + ":" + std::to_string(of.line));
    return out + "\n";
}

std::string summary(const ExpectationReport& report, Language language)
{
    const bool id = language == Language::id;
    const std::size_t all = report.checked.size();
    const std::size_t held = report.count(Verdict::held);
    const std::size_t broken = report.count(Verdict::broken);
    const std::size_t open = report.count(Verdict::open);
    std::string out = layak::of(held, all, language) + (id ? " harapan terpenuhi" : " expectations hold");
    if (broken > 0)
        out += ", " + std::to_string(broken) + (id ? " dilanggar" : broken == 1 ? " is broken" : " are broken");
    if (open > 0)
        out += ", " + std::to_string(open) +
               (id ? " belum pasti: perlu lebih banyak ulangan (--replicates)"
                   : " not sure: that takes more replicates (--replicates)");
    const bool sets = !report.checked.empty() && report.checked.front().covers_parameters;
    out += id ? (sets ? ". Mencakup kebetulan dan parameter."
                      : ". Mencakup kebetulan saja, dengan satu himpunan parameter.")
              : (sets ? ". That covers chance and parameters."
                      : ". That covers chance alone, with one set of parameters.");
    return out;
}

nlohmann::ordered_json json_of(const Expectation& of, const Checked& seen, const commitment::Expectations& all)
{
    static const char* const verdicts[] = {"held", "broken", "open"};
    nlohmann::ordered_json json;
    json["says"] = {{"id", of.says.id}, {"en", of.says.en}};
    json["file"] = of.file;
    json["line"] = of.line;
    json["verdict"] = verdicts[static_cast<int>(seen.verdict)];
    if (!of.run.empty()) json["run"] = of.run;
    json["from"] = to_text(of.first);
    json["to"] = to_text(of.last);
    json["claims"] = nlohmann::ordered_json::array();
    for (std::size_t c = 0; c < of.claims.size(); ++c) {
        nlohmann::ordered_json claim = {{"that", of.claims[c].text}, {"hits", seen.claims[c].hits}};
        for (const auto& side : seen.claims[c].sides)
            claim["sides"].push_back({{"mean", side.mean}, {"q05", side.low}, {"q95", side.high}});
        json["claims"].push_back(std::move(claim));
    }
    for (const auto& term : of.terms)
        if (std::find(json["runs"].begin(), json["runs"].end(), all.runs[term.run].text) == json["runs"].end())
            json["runs"].push_back(all.runs[term.run].text);
    json["by"] = of.by == JudgedBy::mean ? "mean" : "replicates";
    json["hits"] = seen.hits;
    if (of.by == JudgedBy::mean)
        json["spare"] = {
            {"low", seen.spare.low}, {"high", seen.spare.high}, {"method", sim::name_of(seen.spare.method)}};
    else
        json["share"] = {{"expected", of.share},
                         {"seen", static_cast<double>(seen.hits) / seen.replicates},
                         {"low", seen.share.low},
                         {"high", seen.share.high},
                         {"method", "wilson"}};
    return json;
}

} // namespace

std::size_t ExpectationReport::count(Verdict verdict) const
{
    return static_cast<std::size_t>(
        std::count_if(checked.begin(), checked.end(), [&](const Checked& seen) { return seen.verdict == verdict; }));
}

const char* sign_text(commitment::Goal::Relation sign)
{
    switch (sign) {
    case Goal::Relation::at_least: return "≥";
    case Goal::Relation::above: return ">";
    case Goal::Relation::at_most: return "≤";
    default: return "<";
    }
}

std::string expectation_table(const ExpectationReport& report, bool only_failures, Language language,
                              std::size_t columns)
{
    const auto& list = report.of.expectations.list;
    if (only_failures && report.count(Verdict::held) == list.size()) return "";
    constexpr std::size_t narrowest = 40;
    const std::size_t wide = std::max(columns, narrowest);
    const bool id = language == Language::id;
    const std::string replicates =
        report.checked.empty() ? "0" : number(report.checked.front().replicates, 0, language);
    std::string out =
        "\n" + printable(report.of.city.name) + ": " +
        (id ? "harapan pada " + replicates + " ulangan" : "expectations over " + replicates + " replicates") + "\n\n";
    for (std::size_t k = 0; k < list.size(); ++k)
        if (!only_failures || report.checked[k].verdict != Verdict::held)
            out += entry(list[k], report.checked[k], language, wide);
    return out + wrapped(summary(report, language), wide);
}

nlohmann::ordered_json expectation_json(const ExpectationReport& report)
{
    nlohmann::ordered_json json;
    json["city"] = report.of.city.id;
    json["seed"] = std::to_string(report.seed);
    json["replicates"] = report.checked.empty() ? 0 : report.checked.front().replicates;
    json["confidence"] = 0.9;
    json["covers_parameters"] = !report.checked.empty() && report.checked.front().covers_parameters;
    json["held"] = report.count(Verdict::held);
    json["broken"] = report.count(Verdict::broken);
    json["open"] = report.count(Verdict::open);
    json["expectations"] = nlohmann::ordered_json::array();
    for (std::size_t k = 0; k < report.checked.size(); ++k)
        json["expectations"].push_back(
            json_of(report.of.expectations.list[k], report.checked[k], report.of.expectations));
    return json;
}

} // namespace layak
