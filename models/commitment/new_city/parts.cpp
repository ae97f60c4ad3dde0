#include "models/commitment/new_city/parts.hpp"

#include <algorithm>
#include <array>

#include "models/commitment/institution_row.hpp"
#include "models/commitment/new_city/new_city.hpp"
#include "models/commitment/new_city/usual_posts.hpp"

namespace commitment {
namespace {

struct Sector
{
    std::string_view name;
    sim::Words label;
    int share; ///< of the 40 businesses of Kota Serang
};

constexpr int all_shares = 40;

const std::array<Sector, 10>& sectors()
{
    static const std::array<Sector, 10> table = {{
        {"wholesale_retail_trade", {"Perdagangan", "Trade"}, 12},
        {"construction", {"Konstruksi", "Construction"}, 5},
        {"accommodation_food", {"Akomodasi dan makan minum", "Accommodation and food"}, 4},
        {"manufacturing", {"Industri pengolahan", "Manufacturing"}, 4},
        {"finance_insurance", {"Keuangan dan asuransi", "Finance and insurance"}, 4},
        {"real_estate", {"Real estat", "Real estate"}, 4},
        {"transport_storage", {"Transportasi dan pergudangan", "Transport and storage"}, 2},
        {"information_communication", {"Informasi dan komunikasi", "Information and communication"}, 2},
        {"private_health", {"Kesehatan swasta", "Private health"}, 2},
        {"private_education", {"Pendidikan swasta", "Private education"}, 1},
    }};
    return table;
}

/// The name alone where it would become too long with what goes round it.
std::string within_length(std::string whole, const std::string& name)
{
    return whole.size() <= longest_name ? whole : name;
}

Institution of_city(Kind kind, std::string id, const std::string& what, const std::string& city)
{
    Institution made;
    made.kind = kind;
    made.id = std::move(id);
    made.name = within_length(what + " " + city, what);
    set_usual_posts(made);
    return made;
}

} // namespace

Institution make_community(const std::string& id, const std::string& kelurahan, int families, sim::Language language)
{
    const sim::Words before{"Keluarga ", "Families of "};
    Institution made;
    made.kind = Kind::community;
    made.id = "keluarga-" + (id.starts_with("kel-") ? id.substr(4) : id).substr(0, 70);
    made.name = within_length(before.in(language) + kelurahan, kelurahan);
    made.families = families;
    return made;
}

std::vector<int> share_families(long long families, std::size_t kelurahan)
{
    const auto places = static_cast<long long>(kelurahan);
    std::vector<int> shares(kelurahan);
    for (long long i = 0; i < places; ++i)
        shares[static_cast<std::size_t>(i)] = static_cast<int>(families / places + (i < families % places ? 1 : 0));
    return shares;
}

std::vector<MadeBusiness> make_businesses(int count, std::span<const std::string> kelurahan, sim::Language language)
{
    const sim::Words behind{" (representatif)", " (representative)"};
    std::array<int, 10> given{};
    std::vector<MadeBusiness> made;
    for (int i = 0; i < count; ++i) {
        std::size_t next = 0; // the sector that is furthest behind its share
        const auto missing = [&](std::size_t k) {
            return static_cast<long long>(sectors()[k].share) * (i + 1) - static_cast<long long>(all_shares) * given[k];
        };
        for (std::size_t k = 1; k < sectors().size(); ++k)
            if (missing(k) > missing(next)) next = k;
        ++given[next];
        const auto place =
            static_cast<std::size_t>(static_cast<long long>(i) * static_cast<long long>(kelurahan.size()) / count);
        Institution business;
        business.kind = Kind::business;
        business.id = "usaha-" + std::to_string(i + 1);
        business.sector = sectors()[next].name;
        const std::string& label = sectors()[next].label.in(language);
        business.name = within_length(label + ", " + kelurahan[place] + behind.in(language), label);
        made.push_back({std::move(business), place});
    }
    return made;
}

int usual_business_count(std::size_t kelurahan)
{
    return std::max(1, static_cast<int>(static_cast<double>(kelurahan) * usual_businesses + 0.5));
}

Institution make_lpa(const std::string& city) { return of_city(Kind::lpa, "lpa", "LPA", city); }
Institution make_forum_anak(const std::string& city)
{
    return of_city(Kind::forum_anak, "forum-anak", "Forum Anak", city);
}

} // namespace commitment
