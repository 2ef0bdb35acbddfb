#pragma once

#include "access/settings.h"
#include "ctl/session.h"
#include "wechatpay/clients.h"

#include <functional>

#include <CLI/CLI.hpp>

namespace zhangfang::ctl
{

/// What a person says became of something that stays unclear, and where that is written.
struct Verdict {
    QString as = {};
    QString proof = {};
    QString reason = {};
};

void addVerdict(CLI::App* verb, Verdict& verdict, const std::vector<std::string>& outcomes);

/// Works with a desk that asks WeChat about single things.
template <class Desk>
Answer at(
    backend::ShopFolder& folder, const wechatpay::Clients& clients, const std::function<Answer(Desk&)>& act)
{
    ZF_ASSIGN(const access::Settings settings, folder.settings());
    Desk desk(folder.writer(), folder.readers(), clients, folder.clock(), settings);
    return act(desk);
}

} // namespace zhangfang::ctl
