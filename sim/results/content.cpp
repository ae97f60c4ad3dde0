#include "sim/results/content.hpp"

namespace sim {

namespace {

void add(Digest& digest, std::string_view text)
{
    digest.update(std::uint64_t{text.size()});
    digest.update(text);
}

void add(Digest& digest, std::span<const Attribute> attributes)
{
    for (const Attribute& attribute : attributes) {
        if (attribute.name == digest_attribute) continue;
        add(digest, "attribute");
        add(digest, attribute.name);
        digest.update(std::uint64_t{attribute.value.index()});
        std::visit(
            [&](const auto& value) {
                if constexpr (std::is_arithmetic_v<std::decay_t<decltype(value)>>)
                    digest.update(value);
                else
                    add(digest, value);
            },
            attribute.value);
    }
}

} // namespace

std::string_view to_text(Type type)
{
    switch (type) {
    case Type::float32: return "float32";
    case Type::float64: return "float64";
    case Type::int32: return "int32";
    case Type::uint8: return "uint8";
    case Type::text: return "text";
    }
    return "";
}

std::string content_digest(std::span<const Attribute> attributes, std::span<const VariableContent> variables)
{
    Digest digest;
    add(digest, "content 1");
    add(digest, attributes);
    for (const VariableContent& content : variables) {
        const Variable& variable = *content.variable;
        add(digest, "variable");
        add(digest, variable.name);
        add(digest, to_text(variable.type));
        for (std::size_t i = 0; i < variable.dimensions.size(); ++i) {
            add(digest, "dimension");
            add(digest, variable.dimensions[i]);
            digest.update(std::uint64_t{content.shape[i]});
        }
        add(digest, variable.attributes);
        add(digest, "values");
        add(digest, content.data);
    }
    return digest.hex();
}

void add_to(Digest& digest, const Values& values)
{
    std::visit(
        [&]<class T>(std::span<const T> all) {
            if constexpr (std::is_arithmetic_v<T>)
                digest.update(all);
            else
                for (const T& text : all) add(digest, text);
        },
        values);
}

std::size_t elements(const Shape& shape)
{
    std::size_t product = 1;
    for (const std::size_t length : shape) product *= length;
    return product;
}

} // namespace sim
