#pragma once

// Tables in Markdown.

#include <string>
#include <string_view>
#include <vector>

namespace docs {

/// 0.25, 18, 500000000.
std::string plain(double value);
/// Amounts of a million or more with commas: 7,500,000; others plain.
std::string grouped(double value);
/// `text`.
std::string code(std::string_view text);
/// `a`, `b`; a dash for none.
std::string listed(const std::vector<std::string>& names);

/// A table as it grows.
class MarkdownTable
{
  public:
    explicit MarkdownTable(const std::vector<std::string>& heads);
    /// A bar in a cell is escaped; an empty cell stays empty.
    void row(const std::vector<std::string>& cells);
    const std::string& text() const { return text_; }

  private:
    std::string text_;
};

} // namespace docs
