#include "tools/layak/settings.hpp"

#include <algorithm>
#include <iterator>

#include "models/commitment/city_file.hpp"
#include "models/commitment/plan_file.hpp"
#include "sim/text/number.hpp"
#include "sim/text/utf8.hpp"

namespace layak {
namespace {

using sim::Words;

/// "pelatihan.keluarga.per_year" in the names of files: "training.communities.per_year".
std::string in_names_of_files(const std::string& name)
{
    const auto translated = [](const std::string& word, std::span<const sim::Synonym> synonyms) {
        for (const sim::Synonym& synonym : synonyms)
            if (sim::nearest(word, {&synonym.word, 1}) == synonym.word) return synonym.name;
        return word;
    };
    const std::size_t first = std::min(name.find('.'), name.size());
    const std::size_t last = std::max(first, std::min(name.rfind('.'), name.size()));
    std::string out = translated(name.substr(0, first), commitment::lever_synonyms());
    if (last > first + 1)
        out += "." + translated(name.substr(first + 1, last - first - 1), commitment::target_synonyms());
    return out + name.substr(last);
}

void apply_setting(Inputs& inputs, const std::string& setting, sim::Findings& findings)
{
    const std::string shown = "--set " + sim::shortened(setting);
    const auto error = [&](Words reason) { findings.error(shown, 0, "", "", std::move(reason)); };
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos)
        return error(
            {"tulis NAMA=NILAI, misalnya rotation.head=0.3", "write NAME=VALUE, for example rotation.head=0.3"});
    const std::string name = setting.substr(0, equals);
    const auto value = sim::parse_number(setting.substr(equals + 1));
    if (!value)
        return error({"nilainya harus sebuah bilangan dengan titik desimal",
                      "the value must be a number, with a decimal point"});
    if (const commitment::ParameterInfo* const parameter = commitment::find_parameter(name)) {
        if (Words wrong = commitment::objection_to(*parameter, *value); !wrong.empty()) return error(std::move(wrong));
        if (Words remark = commitment::remark_on(*parameter, *value); !remark.empty())
            findings.note(shown, 0, "", "", std::move(remark));
        inputs.city.parameters.*parameter->member = *value;
        if (inputs.sets)
            for (commitment::Parameters& set : inputs.sets->sets) set.*parameter->member = *value;
        return;
    }
    const commitment::LeverName lever = commitment::parse_lever(name);
    if (!lever.is_lever) {
        std::vector<std::string> known = commitment::parameter_names();
        const std::vector<std::string> levers = commitment::lever_names();
        known.insert(known.end(), levers.begin(), levers.end());
        // Of names that begin alike the nearest, if there are such.
        std::vector<std::string> akin;
        const std::string family = name.substr(0, name.find('.')) + ".";
        std::copy_if(known.begin(), known.end(), std::back_inserter(akin),
                     [&](const std::string& other) { return other.starts_with(family); });
        Words hint = sim::did_you_mean(name, akin);
        if (hint.empty() && !akin.empty() && akin.size() <= 8) hint = Words{"; ", "; "} + sim::accepted(akin);
        if (hint.empty()) hint = sim::did_you_mean(name, known);
        if (hint.empty()) hint = sim::did_you_mean(in_names_of_files(name), known);
        return error(Words{"tidak ada parameter atau tuas dengan nama itu (lihat layak run --help-parameters)",
                           "no parameter or lever has this name (see layak run --help-parameters)"} +
                     hint);
    }
    if (!lever.mistake.empty()) return error(lever.mistake);
    for (commitment::Plan& plan : inputs.plans)
        if (Words wrong = commitment::set_lever(plan, lever, *value, inputs.city.unit_costs); !wrong.empty())
            return error(std::move(wrong));
}

/// Says so where a later setting takes the place of this one: the same name, or another key of the same amount.
void note_if_undone(const std::vector<std::string>& settings, std::size_t k, sim::Findings& findings)
{
    struct Parts
    {
        std::string name, value;
    };
    const auto parts = [&](std::size_t of) {
        const std::size_t equals = std::min(settings[of].find('='), settings[of].size());
        return Parts{settings[of].substr(0, equals), settings[of].substr(std::min(equals + 1, settings[of].size()))};
    };
    // seats a year and rupiah a year are one amount
    const auto amount = [](const std::string& name) {
        const std::size_t dot = name.rfind('.');
        const std::string key = dot == std::string::npos ? "" : name.substr(dot + 1);
        return key == "per_year" || key == "budget_per_year" ? name.substr(0, dot) + ".amount" : name;
    };
    const Parts here = parts(k);
    for (std::size_t later = k + 1; later < settings.size(); ++later) {
        const Parts there = parts(later);
        if (amount(there.name) != amount(here.name)) continue;
        if (there.name == here.name && sim::parse_number(there.value) == sim::parse_number(here.value)) continue;
        findings.note("--set " + sim::shortened(settings[k]), 0, "", "",
                      {"tidak berlaku: kemudian disebut " + sim::shortened(settings[later]),
                       "does not hold: later " + sim::shortened(settings[later]) + " is given"});
        return;
    }
}

} // namespace

void apply_settings(Inputs& inputs, const std::vector<std::string>& settings, sim::Findings& findings)
{
    for (std::size_t k = 0; k < settings.size(); ++k) {
        note_if_undone(settings, k, findings);
        apply_setting(inputs, settings[k], findings);
    }
}

} // namespace layak
