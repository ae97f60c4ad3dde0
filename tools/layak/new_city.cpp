#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "models/commitment/institution_row.hpp"
#include "models/commitment/new_city/new_city.hpp"
#include "sim/results/new_folder.hpp"
#include "sim/text/csv.hpp"
#include "sim/text/file.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/next_steps.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/signals.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using commitment::NewCity;
using sim::Words;

struct NewCityOptions : CommonOptions
{
    std::string folder;
    std::string name;
    std::string code;
    std::string start = "2015-01";
    std::string table;
    std::string neighbours;
    std::optional<int> kecamatan, kelurahan, agencies, businesses;
    std::optional<long long> families;
};

constexpr std::uint64_t most_kecamatan = 10'000; // Indonesia has 7,288, and 83,800 kelurahan and villages
constexpr std::uint64_t most_kelurahan = 100'000;
constexpr std::uint64_t most_agencies = 200;
constexpr std::uint64_t most_businesses = 100'000;
constexpr std::uint64_t most_families_in_all = 1'000'000'000;
constexpr std::uintmax_t most_bytes = std::uintmax_t{256} << 20; // of a table

std::string accept_label(const std::string& text)
{
    if (const std::string wrong = accept_not_empty(text); !wrong.empty()) return wrong;
    const bool has_control =
        std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
    const Words words = text.size() > commitment::longest_given_name
                            ? Words{"lebih panjang dari 150 byte", "longer than 150 bytes"}
                        : has_control || sim::first_not_utf8(text) != std::string::npos
                            ? Words{"memuat karakter kendali atau yang bukan UTF-8",
                                    "has control characters, or some that are not UTF-8"}
                            : Words{};
    return words.empty() ? "" : in_both_languages(words);
}

std::string accept_start(const std::string& text)
{
    const auto month = sim::parse_month(text);
    if (month && 1900 <= month->year() && month->year() <= 2200) return "";
    return in_both_languages({"\"" + text + "\": harus bulan seperti 2015-01, dari 1900 sampai 2200",
                              "\"" + text + "\": must be a month like 2015-01, from 1900 to 2200"});
}

/// What is wrong with the options together.
Words objection_to(const NewCityOptions& given)
{
    if (!given.table.empty() && (given.kecamatan || given.kelurahan))
        return {"--kecamatan dan --kelurahan tidak dipakai bersama --table: tabel menyebut nama-namanya",
                "--kecamatan and --kelurahan do not go with --table: the table names them"};
    if (!given.table.empty()) return {};
    if (!given.neighbours.empty())
        return {"--neighbours memerlukan --table: tabel yang menyebut nama kelurahan",
                "--neighbours needs --table: the table that names the kelurahan"};
    if (!given.kecamatan || !given.kelurahan)
        return {"sebutkan --kecamatan N dan --kelurahan N (di seluruh kota), atau tabel nama: --table BERKAS",
                "give --kecamatan N and --kelurahan N (in the whole city), or a table of names: --table FILE"};
    const std::string n = std::to_string(*given.kecamatan);
    if (*given.kelurahan < *given.kecamatan)
        return {"--kelurahan " + std::to_string(*given.kelurahan) + ": paling sedikit " + n +
                    ", satu di setiap kecamatan (--kelurahan adalah jumlah di seluruh kota)",
                "--kelurahan " + std::to_string(*given.kelurahan) + ": at least " + n +
                    ", one in each kecamatan (--kelurahan counts those of the whole city)"};
    if (given.families.value_or(0) / *given.kelurahan >= static_cast<long long>(commitment::most_families))
        return {"--families " + std::to_string(*given.families) + ": di bawah 10000000 di setiap kelurahan",
                "--families " + std::to_string(*given.families) + ": less than 10000000 in each kelurahan"};
    return {};
}

/// The folder without a slash at its end.
fs::path folder_of(const NewCityOptions& given)
{
    const fs::path path = fs::path(given.folder).lexically_normal();
    return path.has_filename() ? path : path.parent_path();
}

/// Why the folder cannot be made, and the exit status for it.
std::pair<Words, int> objection_to(const fs::path& folder)
{
    std::error_code failed_to_look;
    const fs::path above = folder.has_parent_path() ? folder.parent_path() : fs::path(".");
    const auto status = fs::symlink_status(folder, failed_to_look);
    if (folder.filename() == "." || folder.filename() == ".." || fs::equivalent(folder, ".", failed_to_look))
        return {{"sebutkan folder baru, bukan folder tempat perintah ini dijalankan",
                 "name a new folder, not the one in which this command runs"},
                wrong_input};
    if (fs::exists(status) && !fs::is_directory(status))
        return {{"sudah ada dan bukan folder", "exists and is no folder"}, wrong_input};
    if (fs::exists(status) && !fs::is_empty(folder, failed_to_look))
        return {{"sudah ada dan tidak kosong; sebutkan folder baru", "exists and is not empty; name a new folder"},
                wrong_input};
    if (!fs::is_directory(above, failed_to_look))
        return {{"tidak ada folder " + above.string(), "there is no folder " + above.string()}, wrong_input};
    if (::access(above.c_str(), W_OK) != 0)
        return {{"folder " + above.string() + " tidak boleh ditulisi",
                 "the folder " + above.string() + " cannot be written"},
                failed};
    return {};
}

