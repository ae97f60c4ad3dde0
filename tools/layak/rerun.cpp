#include <memory>

#include "models/commitment/replay.hpp"
#include "sim/text/csv.hpp"
#include "sim/text/number.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/stored_replicate.hpp"
#include "tools/layak/stored_run.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using commitment::CommitmentBlock;
using commitment::Event;
using commitment::Happening;
using sim::Words;

struct RerunOptions : CommonOptions
{
    std::string result;
    std::uint32_t run = 0;
    std::vector<std::string> plans;
};

const std::string events_head = "plan,replicate,month,event,institution,institution_name,kind,post,other_institution,"
                                "other_post,by,amount,reasons";
const std::string states_head =
    "plan,replicate,month,institution,institution_name,kind,action,written,doctrine,leadership,"
    "resources,structure,capacity,programme,trained_posts,families_unaware,families_knows,"
    "families_understands,families_involved,advocacy";

/// "training.kelurahan", with the file that it is of.
std::string intervention_name(const commitment::PackedIntervention& by)
{
    std::string name(info(by.lever).name);
    if (by.target != commitment::Target::none) name += "." + std::string(name_of(by.target));
    return (by.file == 0 ? "history:" : "plan:") + name;
}

/// "official 2": the second official of the institution.
std::string post_name(const commitment::PackedCity& city, std::uint32_t post)
{
    static const char* const roles[] = {"head", "official", "technical"};
    const std::uint32_t i = city.institution_of[post];
    std::uint32_t place = post - city.first_post[i];
    const auto role = static_cast<int>(city.post_role[post]);
    if (role >= 1) place -= city.heads[i];
    if (role == 2) place -= city.officials[i];
    return std::string(roles[role]) + " " + std::to_string(place + 1);
}

/// Collects what a replay tells as two tables.
class Tables
{
  public:
    Tables(const StoredRun& run, std::uint32_t replicate) : run_(run), replicate_(replicate) {}

    void follow(std::uint32_t plan, std::uint32_t months)
    {
        const commitment::City& city = run_.inputs().city;
        plan_ = run_.inputs().plans.empty() ? "" : run_.inputs().plans[plan].id;
        const StoredReplicate stored(run_, replicate_, plan, months);
        compared_institutions = stored.has_institutions();
        commitment::ReplayListener listener;
        listener.happened = [&](std::uint32_t step, const Happening& of, const commitment::PackedCity& packed,
                                const commitment::PackedPlan& packed_plan) { tell(step, of, packed, packed_plan); };
        listener.month_done = [&](std::uint32_t step, CommitmentBlock& block, int lane,
                                  const commitment::PackedCity& packed) {
            if (first_difference.empty()) {
                first_difference = stored.difference(step, block, lane, packed);
                if (!first_difference.empty()) first_difference = plan_ + ", " + first_difference;
            }
            states(step, block, lane, packed);
        };
        replay(city, run_.inputs().plans.empty() ? nullptr : &run_.inputs().plans[plan], run_.options(), replicate_,
               months, listener);
    }

    std::string events = events_head + "\n";
    std::string states_of_months = states_head + "\n";
    std::string first_difference; ///< from the result file; empty where there is none
    std::size_t event_count = 0;
    bool compared_institutions = false;

  private:
    std::string month(std::uint32_t step) const { return to_text(run_.inputs().city.start + static_cast<int>(step)); }

    void tell(std::uint32_t step, const Happening& of, const commitment::PackedCity& packed,
              const commitment::PackedPlan& packed_plan)
    {
        const auto& institutions = run_.inputs().city.institutions;
        std::string& out = events;
        const auto add = [&](std::string_view field) { out += "," + sim::csv_field(field); };
        const auto id_of = [&](std::uint32_t post) { return institutions[packed.institution_of[post]].id; };
        out += sim::csv_field(plan_);
        add(std::to_string(replicate_));
        add(month(step));
        add(commitment::event_names[static_cast<std::size_t>(of.event)]);
        const bool somewhere = of.institution != Happening::nothing;
        add(somewhere ? institutions[of.institution].id : "");
        add(somewhere ? institutions[of.institution].name : "");
        add(somewhere ? name_of(institutions[of.institution].kind) : "");
        add(of.post != Happening::nothing ? post_name(packed, of.post) : "");
        add(of.other != Happening::nothing ? id_of(of.other) : "");
        add(of.other != Happening::nothing ? post_name(packed, of.other) : "");
        add(of.intervention != Happening::nothing ? intervention_name(packed_plan.interventions[of.intervention]) : "");
        add(of.amount != 0 ? sim::shortest(of.amount) : "");
        std::string reasons;
        if (of.has_reasons) {
            const auto& names = of.event == Event::formed ? commitment::formed_reasons : commitment::engaged_reasons;
            for (std::size_t k = 0; k < names.size(); ++k)
                reasons += (k > 0 ? " " : "") + std::string(names[k]) + "=" + sim::shortest(rounded(of.reasons[k]));
        }
        add(reasons);
        out += "\n";
        ++event_count;
    }

