#include <cstdio>

#include "sim/text/utf8.hpp"
#include "tools/layak/common_options.hpp"

namespace layak {
namespace {

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
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    return names;
}

const CLI::App* find_verb(const CLI::App& app, const std::string& name)
{
    for (const CLI::App* const verb : app.get_subcommands({}))
        if (verb->get_name() == name) return verb;
    return nullptr;
}

/// \param verb  nothing where none is named
/// \return nothing where it is another mistake
sim::Words unknown_word(const CLI::App& layak, const CLI::App* verb, const std::vector<std::string>& words)
{
    const bool has_word = !words.empty() && !words.front().starts_with('-');
    if (verb == nullptr && has_word)
        return sim::Words{"tidak ada perintah \"" + words.front() + "\"; ",
                          "there is no command \"" + words.front() + "\"; "} +
               sim::accepted(verbs_of(layak)) + sim::did_you_mean(words.front(), verbs_of(layak));
    const CLI::App& app = verb != nullptr ? *verb : layak;
    for (const std::string& word : words) {
        const std::string name = word.substr(0, word.find('='));
        if (name == "--") break;
        if (name.starts_with("--") && app.get_option_no_throw(name) == nullptr)
            return sim::Words{"tidak ada opsi " + name, "there is no option " + name} +
                   sim::did_you_mean(name, options_of(app));
    }
    if (verb == nullptr) return sim::Words{"sebutkan perintah; ", "name a command; "} + sim::accepted(verbs_of(layak));
    return {};
}

} // namespace

void say_mistake_of_usage(const CLI::App& layak, const std::vector<std::string>& words, const std::string& otherwise,
                          sim::Language language)
{
    const CLI::App* const verb = words.empty() ? nullptr : find_verb(layak, words.front());
    const sim::Words unknown = unknown_word(layak, verb, words);
    const std::string help = verb != nullptr ? "layak " + verb->get_name() + " --help" : "layak --help";
    std::fprintf(stderr, "layak: %s (%s)\n", sim::escaped(unknown.empty() ? otherwise : unknown.in(language)).c_str(),
                 help.c_str());
}

} // namespace layak
