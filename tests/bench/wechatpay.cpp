#include "crypto/crypto.h"
#include "practice/detail/world.h"
#include "wechatpay/bills/parser.h"
#include "wechatpay/bills/unpack.h"
#include "wechatpay/v3/requests.h"

#include <cstdio>
#include <cstring>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <zlib.h>

using namespace zhangfang;
namespace bills = zhangfang::wechatpay::bills;

/// Each figure stands beside baselines measured in the same run; only the ratios mean something.
namespace
{

constexpr int kRuns = 3;
constexpr int kRows = 400'000;
constexpr int kSignatures = 2'000;
constexpr qsizetype kPiece = 256 * 1024; // as the network hands them over

/// A day of many orders, with numbers that do not compress to nothing.
QByteArray bill()
{
    QByteArray text = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,"
                      "交易状态,付款银行,货币种类,"
                      "应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,"
                      "退款状态,商品名称,"
                      "商户数据包,手续费,费率,订单金额,申请退款金额,费率备注\r\n";
    text.reserve(120'000'000);
    QRandomGenerator random(1);
    for (int i = 0; i < kRows; ++i) {
        text += "`2025-10-08 13:51:" + QByteArray::number(10 + i % 50) +
                ",`wx2421b1c4370ec43b,`1900000001,`0,`,`4200002025100800" +
                QByteArray::number(random.generate64()) + ",`Z20251008" +
                QByteArray::number(random.generate()) + ",`oUpF8uMuAJO_" +
                QByteArray::number(random.generate64(), 36) +
                ",`NATIVE,`SUCCESS,`OTHERS,`CNY,`1.00,`0.00,`0,`0,`0.00,`0.00,`,`,`tea, "
                "large,`,`0.00600,`0.60%,`1.00,`0.00,`\r\n";
    }
    return text + "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,"
                  "申请退款总金额\r\n`400000,`400000.00,`"
                  "0.00,`0.00,`2400.00000,`400000.00,`0.00\r\n";
}

template <class Work> double best(qsizetype bytes, const Work& work)
{
    double rate = 0;
    for (int i = 0; i < kRuns; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        rate = std::max(rate, static_cast<double>(bytes) * 1e3 / static_cast<double>(timer.nsecsElapsed()));
    }
    return rate; // MB/s of unpacked text
}

template <class Take> void inPieces(const QByteArray& bytes, const Take& take)
{
    for (qsizetype at = 0; at < bytes.size(); at += kPiece)
        take(QByteArrayView(bytes).sliced(at, std::min(kPiece, bytes.size() - at)));
}

void print(const char* what, double ours, const char* unit, const char* baselineName, double baseline)
{
    std::printf("%-26s %9.0f %-5s %-34s %9.0f %-5s ratio %.2f\n", what, ours, unit, baselineName, baseline,
        unit, ours / baseline);
    std::fflush(stdout);
}

void billParsing()
{
    const QByteArray plain = bill();
    const QByteArray packed = practice::detail::gzipped(plain);
    const double parse = best(plain.size(), [&] {
        qint64 rows = 0;
        bills::TradeBillParser parser([&rows](const bills::TradeRow&) {
            ++rows;
            return bills::Status();
        });
        inPieces(plain, [&](QByteArrayView piece) {
            if (!parser.add(piece))
                qFatal("a row was refused");
        });
        if (!parser.finish() || rows != kRows)
            qFatal("the bill does not agree with itself");
    });
    const double whole = best(plain.size(), [&] {
        bills::TradeBillParser parser([](const bills::TradeRow&) { return bills::Status(); });
        bills::Unpacker unpacker([&parser](QByteArrayView piece) { return parser.add(piece); });
        inPieces(packed, [&](QByteArrayView piece) {
            if (!unpacker.add(piece))
                qFatal("the bill was refused");
        });
        if (!unpacker.finish({}) || !parser.finish())
            qFatal("the bill does not agree with itself");
    });
    const double zlib = best(plain.size(), [&] {
        z_stream stream{};
        inflateInit2(&stream, 15 + 16);
        std::vector<char> out(kPiece);
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
        stream.avail_in = static_cast<uInt>(packed.size());
        int result = Z_OK;
        while (result == Z_OK) {
            stream.next_out = reinterpret_cast<Bytef*>(out.data());
            stream.avail_out = static_cast<uInt>(out.size());
            result = inflate(&stream, Z_NO_FLUSH);
        }
        inflateEnd(&stream);
        if (result != Z_STREAM_END)
            qFatal("zlib");
    });
    const double lines = best(plain.size(), [&] {
        qint64 count = 0;
        const char* at = plain.constData();
        const char* const end = at + plain.size();
        while (const void* found = std::memchr(at, '\n', static_cast<size_t>(end - at))) {
            ++count;
            at = static_cast<const char*>(found) + 1;
        }
        if (count != kRows + 3)
            qFatal("lines");
    });
    print("bill: parse", parse, "MB/s", "zlib, unpacking the same file", zlib);
    print("bill: unpack, hash, parse", whole, "MB/s", "zlib, unpacking the same file", zlib);
    print("bill: parse", parse, "MB/s", "memchr over its lines", lines);
}

void signedRequests()
{
    crypto::SystemRandom random;
    const auto identity = practice::detail::Identity::make(random, 1'760'000'000'000);
    if (!identity)
        qFatal("no identity");
    const wechatpay::Merchant merchant{identity->mchid, identity->appid, identity->merchantSerial,
        identity->merchantKey, identity->apiV3Key};
    const wechatpay::OrderRequest order{wechatpay::Channel::native,
        base::OrderNo::parse(QStringLiteral("Z20251008000001")).value(), QStringLiteral("tea"),
        base::Money::fen(888), QStringLiteral("https://shop.example/n"), 1'760'000'000'000, {}, {}, {}, {}};
    const auto rate = [](const auto& work) {
        double most = 0;
        for (int run = 0; run < kRuns; ++run) {
            QElapsedTimer timer;
            timer.start();
            for (int i = 0; i < kSignatures; ++i)
                work();
            most = std::max(most, kSignatures * 1e9 / static_cast<double>(timer.nsecsElapsed()));
        }
        return most;
    };
    const double ours = rate([&] {
        const auto body = wechatpay::v3::orderBody(merchant, order);
        if (!body || !wechatpay::v3::authorization(merchant, "POST", "/v3/pay/transactions/native",
                         "1760000000", random.token(32), *body))
            qFatal("not signed");
    });
    const QByteArray message(300, 'x');
    const double raw = rate([&] {
        if (!merchant.privateKey.sign(message))
            qFatal("not signed");
    });
    print("signed requests, one core", ours, "/s", "RSA-2048 signing alone", raw);
}

} // namespace

int main()
{
    billParsing();
    signedRequests();
    return 0;
}