    static double rounded(double value) { return std::round(value * 1e6) / 1e6; }

    void states(std::uint32_t step, CommitmentBlock& block, int lane, const commitment::PackedCity& packed)
    {
        const auto& institutions = run_.inputs().city.institutions;
        constexpr std::uint32_t lanes = sim::Block::replicates;
        for (std::uint32_t i = 0; i < institutions.size(); ++i) {
            std::string& out = states_of_months;
            const commitment::Kind kind = institutions[i].kind;
            out += sim::csv_field(plan_) + "," + std::to_string(replicate_) + "," + month(step);
            for (const std::string_view text :
                 {std::string_view(institutions[i].id), std::string_view(institutions[i].name), name_of(kind)})
                out += "," + sim::csv_field(text);
            const auto value = [&](commitment::Field field, std::uint32_t place) {
                out += ",";
                if (has_field(kind, field))
                    out += sim::shortest(block.field(field)[place * lanes + static_cast<std::uint32_t>(lane)]);
            };
            for (std::uint32_t f = 0; f < commitment::institution_field_count; ++f)
                value(static_cast<commitment::Field>(f), i);
            std::uint32_t trained = 0;
            for (std::uint32_t post = packed.first_post[i]; post < packed.first_post[i + 1]; ++post)
                trained +=
                    block.knowledge()[post * lanes + static_cast<std::uint32_t>(lane)] >= commitment::trained_knowledge;
            out += "," + (commitment::is_staffed(kind) ? std::to_string(trained) : "");
            for (const commitment::Field stage : {commitment::Field::unaware, commitment::Field::knows,
                                                  commitment::Field::understands, commitment::Field::involved})
                value(stage, packed.community_of[i]);
            value(commitment::Field::advocacy, packed.business_of[i]);
            out += "\n";
        }
    }

    const StoredRun& run_;
    std::uint32_t replicate_;
    std::string plan_;
};

std::vector<std::uint32_t> chosen_plans(const Inputs& inputs, const std::vector<std::string>& given)
{
    std::vector<std::uint32_t> chosen;
    std::vector<std::string> known;
    for (const commitment::Plan& plan : inputs.plans) known.push_back(plan.id);
    if (given.empty())
        for (std::uint32_t p = 0; p < known.size(); ++p) chosen.push_back(p);
    sim::Findings findings;
    for (const std::string& name : given) {
        const auto at = std::find(known.begin(), known.end(), name);
        const auto which = static_cast<std::uint32_t>(at - known.begin());
        if (at != known.end() && std::find(chosen.begin(), chosen.end(), which) != chosen.end())
            findings.error("--plan " + name, 0, "", "", Words{"disebut dua kali", "is given twice"});
        else if (at != known.end())
            chosen.push_back(which);
        else
            findings.error("--plan " + name, 0, "", "",
                           Words{"hasil ini tidak memuat rencana itu; ", "this result has no such plan; "} +
                               sim::accepted(known) + sim::did_you_mean(name, known));
    }
    findings.throw_if_failed();
    return chosen;
}

/// What is compared must be what was once written.
void refuse_if_changed(const StoredRun& run, sim::Language language)
{
    if (run.file().content_digest() == run.file().attribute<std::string>("content_sha256")) return;
    const std::string file = printable(run.path().string()) + ": ";
    refuse(Words{file, file} +
               Words{"isinya tidak cocok dengan sidiknya: berkas ini sudah diubah (layak verify menyebut di mana)",
                     "its content does not fit its digest: the file was changed (layak verify says where)"},
           language, failed);
}

