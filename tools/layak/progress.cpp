#include "tools/layak/progress.hpp"

#include <algorithm>
#include <cstdio>
#include <unistd.h>

#include "tools/layak/format.hpp"

namespace layak {

using namespace std::chrono_literals;

Progress::Progress(sim::Words what, sim::Language language, bool shown)
    : what_(std::move(what)), language_(language), shown_(shown), terminal_(::isatty(STDERR_FILENO) != 0),
      start_(Clock::now()), last_(start_)
{
}

Progress::~Progress()
{
    if (drawn_ && terminal_) std::fputs("\r\x1b[K", stderr);
}

void Progress::tell(double share)
{
    if (!shown_) return;
    const auto now = Clock::now();
    if (now - last_ < (terminal_ ? 100ms : 10s)) return;
    last_ = now;
    share = std::clamp(share, 1e-6, 1.0);
    const double spent = std::chrono::duration<double>(now - start_).count();
    const std::string left = duration(spent * (1 - share) / share, language_);
    const bool known = spent > 1 && share > 0.01;
    const std::string tail = !known ? "" : language_ == sim::Language::id ? "sisa " + left : left + " left";
    const int points = static_cast<int>(100 * share);
    if (terminal_) {
        constexpr int bars = 30;
        const int full = static_cast<int>(share * bars);
        std::string bar;
        for (int i = 0; i < bars; ++i) bar += i < full ? "█" : "·";
        std::fprintf(stderr, "\r\x1b[K%s %s %3d %%  %s", what_.in(language_).c_str(), bar.c_str(), points,
                     tail.c_str());
        std::fflush(stderr);
        drawn_ = true;
    } else {
        std::fprintf(stderr, "%s: %d %%%s%s\n", what_.in(language_).c_str(), points, known ? ", " : "", tail.c_str());
    }
}

} // namespace layak
