#include "tools/layak/begun.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "sim/text/file.hpp"
#include "tools/layak/cluster_script.hpp"
#include "tools/layak/finished_shards.hpp"
#include "tools/layak/next_steps.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/sharded_sweep.hpp"
#include "tools/layak/submitted_jobs.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;

struct Note
{
    std::string where; ///< the current folder then; empty: it is no longer there, or was another machine's
    Begun begun;
    bool is_of_copy = false; ///< the folder that it was written in is there, and is another one
};

fs::path note_in(const fs::path& folder) { return folder / "begun.json"; }

std::optional<Note> read_note(const fs::path& folder)
{
    std::error_code error;
    const std::string text = begun_text(folder);
    if (text.empty()) return std::nullopt;
    try {
        const auto json = nlohmann::json::parse(text);
        Note note{json.at("in"), {json.at("run"), json.at("submit"), json.value("shards", 0U)}};
        if (note.begun.run.empty() || note.begun.submit.empty()) return std::nullopt;
        const fs::path there = fs::path(note.where) / note.begun.run.back();
        if (fs::equivalent(there, folder, error)) return note;
        note.is_of_copy = fs::exists(there / "manifest.json", error); // else it was moved
        if (!fs::is_directory(note.where, error)) note.where.clear();
        const bool is_here = note.where.empty() || note.where == fs::current_path().string();
        const std::string now = as_argument(is_here ? folder : fs::absolute(folder).lexically_normal());
        for (auto* const command : {&note.begun.run, &note.begun.submit})
            if (const auto at = std::find(command->begin(), command->end(), "-o"); command->end() - at > 1) at[1] = now;
        return note;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
}

} // namespace

bool is_copy(const fs::path& folder)
{
    const auto note = read_note(folder);
    return note && note->is_of_copy;
}

Begun begun_as(const std::string& verb, const std::vector<std::string>& words, const fs::path& folder)
{
    Begun out{{verb}, {"submit"}, 0};
    if (verb != sweep_verb) out.submit.push_back(verb);
    for (auto* const command : {&out.run, &out.submit}) {
        command->insert(command->end(), words.begin(), words.end());
        command->insert(command->end(), {"-o", as_argument(folder)});
    }
    return out;
}

void write_begun(const fs::path& folder, const Begun& begun)
{
    std::error_code ignored;
    if (is_copy(folder)) fs::remove(jobs_file(folder), ignored); // from now on it is one of its own
    nlohmann::ordered_json json{{"in", fs::current_path().string()}, {"run", begun.run}, {"submit", begun.submit}};
    if (begun.shards > 0) json["shards"] = begun.shards;
    write_text(note_in(folder), json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

std::string begun_text(const fs::path& folder)
{
    std::error_code error;
    if (!fs::exists(note_in(folder), error)) return "";
    sim::Findings ignored;
    return sim::read_file(note_in(folder), "begun.json", std::uintmax_t{1} << 20, ignored).value_or("");
}

BegunFile begun_file(const fs::path& folder)
{
    std::error_code error;
    BegunFile out{begun_text(folder), {}};
    out.written = fs::last_write_time(note_in(folder), error);
    return out;
}

void restore_begun(const fs::path& folder, const BegunFile& before)
{
    write_text(note_in(folder), before.text);
    std::error_code ignored;
    fs::last_write_time(note_in(folder), before.written, ignored);
}

void write_begun_first(const fs::path& folder, const Begun& begun)
{
    if (const auto note = read_note(folder); !note || note->where.empty() || note->is_of_copy)
        write_begun(folder, begun);
}

std::uint32_t noted_shards(const fs::path& folder)
{
    const auto note = read_note(folder);
    return note && note->begun.shards <= sim::most_shards ? note->begun.shards : 0;
}

std::string as_argument(const fs::path& folder)
{
    const std::string text = folder.string();
    return text.starts_with('-') ? "./" + text : text;
}

sim::Words to_put_together(const fs::path& folder)
{
    const std::string command = "layak merge " + shell_word(as_argument(folder));
    return {"Untuk menyatukannya: " + command, "To put them together: " + command};
}

namespace {

/// \param note  of the folder, if any
CommandsToGoOn commands_of(const std::optional<Note>& note, const Begun& begun)
{
    const bool is_known = note && !note->where.empty();
    const bool elsewhere = is_known && note->where != fs::current_path().string();
    const std::string begin = (elsewhere ? "cd " + shell_word(note->where) + " && " : "") + "layak ";
    const sim::Words lacks =
        is_known ? sim::Words{}
        : note   ? sim::Words{", dengan letak masukan yang sekarang", ", with the paths where the inputs are now"}
                 : sim::Words{", dengan letak masukan dan pilihan seperti semula",
                            ", with the path and the options as at the beginning"};
    return {begin + shell_line(begun.run), begin + shell_line(begun.submit), begun.shards > 0,
            lacks + sim::Words{": ", ": "}};
}

} // namespace

CommandsToGoOn commands_to_go_on(const fs::path& folder, const std::string& verb, const std::string& subject)
{
    const auto note = read_note(folder);
    return commands_of(note, note ? note->begun : begun_as(verb, {subject}, folder));
}

namespace {

/// How many shards those are of that are there; "n" where none tells.
std::string division_of(const fs::path& folder)
{
    std::error_code error;
    for (fs::recursive_directory_iterator entry(folder / "shards", error);
         !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        const std::size_t of = name.find("-of-");
        if (of == std::string::npos) continue;
        const std::size_t end = name.find_first_not_of("0123456789", of + 4);
        if (end != of + 4) return name.substr(of + 4, end - of - 4);
    }
    return "n";
}

} // namespace

sim::Words to_make_again(const fs::path& folder)
{
    const auto note = read_note(folder);
    if (!note)
        return {"; perintah layak submit (atau --shard) yang sama seperti semula membuatnya lagi",
                "; the same layak submit (or --shard) command as at the beginning makes it again"};
    const CommandsToGoOn commands = commands_of(note, note->begun);
    const std::string command =
        commands.was_submitted ? commands.submit : commands.run + " --shard 0/" + division_of(folder);
    return sim::Words{"; yang sudah selesai tetap ada. Untuk membuatnya lagi dan meneruskannya",
                      "; what is finished is kept. To make it again and go on"} +
           commands.before_them + sim::Words{command, command};
}

std::string missing_text(const fs::path& folder, const std::vector<std::uint32_t>& numbers)
{
    const auto note = read_note(folder);
    const auto is_array = [](const std::vector<std::string>& words) {
        return std::find(words.begin(), words.end(), engine_names[static_cast<std::size_t>(Engine::parallel)]) ==
               words.end();
    };
    const bool was_submitted = note && note->begun.shards > 0;
    return (was_submitted && is_array(note->begun.submit) ? "--array=" : "") + ranges_text(numbers);
}

} // namespace layak
