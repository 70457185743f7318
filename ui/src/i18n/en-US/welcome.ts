export default {
  tagline: "Snapshots in, custom images out. Over all your ECS accounts and regions.",
  language: "Language",
  theme: "Theme",
  settings: "Settings",
  themes: { system: "System theme", light: "Light theme", dark: "Dark theme" },
  connect: {
    title: "Connect an account",
    text: "Use the AccessKey of a RAM user, not that of the main account.",
  },
  practice: {
    title: "Explore the practice cloud",
    text: "A simulated ECS inside Darkroom. It delays, throttles and fails like the real one, and costs nothing.",
    scenario: "Small company",
    open: "Open the practice cloud",
    opening: "Opening…",
    note: "No account, no network",
  },
  facts: {
    accounts: { term: "What is in it", text: "1 account, 3 regions, 640 snapshots of a made-up company" },
    time: { term: "How it behaves", text: "As the real cloud, but an image takes seconds instead of minutes" },
    keep: { term: "What stays", text: "Nothing leaves this computer; close it in Settings, Accounts" },
  },
  sideBySide: "Both can be used side by side. Practice data is always marked.",
} as const;
