#pragma once

#include <QCoreApplication>
#include <QString>

namespace zhangfang::ui
{

/// The context in which the words of all tables are translated.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

/// A stored code and what people read for it.
struct Coded {
    const char* code;
    const char* text;
};

template <size_t Size> QString lookUp(const Coded (&table)[Size], const QString& code)
{
    for (const Coded& known : table) {
        if (code == QLatin1String(known.code))
            return Words::tr(known.text);
    }
    return {};
}

} // namespace zhangfang::ui
