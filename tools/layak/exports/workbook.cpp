#include "tools/layak/exports/workbook.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <fcntl.h>
#include <optional>
#include <unistd.h>
#include <utility>
#include <xlsxwriter.h>

#include "sim/results/errors.hpp"
#include "sim/text/file_trouble.hpp"
#include "tools/layak/exports/xml.hpp"
#include "tools/layak/format.hpp"

namespace layak {
namespace {

/// Excel counts days from the last of December 1899.
double excel_day(sim::Month month) { return days_to_first(month + 1) - 1 + 25569; }

/// Colours that the colour-blind can tell apart (Okabe and Ito).
constexpr std::array<lxw_color_t, 7> colours = {0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x000000};

const char* number_format(Look look, sim::Language language)
{
    switch (look) {
    case Look::level: return "0.00";
    case Look::share: return "0.0%";
    case Look::whole: return "#,##0";
    case Look::tenth: return "#,##0.0";
    case Look::money: return "[$Rp-421] #,##0;-[$Rp-421] #,##0";
    case Look::level_more: return "+0.00;-0.00;0.00";
    case Look::share_more: // of the whole, not of the share itself
        return language == sim::Language::id ? R"(+0.0%" poin";-0.0%" poin";0.0%" poin")"
                                             : R"(+0.0%" points";-0.0%" points";0.0%" points")";
    case Look::tenth_more: return "+#,##0.0;-#,##0.0;0.0";
    case Look::whole_more: return "+#,##0;-#,##0;0";
    case Look::money_more: return "+[$Rp-421] #,##0;-[$Rp-421] #,##0;[$Rp-421] 0";
    case Look::month: return language == sim::Language::id ? "[$-421]mmm yyyy" : "[$-409]mmm yyyy";
    case Look::year: return "0";
    case Look::fine: return "0.000";
    case Look::any: return "General";
    default: return "@";
    }
}

/// Decimals with which a look shows a number itself, of a share two more than of its percentage; none of other looks.
std::optional<int> decimals_of(Look look)
{
    switch (look) {
    case Look::level:
    case Look::level_more: return 2;
    case Look::share:
    case Look::share_more: return 3;
    case Look::tenth:
    case Look::tenth_more: return 1;
    case Look::whole:
    case Look::whole_more:
    case Look::money:
    case Look::money_more: return 0;
    default: return std::nullopt;
    }
}

/// Of a number of which a look shows nothing but zeros: without the sign that Excel would put before them.
std::string format_of_nothing(Look look, sim::Language language)
{
    const std::string all = number_format(look, language);
    const std::size_t last = all.rfind(';'), first = all.find(';');
    const std::string zero = first != last ? all.substr(last + 1) : all.substr(0, first);
    return zero + ";" + zero + ";" + zero;
}

/// As XML can hold it, and no more than so many bytes of it: whole characters.
std::string shortened_to(std::string_view text, std::size_t most)
{
    std::string out = xml_characters(text);
    if (out.size() <= most) return out;
    while (most > 0 && (static_cast<unsigned char>(out[most]) & 0xc0) == 0x80) --most;
    out.resize(most);
    return out;
}

/// Whether only zeros are seen of a number that is not 0.
bool shows_nothing(double value, Look look)
{
    const auto decimals = decimals_of(look);
    return decimals && value != 0 && std::abs(value) * std::pow(10, *decimals) < 0.5;
}

bool is_head(Look look)
{
    return look == Look::head || look == Look::number_head || look == Look::middle_head || look == Look::head_aside;
}

constexpr std::size_t looks = static_cast<std::size_t>(Look::any) + 1;

lxw_format* new_format(lxw_workbook* book, Look look, sim::Language language)
{
    lxw_format* const format = workbook_add_format(book);
    format_set_num_format(format, number_format(look, language));
    if (look == Look::wrapped || look == Look::wrapped_head)
        format_set_text_wrap(format), format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (look == Look::wrapped_head) format_set_bold(format);
    if (look == Look::title) format_set_bold(format), format_set_font_size(format, 16);
    if (look == Look::note || look == Look::note_right) format_set_font_color(format, 0x595959);
    if (look == Look::year || look == Look::month) format_set_align(format, LXW_ALIGN_LEFT);
    if (look == Look::month) format_set_indent(format, 1);
    if (look == Look::number_head || look == Look::note_right) format_set_align(format, LXW_ALIGN_RIGHT);
    if (look == Look::aside || look == Look::head_aside) format_set_indent(format, 1);
    if (look == Look::middle_head) format_set_align(format, LXW_ALIGN_CENTER);
    if (is_head(look)) {
        format_set_bold(format);
        format_set_text_wrap(format);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        format_set_bg_color(format, 0xDCE6F1);
        format_set_bottom(format, LXW_BORDER_THIN);
    }
    return format;
}

/// While it lives nothing comes out at the standard error: libxlsxwriter says there by itself what the program is going
/// to say.
class QuietErrors
{
  public:
    QuietErrors() : errors_(::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1))
    {
        const int nowhere = errors_ >= 0 ? ::open("/dev/null", O_WRONLY | O_CLOEXEC) : -1;
        if (nowhere < 0) return;
        ::dup2(nowhere, STDERR_FILENO);
        ::close(nowhere);
    }
    ~QuietErrors()
    {
        if (errors_ < 0) return;
        ::dup2(errors_, STDERR_FILENO);
        ::close(errors_);
    }
    QuietErrors(const QuietErrors&) = delete;
    QuietErrors& operator=(const QuietErrors&) = delete;