/// "kota-cilegon" as a name: "Kota Cilegon".
std::string name_from(const fs::path& folder)
{
    std::string name = folder.filename().string();
    bool begins = true;
    for (char& c : name) {
        if (c == '-' || c == '_') c = ' ';
        if (begins && 'a' <= c && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        begins = c == ' ';
    }
    return accept_label(name).empty() ? name : "Kota";
}

commitment::WishedCity wish_of(const NewCityOptions& given, const fs::path& folder)
{
    commitment::WishedCity wish;
    wish.language = given.language();
    wish.name = given.name;
    wish.otherwise_named = name_from(folder);
    wish.code = given.code;
    wish.start = *sim::parse_month(given.start);
    wish.kecamatan = given.kecamatan.value_or(1);
    wish.kelurahan = given.kelurahan.value_or(1);
    wish.agencies = given.agencies;
    wish.businesses = given.businesses;
    wish.families = given.families;
    return wish;
}

std::optional<commitment::NamedText> read_table(const std::string& file, sim::Findings& findings)
{
    if (const std::string workbook = sim::workbook_instead_of(file); !workbook.empty()) {
        findings.error(file, 0, "", "",
                       {"berkas tidak ada; simpanlah " + workbook + " sebagai \"CSV UTF-8\" dengan nama ini",
                        "there is no such file; save " + workbook + " as \"CSV UTF-8\" under this name"});
        return std::nullopt;
    }
    auto text = sim::read_file(file, file, most_bytes, findings);
    if (!text) return std::nullopt;
    return commitment::NamedText{file, std::move(*text)};
}

/// \throws sim::InputError
NewCity make(const NewCityOptions& given, const fs::path& folder, sim::Findings& findings)
{
    const commitment::WishedCity wish = wish_of(given, folder);
    if (given.table.empty()) return city_from_numbers(wish);
    const auto table = read_table(given.table, findings);
    const auto neighbours = given.neighbours.empty() ? std::nullopt : read_table(given.neighbours, findings);
    findings.throw_if_failed();
    auto city = city_from_table(wish, *table, neighbours, findings);
    findings.throw_if_failed();
    return std::move(*city);
}

struct Totals
{
    std::size_t kecamatan = 0, kelurahan = 0, agencies = 0, businesses = 0;
    long long families = 0, posts = 0;
};

Totals totals_of(const NewCity& city)
{
    Totals totals;
    for (const commitment::Institution& one : city.institutions) {
        totals.kecamatan += one.kind == commitment::Kind::kecamatan;
        totals.kelurahan += one.kind == commitment::Kind::kelurahan;
        totals.agencies += one.kind == commitment::Kind::opd;
        totals.businesses += one.kind == commitment::Kind::business;
        totals.families += one.families;
        totals.posts += one.posts();
    }
    return totals;
}

std::string good_news(const NewCity& city, const std::string& folder, sim::Language language)
{
    const bool id = language == sim::Language::id;
    const Totals totals = totals_of(city);
    const auto n = [&](auto count) { return number(static_cast<double>(count), 0, language); };
    std::string out = printable(folder) + ": " + printable(city.name) + (id ? " dibuat (" : " made (");
    out += n(totals.kecamatan) + " kecamatan, " + n(totals.kelurahan) + " kelurahan, " + n(totals.agencies) +
           (id ? " OPD, " : " agencies, ") + n(totals.businesses) + (id ? " dunia usaha, " : " businesses, ") +
           n(totals.families) + (id ? " keluarga, " : " families, ") + n(totals.posts) +
           (id ? " jabatan)\n" : " posts)\n");
    out += id ? "README.md di dalamnya menjelaskan setiap berkas, apa yang diasumsikan, dan apa yang sebaiknya diganti "
                "lebih "
                "dahulu.\nSelanjutnya:\n"
              : "README.md in it says what every file is, what is assumed, and what to replace first.\nNext:\n";
    for (const std::string& command : first_commands(folder, new_plans(), language))
        out += "  " + printable(command) + "\n";
    return out;
}

std::string as_json(const NewCity& city, const std::vector<commitment::NewFile>& files, const std::string& folder,
                    sim::Language language)
{
    const Totals totals = totals_of(city);
    nlohmann::ordered_json json = {{"folder", folder},
                                   {"name", city.name},
                                   {"kecamatan", totals.kecamatan},
                                   {"kelurahan", totals.kelurahan},
                                   {"agencies", totals.agencies},
                                   {"businesses", totals.businesses},
                                   {"families", totals.families},
                                   {"posts", totals.posts}};
    json["files"] = nlohmann::ordered_json::array();
    for (const commitment::NewFile& file : files) json["files"].push_back(file.path);
    json["assumed"] = nlohmann::ordered_json::array();
    for (const commitment::Assumption one : city.assumed) json["assumed"].push_back(info(one).name);
    json["next"] = first_commands(folder, new_plans(), language);
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

void write(const std::vector<commitment::NewFile>& files, const fs::path& folder)
{
    listen_for_stop();
    sim::NewFolder made(folder);
    for (const commitment::NewFile& file : files) {
        made.write(file.path, file.text);
        if (stop_requested) throw Exit{stop_status()};
    }
    made.put_in_place();
}

void new_city(const NewCityOptions& given)
{
    const sim::Language language = given.language();
    if (const Words wrong = objection_to(given); !wrong.empty()) refuse(wrong, language, wrong_input);
    const fs::path folder = folder_of(given);
    const std::string shown = folder.string() + ": ";
    if (const auto [wrong, status] = objection_to(folder); !wrong.empty())
        refuse(Words{shown, shown} + wrong, language, status);
    sim::Findings findings;
    const NewCity city = make(given, folder, findings);
    if (!given.quiet) std::fputs(to_text(findings, language).c_str(), stderr);
    const std::vector<commitment::NewFile> files = files_of(city, shell_word(folder.filename().string()), language);
    write(files, folder);
    if (given.json) return print(as_json(city, files, folder.string(), language));
    if (!given.quiet) print(good_news(city, folder.string(), language));
}

void add_sizes(CLI::App& verb, NewCityOptions& given)
{
    const auto add = [&](const char* option, auto& value, const char* meaning, std::uint64_t lowest,
                         std::uint64_t highest, const char* shown) {
        verb.add_option(option, value, meaning)->check(accept_whole(lowest, highest))->option_text(shown);
    };
    add("--kecamatan", given.kecamatan, "How many kecamatan", 1, most_kecamatan, "N");
    add("--kelurahan", given.kelurahan, "How many kelurahan in the whole city, at least one in each kecamatan", 1,
        most_kelurahan, "N");
    add("--agencies", given.agencies, "How many agencies (OPD): the usual ones, those that the model needs first", 1,
        most_agencies, "N [28]");
    add("--families", given.families, "Families in the whole city, shared out equally", 0, most_families_in_all,
        "N [3000 a kelurahan]");
    add("--businesses", given.businesses, "How many businesses to win", 0, most_businesses, "N [0.6 a kelurahan]");
}

void add_city_verb(CLI::App& group)
{
    auto given = std::make_shared<NewCityOptions>();
    CLI::App* const verb = group.add_subcommand("city", "A city's folder from a few numbers or from a table of names");
    verb->add_option("DIR", given->folder, "The folder to be made; it must not be there, or be empty")
        ->required()
        ->check(accept_not_empty)
        ->option_text(" ");
    verb->add_option("--name", given->name, "The city's name")->check(accept_label)->option_text("TEXT [the folder's]");
    verb->add_option("--code", given->code, "Its code of the ministry of home affairs, like 36.73")
        ->check(accept_label)
        ->option_text("TEXT");
    verb->add_option("--start", given->start, "The first month that is run; four years of history, then the plans")
        ->check(accept_start)
        ->option_text("MONTH [2015-01]");
    add_sizes(*verb, *given);
    verb->add_option("--table", given->table,
                     "A table of names (CSV, also with semicolons as Excel writes it): kind, name, parent; perhaps "
                     "families and other columns of institutions.csv")
        ->check(accept_not_empty)
        ->option_text("FILE");
    verb->add_option("--neighbours", given->neighbours,
                     "With --table: pairs of kelurahan that share a border (CSV with a, b: names or ids)")
        ->check(accept_not_empty)
        ->option_text("FILE");
    verb->add_flag("--quiet", given->quiet, "Say nothing where all is good");
    add_json(*verb, *given, "What was made");
    add_language(*verb, *given);
    verb->footer("Examples:\n  layak new city kota-x --name \"Kota X\" --kecamatan 5 --kelurahan 40 --agencies 25\n"
                 "  layak new city kota-x --table names.csv\n"
                 "All that is not given is assumed, and the city says so. Comments in the files are in the language of "
                 "--lang.");
    verb->callback([given] { new_city(*given); });
}

} // namespace

void add_new(CLI::App& layak)
{
    CLI::App* const group = layak.add_subcommand("new", "Makes what a planner starts from: a city");
    group->require_subcommand(1);
    add_city_verb(*group);
}

} // namespace layak
