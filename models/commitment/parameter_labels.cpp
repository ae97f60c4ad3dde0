#include "models/commitment/parameter_labels.hpp"

#include <algorithm>

namespace commitment {
namespace {

struct Label
{
    std::string_view name;
    sim::Words label;
};

const Label labels[] = {
    {"rotation.head", {"mutasi pimpinan, setahun", "moves of heads, a year"}},
    {"rotation.official", {"mutasi pejabat, setahun", "moves of officials, a year"}},
    {"rotation.technical", {"mutasi staf teknis, setahun", "moves of technical staff, a year"}},
    {"rotation.internal", {"mutasi yang tetap di dalam kota", "moves that stay within the city"}},
    {"leadership.mean", {"ketegasan pimpinan: rata-rata", "leaders' firmness: mean"}},
    {"leadership.precision", {"ketegasan pimpinan: keseragaman", "leaders' firmness: how alike they are"}},
    {"rotation.commitment_loss", {"tindakan yang hilang bila pimpinan berganti", "action lost with a head"}},
    {"rotation.doctrine_loss", {"nilai yang hilang bila orang berganti", "values lost with a person"}},
    {"knowledge.half_life", {"waktu paruh pengetahuan", "half-life of knowledge"}},
    {"knowledge.practice", {"praktik menahan lupa", "practice slows forgetting"}},
    {"training.effect", {"pengaruh satu pelatihan", "effect of a training"}},
    {"sosialisasi.effect", {"pengaruh satu sosialisasi", "effect of a session of sosialisasi"}},
    {"sosialisasi.consistency", {"yang hadir memang yang bertugas", "who attends is who is in charge"}},
    {"sosialisasi.relay", {"penyampaian oleh wakil", "what a stand-in passes on"}},
    {"sosialisasi.doctrine", {"sosialisasi menumbuhkan nilai", "sosialisasi raises values"}},
    {"sosialisasi.reach", {"keluarga yang dijangkau satu sosialisasi", "families that a session reaches"}},
    {"sosialisasi.face", {"yang memahami dari yang hadir", "who understands of those who attend"}},
    {"meetings.base", {"kehadiran dalam rapat: dasar", "attendance at meetings: base"}},
    {"meetings.delegation", {"rapat diwakilkan", "meetings left to a delegate"}},
    {"meetings.effect", {"pengaruh satu rapat", "effect of a meeting"}},
    {"diffusion.rate", {"laju penyebaran komitmen", "rate at which commitment spreads"}},
    {"diffusion.enabling", {"bobot kaitan wewenang dan dana", "weight of ties of authority and money"}},
    {"diffusion.functional", {"bobot kaitan fungsional", "weight of functional ties"}},
    {"diffusion.normative", {"bobot kaitan normatif", "weight of normative ties"}},
    {"diffusion.diffuse", {"bobot kaitan tersebar (warga, tetangga)", "weight of diffuse ties (citizens, neighbours)"}},
    {"diffusion.knowledge_floor", {"penyebaran tanpa pengetahuan", "spread without knowledge"}},
    {"diffusion.unwritten", {"penyebaran tanpa keputusan tertulis", "spread without a written decision"}},
    {"diffusion.loss", {"laju luruhnya komitmen", "rate at which commitment is lost"}},
    {"diffusion.loss_floor", {"luruhnya komitmen: paling sedikit", "loss of commitment: at least"}},
    {"doctrine.rate", {"tumbuhnya nilai", "growth of values"}},
    {"doctrine.loss", {"luruhnya nilai", "loss of values"}},
    {"formal.base", {"terbentuknya lembaga: dasar", "forming of bodies: base"}},
    {"formal.action", {"terbentuknya lembaga: karena tindakan", "forming of bodies: by action"}},
    {"formal.enabling", {"terbentuknya lembaga: karena perintah", "forming of bodies: by mandate"}},
    {"formal.peers", {"terbentuknya lembaga: meniru tetangga", "forming of bodies: after neighbours"}},
    {"formal.community", {"terbentuknya lembaga: karena warga", "forming of bodies: by citizens"}},
    {"formal.capacity", {"terbentuknya lembaga: karena kapasitas", "forming of bodies: by capacity"}},
    {"overlap", {"tumpang tindih tugas", "overlap of mandates"}},
    {"families.word_of_mouth", {"keluarga: dari mulut ke mulut", "families: word of mouth"}},
    {"families.learn", {"keluarga: dari tahu ke paham", "families: from knowing to understanding"}},
    {"families.join", {"keluarga: dari paham ke terlibat", "families: from understanding to taking part"}},
    {"families.join_floor", {"keluarga terlibat tanpa program", "families join without a programme"}},
    {"families.spread", {"keluarga terlibat meniru tetangga", "families join after neighbours"}},
    {"families.lapse", {"keluarga berhenti terlibat", "families cease to take part"}},
    {"families.forget", {"keluarga lupa", "families forget"}},
    {"families.turnover", {"keluarga pindah", "families move away"}},
    {"business.base", {"usaha terlibat: dasar", "businesses engage: base"}},
    {"business.advocacy", {"usaha terlibat: karena pendekatan", "businesses engage: by advocacy"}},
    {"business.csr", {"usaha terlibat: karena aturan CSR", "businesses engage: by the CSR rule"}},
    {"business.peer", {"usaha terlibat: meniru usaha lain", "businesses engage: after others"}},
    {"business.liaison", {"usaha terlibat: karena penghubung", "businesses engage: by a liaison"}},
    {"business.lapse", {"usaha berhenti terlibat", "businesses disengage"}}};

} // namespace

sim::Words parameter_label(std::string_view name)
{
    const auto* const found =
        std::find_if(std::begin(labels), std::end(labels), [&](const Label& of) { return of.name == name; });
    return found == std::end(labels) ? sim::Words{} : found->label;
}

} // namespace commitment
