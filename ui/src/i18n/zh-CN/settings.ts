import type en from "../en-US/settings";
import type { Translation } from "../translation";

export default {
  title: "设置",
  sections: { label: "分区", general: "通用", accounts: "账号" },
  language: { label: "语言" },
  theme: { label: "主题", system: "跟随系统", light: "浅色", dark: "深色", hint: "跟随系统时，按桌面的浅色或深色设置显示。" },
} satisfies Translation<typeof en>;
