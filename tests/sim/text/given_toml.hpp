#pragma once

// A TOML text and what is said of it.

#include <catch2/catch.hpp>
#include <string>
#include <utility>

#include "sim/text/toml.hpp"

namespace given {

using namespace sim;

struct Given
{
    Findings findings;
    TomlFile file;
    const TomlTable& root = file.root();

    explicit Given(std::string text) : file(parse_toml(std::move(text), "p.toml", findings)) {}
    std::string said() const
    {
        for (const Finding& finding : findings.all()) REQUIRE_FALSE(finding.reason.id.empty());
        return to_text(findings, Language::en);
    }
};

/// What is said of a file whose keys are known, but of which nothing is asked.
inline std::string syntax(const std::string& text)
{
    const Given given(text);
    for (const std::string& key : given.root.keys()) static_cast<void>(given.root.has(key));
    given.root.finish();
    REQUIRE(given.findings.failed());
    REQUIRE((!given.file.failed() || given.root.keys().empty()));
    return given.said();
}

inline std::string repeated(const std::string& text, int times)
{
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

} // namespace given
