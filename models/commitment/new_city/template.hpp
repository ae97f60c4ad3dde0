#pragma once

// The files of a new city are templates (templates/), in both languages side by side.
//
//   id: text          a line of the Indonesian file alone; `en:` of the English one
//   {{name}}          a value
//   %if condition     until %end: left out where the condition does not hold; %if !condition where it does
//   %keep condition   until %end: where it does not hold the lines stay as comments, with a word on why

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "sim/text/findings.hpp"

namespace commitment {

struct TemplateData
{
    sim::Language language = sim::Language::id;
    std::map<std::string, std::string, std::less<>> values;
    std::map<std::string, bool, std::less<>> conditions;
};

/// \pre every value and condition that the template names is there
std::string fill(std::string_view pattern, const TemplateData& data);

/// The text of a file in templates/, which is part of the program. \pre there is such a file
std::string_view template_text(std::string_view name);

} // namespace commitment
