#include "tools/layak/script_run.hpp"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "tools/layak/cluster_script.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/signals.hpp"

namespace layak {
namespace {

using sim::Language;
using sim::Words;

bool is_here(const std::string& command)
{
    const char* const path = std::getenv("PATH");
    std::istringstream folders(path != nullptr ? path : "");
    for (std::string folder; std::getline(folders, folder, ':');)
        if (::access((std::filesystem::path(folder.empty() ? "." : folder) / command).c_str(), X_OK) == 0) return true;
    return false;
}

/// Waits for its end; where this program is to stop, so is the child. \return as of waitpid
int wait_for(pid_t child)
{
    listen_for_stop();
    int status = 0;
    bool told = false;
    for (;;) {
        const pid_t ended = ::waitpid(child, &status, WNOHANG);
        if (ended == child) return status;
        if (ended < 0 && errno != EINTR) return failed << 8;
        if (stop_requested && !told) told = ::kill(child, SIGTERM) == 0;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

} // namespace

void need(const std::string& command, Language language)
{
    if (is_here(command)) return;
    if (command == command_of(Engine::parallel))
        refuse({"di komputer ini tidak ada GNU parallel; pasanglah: sudo apt install parallel",
                "this machine has no GNU parallel; install it: sudo apt install parallel"},
               language, failed);
    refuse(Words{"di komputer ini tidak ada perintah " + command +
                     "; jalankan ini di komputer tempat pekerjaan diserahkan, atau tanpa --go untuk melihat "
                     "perintahnya (di kantor tanpa klaster: --with parallel)",
                 "this machine has no command " + command +
                     "; run this where jobs are submitted, or without --go to see the commands (in an office without a "
                     "cluster: --with parallel)"},
           language, failed);
}

int run_script(const std::string& script, Language language, const std::function<void(pid_t)>& started)
{
    std::fflush(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
        ::execl("/bin/sh", "sh", "-c", script.c_str(), static_cast<char*>(nullptr));
        ::_exit(127);
    }
    if (child < 0) refuse({"/bin/sh tidak dapat dijalankan", "/bin/sh cannot be run"}, language, failed);
    started(child);
    const int status = wait_for(child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

} // namespace layak
