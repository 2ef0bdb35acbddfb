#include "ctl/groups.h"
#include "ctl/json_views.h"
#include "ctl/list_filters.h"
#include "ctl/list_pages.h"
#include "payouts/consent.h"
#include "shop/commands.h"

namespace zhangfang::ctl
{
namespace
{

using base::UserId;
using storage::Database;

struct UserWords {
    qint64 user = 0;
    QString openid = {};
    QString name = {};
    QString device = {};
    QString appid = {};
};

struct UserListWords {
    ListWords words = {};
    Paging paging = {};
};

QJsonObject userView(const shop::User& user)
{
    return view(user);
}

Answer addUser(Session& session, const UserWords& w)
{
    return session.office()
        .user(Session::seat(), shop::AddUser{w.openid, w.name, w.device, w.appid}, session.key())
        .map(userView);
}

/// The same user in another of the shop's apps.
Answer linkUser(Session& session, const UserWords& w)
{
    return session.office()
        .user(Session::seat(), shop::LinkUser{UserId(w.user), w.appid, w.openid}, session.key())
        .map([&](const shop::User& found) {
            QJsonObject json = view(found);
            json.insert(QStringLiteral("linked_appid"), w.appid);
            json.insert(QStringLiteral("linked_openid"), w.openid);
            return json;
        });
}

Answer renameUser(Session& session, const UserWords& w)
{
    return session.office()
        .user(Session::seat(), shop::RenameUser{UserId(w.user), w.name}, session.key())
        .map(userView);
}

Answer listUsers(Session& session, const UserListWords& w)
{
    ZF_ASSIGN(const auto filter, userFilter(w.words));
    const Paging& paging = w.paging;
    return session.folder().readers().read<QJsonObject>([&](Database& database) -> Answer {
        if (w.words.isEmpty()) {
            ZF_ASSIGN(const qint64 after, parseNumber(paging.cursor));
            ZF_ASSIGN(const auto users, shop::listUsers(database, UserId(after), paging.limit));
            QJsonArray items;
            for (const auto& user : users)
                items.append(view(user));
            return page(items, paging.limit, users.empty() ? 0 : users.back().id.value());
        }
        ZF_ASSIGN(const PageIndex index, reports::indexUsers(database, filter));
        ZF_ASSIGN(const auto keys,
            keysBehind<reports::UserRow>(index, reports::topOf(filter.sort), paging,
                [&](const PageKey& start) { return reports::userPage(database, filter, start); }));
        ZF_ASSIGN(const auto sum, reports::sumUsers(database, filter));
        Answer list = listed<shop::User>(
            keys, index, paging, [&](qint64 id) { return shop::findUser(database, UserId(id)); });
        if (list) {
            list->insert(QStringLiteral("available_fen"), sum.available.inFen());
            list->insert(QStringLiteral("held_fen"), sum.held.inFen());
        }
        return list;
    });
}

/// A payee's consent to receive without confirming, as it stands in the books.
Answer consentOf(Session& session, qint64 user)
{
    ZF_ASSIGN(const auto now,
        session.folder().readers().read<std::optional<payouts::Consent>>(
            [&](Database& database) { return payouts::findConsent(database, UserId(user)); }));
    if (!now)
        return base::damaged("damaged", QStringLiteral("The consent that was asked for is gone."));
    return QJsonObject{{QStringLiteral("user"), user}, {QStringLiteral("authorization"), now->number},
        {QStringLiteral("state"), now->state}, {QStringLiteral("package_info"), now->packageInfo},
        {QStringLiteral("close_reason"), now->closeReason}};
}

Answer authorizeUser(Session& session, const UserWords& w)
{
    ZF_TRY(session.office().door().run(Session::seat(), backend::AskConsent{UserId(w.user)}, session.key()));
    return consentOf(session, w.user);
}

/// After WeChat has been asked.
Answer showAuthorization(Session& session, const UserWords& w)
{
    backend::ShopFolder& folder = session.folder();
    ZF_ASSIGN(const access::Settings settings, folder.settings());
    ZF_ASSIGN(const auto clients, folder.connectToWechat());
    payouts::ConsentDesk desk(
        folder.writer(), folder.readers(), *clients.v3, folder.clock(), folder.random(), settings);
    ZF_TRY(desk.query(UserId(w.user)));
    return consentOf(session, w.user);
}

Answer deauthorizeUser(Session& session, const UserWords& w)
{
    ZF_TRY(session.office().door().run(Session::seat(), backend::EndConsent{UserId(w.user)}, session.key()));
    return consentOf(session, w.user);
}

void addConsent(CommandLine& line, CLI::App* group, const std::shared_ptr<UserWords>& w)
{
    CLI::App* authorize =
        line.verb(group, "authorize", "ask for consent to receive without confirming", w, authorizeUser);
    CLI::App* authorization =
        line.verb(group, "authorization", "how that consent stands", w, showAuthorization);
    CLI::App* deauthorize = line.verb(group, "deauthorize", "take it back", w, deauthorizeUser);
    for (CLI::App* any : {authorize, authorization, deauthorize})
        any->add_option("user", w->user)->required();
    for (CLI::App* change : {authorize, deauthorize})
        line.takesKey(change);
}

} // namespace

void addUserGroup(CommandLine& line)
{
    const auto w = std::make_shared<UserWords>();
    CLI::App* group = line.group("user", "the shop's users");
    CLI::App* add = line.verb(group, "add", "add one", w, addUser);
    addText(add, "--appid", w->appid, "the app that the openid is of; else the shop's first");
    addText(add, "--openid", w->openid)->required();
    addText(add, "--name", w->name);
    addText(add, "--device", w->device, "what tells the user's device apart, where it is known");
    CLI::App* link = line.verb(group, "link", "the same user in another of the shop's apps", w, linkUser);
    link->add_option("user", w->user)->required();
    addText(link, "--appid", w->appid)->required();
    addText(link, "--openid", w->openid)->required();
    CLI::App* rename =
        line.verb(group, "rename", "the real name WeChat Pay compares with the payee's", w, renameUser);
    rename->add_option("user", w->user)->required();
    addText(rename, "--name", w->name)->required();
    for (CLI::App* change : {add, link, rename})
        line.takesKey(change);

    const auto list = std::make_shared<UserListWords>();
    CLI::App* users =
        line.verb(group, "list", "by number; searched or sorted, the newest first", list, listUsers);
    addUserSearch(users, list->words);
    addPaging(users, list->paging);
    addConsent(line, group, w);
}

} // namespace zhangfang::ctl