void rerun(const RerunOptions& given)
{
    const sim::Language language = given.language();
    const bool id = language == sim::Language::id;
    const StoredRun run(given.result);
    refuse_if_changed(run, language);
    if (given.run >= run.options().replicates) {
        sim::Findings findings;
        const std::string last = std::to_string(run.options().replicates - 1);
        findings.error("--run " + std::to_string(given.run), 0, "", "",
                       {"hasil ini memuat ulangan 0 sampai " + last, "this result has the replicates 0 to " + last});
        findings.throw_if_failed();
    }
    const std::vector<std::uint32_t> plans = chosen_plans(run.inputs(), given.plans);
    const std::string stem = run.path().stem().string() + "-run-" + std::to_string(given.run);
    const fs::path events = given.output.empty() ? fs::path(stem + "-events.csv") : fs::path(given.output);
    const fs::path states = events.parent_path() / (events.stem().string() + "-states.csv");
    check_text_output(events, events_head, run.inputs(), given.force, language);
    check_text_output(states, states_head, run.inputs(), given.force, language);

    Tables tables(run, given.run);
    const std::uint32_t months = months_of(run.inputs().city, run.inputs().plans);
    for (const std::uint32_t plan : plans) tables.follow(plan, months);
    if (!tables.first_difference.empty()) {
        const std::string where = printable(run.path().string()) + ": ";
        refuse(Words{where, where} +
                   Words{"ulangan ini tidak memberi angka yang sama dengan berkasnya; perbedaan pertama (berkas / "
                         "sekarang): ",
                         "this replicate does not give the numbers of the file; first difference (file / now): "} +
                   Words{tables.first_difference, tables.first_difference},
               language, failed);
    }
    write_text(events, tables.events);
    write_text(states, tables.states_of_months);
    const std::string count = number(static_cast<double>(tables.event_count), 0, language);
    const std::string compared =
        tables.compared_institutions
            ? (id ? "keluaran kota dan kecamatan, biaya, yang tidak terlaksana, dan keadaan tiap lembaga"
                  : "outcomes of the city and its kecamatan, costs, what was not delivered, and the state of every "
                    "institution")
            : (id ? "keluaran kota dan kecamatan, biaya, dan yang tidak terlaksana"
                  : "outcomes of the city and its kecamatan, costs, and what was not delivered");
    print((id ? "Ulangan " : "Replicate ") + std::to_string(given.run) +
          (id ? " dihitung lagi; semua angkanya (" : " computed again; all its numbers (") + compared +
          (id ? ") sama bit demi bit dengan " : ") are the same bit by bit as in ") + printable(run.path().string()) +
          "\n" + printable(events.string()) + ": " + count +
          (id ? " peristiwa (siapa pindah, siapa dilatih, badan mana terbentuk dan mengapa)\n"
              : " events (who moved, who was trained, which body was formed and why)\n") +
          printable(states.string()) +
          (id ? ": keadaan tiap lembaga tiap bulan\n" : ": the state of every institution every month\n"));
}

} // namespace

void add_rerun(CLI::App& layak)
{
    auto given = std::make_shared<RerunOptions>();
    CLI::App* const verb =
        layak.add_subcommand("rerun", "One replicate of a result again, with every event of it as CSV");
    verb->add_option("RESULTS", given->result, "A result of run or compare")->required()->option_text(" ");
    verb->add_option("--run", given->run, "The replicate, from 0")
        ->required()
        ->check(accept_whole(0, 999'999))
        ->option_text("N");
    verb->add_option("--plan", given->plans, "Of this plan alone; may be given often")
        ->option_text("PLAN [all]")
        ->allow_extra_args(false);
    verb->add_option("-o,--out", given->output, "The file of the events; states go beside it, as NAME-states.csv")
        ->option_text("FILE [RESULTS-run-N-events.csv]");
    verb->add_flag("--force", given->force, "Replace existing files of an earlier rerun");
    add_language(*verb, *given);
    verb->footer(
        "Example:\n  layak rerun compare-top-down.nc --run 17 --plan bottom-up\n"
        "All that the file has of the replicate is compared, bit by bit, after the file with its digest.\n"
        "Exit status: 0 done, 1 the replicate differs from the file or the file was changed, 2 wrong input or usage.");
    verb->callback([given] { rerun(*given); });
}

} // namespace layak
