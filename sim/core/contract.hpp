#pragma once

#include <stdexcept>
#include <string>

/// Contracts guard what only the programmer can get wrong. What a user wrote is checked when it is read.
#define SIM_EXPECTS(condition)                                                                                         \
    do {                                                                                                               \
        if (!(condition)) [[unlikely]]                                                                                 \
            ::sim::broken_contract(#condition, __FILE__, __LINE__);                                                    \
    } while (false)

namespace sim {

/// A broken promise between two parts of the program.
struct ContractError : std::logic_error
{
    using std::logic_error::logic_error;
};

[[noreturn]] inline void broken_contract(const char* condition, const char* file, int line)
{
    throw ContractError(std::string(file) + ":" + std::to_string(line) + ": expected " + condition);
}

} // namespace sim
