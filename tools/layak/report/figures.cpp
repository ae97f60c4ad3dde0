#include "tools/layak/report/figures.hpp"

#include <cmath>

#include "tools/layak/digits.hpp"
#include "tools/layak/html.hpp"

namespace layak {

using sim::Words;

nlohmann::ordered_json json_of(const Words& words) { return {{"id", words.id}, {"en", words.en}}; }

double drawn(double value) { return std::isfinite(value) ? stored_digits(value) : 0; }

std::string WordTable::html() const
{
    std::string out = "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" +
                      escaped_html(caption.id + " · " + caption.en) + "\"><table" +
                      (is_stacked ? " class=\"stacked\"" : "") + "><caption class=\"unseen\">" + layak::html(caption) +
                      "</caption>";
    for (std::size_t r = 0; r < rows.size(); ++r) {
        out += r == 0 ? "<thead><tr>" : "<tr>";
        for (std::size_t c = 0; c < rows[r].size(); ++c) {
            const std::string cell = layak::html(rows[r][c]);
            if (r == 0)
                out += "<th scope=\"col\"" + std::string(c > 0 ? " class=\"n\"" : "") + ">" + cell + "</th>";
            else if (c == 0)
                out += "<th scope=\"row\">" + cell + "</th>";
            else
                out += "<td class=\"n\">" +
                       (is_stacked ? "<span class=\"label\">" + layak::html(rows[0][c]) + "</span>" : "") + cell +
                       "</td>";
        }
        out += r == 0 ? "</tr></thead><tbody>" : "</tr>";
    }
    return out + "</tbody></table></div>";
}

std::string Figure::html(nlohmann::ordered_json chart, Charts& charts) const
{
    std::string tables = "<div data-choice=\"0\">" + table.html() + "</div>";
    for (std::size_t k = 0; k < other_tables.size(); ++k)
        tables += "<div data-choice=\"" + std::to_string(k + 1) + "\" hidden>" + other_tables[k].html() + "</div>";
    chart["title"] = json_of(title);
    chart["note"] = json_of(note);
    charts[id] = std::move(chart);
    return "<figure id=\"" + id + "\"><figcaption><h3>" + layak::html(title) + "</h3><p class=\"note\">" +
           layak::html(note) + "</p></figcaption><div class=\"chart\" data-chart=\"" + id + "\"></div>" +
           (remark.id.empty() ? "" : paragraph(remark, "note")) + "<details><summary>" +
           layak::html({"Tabel data", "Data table"}) + "</summary>" + tables + "</details></figure>\n";
}

std::string together(const std::string& html) { return "<div class=\"together\">" + html + "</div>\n"; }

std::string heading(const std::string& id, const Words& text)
{
    return "<h2 id=\"" + id + "\">" + html(text) + "</h2>\n";
}

std::string paragraph(const Words& text, const char* css_class)
{
    return "<p" + (css_class != nullptr ? " class=\"" + std::string(css_class) + "\"" : "") + ">" + html(text) +
           "</p>\n";
}

std::string in_words(std::size_t count, sim::Language language)
{
    static const Words words[] = {{"nol", "no"},        {"satu", "one"},     {"dua", "two"},  {"tiga", "three"},
                                  {"empat", "four"},    {"lima", "five"},    {"enam", "six"}, {"tujuh", "seven"},
                                  {"delapan", "eight"}, {"sembilan", "nine"}};
    return count < std::size(words) ? words[count].in(language) : std::to_string(count);
}

std::string listed(const std::vector<std::string>& things, sim::Language language)
{
    std::string out;
    for (std::size_t k = 0; k < things.size(); ++k)
        out += (k == 0                          ? ""
                : k + 1 < things.size()         ? ", "
                : language == sim::Language::id ? " dan "
                                                : " and ") +
               things[k];
    return out;
}

} // namespace layak
