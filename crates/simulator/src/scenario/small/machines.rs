//! The small company's machines, one a line.

use super::super::machine::{Machine, Plan};
use super::{HANGZHOU, SHANGHAI, SHENZHEN};
use crate::cloud::Os;

// A table: one machine per line reads better than one argument per line.
#[rustfmt::skip]
pub(super) const MACHINES: [Machine; 31] = [
    Machine::new(HANGZHOU, "erp-db-01", Os::ALIYUN_3, &[100, 500, 200, 300], Plan::Nightly(14), "erp", "erp").retained(30),
    Machine::new(HANGZHOU, "erp-app-02", Os::ALIYUN_3, &[60, 200], Plan::Nightly(14), "erp", "erp"),
    Machine::new(HANGZHOU, "web-gw-01", Os::UBUNTU_2404, &[40], Plan::Automatic(16), "web", "gateway"),
    Machine::new(HANGZHOU, "web-gw-02", Os::UBUNTU_2404, &[40], Plan::Automatic(16), "web", "gateway"),
    Machine::new(HANGZHOU, "builder-01", Os::UBUNTU_2404, &[40], Plan::ByHand, "default", "build").env("staging"),
    Machine::new(HANGZHOU, "ci-win-04", Os::WINDOWS_2022, &[120], Plan::ByHand, "default", "build").env("test").stopped(),
    Machine::new(HANGZHOU, "crm-win-01", Os::WINDOWS_2022, &[80, 200], Plan::Nightly(10), "web", "crm"),
    Machine::new(HANGZHOU, "mq-01", Os::DEBIAN_12, &[40, 100, 100], Plan::Automatic(15), "web", "mq"),
    Machine::new(HANGZHOU, "erp-db-00", Os::CENTOS_79, &[100, 500], Plan::ByHand, "erp", "erp").gone(),
    Machine::new(SHANGHAI, "order-svc-03", Os::ALIYUN_3, &[60, 300], Plan::NightlyChinese("订单服务", 14), "web", "order"),
    Machine::new(SHANGHAI, "order-svc-04", Os::ALIYUN_3, &[60, 300], Plan::NightlyChinese("订单服务备机", 12), "web", "order"),
    Machine::new(SHANGHAI, "redis-cache-07", Os::DEBIAN_12, &[40], Plan::Automatic(16), "data", "cache"),
    Machine::new(SHANGHAI, "bi-worker-11", Os::CENTOS_79, &[80, 1024], Plan::Automatic(14), "data", "bi"),
    Machine::new(SHANGHAI, "report-win-02", Os::WINDOWS_2019, &[100, 500], Plan::Automatic(15), "data", "bi"),
    Machine::new(SHANGHAI, "warehouse-01", Os::ALIYUN_3, &[100, 2048, 2048], Plan::Automatic(7), "data", "warehouse"),
    Machine::new(SHANGHAI, "api-01", Os::UBUNTU_2404, &[40], Plan::Automatic(15), "web", "api"),
    Machine::new(SHANGHAI, "load-test-05", Os::UBUNTU_2404, &[40], Plan::Nightly(6), "default", "order").env("test").gone(),
    Machine::new(SHANGHAI, "edge-01", Os::UBUNTU_2404, &[40, 120], Plan::Automatic(15), "web", "edge"),
    Machine::new(SHANGHAI, "edge-02", Os::UBUNTU_2404, &[40, 120], Plan::Automatic(15), "web", "edge"),
    Machine::new(SHANGHAI, "mail-02", Os::DEBIAN_12, &[40], Plan::Nightly(10), "default", "mail").encrypted(),
    Machine::new(SHENZHEN, "finance-01", Os::ALIYUN_3, &[100, 1024], Plan::NightlyChinese("财务系统", 10), "finance", "finance").encrypted(),
    Machine::new(SHENZHEN, "finance-02", Os::ALIYUN_3, &[100, 500], Plan::Automatic(14), "finance", "finance").encrypted(),
    Machine::new(SHENZHEN, "hr-win-01", Os::WINDOWS_2019, &[80, 100], Plan::NightlyChinese("人事系统", 10), "finance", "hr"),
    Machine::new(SHENZHEN, "log-store-02", Os::DEBIAN_12, &[40, 2048], Plan::ByHand, "data", "logs"),
    Machine::new(SHENZHEN, "web-gw-11", Os::UBUNTU_2404, &[40], Plan::Automatic(15), "web", "gateway"),
    Machine::new(SHENZHEN, "oa-01", Os::CENTOS_79, &[60, 200], Plan::NightlyChinese("办公系统", 12), "default", "oa"),
    Machine::new(SHENZHEN, "oa-00", Os::CENTOS_79, &[60], Plan::ByHand, "default", "oa").gone(),
    Machine::new(SHENZHEN, "shop-01", Os::ALIYUN_3, &[60, 300], Plan::Nightly(14), "web", "shop"),
    Machine::new(SHENZHEN, "shop-02", Os::ALIYUN_3, &[60, 300], Plan::Automatic(14), "web", "shop").env("staging"),
    Machine::new(SHENZHEN, "search-01", Os::ALIYUN_3, &[40, 500, 500], Plan::Automatic(15), "data", "search"),
    Machine::new(SHENZHEN, "shop-00", Os::WINDOWS_2019, &[80, 200], Plan::Nightly(3), "web", "shop").gone(),
];
