#include "practice/practice.h"

#include "practice/detail/world.h"
#include "wechatpay/v2/signing.h"

#include <QFile>
#include <QSaveFile>
#include <QTemporaryDir>

namespace zhangfang::practice
{

using namespace detail;

namespace
{

/// Rounds of the payees' loop between two looks at what is to be saved: about a second.
constexpr int kSaveEveryRounds = 50;

} // namespace

struct Practice::Core {
    Core(Remembered before, const Options& options, qint64 feeRate)
        : world(std::move(before), options, feeRate)
    {
    }

    World world;
    QByteArray saved; ///< of the payees' thread
    std::mutex delayMutex;
    std::condition_variable delayChanged;
    std::atomic<bool> stopping{false};
    std::vector<std::thread> delays;
    std::thread payees;
    QTemporaryDir tlsFolder; ///< what the TLS server is made of, and the authority that clients trust
    std::unique_ptr<http::Server> server;
    std::mutex tlsMutex;
    std::unique_ptr<http::Server> tlsServer; ///< under tlsMutex
    QByteArray tlsMerchant;                  ///< the certificate it asks for; under tlsMutex
    quint16 tlsPort = 0;                     ///< set once

    ~Core()
    {
        {
            const std::lock_guard lock(delayMutex);
            stopping = true;
        }
        delayChanged.notify_all();
        if (payees.joinable())
            payees.join();
        for (std::thread& thread : delays)
            thread.join();
        tlsServer.reset();
        server.reset();
        save();
    }

    /// What was learnt since the last time goes to the file, whole or not at all.
    void save()
    {
        if (world.options.stateFile.isEmpty())
            return;
        QByteArray bytes;
        {
            const std::lock_guard lock(world.mutex);
            bytes = toBytes(world.identity, world);
        }
        if (bytes == saved)
            return;
        QSaveFile file(world.options.stateFile);
        if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
            file.write(bytes) != bytes.size() || !file.commit())
            qWarning().noquote() << "the practice WeChat Pay cannot remember:" << file.errorString();
        else
            saved = bytes;
    }

    std::optional<Fault> takeFault(const http::Request& request)
    {
        const std::lock_guard lock(world.mutex);
        const QString target = targetOf(request);
        auto taken = world.faults.take(target);
        if (!taken && target == QLatin1String("redirect_refund"))
            taken = world.faults.take(QStringLiteral("create_refund"));
        return taken;
    }

    Response serve(const http::Request& request)
    {
        return request.target.startsWith("/v3/") ? serveV3(world, request) : serveV2(world, request);
    }

    /// Only beside the plain API: what is ordered here may end the TLS server's threads.
    void control(const http::Request& request, const http::Answer& answer)
    {
        const Response done = serveControl(world, request);
        if (const base::Status renewed = serveTls(); !renewed)
            qWarning().noquote() << "the TLS server:" << renewed.error().describe();
        answer(done);
    }

    void handle(http::Request request, const http::Answer& answer)
    {
        const auto fault = takeFault(request);
        if (!fault)
            return answer(serve(request));
        const QString& kind = fault->kind;
        if (kind == QLatin1String("delay")) {
            const std::lock_guard lock(world.mutex);
            delays.emplace_back([this, request = std::move(request), answer, ms = fault->delayMs] {
                std::unique_lock waiting(delayMutex);
                delayChanged.wait_for(
                    waiting, std::chrono::milliseconds(ms), [this] { return stopping.load(); });
                waiting.unlock();
                answer(serve(request));
            });
            return;
        }
        if (kind == QLatin1String("drop_before") || kind == QLatin1String("drop_after") ||
            kind == QLatin1String("cut")) {
            Response response = kind == QLatin1String("drop_before") ? Response{} : serve(request);
            response.delivery =
                kind == QLatin1String("cut") ? Response::Delivery::cutInHalf : Response::Delivery::dropped;
            return answer(response);
        }
        if (kind == QLatin1String("http_500"))
            return answer(replyV3(world, request, 500, "<html>upstream</html>"));
        if (kind == QLatin1String("http_500_after")) {
            static_cast<void>(serve(request));
            return answer(replyV3(world, request, 502, "<html>upstream</html>"));
        }
        if (kind == QLatin1String("forged")) {
            Response response = serve(request);
            response.body.append(' '); // no longer what was signed
            if (!request.target.startsWith("/v3/"))
                response.body.replace("<result_code>SUCCESS", "<result_code>FAIL");
            return answer(response);
        }
        answer(request.target.startsWith("/v3/") ? codeV3(request, *fault) : codeV2(*fault));
    }

