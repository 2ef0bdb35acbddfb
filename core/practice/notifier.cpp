#include "practice/detail/notifier.h"

#include "http/transport.h"

namespace zhangfang::practice::detail
{
namespace
{

/// Facts page, "Answering": seconds until the next try after each failure; then nothing more comes.
constexpr int kScheduleSeconds[] = {
    15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600};
constexpr int kAnswerWithinMs = 5'000;
/// How often a moved clock is noticed.
constexpr auto kLookAgain = std::chrono::milliseconds(20);

} // namespace

Notifier::Notifier(const Identity& identity, const base::Clock& clock, const base::Clock& wall,
    base::RandomSource& random, Hand hand)
    : identity_(identity), clock_(clock), wall_(wall), random_(random), hand_(std::move(hand)),
      serial_(identity.publicKeyId)
{
    if (!hand_)
        thread_ = std::thread([this] { loop(); });
}

Notifier::~Notifier()
{
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable())
        thread_.join();
}

void Notifier::send(Delivery delivery)
{
    if (hand_)
        return hand_(std::move(delivery));
    const std::lock_guard lock(mutex_);
    if (manner_ == Manner::lose && delivery.signature == Delivery::Signature::good)
        return;
    if (manner_ == Manner::duplicate)
        queue_.push_back(delivery);
    if (manner_ == Manner::reorder)
        queue_.push_front(std::move(delivery));
    else
        queue_.push_back(std::move(delivery));
    changed_.notify_all();
}

void Notifier::setManner(Manner manner)
{
    const std::lock_guard lock(mutex_);
    manner_ = manner;
}

void Notifier::setSerial(const QByteArray& serial)
{
    const std::lock_guard lock(mutex_);
    serial_ = serial;
}

void Notifier::wake()
{
    changed_.notify_all();
}

QStringList Notifier::acknowledged() const
{
    const std::lock_guard lock(mutex_);
    return acknowledged_;
}

int Notifier::waiting() const
{
    const std::lock_guard lock(mutex_);
    return static_cast<int>(queue_.size()) + inFlight_;
}

http::Request Notifier::requestOf(const Delivery& delivery) const
{
    QByteArray serial;
    {
        const std::lock_guard lock(mutex_);
        serial = serial_;
    }
    http::Request request{
        "POST", QUrl(delivery.url).path(QUrl::FullyEncoded).toLatin1(), {}, delivery.body, {}};
    request.headers.add("Content-Type", delivery.v2 ? "text/xml" : "application/json");
    request.headers.add("User-Agent", "Mozilla/4.0");
    using Signature = Delivery::Signature;
    const qint64 signedAt = wall_.nowUtcMs() - (delivery.signature == Signature::stale ? 600'000 : 0);
    http::Headers signature;
    if (!delivery.v2)
        identity_.sign(signature,
            delivery.signature == Signature::wrong ? delivery.body + ' ' : delivery.body, serial, random_,
            signedAt);
    for (const auto& [name, value] : signature.fields()) {
        const bool probe = delivery.signature == Signature::probe && name == "Wechatpay-Signature";
        request.headers.add(name, probe ? "WECHATPAY/SIGNTEST/" + value.mid(20) : value);
    }
    return request;
}

bool Notifier::isHeard(const Delivery& delivery, const http::Response& answer)
{
    return delivery.v2 ? answer.status == 200 && answer.body.contains("SUCCESS")
                       : answer.status == 200 || answer.status == 204;
}

std::optional<qint64> Notifier::againAfterMs(const Delivery& delivery)
{
    if (delivery.signature != Delivery::Signature::good ||
        delivery.attempts >= static_cast<int>(std::size(kScheduleSeconds)))
        return std::nullopt;
    return kScheduleSeconds[delivery.attempts] * 1000LL;
}

void Notifier::loop()
{
    const auto transport = http::makeTransport();
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        const qint64 now = clock_.nowUtcMs();
        const auto due = std::find_if(
            queue_.begin(), queue_.end(), [now](const Delivery& d) { return d.dueAtUtcMs <= now; });
        if (due == queue_.end()) {
            changed_.wait_for(lock, kLookAgain);
            continue;
        }
        Delivery delivery = std::move(*due);
        queue_.erase(due);
        ++inFlight_;
        lock.unlock();
        const QUrl url(delivery.url);
        const http::Request request = requestOf(delivery);
        const auto answer =
            transport->exchange(url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery), request, kAnswerWithinMs);
        lock.lock();
        --inFlight_;
        if (answer && isHeard(delivery, *answer)) {
            acknowledged_ << delivery.eventId;
        } else if (const auto after = againAfterMs(delivery)) {
            delivery.dueAtUtcMs = clock_.nowUtcMs() + *after;
            ++delivery.attempts;
            queue_.push_back(std::move(delivery));
        }
    }
}

} // namespace zhangfang::practice::detail
