export default {
  needsYou: "A job needs you",
  needsYouText: "{{name}} in {{region}}: {{reason}}",
  quit: {
    title_one: "{{count}} job is not finished",
    title_other: "{{count}} jobs are not finished",
    text: "What Alibaba Cloud has accepted goes on in the cloud. Darkroom resumes the rest when you open it again. You are told this once.",
    quit: "Quit",
    keep: "Keep open",
  },
} as const;
