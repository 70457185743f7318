export default {
  title: "Settings",
  sections: { label: "Sections", general: "General", accounts: "Accounts" },
  language: { label: "Language" },
  theme: { label: "Theme", system: "System", light: "Light", dark: "Dark", hint: "System follows the light or dark setting of the desktop." },
} as const;
