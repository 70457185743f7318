import i18next from "i18next";
import common from "./en-US/common";
import grid from "./en-US/grid";
import shell from "./en-US/shell";
import snapshots from "./en-US/snapshots";
import sync from "./en-US/sync";
import { rememberLanguage, type Language } from "./language";

/** Catalogues of the first page; those of other pages come with them. */
const FIRST = ["common", "grid", "shell", "snapshots", "sync"] as const;

const files = import.meta.glob<{ default: Record<string, unknown> }>([
  "./en-US/*.ts",
  "./zh-CN/*.ts",
  "!./en-US/common.ts",
  "!./en-US/grid.ts",
  "!./en-US/shell.ts",
  "!./en-US/snapshots.ts",
  "!./en-US/sync.ts",
]);

const catalogues = {
  type: "backend" as const,
  init: () => undefined,
  read: (language: string, namespace: string, done: (error: unknown, catalogue: Record<string, unknown> | null) => void) => {
    const load = files[`./${language}/${namespace}.ts`];
    if (!load) {
      done(new Error(`no catalogue ${language}/${namespace}`), null);
      return;
    }
    load().then(
      (file) => done(null, file.default),
      (error: unknown) => done(error, null),
    );
  },
};

/** Makes the catalogues of `language` ready. Words of other pages are loaded when they are first shown. */
export async function startI18n(language: Language): Promise<void> {
  await i18next.use(catalogues).init({
    lng: language,
    fallbackLng: "en-US",
    supportedLngs: ["en-US", "zh-CN"],
    load: "currentOnly",
    ns: [...FIRST],
    defaultNS: "common",
    resources: { "en-US": { common, grid, shell, snapshots, sync } },
    partialBundledLanguages: true,
    interpolation: { escapeValue: false, skipOnVariables: true },
    returnNull: false,
  });
}

/** Fetches the words of problems before one is met. The first page does not wait for them. */
export async function loadProblemWords(): Promise<void> {
  await i18next.loadNamespaces("problems");
}

/** Switches the language of the window and remembers it. */
export async function switchLanguage(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
  // Another one was chosen meanwhile.
  if (i18next.language !== language) return;
  document.documentElement.lang = language;
  rememberLanguage(language);
}

export { i18next };