    static QString messageOf(const Fault& fault)
    {
        return fault.message.isEmpty() ? QStringLiteral("practice fault") : fault.message;
    }

    Response codeV3(const http::Request& request, const Fault& fault)
    {
        const QString& code = fault.kind;
        const int usual = code == QLatin1String("SYSTEM_ERROR")        ? 500
                          : code == QLatin1String("FREQUENCY_LIMITED") ? 429
                          : code == QLatin1String("SIGN_ERROR")        ? 401
                          : code == QLatin1String("NOT_ENOUGH") || code == QLatin1String("NO_AUTH") ||
                                  code == QLatin1String("ACCOUNT_ABNORMAL")
                              ? 403
                              : 400;
        return errorV3(world, request, fault.status != 0 ? fault.status : usual, code, messageOf(fault));
    }

    Response codeV2(const Fault& fault)
    {
        wechatpay::v2::Fields fields{{QStringLiteral("return_code"), QStringLiteral("SUCCESS")},
            {QStringLiteral("result_code"), QStringLiteral("FAIL")}, {QStringLiteral("err_code"), fault.kind},
            {QStringLiteral("err_code_des"), messageOf(fault)},
            {QStringLiteral("sign_type"), QStringLiteral("MD5")}};
        fields[QStringLiteral("sign")] =
            wechatpay::v2::signature(fields, world.identity.apiV2Key, wechatpay::v2::SignType::md5);
        Response response;
        response.status = fault.status != 0 ? fault.status : 200;
        response.body = wechatpay::v2::writeXml(fields).value_or(QByteArray());
        return response;
    }

    void payeesLoop()
    {
        std::unique_lock waiting(delayMutex);
        int rounds = 0;
        while (!stopping) {
            delayChanged.wait_for(waiting, std::chrono::milliseconds(20));
            waiting.unlock();
            if (++rounds % kSaveEveryRounds == 0)
                save();
            {
                const std::lock_guard lock(world.mutex);
                world.tick();
            }
            waiting.lock();
        }
    }

    [[nodiscard]] QString tlsFile(const char* name) const
    {
        return tlsFolder.filePath(QString::fromLatin1(name));
    }
    /// Starts the TLS server, or starts it again on its port when the merchant's certificate is another one.
    [[nodiscard]] base::Status serveTls()
    {
        const std::lock_guard alone(tlsMutex);
        {
            const std::lock_guard lock(world.mutex);
            const QByteArray current = world.identity.merchantCertificate.pem();
            if (tlsServer && current == tlsMerchant)
                return {};
            ZF_TRY(writeTlsFiles());
            tlsMerchant = current;
        }
        tlsServer.reset();
        http::ServerOptions options = serverOptions(tlsPort);
        options.tlsCertificateFile = tlsFile("platform.pem");
        options.tlsKeyFile = tlsFile("platform_key.pem");
        options.tlsClientCaFile = tlsFile("merchant.pem");
        ZF_ASSIGN(tlsServer,
            http::Server::start(options, [this](http::Request request, const http::Answer& answer) {
                handle(std::move(request), answer);
            }));
        tlsPort = tlsServer->port();
        return {};
    }
    [[nodiscard]] static http::ServerOptions serverOptions(quint16 port)
    {
        http::ServerOptions options;
        options.port = port;
        options.bodyBytes = 1 << 20; // a batch of a thousand
        return options;
    }
    [[nodiscard]] base::Status writeTlsFiles() const
    {
        const auto write = [this](const char* name, const QByteArray& content) {
            QFile file(tlsFile(name));
            return file.open(QIODevice::WriteOnly) &&
                   file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
                   file.write(content) == content.size();
        };
        const Identity& who = world.identity;
        if (tlsFolder.isValid() && write("platform.pem", who.certificate.pem()) &&
            write("platform_key.pem", who.certificateKey.toPem()) &&
            write("merchant.pem", who.merchantCertificate.pem()))
            return {};
        return base::unavailable(
            "disk_error", QStringLiteral("The practice server's TLS files cannot be written."));
    }
};

