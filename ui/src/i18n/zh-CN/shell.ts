import type en from "../en-US/shell";
import type { Translation } from "../translation";

export default {
  skip: "跳到内容",
  navigation: { label: "Darkroom", snapshots: "快照", jobs: "任务", settings: "设置", running_other: "{{count}}个任务进行中" },
  scope: {
    label: "范围",
    accounts: "账号",
    allAccounts: "全部账号",
    connectAccount: "连接账号",
    regions: "地域",
    allRegions: "全部地域",
    noRegions: "无地域",
    chosenOf: "{{chosen}} / {{all}}",
    chooseAll: "全选",
    chooseNone: "全不选",
    regionsHint: "只列出所选地域中的快照。",
    chooseFailed: "未能保存所选地域。",
    refresh: "刷新",
    refreshing: "正在刷新",
  },
  statusbar: {
    label: "状态",
    synced: "{{ago}}同步",
    reading_other: "正在读取…已读取{{rows}}行",
    never: "尚未同步",
    failed_other: "{{count}}个地域中{{failed}}个未能查询",
    failedTitle: "未能查询",
    moreJobs: "+{{count}}",
    moreJobsLabel_other: "另有{{count}}个任务进行中",
    openJob: "{{name}}，{{state}}，{{steps}}",
    openJobPercent: "{{name}}，{{state}}，{{percent}}，{{steps}}",
  },
  live: {
    jobsRunning_other: "{{count}}个任务进行中",
    jobDone: "任务 {{name}} 已完成",
    jobFailed: "任务 {{name}} 有步骤失败",
    regionsFailed_other: "{{count}}个地域未能查询",
  },
  crash: {
    title: "此页面已停止",
    text: "没有因此发送或更改任何内容。进行中的任务会继续。",
    reload: "重新加载窗口",
  },
  couldNotAsk: {
    shard: "未能查询{{region}}",
    shardOfAccount: "未能查询{{account}}的{{region}}",
    regionsOfAccount: "未能查询{{account}}的地域",
    notEmpty: "这不代表列表为空。",
  },
} satisfies Translation<typeof en>;
