#include "tools/layak/text_table.hpp"

#include <algorithm>
#include <functional>
#include <sys/ioctl.h>
#include <unistd.h>

#include "tools/layak/format.hpp"

namespace layak {
namespace {

std::string join(const std::vector<std::string>& labels, const std::vector<Column>& columns, std::size_t from,
                 std::size_t to)
{
    std::size_t label_width = 0;
    for (const std::string& label : labels) label_width = std::max(label_width, width(label));
    std::string out;
    const auto line = [&](const std::string& label, const std::function<std::string(const Column&)>& cell) {
        std::string text = padded(label, label_width);
        for (std::size_t c = from; c < to; ++c) {
            std::size_t wide = std::max(width(columns[c].head), width(columns[c].below));
            for (const std::string& other : columns[c].cells) wide = std::max(wide, width(other));
            text += "  " + padded(cell(columns[c]), wide, true);
        }
        text.erase(text.find_last_not_of(' ') + 1);
        out += text + "\n";
    };
    line("", [](const Column& column) { return column.head; });
    if (std::any_of(columns.begin(), columns.end(), [](const Column& column) { return !column.below.empty(); }))
        line("", [](const Column& column) { return column.below; });
    std::size_t wide = 0;
    for (std::size_t at = 0; at < out.size(); at = out.find('\n', at) + 1)
        wide = std::max(wide, width(std::string_view(out).substr(at, out.find('\n', at) - at)));
    for (std::size_t c = 0; c < wide; ++c) out += "─";
    out += "\n";
    for (std::size_t r = 0; r < labels.size(); ++r)
        line(labels[r], [&](const Column& column) { return column.cells[r]; });
    return out;
}

std::size_t widest_line(const std::string& table)
{
    std::size_t widest = 0;
    for (std::size_t start = 0; start < table.size();) {
        const std::size_t stop = table.find('\n', start);
        widest = std::max(widest, width(std::string_view(table).substr(start, stop - start)));
        start = stop + 1;
    }
    return widest;
}

/// For a terminal on which labels and cells do not stand beside each other: a cell below its label.
std::string stacked(const std::vector<std::string>& labels, const Column& column, std::size_t terminal)
{
    std::string out = wrapped(column.head + (column.below.empty() ? "" : ": " + column.below), terminal);
    const auto indented = [&](const std::string& text, const std::string& indent) {
        return indent + wrapped(text, std::max(terminal, indent.size() + 1) - indent.size(), indent);
    };
    for (std::size_t r = 0; r < labels.size(); ++r)
        out += indented(labels[r], "  ") + indented(column.cells[r], "    ");
    return out;
}

} // namespace

std::string text_table(const std::vector<std::string>& labels, const std::vector<Column>& columns, std::size_t terminal)
{
    std::string out;
    for (std::size_t from = 0; from < columns.size();) {
        std::size_t to = from + 1;
        const auto fits = [&](std::size_t end) { return widest_line(join(labels, columns, from, end)) <= terminal; };
        while (to < columns.size() && fits(to + 1)) ++to;
        out +=
            (to == from + 1 && !fits(to) ? stacked(labels, columns[from], terminal) : join(labels, columns, from, to)) +
            "\n";
        from = to;
    }
    return out;
}

std::string wrapped(const std::string& text, std::size_t columns, const std::string& indent)
{
    std::string out;
    std::size_t taken = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string word = text.substr(at, end - at);
        if (taken > 0 && taken + 1 + width(word) > columns) out += "\n" + indent, taken = 0;
        out += (taken > 0 ? " " : "") + word;
        taken += (taken > 0 ? 1 : indent.size()) + width(word);
        at = end + 1;
    }
    return out + "\n";
}

std::size_t terminal_columns()
{
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return 120;
}

} // namespace layak
