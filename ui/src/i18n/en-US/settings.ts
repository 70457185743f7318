export default {
  title: "Settings",
  sections: { label: "Settings sections", general: "General", accounts: "Accounts" },
  language: { label: "Language", hint: "Changes at once, without a restart. From anywhere: {{keys}}" },
  theme: { label: "Theme", system: "System", light: "Light", dark: "Dark", hint: "System follows the light or dark setting of the desktop. From anywhere: {{keys}}" },
  report: {
    title: "Support report",
    hint: "Versions, settings and the recent log, for whoever helps you",
    action: "Copy support report",
    text: "It holds versions, settings and the recent log. No key, password or other secret is in it. Read it before you copy it.",
    textOfJob: "It holds versions, settings, the recent log, and job {{id}} with its steps and requests. No key, password or other secret is in it. Read it before you copy it.",
    preview: "Text of the support report",
    copied: "Copied",
    notCopied: "The report could not be copied. Select the text above and copy it with the keyboard.",
    failed: "The support report could not be made",
  },
} as const;
