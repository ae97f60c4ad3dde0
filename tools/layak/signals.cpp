#include "tools/layak/signals.hpp"

#include <csignal>
#include <unistd.h>

namespace layak {

std::atomic<bool> stop_requested{false};

namespace {

volatile std::sig_atomic_t received = 0;

void handle(int signal)
{
    if (stop_requested.load()) ::_exit(128 + signal);
    received = signal;
    stop_requested.store(true);
}

} // namespace

void listen_for_stop()
{
    struct sigaction action = {};
    action.sa_handler = handle;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
}

int stop_status() { return 128 + (received != 0 ? static_cast<int>(received) : SIGINT); }

} // namespace layak
