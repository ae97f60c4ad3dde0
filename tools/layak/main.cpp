#include <CLI/CLI.hpp>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <exception>
#include <fcntl.h>
#include <filesystem>
#include <iostream>
#include <new>
#include <unistd.h>

#include "sim/core/isa.hpp"
#include "sim/results/errors.hpp"
#include "sim/text/file_trouble.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/command_line.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/heap.hpp"
#include "tools/layak/provenance.hpp"
#include "tools/layak/result_file.hpp"

namespace {

/// The language in which to speak of errors, before options are known.
sim::Language language_of(int argc, char** argv)
{
    sim::Language language = sim::Language::id;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        const std::string_view next = i + 1 < argc ? argv[i + 1] : "";
        if (word == "--lang=en" || (word == "--lang" && next == "en")) language = sim::Language::en;
    }
    return language;
}

/// Says what failed, and what there is of a result all the same.
int say_failure(sim::Words words, sim::Language language)
{
    const std::string whole = layak::whole_result().string();
    if (!whole.empty())
        words = words + sim::Words{"; hasilnya sudah lengkap: " + whole, "; the result is whole: " + whole};
    std::fprintf(stderr, "layak: %s\n", sim::escaped(words.in(language)).c_str());
    return layak::failed;
}

sim::Words trouble_of_stdout(int code)
{
    return sim::Words{"keluaran (stdout) tidak dapat ditulis: ", "the output (stdout) cannot be written: "} +
           sim::trouble_of_writing(code);
}

/// A closed stdin, stdout or stderr would give its number to the next file opened, and messages would go there.
void keep_standard_numbers()
{
    int number = 0;
    while (0 <= number && number <= STDERR_FILENO)
        number = ::open("/dev/null", O_RDONLY); // writing to it stays an error
    if (number > STDERR_FILENO) ::close(number);
}

} // namespace

int main(int argc, char** argv)
{
    layak::prepare_heap();
    keep_standard_numbers();
    layak::remember_command(argc, argv);
    std::signal(SIGXFSZ, SIG_IGN); // a file that may not grow is an error of the write
    CLI::App app(
        "Layak: how institutional commitment spreads, lasts and is lost in a child-friendly city (Kota Layak Anak)",
        "layak");
    app.set_version_flag("--version", "layak " + layak::version());
    app.require_subcommand(1);
    app.get_formatter()->column_width(34);
    layak::add_run(app);
    layak::add_compare(app);
    layak::add_rerun(app);
    layak::add_verify(app);
    layak::add_sweep(app);
    layak::add_merge(app);
    layak::add_status(app);
    layak::add_submit(app);
    layak::add_target(app);
    layak::add_sensitivity(app);
    layak::add_design(app);
    layak::add_calibrate(app);
    layak::add_report(app);
    layak::add_export(app);
    layak::add_validate(app);
    layak::add_new(app);
    const sim::Language language = language_of(argc, argv);
    try {
        try {
            app.parse(argc, argv);
        } catch (const layak::ParameterHelp&) {
            layak::print(layak::parameter_help(language));
        }
        return layak::done;
    } catch (const layak::Exit& exit) {
        return exit.status;
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) {
            errno = 0;
            app.exit(error); // help, or the version
            return std::cout.flush() ? layak::done : say_failure(trouble_of_stdout(errno != 0 ? errno : EIO), language);
        }
        layak::say_mistake_of_usage(app, {argv + 1, argv + argc}, error.what(), language);
        return layak::wrong_input;
    } catch (const sim::InputError& error) {
        std::fputs(to_text(error.findings, language).c_str(), stderr);
        return layak::wrong_input;
    } catch (const sim::WrongIsa& error) {
        const std::string named = "LAYAK_ISA = \"" + error.named + "\": ";
        say_failure({named + "pada prosesor ini program mengenal " + error.known,
                     named + "on this processor the program knows " + error.known},
                    language);
        return layak::wrong_input;
    } catch (const layak::PrintError& error) {
        return say_failure(trouble_of_stdout(error.code), language);
    } catch (const sim::ReadError& error) {
        return say_failure(error.words, language); // the same command may well meet the same
    } catch (const sim::FileError& error) {
        const bool goes_on = app.got_subcommand("sweep") || app.got_subcommand("calibrate") ||
                             (app.got_subcommand("target") && app.get_subcommand("target")->count("--shard") > 0);
        return say_failure(goes_on ? error.words +
                                         sim::Words{"; yang sudah selesai tersimpan. Untuk melanjutkannya: ",
                                                    "; what is finished is kept. To go on: "} +
                                         sim::Words{layak::command_again(), layak::command_again()}
                                   : error.words,
                           language);
    } catch (const std::filesystem::filesystem_error& error) {
        return say_failure(sim::FileError(error.path1(), sim::trouble_of_writing(error.code().value())).words,
                           language);
    } catch (const std::bad_alloc&) {
        return say_failure({"memori tidak cukup", "not enough memory"}, language);
    } catch (const std::exception& error) {
        return say_failure({error.what(), error.what()}, language);
    }
}
