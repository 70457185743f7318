import type en from "../en-US/details";
import type { Translation } from "../translation";

export default {
  label: "详细信息",
  close: "关闭详细信息",
  resize: "详细信息的宽度",
  heading: "详细信息",
  allFields: "全部字段",
  fewerFields: "收起字段",
  account: "账号",
  region: "地域",
  resourceGroup: "资源组",
  description: "描述",
  tags: "标签",
  tag: "{{key}}: {{value}}",
  timeline: {
    of: "{{name}}的云盘时间线",
    disk: "此云盘的时间线",
    disks: "云盘时间线",
    days_other: "{{count}}天",
    label_other: "{{name}}的{{count}}块云盘自{{since}}以来的快照",
    moment_other: "{{time}}：{{disks}}块云盘中的{{count}}块",
    day_other: "{{date}}：{{count}}个时刻；最后一个有{{disks}}块云盘中的{{frames}}块",
    hint: "方向键在各时刻间移动，回车键打开",
  },
  usedBy: {
    images_other: "{{number}}个镜像",
    instances_other: "{{number}}个实例",
    instancesWord_other: "个实例",
    snapshots_other: "{{number}}个快照",
    disks_other: "{{number}}块云盘",
    both: "{{first}}，{{second}}",
    more_other: "另外{{number}}个",
    label: "{{name}}：来源为{{from}}，被{{to}}使用",
  },
} satisfies Translation<typeof en>;