  private:
    int errors_;
};

} // namespace

void Sheet::make_room(std::string_view head, Look look, std::uint16_t cells)
{
    if (!is_head(look)) return;
    constexpr double wider = 1.2; // than others are bold letters, and room is lost where words break
    double room = 0;
    for (std::uint16_t k = 0; k < cells; ++k) {
        constexpr double usual = 8.43;
        const auto column = static_cast<std::size_t>(column_) + k;
        room += column < widths_.size() ? widths_[column] : usual;
    }
    head_lines_ = std::max(head_lines_, static_cast<int>(std::ceil(wider * static_cast<double>(width(head)) / room)));
}

void Sheet::text(std::string_view text, Look look)
{
    make_room(text, look, 1);
    constexpr std::size_t most = 32'767; // Excel takes no more in a cell
    const std::string cell = shortened_to(text, most);
    if (!is_full())
        worksheet_write_string(sheet_, row_, column_, cell.c_str(), formats_[static_cast<std::size_t>(look)]);
    ++column_;
}

void Sheet::text_over(std::uint16_t cells, std::string_view text, Look look)
{
    make_room(text, look, cells);
    if (!is_full())
        worksheet_merge_range(sheet_, row_, column_, row_, static_cast<lxw_col_t>(column_ + cells - 1),
                              xml_characters(text).c_str(), formats_[static_cast<std::size_t>(look)]);
    skip(cells);
}

void Sheet::number(double value, Look look)
{
    if (!is_full() && std::isfinite(value))
        worksheet_write_number(sheet_, row_, column_, value + 0.0,
                               formats_[static_cast<std::size_t>(look) + (shows_nothing(value, look) ? looks : 0)]);
    ++column_;
}

void Sheet::month(sim::Month month) { number(excel_day(month), Look::month); }

void Sheet::end_row()
{
    if (head_lines_ > 1) lines(head_lines_);
    head_lines_ = 1;
    left_out_ += is_full();
    widest_ = std::max(widest_, column_);
    column_ = 0;
    ++row_;
}

void Sheet::widths(const std::vector<double>& widths)
{
    widths_ = widths;
    for (std::size_t k = 0; k < widths.size(); ++k) {
        const auto column = static_cast<lxw_col_t>(k);
        worksheet_set_column(sheet_, column, column, widths[k], nullptr);
    }
}

void Sheet::freeze_names() { worksheet_freeze_panes(sheet_, 0, 1); }

void Sheet::freeze(std::uint16_t columns)
{
    worksheet_freeze_panes(sheet_, row_, columns);
    worksheet_repeat_rows(sheet_, 0, row_ - 1);
    if (columns > 0) worksheet_repeat_columns(sheet_, 0, static_cast<lxw_col_t>(columns - 1));
    filter_ = row_ - 1;
}

void Sheet::lines(int lines)
{
    constexpr double height = 15; // points
    worksheet_set_row(sheet_, row_, lines * height, nullptr);
}

void Sheet::for_paper(std::uint16_t pages)
{
    worksheet_set_landscape(sheet_);
    worksheet_set_paper(sheet_, 9); // A4
    worksheet_fit_to_pages(sheet_, 1, pages);
}

Workbook::Workbook(const ExportFolder::Place& place, const std::string& title, sim::Month created,
                   sim::Language language)
    : shown_(place.shown), folder_(place.aside.parent_path().string()), language_(language)
{
    lxw_workbook_options options{};
    options.tmpdir = folder_.data();
    book_ = workbook_new_opt(place.aside.c_str(), &options);
    if (book_ == nullptr) throw std::bad_alloc();
    std::string shown = shortened_to(title, 255);
    std::string maker = "Layak";
    lxw_doc_properties properties{};
    properties.title = shown.data();
    properties.author = maker.data();
    properties.created = static_cast<time_t>(days_to_first(created)) * 86'400;
    workbook_set_properties(book_, &properties);
    for (std::size_t look = 0; look < looks; ++look)
        formats_.push_back(new_format(book_, static_cast<Look>(look), language));
    for (std::size_t look = 0; look < looks; ++look) {
        formats_.push_back(new_format(book_, static_cast<Look>(look), language));
        if (decimals_of(static_cast<Look>(look)))
            format_set_num_format(formats_.back(), format_of_nothing(static_cast<Look>(look), language).c_str());
    }
}

Workbook::~Workbook()
{
    if (book_ != nullptr) lxw_workbook_free(book_);
}

