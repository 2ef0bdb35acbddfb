#include "ctl/groups.h"
#include "ctl/json_views.h"

#include "backend/private_process.h"
#include "base/json.h"
#include "base/plain_text.h"

#include <cstdio>
#include <QCoreApplication>

using namespace zhangfang;
using ctl::Answer;

namespace
{

enum class Format { text, json };

/// Whether all of it was written: a full disk or a closed pipe shows at the latest when it is flushed.
bool print(FILE* stream, const QByteArray& text)
{
    return std::fprintf(stream, "%s\n", text.constData()) >= 0 && std::fflush(stream) == 0;
}

/// Not 3, which says that it may be tried again: that would do it twice.
constexpr int kDoneAndNotTold = 4;

int notWritten()
{
    print(stderr, "It was done, and the answer could not be written.");
    return kDoneAndNotTold;
}

int finish(const Answer& answer, Format format)
{
    if (!answer) {
        const base::Error& error = answer.error();
        const int code = error.kind == base::ErrorKind::unavailable ? 3 : 1;
        if (format == Format::text) {
            print(stderr, base::shownPlainly(error.describe()).toUtf8());
            return code;
        }
        static_cast<void>(print(stdout, base::toVisibleJson({{QStringLiteral("error"),
                                            QJsonObject{{QStringLiteral("code"), error.code},
                                                {QStringLiteral("message"), error.describe()}}}})));
        return code;
    }
    if (answer->isEmpty())
        return 0; // an export has written its own document
    if (!print(stdout,
            format == Format::json ? base::toVisibleJson(*answer) : ctl::asText(*answer).trimmed().toUtf8()))
        return notWritten();
    if (answer->contains(QLatin1String("complete")) && !answer->value(QLatin1String("complete")).toBool())
        static_cast<void>(
            print(stderr, "Not whole: what could not be read is set aside; see rows_set_aside."));
    // Books that do not verify and approvals partly refused are refusals, with their figures.
    const bool differs =
        answer->contains(QLatin1String("ok")) && !answer->value(QLatin1String("ok")).toBool();
    return differs || answer->contains(QLatin1String("error")) ? 1 : 0;
}

} // namespace

int main(int argc, char** argv)
{
    backend::keepToItself();
    QCoreApplication application(argc, argv);
    ctl::CommandLine line;
    ctl::addGroups(line);
    if (const auto ended = line.parse(argc, argv))
        return *ended;
    const Format format = line.isJson() ? Format::json : Format::text;
    if (line.unopenedAction())
        return finish(line.unopenedAction()({line.folder(), line.decision()}), format);
    const auto folder = backend::ShopFolder::open(line.folder());
    if (!folder)
        return finish(base::fail(folder.error()), format);
    ctl::Session session(**folder, line.decision(), line.key());
    return finish(line.action()(session), format);
}
