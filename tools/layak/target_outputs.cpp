#include "tools/layak/target_outputs.hpp"

#include "tools/layak/format.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/target_report.hpp"
#include "tools/layak/text_table.hpp"

namespace layak {

void write_outputs(const std::filesystem::path& table, const PreparedTarget& prepared,
                   const commitment::TargetAnswer& answer, const CommonOptions& given)
{
    const sim::Language language = given.language();
    const TargetReport report{prepared.inputs, prepared.question, answer, prepared.lever};
    if (!table.empty()) write_text(table, target_csv(report));
    if (given.json) return print(target_json(report));
    print(target_table(report, language, terminal_columns()));
    if (!table.empty())
        print((language == sim::Language::id ? "\nTabel: " : "\nThe table: ") + printable(table.string()) + "\n");
}

} // namespace layak