Practice::Practice(std::unique_ptr<Core> core) : core_(std::move(core)) {}
Practice::~Practice() = default;

namespace
{

/// Where the last start left off, or a fresh merchant.
Result<Remembered> begin(const Practice::Options& options)
{
    if (QFile file(options.stateFile); !options.stateFile.isEmpty() && file.exists()) {
        if (!file.open(QIODevice::ReadOnly))
            return base::unavailable("disk_error",
                QStringLiteral("%1 cannot be read: %2.").arg(options.stateFile, file.errorString()));
        return remembered(file.readAll());
    }
    crypto::SystemRandom random;
    ZF_ASSIGN(Identity identity, Identity::make(random, base::SystemClock().nowUtcMs(), options.keys));
    Memory memory;
    memory.balanceFen = options.openingBalanceFen;
    return Remembered{std::move(identity), std::move(memory)};
}

} // namespace

Result<std::unique_ptr<Practice>> Practice::start(const Options& options)
{
    const auto feeRate = parseFeeRate(options.feeRate);
    if (!feeRate)
        return base::invalid(
            "invalid_fee_rate", QStringLiteral("The fee rate is a percent from 0.00 to 10.00, as in 0.60."));
    ZF_ASSIGN(Remembered before, begin(options));
    auto core = std::make_unique<Core>(std::move(before), options, *feeRate);
    ZF_ASSIGN(core->server, http::Server::start(Core::serverOptions(options.port),
                                [&core = *core](http::Request request, const http::Answer& answer) {
                                    if (request.target.startsWith("/control/"))
                                        return core.control(request, answer);
                                    core.handle(std::move(request), answer);
                                }));
    ZF_TRY(core->serveTls());
    core->payees = std::thread([&core = *core] { core.payeesLoop(); });
    return std::unique_ptr<Practice>(new Practice(std::move(core)));
}

quint16 Practice::port() const
{
    return core_->server->port();
}

QJsonObject Practice::books() const
{
    return core_->world.bookkeeping();
}

QJsonObject Practice::matchingSettings() const
{
    const std::lock_guard lock(core_->world.mutex);
    const Identity& who = core_->world.identity;
    const auto text = [](const QByteArray& latin1) { return QString::fromLatin1(latin1); };
    return {{QStringLiteral("wechatpay.api_base_url"), QStringLiteral("http://127.0.0.1:%1").arg(port())},
        {QStringLiteral("wechatpay.v2_base_url"), QStringLiteral("https://127.0.0.1:%1").arg(core_->tlsPort)},
        {QStringLiteral("wechatpay.ca_file"), core_->tlsFile("platform.pem")},
        {QStringLiteral("wechatpay.mchid"), who.mchid}, {QStringLiteral("wechatpay.appid"), who.appid},
        {QStringLiteral("wechatpay.certificate_serial"), text(who.merchantSerial)},
        {QStringLiteral("wechatpay.certificate"), text(who.merchantCertificate.pem())},
        {QStringLiteral("wechatpay.public_key_id"), text(who.publicKeyId)},
        {QStringLiteral("wechatpay.public_key"), text(who.platformKey.publicKey().toPem())},
        {QStringLiteral("wechatpay.transfer_scene_id"), QStringLiteral("1000")},
        {QStringLiteral("wechatpay.transfer_scene_report_infos"),
            QStringLiteral("[{\"info_type\":\"活动名称\",\"info_content\":\"余额提现\"},{\"info_type\":"
                           "\"奖励说明\",\"info_content\":\"用户余额提现\"}]")},
        {QStringLiteral("wechatpay.settlement_days"),
            core_->world.modes.settlesNextDay ? QStringLiteral("1") : QStringLiteral("0")},
        {QStringLiteral("wechatpay.fee_rate"), feeRateText(core_->world.modes.feeRate)},
        {QStringLiteral("payouts.red_packet_sender"), QStringLiteral("账房练习")},
        {QStringLiteral("listener.port"), QStringLiteral("0")},
        {QStringLiteral("wechatpay.private_key"), text(who.merchantKey.toPem())},
        {QStringLiteral("wechatpay.apiv3_key"), text(who.apiV3Key)},
        {QStringLiteral("wechatpay.apiv2_key"), text(who.apiV2Key)}};
}

} // namespace zhangfang::practice
