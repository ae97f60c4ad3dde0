#include "models/commitment/new_city/agencies.hpp"

#include <algorithm>
#include <string>

#include "models/commitment/new_city/usual_posts.hpp"

namespace commitment {

std::span<const UsualAgency> usual_agencies_table()
{
    static const std::vector<UsualAgency> table = {
        {"dp3akb",
         "Dinas Pemberdayaan Perempuan, Perlindungan Anak dan Keluarga Berencana",
         Role::coordinator,
         true,
         {"2", "5"},
         {"perlindungan anak", "pemberdayaan perempuan", "dp3a", "dpppa"}},
        {"bappeda",
         "Badan Perencanaan Pembangunan Daerah",
         Role::planner,
         true,
         {},
         {"perencanaan pembangunan", "bappeda", "bappelitbang", "bapperida"}},
        {"disperdaginkopukm",
         "Dinas Perdagangan, Perindustrian, Koperasi dan Usaha Kecil Menengah",
         Role::business_liaison,
         true,
         {},
         {"perdagangan", "perindustrian", "koperasi", "usaha mikro", "usaha kecil"}},
        {"dindikbud",
         "Dinas Pendidikan dan Kebudayaan",
         Role::service,
         true,
         {"4"},
         {"dinas pendidikan", "disdik", "dindik"}},
        {"dinkes", "Dinas Kesehatan", Role::service, true, {"3"}, {"dinas kesehatan", "dinkes"}},
        {"dinsos", "Dinas Sosial", Role::service, true, {"2", "5"}, {"dinas sosial", "dinsos"}},
        {"disdukcapil",
         "Dinas Kependudukan dan Pencatatan Sipil",
         Role::none,
         true,
         {"1"},
         {"pencatatan sipil", "dukcapil"}},
        {"satpolpp", "Satuan Polisi Pamong Praja", Role::none, true, {"5"}, {"pamong praja", "satpol"}},
        {"disnakertrans",
         "Dinas Tenaga Kerja dan Transmigrasi",
         Role::none,
         true,
         {"5"},
         {"tenaga kerja", "ketenagakerjaan", "disnaker"}},
        {"diskominfo",
         "Dinas Komunikasi dan Informatika",
         Role::none,
         true,
         {"1"},
         {"komunikasi dan informatika", "komunikasi, informatika", "kominfo"}},
        {"dpk", "Dinas Perpustakaan dan Kearsipan", Role::none, true, {"1", "4"}, {"perpustakaan"}},
        {"disparpora",
         "Dinas Pariwisata, Pemuda dan Olahraga",
         Role::none,
         true,
         {"4"},
         {"pemuda", "pariwisata", "dispora"}},
        {"dlh", "Dinas Lingkungan Hidup", Role::none, true, {"3"}, {"lingkungan hidup"}},
        {"dputr", "Dinas Pekerjaan Umum dan Tata Ruang", Role::none, true, {"3"}, {"pekerjaan umum"}},
        {"dprkp",
         "Dinas Perumahan Rakyat dan Kawasan Permukiman",
         Role::none,
         true,
         {"3"},
         {"perumahan", "kawasan permukiman"}},
        {"dishub", "Dinas Perhubungan", Role::none, true, {"1"}, {"perhubungan"}},
        {"bkpsdm",
         "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
         Role::none,
         true,
         {},
         {"kepegawaian", "bkpsdm"}},
        {"bpbd", "Badan Penanggulangan Bencana Daerah", Role::none, true, {"5"}, {"penanggulangan bencana", "bpbd"}},
        {"setda", "Sekretariat Daerah", Role::none, true, {}, {"sekretariat daerah", "setda"}},
        {"rsud", "Rumah Sakit Umum Daerah", Role::none, false, {"3"}, {"rumah sakit", "rsud"}},
        {"kesbangpol", "Badan Kesatuan Bangsa dan Politik", Role::none, false, {"5"}, {"kesatuan bangsa", "kesbang"}},
        {"inspektorat", "Inspektorat", Role::none, false, {}, {"inspektorat"}},
        {"setwan", "Sekretariat DPRD", Role::none, false, {}, {"sekretariat dprd", "setwan", "sekretariat dewan"}},
        {"bpkad",
         "Badan Pengelolaan Keuangan dan Aset Daerah",
         Role::none,
         false,
         {},
         {"keuangan dan aset", "keuangan dan barang", "bpkad"}},
        {"distan", "Dinas Pertanian", Role::none, false, {"3"}, {"pertanian"}},
        {"dkp", "Dinas Ketahanan Pangan", Role::none, false, {"3"}, {"ketahanan pangan"}},
        {"dpmptsp",
         "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
         Role::none,
         false,
         {},
         {"penanaman modal", "dpmptsp"}},
        {"damkar", "Dinas Pemadam Kebakaran dan Penyelamatan", Role::none, false, {}, {"pemadam kebakaran", "damkar"}},
        {"bapenda", "Badan Pendapatan Daerah", Role::none, false, {}, {"pendapatan daerah", "bapenda"}},
        {"disperikanan", "Dinas Perikanan", Role::none, false, {}, {"perikanan"}},
        {"brida", "Badan Riset dan Inovasi Daerah", Role::none, false, {}, {"riset dan inovasi", "brida"}},
        {"dispertanahan", "Dinas Pertanahan", Role::none, false, {}, {"pertanahan"}},
    };
    return table;
}

const UsualAgency* usual_agency(std::string_view name)
{
    std::string lower;
    for (const char c : name) lower += 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    for (const UsualAgency& agency : usual_agencies_table())
        for (const std::string_view part : agency.known_by)
            if (lower.find(part) != std::string::npos) return &agency;
    return nullptr;
}

std::vector<Institution> make_agencies(int count)
{
    const auto usual = usual_agencies_table();
    std::vector<Institution> agencies;
    for (int i = 0; i < count; ++i) {
        Institution agency;
        agency.kind = Kind::opd;
        if (static_cast<std::size_t>(i) < usual.size()) {
            const UsualAgency& from = usual[static_cast<std::size_t>(i)];
            agency.id = from.id;
            agency.name = from.name;
            agency.role = from.role;
            agency.task_force = from.task_force;
            agency.clusters = from.clusters;
        } else {
            agency.id = "opd-" + std::to_string(i + 1);
            agency.name = "Perangkat Daerah " + std::to_string(i + 1);
        }
        set_usual_posts(agency);
        agencies.push_back(std::move(agency));
    }
    return agencies;
}

} // namespace commitment
