import type en from "../en-US/settings";
import type { Translation } from "../translation";

export default {
  title: "设置",
  sections: { label: "设置分类", general: "通用", accounts: "账号" },
  language: { label: "语言", hint: "立即生效，无需重启。在任何位置按{{keys}}切换" },
  theme: { label: "主题", system: "跟随系统", light: "浅色", dark: "深色", hint: "跟随系统时，按桌面的浅色或深色设置显示。在任何位置按{{keys}}切换" },
  report: {
    title: "支持报告",
    hint: "版本、设置和最近的日志，供协助您的人查看",
    action: "复制支持报告",
    text: "报告包含版本、设置和最近的日志，不含AccessKey Secret、密码等机密信息。复制前请先查看。",
    textOfJob: "报告包含版本、设置、最近的日志，以及任务{{id}}的步骤和请求，不含AccessKey Secret、密码等机密信息。复制前请先查看。",
    preview: "支持报告的内容",
    copied: "已复制",
    notCopied: "未能复制报告。请选中上方文本，用键盘复制。",
    failed: "未能生成支持报告",
  },
} satisfies Translation<typeof en>;