Sheet& Workbook::sheet(const sim::Words& name)
{
    lxw_worksheet* const made = workbook_add_worksheet(book_, name.in(language_).c_str());
    if (made == nullptr) throw sim::WriteError(shown_, {"lembar kerja tidak dapat dibuat", "a sheet cannot be made"});
    sheets_.push_back(std::unique_ptr<Sheet>(new Sheet(made, name, language_, formats_)));
    return *sheets_.back();
}

void Workbook::chart(const Sheet& on, const Chart& of, std::uint32_t row, std::uint16_t column)
{
    using Kind = Chart::Kind;
    lxw_chart* const chart = workbook_add_chart(book_, of.kind == Kind::columns  ? LXW_CHART_COLUMN
                                                       : of.kind == Kind::bars   ? LXW_CHART_BAR
                                                       : of.kind == Kind::points ? LXW_CHART_SCATTER
                                                                                 : LXW_CHART_SCATTER_STRAIGHT);
    std::size_t colour = 0;
    for (const Series& one : of.series) {
        lxw_chart_series* const series = chart_add_series(chart, nullptr, nullptr);
        const char* const sheet = one.values->name().c_str();
        chart_series_set_categories(series, sheet, one.first, one.category_column, one.last, one.category_column);
        chart_series_set_values(series, sheet, one.first, one.column, one.last, one.column);
        chart_series_set_name_range(series, one.name_sheet.c_str(), one.name_row, one.name_column);
        lxw_chart_line line{};
        line.color = one.colour.value_or(colours[colour % colours.size()]);
        line.width = 2;
        lxw_chart_fill fill{};
        fill.color = line.color;
        if (of.kind == Kind::lines) chart_series_set_line(series, &line);
        if (of.kind == Kind::columns || of.kind == Kind::bars) chart_series_set_fill(series, &fill);
        if (of.kind == Kind::points) {
            chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
            chart_series_set_marker_size(series, 6);
            chart_series_set_marker_fill(series, &fill);
            chart_series_set_marker_line(series, &line);
        }
        ++colour;
    }
    chart_title_set_name(chart, shortened_to(of.title, 255).c_str());
    lxw_chart_font font{};
    font.size = 12;
    font.bold = LXW_TRUE;
    chart_title_set_name_font(chart, &font);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    const bool lies = of.kind == Kind::bars; // then the axis of the values is the horizontal one
    lxw_chart_axis* const values = lies ? chart->x_axis : chart->y_axis;
    chart_axis_set_num_format(values, of.number_format.c_str());
    if (lies) {
        chart_axis_set_reverse(chart->y_axis);
        chart_axis_set_label_position(chart->y_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
        chart_axis_set_crossing_max(chart->y_axis); // of the numbers: below, where the turned axis ends
    } else {
        chart_axis_set_min(values, 0);
    }
    if (!of.across.empty()) {
        chart_axis_set_name(chart->x_axis, shortened_to(of.across, 255).c_str());
        lxw_chart_font plain{};
        plain.bold = LXW_EXPLICIT_FALSE;
        chart_axis_set_name_font(chart->x_axis, &plain);
    }
    if (of.kind == Kind::points) {
        chart_axis_set_num_format(chart->x_axis, of.across_format.c_str());
        chart_axis_major_gridlines_set_visible(chart->x_axis, LXW_FALSE);
    }
    if (of.kind == Kind::lines) {
        constexpr double two_years = 730.5;
        // From the end of a month on, so that no tick slips into the year before.
        chart_axis_set_min(chart->x_axis, excel_day(of.from));
        chart_axis_set_max(chart->x_axis, excel_day(of.to));
        chart_axis_set_major_unit(chart->x_axis, two_years);
        chart_axis_set_num_format(chart->x_axis, "yyyy");
        chart_axis_major_gridlines_set_visible(chart->x_axis, LXW_FALSE);
    }
    lxw_chart_line grid{};
    grid.color = 0xD9D9D9;
    chart_axis_major_gridlines_set_line(values, &grid);
    lxw_chart_options size{};
    size.x_scale = 1.15;
    worksheet_insert_chart_opt(on.raw(), row, column, chart, &size);
}

void Workbook::close()
{
    for (const auto& sheet : sheets_)
        if (sheet->filter_ && sheet->widest_ > 0)
            worksheet_autofilter(sheet->sheet_, *sheet->filter_, 0, std::min(sheet->row_, Sheet::most_rows) - 1,
                                 static_cast<lxw_col_t>(sheet->widest_ - 1));
    lxw_workbook* const book = std::exchange(book_, nullptr);
    lxw_error error = LXW_NO_ERROR;
    int system_error = 0;
    {
        const QuietErrors quiet;
        errno = 0;
        error = workbook_close(book); // frees it also where it fails
        system_error = errno;
    }
    if (error == LXW_NO_ERROR) return;
    if (system_error != 0) throw sim::WriteError(shown_, sim::trouble_of_writing(system_error));
    throw sim::WriteError(shown_, {lxw_strerror(error), lxw_strerror(error)});
}

} // namespace layak
