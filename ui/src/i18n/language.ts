/** Languages of the window. */
export type Language = "en-US" | "zh-CN";

export const LANGUAGES: readonly Language[] = ["en-US", "zh-CN"];

/** The language that the first script has put on the page. */
export const bootLanguage = (): Language => (document.documentElement.lang.startsWith("zh") ? "zh-CN" : "en-US");

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem("language", language);
  } catch {
    // Not remembered: the next start follows the system again.
  }
}
