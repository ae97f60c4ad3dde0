#include "tools/layak/what_if_option.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "sim/text/utf8.hpp"

namespace layak {

using commitment::WhatIf;

void add_what_if(CLI::App& verb, std::vector<std::string>& given)
{
    verb.add_option("--what-if", given,
                    "Each plan with one thing otherwise, too, for the report: no-rotation; training-ends:YYYY-MM (the "
                    "last month "
                    "of training); standard-parameters (chance alone, without parameter sets). May be given often")
        ->option_text("no-rotation ...")
        ->allow_extra_args(false);
}

std::vector<WhatIf> read_what_ifs(const std::vector<std::string>& given, const Inputs& inputs, sim::Findings& findings)
{
    std::vector<WhatIf> what_ifs;
    for (const std::string& text : given) {
        const std::string option = "--what-if " + sim::shortened(text);
        sim::Words objection;
        const auto what_if = commitment::parse_what_if(text, objection);
        if (!what_if) {
            findings.error(option, 0, "", "", objection);
            continue;
        }
        if (std::any_of(what_ifs.begin(), what_ifs.end(), [&](const WhatIf& other) { return other.text == text; })) {
            findings.error(option, 0, "", "", {"disebut dua kali", "given twice"});
            continue;
        }
        if (what_if->kind == WhatIf::Kind::standard_parameters && !inputs.sets) {
            findings.error(
                option, 0, "", "",
                {"parameter baku sudah dipakai: kota ini tidak punya parameters.csv, dan --parameters tidak disebut",
                 "the default parameters are in use already: there are no parameter sets"});
            continue;
        }
        const bool ends_something =
            what_if->kind != WhatIf::Kind::training_ends ||
            std::any_of(inputs.plans.begin(), inputs.plans.end(), [&](const commitment::Plan& plan) {
                return std::any_of(plan.interventions.begin(), plan.interventions.end(), [&](const auto& by) {
                    return by.lever == commitment::Lever::training && by.to > *what_if->last;
                });
            });
        if (!ends_something)
            findings.note(option, 0, "", "",
                          {"tidak mengubah apa pun: tidak ada rencana yang melatih sesudah bulan itu",
                           "changes nothing: no plan trains after that month"});
        what_ifs.push_back(*what_if);
    }
    return what_ifs;
}

} // namespace layak
