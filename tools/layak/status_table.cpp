#include <algorithm>
#include <cmath>

#include "tools/layak/begun.hpp"
#include "tools/layak/finished.hpp"
#include "tools/layak/finished_shards.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/speech.hpp"
#include "tools/layak/text_table.hpp"
#include "tools/layak/work_status.hpp"

namespace layak {
namespace {

using sim::Language;
using sim::Words;

constexpr std::size_t most_listed = 20; ///< shards of one state

Words state_words(ShardState state)
{
    switch (state) {
    case ShardState::done: return {"selesai", "done"};
    case ShardState::running: return {"berjalan", "running"};
    case ShardState::silent: return {"tidak terdengar lagi", "no longer heard of"};
    case ShardState::stopped: return {"dihentikan", "stopped"};
    case ShardState::damaged: return {"rusak", "damaged"};
    case ShardState::not_begun: return {"belum dimulai", "not begun"};
    }
    return {};
}

std::string whole(std::uint64_t value, Language language) { return number(static_cast<double>(value), 0, language); }

std::string heading(const WorkStatus& status, Language language)
{
    const std::string done = whole(status.runs_done, language);
    std::string folder = printable(status.folder.string());
    if (!status.wave.empty()) folder += ": " + status.wave.in(language);
    if (status.runs == 0) return folder + ": " + done + Words{" simulasi tersimpan", " simulations saved"}.in(language);
    const std::string all = whole(status.runs, language);
    const double share =
        static_cast<double>(status.runs_done + status.runs_under_way) / static_cast<double>(status.runs);
    // Never "100%" of what is not complete.
    const std::string points = whole(static_cast<std::uint64_t>(std::floor(100 * share)), language);
    std::string text =
        folder + ": " + done + Words{" dari " + all + " simulasi selesai", " of " + all + " runs done"}.in(language);
    if (status.runs_under_way > 0)
        text += Words{", " + whole(status.runs_under_way, language) + " lagi tersimpan dalam bagian yang belum selesai",
                      ", " + whole(status.runs_under_way, language) + " more saved in shards under way"}
                    .in(language);
    return text + " (" + points + (language == Language::id ? " %)" : "%)");
}

std::string counts(const WorkStatus& status, Language language)
{
    std::string text;
    for (const ShardState state : {ShardState::done, ShardState::running, ShardState::silent, ShardState::stopped,
                                   ShardState::damaged, ShardState::not_begun}) {
        const std::size_t count = status.count(state);
        if (count == 0 && state != ShardState::done) continue;
        text += (text.empty() ? "" : ", ") + whole(count, language) + " " + state_words(state).in(language);
    }
    const std::string of = whole(status.shards.size(), language);
    return Words{of + " bagian: ", of + " shards: "}.in(language) + text;
}

std::string list(const WorkStatus& status, Language language)
{
    std::vector<std::string> labels{""};
    Column state, host, tasks, speed, left;
    const auto heads = [&](Column& column, const Words& words) { column.head = words.in(language); };
    heads(state, {"keadaan", "state"}), heads(host, {"komputer", "machine"}), heads(tasks, {"tugas", "tasks"});
    heads(speed, {"tugas/detik", "tasks/s"}), heads(left, {"sisa", "left"});
    for (const ShardState of : {ShardState::running, ShardState::silent, ShardState::stopped, ShardState::damaged}) {
        std::size_t listed = 0;
        for (const ShardStatus& shard : status.shards) {
            if (shard.state != of || ++listed > most_listed) continue;
            labels.push_back(std::to_string(shard.number) + "/" + std::to_string(status.shards.size()));
            state.cells.push_back(state_words(of).in(language));
            const auto& told = shard.progress;
            const double its_speed = told ? told->speed() : 0;
            host.cells.push_back(told ? printable(told->host) : "");
            tasks.cells.push_back(told ? whole(told->done, language) + "/" + whole(told->tasks, language) : "");
            speed.cells.push_back(its_speed > 0 ? number(its_speed, its_speed < 10 ? 1 : 0, language) : "");
            left.cells.push_back(of == ShardState::running && its_speed > 0
                                     ? duration(static_cast<double>(told->tasks - told->done) / its_speed, language)
                                     : "");
        }
    }
    if (labels.size() == 1) return "";
    labels.front() = Words{"bagian", "shard"}.in(language);
    return "\n" + text_table({labels.begin() + 1, labels.end()}, {state, host, tasks, speed, left}, terminal_columns());
}

/// What is to be done now.
std::string next(const WorkStatus& status, Language language)
{
    if (status.is_complete && status.has_result) {
        const Words done{"Semuanya selesai", "All is done"};
        if (!has_file(status.folder / "failures.csv")) return done.in(language) + ".";
        return (done + Words{", tetapi ada simulasi yang gagal: ", ", but some runs failed: "}).in(language) +
               printable((status.folder / "failures.csv").string());
    }
    if (status.is_complete && status.waits)
        return Words{"Semua simulasi ada; penyatuannya, yang sudah diserahkan, masih antre atau berjalan.",
                     "All runs are there; the merge that was submitted still waits or runs."}
            .in(language);
    if (status.is_complete)
        return (status.is_sharded ? Words{"Semua simulasi ada. ", "All runs are there. "} +
                                        Words{printable(to_put_together(status.folder).id),
                                              printable(to_put_together(status.folder).en)}
                                  : Words{"Semua simulasi ada. Untuk menulis hasilnya: perintah yang sama lagi",
                                          "All runs are there. To write the result: the same command again"})
            .in(language);
    if (status.seconds_left) {
        const std::string left = duration(*status.seconds_left, language);
        return (Words{"Sisa kira-kira " + left + " dengan kecepatan sekarang",
                      "About " + left + " left, as fast as it goes now"} +
                status.at_work.value_or(Words{}) + Words{".", "."})
            .in(language);
    }
    if (status.is_running)
        return (Words{"Sedang berjalan", "It is running"} + status.at_work.value_or(Words{}) + Words{".", "."})
            .in(language);
    if (status.at_work)
        return (Words{"layak submit sedang mengerjakan folder ini", "layak submit is at work on this folder"} +
                *status.at_work + Words{".", "."})
            .in(language);
    if (status.waits)
        return Words{"Yang diserahkan masih antre atau berjalan.", "What was submitted still waits or runs."}.in(
            language);
    if (!status.is_sharded)
        return Words{"Tidak ada yang berjalan; perintah yang sama meneruskannya.",
                     "Nothing is running; the same command goes on."}
            .in(language);
    const std::string again = printable(status.to_go_on);
    return ((status.has_ended ? Words{"Yang diserahkan sudah berakhir. Untuk meneruskannya",
                                      "What was submitted has ended. To go on"}
                              : Words{"Tidak ada yang berjalan. Kalau tidak ada juga yang antre",
                                      "Nothing is running. If nothing waits in a queue either"}) +
            status.before_command + Words{again, again})
        .in(language);
}

} // namespace

std::string status_table(const WorkStatus& status, Language language)
{
    std::string text = heading(status, language) + "\n";
    if (!status.shards.empty()) text += counts(status, language) + "\n";
    if (status.damaged_blocks > 0) {
        const std::string many = whole(status.damaged_blocks, language);
        text +=
            Words{many + " blok rusak; tugasnya dijalankan lagi", many + " damaged blocks; their tasks are run again"}
                .in(language) +
            "\n";
    }
    text += list(status, language);
    if (!status.missing.empty()) {
        const std::string missing = missing_text(status.folder, status.missing);
        text += Words{"Bagian yang belum selesai: " + missing, "Shards not finished: " + missing}.in(language) + "\n";
    }
    if (!status.to_stop.empty()) {
        const std::string stop = printable(status.to_stop);
        text +=
            Words{"Untuk menghentikan yang diserahkan: " + stop, "To stop what was submitted: " + stop}.in(language) +
            "\n";
    }
    if (!status.stuck.empty()) text += capital(status.stuck.in(language)) + ".\n";
    if (status.at_work && status.count(ShardState::silent) > 0)
        text +=
            Words{"Sebuah komputer tidak terdengar lagi: mungkin mati atau macet. Bagiannya diberikan kepada yang lain "
                  "paling lambat pada batas waktunya; supaya segera: Ctrl-C di jendela layak submit, lalu perintah "
                  "yang sama.",
                  "A machine is no longer heard of: it may be dead, or hang. Its shard goes to another one at its "
                  "time limit at the latest; at once: Ctrl-C in the window of layak submit, then the same command."}
                .in(language) +
            "\n";
    if (status.is_queue_silent)
        text += Words{"Antreannya tidak dapat ditanya dari sini (squeue atau qstat tidak menjawab).",
                      "The queue cannot be asked from here (squeue or qstat does not answer)."}
                    .in(language) +
                "\n";
    for (const Words& one : status.foreign)
        text += Words{"Utuh, tetapi bukan bagian ini, jadi tidak dihitung: ",
                      "Whole, but not this shard, so it does not count: "}
                    .in(language) +
                printable(one.in(language)) + "\n";
    if (status.nothing_was_logged)
        text += (Words{"Tidak ada pekerjaan yang menulis catatan di ", "No job wrote a log in "} +
                 Words{printable((status.folder / "log").string()), printable((status.folder / "log").string())} +
                 Words{": apakah komputer klaster melihat folder ini?", ": do the nodes see this folder?"})
                    .in(language) +
                "\n";
    constexpr std::uint64_t little_room = 16 << 20; // bytes
    if (status.room && *status.room < little_room)
        text += Words{"Disk foldernya penuh, atau hampir penuh: tanpa ruang tidak ada yang tersimpan.",
                      "The folder's disk is full, or nearly: without room nothing is saved."}
                    .in(language) +
                "\n";
    if (const LastWords& last = status.last_words; !last.log.empty() && !status.is_running && !status.waits) {
        text +=
            Words{"Kata-kata terakhir di ", "The last words in "}.in(language) + printable(last.log.string()) + ":\n";
        for (const std::string& line : last.lines) text += "  " + printable(line) + "\n";
    }
    return text + next(status, language) + "\n";
}

std::string status_json(const WorkStatus& status)
{
    nlohmann::ordered_json json;
    json["folder"] = status.folder.string();
    json["verb"] = status.verb;
    if (!status.wave.empty()) json["wave"] = status.wave.en;
    json["complete"] = status.is_complete;
    json["has_result"] = status.has_result;
    json["running"] = status.is_running;
    json["runs"] = {{"done", status.runs_done}, {"under_way", status.runs_under_way}};
    if (status.runs > 0) json["runs"]["all"] = status.runs;
    if (status.seconds_left) json["seconds_left"] = *status.seconds_left;
    if (!status.to_stop.empty() || status.has_ended)
        json["submitted"] = {{"waits", nullptr}, {"to_stop", status.to_stop}, {"has_ended", status.has_ended}};
    if (json.contains("submitted") && !status.is_queue_silent) json["submitted"]["waits"] = status.waits;
    if (!status.is_sharded) {
        json["damaged_blocks"] = status.damaged_blocks;
        return json.dump(1) + "\n";
    }
    json["submit_at_work"] = status.at_work.has_value();
    if (!status.is_complete) json["to_go_on"] = status.to_go_on;
    if (status.room) json["disk_free"] = *status.room;
    if (!status.last_words.log.empty())
        json["last_words"] = {{"log", status.last_words.log.string()}, {"lines", status.last_words.lines}};
    for (const Words& one : status.foreign) json["foreign"].push_back(one.en);
    nlohmann::ordered_json& shards = json["shards"];
    shards["of"] = status.shards.size();
    for (const ShardState state : {ShardState::done, ShardState::running, ShardState::silent, ShardState::stopped,
                                   ShardState::damaged, ShardState::not_begun})
        shards[shard_state_names[static_cast<std::size_t>(state)]] = status.count(state);
    shards["missing"] = status.missing;
    shards["missing_array"] = ranges_text(status.missing);
    json["each"] = nlohmann::ordered_json::array();
    for (const ShardStatus& shard : status.shards) {
        nlohmann::ordered_json one{{"number", shard.number},
                                   {"state", shard_state_names[static_cast<std::size_t>(shard.state)]}};
        if (shard.progress) {
            one["host"] = shard.progress->host;
            one["tasks"] = shard.progress->tasks;
            one["tasks_done"] = shard.progress->done;
            one["seconds_since_heard"] = shard.progress->age;
            if (const double speed = shard.progress->speed(); speed > 0) one["tasks_per_second"] = speed;
        }
        json["each"].push_back(std::move(one));
    }
    return json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

} // namespace layak
