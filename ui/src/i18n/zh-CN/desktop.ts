import type en from "../en-US/desktop";
import type { Translation } from "../translation";

export default {
  needsYou: "任务需要您处理",
  needsYouText: "{{region}}的{{name}}：{{reason}}",
  quit: {
    title_other: "{{count}}个任务尚未完成",
    text: "阿里云已接受的操作会在云端继续。下次打开Darkroom时，其余步骤会接着执行。此提示只显示一次。",
    quit: "退出",
    keep: "保持打开",
  },
} satisfies Translation<typeof en>;
