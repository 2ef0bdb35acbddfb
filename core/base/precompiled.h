#pragma once

// What nearly every source of the program includes, parsed once: half of the time of a build.
#include <tl/expected.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <QByteArray>
#include <QDateTime>
#include <QDebug>
#include <QFuture>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPromise>
#include <QString>
#include <QStringList>
#include <QUrl>
#include <QVariant>
#include <string>
#include <utility>
#include <vector>
