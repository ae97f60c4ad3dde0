#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

enum class Language { id, en };

/// One sentence in Indonesian and English.
struct Words
{
    std::string id;
    std::string en;
    const std::string& in(Language language) const { return language == Language::id ? id : en; }
    bool empty() const { return id.empty() && en.empty(); }
    friend bool operator==(const Words&, const Words&) = default;
    friend Words operator+(const Words& a, const Words& b) { return {a.id + b.id, a.en + b.en}; }
};

enum class Severity { note, warning, error };

/// What is to be said about a place in a user's file.
struct Finding
{
    Severity severity = Severity::error;
    std::string file;  ///< as the user names it
    int line = 0;      ///< from 1; 0: the whole file
    std::string key;   ///< or column
    std::string found; ///< as in the file; text in quotes (`in_quotes`)
    Words reason;

    friend bool operator==(const Finding&, const Finding&) = default;
};

/// `plans/a.toml:14: per_year = -20: must be 0 or more`, on one line; what came from the file is shortened
/// and shown without control characters.
std::string to_text(const Finding& finding, Language language);

/// All that was found in the files of one command.
class Findings
{
  public:
    /// So many of one severity are kept of a file; the others are counted.
    static constexpr std::size_t most_of_a_file = 1000;
    /// And so many that say the same of the same key or column, wherever in a list it stands.
    static constexpr std::size_t most_alike = 5;

    void add(Finding finding);
    void error(std::string file, int line, std::string key, std::string found, Words reason);
    void warning(std::string file, int line, std::string key, std::string found, Words reason);
    void note(std::string file, int line, std::string key, std::string found, Words reason);

    /// What is not here yet of what was found elsewhere.
    void add_new(const Findings& others);

    /// True once there was an error.
    bool failed() const { return errors_ > 0; }
    std::size_t errors() const { return errors_; }
    bool empty() const { return list_.empty(); }
    /// By file, in the order in which the files were first mentioned, then by line.
    std::vector<Finding> all() const;
    /// \throws InputError
    void throw_if_failed() const;

  private:
    struct Saying
    {
        Severity severity;
        std::string key; // without places in lists
        std::string reason;
        auto operator<=>(const Saying&) const = default;
    };
    struct Said
    {
        std::size_t count = 0;
        int last_line = 0; // of those that are kept
    };
    struct File
    {
        std::size_t place = 0;
        std::array<std::size_t, 3> counts{}; // by severity
        std::map<Saying, Said> said;
    };
    File& file_of(const std::string& name);
    static Saying saying_of(const Finding& finding);
    std::vector<Finding> list_;
    std::map<std::string, File> files_;
    std::size_t errors_ = 0;
};

/// A line for each finding.
std::string to_text(const Findings& findings, Language language);

/// What the user gave cannot be run. `what()` is in Indonesian; say it from `findings` where the language is
/// known.
struct InputError : std::runtime_error
{
    explicit InputError(Findings given);
    Findings findings;
};

/// "known: a, b, c"; of very many names the first hundred.
Words accepted(std::span<const std::string> names);

/// What people call a thing that has another name in files: "pelatihan" for "training".
struct Synonym
{
    std::string word;
    std::string name;
};

/// The known name that `given` most resembles, case apart; empty if nothing is close.
/// A slip is a letter too many, missing, wrong, or two exchanged; at most 2 or a third of the letters.
/// \param synonyms  may be meant too; of a synonym the name is given, if it is among the known
std::string nearest(std::string_view given, std::span<const std::string> known, std::span<const Synonym> synonyms = {});

/// `; did you mean "x"?`, or empty. Goes behind a reason.
Words did_you_mean(std::string_view given, std::span<const std::string> known, std::span<const Synonym> synonyms = {});
/// The same, or all that is accepted where nothing is near.
Words near_or_all(std::string_view given, std::span<const std::string> known);

/// "unknown value", the nearest name and all of them.
Words unknown_value(std::string_view given, std::span<const std::string> known, std::span<const Synonym> synonyms = {});

} // namespace sim
