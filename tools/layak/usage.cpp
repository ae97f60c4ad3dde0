#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdio>

#include "sim/text/number.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/common_options.hpp"

namespace layak {
namespace {

constexpr std::string_view not_expected = " not expected: ";
constexpr char between_languages = '\x1f'; // in what a check says: Indonesian before it, English behind

std::vector<std::string> verbs_of(const CLI::App& app)
{
    std::vector<std::string> names;
    for (const CLI::App* const verb : app.get_subcommands({})) names.push_back(verb->get_name());
    return names;
}

std::vector<std::string> options_of(const CLI::App& app)
{
    std::vector<std::string> names;
    for (const CLI::Option* const option : app.get_options({}))
        if (!option->get_group().empty()) // else it is not for people
            for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    return names;
}

const CLI::App* find_verb(const CLI::App& app, const std::string& name)
{
    for (const CLI::App* const verb : app.get_subcommands({}))
        if (verb->get_name() == name) return verb;
    return nullptr;
}

/// What the first words of a command line name: the program itself, a verb, or a verb of a verb ("new city").
struct Named
{
    const CLI::App* app;
    std::string words; ///< "layak new city"
    std::vector<std::string> rest;
};

Named named_by(const CLI::App& layak, const std::vector<std::string>& words)
{
    Named named{&layak, "layak", words};
    while (!named.rest.empty()) {
        const CLI::App* const verb = find_verb(*named.app, named.rest.front());
        if (verb == nullptr) break;
        named.app = verb;
        named.words += " " + verb->get_name();
        named.rest.erase(named.rest.begin());
    }
    return named;
}

/// \return nothing where it is another mistake
sim::Words unknown_word(const Named& named, const std::string& otherwise)
{
    const CLI::App& app = *named.app;
    const std::vector<std::string>& words = named.rest;
    // Of a verb that may go without them its own words and options are looked at.
    const std::vector<std::string> verbs =
        app.get_require_subcommand_min() > 0 ? verbs_of(app) : std::vector<std::string>{};
    const bool has_word = !words.empty() && !words.front().starts_with('-');
    if (!verbs.empty() && has_word)
        return sim::Words{"tidak ada perintah \"" + words.front() + "\"; ",
                          "there is no command \"" + words.front() + "\"; "} +
               sim::accepted(verbs) + sim::did_you_mean(words.front(), verbs);
    const bool is_group = !verbs.empty() && app.get_parent() != nullptr; // it has no options but its verbs'
    for (const std::string& word : words) {
        if (is_group) break;
        const std::string name = word.substr(0, word.find('='));
        if (name == "--") break;
        if (name.starts_with("--") && app.get_option_no_throw(name) == nullptr)
            return sim::Words{"tidak ada opsi " + name, "there is no option " + name} +
                   sim::did_you_mean(name, options_of(app));
    }
    if (!verbs.empty()) return sim::Words{"sebutkan perintah; ", "name a command; "} + sim::accepted(verbs);
    if (!has_word || otherwise.find(not_expected) == std::string::npos) return {};
    if (const auto of = verbs_of(app); !of.empty() && find_verb(*app.get_parent(), words.front()) != nullptr)
        return sim::Words{named.words + " bukan untuk layak " + words.front() + "; ",
                          named.words + " is not for layak " + words.front() + "; "} +
               sim::accepted(of);
    const sim::Words near = sim::did_you_mean(words.front(), verbs_of(app));
    if (near.empty()) return {};
    return sim::Words{"tidak ada perintah \"" + words.front() + "\"", "there is no command \"" + words.front() + "\""} +
           near;
}

/// What CLI11 says of a mistake, in the language wanted: its own few sentences, and those of `accept_…`.
std::string told(const std::string& message, sim::Language language)
{
    const bool id = language == sim::Language::id;
    if (const std::size_t between = message.find(between_languages); between != std::string::npos) {
        const std::string option = message.substr(0, message.find(": ") + 2);
        const std::string said =
            id ? message.substr(option.size(), between - option.size()) : message.substr(between + 1);
        return option == ": " ? said : option + said; // an option that is not for people has no name here
    }
    const std::string required = " is required";
    if (message.ends_with(required))
        return id ? message.substr(0, message.size() - required.size()) + " harus disebutkan" : message;
    if (const std::size_t at = message.find(" requires "); at != std::string::npos)
        return id ? message.substr(0, at) + " hanya berlaku bersama " + message.substr(at + 10) : message;
    if (const std::size_t at = message.find(" excludes "); at != std::string::npos)
        return message.substr(0, at) + (id ? " tidak berlaku bersama " : " cannot be given with ") +
               message.substr(at + 10);
    if (const std::size_t at = message.find(not_expected); at != std::string::npos)
        return id ? "tidak dikenal: " + message.substr(at + not_expected.size()) : message;
    if (message.find(" required ") != std::string::npos && message.ends_with(" missing"))
        return message.substr(0, message.find(':')) + (id ? ": nilainya belum ditulis" : ": its value is missing");
    return message;
}

} // namespace

std::function<std::string(const std::string&)> accept_whole(std::uint64_t lowest, std::uint64_t highest)
{
    return [=](const std::string& text) -> std::string {
        std::uint64_t value = 0;
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (problem == std::errc{} && end == text.data() + text.size() && lowest <= value && value <= highest)
            return "";
        const std::string range = std::to_string(lowest);
        const std::string top = std::to_string(highest);
        return "\"" + text + "\": harus bilangan bulat " + range + " sampai " + top + between_languages + "\"" + text +
               "\": a whole number from " + range + " to " + top + " is expected";
    };
}

std::function<std::string(const std::string&)> accept_number(double lowest, double highest)
{
    return [=](const std::string& text) -> std::string {
        const auto value = sim::parse_number(text);
        if (value && lowest <= *value && *value <= highest) return "";
        const std::string range = sim::shortest(lowest);
        const std::string top = sim::shortest(highest);
        return "\"" + text + "\": harus bilangan " + range + " sampai " + top + " (dengan titik)" + between_languages +
               "\"" + text + "\": a number from " + range + " to " + top + " is expected";
    };
}

std::function<std::string(const std::string&)> accept_one_of(std::vector<std::string> known)
{
    return [known = std::move(known)](const std::string& text) -> std::string {
        if (std::find(known.begin(), known.end(), text) != known.end()) return "";
        const sim::Words words = sim::unknown_value(text, known);
        return "\"" + text + "\": " + words.id + between_languages + "\"" + text + "\": " + words.en;
    };
}

std::string in_both_languages(const sim::Words& words) { return words.id + between_languages + words.en; }

std::string accept_not_empty(const std::string& text)
{
    return text.empty() ? in_both_languages({"kosong", "is empty"}) : "";
}

void say_mistake_of_usage(const CLI::App& layak, const std::vector<std::string>& words, const std::string& otherwise,
                          sim::Language language)
{
    const Named named = named_by(layak, words);
    const sim::Words unknown = unknown_word(named, otherwise);
    std::fprintf(stderr, "layak: %s (%s --help)\n",
                 sim::escaped(unknown.empty() ? told(otherwise, language) : unknown.in(language)).c_str(),
                 named.words.c_str());
}

} // namespace layak
