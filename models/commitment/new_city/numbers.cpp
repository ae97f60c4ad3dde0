#include <algorithm>

#include "models/commitment/new_city/agencies.hpp"
#include "models/commitment/new_city/arrangement.hpp"
#include "models/commitment/new_city/new_city.hpp"
#include "models/commitment/new_city/parts.hpp"
#include "models/commitment/new_city/usual_posts.hpp"
#include "sim/core/contract.hpp"

namespace commitment {
namespace {

class Maker
{
  public:
    Maker(const WishedCity& wish, NewCity& city) : wish_(wish), city_(city) {}

    void make()
    {
        add_city();
        for (Institution& agency : make_agencies(wish_.agencies.value_or(usual_agencies)))
            add(std::move(agency), InstitutionId(0));
        add_places();
        add_society();
    }

  private:
    InstitutionId add(Institution what, std::optional<InstitutionId> parent)
    {
        what.parent = parent;
        city_.institutions.push_back(std::move(what));
        return InstitutionId(static_cast<std::uint32_t>(city_.institutions.size() - 1));
    }

    void add_city()
    {
        Institution city;
        city.kind = Kind::city;
        city.id = "kota";
        city.name = city_.name;
        city.code = city_.code;
        set_usual_posts(city);
        add(std::move(city), std::nullopt);
    }

    InstitutionId add_place(Kind kind, const char* what, const std::string& number, InstitutionId parent)
    {
        Institution place;
        place.kind = kind;
        place.name = what + number;
        place.id = (kind == Kind::kecamatan ? "kec-" : "kel-") + number;
        std::replace(place.id.begin(), place.id.end(), '.', '-');
        set_usual_posts(place);
        return add(std::move(place), parent);
    }

    /// How many kelurahan the kecamatan has: the first ones one more, where they cannot be shared out equally.
    int kelurahan_of(int kecamatan) const
    {
        return wish_.kelurahan / wish_.kecamatan + (kecamatan < wish_.kelurahan % wish_.kecamatan ? 1 : 0);
    }

    void add_places()
    {
        std::vector<InstitutionId> parents;
        for (int i = 0; i < wish_.kecamatan; ++i)
            parents.push_back(add_place(Kind::kecamatan, "Kecamatan ", std::to_string(i + 1), InstitutionId(0)));
        for (int i = 0; i < wish_.kecamatan; ++i)
            for (int k = 0; k < kelurahan_of(i); ++k)
                kelurahan_.push_back(add_place(Kind::kelurahan, "Kelurahan ",
                                               std::to_string(i + 1) + "." + std::to_string(k + 1),
                                               parents[static_cast<std::size_t>(i)]));
        for (const auto& [a, b] : borders_by_order(static_cast<std::uint32_t>(kelurahan_.size())))
            city_.borders.emplace_back(kelurahan_[a], kelurahan_[b]);
    }

    void add_society()
    {
        std::vector<std::string> names;
        for (const InstitutionId place : kelurahan_) names.push_back(city_.institutions[place.value()].name);
        const long long usual = static_cast<long long>(usual_families) * static_cast<long long>(kelurahan_.size());
        const std::vector<int> families = share_families(wish_.families.value_or(usual), kelurahan_.size());
        for (std::size_t k = 0; k < kelurahan_.size(); ++k)
            add(make_community(city_.institutions[kelurahan_[k].value()].id, names[k], families[k], wish_.language),
                kelurahan_[k]);
        const int count = wish_.businesses.value_or(usual_business_count(kelurahan_.size()));
        for (MadeBusiness& made : make_businesses(count, names, wish_.language))
            add(std::move(made.business), kelurahan_[made.place]);
        add(make_lpa(city_.name), InstitutionId(0));
        add(make_forum_anak(city_.name), InstitutionId(0));
    }

    const WishedCity& wish_;
    NewCity& city_;
    std::vector<InstitutionId> kelurahan_;
};

} // namespace

NewCity city_from_numbers(const WishedCity& wish)
{
    SIM_EXPECTS(1 <= wish.kecamatan && wish.kecamatan <= wish.kelurahan);
    NewCity city;
    city.name = wish.name.empty() ? wish.otherwise_named : wish.name;
    city.code = wish.code;
    city.start = wish.start;
    city.borders_from = BordersFrom::order;
    Maker(wish, city).make();
    for (std::size_t i = 0; i < assumption_count; ++i) city.assumed.push_back(static_cast<Assumption>(i));
    return city;
}

} // namespace commitment
