#include "tools/layak/signals.hpp"

#include <csignal>
#include <ctime>
#include <list>
#include <unistd.h>

namespace layak {

std::atomic<bool> stop_requested{false};

namespace {

volatile std::sig_atomic_t received = 0;
std::atomic<long long> stopped_at{0}; ///< milliseconds, of `milliseconds_now`

struct Ending
{
    bool at_once = false;
    std::string message;
    std::string part, beside;
};
std::atomic<const Ending*> ending{nullptr}; ///< swapped as a whole: a signal may come to any thread at any time

long long milliseconds_now()
{
    timespec now = {};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1'000'000;
}

/// A stop may come as several signals: from the terminal to all, and from whoever started this one.
bool is_the_same_stop()
{
    constexpr long long together = 1000;
    return milliseconds_now() - stopped_at.load() < together;
}

/// Calls nothing but what is safe in a handler.
void handle(int signal)
{
    const Ending& now = *ending.load();
    const bool goes_on = !now.at_once || (!now.part.empty() && ::unlink(now.part.c_str()) != 0);
    if (goes_on && !stop_requested.load()) {
        received = signal;
        stopped_at.store(milliseconds_now());
        stop_requested.store(true);
        return;
    }
    if (goes_on && is_the_same_stop()) return;
    if (!now.beside.empty()) ::unlink(now.beside.c_str());
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, now.message.data(), now.message.size());
    ::_exit(128 + signal);
}

void listen(Ending next)
{
    static std::list<Ending> kept; // the handler may still read the last one
    ending.store(&kept.emplace_back(std::move(next)));
    struct sigaction action = {};
    action.sa_handler = handle;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    // A terminal that was closed; but nohup lets it go on.
    struct sigaction of_hangup = {};
    ::sigaction(SIGHUP, nullptr, &of_hangup);
    if (of_hangup.sa_handler != SIG_IGN) ::sigaction(SIGHUP, &action, nullptr);
}

} // namespace

void listen_for_stop() { listen({}); }

void end_on_stop(const std::string& message, const std::filesystem::path& part, const std::filesystem::path& beside)
{
    listen({true, message, part.string(), beside.string()});
}

int stop_status() { return 128 + (received != 0 ? static_cast<int>(received) : SIGINT); }

} // namespace layak
