#include "models/commitment/what_if.hpp"

#include <algorithm>

#include "sim/text/findings.hpp"

namespace commitment {
namespace {

using sim::Words;

constexpr std::string_view no_rotation = "no-rotation";
constexpr std::string_view training_ends = "training-ends";
constexpr std::string_view standard_parameters = "standard-parameters";

} // namespace

std::optional<WhatIf> parse_what_if(std::string_view text, Words& objection)
{
    const std::size_t colon = text.find(':');
    const std::string name(text.substr(0, colon));
    const bool has_month = colon != std::string_view::npos;
    if (name == no_rotation && !has_month) return WhatIf{WhatIf::Kind::no_rotation, {}, std::string(text)};
    if (name == standard_parameters && !has_month)
        return WhatIf{WhatIf::Kind::standard_parameters, {}, std::string(text)};
    const auto month = has_month ? sim::parse_month(text.substr(colon + 1)) : std::nullopt;
    if (name == training_ends && month) return WhatIf{WhatIf::Kind::training_ends, month, std::string(text)};
    const std::vector<std::string> names = {std::string(no_rotation), std::string(training_ends) + ":YYYY-MM",
                                            std::string(standard_parameters)};
    objection = name == training_ends
                    ? Words{"tulis bulan terakhir pelatihan, misalnya training-ends:2022-12",
                            "write the last month of training, for example training-ends:2022-12"}
                    : Words{"tidak dikenal; ", "unknown; "} + sim::accepted(names) + sim::did_you_mean(name, names);
    return std::nullopt;
}

Words name_of(const WhatIf& what_if)
{
    switch (what_if.kind) {
    case WhatIf::Kind::no_rotation: return {"tanpa mutasi", "without rotation"};
    case WhatIf::Kind::training_ends: {
        const std::string month = to_text(*what_if.last);
        return {"pelatihan sampai " + month, "training until " + month};
    }
    case WhatIf::Kind::standard_parameters: return {"parameter baku", "default parameters"};
    }
    return {};
}

Plan apply(const WhatIf& what_if, Plan plan)
{
    switch (what_if.kind) {
    case WhatIf::Kind::no_rotation: {
        std::erase_if(plan.interventions, [](const Intervention& by) { return by.lever == Lever::rotation; });
        Intervention none;
        none.lever = Lever::rotation;
        none.from = plan.from;
        none.to = plan.to;
        none.level = 0;
        plan.interventions.push_back(none);
        break;
    }
    case WhatIf::Kind::training_ends:
        std::erase_if(plan.interventions,
                      [&](const Intervention& by) { return by.lever == Lever::training && by.from > *what_if.last; });
        for (Intervention& by : plan.interventions)
            if (by.lever == Lever::training) by.to = std::min(by.to, *what_if.last);
        break;
    case WhatIf::Kind::standard_parameters: break;
    }
    return plan;
}

} // namespace commitment
