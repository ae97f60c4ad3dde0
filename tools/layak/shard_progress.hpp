#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace layak {

/// How far a shard is, as whoever runs it tells. Nothing but what is shown hangs on it.
struct ShardProgress
{
    std::string host;      ///< that ran it last
    std::string state;     ///< "running", "stopped" (in whatever way: its process may be gone), "finished"
    std::size_t tasks = 0; ///< of the shard
    std::size_t done = 0;  ///< of these, saved
    std::size_t found = 0; ///< of these, saved before this process began
    double seconds = 0;    ///< since that
    double age = 0;        ///< seconds between that it told, and now; of two clocks, either may be the later
    bool is_running() const { return state == "running" && age < silent_after; }
    /// It was running, and nothing more was heard of it.
    bool is_dead() const { return state == "running" && !is_running(); }
    double speed() const; ///< tasks a second; 0: none was done

    static constexpr double silent_after = 60; ///< seconds
};

/// Nothing where there is none, or it cannot be read.
std::optional<ShardProgress> read_shard_progress(const std::filesystem::path& file);

/// Tells every five seconds, from a thread of its own, until it ends.
class ShardPulse
{
  public:
    ShardPulse(std::filesystem::path file, std::size_t tasks, std::size_t found);
    ~ShardPulse();
    ShardPulse(const ShardPulse&) = delete;
    ShardPulse& operator=(const ShardPulse&) = delete;

    void saved(std::size_t tasks) { done_ += tasks; }
    void finished() { state_ = "finished"; }

  private:
    using Clock = std::chrono::steady_clock;
    std::filesystem::path file_;
    std::size_t tasks_, found_;
    std::atomic<std::size_t> done_;
    std::atomic<const char*> state_{"running"};
    Clock::time_point since_ = Clock::now();
    std::mutex waiting_;
    std::condition_variable ends_;
    bool ending_ = false;
    std::thread thread_;

    void tell() const;
};

} // namespace layak
