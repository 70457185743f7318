import type en from "../en-US/welcome";
import type { Translation } from "../translation";

export default {
  tagline: "从快照到自定义镜像，覆盖您的所有ECS账号和地域。",
  language: "语言",
  theme: "主题",
  settings: "设置",
  themes: { system: "跟随系统", light: "浅色", dark: "深色" },
  connect: {
    title: "连接账号",
    text: "请使用RAM用户的AccessKey，不要使用主账号的AccessKey。",
  },
  practice: {
    title: "体验练习云",
    text: "Darkroom内置的模拟ECS，会像真实的云一样延迟、限流和出错，不产生任何费用。",
    scenario: "小型公司",
    open: "打开练习云",
    opening: "正在打开…",
    note: "无需账号，无需网络",
  },
  facts: {
    accounts: { term: "包含内容", text: "虚构公司的1个账号、3个地域、640个快照" },
    time: { term: "运行方式", text: "与真实的云一致，但创建镜像只需几秒" },
    keep: { term: "数据保留", text: "数据不会离开本机，可在设置的账号中关闭" },
  },
  sideBySide: "两者可以同时使用，练习数据始终带有标记。",
} satisfies Translation<typeof en>;
