#include "simulator/network.h"

#include "base/json.h"
#include "wechatpay/v2/signing.h"

#include <algorithm>

namespace zhangfang::simulator
{

using practice::detail::Delivery;
namespace v2 = wechatpay::v2;

qint64 Figures::faultCount() const
{
    qint64 all = 0;
    for (const auto& [name, count] : faults)
        all += count;
    return all;
}

void Figures::add(const Figures& other)
{
    for (const auto& [name, count] : other.faults)
        faults[name] += count;
    for (const auto& [name, count] : other.deeds)
        deeds[name] += count;
}

namespace
{

/// A request that was sent arrives no later: see payments/doubt.h.
constexpr qint64 kLatestMs = 60'000;
/// A claim keeps a number with one sender for longer than this: see errands/claim.h.
constexpr qint64 kClaimHoldsMs = 15 * 60'000;
/// Two moments of each call; at one in so many of them something else happens.
constexpr qint64 kMeanwhileOneIn = 12;

bool isV3(const http::Request& request)
{
    return request.target.startsWith("/v3/");
}

/// The number under which a request moves money out, where it does.
QString numberOf(const http::Request& request)
{
    const QByteArray path = request.target.split('?').first();
    const bool v3 = request.method == "POST" &&
                    (path == "/v3/fund-app/mch-transfer/transfer-bills" || path == "/v3/transfer/batches" ||
                        path == "/v3/refund/domestic/refunds");
    const bool v2Moves = path == "/mmpaymkttransfers/promotion/transfers" ||
                         path == "/mmpaymkttransfers/sendredpack" || path == "/secapi/pay/refund";
    if (v3) {
        const QJsonObject json = base::parseJsonObject(request.body).value_or(QJsonObject());
        for (const char* field : {"out_bill_no", "out_batch_no", "out_refund_no"}) {
            if (json.contains(QLatin1String(field)))
                return json.value(QLatin1String(field)).toString();
        }
    } else if (v2Moves) {
        const auto fields = v2::readXml(request.body).value_or(v2::Fields{});
        for (const char* field : {"partner_trade_no", "mch_billno", "out_refund_no"}) {
            if (const auto found = fields.find(QString::fromLatin1(field)); found != fields.end())
                return found->second;
        }
    }
    return {};
}

} // namespace

class Network::Line final : public http::Transport
{
public:
    explicit Line(Network& network) : network_(network) {}
    Answer exchange(const QUrl&, const http::Request& request, int timeoutMs) override
    {
        return network_.exchange(request, timeoutMs);
    }
    Answer download(const QUrl&, const http::Request& request, int timeoutMs, const Sink& sink) override
    {
        Answer answer = network_.exchange(request, timeoutMs);
        if (answer && answer->status == 200) {
            if (const base::Status kept = sink(answer->body); !kept)
                return tl::unexpected(
                    http::TransportError{http::TransportError::Kind::noAnswer, kept.error().message});
            answer->body.clear();
        }
        return answer;
    }

private:
    Network& network_;
};

Network::Network(
    quint64 seed, base::ManualClock& time, Figures& figures, std::function<void(const QString&)> note)
    : chance_(seed), time_(time), figures_(figures), note_(std::move(note))
{
}

std::unique_ptr<http::Transport> Network::transport()
{
    return std::make_unique<Line>(*this);
}

http::Response Network::serve(const http::Request& request)
{
    return isV3(request) ? serveV3(*world_, request) : serveV2(*world_, request);
}

Network::Answer Network::lost(http::TransportError::Kind kind, int timeoutMs)
{
    // A connection that is refused is so at once; silence lasts.
    time_.advance(kind == http::TransportError::Kind::notSent ? 20 : timeoutMs);
    return tl::unexpected(http::TransportError{kind, QStringLiteral("the simulated net")});
}

Network::Answer Network::refusal(
    const http::Request& request, int status, const char* code, const char* v2Code)
{
    if (isV3(request))
        return errorV3(*world_, request, status, QString::fromLatin1(code), QStringLiteral("simulated"));
    v2::Fields fields{{QStringLiteral("return_code"), QStringLiteral("SUCCESS")},
        {QStringLiteral("result_code"), QStringLiteral("FAIL")},
        {QStringLiteral("err_code"), QString::fromLatin1(v2Code)},
        {QStringLiteral("err_code_des"), QStringLiteral("simulated")},
        {QStringLiteral("sign_type"), QStringLiteral("MD5")}};
    fields[QStringLiteral("sign")] = v2::signature(fields, world_->identity.apiV2Key, v2::SignType::md5);
    http::Response response;
    response.status = 200;
    response.body = v2::writeXml(fields).value_or(QByteArray());
    return response;
}

void Network::watch(const http::Request& request, const QString& number)
{
    ++figures_.deeds["sendings"];
    note_(QStringLiteral("sends ") + number);
    const QByteArray digest = crypto::sha256(request.body);
    const auto [known, isNew] = sent_.emplace(number, Sent{digest, 0});
    known->second.atUtcMs = time_.nowUtcMs();
    if (!isNew && known->second.digest != digest)
        violation_ = QStringLiteral("%1 was sent with other bytes than before").arg(number);
    if (const auto other = leaving_.find(number);
        other != leaving_.end() && time_.nowUtcMs() - other->second < kClaimHoldsMs)
        violation_ = QStringLiteral("%1 was sent by two at the same time").arg(number);
    if (silent_)
        violation_ = QStringLiteral("%1 was sent by books that were put back and not confirmed").arg(number);
}

std::optional<int> Network::nextFault()
{
    if (callsLeft_ > 0 && --callsLeft_ == 0)
        return ordered_;
    if (!chance_.inThousand(perThousand_))
        return std::nullopt;
    return static_cast<int>(chance_.below(kFaults));
}

bool Network::isSettled(const QString& number) const
{
    const auto sent = sent_.find(number);
    return sent == sent_.end() || time_.nowUtcMs() - sent->second.atUtcMs > 2 * kLatestMs;
}

void Network::count(const char* fault, const http::Request& request)
{
    ++figures_.faults[QByteArray("net: ") + fault];
    note_(QStringLiteral("net: %1, %2 %3")
              .arg(QString::fromLatin1(fault), QString::fromLatin1(request.method),
                  QString::fromLatin1(request.target.left(80))));
}

Network::Answer Network::exchange(const http::Request& sent, int timeoutMs)
{
    using Kind = http::TransportError::Kind;
    arrive();
    const auto isDead = [this] { return isDead_ && isDead_(); };
    if (isDead())
        return tl::unexpected(http::TransportError{Kind::notSent, QStringLiteral("the program is dead")});
    http::Request request = sent;
    request.hasClientCertificate = true;
    request.headers.add("Host", "simulated");
    ++figures_.deeds["calls"];
    if (time_.nowUtcMs() < downUntilUtcMs_) {
        count("down", request);
        return lost(chance_.below(2) == 0 ? Kind::notSent : Kind::noAnswer, timeoutMs);
    }
    const QString number = numberOf(request);
    if (!number.isEmpty()) {
        watch(request, number);
        leaving_[number] = time_.nowUtcMs();
    }
    // Whoever waits for an answer keeps nobody else from working; and nobody waits for longer than that.
    const qint64 sinceUtcMs = time_.nowUtcMs();
    const auto isTooLong = [&] {
        if (meanwhile_ && chance_.below(kMeanwhileOneIn) == 0)
            meanwhile_();
        return time_.nowUtcMs() - sinceUtcMs > kLatestMs;
    };
    Answer answer = tl::unexpected(http::TransportError{Kind::noAnswer, QStringLiteral("too long")});
    if (!isTooLong() && !isDead()) {
        time_.advance(chance_.between(20, 400));
        Answer heard = answerTo(request, timeoutMs);
        if (!isTooLong())
            answer = std::move(heard);
    }
    if (!number.isEmpty())
        leaving_.erase(number);
    return answer;
}

Network::Answer Network::answerTo(const http::Request& request, int timeoutMs)
{
    using Kind = http::TransportError::Kind;
    const auto fault = nextFault();
    if (!fault)
        return serve(request);
    switch (*fault) {
    case 0:
        count("not connected", request);
        return lost(Kind::notSent, timeoutMs);
    case 1:
        count("lost on the way there", request);
        return lost(Kind::noAnswer, timeoutMs);
    case 2:
    case 3:
        count("lost on the way back", request);
        static_cast<void>(serve(request));
        return lost(Kind::noAnswer, timeoutMs);
    case 4:
    case 5:
        // A proxy has it, and lets it go when nobody waits any more.
        count("arrives late", request);
        late_.push_back({request, time_.nowUtcMs() + chance_.between(1, kLatestMs)});
        return lost(Kind::noAnswer, timeoutMs);
    case 6: {
        count("arrives twice", request);
        static_cast<void>(serve(request));
        auto answer = serve(request);
        answer.sends = 2;
        return answer;
    }
    case 7: {
        count("500 without acting", request);
        http::Response response;
        response.status = 500;
        response.body = "<html>upstream</html>";
        return response;
    }
    case 8: {
        count("502 after acting", request);
        static_cast<void>(serve(request));
        http::Response response;
        response.status = 502;
        response.body = "<html>upstream</html>";
        return response;
    }
    case 9: {
        count("forged", request);
        auto response = serve(request);
        response.body.append(' ');
        if (!isV3(request))
            response.body.replace("<result_code>SUCCESS", "<result_code>FAIL");
        return response;
    }
    case 10: {
        count("cut short", request);
        auto response = serve(request);
        response.body.truncate(static_cast<qsizetype>(chance_.below(response.body.size() + 1)));
        return response;
    }
    case 11: {
        count("garbage", request);
        auto response = serve(request);
        response.body = chance_.bytes(static_cast<int>(chance_.between(0, 300)));
        response.headers = {};
        return response;
    }
    case 12:
        count("SYSTEM_ERROR after acting", request);
        static_cast<void>(serve(request));
        return refusal(request, 500, "SYSTEM_ERROR", "SYSTEMERROR");
    case 13:
        count("too often", request);
        return refusal(request, 429, "FREQUENCY_LIMITED", "FREQ_LIMIT");
    case 14:
        count("a code that nobody knows, after acting", request);
        static_cast<void>(serve(request));
        return refusal(request, 400, "SOME_NEW_CODE", "SOME_NEW_CODE");
    case 15:
        count("the program dies before it leaves", request);
        if (death_)
            death_();
        return lost(Kind::notSent, 0);
    case 16:
        count("the program dies once it has left", request);
        static_cast<void>(serve(request));
        if (death_)
            death_();
        return lost(Kind::noAnswer, 0);
    default:
        count("an answer after the time-out", request);
        static_cast<void>(serve(request));
        time_.advance(timeoutMs);
        return lost(Kind::noAnswer, 0);
    }
}

void Network::arrive()
{
    for (;;) {
        const auto due = std::find_if(
            late_.begin(), late_.end(), [&](const Late& one) { return one.atUtcMs <= time_.nowUtcMs(); });
        if (due == late_.end())
            return;
        const http::Request request = std::move(due->request);
        late_.erase(due);
        note_(QStringLiteral("net: arrives now, %1").arg(QString::fromLatin1(request.target.left(80))));
        static_cast<void>(serve(request));
    }
}

int Network::deliver(const Door& door, int most)
{
    int taken = 0;
    for (int i = 0; i < most; ++i) {
        std::vector<size_t> due;
        for (size_t at = 0; at < queue_.size(); ++at) {
            if (queue_[at].dueAtUtcMs <= time_.nowUtcMs())
                due.push_back(at);
        }
        if (due.empty())
            return taken;
        const size_t at = due[static_cast<size_t>(chance_.below(static_cast<qint64>(due.size())))];
        Delivery delivery = std::move(queue_[at]);
        queue_.erase(queue_.begin() + static_cast<std::ptrdiff_t>(at));
        const auto again = [&] {
            if (const auto after = practice::detail::Notifier::againAfterMs(delivery)) {
                delivery.dueAtUtcMs = time_.nowUtcMs() + *after;
                ++delivery.attempts;
                queue_.push_back(std::move(delivery));
            } else {
                note_(QStringLiteral("notification %1 is given up").arg(delivery.eventId));
            }
        };
        enum class Way { whole, lost, doubled, late, forged, unheard } way = Way::whole;
        if (chance_.inThousand(perThousand_))
            way = static_cast<Way>(chance_.between(1, 5));
        static constexpr const char* kNames[] = {"delivered", "notification lost", "notification doubled",
            "notification late", "notification forged", "acknowledgement lost"};
        if (way != Way::whole) {
            ++figures_.faults[kNames[static_cast<size_t>(way)]];
            note_(QStringLiteral("%1: %2").arg(
                QString::fromLatin1(kNames[static_cast<size_t>(way)]), delivery.eventId));
        }
        if (time_.nowUtcMs() < downUntilUtcMs_ || way == Way::lost) {
            again();
            continue;
        }
        if (way == Way::late) {
            delivery.dueAtUtcMs = time_.nowUtcMs() + chance_.between(1, 6 * 3'600'000);
            queue_.push_back(std::move(delivery));
            continue;
        }
        if (way == Way::forged) {
            Delivery forged = delivery;
            forged.signature = Delivery::Signature::wrong;
            if (forged.v2)
                forged.body.replace("<total_fee>", "<total_fee>9");
            const auto answer = door(world_->notifier.requestOf(forged));
            const bool untouched = forged.v2 && forged.body == delivery.body;
            if (answer && practice::detail::Notifier::isHeard(forged, *answer) && !untouched)
                violation_ = QStringLiteral("a forged notification was acknowledged: ") + forged.eventId;
        }
        const auto answer = door(world_->notifier.requestOf(delivery));
        const bool heard = answer && practice::detail::Notifier::isHeard(delivery, *answer);
        note_(QStringLiteral("notification %1: %2")
                  .arg(delivery.eventId, answer ? QString::number(answer->status) : QStringLiteral("-")));
        ++figures_.deeds["notifications"];
        if (heard)
            acknowledged_.push_back(delivery.eventId);
        if (way == Way::doubled && heard)
            queue_.push_back(delivery);
        if (!heard || way == Way::unheard)
            again();
        else
            ++taken;
    }
    return taken;
}

} // namespace zhangfang::simulator
