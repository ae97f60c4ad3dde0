#include "sim/store/block_file.hpp"

#include <nlohmann/json.hpp>
#include <numeric>

#include "sim/results/descriptor.hpp"
#include "sim/results/digest.hpp"
#include "sim/results/errors.hpp"
#include "sim/results/part_file.hpp"
#include "sim/results/seal.hpp"
#include "sim/store/other_work.hpp"

namespace sim {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view first_line = "layak-block 1\n";
constexpr std::size_t name_digits = 24;
constexpr std::string_view ending = ".block";
constexpr std::uint64_t most_bytes_of_head = std::uint64_t{64} << 20;

/// The first two lines. Offsets of the tasks become those within the file.
std::string head_of(const std::string& context, std::vector<TaskPlace>& tasks)
{
    nlohmann::ordered_json head;
    head["context"] = context;
    head["tasks"] = nlohmann::ordered_json::array();
    std::uint64_t at = 0; // within the parts
    for (TaskPlace& task : tasks) {
        nlohmann::ordered_json entry;
        entry["name"] = task.name;
        task.offset = at;
        for (const std::uint32_t bytes : task.packed) {
            entry["packed"].push_back(bytes);
            at += bytes;
        }
        if (!task.note.empty()) entry["note"] = task.note;
        head["tasks"].push_back(std::move(entry));
    }
    std::string text(first_line);
    text += head.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    for (TaskPlace& task : tasks) task.offset += text.size();
    return text;
}

/// The tasks of an open file whose seal is right.
std::vector<TaskPlace> tasks_in(const Descriptor& file, const fs::path& path, const std::string& context)
{
    const auto no_block = [&] { return OtherWork(path, {"bukan blok berformat ini", "is no block of this format"}); };
    const std::uint64_t size = size_of(file, path) - seal_size;
    std::string head(static_cast<std::size_t>(std::min(size, std::uint64_t{1} << 16)), '\0');
    for (;;) {
        head.resize(read_at(file, head, 0, path));
        if (!std::string_view(head).starts_with(first_line)) throw no_block();
        if (const std::size_t end = head.find('\n', first_line.size()); end != std::string::npos) {
            head.resize(end + 1);
            break;
        }
        if (head.size() == size || head.size() > most_bytes_of_head) throw no_block();
        head.resize(static_cast<std::size_t>(std::min(size, std::uint64_t{head.size()} * 4)));
    }
    std::vector<TaskPlace> places;
    try {
        const auto json = nlohmann::json::parse(std::string_view(head).substr(first_line.size()));
        if (json.at("context") != context)
            throw OtherWork(path, {"milik pekerjaan lain, atau bagian lain darinya: masukan, nama berkas dan folder "
                                   "masukannya, atau pilihannya tidak sama",
                                   "belongs to other work, or to another part of it: its inputs, the names of their "
                                   "files and folders, or its options are not the same"});
        std::uint64_t at = head.size();
        for (const auto& entry : json.at("tasks")) {
            TaskPlace place{entry.at("name"), at, {}, entry.value("note", "")};
            for (const auto& bytes : entry.at("packed")) place.packed.push_back(bytes);
            at = std::accumulate(place.packed.begin(), place.packed.end(), at);
            places.push_back(std::move(place));
        }
        if (at != size) throw no_block();
    } catch (const nlohmann::json::exception&) {
        throw no_block();
    }
    return places;
}

} // namespace

WrittenBlock write_block(const fs::path& folder, const std::string& context, const std::vector<StoredTask>& tasks)
{
    WrittenBlock block;
    std::vector<std::string_view> pieces(1);
    for (const StoredTask& task : tasks) {
        TaskPlace& place = block.tasks.emplace_back(TaskPlace{task.name, 0, {}, task.note});
        for (const std::string& part : task.parts) {
            place.packed.push_back(static_cast<std::uint32_t>(part.size()));
            pieces.emplace_back(part);
        }
    }
    const std::string head = head_of(context, block.tasks);
    pieces[0] = head;
    Digest digest;
    for (const std::string_view piece : pieces) digest.update(piece);
    const std::string seal = seal_of(digest.hex());
    pieces.emplace_back(seal);
    block.path = folder / digest.hex().substr(0, name_digits).append(ending);
    write_durably(block.path, pieces);
    return block;
}

std::vector<TaskPlace> read_block(const fs::path& block, const std::string& context)
{
    const Descriptor file = open_to_read(block);
    const std::string digest = check_seal(file, block);
    if (block.filename().string() != digest.substr(0, name_digits).append(ending))
        throw OtherWork(block, {"bernama seperti blok lain", "has another block's name"});
    return tasks_in(file, block, context);
}

void write_tasks(const fs::path& file, const std::string& context, std::vector<TaskPlace> tasks,
                 const std::function<std::string(std::size_t task, std::size_t part)>& read)
{
    write_durably(file, [&](const std::function<void(std::string_view)>& put) {
        Digest digest;
        const auto both = [&](std::string_view piece) {
            digest.update(piece);
            put(piece);
        };
        both(head_of(context, tasks));
        for (std::size_t task = 0; task < tasks.size(); ++task)
            for (std::size_t part = 0; part < tasks[task].packed.size(); ++part) both(read(task, part));
        put(seal_of(digest.hex()));
    });
}

std::vector<TaskPlace> read_tasks(const fs::path& path, const std::string& context)
{
    const Descriptor file = open_to_read(path);
    check_seal(file, path);
    return tasks_in(file, path, context);
}

std::string read_part(const fs::path& block, const TaskPlace& task, std::size_t part)
{
    const Descriptor file = open_to_read(block);
    const std::uint64_t at =
        std::accumulate(task.packed.begin(), task.packed.begin() + static_cast<long>(part), task.offset);
    std::string bytes(task.packed[part], '\0');
    if (read_at(file, bytes, at, block) != bytes.size()) throw ReadError(block, {"terpotong", "was cut short"});
    return bytes;
}

} // namespace sim
