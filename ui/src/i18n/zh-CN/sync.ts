import type en from "../en-US/sync";
import type { Translation } from "../translation";

export default {
  refresh: "刷新",
  noMatch: {
    text_other: "{{count}}个筛选条件隐藏了{{all}}项。",
    textSearch: "搜索隐藏了{{all}}项。",
    clear: "清除筛选",
    clearSearch: "清除搜索",
  },
  reading: "每个地域返回后，其资源即会显示。",
  never: { title: "尚未读取", text: "所选地域尚未读取。" },
  throttled: {
    title: "正在等待阿里云",
    text: "请求被阿里云限流。一旦允许，即会读取列表。",
    band_other: "{{count}}个地域正在等待：请求被阿里云限流。",
  },
  notEmpty: "这不代表列表为空。",
  failed: {
    accounts_other: "{{count}}个账号未能查询：{{names}}。",
    regions: "未能查询：{{names}}。",
    regionOf: "{{region}} ({{account}})",
    details: "名称和云盘未能查询：{{names}}。",
    detailsText: "名称和关联可能缺失或不是最新。",
    more_other: "另外{{count}}个",
    text: "相关资源可能缺失或不是最新。",
    show: "显示原因",
    hide: "隐藏原因",
  },
  couldNotAsk: {
    account: "未能查询{{account}}",
    regionsOfAccount: "未能列出{{account}}的地域",
    group_other: "{{account}}的{{number}}个地域未能完整查询",
    place: "{{regions}}：{{kinds}}",
    kind: { snapshots: "快照", images: "镜像", sharedImages: "共享镜像", instances: "实例", disks: "云盘" },
    snapshots: "未能查询{{account}}在{{region}}的快照",
    images: "未能查询{{account}}在{{region}}的镜像",
    sharedImages: "未能查询{{region}}中共享给{{account}}的镜像",
    disks: "未能查询{{account}}在{{region}}的云盘",
    instances: "未能查询{{account}}在{{region}}的实例",
  },
} satisfies Translation<typeof en>;
