#include "tools/layak/next_steps.hpp"

#include <algorithm>

#include "tools/layak/format.hpp"
#include "tools/layak/text_table.hpp"

namespace layak {

std::string shell_word(const std::string& text)
{
    const auto is_plain = [](char c) {
        return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') ||
               std::string_view("/._-+,@%:").find(c) != std::string_view::npos;
    };
    if (!text.empty() && std::all_of(text.begin(), text.end(), is_plain)) return text;
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

std::string shell_line(const std::vector<std::string>& words)
{
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : " ") + shell_word(word);
    return out;
}

std::string script_of(const std::vector<std::string>& lines)
{
    std::string out;
    for (const std::string& line : lines) out += line + "\n";
    return out;
}

std::vector<std::string> new_plans() { return {"status-quo", "top-down", "bottom-up", "mixed"}; }

std::vector<std::string> first_commands(const std::string& folder, const std::vector<std::string>& plans,
                                        sim::Language language)
{
    const std::string city = shell_word(folder);
    const std::string in = language == sim::Language::en ? " --lang en" : "";
    std::vector<std::string> commands = {"layak validate " + city + in};
    const auto add = [&](const std::string& verb, std::vector<std::string> wanted, std::size_t fewest) {
        std::erase_if(wanted, [&](const std::string& plan) {
            return std::find(plans.begin(), plans.end(), plan) == plans.end();
        });
        if (wanted.size() < fewest) wanted = plans; // its author's own
        if (wanted.size() < fewest) return;
        std::string command = "layak " + verb + " --city " + city;
        for (const std::string& plan : wanted) command += " " + shell_word(plan);
        commands.push_back(command + in);
        if (verb == "compare")
            commands.push_back("layak report " + shell_word("compare-" + wanted.front() + ".nc") + in);
    };
    add("run", {"status-quo", "mixed"}, 1);
    add("compare", {"top-down", "bottom-up", "mixed"}, 2);
    return commands;
}

namespace {

/// The text in the terminal's lines, behind so many columns.
std::string behind(const std::string& text, std::size_t columns)
{
    constexpr std::size_t narrowest = 30;
    std::string lines = wrapped(text, std::max(terminal_columns(), columns + narrowest) - columns);
    for (std::size_t at = lines.find('\n'); at + 1 < lines.size(); at = lines.find('\n', at + 1))
        lines.insert(at + 1, columns, ' ');
    return lines;
}

} // namespace

std::string next_steps(const Inputs& inputs, sim::Language language)
{
    const commitment::City& city = inputs.city;
    if (city.assumed.empty()) return "";
    const bool id = language == sim::Language::id;
    std::string out =
        "\n" + wrapped(id ? "Masih asumsi; isilah dengan fakta sendiri, sebaiknya dalam urutan ini, lalu hapus katanya "
                            "dari assumed di city.toml:"
                          : "Still assumed; put your own facts in its place, best in this order, then take the word "
                            "out of assumed in city.toml:",
                       terminal_columns());
    for (const commitment::Assumption one : city.assumed) {
        const commitment::AssumptionInfo& row = info(one);
        out += "  " + padded(std::string(row.name), 11) + padded(std::string(row.file), 17) +
               behind(row.facts.in(language), 30);
    }
    std::vector<std::string> plans;
    for (const commitment::Plan& plan : inputs.plans) plans.push_back(plan.id);
    const std::vector<std::string> commands = first_commands(inputs.city_folder.string(), plans, language);
    if (commands.size() > 1) out += id ? "Sudah dapat dijalankan:\n" : "It can be run already:\n";
    for (std::size_t k = 1; k < commands.size(); ++k) out += "  " + printable(commands[k]) + "\n";
    return out;
}

} // namespace layak
