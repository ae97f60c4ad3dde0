#include "models/commitment/parameters.hpp"

#include <algorithm>
#include <iterator>

namespace commitment {
namespace {

using P = BasicParameters<double>;

struct Possible
{
    Range range;
    bool lowest_excluded = false;
};
constexpr Possible share{{0, 1}};
// Without end only in their meaning: products of these still are finite, and differences of them numbers.
constexpr Possible nonnegative{{0, 1e15}};
constexpr Possible positive{{0, 1e15}, true};
constexpr Possible log_hazard{{-1e6, 1e6}};
// Between all but yes or no and all but the mean itself: there the quantiles of L can be computed.
constexpr Possible concentration{{0.05, 1e6}};

/// A row that sweeps and calibration vary.
constexpr ParameterInfo estimated(std::string_view name, std::string_view symbol,
                                  double BasicParameters<double>::*member, double standard, Range prior,
                                  Possible possible, std::string_view unit, std::string_view basis,
                                  std::string_view reasoning)
{
    return {name, symbol, member,    standard, prior, possible.range, possible.lowest_excluded,
            unit, basis,  reasoning, false};
}

/// A structural constant: outside the default sensitivity set, its prior the default alone.
constexpr ParameterInfo constant(std::string_view name, double BasicParameters<double>::*member, double standard,
                                 Possible possible, std::string_view unit, std::string_view basis,
                                 std::string_view reasoning)
{
    ParameterInfo row = estimated(name, "", member, standard, {standard, standard}, possible, unit, basis, reasoning);
    row.structural = true;
    return row;
}

// clang-format off
// Reasons that several rows share. “…” quotes the study.
constexpr std::string_view capacity_reason =
    "Only the proportions count. Technical staff a little more, since they carry programmes out (“pelibatan tim "
    "teknis merupakan hal penting”); heads and officials alike.";
constexpr std::string_view technical_reason =
    "The study's first recommendation, “mencantumkan tataran pelaksana teknis pada susunan organisasinya”: it takes "
    "city and agencies to 0.9 and 0.85, not to 1; other levels feel it less, the list being the city's.";
constexpr std::string_view facilitation_reason =
    "Help on the spot is the strongest single push on action: it takes a kelurahan at the start from 0.03 to 0.32 in action, "
    "which makes a body four times as likely. Assumed; a PATBM founded with help and one without would show it.";
constexpr std::string_view layak_reason =
    "No official threshold exists on these scales: half of full action and a fifth of the families are a choice. "
    "Nothing else reads them. That the city needs every part is the study's: “jika seluruh lembaga di bawahnya "
    "Kecamatan dan Kelurahan/Desa sudah layak anak”.";
constexpr std::string_view diffuse_reason =
    "Own families count more than neighbours; the two add up to 1, so that C does.";
constexpr std::string_view dormancy_reason =
    "A decree outlives practice for years: a body where almost nothing is done has a chance of 11 % a year to be one "
    "on paper no more. The study saw two young bodies and cannot say.";
constexpr std::string_view retention_reason =
    "Keeping in touch prevents most leaving, not all; a rule enforced does half of that. By the study what lacks is "
    "communication that goes on (“belum berkelanjutan terutama dengan dunia usaha”).";
constexpr std::string_view base_reason =
    "Offices, salaries and ordinary budgets carry part of the work, the more the higher the level. The study: APBD "
    "alone, “tidak ada sumber pemasukan lain”, and how much of it “belum diketahui jumlahnya”. So no number could be "
    "taken from it.";
constexpr std::string_view need_reason =
    "Money that closes 63 % of the gap to R = 1 (95 % with three times as much). All government of Kota Serang "
    "together 10 billion rupiah a year, 0.7 % of the city's spending of 2019 (1,428 billion; Kabar Banten, 31 Aug "
    "2019). RKA and DPA replace it.";

constexpr ParameterInfo table[] = {
    estimated("rotation.head", "r_head", &P::rotation_head, 0.5, {0.2, 1}, nonnegative, "1/year",
              "study: \"rotasi pegawai yang terjadi begitu cepat\"; assumption on the value",
              "A head stays two years in the mean; the prior is one to five. The study gives no number. Of 10 heads "
              "evaluated in 2025, 7 were moved (Tangerang Ekspres, 1 Sep 2025). BKPSDM's yearly share of posts that "
              "change hands replaces it."),
    estimated("rotation.official", "r_official", &P::rotation_official, 0.3, {0.1, 0.8}, nonnegative, "1/year",
              "study, as for heads; assumption on the value",
              "A little over three years in office. One mutasi in 2019 moved 295 officials of some 912 posts, 0.32 "
              "(ANTARA Banten, 25 Oct 2019; Kabar Banten, 25 Jan 2021): a lower limit for that year, but not every "
              "year has one."),
    estimated("rotation.technical", "r_technical", &P::rotation_technical, 0.2, {0.05, 0.6}, nonnegative, "1/year",
              "study, as for heads; assumption on the value",
              "Five years in office: staff below the echelons are taken to move less often. How much less is "
              "assumed."),
    estimated("rotation.internal", "q_int", &P::rotation_internal, 0.8, {0.5, 0.95}, share, "share",
              "assumption: mutasi is mostly inside the city",
              "A fifth of the moves brings somebody from outside, untrained; the others carry knowledge to another "
              "office of the city. BKPSDM could count it."),
    estimated("leadership.mean", "L̄", &P::leadership_mean, 0.45, {0.2, 0.8}, share, "–",
              "study: leaders not firm",
              "Below one half, since leaders at every level are “kurang memiliki ketegasan”; far from 0, since "
              "decrees were issued. The scale is the model's own: a survey of staff about their heads could tie it "
              "to something."),
    estimated("leadership.precision", "ν_L", &P::leadership_precision, 6, {2, 20}, concentration, "–",
              "assumption",
              "Beta(2.7, 3.3), standard deviation 0.19: firm and weak heads both occur, so who comes into office "
              "matters. Nothing was observed; the prior goes from almost any firmness to almost the same for all."),
    estimated("rotation.commitment_loss", "χ", &P::rotation_commitment_loss, 0.6, {0.2, 0.9}, share, "share",
              "assumption",
              "A new head costs a kelurahan 0.42 of its action without a body, 0.21 with one, because S protects. "
              "“Ketika komitmen pemimpin secara tindakan sudah bagus, maka komitmen yang dipimpin akan ikut "
              "terbangun”: so much hangs on the head. Offices before and after a change of head would show it."),
    estimated("rotation.doctrine_loss", "θ", &P::rotation_doctrine_loss, 0.5, {0.1, 0.9}, share, "share",
              "assumption",
              "Of a value held, half lives in persons and leaves with them, a post's share each; half is the "
              "office's. Nothing favours this value within the prior, which is almost the whole range."),
    estimated("knowledge.half_life", "h", &P::knowledge_half_life, 18, {6, 48}, positive, "month",
              "skill-decay meta-analysis (Arthur et al. 1998)",
              "Half of what was gained is lost after 6.5 to 13 months without use (Tatel & Ackerman 2025, procedural "
              "skills); the loss is large after a year (d = −1.4, Arthur et al. 1998). Knowledge of a convention, "
              "with its documents at hand, is taken to last longer; the prior covers these findings. A test of the "
              "trained, months later, replaces it."),
    estimated("knowledge.practice", "u", &P::knowledge_practice, 0.6, {0, 0.9}, share, "share",
              "assumption",
              "With a full programme (P = 1) knowledge halves in 45 months, not 18. The meta-analyses are of loss "
              "without use; how far practice prevents it is assumed."),
    estimated("training.effect", "ε", &P::training_effect, 0.7, {0.4, 0.9}, share, "share",
              "assumption",
              "A course takes an untrained person to 0.7, above the 0.5 that counts as trained, for almost nine "
              "months without practice. A test before and after a course replaces it."),
    estimated("sosialisasi.effect", "ε_s", &P::sosialisasi_effect, 0.2, {0.05, 0.4}, share, "share",
              "assumption",
              "Hours against the days of a course: it takes four sessions to make the same person count as trained."),
    estimated("sosialisasi.consistency", "c", &P::sosialisasi_consistency, 0.35, {0.1, 0.8}, share, "probability",
              "study: \"tidak konsisten memberikan tanggungjawabnya pada orang yang sama\"",
              "The quotation puts it well below one half; how far is assumed. Attendance lists of two years give it "
              "at once."),
    estimated("sosialisasi.relay", "ϱ", &P::sosialisasi_relay, 0.3, {0.05, 0.7}, share, "share",
              "assumption",
              "What a stand-in takes home: “penyampaian informasi tidak langsung tepat sasaran”. Less than a third "
              "is assumed."),
    estimated("sosialisasi.doctrine", "φ", &P::sosialisasi_doctrine, 0.25, {0.05, 0.5}, share, "share",
              "assumption",
              "A quarter of the way to the full value if the right person comes; 0.14 in the mean with the c and ϱ "
              "above. More than its effect on knowledge: sosialisasi is about why, a course about how."),
    estimated("sosialisasi.reach", "reach", &P::sosialisasi_reach, 60, {20, 150}, nonnegative, "families",
              "assumption",
              "A hall or the yard of an RW; 2 % of the families of a kelurahan of mean size in Kota Serang. "
              "Attendance lists replace it."),
    estimated("sosialisasi.face", "face", &P::sosialisasi_face, 0.25, {0.05, 0.5}, share, "share",
              "assumption",
              "A quarter of those who know come to understand by talk face to face. Assumed, in a wide prior."),
    estimated("meetings.base", "a₀", &P::meetings_base, 0.2, {0, 0.5}, share, "probability",
              "study: leaders stay away or send someone",
              "The chance that a head comes where nothing is done (A = 0); with the action of 2018 it is two in "
              "five. “tidak menghadiri undangan kegiatan pertemuan untuk membahas KLA atau bahkan diwakilkan”, of "
              "the heads of kecamatan. Attendance lists replace it."),
    estimated("meetings.delegation", "delegation", &P::meetings_delegation, 0.7, {0.3, 1}, share, "probability",
              "study: leaders stay away or send someone",
              "The study names both, staying away and being represented, and counts neither; sending somebody is "
              "taken as the commoner."),
    estimated("meetings.effect", "ξ", &P::meetings_effect, 0.06, {0.01, 0.2}, share, "share",
              "study: leaders stay away or send someone; assumption on the value",
              "Seven meetings a year with a mayor of L = 0.45 and A = 0.35 close 7 % of a member's gap in action, if "
              "it is fully represented. Small on purpose: the task force met that often for years, and action stayed "
              "low."),
    estimated("diffusion.rate", "λ", &P::diffusion_rate, 0.12, {0.03, 0.4}, nonnegative, "1/month",
              "calibrated on December 2018",
              "Sets the pace of all pressure. Fitted so that action is low in December 2018 even where commitment is "
              "in writing. One date fixes the balance of λ and μ, hardly the pace of both: figures of a second date "
              "would."),
    estimated("diffusion.enabling", "β_E", &P::diffusion_enabling, 1.2, {0, 2}, nonnegative, "–",
              "calibrated on December 2018",
              "The largest weight, since the study lays inaction below on those above: “instruksi yang dianggap "
              "kurang memiliki ketegasan sehingga komitmen lembaga dibawahnya belum terbangun”. The prior, 0 to 2 "
              "for all four, lets data turn the order round."),
    estimated("diffusion.functional", "β_F", &P::diffusion_functional, 0.5, {0, 2}, nonnegative, "–",
              "calibrated on December 2018",
              "Services of others help, but do not move an office by themselves: less than half of authority. Fitted "
              "with the others on the order city, OPD, kecamatan, kelurahan."),
    estimated("diffusion.normative", "β_N", &P::diffusion_normative, 0.25, {0, 2}, nonnegative, "–",
              "calibrated on December 2018",
              "The smallest: doctrine “telah berjalan dalam lingkup pemerintahan”, yet action did not follow, so "
              "values alone move little."),
    estimated("diffusion.diffuse", "β_C", &P::diffusion_diffuse, 0.9, {0, 2}, nonnegative, "–",
              "calibrated on December 2018",
              "Society and neighbours come next to authority. Until 2018 hardly any family took part, so the data "
              "say little about it, and bottom-up plans hang on it: vary it before relying on one."),
    estimated("diffusion.knowledge_floor", "k₀", &P::diffusion_knowledge_floor, 0.25, {0, 0.5}, share, "share",
              "assumption",
              "An office that knows nothing of children's rights responds to a quarter of the pressure: an order is "
              "followed in form (“belum semuanya memahami apa itu pemenuhan hak anak dan KLA secara menyeluruh”). "
              "Until 2018 almost nobody was trained, so it is fitted together with λ only."),
    estimated("diffusion.unwritten", "ι", &P::diffusion_unwritten, 0.3, {0, 0.7}, share, "share",
              "assumption",
              "A camat without a task force still instructs, with 0.3 of the force of one who has a decree. Decrees "
              "count for the study, but are not everything to it; the size is assumed."),
    estimated("diffusion.loss", "μ", &P::diffusion_loss, 0.06, {0.01, 0.2}, nonnegative, "1/month",
              "calibrated on December 2018",
              "Without any support commitment halves in eleven months; with half of the support, in 20. Fitted with "
              "λ."),
    estimated("diffusion.loss_floor", "μ₀", &P::diffusion_loss_floor, 0.005, {0, 0.02}, nonnegative, "1/month",
              "calibrated on December 2018",
              "What is lost even with full support: half in twelve years. Fitted with the others; the data hardly "
              "speak to it."),
    estimated("doctrine.rate", "ν_D", &P::doctrine_rate, 0.04, {0.005, 0.15}, nonnegative, "1/month",
              "calibrated on December 2018",
              "With full knowledge and full example an office takes up 4 % of the missing value in a month. Fitted "
              "with the others."),
    estimated("doctrine.loss", "δ_D", &P::doctrine_loss, 0.003, {0, 0.02}, nonnegative, "1/month",
              "calibrated on December 2018",
              "A value held fades slowly (half in 19 years); what takes it away is rotation. Fitted with the others."),
    estimated("formal.base", "α₀", &P::formal_base, -7.6, {-9.88, -5.32}, log_hazard, "log hazard",
              "calibrated on 0 of 6 kecamatan and 2 of 67 kelurahan by 2018",
              "With all else 0 a body forms with a chance of 0.6 % a year. Fitted on the two counts, which can fix "
              "little more than this one of the six."),
    estimated("formal.action", "α_A", &P::formal_action, 5, {3.5, 6.5}, log_hazard, "log hazard",
              "calibrated on 0 of 6 kecamatan and 2 of 67 kelurahan by 2018",
              "A tenth more action makes a body 1.65 times as likely. As strong as an order: the counts cannot tell "
              "the two apart."),
    estimated("formal.enabling", "α_E", &P::formal_enabling, 5, {3.5, 6.5}, log_hazard, "log hazard",
              "calibrated on 0 of 6 kecamatan and 2 of 67 kelurahan by 2018",
              "Coercion: a tenth more of E or of a mandate makes a body 1.65 times as likely. The history has no mandate, so "
              "what one does is extrapolated: figures of a city that gave one would change it."),
    estimated("formal.peers", "α_P", &P::formal_peers, 1.5, {1.05, 1.95}, log_hazard, "log hazard",
              "calibrated on 0 of 6 kecamatan and 2 of 67 kelurahan by 2018",
              "Imitation (Berry & Berry 1990; Shipan & Volden 2008): with a body in all neighbours it is 4.5 times "
              "as likely. Two bodies of 67 say nothing about it."),
    estimated("formal.community", "α_C", &P::formal_community, 3, {2.1, 3.9}, log_hazard, "log hazard",
              "calibrated on 0 of 6 kecamatan and 2 of 67 kelurahan by 2018",
              "Demand from below at its fullest makes a body 20 times as likely, less than a full order (150 times). "
              "Not observed: no families took part."),
    estimated("formal.capacity", "α_K", &P::formal_capacity, 1, {0.7, 1.3}, log_hazard, "log hazard",
              "calibrated on 0 of 6 kecamatan and 2 of 67 kelurahan by 2018",
              "Means of its own (Berry & Berry 1990): full knowledge makes a body 2.7 times as likely; the weakest, since a "
              "decree takes little knowledge. Not observed."),
    estimated("overlap", "o", &P::overlap, 0.5, {0, 0.9}, share, "share",
              "study: LPA, Forum Anak and DP3AKB overlap",
              "“tumpang tindih dengan forum anak dan DP3AKB”, for want of coordination (“kurangnya koordinasi antar "
              "pelaksana”): without any (M = 0) half is lost. The size is assumed; the prior is almost the whole "
              "range."),
    estimated("families.word_of_mouth", "ω", &P::families_word_of_mouth, 0.01, {0.003, 0.03}, nonnegative, "1/month",
              "assumption, after Bass (1969)",
              "Where all families understand, 5ω = 0.6 a year; imitation of new products has a mean of 0.38 a year "
              "(Sultan et al. 1990). The prior is 0.18 to 1.8."),
    estimated("families.learn", "l", &P::families_learn, 0.01, {0.003, 0.03}, nonnegative, "1/month",
              "assumption, after Bass (1969)",
              "Of the families that know, 11 % a year come to understand by themselves: “masih dalam tahap "
              "mengetahui dan memahami”. Two surveys of the same families would fix all eight rates."),
    estimated("families.join", "j", &P::families_join, 0.04, {0.012, 0.12}, nonnegative, "1/month",
              "assumption, after Bass (1969)",
              "A fully active PATBM wins 38 % a year of the families that understand. None was ever counted: a "
              "register of a PATBM replaces it."),
    estimated("families.join_floor", "j₀", &P::families_join_floor, 0.001, {0.0003, 0.003}, nonnegative, "1/month",
              "assumption, after Bass (1969)",
              "About 1 % a year without one: “masyarakat belum ikut terdorong dan secara mandiri terlibat”."),
    estimated("families.spread", "σ", &P::families_spread, 0.05, {0.015, 0.15}, nonnegative, "1/month",
              "assumption, after Bass (1969)",
              "Example: to take part costs time, so it needs others who do (Centola & Macy 2007). About as strong, where "
              "all take part, as word of mouth at its fullest; assumed."),
    estimated("families.lapse", "x", &P::families_lapse, 0.03, {0.009, 0.09}, nonnegative, "1/month",
              "assumption",
              "Where the kelurahan does nothing, 30 % of the families involved drop out in a year; where it does "
              "everything, none."),
    estimated("families.forget", "f", &P::families_forget, 0.01, {0.003, 0.03}, nonnegative, "1/month",
              "assumption",
              "11 % a year of the families that understand fall back to knowing; assumed equal to learning."),
    estimated("families.turnover", "ζ", &P::families_turnover, 0.01, {0.003, 0.03}, nonnegative, "1/month",
              "assumption",
              "Children grow up (1 of 18 years, 0.5 % a month) and families move (the rest, assumed): newcomers know "
              "nothing."),
    estimated("business.base", "γ₀", &P::business_base, -6.5, {-8.45, -4.55}, log_hazard, "log hazard",
              "study: involvement not significant, not sustained",
              "A firm that nobody approaches engages with a chance of 2 % a year: “tidak signifikan dan tidak "
              "dilakukan secara berkelanjutan”. Fitted on few being engaged in 2018, itself an assumption."),
    estimated("business.advocacy", "γ_adv", &P::business_advocacy, 3, {2.1, 3.9}, log_hazard, "log hazard",
              "study: involvement not significant, not sustained",
              "Fresh advocacy makes it 20 times as likely, 3 % a month: the main lever, since lacking engagement is "
              "laid to “belum dilaksanakannya advokasi terkait Kota Layak Anak terhadap dunia usaha”. Untried, so "
              "assumed."),
    estimated("business.csr", "γ_csr", &P::business_csr, 1, {0.7, 1.3}, log_hazard, "log hazard",
              "study: involvement not significant, not sustained",
              "Enforcing the CSR regulation makes it 2.7 times as likely: weak, as the regulation “belum berjalan "
              "secara optimal. Banyak kendala yang dihadapi”. A year of enforcement would show it."),
    estimated("business.peer", "γ_peer", &P::business_peer, 1.5, {1.05, 1.95}, log_hazard, "log hazard",
              "study: involvement not significant, not sustained",
              "With all other firms engaged 4.5 times as likely: as neighbours in 4.8, by analogy alone."),
    estimated("business.liaison", "γ_liaison", &P::business_liaison, 3, {2.1, 3.9}, log_hazard, "log hazard",
              "study: involvement not significant, not sustained",
              "A liaison with a full programme is worth as much as fresh advocacy every month. It “tidak mengetahui "
              "adanya program dalam RAD KLA”, so nobody has seen what it could do."),
    estimated("business.lapse", "z", &P::business_lapse, 0.06, {0.042, 0.078}, nonnegative, "1/month",
              "study: involvement not significant, not sustained",
              "Half of the firms engaged leave within a year if nobody keeps in touch: “tidak dilakukan secara "
              "berkelanjutan”. The number is assumed."),
    constant("capacity.head", &P::capacity_head, 0.3, nonnegative, "weight",
             "K: weight of the role",
             capacity_reason),
    constant("capacity.official", &P::capacity_official, 0.3, nonnegative, "weight",
             "K: weight of the role",
             capacity_reason),
    constant("capacity.technical", &P::capacity_technical, 0.4, nonnegative, "weight",
             "K: weight of the role",
             capacity_reason),
    constant("structure.base.city", &P::structure_base_city, 0.6, share, "–",
             "S without body or listed staff",
             "A task force by decree with roles divided, which “belum sepenuhnya sesuai dengan kebutuhan”: more than "
             "half, less than full."),
    constant("structure.base.opd", &P::structure_base_opd, 0.5, share, "–",
             "S without body or listed staff",
             "An agency has its posts and duties, but the task force lists its head alone."),
    constant("structure.base.other", &P::structure_base_other, 0.3, share, "–",
             "S of kecamatan, kelurahan and LPA",
             "Kecamatan and kelurahan are “tidak tercantum dalam struktur Gugus Tugas KLA Kota Serang”; the LPA is "
             "small."),
    constant("structure.body", &P::structure_body, 0.35, share, "–",
             "S gained by a body with a decree",
             "A body of its own takes a kelurahan to 0.65, above an agency whose technical staff are not listed."),
    constant("structure.technical.city", &P::structure_technical_city, 0.3, share, "–",
             "S gained while technical staff are listed",
             technical_reason),
    constant("structure.technical.opd", &P::structure_technical_opd, 0.35, share, "–",
             "S gained while technical staff are listed",
             technical_reason),
    constant("structure.technical.other", &P::structure_technical_other, 0.15, share, "–",
             "S gained while technical staff are listed",
             technical_reason),
    constant("facilitation.action", &P::facilitation_action, 0.3, share, "share",
             "A gained by one unit",
             facilitation_reason),
    constant("facilitation.doctrine", &P::facilitation_doctrine, 0.2, share, "share",
             "D gained by one unit",
             facilitation_reason),
    constant("monitoring.action", &P::monitoring_action, 0.1, share, "share",
             "A gained by one visit, times D",
             "A third of facilitation at most, and only of those who hold the value: a visit reminds, it does not "
             "teach."),
    constant("meetings.memory", &P::meetings_memory, 0.8, share, "share",
             "of M kept at a meeting",
             "M remembers about five meetings."),
    constant("meetings.forgetting", &P::meetings_forgetting, 0.95, share, "share",
             "of M kept in a month without one",
             "Without meetings coordination halves in 13 months."),
    constant("meetings.implementer", &P::meetings_implementer, 0.7, share, "–",
             "quality q of the responsible implementer",
             "Between the head (1), who can decide, and a stand-in (ϱ, 0.3), who can only carry a message."),
    constant("meetings.learning", &P::meetings_learning, 0.05, share, "share",
             "ε_m: knowledge gained by the implementer in a meeting",
             "A quarter of a session: a meeting is no course."),
    constant("layak.action", &P::layak_action, 0.5, share, "–",
             "A that a kelurahan or kecamatan needs to be layak",
             layak_reason),
    constant("layak.involved", &P::layak_involved, 0.2, share, "share",
             "families involved that a kelurahan needs",
             layak_reason),
    constant("city.outside_expectation", &P::city_outside_expectation, 0.15, nonnegative, "–",
             "national evaluation, in units of λ",
             "Nobody in the city instructs the mayor, but the city is evaluated for KLA from outside: a steady push, "
             "smaller than full values (β_N). Without it the city could only follow those whom it leads."),
    constant("diffuse.communities", &P::diffuse_communities, 0.6, share, "–",
             "weight of families in C",
             diffuse_reason),
    constant("diffuse.kelurahan", &P::diffuse_kelurahan, 0.4, share, "–",
             "weight of neighbouring kelurahan in C",
             diffuse_reason),
    constant("diffuse.saturation", &P::diffuse_saturation, 2, nonnegative, "–",
             "families' programme counts this many times, at most 1",
             "Half of the families taking part press as much as all."),
    constant("formal.dormancy_threshold", &P::formal_dormancy_threshold, 0.1, share, "–",
             "A below which a body may fall dormant",
             dormancy_reason),
    constant("formal.dormancy", &P::formal_dormancy, 0.01, share, "1/month",
             "probability of it",
             dormancy_reason),
    constant("families.local", &P::families_local, 4, nonnegative, "–",
             "weight of a community's own families in word of mouth",
             "Families talk with their own kelurahan four times as much as with all those around it together."),
    constant("families.outreach", &P::families_outreach, 0.05, nonnegative, "1/month",
             "awareness from what the kelurahan does",
             "A fully active kelurahan tells 45 % of its unaware families in a year."),
    constant("families.service", &P::families_service, 0.08, nonnegative, "1/month",
             "understanding from what the kelurahan does",
             "And makes 62 % a year of those that know understand, by serving them: more than by telling."),
    constant("families.join_floor_support", &P::families_join_floor_support, 0.3, nonnegative, "–",
             "joining by example without the kelurahan's act",
             "Where the kelurahan does nothing, example wins 0.3 of what it wins where it does all: there is little "
             "to join."),
    constant("business.advocacy_half_life", &P::business_advocacy_half_life, 6, positive, "month",
             "of the stock of advocacy",
             "What a firm was told fades within a year, so that yearly visits are too few."),
    constant("business.retention", &P::business_retention, 0.7, share, "share",
             "of the lapse that full advocacy prevents",
             retention_reason),
    constant("business.retention_csr", &P::business_retention_csr, 0.5, share, "–",
             "enforced CSR counts as this advocacy",
             retention_reason),
    constant("business.programme", &P::business_programme, 1, share, "–",
             "P while engaged",
             "By definition: the coefficients of 4.10 carry the sizes."),
    constant("resources.base.city", &P::resources_base_city, 0.5, share, "–",
             "R without funds (assumption)",
             base_reason),
    constant("resources.base.opd", &P::resources_base_opd, 0.3, share, "–",
             "R without funds (assumption)",
             base_reason),
    constant("resources.base.kecamatan", &P::resources_base_kecamatan, 0.15, share, "–",
             "R without funds (assumption)",
             base_reason),
    constant("resources.base.kelurahan", &P::resources_base_kelurahan, 0.1, share, "–",
             "R without funds (assumption)",
             base_reason),
    constant("resources.base.lpa", &P::resources_base_lpa, 0.3, share, "–",
             "R without funds (assumption)",
             base_reason),
    constant("resources.base.forum_anak", &P::resources_base_forum_anak, 0.3, share, "–",
             "R without funds (assumption)",
             base_reason),
    constant("resources.need.city", &P::resources_need_city, 500'000'000, positive, "rupiah/year",
             "assumption: replace it by your own figure",
             need_reason),
    constant("resources.need.opd", &P::resources_need_opd, 200'000'000, positive, "rupiah/year",
             "assumption: replace it by your own figure",
             need_reason),
    constant("resources.need.kecamatan", &P::resources_need_kecamatan, 100'000'000, positive, "rupiah/year",
             "assumption: replace it by your own figure",
             need_reason),
    constant("resources.need.kelurahan", &P::resources_need_kelurahan, 50'000'000, positive, "rupiah/year",
             "assumption: replace it by your own figure",
             need_reason),
    constant("resources.need.lpa", &P::resources_need_lpa, 100'000'000, positive, "rupiah/year",
             "assumption: replace it by your own figure",
             need_reason),
    constant("resources.need.forum_anak", &P::resources_need_forum_anak, 50'000'000, positive, "rupiah/year",
             "assumption: replace it by your own figure",
             need_reason),
    constant("resources.business_contribution", &P::resources_business_contribution, 10'000'000, nonnegative, "rupiah/year",
             "of an engaged business to its kelurahan (assumption)",
             "A fifth of what a kelurahan needs. Firms' reports of CSR replace it."),
};
// clang-format on
static_assert(std::size(table) == parameter_count);
static_assert(std::all_of(std::begin(table), std::end(table),
                          [](const ParameterInfo& row) { return !row.basis.empty() && !row.reasoning.empty(); }),
              "each default has its source and its reasoning");

} // namespace

Parameters::Parameters() : BasicParameters<double>()
{
    for (const ParameterInfo& row : table) this->*row.member = row.standard;
}

std::span<const ParameterInfo> parameter_table() { return table; }

const ParameterInfo* find_parameter(std::string_view name)
{
    for (const ParameterInfo& row : table)
        if (row.name == name) return &row;
    return nullptr;
}

} // namespace commitment
