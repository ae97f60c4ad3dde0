#include "tools/layak/shard_progress.hpp"

#include <cerrno>
#include <cmath>
#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <unistd.h>

#include "sim/results/part_file.hpp"
#include "sim/text/utf8.hpp"

namespace layak {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace {

/// Among which processes a number names one: those of this machine since it was started, of this container.
std::string where_numbers_count()
{
    std::string boot;
    std::getline(std::ifstream("/proc/sys/kernel/random/boot_id"), boot);
    std::error_code ignored;
    return boot + " " + fs::read_symlink("/proc/self/ns/pid", ignored).string();
}

/// Of a process elsewhere it cannot be known.
bool is_gone(pid_t process, const std::string& where)
{
    return process > 0 && where == where_numbers_count() && ::kill(process, 0) != 0 && errno == ESRCH;
}

} // namespace

double ShardProgress::speed() const
{
    if (done <= found || seconds <= 0) return 0;
    return static_cast<double>(done - found) / seconds;
}

std::optional<ShardProgress> read_shard_progress(const fs::path& file)
{
    try {
        std::ifstream in(file);
        std::stringstream text;
        text << in.rdbuf();
        const auto json = nlohmann::json::parse(text.str());
        ShardProgress out{json.at("host"), json.at("state"), json.at("tasks"),
                          json.at("done"), json.at("found"), json.at("seconds")};
        if (out.state == "running" && is_gone(json.value("process", 0), json.value("of", ""))) out.state = "stopped";
        const auto age = fs::file_time_type::clock::now() - fs::last_write_time(file);
        out.age = std::abs(std::chrono::duration<double>(age).count());
        return out;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

ShardPulse::ShardPulse(fs::path file, std::size_t tasks, std::size_t found)
    : file_(std::move(file)), tasks_(tasks), found_(found), done_(found)
{
    tell();
    thread_ = std::thread([this] {
        std::unique_lock lock(waiting_);
        while (!ends_.wait_for(lock, 5s, [this] { return ending_; })) tell();
    });
}

ShardPulse::~ShardPulse()
{
    {
        const std::scoped_lock lock(waiting_);
        ending_ = true;
    }
    ends_.notify_all();
    thread_.join();
    if (state_.load() == std::string_view("running")) state_ = "stopped";
    tell();
}

void ShardPulse::tell() const
{
    const std::chrono::duration<double> seconds = Clock::now() - since_;
    const nlohmann::ordered_json json{{"host", sim::host_name()}, {"state", state_.load()},
                                      {"tasks", tasks_},          {"done", done_.load()},
                                      {"found", found_},          {"seconds", seconds.count()},
                                      {"process", ::getpid()},    {"of", where_numbers_count()}};
    const fs::path part = sim::part_of(file_);
    std::error_code ignored; // what is told is of use, and nothing more
    if (std::ofstream(part) << json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << "\n")
        fs::rename(part, file_, ignored);
    else
        fs::remove(part, ignored);
}

} // namespace layak
