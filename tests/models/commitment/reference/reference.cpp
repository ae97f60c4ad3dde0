#include "tests/models/commitment/reference/reference.hpp"

namespace reference {

Engine::Engine(const commitment::City& city, const commitment::Plan* plan, const Parameters& parameters,
               std::unique_ptr<Random> random)
    : city_(city), parameters_(parameters), layout_(city), random_(std::move(random)),
      now_(initial_state(city, layout_, parameters_, *random_)), next_(city.start)
{
    account_.purses.push_back({&city.history});
    if (plan) account_.purses.push_back({plan});
}

Engine::Engine(const commitment::City& city, const commitment::Plan* plan, const Parameters& parameters,
               std::uint64_t seed)
    : Engine(city, plan, parameters, std::make_unique<SequentialRandom>(seed))
{
}

void Engine::advance()
{
    random_->begin_month(next_ - city_.start);
    levers_ = take_effect(account_, next_, layout_);
    ThisMonth month{layout_, parameters_, levers_, account_, *random_};
    /* 4.1 */ rotate_posts(now_, month);
    /* 4.2 */ train(now_, month);
    /* 4.3 */ hold_sosialisasi(now_, month);
    /* 4.4 */ facilitate(now_, month);
    /* 4.4 */ monitor(now_, month);
    /* 4.5 */ hold_meetings(now_, month);
    /* 4.6 */ forget(now_, month);
    derive(now_, layout_, parameters_, levers_.technical_staff_listed);
    const Influences influences = gather(now_, month);
    /* 4.7 */ diffuse(now_, influences, month);
    /* 4.8 */ form_bodies(now_, influences, month);
    /* 4.9 */ involve_families(now_, month);
    /* 4.10 */ engage_businesses(now_, month);
    /* 4.11 */ provide_resources(now_, month);
    /* 4.3 */ fade_advocacy(now_, month);
    derive(now_, layout_, parameters_, levers_.technical_staff_listed);
    next_ = next_ + 1;
}

Monthly Engine::observe() const
{
    return report(now_, levers_, account_.month, layout_, parameters_, city_.index_weights);
}

} // namespace reference
