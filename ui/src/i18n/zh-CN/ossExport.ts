import type en from "../en-US/ossExport";
import type { Translation } from "../translation";

export default {
  title: "导出镜像{{name}}",
  titleSeveral_other: "导出{{count}}个镜像",
  text_other: "来自{{region}}，{{count}}块云盘，{{size}}。",
  textSeveral: "来自{{region}}。每个镜像是同一任务中的一个步骤。",
  loading: "正在查询镜像…",
  field: {
    bucket: "OSS Bucket",
    bucketHint: "镜像所在地域{{region}}的Bucket名称。Darkroom不能列出Bucket。",
    prefix: "对象名称前缀",
    prefixHint: "1到30个字母和数字。",
    prefixNames: "名称以{{begin}}开头。",
    optional: "选填",
    format: "格式",
    role: "RAM角色",
  },
  format: {
    raw: "所有地域都支持。",
    vhd: "用于Hyper-V和Azure，仅部分地域支持。",
    qcow2: "用于KVM和QEMU，仅部分地域支持。",
    vmdk: "用于VMware，仅部分地域支持。",
    vdi: "用于VirtualBox，仅部分地域支持。",
  },
  role: {
    title: "谁可以做什么",
    service: "写入对象的是ECS服务，不是Darkroom，也不是您的AccessKey。ECS服务使用此账号的RAM角色{{role}}，该角色必须以此名称存在。",
    you: "您的AccessKey需要ecs:ExportImage、ecs:DescribeTasks和ecs:DescribeTaskAttribute权限，取消导出还需要ecs:CancelTask权限，不需要OSS权限。",
    show: "该角色的两个完整策略",
    trust: "信任策略",
    trustNote: "谁可以使用该角色：只有ECS服务。",
    permission: "权限策略",
    permissionNote: "该角色可以做什么：读写对象、查看Bucket。系统策略AliyunECSImageExportRolePolicy的权限相同。如需收窄，可将*改为该Bucket。",
  },
  cost: {
    title: "费用",
    text: "对象占用OSS存储，最多{{size}}，删除之前在OSS持续计费。下载也会计费。",
  },
  made: {
    title: "写入的内容",
    text_other: "{{count}}个对象，每块云盘一个压缩包。对象名称在结束时告知。",
  },
  effect: {
    content: "能读取该Bucket的人可以读取云盘中的全部内容：密钥对、密码、命令历史。",
    image: "镜像保持不变，导出期间不能删除。",
  },
  wrong: "请先更正标出的内容。",
  barred: "此镜像不能导出，原因见上。",
  typedName: "输入镜像名称以确认。",
  typedNumber: "输入镜像数量以确认。",
  button_other: "导出{{count}}个镜像",
} satisfies Translation<typeof en>;
